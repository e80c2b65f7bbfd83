//! Links to places on pages.

use crate::{found, found_without_help};
use std::fmt::Write;

#[test]
fn a_place_is_looked_for_on_the_page_that_the_link_leads_to() {
    let said = found(&[
        (
            "a.md",
            "# Title 1\n\n[b](b.md#title-2) [c](b.md#title-1) [c](b.md?view=x#raw)\n",
        ),
        ("b.md", "# B\n\n## Title 1\n\n<p id=\"raw\">Raw</p>\n"),
    ]);
    assert_eq!(
        said,
        "a.md:3:5 warning bookmark-not-found: there is no `#title-2` on the page `content/en-us/b.md`\n\
         \x20 help: did you mean `#title-1`?\n"
    );
}

#[test]
fn ids_of_all_kinds_are_found() {
    let page = "# One\n\n## One\n\n<a name=\"old\"></a>\n\n## <a name=\"own\"></a>Two\n\n\
                ## 안녕 세계\n\n> [!div id=\"part\"]\n> x\n\n[!INCLUDE [x](includes/x.md)]\n\n\
                [a](#one) [a](#one-1) [a](#old) [a](#own) [a](#%EC%95%88%EB%85%95-세계) \
                [a](#part) [a](#included) [a](#) [a](#top) [a](index.md#own)\n";
    let said = found(&[("index.md", page), ("includes/x.md", "## Included\n")]);
    assert_eq!(said, "");
}

/// One link stands in one file, however many pages show it.
#[test]
fn a_link_in_an_included_file_is_reported_there_once() {
    let page = "# P\n\n[!INCLUDE [x](includes/x.md)]\n";
    let said = found_without_help(&[
        ("a.md", page),
        ("b.md", page),
        ("c.md", "# C\n\n## Here\n\n[!INCLUDE [x](includes/x.md)]\n"),
        (
            "includes/x.md",
            "[a](#here) [b](../c.md#gone) [c](#x)\n\n## X\n",
        ),
    ]);
    assert_eq!(
        said,
        "includes/x.md:1:5 warning bookmark-not-found: there is no `#here` on the page `content/en-us/a.md`\n\
         includes/x.md:1:16 warning bookmark-not-found: there is no `#gone` on the page `content/en-us/c.md`\n"
    );
}

/// A fallback page shows what is wrong with its source page once more, and
/// may lead to a translated page whose ids differ.
#[test]
fn fallback_pages_are_checked_and_reported_at_their_source() {
    let said = found(&[
        ("/book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
        ("a.md", "# A\n\n[gone](a.md#gone) [b](b.md#name)\n"),
        ("b.md", "# B\n\n## Name\n"),
        ("/content/ko-kr/b.md", "# B\n\n## 이름\n"),
    ]);
    let help = "  help: link to the id of a heading, or write `<a name=\"NAME\"></a>` at the start \
                of the heading that is meant\n";
    let gone = "a.md:3:8 warning bookmark-not-found: there is no `#gone` on this page\n";
    let name = "a.md:3:23 warning bookmark-not-found: there is no `#name` on the page \
                `content/ko-kr/b.md`\n";
    assert_eq!(
        said,
        [
            gone,
            &help.replace("NAME", "gone"),
            name,
            &help.replace("NAME", "name")
        ]
        .concat()
    );
}

/// As many ids as wrong links: comparing all with all would take minutes.
#[test]
fn a_page_of_ids_and_wrong_links_is_checked_at_once() {
    let mut page = String::from("# P\n\n");
    for number in 0..2_000 {
        write!(page, "[x](#no-{number}) <a id=\"yes-{number}\"></a>\n\n").expect("a string grows");
    }
    let said = found_without_help(&[("a.md", &page)]);
    assert_eq!(said.lines().count(), 2_000);
}

#[test]
fn references_to_uids_name_places_too() {
    let said = found_without_help(&[
        ("a.md", "# A\n\n<xref:b#gone> [b](xref:b#lost) <xref:b#b>\n"),
        ("b.md", "---\nuid: b\n---\n# B\n"),
    ]);
    assert_eq!(
        said,
        "a.md:3:1 warning bookmark-not-found: there is no `#gone` on the page `content/en-us/b.md`\n\
         a.md:3:19 warning bookmark-not-found: there is no `#lost` on the page `content/en-us/b.md`\n"
    );
}
