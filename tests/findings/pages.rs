//! What every page should have.

use crate::found_where;
use guidepost::base::diagnostic::Code;

/// What is said of pages by the codes that are about them.
fn about(files: &[(&str, &str)]) -> String {
    let codes = [
        Code::H1Missing,
        Code::TitleMissing,
        Code::DescriptionMissing,
        Code::DuplicateTitle,
        Code::AltTextMissing,
        Code::HeadingLevelSkipped,
    ];
    let said = found_where(files, |code| codes.contains(&code));
    let lines = said.split_inclusive('\n');
    lines.filter(|line| !line.starts_with("  help: ")).collect()
}

#[test]
fn a_page_that_has_it_all() {
    let page = "---\ntitle: A\ndescription: About a.\n---\n# A\n\n## B\n\n### C\n\n## D\n\n\
                ![A picture](a.png) <img src=\"a.png\" alt=\"\">\n";
    assert_eq!(about(&[("a.md", page), ("a.png", "")]), "");
    assert_eq!(about(&[("a.md", "# Without front matter\n")]), "");
}

#[test]
fn what_is_missing() {
    let said = about(&[
        ("a.md", "---\ntitle: A\n---\nText.\n"),
        ("b.md", "Text.\n"),
        (
            "c.md",
            "# C\n\n### Too deep\n\n[!INCLUDE [x](includes/x.md)]\n",
        ),
        (
            "d.md",
            "# D\n\n![](p.png) [![ ](p.png)](a.md) <img src=\"p.png\">\n",
        ),
        ("p.png", ""),
        ("includes/x.md", "###### Deeper still\n"),
    ]);
    assert_eq!(
        said,
        "\
a.md:1:1 suggestion h1-missing: this page has no heading of level 1
a.md:1:1 suggestion description-missing: the front matter has no description
b.md:1:1 warning title-missing: this page has neither a title nor a heading
c.md:3:1 suggestion heading-level-skipped: this heading of level 3 stands below one of level 1
d.md:3:1 warning alt-text-missing: this image has no alternative text
d.md:3:13 warning alt-text-missing: this image has no alternative text
d.md:3:32 warning alt-text-missing: this image has no alternative text
includes/x.md:1:1 suggestion heading-level-skipped: this heading of level 6 stands below one of level 3
"
    );
}

#[test]
fn titles_that_several_pages_have() {
    let said = about(&[
        ("/book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
        ("a.md", "# Same\n"),
        ("b.md", "---\ndescription: B\ntitle: same\n---\n# B\n"),
        ("/content/ko-kr/a.md", "# Same\n"),
    ]);
    assert_eq!(
        said,
        "b.md:3:8 suggestion duplicate-title: `same` is the title of `content/en-us/a.md` too\n"
    );
}
