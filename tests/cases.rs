//! Literate cases: each heading of level 2 in `tests/cases/*.md` is one test of
//! the Markdown dialect. `tests/support/book.rs` says how a case is written.
//!
//! Besides what it expects, each case must give valid HTML, and the same HTML
//! and findings when its sources have CRLF at the ends of their lines.
//!
//! `cargo test --test cases alerts` runs those whose name contains `alerts`;
//! `UPDATE=1 cargo test --test cases` rewrites what they expect.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests read their cases from the disk and stop at what they did not expect"
)]

mod support;

use guidepost::base::sources::{Body, Source, Sources};
use guidepost::pipeline::render_body;
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;
use support::book::{Block, Case, CaseFile};

/// Where the sources of a case lie.
const CONTENT: &str = "content/en-us";

/// The page of a case that is written in YAML.
const YAML_PAGE: &str = "page.yml";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let theme = theme();
    let mut trials = Vec::new();
    let mut names = BTreeSet::new();
    for mut file in case_files() {
        if support::is_update() {
            update(&mut file, &theme);
        }
        let stem = file
            .path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        for case in file.cases {
            let name = format!("{stem}::{}", case.name);
            assert!(names.insert(name.clone()), "two cases are named `{name}`");
            let is_ignored = case.note("Ignored: ").is_some();
            let theme = theme.clone();
            trials.push(Trial::test(name, move || run(&case, theme)).with_ignored_flag(is_ignored));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn case_files() -> Vec<CaseFile> {
    support::files_below(&support::repository().join("tests/cases"))
        .into_iter()
        .map(|path| CaseFile::parse(&path, &fs::read_to_string(&path).expect("a case file")))
        .collect()
}

/// The texts of the interface, which alerts and tables need.
fn theme() -> Sources {
    let mut sources = Sources::default();
    let folder = support::repository().join("themes/harbor/strings");
    support::add_folder(&mut sources, &folder, "themes/harbor/strings");
    sources
}

fn run(case: &Case, theme: Sources) -> Result<(), Failed> {
    let (html, findings) = render(case, theme.clone(), Lines::AsWritten);
    let mut complaints = Vec::new();
    complaints.extend(support::difference(case.text_of("html"), &html));
    complaints.extend(support::difference(case.text_of("diagnostics"), &findings));
    let faults = support::markup::faults(&html);
    complaints.extend(
        faults
            .into_iter()
            .map(|fault| format!("not valid HTML: {fault}")),
    );
    if case.note("Not with CRLF: ").is_none() {
        let (with_returns, places) = render(case, theme, Lines::WithReturns);
        for (plain, crlf) in [(&html, with_returns), (&findings, places)] {
            let difference = support::difference(plain, &crlf);
            complaints.extend(difference.map(|difference| format!("with CRLF:\n{difference}")));
        }
    }
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(complaints.join("\n").into()),
    }
}

/// How the lines of the sources end. A case says the same with either.
#[derive(Clone, Copy, PartialEq)]
enum Lines {
    AsWritten,
    WithReturns,
}

fn update(file: &mut CaseFile, theme: &Sources) {
    for case in &mut file.cases {
        // An ignored case says what would be right, not what is.
        if case.note("Ignored: ").is_none() {
            let (html, findings) = render(case, theme.clone(), Lines::AsWritten);
            case.expect("html", &html);
            case.expect("diagnostics", &findings);
        }
    }
    fs::write(&file.path, file.print()).expect("a case file");
}

/// The body of the page and what is found in it, as a case writes both. A
/// carriage return, which no HTML should contain, is shown as `␍`.
fn render(case: &Case, mut sources: Sources, lines: Lines) -> (String, String) {
    for block in case.blocks() {
        add(&mut sources, block, lines);
    }
    let in_yaml = support::site_path(&format!("{CONTENT}/{YAML_PAGE}"));
    let page = match sources.files.contains_key(&in_yaml) {
        true => in_yaml,
        false => support::site_path(&format!("{CONTENT}/page.md")),
    };
    let (html, findings) = render_body(&sources, &page).expect("a page");
    let mut html = html.replace('\r', "␍");
    if !html.is_empty() && !html.ends_with('\n') {
        html.push('\n');
    }
    (
        html,
        support::findings_as_text(&findings, &sources, CONTENT),
    )
}

fn add(sources: &mut Sources, block: &Block, lines: Lines) {
    let mut words = block.info.split(' ');
    match words.next() {
        Some(kind @ ("md" | "yml")) => {
            let mut path = match kind {
                "yml" => YAML_PAGE,
                _ => "page.md",
            };
            let mut text = block.text.clone();
            for word in words {
                match word {
                    "bom" => text = format!("\u{FEFF}{text}"),
                    name => path = name,
                }
            }
            if lines == Lines::WithReturns {
                text = text.replace('\n', "\r\n");
            }
            let path = path.replace("%20", " ");
            sources.insert_text(support::site_path(&format!("{CONTENT}/{path}")), text);
        }
        Some("toml") => sources.insert_text(support::site_path("book.toml"), block.text.as_str()),
        Some("files") => {
            for path in block.text.lines() {
                let mut source = Source::text("");
                source.body = Body::Binary { len: 0 };
                let path = support::site_path(&format!("{CONTENT}/{path}"));
                sources.files.insert(path, source);
            }
        }
        Some("html" | "diagnostics") => {}
        _ => panic!("a block has the info string `{}`", block.info),
    }
}
