//! `check --fix`, `--baseline` and `urls`: what is written, and what is not.

use crate::support::site::{NOTHING, Site, changed};

/// A site whose pages have four edits to make, two of them beside each other.
fn damaged() -> Site {
    let site = Site::new();
    site.write(
        "content/en-us/a.md",
        "# A\n\n[b](B.md#part) and [c](C.md)</br></br>더\n",
    );
    site.write(
        "content/en-us/b.md",
        "# B\r\n\r\n## Part\r\n\r\nx</br>y\r\n",
    );
    site.write("content/en-us/c.md", "# C\n");
    site
}

#[test]
fn edits_are_shown_and_nothing_is_written() {
    let site = damaged();
    let before = site.snapshot("");
    let run = site.run(&["check", "--fix", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
    assert_eq!(
        run.stdout,
        "\
--- content/en-us/a.md
+++ content/en-us/a.md
@@ -2,2 +2,2 @@
 
-[b](B.md#part) and [c](C.md)</br></br>더
+[b](b.md#part) and [c](c.md)<br><br>더
--- content/en-us/b.md
+++ content/en-us/b.md
@@ -4,2 +4,2 @@
 \r
-x</br>y\r
+x<br>y\r
"
    );
    assert_eq!(
        run.stderr,
        "5 edits in 2 files would be made\nchecked 4 Markdown files in N ms\n"
    );
}

#[test]
fn edits_are_made_and_files_keep_what_else_they_have() {
    let site = damaged();
    assert_eq!(
        site.succeeds(&["check", "--fix"]),
        "5 edits made in 2 files\nchecked 4 Markdown files in N ms\n"
    );
    assert_eq!(
        site.read("content/en-us/b.md"),
        "# B\r\n\r\n## Part\r\n\r\nx<br>y\r\n"
    );
    let before = site.snapshot("");
    assert_eq!(
        site.succeeds(&["check", "--fix"]),
        "0 edits made in 0 files\nchecked 4 Markdown files in N ms\n"
    );
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_link_stays_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = damaged();
    let real = site.path("elsewhere.md");
    std::fs::rename(site.path("content/en-us/b.md"), &real).expect("a rename");
    std::os::unix::fs::symlink(&real, site.path("content/en-us/b.md")).expect("a link");
    let mode = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(&real, mode).expect("permissions");
    site.succeeds(&["check", "--fix"]);
    let link = std::fs::symlink_metadata(site.path("content/en-us/b.md")).expect("a file");
    assert!(link.is_symlink());
    assert!(site.read("elsewhere.md").contains("x<br>y"));
    let mode = std::fs::metadata(&real)
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}

/// A finding that is known is not said again, wherever its line goes.
#[test]
fn only_what_is_new_fails() {
    let site = Site::new();
    site.write(
        "content/en-us/a.md",
        "# A\n\n[x](gone.md)\n\n[x](gone.md)\n",
    );
    let known = ["check", "--strict", "--baseline", "known.txt"];
    site.refuses(
        &known,
        2,
        "error: cannot read `known.txt`: No such file or directory (os error 2)\n\
         help: write it with `--baseline FILE --update-baseline`\n",
    );
    let update = ["check", "--baseline", "known.txt", "--update-baseline"];
    assert_eq!(site.succeeds(&update), "2 findings -> known.txt\n");
    let text = site.read("known.txt");
    let lines: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(lines.len(), 2);
    for line in lines {
        assert!(
            line.starts_with("content/en-us/a.md file-not-found "),
            "{line}"
        );
    }
    site.write(
        "content/en-us/a.md",
        "# A\n\nMore.\n\n[x](gone.md)\n\n[x](gone.md)\n",
    );
    assert_eq!(
        site.succeeds(&known),
        "2 known findings not shown, 0 of the baseline mended\nchecked 2 Markdown files in N ms\n"
    );
    site.write(
        "content/en-us/a.md",
        "# A\n\n[x](gone.md)\n\n[y](lost.md)\n",
    );
    let run = site.run(&known);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("there is no page `lost.md`") && !run.stderr.contains("`gone.md`"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .starts_with("1 known finding not shown, 1 of the baseline mended\n"),
        "{}",
        run.stderr
    );
    site.write("known.txt", "what is this\n");
    site.refuses(
        &known,
        2,
        "error: line 1 of `known.txt` is no finding\n\
         help: write it with `--baseline FILE --update-baseline`\n",
    );
}

#[test]
fn published_addresses_are_kept_until_somebody_forgets_them() {
    let site = Site::new();
    site.write("content/en-us/a.md", "# A\n\n## Part\n");
    let run = site.run(&["urls"]);
    let list = "en-us/a.html\n  #a\n  #part\nen-us/index.html\n  #home\n";
    assert_eq!(run.code, 0);
    assert!(run.stdout.ends_with(list), "{}", run.stdout);

    let lock = ["urls", "--lock", "urls.lock"];
    assert_eq!(site.succeeds(&lock), "2 pages, 3 anchors -> urls.lock\n");
    assert_eq!(site.read("urls.lock"), run.stdout);
    site.succeeds(&["build", "--strict"]);

    site.write("content/en-us/a.md", "# A\n\n## Section\n");
    let build = site.run(&["build", "--strict"]);
    assert_eq!(build.code, 1);
    assert!(
        build
            .stderr
            .contains("warning[published-anchor-missing]: `#part` on `en-us/a.html` was published and is gone\n --> urls.lock:4:1"),
        "{}",
        build.stderr
    );
    // The new anchor is added, the old one stays.
    let run = site.run(&lock);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        site.read("urls.lock")
            .contains("  #a\n  #part\n  #section\n")
    );
    // A redirection answers for it; so does forgetting it.
    let book = site.read("book.toml");
    site.write(
        "book.toml",
        format!("{book}[redirects]\n\"a.md#part\" = \"a.md#section\"\n"),
    );
    site.succeeds(&["build", "--strict"]);
    site.write("book.toml", &book);
    site.succeeds(&["urls", "--lock", "urls.lock", "--forget"]);
    assert!(site.read("urls.lock").contains("  #a\n  #section\n"));
    site.succeeds(&["build", "--strict"]);
}

/// What only looks like an address is left alone: labels, titles, references,
/// quotes of YAML, and languages that were chosen.
#[test]
fn only_addresses_are_edited() {
    let site = Site::new();
    site.write(
        "book.toml",
        "[locales.en-us]\n[locales.ko-kr]\n[redirects]\n\"old.md\" = \"new.md\"\n\
         \"quote.md\" = \"it's.md\"\n\"web.md\" = \"https://x.example/a(b)c\"\n",
    );
    let page = "# A\n\n[old.md][r] [old.md] [Setup.md](Setup.md \"Setup.md\") [#PART][s]\n\n\
                [x](<old.md> \"old.md\") [y](web.md) [z](/ko-kr/SETUP) ![old.md](old.md)\n\n\
                ## Part\n\n[r]: old.md\n[s]: #PART\n[old.md]: old.md\n";
    site.write("content/en-us/a.md", page);
    site.write("content/en-us/setup.md", "# Setup\n");
    site.write("content/en-us/new.md", "# New\n");
    site.write("content/en-us/it's.md", "# It\n");
    site.write(
        "content/en-us/toc.yml",
        "- name: X\n  href: 'quote.md'\n- name: Y\n  href: 'old.md'\n",
    );
    site.write("content/ko-kr/setup.md", "# 설치\n");
    site.write(
        "content/en-us/faq.yml",
        "### YamlMime:FAQ\nmetadata:\n  title: F\ntitle: F\nsections:\n- name: S\n  questions:\n  \
         - question: Q\n    answer: \"## Deep\\n\\ntext\"\n",
    );
    site.write(
        "content/ko-kr/faq.yml",
        "### YamlMime:FAQ\nmetadata:\n  title: F\ntitle: F\nsections:\n- name: S\n  questions:\n  \
         - question: Q\n    answer: \"## 깊은\\n\\n글\"\n",
    );
    let faq = site.read("content/ko-kr/faq.yml");
    site.run(&["check", "--fix"]);
    let expected = page
        .replace("(Setup.md \"Setup.md\")", "(setup.md \"Setup.md\")")
        .replace("[x](<old.md> ", "[x](<new.md> ")
        .replace("/ko-kr/SETUP", "/ko-kr/setup");
    assert_eq!(site.read("content/en-us/a.md"), expected);
    assert_eq!(
        site.read("content/en-us/toc.yml"),
        "- name: X\n  href: 'quote.md'\n- name: Y\n  href: 'new.md'\n"
    );
    assert_eq!(site.read("content/ko-kr/faq.yml"), faq);
}

#[test]
fn what_redirections_lead_to_is_published() {
    let site = Site::new();
    site.write(
        "book.toml",
        "[locales.en-us]\n[redirects]\n\"gone.md\" = \"files/m.pdf\"\n",
    );
    site.write("content/en-us/files/m.pdf", "pdf");
    site.succeeds(&["build"]);
    assert!(site.has("public/en-us/files/m.pdf"));
    assert_eq!(
        site.read("public/_redirects"),
        "/en-us/gone.html /en-us/files/m.pdf 301\n"
    );
}
