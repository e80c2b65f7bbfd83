//! Breadcrumb files, folders as tables of contents, and pages that stand in
//! none.

use crate::support::{add_folder, repository, site_path};
use crate::{found, found_where};
use guidepost::base::diagnostic::Code;
use guidepost::base::sources::Sources;
use guidepost::pipeline::Pipeline;
use guidepost::stages::emit::Content;

/// The text of a file that a site with these files has.
fn built(files: &[(&str, &str)], route: &str) -> String {
    let mut sources = Sources::default();
    add_folder(
        &mut sources,
        &repository().join("themes/harbor"),
        "themes/harbor",
    );
    sources.insert_text(site_path("book.toml"), "[locales.en-us]\n");
    for (path, text) in files {
        sources.insert_text(site_path(&format!("content/en-us/{path}")), *text);
    }
    let build = Pipeline::default().build(&sources);
    match &build.output.files.get(&site_path(route)) {
        Some(Content::Text(text)) => text.to_string(),
        other => panic!("{route}: {other:?}"),
    }
}

fn crumbs(page: &str) -> Vec<&str> {
    let (_, crumbs) = page.split_once("class=\"breadcrumbs\"").expect("crumbs");
    let (crumbs, _) = crumbs.split_once("</nav>").expect("an end");
    let names = crumbs.split("<bdi>").skip(1);
    names
        .filter_map(|name| name.split("</bdi>").next())
        .collect()
}

#[test]
fn a_page_stands_where_its_breadcrumbs_say() {
    let files = [
        ("index.md", "# Home\n"),
        ("mail/index.md", "# Mail\n"),
        ("mail/send/a.md", "# A\n"),
        ("mail/other.md", "# Other\n"),
        (
            "breadcrumb/toc.yml",
            "- name: Post\n  tocHref: /\n  topicHref: /index\n  items:\n  - name: Sending\n    \
             tocHref: /mail/send/toc.json\n    topicHref: /mail/index\n",
        ),
        (
            "mail/send/toc.yml",
            "- name: Group\n  items:\n  - name: A\n    href: a.md\n",
        ),
    ];
    let page = built(&files, "en-us/mail/send/a.html");
    assert_eq!(crumbs(&page), ["Post", "Sending", "Group"]);
    let page = built(&files, "en-us/mail/other.html");
    assert_eq!(crumbs(&page), ["Post"]);
}

#[test]
fn folders_are_the_table_where_none_is_written() {
    let files = [
        ("index.md", "# Home\n"),
        ("b.md", "# Second\n"),
        ("mail-flow/x.md", "# X\n"),
        ("sub/index.md", "# Section\n"),
        ("sub/y.md", "# Y\n"),
    ];
    let contents = built(&files, "en-us/toc/index.json");
    assert_eq!(
        contents,
        concat!(
            r#"{"items":[{"href":"../index.html","name":"Home"},{"href":"../b.html","name":"Second"},"#,
            r#"{"items":[{"href":"../mail-flow/x.html","name":"X"}],"name":"Mail flow"},"#,
            r#"{"href":"../sub/index.html","items":[{"href":"../sub/y.html","name":"Y"}],"#,
            r#""name":"Section"}]}"#,
            "\n"
        )
    );
    let page = built(&files, "en-us/sub/y.html");
    assert!(page.contains("<a class=\"all-pages\" href=\"../toc/index.html\">"));
}

#[test]
fn summaries_are_tables() {
    let files = [
        ("one.md", "# One\n"),
        ("two.md", "# Two\n"),
        ("sub/three.md", "# Three\n"),
        (
            "SUMMARY.md",
            "# Summary\n\n[First](one.md)\n\n# Part\n\n- [Second](two.md)\n  - [Third](sub/three.md)\n- [Draft]()\n\n---\n\n[Last](one.md)\n",
        ),
    ];
    let contents = built(&files, "en-us/toc/index.json");
    assert_eq!(
        contents,
        concat!(
            r#"{"items":[{"href":"../one.html","name":"First"},"#,
            r#"{"items":[{"href":"../two.html","items":[{"href":"../sub/three.html","name":"Third"}],"#,
            r#""name":"Second"},{"name":"Draft"}],"name":"Part"},"#,
            r#"{"href":"../one.html","name":"Last"}]}"#,
            "\n"
        )
    );
}

#[test]
fn what_entries_say_is_in_the_whole_table() {
    let files = [
        ("a.md", "# A\n"),
        ("b.md", "# B\n"),
        (
            "toc.yml",
            "- name: A\n  href: a.md\n  displayName: alpha, first\n- name: More\n  expanded: true\n  \
             items:\n  - name: B\n    href: b.md\n  - name: Web\n    href: https://x.example/\n",
        ),
    ];
    let contents = built(&files, "en-us/toc/index.json");
    assert_eq!(
        contents,
        concat!(
            r#"{"items":[{"displayName":"alpha, first","href":"../a.html","name":"A"},"#,
            r#"{"expanded":true,"items":[{"href":"../b.html","name":"B"},"#,
            r#"{"external":true,"href":"https://x.example/","name":"Web"}],"name":"More"}]}"#,
            "\n"
        )
    );
    // The table is small, so every page shows what is unfolded.
    let page = built(&files, "en-us/a.html");
    assert!(page.contains("<bdi>Web</bdi>"), "{page}");
}

#[test]
fn pages_in_no_table_are_said() {
    let files = [
        ("index.md", "# Home\n"),
        ("a.md", "# A\n"),
        ("lost.md", "# Lost\n"),
        ("toc.yml", "- name: A\n  href: a.md\n"),
    ];
    let said = found_where(&files, |code| code == Code::PageNotInToc);
    assert_eq!(
        said,
        "lost.md:1:1 suggestion page-not-in-toc: no table of contents names this page\n  help: add \
         it where readers would look for it\n"
    );
    assert_eq!(
        found_where(&files[..3], |code| code == Code::PageNotInToc),
        ""
    );
}

#[test]
fn a_crumb_that_leads_nowhere() {
    let said = found(&[
        ("a.md", "# A\n"),
        (
            "breadcrumb/toc.yml",
            "- name: X\n  tocHref: /\n  topicHref: /gone\n",
        ),
    ]);
    assert_eq!(
        said,
        "breadcrumb/toc.yml:3:14 warning file-not-found: this entry leads to `/gone`, which is not a \
         page\n  help: mend the path, which is relative to this file, or remove the entry\n"
    );
}

/// Two megabytes and 45,000 entries, a thousand of them in each other.
#[test]
fn a_huge_table_is_a_table() {
    use std::fmt::Write as _;
    let mut toc = String::new();
    for number in 0..45_000 {
        let target = if number % 2 == 0 { "a" } else { "b" };
        writeln!(toc, "# [Entry number {number} of many]({target}.md)").expect("a string grows");
    }
    for depth in 1..1_000 {
        writeln!(toc, "{} [Deep](a.md)", "#".repeat(depth)).expect("a string grows");
    }
    assert!(toc.len() > 2_000_000);
    let files = [("a.md", "# A\n"), ("b.md", "# B\n"), ("TOC.md", &toc)];
    let page = built(&files, "en-us/a.html");
    assert!(page.len() < 100_000, "{} bytes", page.len());
    let contents = built(&files, "en-us/toc/index.json");
    assert_eq!(contents.matches("\"name\"").count(), 45_999);
}
