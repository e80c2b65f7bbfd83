//! Sites made in memory, and random numbers to edit them by.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use guidepost::base::path::SitePath;
use guidepost::base::sources::Sources;
use guidepost::stages::l10n::{Entry, Lock, blocks};

/// Numbers from a seed (the generator `SplitMix64`), the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a small number");
        usize::try_from(self.next() % end).expect("a small number")
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

pub(crate) fn path(text: &str) -> SitePath {
    SitePath::new(text).expect("a path inside the site")
}

const BOOK: &str = "[book]\ntitle = \"Test\"\nbase-url = \"https://test.example/help/\"\n\
    theme = \"plain\"\n\n[locales.en-us]\n\n[locales.ko-kr]\n\n[[mounts]]\nfrom = \"mounted\"\nto = \"m\"\n";

const BASE: &str = "<!doctype html>\n<html lang=\"{{ page.lang }}\" dir=\"{{ page.dir }}\">\n\
    <title>{{ page.title }}</title>\n<link rel=\"stylesheet\" href=\"{{ assets[\"plain.css\"] }}\">\n\
    {% for alternate in page.alternates %}<link hreflang=\"{{ alternate.lang }}\" href=\"{{ alternate.url }}\">\n{% endfor %}\
    {% block main %}{% endblock %}</html>\n";

const PAGE: &str = "{% extends \"base.html\" %}{% block main %}\
    {% include \"navigation.html\" %}\
    {% for crumb in page.breadcrumbs %}<i>{{ crumb.title }}</i>{% endfor %}\n\
    {% if page.fallback %}<p>{{ strings.fallback_notice }} {{ page.fallback.href }}</p>\n{% endif %}\
    {% if page.translation %}{% for section in page.translation.changed_sections %}<u>{{ section.title }}</u>{% endfor %}\
    {% for section in page.translation.gained_sections %}<s>{{ section.href }}</s>{% endfor %}{{ page.translation.changed }}{% endif %}\
    {% if page.heading %}<h1 id=\"{{ page.heading.id }}\">{{ page.heading.html | safe }}</h1>\n{% endif %}\
    {{ page.content | safe }}\
    {% for heading in page.headings %}<a href=\"#{{ heading.id }}\">{{ heading.html | safe }}</a>{% endfor %}\n\
    {% if page.previous %}<a rel=\"prev\" href=\"{{ page.previous.href }}\">{{ page.previous.title }}</a>{% endif %}\n\
    {% if page.next %}<a rel=\"next\" href=\"{{ page.next.href }}\">{{ page.next.title }}</a>{% endif %}\n\
    {% for other in page.translations %}<a hreflang=\"{{ other.lang }}\" href=\"{{ other.href }}\">{{ other.name }}</a>{% endfor %}\
    {% endblock %}";

const NAVIGATION: &str = "<nav>{% for item in navigation.items %}{{ item.title }}{% if item.open %}*{% endif %}\
    {% for inner in item.items %}({{ inner.title }}){% endfor %} {% endfor %}</nav>\n";

const SERVICE: &str =
    "{% extends \"base.html\" %}{% block main %}{{ page.kind }} {{ site.home }}{% endblock %}";

const COVERAGE: &str = "{% extends \"base.html\" %}{% block main %}\
    {% for locale in page.coverage.locales %}{{ locale.name }} {{ locale.current }} {{ locale.stale }} {% endfor %}\
    {% for item in page.coverage.files %}{{ item.link.title }} {{ item.state }} {{ item.changed }} {% endfor %}{% endblock %}";

const STRINGS: &str = "language_name = \"English\"\nfallback_notice = \"Not translated.\"\n\
    not_found_title = \"Not found\"\ntable_label = \"Table\"\napplies_to = \"Applies to:\"\n\
    alert_note = \"Note\"\nalert_tip = \"Tip\"\nalert_important = \"Important\"\n\
    alert_warning = \"Warning\"\nalert_caution = \"Caution\"\n";

/// A site of two locales with `pages` English pages, half of them translated.
pub(crate) fn site(pages: usize) -> Sources {
    let mut sources = Sources::default();
    let mut add = |file: &str, text: String| sources.insert_text(path(file), text);
    add("book.toml", BOOK.to_owned());
    for (name, text) in [
        ("base.html", BASE),
        ("page.html", PAGE),
        ("navigation.html", NAVIGATION),
        ("languages.html", SERVICE),
        ("not-found.html", SERVICE),
        ("coverage.html", COVERAGE),
    ] {
        add(&format!("themes/plain/templates/{name}"), text.to_owned());
    }
    add(
        "themes/plain/static/plain.css",
        "p { margin: 0 }".to_owned(),
    );
    add("themes/plain/strings/en.toml", STRINGS.to_owned());
    add(
        "themes/plain/strings/ko.toml",
        STRINGS.replace("English", "한국어"),
    );
    for locale in ["en-us", "ko-kr"] {
        let root = format!("content/{locale}");
        add(
            &format!("{root}/includes/note.md"),
            "Shared **text** and a [link](../p1.md).\n".to_owned(),
        );
        add(
            &format!("{root}/includes/nested.md"),
            "Before.\n\n[!INCLUDE [n](note.md)]\n".to_owned(),
        );
        let mut toc = String::new();
        for number in 0..pages {
            let indent = if number % 3 == 0 { "" } else { "  " };
            if number % 3 == 1 {
                toc.push_str("  items:\n");
            }
            toc.push_str(&format!(
                "{indent}- name: Entry {number}\n{indent}  href: p{number}.md\n"
            ));
            if locale == "en-us" || number % 2 == 0 {
                add(&format!("{root}/p{number}.md"), page(number, 0));
            }
        }
        add(&format!("{root}/toc.yml"), toc);
        add(&format!("{root}/faq.yml"), faq(0));
        add(
            &format!("{root}/mounted/x.md"),
            "# Mounted\n\nA [way back](../p1.md).\n".to_owned(),
        );
    }
    sources
}

/// A page; `version` varies its text.
pub(crate) fn page(number: usize, version: usize) -> String {
    let next = number + 1;
    format!(
        "---\ntitle: Page {number} {}\nms.date: 1/{}/2026\n---\n# Heading {number}\n\n\
         Text {version} of [the next](p{next}.md), [x](mounted/x.md).\n\n\
         ## Part {version}\n\n[!INCLUDE [n](includes/nested.md)]\n\n\
         > [!NOTE]\n> An alert, version {version}.\n\n\
         | a | b |\n|---|---|\n| 1 | [!INCLUDE [n](includes/note.md)] |\n",
        version % 3,
        version % 28 + 1,
    )
}

/// A page in YAML; `version` varies its text.
pub(crate) fn faq(version: usize) -> String {
    format!(
        "### YamlMime:FAQ\nmetadata:\n  title: Questions {}\ntitle: Questions\nsections:\n\
         - name: Section\n  questions:\n  - question: How many?\n    answer: |\n\
         \x20     Answer {version}, see [one](p1.md).\n\n      [!INCLUDE [n](includes/note.md)]\n",
        version % 3
    )
}

/// A lock that says that the translation of `p<number>.md` was made from its source.
pub(crate) fn recorded(sources: &Sources, number: usize) -> String {
    recorded_at(sources, &format!("p{number}.md"))
}

/// A lock that says that a translation was made from its source, by its path below
/// the content folder.
pub(crate) fn recorded_at(sources: &Sources, file: &str) -> String {
    let source = path(&format!("content/en-us/{file}"));
    let text = sources.text(&source).map_or("", |text| text);
    let blocks = blocks(&source, text);
    let entry = Entry {
        accepted: Some("2026-11-24".to_owned()),
        commit: None,
        blocks: blocks.iter().map(|block| block.mark(text)).collect(),
    };
    let entries = [(file.to_owned(), entry)].into();
    Lock { entries }.to_text()
}
