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
mod hostile_texts;

use generated::Random;
use guidepost::base::diagnostic::Code;
use guidepost::base::sources::Sources;
use guidepost::pipeline::{self, Pipeline};
use guidepost::stages::markdown::{Dialect, Document, Form, Settings, parse};
use rayon::prelude::*;
use std::fmt::Write as _;

fn read(text: &str) -> Document {
    read_as(text, &Settings::default())
}

fn read_as(text: &str, settings: &Settings) -> Document {
    let dialect = Dialect {
        form: Form::Block,
        is_rtl: false,
        settings,
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
    "$$",
    "@p0",
    "@\"a",
    "<xref:a>",
    "<xref href=\"a\">",
    "https://a.example",
    "www.",
    ":smile:",
    ":)",
    "++",
    "~",
    "^",
    "- [ ] ",
    ": ",
    "[^1]",
    "[^1]: ",
    "# [t](#tab/a)\n",
    "***\n",
    "::: zone pivot=\"a\"\n",
    "::: zone-end\n",
    "[!code-cs[](a.cs#L1)]",
    ":::code source=\"a.cs\":::",
    ":::no-loc text=\"a\":::",
    "<script>",
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
    let everything = hostile_texts::everything();
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
        read_as(&text, &everything);
    }
}

#[test]
fn nothing_but_pieces() {
    let mut random = Random::new(11);
    let everything = hostile_texts::everything();
    for _ in 0..4000 {
        let count = random.below(30);
        let text: String = (0..count).map(|_| *random.pick(PIECES)).collect();
        read(&text);
        read_as(&text, &everything);
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

/// `cargo bench --bench growth` measures them.
#[test]
fn one_thing_again_and_again() {
    let everything = hostile_texts::everything();
    hostile_texts::TEXTS.par_iter().for_each(|(_, text)| {
        let text = text(1_500);
        read(&text);
        read_as(&text, &everything);
    });
}

#[test]
fn ten_thousand_quotes_and_tabs() {
    read(&"> ".repeat(10_000));
    let tabs: String = (0..10_000).fold(String::new(), |mut tabs, number| {
        let id = number % 9_000;
        let _ = write!(tabs, "# [t](#tab/t{id})\n\na\n\n");
        tabs
    });
    let document = read(&tabs);
    assert_eq!(document.selected_tabs.len(), 10_000);
    let twice = document.diagnostics.iter();
    let twice = twice.filter(|finding| finding.code == Code::InvalidTabGroup);
    assert_eq!(twice.count(), 1_000);
}

#[test]
fn a_line_of_five_megabytes() {
    read(&"word ".repeat(1_000_000));
}

/// What a page takes from other files.
#[test]
fn files_that_paste_each_other() {
    let mut sources = generated::site(1);
    let mut add = |file: &str, text: String| {
        sources.insert_text(generated::path(&format!("content/en-us/{file}")), text);
    };
    for number in 0..5 {
        let next = (number + 1) % 5;
        add(
            &format!("includes/c{number}.md"),
            format!("{number} [!INCLUDE [c](c{next}.md)]\n\n[!INCLUDE [c](c{next}.md)]\n"),
        );
    }
    add("cycle.md", "[!INCLUDE [c](includes/c0.md)]\n".to_owned());
    add("a.cs", "line\n".repeat(100));
    let ranges = format!("1-100,50-{}", ",7,1-3".repeat(2_000));
    add(
        "snippets.md",
        format!("[!code-cs[](a.cs?range={ranges})]\n") + &"[!code-cs[](a.cs#L9)]\n".repeat(2_000),
    );
    add("mentions.md", "@p0 @none <xref:none> ".repeat(5_000));
    for (page, code) in [
        ("cycle.md", Some(Code::CircularReference)),
        ("snippets.md", None),
        ("mentions.md", Some(Code::XrefNotFound)),
    ] {
        let page = generated::path(&format!("content/en-us/{page}"));
        let (html, findings) = pipeline::render_body(&sources, &page).expect("a page");
        assert!(!html.is_empty());
        assert!(findings.len() <= 5_000, "{} findings", findings.len());
        if let Some(code) = code {
            assert!(
                findings.iter().any(|finding| finding.code == code),
                "{page}"
            );
        }
    }
}

/// What is found in translations, with as many findings as a text can give.
#[test]
fn translations_that_are_wrong_again_and_again() {
    let mut sources = Sources::default();
    let mut add = |file: &str, text: String| sources.insert_text(generated::path(file), text);
    let paragraphs = |text: &dyn Fn(usize) -> String| (0..COUNT).map(text).collect::<String>();
    add("book.toml", "[locales.en-us]\n[locales.ko-kr]\n".to_owned());
    add(
        "content/en-us/paragraphs.md",
        paragraphs(&|number| format!("Text 5.{number}.1.\n\n")),
    );
    add(
        "content/ko-kr/paragraphs.md",
        paragraphs(&|_| "글.\n\n".to_owned()),
    );
    for (number, piece) in [
        "**이름 **을 ",
        "**이름 **을\n\n",
        "a ** b ",
        "값_을 ",
        "_값_을 ",
        "[값 ](b.md) ",
        "[값] (b.md) ",
        "] (",
        "[값.](b.md) ",
        "값 을 ",
        "**값** 을 ",
        "저장을 **선택합니다.** ",
        "목록 목록 목록 값 ",
    ]
    .into_iter()
    .enumerate()
    {
        add(&format!("content/ko-kr/{number}.md"), piece.repeat(COUNT));
    }
    let findings = Pipeline::once(&sources, &|_, _| {});
    let numbers = findings
        .iter()
        .filter(|finding| finding.code == Code::TranslationNumberChanged);
    let hints: Vec<&str> = numbers.map(|finding| &*finding.hints[0]).collect();
    assert_eq!(hints.len(), COUNT);
    let last = format!(
        "compare it with line {} of `content/en-us/paragraphs.md`",
        2 * COUNT - 1
    );
    assert!(hints.contains(&&*last), "{:?}", hints.last());
}

/// So many findings that a look at the whole text for each of them takes minutes.
const COUNT: usize = 20_000;

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
