//! What is broken and mended again.

use crate::edited::Edited;

/// Nothing is rendered with a broken theme, and everything when it is mended.
#[test]
fn a_template() {
    let file = "themes/plain/templates/navigation.html";
    Edited::new()
        .replace(file, "<nav>", "{% if %}<nav>")
        .renders(&[])
        .replace(file, "{% if %}", "")
        .renders(&["**: new"]);
}

/// A theme that writes some markup of the content itself is none while one of its
/// templates is broken.
#[test]
fn a_template_of_a_theme_with_markup() {
    let file = "themes/plain/templates/navigation.html";
    let hook = "themes/plain/templates/markup/alert.html";
    Edited::with(&[(hook, "<aside>{{ content | safe }}</aside>")])
        .replace(file, "<nav>", "{% if %}<nav>")
        .renders(&[])
        .replace(file, "{% if %}", "")
        .renders(&["**: new"]);
}

/// A template that fails on some pages only.
#[test]
fn a_template_that_fails_on_a_page() {
    let file = "themes/plain/templates/navigation.html";
    Edited::new()
        .replace(
            file,
            "<nav>",
            "<nav>{% if page.key == \"p5\" %}{{ page.none.none }}{% endif %}",
        )
        .renders(&[
            "{404,index}.html: theme",
            "en-us/{404,faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: theme",
            "ko-kr/{404,faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: theme",
        ])
        .replace("content/en-us/p5.md", "Text 0", "Text 1")
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"])
        .replace(file, "{{ page.none.none }}", "")
        .renders(&["**: theme"]);
}

#[test]
fn a_template_that_is_lost() {
    let edited = Edited::new();
    let file = "themes/plain/templates/page.html";
    let text = edited.sources.text(&crate::generated::path(file)).cloned();
    edited
        .remove(file)
        .renders(&[])
        .write(file, &text.expect("a template"))
        .renders(&["**: new"]);
}

#[test]
fn a_table_of_contents() {
    let file = "content/en-us/toc.yml";
    Edited::new()
        .replace(file, "- name: Entry 6", "- name: [Entry 6")
        .renders(&["en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation"])
        .replace(file, "- name: [Entry 6", "- name: Entry 6")
        .renders(&["en-us/{faq,m/x,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: navigation"]);
}

#[test]
fn strings() {
    let file = "themes/plain/strings/ko.toml";
    Edited::new()
        .replace(file, "table_label = ", "table_label ")
        .renders(&[])
        .replace(file, "table_label ", "table_label = ")
        .renders(&["**: new"]);
}

#[test]
fn the_book() {
    Edited::new()
        .replace("book.toml", "[locales.ko-kr]", "[locales.ko-kr")
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/mounted/x.html: new",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, translations, site",
            "en-us/{404,faq}.html: translations, site",
        ])
        .replace("book.toml", "[locales.ko-kr", "[locales.ko-kr]")
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/m/x.html: new",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, translations, site",
            "en-us/{404,faq}.html: translations, site",
            "ko-kr/**: new",
        ])
        .replace("book.toml", "theme = \"plain\"", "theme = \"gone\"")
        .renders(&[])
        .replace("book.toml", "theme = \"gone\"", "theme = \"plain\"")
        .renders(&["**: new"]);
}

#[test]
fn the_front_matter_of_a_page() {
    Edited::new()
        .replace("content/en-us/p5.md", "title: Page 5 0", "title: a: b")
        .renders(&["en-us/p5.html: front matter", "ko-kr/p5.html: front matter"])
        .replace("content/en-us/p5.md", "title: a: b", "title: Page 5 0")
        .renders(&["en-us/p5.html: front matter", "ko-kr/p5.html: front matter"]);
}

#[test]
fn a_page_that_is_not_utf8() {
    let text = crate::generated::page(5, 0);
    Edited::new()
        .write_bytes("content/en-us/p5.md", b"# Caf\xE9\n")
        .renders(&[
            "en-us/{p3,p6}.html: navigation",
            "en-us/p4.html: text, navigation",
            "ko-kr/{p3,p6}.html: navigation",
            "ko-kr/p4.html: text, navigation",
        ])
        .write("content/en-us/p5.md", &text)
        .renders(&[
            "en-us/{p3,p6}.html: navigation",
            "en-us/p5.html: new",
            "en-us/p4.html: text, navigation",
            "ko-kr/{p3,p6}.html: navigation",
            "ko-kr/p5.html: new",
            "ko-kr/p4.html: text, navigation",
        ])
        .write_bytes("content/ko-kr/includes/note.md", b"Caf\xE9\n")
        .renders(&["ko-kr/{faq,p0,p2,p4,p6,p8}.html: text"])
        .write(
            "content/ko-kr/includes/note.md",
            "Shared **text** and a [link](../p1.md).\n",
        )
        .renders(&["ko-kr/{faq,p0,p2,p4,p6,p8}.html: text"]);
}

#[test]
fn includes_in_a_circle() {
    let file = "content/en-us/includes/note.md";
    Edited::new()
        .write(file, "[!INCLUDE [n](nested.md)]\n")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{p1,p3,p5,p7}.html: text",
        ])
        .write(file, "Shared **text** and a [link](../p1.md).\n")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{p1,p3,p5,p7}.html: text",
        ]);
}

#[test]
fn a_file_of_redirections() {
    let file = "content/en-us/.openpublishing.redirection.json";
    Edited::new()
        .write(
            file,
            "{\"redirections\": [{\"source_path\": \"old.md\", \"redirect_url\": \"p1\"}, {",
        )
        .renders(&["en-us/old.html: new", "ko-kr/old.html: new"])
        .write(
            file,
            "{\"redirections\": [{\"source_path\": \"old.md\", \"redirect_url\": \"p1\"}]}",
        )
        .renders(&[]);
}

/// Something is wrong in a file that many pages include.
#[test]
fn an_include() {
    let file = "content/en-us/includes/note.md";
    Edited::new()
        .replace(file, "../p1.md", "../gone.md")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{p1,p3,p5,p7}.html: text",
        ])
        .replace(file, "../gone.md", "../p1.md")
        .renders(&[
            "en-us/{faq,p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{p1,p3,p5,p7}.html: text",
        ]);
}
