//! Sites made in memory from a seed, and random edits of them over every kind of
//! source.
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

/// Makes one random edit and says what it was.
pub(crate) fn edit(sources: &mut Sources, random: &mut Random) -> String {
    let files: Vec<SitePath> = sources.files.keys().cloned().collect();
    let of = |part: &str| -> Vec<SitePath> {
        let found = files.iter().filter(|file| file.as_str().contains(part));
        found.cloned().collect()
    };
    let number = random.below(24);
    let version = random.below(1000);
    let locale = *random.pick(&["en-us", "ko-kr"]);
    let page_file = path(&format!("content/{locale}/p{number}.md"));
    match random.below(20) {
        0..=2 => {
            sources.insert_text(page_file.clone(), page(number, version));
            format!("write {page_file}")
        }
        3 => {
            sources.files.remove(&page_file);
            format!("remove {page_file}")
        }
        4 => {
            let to = path(&format!("content/{locale}/renamed/p{number}.md"));
            if let Some(source) = sources.files.remove(&page_file) {
                sources.files.insert(to.clone(), source);
            }
            format!("rename {page_file} to {to}")
        }
        5 => {
            let broken = "---\ntitle: a: b\n---\n# Broken\n\n| a |\n|---|---|\n<ul><li>x\n";
            sources.insert_text(page_file.clone(), broken);
            format!("break {page_file}")
        }
        6 => {
            let file = path(&format!("content/{locale}/includes/note.md"));
            match random.below(3) {
                0 => drop(sources.files.remove(&file)),
                1 => sources.insert_text(file.clone(), "[!INCLUDE [n](nested.md)]\n"),
                _ => sources.insert_text(
                    file.clone(),
                    format!("Shared {version}.\n\n## Shared part\n"),
                ),
            }
            format!("change {file}")
        }
        7 => {
            let file = path(&format!("content/{locale}/toc.yml"));
            let toc = format!(
                "- name: First {version}\n  href: p{number}.md\n  items:\n  - href: p1.md\n- name: Site\n  href: https://x.example\n"
            );
            sources.insert_text(file.clone(), toc);
            format!("change {file}")
        }
        8 => edit_template(sources, random),
        9 => {
            let file = path("templates/page.html");
            if sources.files.remove(&file).is_some() {
                return "remove the site's own template".to_owned();
            }
            sources.insert_text(file, PAGE.replace("<h1", "<h1 class=\"own\""));
            "add the site's own template".to_owned()
        }
        10 => {
            let texts = STRINGS.replace("Note", &format!("Note {version}"));
            sources.insert_text(path("strings/ko.toml"), texts);
            "change strings".to_owned()
        }
        11 => edit_book(sources, random, (version, number)),
        12 => {
            let css = format!("p {{ margin: {version}px }}");
            sources.insert_text(path("themes/plain/static/plain.css"), css);
            "change a static file".to_owned()
        }
        13 => edit_faq(sources, random, locale),
        14 => edit_redirections(sources, random, locale),
        15 => edit_tables(sources, random, locale),
        16 => {
            let file = path("urls.lock");
            match random.below(3) {
                0 => drop(sources.files.remove(&file)),
                _ => sources.insert_text(
                    file,
                    format!("{locale}/p{number}.html\n  #part-{}\n", version % 3),
                ),
            }
            "change the list of published addresses".to_owned()
        }
        18 => edit_lock(sources, random, number),
        17 => edit_image(sources, random, (locale, number, version)),
        _ => {
            let renamed = of("renamed/");
            match renamed.first() {
                Some(file) => {
                    sources.files.remove(file);
                    format!("remove {file}")
                }
                None => "nothing".to_owned(),
            }
        }
    }
}

fn edit_book(
    sources: &mut Sources,
    random: &mut Random,
    (version, number): (usize, usize),
) -> String {
    let book = match random.below(6) {
        5 => format!("{BOOK}\n[l10n]\ncoverage-page = true\n"),
        4 => format!(
            "{BOOK}\n[redirects]\n\"old{number}.md\" = \"p{number}.md\"\n\"p1.md#gone\" = \"p2.md#part-0\"\n"
        ),
        0 => BOOK.replace("title = \"Test\"", &format!("title = \"Test {version}\"")),
        1 => format!("{BOOK}\n[output]\nurls = \"folder\"\n"),
        2 => BOOK.replace("[locales.ko-kr]", ""),
        _ => BOOK.to_owned(),
    };
    sources.insert_text(path("book.toml"), book);
    "change book.toml".to_owned()
}

fn edit_template(sources: &mut Sources, random: &mut Random) -> String {
    let text = match random.below(3) {
        0 => NAVIGATION.replace("nav>", "div>"),
        1 => "{% if %}".to_owned(),
        _ => NAVIGATION.to_owned(),
    };
    sources.insert_text(path("themes/plain/templates/navigation.html"), text);
    "change a template".to_owned()
}

/// Records what a translation was made from, forgets it, or leaves what a merge
/// leaves; or the history of a page comes to hand.
fn edit_lock(sources: &mut Sources, random: &mut Random, number: usize) -> String {
    let lock = path("l10n/ko-kr.lock");
    let source = path(&format!("content/en-us/p{number}.md"));
    match random.below(5) {
        0 => drop(sources.files.remove(&lock)),
        1 => sources.insert_text(lock, format!("p{number}.md\n<<<<<<< ours\n")),
        2 => {
            let text = format!("---\nms.sourcegitcommit: 0123456\n---\n{}", page(number, 3));
            sources.insert_text(path(&format!("content/ko-kr/p{number}.md")), text);
            let past = sources.past.entry(source).or_default();
            past.insert("0123456".to_owned(), page(number, 5).into());
        }
        _ => sources.insert_text(lock, recorded(sources, number)),
    }
    format!("record p{number}")
}

/// A lock that says that the translation of a page was made from its source.
pub(crate) fn recorded(sources: &Sources, number: usize) -> String {
    let source = path(&format!("content/en-us/p{number}.md"));
    let text = sources.text(&source).map_or("", |text| text);
    let blocks = blocks(&source, text);
    let entry = Entry {
        accepted: Some("2026-11-24".to_owned()),
        commit: None,
        blocks: blocks.iter().map(|block| block.mark(text)).collect(),
    };
    let entries = [(format!("p{number}.md"), entry)].into();
    Lock { entries }.to_text()
}

fn edit_image(
    sources: &mut Sources,
    random: &mut Random,
    (locale, number, version): (&str, usize, usize),
) -> String {
    let page_file = path(&format!("content/{locale}/p{number}.md"));
    let file = path(&format!("content/{locale}/a.svg"));
    match random.below(3) {
        0 => drop(sources.files.remove(&file)),
        _ => sources.insert_text(file.clone(), format!("<svg id=\"{version}\"/>")),
    }
    let text = format!("# Image {number}\n\n![A](a.svg) ![B](A.svg)\n");
    sources.insert_text(page_file.clone(), text);
    format!("change {file} and write {page_file}")
}

fn edit_redirections(sources: &mut Sources, random: &mut Random, locale: &str) -> String {
    let (from, to) = (random.below(24), random.below(24));
    let page_file = path(&format!("content/{locale}/p{from}.md"));
    let file = path(&format!(
        "content/{locale}/.openpublishing.redirection.json"
    ));
    match random.below(5) {
        0 => drop(sources.files.remove(&file)),
        1 => sources.insert_text(file.clone(), "{ \"redirections\": [ {\"source_path\": \"p3.md\" }"),
        2 => sources.insert_text(
            page_file,
            format!("---\nredirect_url: p{to}.md\n---\n# Given up\n"),
        ),
        3 => sources.insert_text(
            page_file,
            format!("---\naliases: [old{to}.md, \"p{to}.md\"]\n---\n# Taken over\n"),
        ),
        _ => sources.insert_text(
            file.clone(),
            format!(
                "{{\"redirections\": [{{\"source_path\": \"p{from}.md\", \"redirect_url\": \"p{to}#part-0\"}}, \
                 {{\"source_path\": \"old{from}.md\", \"redirect_url\": \"old{to}\"}}]}}"
            ),
        ),
    }
    format!("redirect {from} to {to} in {locale}")
}

fn edit_tables(sources: &mut Sources, random: &mut Random, locale: &str) -> String {
    let root = format!("content/{locale}");
    let number = random.below(24);
    match random.below(5) {
        0 => drop(sources.files.remove(&path(&format!("{root}/toc.yml")))),
        1 => sources.insert_text(
            path(&format!("{root}/SUMMARY.md")),
            format!("# Summary\n\n- [One](p{number}.md#part-0)\n  - [Two](p1.md)\n- [Draft]()\n"),
        ),
        2 => drop(sources.files.remove(&path(&format!("{root}/SUMMARY.md")))),
        3 => sources.insert_text(
            path(&format!("{root}/breadcrumb/toc.yml")),
            format!("- name: Top {number}\n  tocHref: /\n  topicHref: /p{number}\n"),
        ),
        _ => drop(
            sources
                .files
                .remove(&path(&format!("{root}/breadcrumb/toc.yml"))),
        ),
    }
    format!("change the tables of {locale}")
}

fn edit_faq(sources: &mut Sources, random: &mut Random, locale: &str) -> String {
    let file = path(&format!("content/{locale}/faq.yml"));
    match random.below(5) {
        0 => drop(sources.files.remove(&file)),
        1 => sources.insert_text(file.clone(), "### YamlMime:Landing\n- a: b: c\n"),
        2 => sources.insert_text(file.clone(), "no: page\n"),
        _ => sources.insert_text(file.clone(), faq(random.below(1000))),
    }
    format!("change {file}")
}
