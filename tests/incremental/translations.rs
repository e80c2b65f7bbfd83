//! What a page has to do with the same page in another language.

use crate::edited::Edited;
use crate::generated::{page, path, recorded};

const COVERAGE: &str = "[l10n]\ncoverage-page = true\n\n[[mounts]]";

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

/// Readers of two locales see what their fallback says.
#[test]
fn the_source_of_fallback_pages() {
    Edited::new()
        .replace(
            "book.toml",
            "[[mounts]]",
            "[locales.de]\nfallback = [\"ko-kr\"]\n\n[[mounts]]",
        )
        .builds()
        .replace("content/ko-kr/p4.md", "Text 0", "글")
        .renders(&["de/p4.html: text", "ko-kr/p4.html: text"])
        .remove("content/ko-kr/p4.md")
        .renders(&[
            "en-us/p4.html: translations",
            "ko-kr/p4.html: text, translations",
        ])
        .replace("content/en-us/p4.md", "# Heading 4", "# Four")
        .renders(&["en-us/p4.html: text", "ko-kr/p4.html: text"]);
}

/// A translation that says what its source says is rendered when that changes, and
/// no other; so is the page about translations, where there is one.
#[test]
fn the_source_of_a_translation() {
    let edited = Edited::new();
    let lock = recorded(&edited.sources, 4);
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
        .replace("book.toml", "[[mounts]]", COVERAGE)
        .builds()
        .replace("content/en-us/p4.md", "Text 1", "Text 0")
        .renders(&[
            "en-us/p4.html: text",
            "en-us/translations.html: translations",
            "ko-kr/{p4,translations}.html: translations",
        ]);
}

#[test]
fn a_record_is_lost() {
    let edited = Edited::new();
    let lock = recorded(&edited.sources, 4);
    edited
        .replace("content/en-us/p4.md", "Text 0", "Text 1")
        .write("l10n/ko-kr.lock", &lock)
        .builds()
        .write("l10n/ko-kr.lock", "<<<<<<< ours\n")
        .renders(&["ko-kr/p4.html: translations"])
        .remove("l10n/ko-kr.lock")
        .renders(&[]);
}

#[test]
fn the_page_about_translations() {
    Edited::new()
        .replace("book.toml", "[[mounts]]", COVERAGE)
        .builds()
        .write("content/ko-kr/p5.md", &page(5, 0))
        .renders(&[
            "en-us/{p5,translations}.html: translations",
            "ko-kr/{p5,translations}.html: translations",
        ])
        .replace("content/en-us/p7.md", "Text 0", "Words and more words")
        .renders(&[
            "en-us/p7.html: text",
            "en-us/translations.html: translations",
            "ko-kr/p7.html: text",
            "ko-kr/translations.html: translations",
        ])
        .write("content/ko-kr/translations.md", "# A page of its own\n")
        .renders(&["ko-kr/translations.html: text, front matter, navigation, translations, site"]);
}

/// How a source was when it was translated comes to hand some time after the
/// first build.
#[test]
fn a_history_that_is_read_later() {
    let mut edited = Edited::new()
        .replace("content/en-us/p4.md", "Text 0", "Text 1")
        .replace(
            "content/ko-kr/p4.md",
            "ms.date:",
            "ms.sourcegitcommit: 0123456\nms.date:",
        )
        .builds();
    let past = edited
        .sources
        .past
        .entry(path("content/en-us/p4.md"))
        .or_default();
    past.insert("0123456".to_owned(), page(4, 0).into());
    let mut edited = edited.renders(&["ko-kr/p4.html: translations"]);
    edited.sources.past.clear();
    edited.renders(&["ko-kr/p4.html: translations"]);
}

/// A place that links to the source name must be on its translations.
#[test]
fn a_place_that_a_translation_lacks() {
    Edited::new()
        .replace("content/en-us/p1.md", "Text 0", "[A place](p4.md#part-0)")
        .builds()
        .replace("content/ko-kr/p4.md", "## Part 0", "## 부분")
        .renders(&["ko-kr/p4.html: text"])
        .replace(
            "content/ko-kr/p4.md",
            "## 부분",
            "## <a name=\"part-0\"></a>부분",
        )
        .renders(&["ko-kr/p4.html: text"]);
}

/// Two files with one address: the first is the page. When it goes, the other,
/// which was an include already, takes its place beside the source.
#[test]
fn another_file_becomes_the_translation() {
    Edited::new()
        .write("content/en-us/mounted/y.md", "# Y\n\nRun `one` 42 times.\n")
        .write("content/ko-kr/m/y.md", "# Y\n\nRun `one` 42 times.\n")
        .write("content/ko-kr/mounted/y.md", "# Y\n\nRun `uno` 42 times.\n")
        .write(
            "content/ko-kr/p4.md",
            "# P4\n\n[!INCLUDE [y](mounted/y.md)]\n",
        )
        .builds()
        .remove("content/ko-kr/m/y.md")
        .builds()
        .write("content/ko-kr/m/y.md", "# Y\n\nRun `one` 42 times.\n")
        .builds();
}
