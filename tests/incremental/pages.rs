//! Edits of pages, and of the files that are parts of them.

use crate::edited::Edited;

#[test]
fn nothing_changed() {
    Edited::new().renders(&[]);
}

#[test]
fn a_text() {
    Edited::new()
        .replace("content/en-us/p5.md", "Text 0", "Text 1")
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
        .replace("content/ko-kr/p4.md", "Text 0", "Text 1")
        .renders(&["ko-kr/p4.html: text"]);
}

#[test]
fn a_text_and_back() {
    Edited::new()
        .replace("content/ko-kr/p4.md", "Text 0", "Text 1")
        .renders(&["ko-kr/p4.html: text"])
        .replace("content/ko-kr/p4.md", "Text 1", "Text 0")
        .renders(&["ko-kr/p4.html: text"]);
}

#[test]
fn white_space_that_shows_nowhere() {
    Edited::new()
        .replace("content/ko-kr/p4.md", "Text 0 of", "Text 0 of ")
        .renders(&["ko-kr/p4.html: text"])
        .replace("content/ko-kr/p4.md", "\n## Part", "\n\n\n## Part")
        .renders(&[]);
}

#[test]
fn a_byte_order_mark_and_other_ends_of_lines() {
    Edited::new()
        .replace("content/ko-kr/p4.md", "---\ntitle", "\u{FEFF}---\ntitle")
        .renders(&[])
        .replace("content/ko-kr/p4.md", "\n", "\r\n")
        .renders(&[]);
}

#[test]
fn a_page_in_yaml() {
    Edited::new()
        .replace("content/ko-kr/faq.yml", "Answer 0", "Answer 1")
        .renders(&["ko-kr/faq.html: text"])
        .replace("content/ko-kr/faq.yml", "title: Questions 0", "title: 질문")
        .renders(&["ko-kr/faq.html: front matter"])
        .replace("content/ko-kr/faq.yml", "    answer", "     answer")
        .renders(&["ko-kr/faq.html: text"]);
}

#[test]
fn a_page_in_yaml_that_becomes_none() {
    Edited::new()
        .replace("content/en-us/p1.md", "Text 0", "[Questions](faq.yml)")
        .builds()
        .write("content/ko-kr/faq.yml", "no: page\n")
        .renders(&[
            "en-us/faq.html: translations",
            "ko-kr/faq.html: translations",
        ])
        .write("content/en-us/faq.yml", "no: page\n")
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/{m/x,p0,p2,p3,p4,p5,p6,p7,p8}.html: site",
            "en-us/p1.html: text, site",
            "en-us/404.html: translations, site",
            "ko-kr/{m/x,p0,p2,p3,p4,p5,p6,p7,p8}.html: site",
            "ko-kr/p1.html: text, site",
            "ko-kr/404.html: translations, site",
        ])
        .write("content/en-us/faq.yml", &crate::generated::faq(1))
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/faq.html: new",
            "en-us/{m/x,p0,p2,p3,p4,p5,p6,p7,p8}.html: site",
            "en-us/p1.html: text, site",
            "en-us/404.html: translations, site",
            "ko-kr/faq.html: new",
            "ko-kr/{m/x,p0,p2,p3,p4,p5,p6,p7,p8}.html: site",
            "ko-kr/p1.html: text, site",
            "ko-kr/404.html: translations, site",
        ]);
}

#[test]
fn a_date() {
    Edited::new()
        .replace("content/ko-kr/p4.md", "1/1/2026", "2/2/2026")
        .renders(&["ko-kr/p4.html: front matter"]);
}

#[test]
fn a_key_that_no_template_knows() {
    Edited::new()
        .replace("content/en-us/p5.md", "ms.date:", "ms.prod: mail\nms.date:")
        .renders(&["en-us/p5.html: front matter", "ko-kr/p5.html: front matter"])
        .replace("content/en-us/p5.md", "ms.prod: mail", "robots: noindex")
        .renders(&["en-us/p5.html: front matter", "ko-kr/p5.html: front matter"]);
}

#[test]
fn a_title_that_others_do_not_show() {
    Edited::new()
        .replace("content/ko-kr/p4.md", "title: Page 4 0", "title: New")
        .renders(&["ko-kr/p4.html: front matter"]);
}

#[test]
fn a_title_that_a_link_without_a_text_shows() {
    Edited::new()
        .write("content/ko-kr/p2.md", "# Two\n\n[](p4.md)\n")
        .builds()
        .replace("content/ko-kr/p4.md", "title: Page 4 0", "title: New")
        .renders(&["ko-kr/p4.html: front matter", "ko-kr/p2.html: text"])
        .replace("content/ko-kr/p4.md", "title: New\n", "")
        .renders(&["ko-kr/p4.html: front matter", "ko-kr/p2.html: text"])
        .replace("content/ko-kr/p4.md", "# Heading 4", "# Another")
        .renders(&["ko-kr/p2.html: text", "ko-kr/p4.html: text, front matter"]);
}

/// Two pages with one title are two findings, and none when one of them changes.
#[test]
fn a_title_that_another_page_has() {
    Edited::new()
        .replace("content/en-us/p5.md", "Page 5 0", "Page 6 0")
        .renders(&["en-us/p5.html: front matter", "ko-kr/p5.html: front matter"])
        .replace("content/en-us/p6.md", "Page 6 0", "Page 5 0")
        .renders(&["en-us/p6.html: front matter"]);
}

#[test]
fn a_heading_that_others_lead_to() {
    Edited::new()
        .replace("content/en-us/p1.md", "Text 0", "[A place](p5.md#part-0)")
        .builds()
        .replace("content/en-us/p5.md", "## Part 0", "## Part 1")
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
        .replace(
            "content/en-us/p5.md",
            "## Part 1",
            "## <a name=\"part-0\"></a>Part 1",
        )
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"]);
}

#[test]
fn a_uid_that_others_lead_to() {
    Edited::new()
        .replace("content/en-us/p1.md", "Text 0", "<xref:five>")
        .renders(&["en-us/p1.html: text", "ko-kr/p1.html: text"])
        .replace("content/en-us/p5.md", "ms.date:", "uid: five\nms.date:")
        .renders(&[
            "en-us/p5.html: front matter",
            "en-us/p1.html: text",
            "ko-kr/p5.html: front matter",
            "ko-kr/p1.html: text",
        ])
        .replace("content/en-us/p5.md", "title: Page 5 0", "title: Five")
        .renders(&[
            "en-us/p5.html: front matter",
            "en-us/p1.html: text",
            "ko-kr/p5.html: front matter",
            "ko-kr/p1.html: text",
        ])
        .replace("content/en-us/p3.md", "ms.date:", "uid: five\nms.date:")
        .renders(&[
            "en-us/p3.html: front matter",
            "en-us/p1.html: text",
            "ko-kr/p3.html: front matter",
            "ko-kr/p1.html: text",
        ])
        .remove("content/en-us/p3.md")
        .renders(&[
            "en-us/{faq,m/x,p0,p4,p5,p6,p7,p8}.html: navigation",
            "en-us/{p1,p2}.html: text, navigation",
            "ko-kr/{faq,m/x,p0,p4,p5,p6,p7,p8}.html: navigation",
            "ko-kr/{p1,p2}.html: text, navigation",
        ]);
}

#[test]
fn an_include_used_everywhere_but_in_one_locale() {
    Edited::new()
        .replace("content/ko-kr/includes/note.md", "Shared", "Common")
        .renders(&["ko-kr/{faq,p0,p2,p4,p6,p8}.html: text"]);
}

#[test]
fn an_include_in_an_include() {
    Edited::new()
        .replace("content/ko-kr/includes/nested.md", "Before.", "Above.")
        .renders(&["ko-kr/{p0,p2,p4,p6,p8}.html: text"])
        .replace(
            "content/ko-kr/includes/nested.md",
            "(note.md)",
            "(nested.md)",
        )
        .renders(&["ko-kr/{p0,p2,p4,p6,p8}.html: text"]);
}

/// A file that is missing in a locale is taken from the one it falls back to.
#[test]
fn an_include_of_another_locale() {
    Edited::new()
        .remove("content/ko-kr/includes/note.md")
        .renders(&["ko-kr/{faq,p0,p2,p4,p6,p8}.html: text"])
        .replace("content/en-us/includes/note.md", "Shared", "Common")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
        ])
        .remove("content/en-us/includes/note.md")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
        ])
        .write("content/ko-kr/includes/note.md", "Back again.\n")
        .renders(&["ko-kr/{faq,p0,p2,p4,p6,p8}.html: text"]);
}

/// A heading of an include is a place on each page that has it.
#[test]
fn a_heading_of_an_include() {
    Edited::new()
        .replace("content/en-us/p1.md", "Text 0", "[A place](p2.md#shared)")
        .builds()
        .write("content/en-us/includes/note.md", "Text.\n\n## Shared\n")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{p1,p3,p5,p7}.html: text",
        ])
        .write("content/en-us/includes/note.md", "Text.\n\n## Common\n")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{p1,p3,p5,p7}.html: text",
        ]);
}

#[test]
fn code_of_another_file() {
    let page = "# Code\n\n[!code-python[A](send.py#part)]\n";
    Edited::with(&[
        ("content/en-us/p5.md", page),
        (
            "content/en-us/send.py",
            "# <part>\nprint(1)\n# </part>\nprint(2)\n",
        ),
    ])
    .replace("content/en-us/send.py", "print(1)", "print(3)")
    .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
    .replace("content/en-us/send.py", "print(2)", "print(4)")
    .renders(&[])
    .replace("content/en-us/send.py", "<part>", "<whole>")
    .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
    .remove("content/en-us/send.py")
    .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
    .write("content/en-us/send.py", "# <part>\nprint(5)\n# </part>\n")
    .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"]);
}

#[test]
fn an_image() {
    Edited::new()
        .write("content/en-us/p5.md", "# Heading 5\n\n![A](a.svg)\n")
        .builds()
        .write("content/en-us/a.svg", "<svg/>")
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
        .write("content/en-us/a.svg", "<svg id=\"b\"/>")
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
        .rename("content/en-us/a.svg", "content/en-us/A.svg")
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
        .write("content/ko-kr/a.svg", "<svg id=\"c\"/>")
        .renders(&["ko-kr/p5.html: text"])
        .remove("content/en-us/A.svg")
        .renders(&["en-us/p5.html: text"]);
}

/// The same bytes have one place, whoever shows them.
#[test]
fn an_image_in_two_places() {
    Edited::with(&[
        ("content/en-us/a.svg", "<svg/>"),
        ("content/en-us/b.svg", "<svg/>"),
        ("content/en-us/p5.md", "# Heading 5\n\n![A](a.svg)\n"),
        ("content/en-us/p7.md", "# Heading 7\n\n![B](b.svg)\n"),
    ])
    .remove("content/en-us/a.svg")
    .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
    .write("content/en-us/a.svg", "<svg id=\"b\"/>")
    .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"]);
}

#[test]
fn a_file_to_download() {
    Edited::with(&[
        ("content/en-us/form.txt", "A form"),
        ("content/en-us/p5.md", "# Heading 5\n\n[Form](form.txt)\n"),
    ])
    .write("content/en-us/form.txt", "Another form")
    .renders(&[])
    .remove("content/en-us/form.txt")
    .renders(&["ko-kr/p5.html: text"]);
}

const ZONES: &str = "---\nzone_pivot_groups: shells\n---\n# Zones\n\n\
    ::: zone pivot=\"bash\"\n\nText.\n\n::: zone-end\n";

/// Which pivots a page knows is said in another file, and changes findings only.
#[test]
fn a_group_of_pivots() {
    Edited::with(&[("content/en-us/p5.md", ZONES)])
        .write(
            "content/en-us/zone-pivot-groups.yml",
            "groups:\n- id: shells\n  pivots:\n  - id: bash\n",
        )
        .renders(&[])
        .write(
            "content/en-us/zone-pivot-groups.yml",
            "groups:\n- id: shells\n  pivots:\n  - id: zsh\n",
        )
        .renders(&[]);
}

const MONIKERS: &str = "{\"monikers\": [{\"moniker_name\": \"m-1\", \"product_name\": \"M\"}, \
    {\"moniker_name\": \"m-2\", \"product_name\": \"M\"}]}";

#[test]
fn a_definition_of_monikers() {
    let page = "---\nmonikerRange: '>= m-2'\n---\n# M\n\n::: moniker range=\"m-1\"\n\nText.\n\n::: moniker-end\n";
    Edited::with(&[("content/en-us/p5.md", page)])
        .write("content/en-us/monikers.json", MONIKERS)
        .replace(
            "book.toml",
            "[[mounts]]",
            "[monikers]\ndefinition = \"monikers.json\"\n\n[[mounts]]",
        )
        .renders(&[])
        .replace("content/en-us/monikers.json", "m-2", "m-3")
        .renders(&[])
        .remove("content/en-us/monikers.json")
        .renders(&[]);
}
