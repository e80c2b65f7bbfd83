//! What was found in the last build, and what of it a page shows.

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::path::SitePath;
use crate::base::text::{LineIndex, TextRange};
use crate::shell::live::{Outcome, Rebuilt};
use crate::stages::config::{Config, Editor};
use crate::stages::discover;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many findings a page shows; the others are counted.
const MOST: usize = 50;
/// How much of a line is shown around what is found in it, in characters.
const WIDEST: usize = 160;
/// How many lines are shown of what is found.
const TALLEST: usize = 5;

/// The errors and warnings of a build, with all that is needed to show them.
#[derive(Default)]
pub(super) struct Findings {
    /// Why there was no build at all.
    trouble: Option<Shown>,
    list: Vec<Diagnostic>,
    files: BTreeMap<SitePath, FileOf>,
    editor: Option<Editor>,
}

/// A file with findings.
struct FileOf {
    text: Option<Arc<str>>,
    /// Its name as the command line leads to it.
    name: String,
    /// Where it is, for an editor; `None` for one in the binary.
    path: Option<String>,
    /// The pages that show it.
    pages: Vec<SitePath>,
}

/// What a page shows, as the client reads it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Report {
    pub findings: Vec<Shown>,
    /// How many there are besides.
    pub more: usize,
}

/// One finding.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
    pub severity: &'static str,
    pub code: Option<&'static str>,
    pub message: String,
    pub help: Vec<String>,
    /// `content/en-us/a.md:12:3`.
    pub place: Option<String>,
    /// What opens that place in the editor.
    pub link: Option<String>,
    pub lines: Vec<Line>,
}

/// A line of the source: what is found, and what stands around it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Line {
    pub number: usize,
    pub before: String,
    pub marked: String,
    pub after: String,
}

impl Findings {
    /// What a round of the loop has to say.
    pub(super) fn of_round(
        outcome: &Outcome,
        config: Option<&Config>,
        editor: Option<&Editor>,
    ) -> Self {
        let trouble = |message: String, help: Option<&str>| Self {
            trouble: Some(Shown {
                severity: Severity::Error.name(),
                message,
                help: help.into_iter().map(str::to_owned).collect(),
                ..Shown::default()
            }),
            ..Self::default()
        };
        match (outcome, config) {
            (Outcome::Built(rebuilt), Some(config)) => {
                let editor = editor.or(config.editor.as_ref()).cloned();
                Self::of_build(rebuilt, config, editor)
            }
            (Outcome::Built(_), None) => Self::default(),
            (Outcome::Failed(problem), _) => {
                trouble(problem.message.clone(), problem.help.as_deref())
            }
            (Outcome::Panicked(message), _) => trouble(
                format!("the build panicked: {message}"),
                Some("this is a mistake of Guidepost's; the terminal says how to report it"),
            ),
        }
    }

    fn of_build(rebuilt: &Rebuilt, config: &Config, editor: Option<Editor>) -> Self {
        let mut files = BTreeMap::new();
        let is_shown = |finding: &&Diagnostic| finding.severity >= Severity::Warning;
        let list = rebuilt.build.diagnostics.iter().filter(is_shown).cloned();
        let list: Vec<Diagnostic> = list.collect();
        for finding in &list {
            let file = &finding.at.file;
            if !files.contains_key(file) {
                files.insert(file.clone(), FileOf::new(file, rebuilt, config));
            }
        }
        Self {
            trouble: None,
            list,
            files,
            editor,
        }
    }

    /// What the page at a route shows: what was found in it, and the errors of all
    /// others, because they keep it from being renewed.
    pub(super) fn of_page(&self, route: Option<&SitePath>) -> Report {
        let is_own = |finding: &&Diagnostic| {
            let file = self.files.get(&finding.at.file);
            file.is_some_and(|file| file.pages.iter().any(|page| Some(page) == route))
        };
        let (own, others): (Vec<_>, Vec<_>) = self.list.iter().partition(is_own);
        let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
        let (errors, warnings): (Vec<_>, Vec<_>) = own.into_iter().partition(is_error);
        let wanted = errors
            .into_iter()
            .chain(others.into_iter().filter(is_error))
            .chain(warnings);
        let mut wanted: Vec<&Diagnostic> = wanted.collect();
        let more = wanted.len().saturating_sub(MOST);
        wanted.truncate(MOST);
        let shown = wanted.into_iter().map(|finding| self.show(finding));
        Report {
            findings: self.trouble.iter().cloned().chain(shown).collect(),
            more,
        }
    }

    fn show(&self, finding: &Diagnostic) -> Shown {
        let mut shown = Shown {
            severity: finding.severity.name(),
            code: Some(finding.code.name()),
            message: finding.message.clone(),
            help: finding.hints.clone(),
            ..Shown::default()
        };
        let Some(file) = self.files.get(&finding.at.file) else {
            return shown;
        };
        let text = file.text.as_deref().unwrap_or_default();
        let range = finding.at.range;
        let has_place = range.end > 0 && range.end <= text.len();
        let lines = LineIndex::new(text);
        let (line, column) = match has_place {
            true => lines.place(range.start),
            false => (1, 1),
        };
        shown.place = Some(match has_place {
            true => format!("{}:{line}:{column}", file.name),
            false => file.name.clone(),
        });
        let link = |(editor, path): (&Editor, &String)| editor.link(path, line, column);
        shown.link = self.editor.as_ref().zip(file.path.as_ref()).map(link);
        if has_place {
            shown.lines = excerpt(text, &lines, range);
        }
        shown
    }
}

impl FileOf {
    fn new(file: &SitePath, rebuilt: &Rebuilt, config: &Config) -> Self {
        let place = rebuilt.site.places.of(file);
        let path = place
            .exists()
            .then(|| std::path::absolute(&place).ok())
            .flatten();
        Self {
            text: rebuilt.site.sources.text(file).cloned(),
            name: slashed(&place),
            path: path.map(|path: PathBuf| slashed(&path)),
            pages: pages_of(file, rebuilt, config),
        }
    }
}

/// The pages that are made of a file: its own, and those of the locales that have
/// no translation of it.
fn pages_of(file: &SitePath, rebuilt: &Rebuilt, config: &Config) -> Vec<SitePath> {
    let Some(own) = config.locale_of(file) else {
        return Vec::new();
    };
    let Some(path) = file.below(&config.locales[own].content) else {
        return Vec::new();
    };
    let key = config.mounted(&path).without_extension();
    let locales = config.locales.iter().enumerate().filter(|(index, locale)| {
        let translation = locale.content.join(path.as_str());
        let is_translated =
            translation.is_some_and(|file| rebuilt.site.sources.files.contains_key(&file));
        *index == own || !is_translated
    });
    let routes = locales.map(|(index, _)| discover::route(config, index, &key));
    routes.collect()
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The lines that a range stands on, what is in the range apart.
fn excerpt(text: &str, lines: &LineIndex, range: TextRange) -> Vec<Line> {
    let first = lines.line(range.start);
    // A range that ends with its line does not reach into the next.
    let last = lines.line(range.end.max(range.start + 1) - 1).max(first);
    let shown = (first..=last).take(TALLEST).map(|number| {
        let start = lines.line_start(number);
        let line = text[start..lines.line_start(number + 1)].trim_end_matches(['\n', '\r']);
        let within = |offset: usize| offset.saturating_sub(start).min(line.len());
        let (from, to) = (within(range.start), within(range.end));
        Line {
            number,
            before: last_of(&line[..from]),
            marked: first_of(&line[from..to]),
            after: first_of(&line[to..]),
        }
    });
    shown.collect()
}

/// The beginning of a text that may be too long to be shown.
fn first_of(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Its end.
fn last_of(text: &str) -> String {
    match text.char_indices().rev().nth(WIDEST) {
        Some((before, character)) => format!("…{}", &text[before + character.len_utf8()..]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, start: usize, end: usize) -> Vec<(usize, String, String, String)> {
        let shown = excerpt(text, &LineIndex::new(text), TextRange::new(start, end));
        let line = |line: Line| (line.number, line.before, line.marked, line.after);
        shown.into_iter().map(line).collect()
    }

    fn line(
        number: usize,
        before: &str,
        marked: &str,
        after: &str,
    ) -> (usize, String, String, String) {
        (
            number,
            before.to_owned(),
            marked.to_owned(),
            after.to_owned(),
        )
    }

    #[test]
    fn what_is_found_is_marked_in_its_lines() {
        assert_eq!(lines("a\r\nbcd\r\ne", 4, 5), [line(2, "b", "c", "d")]);
        assert_eq!(
            lines("ab\ncd\nef", 1, 4),
            [line(1, "a", "b", ""), line(2, "", "c", "d")]
        );
        assert_eq!(lines("ab\ncd", 0, 3), [line(1, "", "ab", "")]);
        assert_eq!(lines("ab", 2, 2), [line(1, "ab", "", "")]);
        assert_eq!(lines(&"x\n".repeat(20), 0, 30).len(), TALLEST);
    }

    #[test]
    fn a_line_of_megabytes_is_cut() {
        let text = format!("{}!{}", "가".repeat(100_000), "나".repeat(100_000));
        let at = 3 * 100_000;
        let shown = lines(&text, at, at + 1);
        let around = |character: &str| character.repeat(WIDEST);
        let (before, after) = (format!("…{}", around("가")), format!("{}…", around("나")));
        assert_eq!(shown, [line(1, &before, "!", &after)]);
    }
}
