//! What was found in the last build, and what of it a page shows.

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::findings::Findings as Found;
use crate::base::fingerprint::Fingerprinter;
use crate::base::path::SitePath;
use crate::base::text::{LineIndex, TextRange};
use crate::shell::disk::Places;
use crate::shell::live::{Outcome, Rebuilt};
use crate::stages::config::{Config, Editor};
use crate::stages::discover::is_summary;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// How many findings a page shows; the others are counted.
const MOST: usize = 50;
/// How much of a line is shown around what is found in it, in characters.
const WIDEST: usize = 160;
/// How many lines are shown of what is found.
const TALLEST: usize = 5;

/// What was found in the last build, with all that is needed to show it. What a
/// page shows is put together when it is asked for: a build waits for nothing.
#[derive(Default)]
pub(super) struct Findings {
    /// Why there was no build at all.
    trouble: Option<Shown>,
    built: Option<Built>,
    /// Tells these errors from others, wherever they stand by now.
    pub key: String,
}

struct Built {
    found: Found,
    /// The files with errors.
    broken: Vec<SitePath>,
    /// The texts of the files with findings.
    texts: BTreeMap<SitePath, Arc<str>>,
    /// The files whose texts each page shows, by route.
    shown: Arc<BTreeMap<SitePath, Vec<SitePath>>>,
    config: Arc<Config>,
    /// What of the files with findings no page shows, and yet all depend on.
    common: OnceLock<Vec<Common>>,
    places: Places,
    editor: Option<Editor>,
}

/// A file of many pages, such as `book.toml`, a template, a table of contents.
struct Common {
    file: SitePath,
    /// The locale whose pages depend on it; `None` where all do.
    locale: Option<usize>,
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
    /// What a build has to say.
    pub(super) fn of_build(
        rebuilt: &Rebuilt,
        config: &Arc<Config>,
        editor: Option<&Editor>,
    ) -> Self {
        let found = rebuilt.build.diagnostics.clone();
        let mut broken = Vec::new();
        let mut texts = BTreeMap::new();
        let mut errors = Fingerprinter::default();
        for (file, found) in found.files() {
            let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
            for finding in found.iter().filter(is_error) {
                errors.add(file.as_str().as_bytes());
                errors.add(finding.message.as_bytes());
                if broken.last() != Some(file) {
                    broken.push(file.clone());
                }
            }
            let text = rebuilt.site.sources.text(file);
            texts.extend(text.map(|text| (file.clone(), Arc::clone(text))));
        }
        let editor = editor.or(config.editor.as_ref()).cloned();
        Self {
            trouble: None,
            built: Some(Built {
                found,
                broken,
                texts,
                shown: Arc::clone(&rebuilt.build.texts),
                config: Arc::clone(config),
                common: OnceLock::new(),
                places: rebuilt.site.places.clone(),
                editor,
            }),
            key: format!("{:?}", errors.finish()),
        }
    }

    /// What a round of the loop has to say that came to no build.
    pub(super) fn of_trouble(outcome: &Outcome) -> Self {
        let (message, help) = match outcome {
            Outcome::Built(_) => return Self::default(),
            Outcome::Failed(problem) => (problem.message.clone(), problem.help.as_deref()),
            Outcome::Panicked(message) => (
                format!("the build panicked: {message}"),
                Some("this is a mistake of Guidepost's; the terminal says how to report it"),
            ),
        };
        Self {
            key: message.clone(),
            trouble: Some(Shown {
                severity: Severity::Error.name(),
                message,
                help: help.into_iter().map(str::to_owned).collect(),
                ..Shown::default()
            }),
            built: None,
        }
    }

    /// What the page at a route shows: what was found in it, the errors of all
    /// others, because they keep it from being renewed, and what was found in files
    /// that are no page's own.
    pub(super) fn of_page(&self, route: Option<&SitePath>) -> Report {
        let mut findings: Vec<Shown> = self.trouble.iter().cloned().collect();
        let Some(built) = &self.built else {
            return Report { findings, more: 0 };
        };
        let own = route.and_then(|route| built.shown.get(route));
        let own = own.map_or(&[][..], Vec::as_slice);
        let of = |file: &SitePath, severity: Severity| -> Vec<&Diagnostic> {
            let found = built.found.about(file).iter();
            found
                .filter(|finding| finding.severity == severity)
                .collect()
        };
        let others = built.broken.iter().filter(|file| !own.contains(file));
        let common = route.into_iter().flat_map(|route| built.common_of(route));
        let errors = own.iter().chain(others);
        let warnings = own.iter().chain(common);
        let mut wanted: Vec<&Diagnostic> =
            errors.flat_map(|file| of(file, Severity::Error)).collect();
        wanted.extend(warnings.flat_map(|file| of(file, Severity::Warning)));
        let more = wanted.len().saturating_sub(MOST);
        wanted.truncate(MOST);
        findings.extend(wanted.into_iter().map(|finding| built.show(finding)));
        Report { findings, more }
    }
}

impl Built {
    /// The files with findings that the page at a route depends on, and does not show.
    fn common_of(&self, route: &SitePath) -> impl Iterator<Item = &SitePath> {
        let tag = route.parts().next();
        let mut locales = self.config.locales.iter();
        let locale = locales.position(|locale| Some(locale.tag.as_str()) == tag);
        let common = self.common.get_or_init(|| self.common()).iter();
        let of_page = common.filter(move |it| it.locale.is_none() || it.locale == locale);
        of_page.map(|it| &it.file)
    }

    /// Below a content folder that is its tables of contents: a text that no page
    /// shows, or a picture, is no matter of other pages.
    fn common(&self) -> Vec<Common> {
        let shown: BTreeSet<&SitePath> = self.shown.values().flatten().collect();
        let files = self.found.files().map(|(file, _)| Common {
            locale: self.config.locale_of(file),
            file: file.clone(),
        });
        let is_common = |it: &Common| it.locale.is_none() || is_toc(&it.file);
        files
            .filter(|it| is_common(it) && !shown.contains(&it.file))
            .collect()
    }

    fn show(&self, finding: &Diagnostic) -> Shown {
        let file = &finding.at.file;
        let place = self.places.of(file);
        let name = slashed(&place);
        let text = self.texts.get(file).map_or("", |text| text);
        let range = finding.at.range;
        let has_place = range.end > 0 && range.end <= text.len();
        let lines = LineIndex::new(text);
        let (line, column) = match has_place {
            true => lines.place(range.start),
            false => (1, 1),
        };
        // A file of a theme in the binary has no place that could be opened.
        let full = std::path::absolute(&place).ok();
        let full = full.filter(|full| full.exists()).map(|full| slashed(&full));
        let editor = self.editor.as_ref().zip(full);
        Shown {
            severity: finding.severity.name(),
            code: Some(finding.code.name()),
            message: finding.message.clone(),
            help: finding.hints.clone(),
            place: Some(match has_place {
                true => format!("{name}:{line}:{column}"),
                false => name,
            }),
            link: editor.map(|(editor, full)| editor.link(&full, line, column)),
            lines: match has_place {
                true => excerpt(text, &lines, range),
                false => Vec::new(),
            },
        }
    }
}

fn is_toc(file: &SitePath) -> bool {
    let name = file.name().to_ascii_lowercase();
    name.starts_with("toc.") || is_summary(file)
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
