//! No text makes the reader of Markdown fail: pages broken at random, deep
//! nesting, very long lines.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

mod generated;

use generated::Random;
use guidepost::stages::markdown::{Dialect, Document, Form, Settings, parse};

fn read(text: &str) -> Document {
    let settings = Settings::default();
    let dialect = Dialect {
        form: Form::Block,
        isolates_code: false,
        settings: &settings,
    };
    check(
        parse(
            text,
            Dialect {
                form: Form::Inline,
                ..dialect
            },
        ),
        text,
    );
    check(parse(text, dialect), text)
}

/// Holes are in order and inside the HTML, findings inside the text.
fn check(document: Document, text: &str) -> Document {
    let mut last = 0;
    for (at, _) in &document.body.holes {
        assert!(*at >= last && *at <= document.body.html.len());
        assert!(document.body.html.is_char_boundary(*at));
        last = *at;
    }
    for finding in &document.diagnostics {
        assert!(finding.at.start <= finding.at.end && finding.at.end <= text.len());
        assert!(text.is_char_boundary(finding.at.start) && text.is_char_boundary(finding.at.end));
    }
    for address in &document.addresses {
        assert!(address.range.start <= address.range.end && address.range.end <= text.len());
    }
    document
}

/// Pieces that mean something somewhere.
const PIECES: &[&str] = &[
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "```",
    "~~~",
    "`",
    "|",
    "|---|---|\n",
    "****\n",
    "# ",
    "<a name=\"x\"></a>",
    "<ul><li>",
    "</li>",
    "<table>",
    "<!--",
    "-->",
    "<br/>",
    "[!NOTE]",
    "[!NOTE] x",
    "[!INCLUDE [a](b.md)]",
    "[!div class=\"x\"]",
    "[!VIDEO https://x]",
    ":::row:::",
    ":::column:::",
    ":::column-end:::",
    ":::row-end:::",
    "::: moniker range=\"x\"",
    "::: moniker-end",
    ":::image type=\"content\" source=\"a.png\" alt-text=\"b\":::",
    ":::image type=\"complex\" source=\"a.png\" alt-text=\"b\":::",
    ":::image-end:::",
    "[a](b.md)",
    "[](b.md)",
    "![a](b.png)",
    "**",
    "*",
    "&amp;",
    "<server name>",
    "</p>",
    "<p>",
    "한글",
    "\u{301}",
    "\u{FDD0}0\u{FDD1}",
    "<!--0-->",
    "\u{0}",
    "]",
    "(",
    ")",
    "\\",
    "$",
    "---\n",
    "<div>",
];

#[test]
fn pages_broken_at_random() {
    let mut random = Random::new(7);
    let pages: Vec<String> = walkdir::WalkDir::new("content")
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| std::fs::read_to_string(path).expect("a text"))
        .collect();
    assert!(pages.len() > 20);
    for round in 0..1200 {
        let mut text = pages[round % pages.len()].clone();
        // A part of the page, so that the edits are dense in it.
        let start = boundary(&text, random.below(text.len()));
        let end = boundary(&text, (start + 600).min(text.len()));
        text = text[start..end].to_owned();
        for _ in 0..random.below(12) {
            let at = boundary(&text, random.below(text.len() + 1));
            let to = boundary(&text, (at + random.below(9)).min(text.len()));
            let piece: &str = PIECES[random.below(PIECES.len())];
            text.replace_range(at..to, piece);
        }
        read(&text);
    }
}

#[test]
fn nothing_but_pieces() {
    let mut random = Random::new(11);
    for _ in 0..4000 {
        let count = random.below(30);
        let text: String = (0..count).map(|_| *random.pick(PIECES)).collect();
        read(&text);
    }
}

#[test]
fn deep_nesting() {
    for piece in [
        "> ",
        "- ",
        "1. ",
        "<div>",
        "<ul><li>",
        "[",
        "**",
        "(",
        ":::row:::\n",
        "`",
        "<p>",
    ] {
        read(&piece.repeat(10_000));
    }
    let alerts: Vec<String> = (1..200).map(|depth| "> ".repeat(depth)).collect();
    read(&alerts.join("[!NOTE]\n"));
}

#[test]
fn long_lines() {
    for piece in [
        "word ", "|", "[a](b) ", "`", "&", "<br/>", ":::", "[!NOTE] ", "한",
    ] {
        read(&piece.repeat(200_000 / piece.len()));
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
