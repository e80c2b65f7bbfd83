//! Tables of contents.

use crate::{found, found_without_help};

#[test]
fn text_between_entries() {
    let said = found(&[
        ("a.md", "# A\n"),
        (
            "toc.md",
            "---\ntitle: T\n---\n# [A](a.md)\n[A](a.md)\n> A\n\n<!-- # [B](b.md)\n[B](b.md) -->\n\
             ## C# ##\n## <!-- x --> [A](a.md)\n",
        ),
    ]);
    assert_eq!(
        said,
        "toc.md:5:1 error invalid-toc-syntax: this is no entry of a table of contents\n\
         \x20 help: write `# [Name](page.md)`, with a `#` more for each level\n"
    );
}

/// It is an entry all the same, so the site is not refused.
#[test]
fn entries_without_a_blank() {
    let said = found(&[("toc.md", "# A\n#[B](b.md)\n#C\n\n#D\n")]);
    let hint = "  help: write `# [Name](page.md)`\n";
    assert_eq!(
        said,
        [
            "toc.md:2:1 warning invalid-toc-syntax: a blank is missing behind `#`\n",
            hint,
            "toc.md:2:2 warning file-not-found: this entry leads to `b.md`, which is not a page\n",
            "  help: mend the path, which is relative to this file, or remove the entry\n",
            "toc.md:5:1 warning invalid-toc-syntax: a blank is missing behind `#`\n",
            hint,
        ]
        .concat()
    );
}

#[test]
fn a_level_is_skipped() {
    let said = found(&[("toc.md", "## A\n### B\n##### C\n###### D\n## E\n")]);
    assert_eq!(
        said,
        "toc.md:3:1 warning invalid-toc-level: this entry of level 5 stands below one of level 3\n\
         \x20 help: begin it with `####`, or add the level between\n"
    );
}

/// Equal addresses of different entries have places of their own.
#[test]
fn each_address_is_placed() {
    let said = found_without_help(&[
        ("a.md", "# A\n"),
        ("draft.md", "# Draft\n"),
        (
            "toc.yml",
            "- name: gone.md\n  href: gone.md\n- {name: B, href: \"gone.md\"}\n- items:\n  - href: in.md\n  \
             name: C\n  href: gone.md\n- name: D\n  href: ../out.md\n- name: E\n  topicHref: draft.md\n  \
             href: a.md\n",
        ),
        (
            "/book.toml",
            "[book]\nexclude = [\"draft.md\"]\n[locales.en-us]\n",
        ),
    ]);
    assert_eq!(
        said,
        "toc.yml:2:9 warning file-not-found: this entry leads to `gone.md`, which is not a page\n\
         toc.yml:3:19 warning file-not-found: this entry leads to `gone.md`, which is not a page\n\
         toc.yml:5:11 warning file-not-found: this entry leads to `in.md`, which is not a page\n\
         toc.yml:7:9 warning file-not-found: this entry leads to `gone.md`, which is not a page\n\
         toc.yml:9:9 warning link-out-of-scope: this entry leads to `../out.md`, which is not published\n\
         toc.yml:11:14 warning link-out-of-scope: this entry leads to `draft.md`, which is not published\n"
    );
}

#[test]
fn tables_that_are_named_and_are_none() {
    let said = found(&[
        ("a.md", "# A\n"),
        (
            "toc.yml",
            "- name: A\n  tocHref: a.md\n- name: B\n  href: part/toc.yml\n- name: C\n  tocHref: https://x.example/\n",
        ),
    ]);
    assert_eq!(
        said,
        "toc.yml:2:12 warning invalid-toc-href: `a.md` is no table of contents\n\
         \x20 help: name a `toc.yml` or `TOC.md`, or a folder that has one, in `tocHref`, and a page in `href`\n\
         toc.yml:4:9 warning file-not-found: this entry leads to `part/toc.yml`, which is not a page\n\
         \x20 help: mend the path, which is relative to this file, or remove the entry\n"
    );
}

#[test]
fn tables_that_lie_in_each_other() {
    let said = found(&[
        ("toc.md", "# [A](a/toc.md)\n"),
        ("a/toc.md", "# [B](../b/toc.md)\n"),
        ("b/toc.md", "# [Back](~/toc.md)\n"),
    ]);
    assert_eq!(
        said,
        "toc.md:1:1 error circular-reference: this table of contents leads back to itself: \
         `content/en-us/toc.md` -> `content/en-us/a/toc.md` -> `content/en-us/b/toc.md` -> \
         `content/en-us/toc.md`\n  help: remove one of the entries on the way\n"
    );
}

#[test]
fn a_table_that_lies_in_itself() {
    let said = found(&[
        ("a.md", "# A\n"),
        (
            "toc.yml",
            "- name: A\n  href: a.md\n- name: Self\n  href: toc.yml\n",
        ),
    ]);
    assert_eq!(
        said,
        "toc.yml:4:9 error circular-reference: this table of contents leads back to itself: \
         `content/en-us/toc.yml` -> `content/en-us/toc.yml`\n  help: remove this entry\n"
    );
}

#[test]
fn two_tables_in_a_folder() {
    let said = found(&[
        ("a.md", "# A\n"),
        ("TOC.md", "# A\n"),
        ("toc.yml", "- href: a.md\n"),
    ]);
    assert_eq!(
        said,
        "toc.yml:1:1 warning output-path-conflict: `content/en-us/TOC.md` is the table of contents of \
         this folder already\n  help: keep one of the two; both are shown, each to the pages that it names\n"
    );
}

/// Each holds the next twice: 2 to the power of 40 entries, if nobody counted.
#[test]
fn tables_that_double() {
    let files: Vec<(String, String)> = (0..40)
        .map(|number| {
            let entry = format!("# [x](../t{}/toc.md)\n", number + 1);
            (format!("t{number}/toc.md"), entry.repeat(2))
        })
        .chain([("t40/toc.md".to_owned(), String::new())])
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let said = found_without_help(&files);
    assert!(said.contains("include-too-deep"), "{said}");
    assert!(said.lines().count() <= 40, "{said}");
}

#[test]
fn entries_that_name_uids() {
    let said = found(&[
        ("a.md", "---\nuid: a\n---\n# A\n"),
        (
            "toc.yml",
            "- uid: a\n- name: B\n  uid: b\n- uid: c\n  href: a.md\n",
        ),
        (
            "x/toc.md",
            "# @a\n# [A](xref:a)\n# [A](@a)\n# <xref:gone>\n",
        ),
    ]);
    let help = "  help: mend it, or give the page this `uid` in its front matter\n";
    assert_eq!(
        said,
        [
            "toc.yml:3:8 warning xref-not-found: no page has the uid of `xref:b`\n",
            help,
            "x/toc.md:4:3 warning xref-not-found: no page has the uid of `xref:gone`\n",
            help,
        ]
        .concat()
    );
}
