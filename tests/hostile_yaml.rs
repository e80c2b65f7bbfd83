//! No text makes the reader of pages in YAML fail or crawl: pages broken at
//! random, deep nesting, aliases of aliases.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests read the disk and stop at what they did not expect"
)]

mod generated;

use generated::Random;
use guidepost::stages::load::yaml;
use guidepost::stages::markdown::{Dialect, Document, Form, Hole, Settings};
use guidepost::stages::yaml_page;
use std::fs;

fn read(text: &str) -> Document {
    let settings = Settings::default();
    let dialect = Dialect {
        form: Form::Block,
        is_rtl: true,
        settings: &settings,
    };
    let document = yaml_page::parse(text, &yaml::read(text), dialect);
    check(&document, text);
    document
}

/// Holes are in order, inside the HTML and lead to something; ranges are inside
/// the text.
fn check(document: &Document, text: &str) {
    let mut last = 0;
    for (at, hole) in &document.body.holes {
        assert!(*at >= last && document.body.html.is_char_boundary(*at));
        last = *at;
        let (index, count) = match hole {
            Hole::Id(index) => (*index, document.anchors.len()),
            Hole::Address(index) | Hole::TitleOf(index) => (*index, document.addresses.len()),
            Hole::Include(index) => (*index, document.includes.len()),
            Hole::Snippet(index) => (*index, document.snippets.len()),
            Hole::Xref(index) => (*index, document.xrefs.len()),
            Hole::Group(number) => (*number, document.tab_groups),
            Hole::Selected(index) => (*index, document.selected_tabs.len()),
            Hole::Begin(index) => (*index, document.elements.len()),
            Hole::End | Hole::Label(_) => continue,
        };
        assert!(index < count, "{hole:?} of {count}");
    }
    for heading in document.anchors.iter().filter_map(|anchor| anchor.heading) {
        assert!(heading < document.headings.len());
    }
    let findings = document.diagnostics.iter().map(|finding| finding.at);
    let addresses = document.addresses.iter().map(|address| address.range);
    let includes = document.includes.iter().map(|include| include.range);
    for range in findings.chain(addresses).chain(includes) {
        assert!(range.start <= range.end, "{range:?}");
        assert!(text.get(range.start..range.end).is_some(), "{range:?}");
    }
}

/// Pieces that mean something somewhere.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "  ",
    "- ",
    ": ",
    "|\n",
    ">-\n",
    "|2\n",
    "\"",
    "'",
    "''",
    "\\n",
    "\\\"",
    "\\u00e9",
    "\\x4",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "#",
    "\t",
    "---\n",
    "...\n",
    "? ",
    "!!str ",
    "한글",
    "\u{301}",
    "\u{FEFF}",
    "\u{85}",
    "title: ",
    "sections:\n",
    "questions:\n",
    "  - question: ",
    "    answer: ",
    "links:\n",
    "url: ",
    "text: ",
    "items:\n",
    "[a](b.md)",
    "[!INCLUDE [a](b.md)]",
    "> [!NOTE]\n",
    "```\n",
    "<ul><li>",
    "# ",
    ":::row:::\n",
    "metadata:\n",
    "null",
    "5.7.1",
];

/// A page of each kind, and those of the tests' cases.
fn pages() -> Vec<String> {
    let mut pages = Vec::new();
    for file in ["yaml_architecture", "yaml_faq", "yaml_hub", "yaml_landing"] {
        let cases = fs::read_to_string(format!("tests/cases/{file}.md")).expect("cases");
        let blocks = cases.split("```yml").skip(1);
        pages.extend(blocks.filter_map(|block| {
            let inside = block.split_once('\n')?.1;
            Some(inside.split("\n```\n").next()?.to_owned())
        }));
    }
    assert!(pages.len() > 20);
    pages
}

#[test]
fn pages_broken_at_random() {
    let mut random = Random::new(5);
    let pages = pages();
    for round in 0..6000 {
        let mut text = pages[round % pages.len()].clone();
        for _ in 0..=random.below(8) {
            let at = boundary(&text, random.below(text.len() + 1));
            let to = boundary(&text, (at + random.below(6)).min(text.len()));
            let piece = *random.pick(PIECES);
            text.replace_range(at..to, piece);
        }
        read(&text);
    }
}

#[test]
fn nothing_but_pieces() {
    let mut random = Random::new(3);
    for kind in ["FAQ", "Hub", "Landing", "Architecture"] {
        for _ in 0..1500 {
            let count = random.below(25);
            let pieces: String = (0..count).map(|_| *random.pick(PIECES)).collect();
            read(&format!("### YamlMime:{kind}\n{pieces}"));
        }
    }
}

#[test]
fn deep_nesting() {
    for piece in ["- ", "[", "{a: ", "? ", "&a ", "a: [", "!x "] {
        read(&format!(
            "### YamlMime:Hub\ntools: {}",
            piece.repeat(10_000)
        ));
    }
    let mut sections = String::new();
    for depth in 0..150 {
        let indent = "  ".repeat(depth);
        sections.push_str(&format!("{indent}sections:\n{indent}- \n"));
    }
    read(&format!("### YamlMime:Hub\ntools:\n{sections}"));
}

#[test]
fn aliases_of_aliases() {
    let mut text = "### YamlMime:FAQ\na0: &a0 {question: x, answer: \"[x](y.md)\"}\n".to_owned();
    for level in 1..30 {
        let aliases = format!("*a{}, ", level - 1).repeat(9);
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    text.push_str("sections:\n- questions: *a29\n");
    let document = read(&text);
    assert!(document.body.html.len() < 1 << 20);
}

#[test]
fn large_pages() {
    let question =
        "  - question: 한글 [a](b.md)?\n    answer: |\n      Text.\n\n      - [a](b.md)\n";
    let sections = question.repeat(5_000);
    let document = read(&format!(
        "### YamlMime:FAQ\nsections:\n- questions:\n{sections}"
    ));
    assert_eq!(document.addresses.len(), 10_000);
    let long = "[a](b.md) \\\" 한글 \\u00e9 ".repeat(10_000);
    let document = read(&format!("### YamlMime:FAQ\nsummary: \"{long}\"\n"));
    assert_eq!(document.addresses.len(), 10_000);
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
