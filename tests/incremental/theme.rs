//! Edits of a theme, and of the files that a site lays over it.

use crate::edited::Edited;

const TEMPLATES: &str = "themes/plain/templates";

#[test]
fn a_template() {
    Edited::new()
        .replace(&format!("{TEMPLATES}/page.html"), "<h1", "<h1 class=\"a\"")
        .renders(&["**: theme"]);
}

#[test]
fn a_part_of_a_template() {
    Edited::new()
        .replace(&format!("{TEMPLATES}/navigation.html"), "nav>", "div>")
        .renders(&["**: theme"]);
}

#[test]
fn a_template_that_the_site_lays_over_the_theme() {
    Edited::new()
        .write("templates/navigation.html", "<nav></nav>")
        .renders(&["**: theme"])
        .remove("templates/navigation.html")
        .renders(&["**: theme"]);
}

/// A construct that gets markup of the theme's own is parsed in another way.
#[test]
fn a_hook() {
    let hook = &format!("{TEMPLATES}/markup/alert.html");
    Edited::new()
        .write(hook, "<aside>{{ content | safe }}</aside>")
        .renders(&[
            "{404,index}.html: theme",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, theme",
            "en-us/{404,faq,m/x}.html: theme",
            "ko-kr/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, theme",
            "ko-kr/{404,faq,m/x}.html: theme",
        ])
        .replace(hook, "aside", "section")
        .renders(&[
            "{404,index}.html: theme",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, theme",
            "en-us/{404,faq,m/x}.html: theme",
            "ko-kr/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, theme",
            "ko-kr/{404,faq,m/x}.html: theme",
        ])
        .remove(hook)
        .renders(&[
            "{404,index}.html: theme",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, theme",
            "en-us/{404,faq,m/x}.html: theme",
            "ko-kr/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, theme",
            "ko-kr/{404,faq,m/x}.html: theme",
        ]);
}

#[test]
fn what_a_theme_says_about_itself() {
    Edited::with(&[(
        "content/ko-kr/p4.md",
        "# Four\n\n```powershell\nGet-Message # all\n```\n",
    )])
    .write(
        "themes/plain/theme.toml",
        "name = \"plain\"\nhighlight = false\n",
    )
    .renders(&["ko-kr/p4.html: text"])
    .write(
        "themes/plain/theme.toml",
        "name = \"simple\"\nhighlight = false\n",
    )
    .renders(&[])
    .write("themes/other/static/plain.css", "p {}")
    .renders(&[])
    .write(
        "themes/plain/theme.toml",
        "base = \"other\"\nhighlight = false\n",
    )
    .renders(&[])
    .remove("themes/plain/static/plain.css")
    .renders(&["**: theme"]);
}

#[test]
fn a_static_file() {
    Edited::new()
        .write("themes/plain/static/plain.css", "p { margin: 1px }")
        .renders(&["**: theme"])
        .write("static/plain.css", "p { margin: 2px }")
        .renders(&["**: theme"]);
}

#[test]
fn strings_of_one_language() {
    Edited::new()
        .write("strings/ko.toml", "fallback_notice = \"번역되지 않음\"\n")
        .renders(&["ko-kr/**: site"]);
}

#[test]
fn strings_of_the_theme() {
    Edited::new()
        .replace("themes/plain/strings/ko.toml", "Note", "참고")
        .renders(&[
            "ko-kr/{404,faq,m/x,p1,p3,p5,p7}.html: site",
            "ko-kr/{p0,p2,p4,p6,p8}.html: text, site",
        ])
        .replace("themes/plain/strings/en.toml", "Note", "Remark")
        .renders(&[
            "{404,index}.html: site",
            "en-us/{404,faq,m/x}.html: site",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text, site",
            "ko-kr/{p1,p3,p5,p7}.html: text",
        ]);
}

/// A text that a language lacks is taken from English.
#[test]
fn strings_that_are_missing() {
    Edited::new()
        .replace("themes/plain/strings/ko.toml", "applies_to", "applies")
        .renders(&["ko-kr/**: site"])
        .replace("themes/plain/strings/en.toml", "Applies to", "For")
        .renders(&["**: site"])
        .remove("themes/plain/strings/ko.toml")
        .renders(&[
            "{404,index}.html: translations",
            "en-us/**: translations",
            "ko-kr/**: translations, site",
        ]);
}

/// Its address stands on every page, whatever it is called.
#[test]
fn a_static_file_that_is_called_a_lock() {
    let file = "themes/plain/static/data.lock";
    Edited::with(&[(file, "one")])
        .replace(
            &format!("{TEMPLATES}/navigation.html"),
            "<nav>",
            "<nav>{{ assets[\"data.lock\"] }}",
        )
        .renders(&["**: theme"])
        .write(file, "two")
        .renders(&["**: theme"]);
}
