//! `docs/findings.md`, which `guidepost explain` prints: each code has its section,
//! each bad example gives the finding that it is an example of, each good one does
//! not, and no good one gives an error.
//!
//! `tests/support/book.rs` says how the files of an example are written.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the page from the disk and stop at what they did not expect"
)]

mod support;

use guidepost::base::diagnostic::{Code, Diagnostic, Severity};
use guidepost::base::sources::Sources;
use guidepost::pipeline::Pipeline;
use support::book::{Block, CONTENT, Case, CaseFile, Lines, Piece};

/// Codes that no files of a site can show, and why. Their examples are told.
const TOLD: [(Code, &str); 12] = [
    (
        Code::ContentFolderMissing,
        "found while the disk is read: `tests/cli/configuration.rs`",
    ),
    (
        Code::FileNotReadable,
        "found while the disk is read: `tests/cli/content.rs`",
    ),
    (
        Code::SymlinkLoop,
        "found while the disk is read: `tests/cli/content.rs`",
    ),
    (Code::NotUtf8, "this page is UTF-8"),
    (Code::IncludeTooDeep, "a chain of 70 files shows nothing"),
    (Code::ExternalLinkBroken, "another site says so"),
    (Code::ExternalLinkUnreachable, "another site says so"),
    (Code::ExternalLinkMoved, "another site says so"),
    (
        Code::ExchangeInvalid,
        "found by an import: `tests/l10n_exchange.rs`",
    ),
    (
        Code::ExchangeCodeChanged,
        "found by an import: `tests/l10n_exchange.rs`",
    ),
    (
        Code::ExchangeSourceChanged,
        "found by an import: `tests/l10n_exchange.rs`",
    ),
    (
        Code::ExchangeUnplaced,
        "found by an import: `tests/l10n_exchange.rs`",
    ),
];

/// A section taken apart.
struct Section<'c> {
    prose: &'c str,
    bad: Vec<&'c Block>,
    good: Vec<&'c Block>,
}

impl<'c> Section<'c> {
    fn of(case: &'c Case) -> Self {
        let mut pieces = case.pieces.iter();
        let Some(Piece::Prose(first)) = pieces.next() else {
            panic!("{} begins with prose", case.name);
        };
        let prose = first
            .trim()
            .strip_suffix("\nBad:")
            .unwrap_or_else(|| panic!("{}: `Bad:` stands above the first example", case.name));
        let (mut bad, mut good) = (Vec::new(), Vec::new());
        let mut is_good = false;
        for piece in pieces {
            match piece {
                Piece::Block(block) if is_good => good.push(block),
                Piece::Block(block) => bad.push(block),
                Piece::Prose(prose) => match prose.trim() {
                    "Good:" if !is_good => is_good = true,
                    "" => {}
                    other => panic!("{}: `{other}` between the examples", case.name),
                },
            }
        }
        Self {
            prose: prose.trim(),
            bad,
            good,
        }
    }
}

fn page() -> CaseFile {
    let path = support::repository().join("docs/findings.md");
    CaseFile::parse(&path, &std::fs::read_to_string(&path).expect("the page"))
}

/// What is found in the site of an example.
fn found(blocks: &[&Block]) -> (Vec<Diagnostic>, String) {
    let mut sources = Sources::default();
    let theme = support::repository().join("themes/harbor");
    support::add_folder(&mut sources, &theme, "themes/harbor");
    let book = support::site_path("book.toml");
    sources.insert_text(book.clone(), "");
    for block in blocks {
        block.add_to(&mut sources, Lines::AsWritten);
    }
    let written = sources.text(&book).map_or("", |text| text).to_owned();
    if !written.contains("[locales.") {
        sources.insert_text(book, format!("[locales.en-us]\n{written}"));
    }
    let findings = Pipeline::once(&sources, &|_, _| {});
    let text = support::findings_as_text(&findings, &sources, CONTENT);
    (findings, text)
}

#[test]
fn every_code_has_its_section_in_the_order_of_the_table() {
    let page = page();
    let sections: Vec<&str> = page.cases.iter().map(|case| case.name.as_str()).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let difference = support::difference(&codes.join("\n"), &sections.join("\n"));
    assert_eq!(difference, None);
}

#[test]
fn every_section_explains_and_shows_both() {
    for case in page().cases {
        let section = Section::of(&case);
        assert!(section.prose.ends_with('.'), "{}", case.name);
        assert!(!section.prose.contains("\n\n"), "{}", case.name);
        // A terminal shows it, too.
        assert!(!section.prose.contains("]("), "{}", case.name);
        assert!(!section.bad.is_empty(), "{} has no bad example", case.name);
        assert!(!section.good.is_empty(), "{} has no good one", case.name);
    }
}

#[test]
fn examples_give_what_they_say() {
    let mut wrong = Vec::new();
    for case in page().cases {
        let code = Code::from_name(&case.name).expect("a code");
        if TOLD.iter().any(|(told, _)| *told == code) {
            continue;
        }
        let section = Section::of(&case);
        let (findings, text) = found(&section.bad);
        if !findings.iter().any(|finding| finding.code == code) {
            wrong.push(format!("{}: the bad example gives\n{text}", case.name));
        }
        let (findings, text) = found(&section.good);
        let is_wrong =
            |finding: &Diagnostic| finding.code == code || finding.severity == Severity::Error;
        if findings.iter().any(is_wrong) {
            wrong.push(format!("{}: the good example gives\n{text}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_told_is_shown_to_people_only() {
    for case in page().cases {
        let is_told = TOLD.iter().any(|(code, _)| code.name() == case.name);
        let is_text = case.blocks().all(|block| block.info == "text");
        assert_eq!(is_told, is_text, "{}", case.name);
    }
}
