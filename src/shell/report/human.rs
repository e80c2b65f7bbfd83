//! Findings for people: the line, the place in it, the help.

use super::{Detail, Files, News, is_about_file, summary};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::sources::Sources;
use crate::base::text::LineIndex;
use crate::shell::disk::Places;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Write;

/// How many further places of a finding are named.
const MOST_PLACES: usize = 10;

/// Writes findings on standard error, and how many there are.
pub(super) fn write(
    detail: Detail,
    findings: &[Diagnostic],
    sources: &Sources,
    places: &Places,
) -> std::io::Result<()> {
    show(detail, News::All, findings, sources, places)?;
    if let Some(summary) = summary(findings) {
        let is_suggestion = |finding: &Diagnostic| finding.severity == Severity::Suggestion;
        let more = match detail {
            Detail::Everything => " (`guidepost explain CODE` says more)",
            Detail::WarningsAndErrors if findings.iter().any(is_suggestion) => {
                " (`guidepost check` shows suggestions)"
            }
            Detail::WarningsAndErrors => "",
        };
        writeln!(anstream::stderr(), "{summary}{more}")?;
    }
    Ok(())
}

/// Writes findings on standard error, those that say the same once.
pub(super) fn show(
    detail: Detail,
    news: News,
    findings: &[Diagnostic],
    sources: &Sources,
    places: &Places,
) -> std::io::Result<()> {
    let mut out = anstream::stderr().lock();
    let renderer = Renderer::styled();
    let mut files = Files::new(sources);
    let is_shown = |finding: &&Diagnostic| {
        detail == Detail::Everything || finding.severity > Severity::Suggestion
    };
    let mut shown = fold(findings.iter().filter(is_shown));
    let left = match news {
        News::All => 0,
        News::Most(most) => keep_worst(&mut shown, most),
    };
    for folded in shown {
        let path = places.of(&folded.first.at.file).display().to_string();
        let (text, lines) = files.open(&folded.first.at.file);
        let text = render(&renderer, &folded, text, lines, &path);
        writeln!(out, "{text}\n")?;
    }
    if left > 0 {
        writeln!(out, "{left} more: `guidepost check`")?;
    }
    Ok(())
}

/// Keeps the worst, these last, and says how many findings go.
fn keep_worst(shown: &mut Vec<Folded>, most: usize) -> usize {
    shown.sort_by_key(|folded| Reverse(folded.first.severity));
    let left = shown.drain(most.min(shown.len())..);
    let left = left.map(|folded| 1 + folded.further.len()).sum();
    shown.sort_by_key(|folded| folded.first.severity);
    left
}

/// Findings of one file that say the same: a habit of its writer, or of the
/// tool that wrote it.
struct Folded<'f> {
    first: &'f Diagnostic,
    further: Vec<&'f Diagnostic>,
}

fn fold<'f>(findings: impl Iterator<Item = &'f Diagnostic>) -> Vec<Folded<'f>> {
    let mut folded: Vec<Folded> = Vec::new();
    let mut met = BTreeMap::new();
    for finding in findings {
        let same = (
            &finding.at.file,
            finding.code,
            &finding.message,
            &finding.hints,
        );
        let index = *met.entry(same).or_insert(folded.len());
        match folded.get_mut(index) {
            Some(earlier) => earlier.further.push(finding),
            None => folded.push(Folded {
                first: finding,
                further: Vec::new(),
            }),
        }
    }
    folded
}

/// A finding with the line it is about.
fn render(
    renderer: &Renderer,
    folded: &Folded,
    text: &str,
    lines: &LineIndex,
    path: &str,
) -> String {
    let finding = folded.first;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Suggestion | Severity::Off => Level::NOTE.with_name("suggestion"),
    };
    let title = level
        .primary_title(&finding.message)
        .id(finding.code.name());
    let excerpt = excerpt(text, lines, finding);
    let mut group = Group::with_title(title);
    group = match &excerpt {
        _ if is_about_file(finding, text) => group.element(Origin::path(path)),
        Excerpt::Lines { text, first, range } => group.element(
            Snippet::source(*text)
                .path(path)
                .line_start(*first)
                .annotation(AnnotationKind::Primary.span(range.clone())),
        ),
        Excerpt::TooLong { line, column } => {
            group.element(Origin::path(path).line(*line).char_column(*column))
        }
    };
    for hint in &finding.hints {
        group = group.element(Level::HELP.message(hint));
    }
    if let Some(further) = further_places(&folded.further, lines) {
        group = group.element(Level::NOTE.message(further));
    }
    renderer.render(&[group])
}

/// `also at 12:3, 40:7`.
fn further_places(further: &[&Diagnostic], lines: &LineIndex) -> Option<String> {
    let named = further.iter().take(MOST_PLACES).map(|finding| {
        let (line, column) = lines.place(finding.at.range.start);
        format!("{line}:{column}")
    });
    let named = named.collect::<Vec<_>>().join(", ");
    match further.len() {
        0 => None,
        1..=MOST_PLACES => Some(format!("also at {named}")),
        count => Some(format!("also at {named} and {} more", count - MOST_PLACES)),
    }
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
