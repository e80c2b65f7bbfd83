//! Literate cases: each heading of level 2 in `tests/cases/*.md` is one test of
//! the Markdown dialect. `tests/support/book.rs` says how a case is written.
//!
//! Besides what it expects, each case must give valid HTML, and the same HTML
//! and findings when its sources have CRLF at the ends of their lines.
//!
//! The examples of `docs/dialect.md` are tests as well: each gives valid HTML
//! and, under both themes, no finding.
//!
//! `cargo test --test cases alerts` runs those whose name contains `alerts`;
//! `UPDATE=1 cargo test --test cases` rewrites what they expect.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests read their cases from the disk and stop at what they did not expect"
)]

mod support;

use guidepost::base::diagnostic::Diagnostic;
use guidepost::base::path::SitePath;
use guidepost::base::sources::Sources;
use guidepost::pipeline::render_body;
use libtest_mimic::{Arguments, Failed, Trial};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::process::ExitCode;
use support::book::{Block, CONTENT, Case, CaseFile, Lines, YAML_PAGE};

/// The files that the examples of `docs/dialect.md` lead to, besides the pages
/// and texts that it shows.
const FILES_OF_THE_GUIDE: &str = "\
media/gear.svg
media/route.png
media/route-large.png
media/send.mp4
";

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
    for case in guide().cases {
        let theme = theme.clone();
        let name = format!("docs/dialect.md::{}", case.name);
        trials.push(Trial::test(name, move || run_examples(&case, &theme)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn case_files() -> Vec<CaseFile> {
    support::files_below(&support::repository().join("tests/cases"))
        .into_iter()
        .map(|path| CaseFile::parse(&path, &fs::read_to_string(&path).expect("a case file")))
        .collect()
}

/// The guide for writers.
fn guide() -> CaseFile {
    let path = support::repository().join("docs/dialect.md");
    CaseFile::parse(&path, &fs::read_to_string(&path).expect("the guide"))
}

/// The built-in theme, whose texts alerts and tables need, and the one that
/// a case may name.
fn theme() -> Sources {
    let mut sources = Sources::default();
    for folder in ["themes/harbor", "themes/docfx"] {
        support::add_folder(&mut sources, &support::repository().join(folder), folder);
    }
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
        let (with_returns, places) = render(case, theme.clone(), Lines::WithReturns);
        for (plain, crlf) in [(&html, with_returns), (&findings, places)] {
            let difference = support::difference(plain, &crlf);
            complaints.extend(difference.map(|difference| format!("with CRLF:\n{difference}")));
        }
    }
    if case.note("Not the same when mended: ").is_none() {
        complaints.extend(mended(case, theme, &html));
    }
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(complaints.join("\n").into()),
    }
}

/// What is wrong with the edits that findings offer: a page so mended must look
/// the same, and not be found fault with for the same reasons.
fn mended(case: &Case, mut sources: Sources, html: &str) -> Option<String> {
    for block in case.blocks() {
        block.add_to(&mut sources, Lines::AsWritten);
    }
    let mut fixes: Vec<&Diagnostic> = Vec::new();
    let (_, findings) = render_body(&sources, &page_of(&sources)).expect("a page");
    fixes.extend(findings.iter().filter(|finding| finding.fix.is_some()));
    if fixes.is_empty() {
        return None;
    }
    // From the end, so that no place moves before its turn.
    fixes.sort_by_key(|finding| {
        let start = finding.fix.as_ref().map(|fix| fix.range.start);
        Reverse((finding.at.file.clone(), start))
    });
    for finding in &fixes {
        let file = &finding.at.file;
        let mut text = sources.text(file).expect("a text").to_string();
        let fix = finding.fix.as_ref().expect("a fix");
        text.replace_range(Range::from(fix.range), &fix.with);
        sources.insert_text(file.clone(), text);
    }
    let (now, left) = body(&sources);
    let again = fixes
        .iter()
        .find(|finding| left.contains(finding.code.name()));
    let again = again.map(|finding| format!("mended, still `{}`", finding.code.name()));
    let difference = support::difference(html, &now);
    again.or(difference.map(|difference| format!("mended:\n{difference}")))
}

/// Reads each example of a section of the guide as a page, beside the other
/// sources that the section shows.
fn run_examples(section: &Case, theme: &Sources) -> Result<(), Failed> {
    let mut complaints = Vec::new();
    for example in section.blocks().filter(|block| block.info == "md") {
        for name in ["harbor", "docfx"] {
            let mut sources = theme.clone();
            let beside = section.blocks().filter(|block| block.info != "md");
            for block in beside.chain([example, &Block::new("files", FILES_OF_THE_GUIDE)]) {
                block.add_to(&mut sources, Lines::AsWritten);
            }
            name_theme(&mut sources, name);
            let (html, findings) = body(&sources);
            // DocFX itself puts blocks into paragraphs.
            let faults = match name {
                "harbor" => support::markup::faults(&html).join("\n"),
                _ => String::new(),
            };
            if !findings.is_empty() || !faults.is_empty() {
                let text = &example.text;
                complaints.push(format!("{name}\n{text}\n{html}\n{findings}{faults}"));
            }
        }
    }
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(complaints.join("\n").into()),
    }
}

/// Writes the theme's name into `book.toml`, beside what a section shows of it.
fn name_theme(sources: &mut Sources, theme: &str) {
    let file = support::site_path("book.toml");
    let shown = sources.text(&file).map_or("", |text| text);
    let text = format!("[book]\ntheme = \"{theme}\"\n{shown}");
    sources.insert_text(file, text);
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
        block.add_to(&mut sources, lines);
    }
    body(&sources)
}

/// The page, which is `page.yml` where there is one.
fn page_of(sources: &Sources) -> SitePath {
    let below_content = |name: &str| support::site_path(&format!("{CONTENT}/{name}"));
    let in_yaml = below_content(YAML_PAGE);
    match sources.files.contains_key(&in_yaml) {
        true => in_yaml,
        false => below_content("page.md"),
    }
}

/// The body of the page.
fn body(sources: &Sources) -> (String, String) {
    let (html, findings) = render_body(sources, &page_of(sources)).expect("a page");
    let mut html = html.replace('\r', "␍");
    if !html.is_empty() && !html.ends_with('\n') {
        html.push('\n');
    }
    (html, support::findings_as_text(&findings, sources, CONTENT))
}
