//! A build that remembers equals a build that starts from nothing, byte for
//! byte, and renders again only what an edit can have changed.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

mod generated;

use generated::{Random, edit, page, path, site};
use guidepost::base::sources::Sources;
use guidepost::pipeline::Pipeline;

/// A site that has been built once, to be edited.
struct Edited {
    sources: Sources,
    pipeline: Pipeline,
}

impl Edited {
    fn new() -> Self {
        let sources = site(9);
        let mut pipeline = Pipeline::default();
        pipeline.build(&sources);
        Self { sources, pipeline }
    }

    fn write(mut self, file: &str, text: &str) -> Self {
        self.sources.insert_text(path(file), text);
        self
    }

    fn replace(self, file: &str, from: &str, to: &str) -> Self {
        let text = self.sources.text(&path(file)).expect("a text");
        assert!(text.contains(from), "{file} contains {from}");
        let text = text.replace(from, to);
        self.write(file, &text)
    }

    fn remove(mut self, file: &str) -> Self {
        assert!(
            self.sources.files.remove(&path(file)).is_some(),
            "{file} exists"
        );
        self
    }

    /// Builds again, whatever that renders.
    fn forgets_reasons(mut self) -> Self {
        self.pipeline.build(&self.sources);
        self
    }

    /// Builds again: exactly these pages are rendered, for these reasons, and
    /// the site is the one that a clean build makes.
    fn renders(mut self, expected: &[&str]) -> Self {
        let warm = self.pipeline.build(&self.sources);
        let cold = Pipeline::default().build(&self.sources);
        assert_eq!(warm.output, cold.output);
        assert_eq!(warm.diagnostics, cold.diagnostics);
        let rendered: Vec<String> = warm
            .rendered
            .iter()
            .map(|(route, why)| format!("{route}: {}", why.join(", ")))
            .collect();
        assert_eq!(rendered, expected);
        self
    }
}

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
fn a_date() {
    Edited::new()
        .replace("content/ko-kr/p4.md", "1/1/2026", "2/2/2026")
        .renders(&["ko-kr/p4.html: front matter"]);
}

#[test]
fn a_title_that_others_do_not_show() {
    Edited::new()
        .replace("content/ko-kr/p4.md", "title: Page 4 0", "title: New")
        .renders(&["ko-kr/p4.html: front matter"]);
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
        .renders(&[
            "ko-kr/faq.html: navigation",
            "ko-kr/m/x.html: navigation",
            "ko-kr/p0.html: navigation",
            "ko-kr/p1.html: navigation",
            "ko-kr/p2.html: navigation",
            "ko-kr/p3.html: navigation",
            "ko-kr/p4.html: navigation",
            "ko-kr/p5.html: navigation",
            "ko-kr/p6.html: navigation",
            "ko-kr/p7.html: navigation",
            "ko-kr/p8.html: navigation",
        ])
        .replace("content/ko-kr/p4.md", "title: Page 4 0", "title: New")
        .renders(&[
            "ko-kr/p2.html: navigation",
            "ko-kr/p4.html: front matter, navigation",
        ]);
}

#[test]
fn an_include_used_everywhere_but_in_one_locale() {
    let edited = Edited::new().replace("content/ko-kr/includes/note.md", "Shared", "Common");
    edited.renders(&[
        "ko-kr/faq.html: text",
        "ko-kr/p0.html: text",
        "ko-kr/p2.html: text",
        "ko-kr/p4.html: text",
        "ko-kr/p6.html: text",
        "ko-kr/p8.html: text",
    ]);
}

#[test]
fn a_new_translation() {
    Edited::new()
        .write("content/ko-kr/p5.md", &page(5, 0))
        .renders(&["en-us/p5.html: translations", "ko-kr/p5.html: translations"]);
}

#[test]
fn a_lost_translation() {
    Edited::new()
        .remove("content/ko-kr/p4.md")
        .renders(&["en-us/p4.html: translations", "ko-kr/p4.html: translations"]);
}

#[test]
fn a_page_that_others_link_to_goes_away() {
    // The entry of the table of contents leads nowhere now; the Korean page
    // has a translation of its own and stays.
    Edited::new().remove("content/en-us/p8.md").renders(&[
        "en-us/p6.html: navigation",
        "en-us/p7.html: text, navigation",
        "ko-kr/p8.html: translations",
    ]);
}

#[test]
fn a_page_that_moves() {
    // Readers of the old address are taken on, and links to it lead there too.
    Edited::new()
        .remove("content/en-us/p7.md")
        .write(
            "content/en-us/.openpublishing.redirection.json",
            "{\"redirections\": [{\"source_path\": \"p7.md\", \"redirect_url\": \"p1\"}]}",
        )
        .renders(&[
            "en-us/p6.html: text, navigation",
            "en-us/p7.html: text, front matter, navigation, translations, site",
            "en-us/p8.html: navigation",
            "ko-kr/p6.html: text, navigation",
            "ko-kr/p7.html: text, front matter, navigation, translations, site",
            "ko-kr/p8.html: navigation",
        ]);
}

#[test]
fn a_place_that_moves() {
    let book = "themes/plain/templates/base.html";
    Edited::new()
        .replace(
            book,
            "</html>",
            "{% for place in page.moved %}{{ place.href }}{% endfor %}</html>",
        )
        .replace(
            "book.toml",
            "[locales.ko-kr]",
            "[locales.ko-kr]\n[redirects]\n\"p2.md#old\" = \"p3.md#part-0\"",
        )
        .forgets_reasons()
        .replace("book.toml", "p3.md#part-0", "p4.md#part-0")
        .renders(&["en-us/p2.html: text", "ko-kr/p2.html: text"]);
}

#[test]
fn an_image() {
    Edited::new()
        .write("content/en-us/a.svg", "<svg/>")
        .write("content/en-us/p5.md", "# Heading 5\n\n![A](a.svg)\n")
        .forgets_reasons()
        .write("content/en-us/a.svg", "<svg id=\"b\"/>")
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"]);
}

#[test]
fn a_list_of_published_addresses_changes_no_page() {
    Edited::new()
        .write("urls.lock", "en-us/gone.html\n")
        .renders(&[]);
}

#[test]
fn strings_of_one_language() {
    let edited = Edited::new().write("strings/ko.toml", "fallback_notice = \"번역되지 않음\"\n");
    let rendered: Vec<String> = [
        "404.html", "faq.html", "m/x.html", "p0.html", "p1.html", "p2.html", "p3.html", "p4.html",
        "p5.html", "p6.html", "p7.html", "p8.html",
    ]
    .iter()
    .map(|name| format!("ko-kr/{name}: site"))
    .collect();
    let rendered: Vec<&str> = rendered.iter().map(String::as_str).collect();
    edited.renders(&rendered);
}

/// The list of all pages is rendered again when a title changes, and only then.
#[test]
fn a_title_in_the_list_from_a_to_z() {
    let template = "{% for letter in page.letters %}{% for listed in letter.pages %}\
        {{ listed.title }} {{ listed.lang }} {% endfor %}{% endfor %}";
    Edited::new()
        .write("themes/plain/templates/a-to-z.html", template)
        .forgets_reasons()
        .replace("content/ko-kr/p4.md", "Text 0", "Text 1")
        .renders(&["ko-kr/p4.html: text"])
        .replace("content/ko-kr/p4.md", "ms.date:", "sort_key: zz\nms.date:")
        .renders(&["ko-kr/a-to-z.html: text", "ko-kr/p4.html: front matter"]);
}

/// A translation that says what its source says is rendered when that changes, and
/// no other; so is the page about translations, where there is one.
#[test]
fn the_source_of_a_translation() {
    let edited = Edited::new();
    let lock = generated::recorded(&edited.sources, 4);
    edited
        .write("l10n/ko-kr.lock", &lock)
        .renders(&["ko-kr/p4.html: translations"])
        .replace("content/en-us/p4.md", "Text 0", "Text 1")
        .renders(&["en-us/p4.html: text", "ko-kr/p4.html: translations"])
        .replace(
            "content/en-us/p4.md",
            "## Part 0",
            "## Gained\n\nNew.\n\n## Part 0",
        )
        .renders(&["en-us/p4.html: text", "ko-kr/p4.html: translations"])
        .replace("content/ko-kr/p4.md", "Text 0", "글")
        .renders(&["ko-kr/p4.html: text"])
        .replace(
            "book.toml",
            "[[mounts]]",
            "[l10n]\ncoverage-page = true\n\n[[mounts]]",
        )
        .forgets_reasons()
        .replace("content/en-us/p4.md", "Text 1", "Text 0")
        .renders(&[
            "en-us/p4.html: text",
            "en-us/translations.html: translations",
            "ko-kr/p4.html: translations",
            "ko-kr/translations.html: translations",
        ]);
}

#[test]
fn a_template_is_broken_and_mended() {
    let mut edited = Edited::new();
    let file = path("themes/plain/templates/navigation.html");
    let whole = edited.sources.files[&file].clone();
    edited.sources.insert_text(file.clone(), "{% if %}");
    let broken = edited.pipeline.build(&edited.sources);
    assert!(broken.has_errors());
    assert!(broken.rendered.is_empty());
    edited.sources.files.insert(file, whole);
    let mended = edited.pipeline.build(&edited.sources);
    assert!(!mended.has_errors());
    assert_eq!(
        mended.output,
        Pipeline::default().build(&edited.sources).output
    );
}

#[test]
fn random_edits_over_every_kind_of_source() {
    for seed in [1, 2, 3, 4] {
        let mut random = Random::new(seed);
        let mut sources = site(12);
        let mut pipeline = Pipeline::default();
        let mut history = Vec::new();
        for _ in 0..100 {
            for _ in 0..=random.below(3) {
                history.push(edit(&mut sources, &mut random));
            }
            let warm = pipeline.build(&sources);
            let cold = Pipeline::default().build(&sources);
            let last = history.len().saturating_sub(4);
            assert_eq!(
                warm.output,
                cold.output,
                "seed {seed}, after {:?}",
                &history[last..]
            );
            assert_eq!(
                warm.diagnostics,
                cold.diagnostics,
                "seed {seed}, after {:?}",
                &history[last..]
            );
        }
    }
}
