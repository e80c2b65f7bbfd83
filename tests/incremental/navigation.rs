//! Edits of tables of contents, and of what they show.

use crate::edited::Edited;

const TOC: &str = "content/en-us/toc.yml";

#[test]
fn the_name_of_an_entry() {
    Edited::new()
        .replace(TOC, "name: Entry 8", "name: Last")
        .renders(&["en-us/{p6,p7,p8}.html: navigation"])
        .replace(TOC, "name: Entry 0", "name: First")
        .renders(&["en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation"]);
}

#[test]
fn an_entry_that_moves() {
    Edited::new()
        .replace(TOC, "href: p8.md", "href: p9.md")
        .replace(TOC, "href: p7.md", "href: p8.md")
        .replace(TOC, "href: p9.md", "href: p7.md")
        .renders(&["en-us/{p6,p7,p8}.html: navigation"]);
}

/// A page that a table names twice stands where it is named first.
#[test]
fn an_entry_that_is_there_twice() {
    Edited::new()
        .replace(TOC, "href: p7.md", "href: p1.md")
        .renders(&["en-us/{p6,p7,p8}.html: navigation"]);
}

#[test]
fn a_title_that_an_unnamed_entry_shows() {
    // Pages that the new table leaves out are shown in the English one, whose
    // whole is published elsewhere.
    Edited::new()
        .write(
            "content/ko-kr/toc.yml",
            "- href: p0.md\n- href: p2.md\n- name: X\n  items:\n  - href: p4.md\n",
        )
        .renders(&["ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation"])
        .replace("content/ko-kr/p4.md", "title: Page 4 0", "title: New")
        .renders(&[
            "ko-kr/p4.html: front matter, navigation",
            "ko-kr/p2.html: navigation",
        ]);
}

#[test]
fn a_table_in_a_table() {
    Edited::new()
        .write(
            "content/en-us/mounted/toc.yml",
            "- name: Inner\n  href: x.md\n",
        )
        .renders(&["en-us/m/x.html: navigation", "ko-kr/m/x.html: navigation"])
        .replace(
            TOC,
            "- name: Entry 0",
            "- name: Mounted\n  href: mounted/toc.yml\n- name: Entry 0",
        )
        .renders(&[
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
            "ko-kr/m/x.html: navigation",
        ])
        .replace("content/en-us/mounted/toc.yml", "Inner", "In it")
        .renders(&[
            "en-us/{m/x,p0}.html: navigation",
            "ko-kr/m/x.html: navigation",
        ])
        .remove("content/en-us/mounted/toc.yml")
        .renders(&[
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
            "ko-kr/m/x.html: navigation",
        ]);
}

#[test]
fn a_table_is_lost() {
    Edited::new()
        .remove("content/ko-kr/toc.yml")
        .renders(&["ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation"])
        .remove(TOC)
        .renders(&[
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
        ]);
}

#[test]
fn another_kind_of_table() {
    Edited::new()
        .write(
            "content/ko-kr/SUMMARY.md",
            "# Summary\n\n- [One](p0.md)\n  - [Two](p2.md)\n",
        )
        .renders(&["ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation"])
        .rename("content/ko-kr/SUMMARY.md", "content/ko-kr/TOC.md")
        .renders(&[]);
}

#[test]
fn breadcrumbs() {
    let file = "content/en-us/breadcrumb/toc.yml";
    Edited::new()
        .write(file, "- name: Top\n  tocHref: /\n  topicHref: /p0\n")
        .renders(&[
            "en-us/{faq,m/x,p0,p3,p4,p5,p6,p7,p8}.html: navigation",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
        ])
        .replace(file, "Top", "All")
        .renders(&[
            "en-us/{faq,m/x,p0,p3,p4,p5,p6,p7,p8}.html: navigation",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
        ])
        .remove(file)
        .renders(&[
            "en-us/{faq,m/x,p0,p3,p4,p5,p6,p7,p8}.html: navigation",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
        ]);
}

/// The list of all pages is rendered again when a title changes, and only then.
#[test]
fn a_title_in_the_list_from_a_to_z() {
    let template = "{% for letter in page.letters %}{% for listed in letter.pages %}\
        {{ listed.title }} {{ listed.lang }} {% endfor %}{% endfor %}";
    Edited::with(&[("themes/plain/templates/a-to-z.html", template)])
        .replace("content/ko-kr/p4.md", "Text 0", "Text 1")
        .renders(&["ko-kr/p4.html: text"])
        .replace("content/ko-kr/p4.md", "ms.date:", "sort_key: zz\nms.date:")
        .renders(&["ko-kr/p4.html: front matter", "ko-kr/a-to-z.html: text"])
        .replace("content/en-us/p5.md", "title: Page 5 0", "title: New")
        .renders(&[
            "en-us/p5.html: front matter",
            "en-us/a-to-z.html: text",
            "ko-kr/p5.html: front matter",
            "ko-kr/a-to-z.html: text",
        ])
        .replace(
            "content/en-us/p5.md",
            "ms.date:",
            "robots: noindex\nms.date:",
        )
        .renders(&[
            "en-us/p5.html: front matter",
            "en-us/a-to-z.html: text",
            "ko-kr/p5.html: front matter",
            "ko-kr/a-to-z.html: text",
        ])
        .write("content/ko-kr/a-to-z.md", "# A page of its own\n")
        .renders(&[
            "{404,index}.html: translations",
            "en-us/404.html: translations",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: site",
            "ko-kr/a-to-z.html: text, front matter, navigation, translations, site",
            "ko-kr/404.html: translations, site",
        ]);
}

/// The page of a whole table says what changes anywhere in it.
#[test]
fn a_whole_table() {
    let template = "{% for item in navigation.items %}{{ item.title }}{{ item.href }}\
        {% for inner in item.items %}{{ inner.title }}{% endfor %}{% endfor %}";
    Edited::with(&[("themes/plain/templates/contents.html", template)])
        .replace(TOC, "name: Entry 8", "name: Last")
        .renders(&["en-us/{p6,p7,p8,toc/index}.html: navigation"])
        .replace("content/en-us/p8.md", "Page 8", "Page 9")
        .renders(&["en-us/p8.html: front matter"]);
}

/// Its address stands in the breadcrumbs of pages, with its fingerprint.
#[test]
fn an_image_that_breadcrumbs_lead_to() {
    let crumbs = "- name: Picture\n  tocHref: /\n  topicHref: ../map.svg\n";
    let (file, crumbs) = (
        "content/en-us/map.svg",
        ("content/en-us/breadcrumb/toc.yml", crumbs),
    );
    Edited::with(&[crumbs, (file, "<svg/>")])
        .publishes("_assets/media/map.", 1)
        .write(file, "<svg></svg>")
        .renders(&[
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation",
        ])
        .publishes("_assets/media/map.", 1);
}
