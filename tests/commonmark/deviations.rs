//! [`Deviations`]: the list in `deviations.md`, a table of numbers and reasons
//! below each heading.

use crate::support::repository;
use std::path::PathBuf;

pub(crate) struct Deviations {
    path: PathBuf,
    text: String,
}

/// What the list says of an example that is new in it.
const MISSING: &str = "reason missing";

impl Deviations {
    pub(crate) fn read() -> Self {
        let path = repository().join("tests/commonmark/deviations.md");
        let text = std::fs::read_to_string(&path).expect("the list of deviations");
        Self { path, text }
    }

    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.text.lines().filter_map(number)
    }

    pub(crate) fn has(&self, number: usize) -> bool {
        self.numbers().any(|listed| listed == number)
    }

    /// A complaint for each row that gives no reason.
    pub(crate) fn without_reason(&self) -> Vec<String> {
        let rows = self.text.lines().filter(|row| number(row).is_some());
        let is_bare = |row: &&str| {
            let reason = row.split('|').nth(2).unwrap_or_default().trim();
            reason.is_empty() || reason == MISSING
        };
        let bare = rows.filter(is_bare);
        bare.map(|row| format!("no reason is given: {row}"))
            .collect()
    }

    /// Takes out the examples that hold, and adds those that are not listed.
    pub(crate) fn rewrite(&mut self, found: impl Iterator<Item = usize>) {
        let found: Vec<usize> = found.collect();
        let stays = |row: &&str| number(row).is_none_or(|number| found.contains(&number));
        let rows: Vec<&str> = self.text.lines().filter(stays).collect();
        let new: String = found
            .iter()
            .filter(|number| !self.has(**number))
            .map(|number| format!("| {number} | {MISSING} |\n"))
            .collect();
        self.text = format!("{}\n{new}", rows.join("\n").trim_end());
        std::fs::write(&self.path, &self.text).expect("a writable list");
    }
}

/// The number of the example that a row is about.
fn number(row: &str) -> Option<usize> {
    row.strip_prefix("| ")?.split(' ').next()?.parse().ok()
}
