//! Edits of `book.toml`.

use crate::edited::Edited;

const BOOK: &str = "book.toml";

#[test]
fn the_title() {
    Edited::new()
        .replace(BOOK, "title = \"Test\"", "title = \"Other\"")
        .renders(&[
            "index.html: front matter, site",
            "404.html: site",
            "en-us/**: site",
            "ko-kr/**: site",
        ])
        .replace(
            BOOK,
            "[locales.ko-kr]",
            "[locales.ko-kr]\ntitle = \"도움말\"",
        )
        .renders(&["ko-kr/**: site"]);
}

/// Only addresses that are whole have it, and the page that is shown anywhere.
#[test]
fn the_base_url() {
    Edited::new()
        .replace(BOOK, "test.example/help/", "test.example/docs/")
        .renders(&[
            "404.html: translations, site",
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: translations",
            "en-us/404.html: translations, site",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: translations",
            "ko-kr/404.html: translations, site",
        ])
        .replace(BOOK, "base-url", "#base-url")
        .renders(&[
            "404.html: translations, site",
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: translations",
            "en-us/404.html: translations, site",
            "ko-kr/{p1,p3,p5,p7}.html: front matter, translations",
            "ko-kr/{faq,m/x,p0,p2,p4,p6,p8}.html: translations",
            "ko-kr/404.html: translations, site",
        ]);
}

#[test]
fn rules() {
    Edited::with(&[("content/en-us/p5.md", "# P\n\n[Gone](gone.md)\n")])
        .replace(
            BOOK,
            "[[mounts]]",
            "[rules]\nfile-not-found = \"error\"\n\n[[mounts]]",
        )
        .renders(&[])
        .replace(BOOK, "= \"error\"", "= \"off\"")
        .renders(&[]);
}

#[test]
fn a_locale_more_and_one_less() {
    Edited::new()
        .replace(BOOK, "[[mounts]]", "[locales.de]\n\n[[mounts]]")
        .renders(&[
            "{404,index}.html: translations, site",
            "de/**: new",
            "en-us/**: translations, site",
            "ko-kr/**: translations, site",
        ])
        .replace(
            BOOK,
            "[locales.de]\n",
            "[locales.de]\nfallback = [\"ko-kr\"]\n",
        )
        .renders(&[
            "de/404.html: site",
            "de/{faq,m/x,p0,p2,p4,p6,p8}.html: text, navigation, translations, site",
            "en-us/{p1,p3,p5,p7}.html: translations",
            "ko-kr/{p1,p3,p5,p7}.html: translations",
        ])
        .write("content/de/p4.md", "# Vier\n")
        .renders(&[
            "de/p4.html: text, front matter, translations",
            "en-us/p4.html: translations",
            "ko-kr/p4.html: translations",
        ])
        .replace(BOOK, "[locales.ko-kr]\n", "")
        .renders(&[
            "{404,index}.html: translations, site",
            "de/p4.html: navigation, translations, site",
            "de/404.html: translations, site",
            "en-us/**: translations, site",
        ]);
}

/// The first of them is the one that the others are translated from.
#[test]
fn locales_in_another_order() {
    Edited::new()
        .replace(BOOK, "[locales.en-us]\n", "")
        .replace(BOOK, "[[mounts]]", "[locales.en-us]\n\n[[mounts]]")
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/**: translations",
            "ko-kr/{faq,m/x,p0,p2,p4,p6,p8}.html: text, navigation, translations",
            "ko-kr/404.html: translations",
        ])
        .replace(BOOK, "theme =", "source-locale = \"en-us\"\ntheme =")
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: translations",
            "ko-kr/{p1,p3,p5,p7}.html: new",
            "ko-kr/{faq,m/x,p0,p2,p4,p6,p8}.html: text, navigation, translations",
        ]);
}

#[test]
fn the_name_of_a_language() {
    Edited::new()
        .replace(
            BOOK,
            "[locales.ko-kr]",
            "[locales.ko-kr]\nname = \"Korean\"",
        )
        .renders(&["**: translations"]);
}

#[test]
fn a_mount() {
    Edited::new()
        .replace(BOOK, "to = \"m\"", "to = \"n\"")
        .renders(&[
            "en-us/n/x.html: new",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/n/x.html: new",
            "ko-kr/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
        ])
        .replace(BOOK, "from = \"mounted\"", "from = \"nothing\"")
        .renders(&[
            "en-us/mounted/x.html: new",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/mounted/x.html: new",
            "ko-kr/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
        ]);
}

#[test]
fn pages_in_folders_of_their_own() {
    Edited::new()
        .replace(
            BOOK,
            "[[mounts]]",
            "[output]\nurls = \"folder\"\n\n[[mounts]]",
        )
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/{faq/index,m/x/index,p0/index,p1/index,p2/index,p3/index,p4/index,\
             p5/index,p6/index,p7/index,p8/index}.html: new",
            "en-us/404.html: translations, site",
            "ko-kr/{faq/index,m/x/index,p0/index,p1/index,p2/index,p3/index,p4/index,\
             p5/index,p6/index,p7/index,p8/index}.html: new",
            "ko-kr/404.html: translations, site",
        ]);
}

#[test]
fn the_places_of_images() {
    Edited::with(&[
        ("content/en-us/a.svg", "<svg/>"),
        ("content/en-us/p5.md", "# P\n\n![A](a.svg)\n"),
    ])
    .replace(
        BOOK,
        "[[mounts]]",
        "[output]\nmedia = \"path\"\n\n[[mounts]]",
    )
    .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
    .write("content/en-us/a.svg", "<svg id=\"a\"/>")
    .renders(&[]);
}

/// How Markdown is read is a part of what a text is remembered by.
#[test]
fn how_markdown_is_read() {
    Edited::with(&[("content/ko-kr/p4.md", "# Four\n\n:smile: and $x$.\n")])
        .replace(BOOK, "[[mounts]]", "[markdown]\nemoji = true\n\n[[mounts]]")
        .renders(&["ko-kr/p4.html: text"])
        .replace(BOOK, "emoji = true", "emoji = true\nmath = true")
        .renders(&["ko-kr/p4.html: text"])
        .replace(BOOK, "emoji = true\n", "dialect = \"commonmark\"\n")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
        ]);
}

#[test]
fn files_that_are_no_pages() {
    Edited::new()
        .replace(BOOK, "theme =", "exclude = [\"p8.md\"]\ntheme =")
        .renders(&[
            "en-us/p6.html: navigation",
            "en-us/p7.html: text, navigation",
            "ko-kr/p6.html: navigation",
            "ko-kr/p7.html: text, navigation",
        ]);
}

#[test]
fn roots_of_other_sites() {
    Edited::with(&[("content/ko-kr/p4.md", "# Four\n\n[There](/there/x)\n")])
        .replace(
            BOOK,
            "[[mounts]]",
            "[links.external-roots]\n\"/there\" = \"https://there.example\"\n\n[[mounts]]",
        )
        .renders(&["ko-kr/p4.html: text"]);
}

#[test]
fn names_that_are_not_translated() {
    Edited::with(&[
        ("content/en-us/p4.md", "# Four\n\nContoso is a name.\n"),
        ("content/ko-kr/p4.md", "# 넷\n\n콘토소는 이름입니다.\n"),
    ])
    .replace(
        BOOK,
        "[[mounts]]",
        "[l10n]\ndo-not-translate = [\"Contoso\"]\n\n[[mounts]]",
    )
    .renders(&[]);
}
