//! Edits of the theme, the texts of the interface and `book.toml`.

use super::site::{A_TO_Z, BOOK as BOOK_AT_FIRST};
use super::{Kind, World};
use crate::generated::path;
use guidepost::base::sources::Source;

pub(super) const KINDS: &[Kind] = &[
    ("change the book", 4, |world| turn(world, BOOK)),
    ("switch a setting", 6, switch),
    ("change the theme", 6, |world| turn(world, THEME)),
    ("change strings", 4, |world| turn(world, STRINGS)),
    ("lay a file over the theme", 4, overlay),
    ("break the site", 3, break_site),
];

/// A file, what may stand in it, and what may stand there instead.
type Turn = (&'static str, &'static str, &'static str);

const BOOK: &[Turn] = &[
    ("book.toml", "title = \"Test\"", "title = \"Other\""),
    ("book.toml", "\nbase-url", "\n#base-url"),
    ("book.toml", "test.example/help/", "other.example/"),
    ("book.toml", "#[locales.ar]", "[locales.ar]"),
    ("book.toml", "\n[locales.ko-kr]", "\n#[locales.ko-kr]"),
    (
        "book.toml",
        "[locales.en-us]\n\n#[locales.ar]\n\n[locales.ko]",
        "[locales.ko]\n\n#[locales.ar]\n\n[locales.en-us]",
    ),
    ("book.toml", "to = \"m\"", "to = \"sub\""),
    ("book.toml", "from = \"mounted\"", "from = \"sub\""),
    ("book.toml", "coverage-page = true", "coverage-page = false"),
];

const THEME: &[Turn] = &[
    ("themes/plain/templates/page.html", "<h1", "<h1 class=\"a\""),
    (
        "themes/plain/templates/page.html",
        "{{ page.content | safe }}",
        "<main>{{ page.content | safe }}</main>",
    ),
    ("themes/plain/templates/navigation.html", "nav>", "div>"),
    (
        "themes/plain/templates/navigation.html",
        "<nav>",
        "<nav>{% if page.key == \"b\" %}{{ page.none.none }}{% endif %}",
    ),
    (
        "themes/plain/templates/base.html",
        "<title>",
        "<title>{{ site.title }}: ",
    ),
    (
        "themes/plain/templates/not-found.html",
        "page.kind",
        "page.lang",
    ),
    (
        "themes/plain/templates/coverage.html",
        "item.state",
        "item.words",
    ),
    ("themes/plain/static/plain.css", "margin", "padding"),
];

const STRINGS: &[Turn] = &[
    ("themes/plain/strings/en.toml", "Note", "Remark"),
    (
        "themes/plain/strings/en.toml",
        "Not translated.",
        "Not yet.",
    ),
    ("themes/plain/strings/ko.toml", "Note", "참고"),
    (
        "themes/plain/strings/ko.toml",
        "alert_note",
        "alert_nothing",
    ),
    ("themes/plain/strings/ko.toml", "한국어", "조선말"),
];

/// Turns one of these into what may stand there instead, or back.
fn turn(world: &mut World, turns: &[Turn]) -> String {
    let (file, one, other) = *world.random.pick(turns);
    let file = path(file);
    let text = world.sources.text(&file).map_or("", |text| text);
    // One may be a part of the other.
    let text = match !other.is_empty() && text.contains(other) {
        true => text.replace(other, one),
        false => text.replacen(one, other, 1),
    };
    world.sources.insert_text(file.clone(), text);
    format!("{file}: {one} or {other}")
}

/// Writes a line of the book as a comment, or no more as one.
fn switch(world: &mut World) -> String {
    let file = path("book.toml");
    let text = world.sources.text(&file).map_or("", |text| text);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let settings = (0..lines.len()).filter(|at| {
        BOOK_AT_FIRST.contains(&format!("\n#{}\n", lines[*at].trim_start_matches('#')))
    });
    let settings: Vec<usize> = settings.collect();
    if settings.is_empty() {
        return "nothing".to_owned();
    }
    let line = &mut lines[*world.random.pick(&settings)];
    *line = match line.strip_prefix('#') {
        Some(setting) => setting.to_owned(),
        None => format!("#{line}"),
    };
    let said = line.clone();
    world.sources.insert_text(file, lines.join("\n") + "\n");
    said
}

/// Writes a file that a site or a theme may have or not, or removes it.
fn overlay(world: &mut World) -> String {
    let (file, text) = *world.random.pick(&[
        ("templates/navigation.html", "<nav>{{ page.title }}</nav>"),
        (
            "templates/a-to-z.html",
            "{% if page.letters %}{{ page.lang }}{% endif %}",
        ),
        ("themes/plain/templates/a-to-z.html", A_TO_Z),
        (
            "themes/plain/templates/redirect.html",
            "{{ page.successor.title }} {{ page.successor.href }}",
        ),
        (
            "themes/plain/templates/landing.html",
            "{{ page.title }} {{ page.content | safe }}",
        ),
        (
            "themes/plain/templates/markup/alert.html",
            "<aside>{{ title }} {{ content | safe }}</aside>",
        ),
        (
            "themes/plain/templates/markup/link.html",
            "<a href=\"{{ href }}\">{{ target_title or \"\" }}{{ content | safe }}</a>",
        ),
        (
            "themes/plain/templates/markup/heading.html",
            "<h{{ level }} id=\"{{ id }}\">{{ content | safe }}</h{{ level }}>",
        ),
        (
            "themes/plain/theme.toml",
            "name = \"plain\"\nhighlight = false\n",
        ),
        ("static/plain.css", "p { color: black }"),
        ("static/own.css", "p {}"),
        ("strings/ko-kr.toml", "table_label = \"표\"\n"),
        ("strings/en.toml", "not_used = \"Not used\"\n"),
    ]);
    let file = path(file);
    let is_there = world.sources.files.contains_key(&file);
    world.put(file.clone(), (!is_there).then(|| Source::text(text)));
    format!("{file}, {}", if is_there { "removed" } else { "added" })
}

/// Breaks what every page needs.
fn break_site(world: &mut World) -> String {
    let (file, text) = *world.random.pick(&[
        ("themes/plain/templates/navigation.html", "{% if %}"),
        (
            "themes/plain/templates/markup/alert.html",
            "{{ none.none }}",
        ),
        (
            "themes/plain/templates/base.html",
            "{% extends \"base.html\" %}",
        ),
        ("themes/plain/strings/en.toml", "note"),
        ("themes/plain/theme.toml", "base = \"none\""),
        ("book.toml", "[book\n"),
        ("book.toml", "[book]\ntheme = \"none\"\n[locales.en-us]\n"),
    ]);
    world.put(path(file), Some(Source::text(text)));
    file.to_owned()
}
