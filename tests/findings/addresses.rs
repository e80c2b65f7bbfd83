//! Addresses that lead to their target by a detour, and what those may have
//! meant that lead nowhere.

use crate::found;

#[test]
fn case_alone_is_forgiven_and_said() {
    let said = found(&[
        (
            "a.md",
            "# A\n\n[b](Guide/B.md#x) [b](/guide/B?view=1) ![c](Media/C.PNG) [pdf](guide/Form.pdf)\n\n\
             [!INCLUDE [n](includes/Note.md)]\n",
        ),
        ("guide/b.md", "# B\n\n## X\n"),
        ("media/c.png", ""),
        ("guide/form.PDF", ""),
        ("includes/note.md", "Note.\n"),
    ]);
    assert_eq!(
        said,
        "\
a.md:3:5 suggestion link-case-mismatch: `Guide/B.md#x` differs in case from what it leads to
  help: write `guide/b.md#x`: other tools and disks tell cases apart
a.md:3:23 suggestion link-case-mismatch: `/guide/B?view=1` differs in case from what it leads to
  help: write `/guide/b?view=1`, as it is published
a.md:3:45 suggestion link-case-mismatch: `Media/C.PNG` differs in case from what it leads to
  help: write `media/c.png`: other tools and disks tell cases apart
a.md:3:64 suggestion link-case-mismatch: `guide/Form.pdf` differs in case from what it leads to
  help: write `guide/form.PDF`: other tools and disks tell cases apart
a.md:5:15 suggestion link-case-mismatch: `includes/Note.md` differs in case from what it leads to
  help: write `includes/note.md`: other tools and disks tell cases apart
"
    );
}

/// A page of the same name elsewhere was meant more likely than one of nearly
/// the same name beside.
#[test]
fn what_was_meant() {
    let said = found(&[
        (
            "guide/a.md",
            "# A\n\n[x](codes.md#y) [x](~/limit.md) [x](spff) [x](../guide/dkim.md) [x](none-of-these.md)\n",
        ),
        ("bounces/codes.md", "# Codes\n\n## Y\n"),
        ("guide/spf.md", "# SPF\n"),
        ("limits.md", "# Limits\n"),
        ("other/dkim.md", "# DKIM\n"),
    ]);
    assert_eq!(
        said,
        "\
guide/a.md:3:5 warning file-not-found: there is no page `codes.md#y`
  help: did you mean `../bounces/codes.md#y`?
guide/a.md:3:21 warning file-not-found: there is no page `~/limit.md`
  help: did you mean `~/limits.md`?
guide/a.md:3:37 warning file-not-found: there is no page `spff`
  help: did you mean `spf.md`?
guide/a.md:3:47 warning file-not-found: there is no page `../guide/dkim.md`
  help: did you mean `../other/dkim.md`?
guide/a.md:3:69 warning file-not-found: there is no page `none-of-these.md`
  help: mend the path, which is relative to this file
"
    );
}

/// An address of the site itself, whole, is a link within the site; one that
/// leads to nothing here is left alone.
#[test]
fn whole_addresses_of_the_site_itself() {
    let book = "[book]\nbase-url = \"https://post.example/help/\"\n[locales.en-us]\n\
                [links]\nown-roots = [\"https://OLD.example\"]\n";
    let said = found(&[
        ("/book.toml", book),
        (
            "a.md",
            "# A\n\n[x](https://post.example/help/en-us/b.html#no) [x](https://old.example/b#no) \
             [x](https://old.example/gone) [x](https://post.example/)\n",
        ),
        ("b.md", "# B\n"),
    ]);
    let help = "  help: link to the id of a heading, or write `<a name=\"no\"></a>` at the start of \
                the heading that is meant\n";
    let at = |column| {
        format!(
            "a.md:3:{column} warning bookmark-not-found: there is no `#no` on the page \
             `content/en-us/b.md`\n{help}"
        )
    };
    assert_eq!(said, [at(5), at(52)].concat());
}

#[test]
fn places_whose_names_are_no_words() {
    let said = found(&[(
        "a.md",
        "# A\n\n## <a name=\"📮\"></a>Post\n\n## 🚫\n\n[x](#📮) [x](#%F0%9F%93%AE) [x](#📭)\n",
    )]);
    assert_eq!(
        said,
        "a.md:7:32 warning bookmark-not-found: there is no `#📭` on this page\n  \
         help: link to the id of a heading, or write `<a name=\"📭\"></a>` at the start of the \
         heading that is meant\n"
    );
}

/// `~/` is the folder of the docset, where that has settings of its own.
#[test]
fn docsets_have_a_root_of_their_own() {
    let said = found(&[
        ("set/docfx.json", "{}"),
        (
            "set/deep/a.md",
            "# A\n\n[x](~/b.md) [x](~/Deep/c.md) [x](~/set/b.md)\n",
        ),
        ("set/b.md", "# B\n"),
        ("set/deep/c.md", "# C\n"),
    ]);
    assert_eq!(
        said,
        "\
set/deep/a.md:3:17 suggestion link-case-mismatch: `~/Deep/c.md` differs in case from what it leads to
  help: write `~/deep/c.md`: other tools and disks tell cases apart
set/deep/a.md:3:34 warning file-not-found: there is no page `~/set/b.md`
  help: did you mean `~/b.md`?
"
    );
}

#[test]
fn schemes_that_are_none_and_links_to_nothing() {
    let said = found(&[(
        "a.md",
        "# A\n\n[x](htttps://x.example/) [x]() [x](ms-settings:about)\n",
    )]);
    assert_eq!(
        said,
        "\
a.md:3:5 warning file-not-found: `htttps://x.example/` begins with no scheme
  help: did you mean `https://`?
a.md:3:26 warning file-not-found: this link has no address
  help: write between `(` and `)` what it leads to, or take the link away
"
    );
}

/// Every image that a browser may choose is published; a form leads to a page.
#[test]
fn addresses_of_all_attributes() {
    let said = found(&[
        (
            "a.md",
            "# A\n\n<img src=\"a.png\" alt=\"A\" srcset=\"a.png 1x, gone.png 2x\">\n\n\
             <form action=\"lost.md\"></form>\n",
        ),
        ("a.png", ""),
    ]);
    assert_eq!(
        said,
        "\
a.md:3:44 warning file-not-found: there is no file `gone.png`
  help: mend the path, which is relative to this file
a.md:5:15 warning file-not-found: there is no page `lost.md`
  help: mend the path, which is relative to this file
"
    );
}

/// A page is renamed in one language. What has its address in another is not here,
/// and belongs where the page is now.
#[test]
fn a_page_that_was_renamed_in_one_language() {
    let said = found(&[
        ("/book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
        ("index.md", "# Home\n\n[Words](glossary.md)\n"),
        ("glossary2.md", "# Words\n"),
        ("/content/ko-kr/glossary.md", "# 용어\n"),
    ]);
    assert_eq!(
        said,
        "index.md:3:9 warning file-not-found: there is no page `glossary.md`\n  \
         help: did you mean `glossary2.md`?\n"
    );
}
