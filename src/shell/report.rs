//! Says findings to people and to machines.

use super::disk::Places;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::sources::Sources;
use crate::base::text::LineIndex;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people, on standard error.
    #[default]
    Human,
    /// One JSON object on standard output.
    Json,
}

/// Which findings are written in full for people; the others are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    Everything,
    WarningsAndErrors,
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
        Format::Human => write_human(detail, findings, sources, places),
        Format::Json => write_json(findings, sources, places),
    };
}

fn write_human(
    detail: Detail,
    findings: &[Diagnostic],
    sources: &Sources,
    places: &Places,
) -> std::io::Result<()> {
    let mut out = anstream::stderr().lock();
    let renderer = Renderer::styled();
    let mut indexes = BTreeMap::new();
    for finding in findings {
        if detail == Detail::Everything || finding.severity > Severity::Suggestion {
            let text = sources.text(&finding.at.file).map_or("", |text| text);
            let lines = indexes
                .entry(&finding.at.file)
                .or_insert_with(|| LineIndex::new(text));
            let text = human(&renderer, finding, text, lines, places);
            writeln!(out, "{text}\n")?;
        }
    }
    if let Some(summary) = summary(findings) {
        let has_more = findings
            .iter()
            .any(|finding| finding.severity == Severity::Suggestion);
        match has_more && detail == Detail::WarningsAndErrors {
            true => writeln!(out, "{summary} (`guidepost check` shows suggestions)")?,
            false => writeln!(out, "{summary}")?,
        }
    }
    Ok(())
}

/// `2 errors, 1 warning, 5 suggestions`; `None` when there is nothing to say.
pub(super) fn summary(findings: &[Diagnostic]) -> Option<String> {
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

/// One finding with the line it is about.
pub(super) fn human(
    renderer: &Renderer,
    finding: &Diagnostic,
    text: &str,
    lines: &LineIndex,
    places: &Places,
) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Suggestion | Severity::Off => Level::NOTE.with_name("suggestion"),
    };
    let path = places.of(&finding.at.file).display().to_string();
    let title = level
        .primary_title(&finding.message)
        .id(finding.code.name());
    let range = finding.at.range;
    let excerpt = excerpt(text, lines, finding);
    let mut group = match &excerpt {
        _ if range.end == 0 || range.end > text.len() => {
            Group::with_title(title).element(Origin::path(path.clone()))
        }
        Excerpt::Lines { text, first, range } => Group::with_title(title).element(
            Snippet::source(*text)
                .path(&path)
                .line_start(*first)
                .annotation(AnnotationKind::Primary.span(range.clone())),
        ),
        Excerpt::TooLong { line, column } => Group::with_title(title)
            .element(Origin::path(path.clone()).line(*line).char_column(*column)),
    };
    for hint in &finding.hints {
        group = group.element(Level::HELP.message(hint));
    }
    renderer.render(&[group])
}

/// What is shown of the text that a finding is about.
enum Excerpt<'t> {
    /// Its lines, at most three, the number of the first, and the finding's
    /// range in them.
    Lines {
        text: &'t str,
        first: usize,
        range: std::ops::Range<usize>,
    },
    /// A line that no terminal shows whole: only its place.
    TooLong { line: usize, column: usize },
}

fn excerpt<'t>(text: &'t str, lines: &LineIndex, finding: &Diagnostic) -> Excerpt<'t> {
    const LONGEST: usize = 8 * 1024;
    let range = finding.at.range;
    let first = lines.line(range.start);
    let last = lines.line(range.end.saturating_sub(1).max(range.start));
    let start = lines.line_start(first);
    let end = lines.line_start((last + 1).min(first + 3));
    let excerpt = text[start..end].trim_end_matches(['\n', '\r']);
    if excerpt.len() > LONGEST {
        let (line, column) = lines.place(range.start);
        return Excerpt::TooLong { line, column };
    }
    let from = (range.start - start).min(excerpt.len());
    let to = (range.end - start).min(excerpt.len()).max(from);
    Excerpt::Lines {
        text: excerpt,
        first,
        range: from..to,
    }
}

fn write_json(findings: &[Diagnostic], sources: &Sources, places: &Places) -> std::io::Result<()> {
    let mut indexes = BTreeMap::new();
    let items: Vec<_> = findings
        .iter()
        .map(|finding| {
            let file = &finding.at.file;
            let text = sources.text(file).map_or("", |text| text);
            let index = indexes
                .entry(file.clone())
                .or_insert_with(|| LineIndex::new(text));
            let (line, column) = index.place(finding.at.range.start);
            let (end_line, end_column) = index.place(finding.at.range.end);
            let fix = finding.fix.as_ref().map(|fix| {
                let (line, column) = index.place(fix.range.start);
                let (end_line, end_column) = index.place(fix.range.end);
                json!({
                    "line": line,
                    "column": column,
                    "endLine": end_line,
                    "endColumn": end_column,
                    "replacement": fix.with,
                })
            });
            json!({
                "code": finding.code.name(),
                "severity": finding.severity.name(),
                "message": finding.message,
                "file": places.of(file),
                "line": line,
                "column": column,
                "endLine": end_line,
                "endColumn": end_column,
                "hints": finding.hints,
                "fix": fix,
            })
        })
        .collect();
    let mut out = anstream::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &json!({ "diagnostics": items }))?;
    writeln!(out)
}
