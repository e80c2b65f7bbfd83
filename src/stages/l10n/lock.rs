//! [`Lock`]: what each translation of a locale was made from, `l10n/<locale>.lock`.
//!
//! Content is recorded, not commits, so a shallow clone, an archive and a
//! repository with rewritten history all say the same. A line for each file, and
//! below it, indented, a line for each block of the source as it was: merging two
//! branches merges files, not one long line.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::fingerprint::Fingerprint;
use crate::base::text::TextRange;
use crate::stages::load::mark_len;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// The identity of what a block says, 64 bits: two of the blocks of a page are
/// mixed up by chance once in 2^50 pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u64);

impl Mark {
    /// The mark of a normal text.
    #[must_use]
    pub fn of(normal: &str) -> Self {
        Self(Fingerprint::of(normal.as_bytes()).half())
    }

    fn read(digits: &str) -> Option<Self> {
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_whole = digits.len() == 16 && is_hexadecimal;
        u64::from_str_radix(digits, 16)
            .ok()
            .filter(|_| is_whole)
            .map(Self)
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// What is recorded about the translations into one locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// By the path of the translation below its content folder.
    pub entries: BTreeMap<String, Entry>,
}

/// What a translation was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// When somebody said that it says what its source says, `YYYY-MM-DD`.
    pub accepted: Option<String>,
    /// The commit that the source was at, where it was in one: a hint by which
    /// its text is found again.
    pub commit: Option<String>,
    /// The blocks of the source.
    pub blocks: Vec<Mark>,
}

const HEAD: &str =
    "# What each translation was made from: `guidepost l10n accept` writes this file.\n";

impl Lock {
    /// Reads a lock; a line that is none of it is reported and left out.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Diagnostic<TextRange>>) {
        let mut lock = Self::default();
        let mut findings = Vec::new();
        let mut open: Option<&mut Entry> = None;
        let mut at = mark_len(text);
        for whole in text[at..].split_inclusive('\n') {
            let line = whole.trim_end();
            let range = TextRange::new(at, at + line.len());
            at += whole.len();
            if line.is_empty() || line.starts_with("# ") {
                continue;
            }
            let wrong = match (line.strip_prefix("  "), &mut open) {
                (Some(inner), Some(entry)) => !entry.take(inner),
                (None, _) if is_conflict(line) => true,
                (None, _) => {
                    let path = path_in(line);
                    let is_path = path.is_some();
                    open = path.map(|path| lock.entries.entry(path).or_default());
                    !is_path
                }
                (Some(_), None) => true,
            };
            if wrong {
                findings.push(
                    Diagnostic::new(Code::L10nLockInvalid, range, "this line records nothing")
                        .hint("settle what a merge left here, or accept the translation again"),
                );
            }
        }
        (lock, findings)
    }

    /// The lock as a text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (file, entry) in &self.entries {
            text.push_str(&format!("{}\n", line_of(file)));
            if let Some(date) = &entry.accepted {
                text.push_str(&format!("  on {date}\n"));
            }
            if let Some(commit) = &entry.commit {
                text.push_str(&format!("  from {commit}\n"));
            }
            for mark in &entry.blocks {
                text.push_str(&format!("  {mark}\n"));
            }
        }
        text
    }
}

impl Entry {
    /// Takes one line of the entry in; whether it is one.
    fn take(&mut self, line: &str) -> bool {
        match line.split_once(' ') {
            Some(("on", date)) if is_date(date) => self.accepted = Some(date.to_owned()),
            Some(("from", commit)) if is_commit(commit) => self.commit = Some(commit.to_owned()),
            Some(_) => return false,
            None => match Mark::read(line) {
                Some(mark) => self.blocks.push(mark),
                None => return false,
            },
        }
        true
    }
}

/// `2026-11-24`.
fn is_date(written: &str) -> bool {
    let is_separator = |at: usize| matches!(at, 4 | 7);
    written.len() == 10
        && written
            .bytes()
            .enumerate()
            .all(|(at, byte)| match is_separator(at) {
                true => byte == b'-',
                false => byte.is_ascii_digit(),
            })
}

/// Whether a text is the name of a commit, whole or shortened, and nothing else
/// that git would understand.
pub(super) fn is_commit(written: &str) -> bool {
    (7..=64).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What a merge leaves where both sides have changed.
fn is_conflict(line: &str) -> bool {
    let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    marks.iter().any(|mark| line.starts_with(mark))
}

/// What a line for a file begins with whose path would be taken for something
/// else; the path follows percent-encoded.
const ENCODED: &str = "./";

/// What is encoded in such a path.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'%');

/// The line for a file.
fn line_of(path: &str) -> Cow<'_, str> {
    match path_in(path).as_deref() == Some(path) && path.trim_end() == path {
        true => Cow::Borrowed(path),
        false => Cow::Owned(format!("{ENCODED}{}", utf8_percent_encode(path, UNSAFE))),
    }
}

/// The path of the file that a line is for.
fn path_in(line: &str) -> Option<String> {
    if let Some(encoded) = line.strip_prefix(ENCODED) {
        return Some(percent_decode_str(encoded).decode_utf8().ok()?.into_owned());
    }
    let is_path = !is_conflict(line) && !line.starts_with([' ', '\t', '#', '/']);
    let is_line = !line.contains(['\n', '\r']);
    (is_path && is_line && !line.is_empty()).then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let entry = Entry {
            accepted: Some("2026-11-24".to_owned()),
            commit: Some("6f2a57d".to_owned()),
            blocks: vec![Mark::of("a"), Mark::of("b")],
        };
        let names = [
            "a b.md",
            "bounces/codes.md",
            "#x.md",
            "# b.md",
            "=======x.md",
            "<<<<<<< ours",
            "./x.md",
            " a.md",
            "a.md ",
            "100%25.md",
            "a\nb.md",
        ];
        let names = names.map(str::to_owned);
        let entries = names.map(|name| (name, entry.clone())).into();
        let lock = Lock { entries };
        let text = lock.to_text();
        assert_eq!(Lock::read(&text), (lock, Vec::new()));
    }

    #[test]
    fn lines_that_record_nothing_are_placed() {
        let text = "  0123456789abcdef\na.md\n<<<<<<< ours\n  0123456789abcdef\n  xyz\n  on 2026-11-24\n\
                    /b.md\n  from x\na.md\n  on <b>\n  from main\n";
        let (lock, findings) = Lock::read(text);
        let said = |finding: &Diagnostic<TextRange>| &text[finding.at.start..finding.at.end];
        let said: Vec<&str> = findings.iter().map(said).collect();
        let expected = [
            "  0123456789abcdef",
            "<<<<<<< ours",
            "  xyz",
            "/b.md",
            "  from x",
            "  on <b>",
            "  from main",
        ];
        assert_eq!(said, expected);
        assert_eq!(lock.entries["a.md"].blocks.len(), 1);
        assert_eq!(lock.entries["a.md"].accepted.as_deref(), Some("2026-11-24"));
    }
}
