//! Findings of whole sites that no single page shows: each test is a few files
//! and what is said about them.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::needless_pass_by_value,
    reason = "tests read the theme from the disk and stop at what they did not expect"
)]

mod support;

#[path = "findings/anchors.rs"]
mod anchors;

#[path = "findings/addresses.rs"]
mod addresses;
#[path = "findings/bounds.rs"]
mod bounds;
#[path = "findings/breadcrumbs.rs"]
mod breadcrumbs;
#[path = "findings/contract.rs"]
mod contract;
#[path = "findings/files.rs"]
mod files;
#[path = "findings/monikers.rs"]
mod monikers;
#[path = "findings/pages.rs"]
mod pages;
#[path = "findings/pivots.rs"]
mod pivots;
#[path = "findings/proofread.rs"]
mod proofread;
#[path = "findings/published.rs"]
mod published;
#[path = "findings/redirects.rs"]
mod redirects;
#[path = "findings/strings.rs"]
mod strings;
#[path = "findings/tables.rs"]
mod tables;

use guidepost::base::diagnostic::Code;
use guidepost::base::sources::Sources;
use guidepost::pipeline::Pipeline;

/// What every page should have: said of most pages of these tests, which are
/// about something else.
const MANNERS: [Code; 6] = [
    Code::H1Missing,
    Code::TitleMissing,
    Code::DescriptionMissing,
    Code::DuplicateTitle,
    Code::PageNotInToc,
    Code::TranslationAnchorMissing,
];

/// What is found in a site with these files below `content/en-us`, or anywhere
/// when a path begins with `/`; but for what every page should have.
fn found(files: &[(&str, &str)]) -> String {
    found_where(files, |code| !MANNERS.contains(&code))
}

/// The same, of some codes.
fn found_where(files: &[(&str, &str)], is_wanted: impl Fn(Code) -> bool) -> String {
    let mut sources = Sources::default();
    let theme = support::repository().join("themes/harbor");
    support::add_folder(&mut sources, &theme, "themes/harbor");
    let book = support::site_path("book.toml");
    sources.insert_text(book, "[locales.en-us]\n");
    for (path, text) in files {
        let path = match path.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("content/en-us/{path}"),
        };
        sources.insert_text(support::site_path(&path), *text);
    }
    let mut findings = Pipeline::once(&sources, &|_, _| {});
    findings.retain(|finding| is_wanted(finding.code));
    support::findings_as_text(&findings, &sources, "content/en-us")
}

/// The same without the lines that say how to mend it.
fn found_without_help(files: &[(&str, &str)]) -> String {
    let said = found(files);
    let lines = said.split_inclusive('\n');
    lines.filter(|line| !line.starts_with("  help: ")).collect()
}
