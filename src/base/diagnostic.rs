//! [`Diagnostic`]: a finding about a source, as a value.

use super::path::SitePath;
use super::text::TextRange;

pub use super::code::{Code, Severity};

/// A place in a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: SitePath,
    /// Where in the file, in bytes of its text as it is on the disk.
    pub range: TextRange,
}

/// A finding: what is wrong, where, and how to mend it.
///
/// `At` is [`Span`] for a finding that is ready to be reported, and
/// [`TextRange`] inside values that do not know which file they came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic<At = Span> {
    /// Where.
    pub at: At,
    /// What kind of finding.
    pub code: Code,
    /// How grave; the code's default until `[rules]` is applied.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// How to mend it, each a sentence that can be acted upon.
    pub hints: Vec<String>,
    /// An edit of the file that mends it without changing what is meant.
    pub fix: Option<Box<Fix>>,
}

/// An edit of the file that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What is replaced, in bytes of the same text as the finding's place; an
    /// empty range inserts.
    pub range: TextRange,
    /// What takes its place.
    pub with: String,
}

impl<At> Diagnostic<At> {
    /// A finding with its code's default severity and no hint yet.
    #[must_use]
    pub fn new(code: Code, at: At, message: impl Into<String>) -> Self {
        Self {
            at,
            code,
            severity: code.default_severity(),
            message: message.into(),
            hints: Vec::new(),
            fix: None,
        }
    }

    /// The same finding with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same finding with the edit that mends it.
    #[must_use]
    pub fn fix(mut self, range: TextRange, with: impl Into<String>) -> Self {
        let with = with.into();
        self.fix = Some(Box::new(Fix { range, with }));
        self
    }
}

impl Diagnostic<TextRange> {
    /// The same finding in a text of which this one was a part or an edited
    /// copy.
    #[must_use]
    pub fn moved(mut self, place: impl Fn(TextRange) -> TextRange) -> Self {
        self.at = place(self.at);
        if let Some(fix) = &mut self.fix {
            fix.range = place(fix.range);
        }
        self
    }

    /// The same finding in a file. `place` turns a range of the text that it is
    /// about into a place in the file.
    #[must_use]
    pub fn at(self, place: impl Fn(TextRange) -> Span) -> Diagnostic {
        Diagnostic {
            at: place(self.at),
            code: self.code,
            severity: self.severity,
            message: self.message,
            hints: self.hints,
            fix: self.fix.map(|mut fix| {
                fix.range = place(fix.range).range;
                fix
            }),
        }
    }
}

impl Diagnostic {
    /// A finding about a whole file.
    #[must_use]
    pub fn about_file(code: Code, file: &SitePath, message: impl Into<String>) -> Self {
        let span = Span {
            file: file.clone(),
            range: TextRange::default(),
        };
        Self::new(code, span, message)
    }
}

/// Sorts findings by file and place and drops those said twice.
pub fn settle(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.retain(|diagnostic| diagnostic.severity > Severity::Off);
    diagnostics.sort();
    diagnostics.dedup();
}

/// The candidate most like `written`, for a "did you mean"; `None` where none
/// is near enough for a writer to have meant it.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = written.to_lowercase();
    let length = written.chars().count();
    // Another word altogether was not meant.
    let allowed = (length / 3).clamp(1, 5).min(length.saturating_sub(1));
    candidates
        .into_iter()
        .map(|candidate| {
            let distance = strsim::osa_distance(&folded, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_is_near() {
        assert_eq!(nearest("tilte", ["title", "theme"]), Some("title"));
        assert_eq!(nearest("Base-Url", ["base-url"]), Some("base-url"));
        assert_eq!(nearest("zebra", ["title", "theme"]), None);
    }
}
