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
                (None, _) if is_path(line) => {
                    open = Some(lock.entries.entry(line.to_owned()).or_default());
                    false
                }
                _ => true,
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
            text.push_str(&format!("{file}\n"));
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
            Some(("on", date)) => self.accepted = Some(date.to_owned()),
            Some(("from", commit)) => self.commit = Some(commit.to_owned()),
            Some(_) => return false,
            None => match Mark::read(line) {
                Some(mark) => self.blocks.push(mark),
                None => return false,
            },
        }
        true
    }
}

/// Whether a line may be the path of a file: not a mark of a conflict.
fn is_path(line: &str) -> bool {
    let is_mark = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
        .iter()
        .any(|mark| line.starts_with(mark));
    !is_mark && !line.starts_with([' ', '\t', '#', '/'])
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
        let names = ["a b.md", "bounces/codes.md"].map(str::to_owned);
        let entries = names.map(|name| (name, entry.clone())).into();
        let lock = Lock { entries };
        let text = lock.to_text();
        assert_eq!(Lock::read(&text), (lock, Vec::new()));
    }

    #[test]
    fn lines_that_record_nothing_are_placed() {
        let text =
            "  0123456789abcdef\na.md\n<<<<<<< ours\n  0123456789abcdef\n  xyz\n  on 2026-11-24\n";
        let (lock, findings) = Lock::read(text);
        let said = |finding: &Diagnostic<TextRange>| &text[finding.at.start..finding.at.end];
        let said: Vec<&str> = findings.iter().map(said).collect();
        assert_eq!(said, ["  0123456789abcdef", "<<<<<<< ours", "  xyz"]);
        assert_eq!(lock.entries["a.md"].blocks.len(), 1);
        assert_eq!(lock.entries["a.md"].accepted.as_deref(), Some("2026-11-24"));
    }
}
