//! Says findings to people and to machines.

mod github;
mod human;
mod json;
mod sarif;

use super::disk::Places;
use super::identity::identities;
use crate::base::diagnostic::{Diagnostic, Fix, Severity};
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::base::text::{LineIndex, TextRange};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people, on standard error.
    #[default]
    Human,
    /// One JSON object on standard output.
    Json,
    /// SARIF 2.1.0 on standard output, for editors and code scanning.
    Sarif,
    /// Commands that GitHub shows beside the lines, on standard output.
    Github,
}

/// Which findings are written in full for people; the others are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    Everything,
    WarningsAndErrors,
}

/// How many findings are written, those that say the same as one.
#[derive(Clone, Copy)]
pub(super) enum News {
    /// All, as they stand in the files.
    All,
    /// This many of the worst, these last; the others are counted.
    Most(usize),
}

/// Writes findings.
pub(super) fn write(
    format: Format,
    detail: Detail,
    findings: &[Diagnostic],
    sources: &Sources,
    places: &Places,
) {
    // A closed pipe is the reader's choice, not an error of ours.
    let _ = match format {
        Format::Human => human::write(detail, findings, sources, places),
        Format::Json => print(&json::report(&placed(findings, sources, places))),
        Format::Sarif => {
            let identities = identities(findings, sources);
            print(&sarif::report(
                &placed(findings, sources, places),
                &identities,
            ))
        }
        Format::Github => print(&github::commands(&placed(findings, sources, places))),
    };
}

/// Writes warnings and errors for people, without counting them.
///
/// # Errors
/// When nobody reads them.
pub(super) fn show(
    news: News,
    findings: &[Diagnostic],
    sources: &Sources,
    places: &Places,
) -> std::io::Result<()> {
    human::show(Detail::WarningsAndErrors, news, findings, sources, places)
}

/// Findings as values for machines.
pub(super) fn values(
    findings: &[Diagnostic],
    sources: &Sources,
    places: &Places,
) -> Vec<serde_json::Value> {
    let findings = placed(findings, sources, places);
    findings.iter().map(json::item).collect()
}

/// Machines read standard output, so that nothing that is said to people
/// beside comes between.
pub(super) fn print(text: &str) -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A finding, and where machines look for it.
struct Placed<'f> {
    finding: &'f Diagnostic,
    /// The file on the disk, as the command line leads to it.
    file: PathBuf,
    region: Region,
    fix: Option<(Region, &'f Fix)>,
    /// The line that the finding begins in; `None` for one about a whole file.
    line: Option<&'f str>,
}

/// A part of a text, from its first character to the one behind its last:
/// lines and columns from 1, columns in characters.
#[derive(Clone, Copy)]
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn new(lines: &LineIndex, range: TextRange) -> Self {
        let (line, column) = lines.place(range.start);
        let (end_line, end_column) = lines.place(range.end);
        Self {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

fn placed<'f>(
    findings: &'f [Diagnostic],
    sources: &'f Sources,
    places: &Places,
) -> Vec<Placed<'f>> {
    let mut files = Files::new(sources);
    let place = |finding: &'f Diagnostic| {
        let (text, lines) = files.open(&finding.at.file);
        let line = (!is_about_file(finding, text)).then(|| {
            let number = lines.line(finding.at.range.start);
            text[lines.line_start(number)..lines.line_start(number + 1)].trim_end()
        });
        let region = |fix: &'f Fix| (Region::new(lines, fix.range), fix);
        Placed {
            finding,
            file: places.of(&finding.at.file),
            region: Region::new(lines, finding.at.range),
            fix: finding.fix.as_deref().map(region),
            line,
        }
    };
    findings.iter().map(place).collect()
}

/// Whether a finding has no place in the text of its file.
fn is_about_file(finding: &Diagnostic, text: &str) -> bool {
    let range = finding.at.range;
    range.end == 0 || range.end > text.len()
}

/// The texts that findings are about, each taken apart into lines once.
struct Files<'s> {
    sources: &'s Sources,
    lines: BTreeMap<&'s SitePath, (&'s str, LineIndex<'s>)>,
}

impl<'s> Files<'s> {
    fn new(sources: &'s Sources) -> Self {
        let lines = BTreeMap::new();
        Self { sources, lines }
    }

    /// A file's text and lines; a file without text has none.
    fn open(&mut self, file: &'s SitePath) -> (&'s str, &LineIndex<'s>) {
        let text = self.sources.text(file).map_or("", |text| text);
        let entry = self.lines.entry(file);
        let (text, lines) = entry.or_insert_with(|| (text, LineIndex::new(text)));
        (text, lines)
    }
}

/// `2 errors, 1 warning, 5 suggestions`; `None` when there is nothing to say.
fn summary(findings: &[Diagnostic]) -> Option<String> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.severity).or_insert(0) += 1;
    }
    let parts: Vec<String> = counts
        .iter()
        .rev()
        .map(|(severity, count)| {
            let plural = if *count == 1 { "" } else { "s" };
            format!("{count} {}{plural}", severity.name())
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A file as a tool sees it that runs where we do: below the current folder
/// where it lies there, however the command line leads to it.
fn below_current(file: &Path) -> PathBuf {
    let Ok(current) = std::env::current_dir() else {
        return file.to_owned();
    };
    match plain(&current.join(file)).strip_prefix(plain(&current)) {
        Ok(below) => below.to_owned(),
        Err(_) => file.to_owned(),
    }
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// A path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => text.into_owned(),
        separator => text.replace(separator, "/"),
    }
}

/// The severity's word where `suggestion` is not known.
fn level(severity: Severity, suggestion: &'static str) -> &'static str {
    match severity {
        Severity::Error | Severity::Warning => severity.name(),
        Severity::Suggestion | Severity::Off => suggestion,
    }
}
