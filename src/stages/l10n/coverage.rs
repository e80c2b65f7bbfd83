//! [`Coverage`]: how much of a locale is translated, in files and in words.

use super::state::{Evidence, State, Translation};
use crate::base::path::SitePath;
use std::collections::BTreeMap;

/// How much of a locale is translated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Every file, in the order of what pairs it.
    pub files: Vec<Covered>,
    /// The words of the source, by what has become of them.
    pub words: Words,
}

/// Words of the source by the state of their translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Their translation was made from the block as it is.
    pub current: usize,
    /// Their block has changed since.
    pub stale: usize,
    /// Nothing says what their translation was made from.
    pub untracked: usize,
    /// They have no translation.
    pub missing: usize,
}

impl Words {
    /// All words of the source.
    #[must_use]
    pub fn total(&self) -> usize {
        self.current + self.stale + self.untracked + self.missing
    }

    fn add(&mut self, other: Self) {
        self.current += other.current;
        self.stale += other.stale;
        self.untracked += other.untracked;
        self.missing += other.missing;
    }
}

/// How much of a file is translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The files and the state.
    pub translation: Translation,
    /// The words of its source.
    pub words: Words,
    /// The lines of its source, counted from 1, at which blocks have changed or
    /// are gone.
    pub lines: Vec<usize>,
}

impl Covered {
    /// How many blocks have changed, and how many there are.
    #[must_use]
    pub fn changed(&self) -> (usize, usize) {
        match &self.translation.state {
            State::Stale(comparison) => (comparison.changes.len(), comparison.total),
            _ => (0, 0),
        }
    }
}

impl Coverage {
    /// Counts a locale.
    #[must_use]
    pub fn of(evidence: Evidence, translations: Vec<Translation>) -> Self {
        let mut coverage = Self::default();
        for translation in translations {
            let covered = covered(evidence, translation);
            coverage.words.add(covered.words);
            coverage.files.push(covered);
        }
        coverage
    }

    /// How many files are in each state, by its name.
    #[must_use]
    pub fn states(&self) -> BTreeMap<&'static str, usize> {
        let mut states = BTreeMap::new();
        for covered in &self.files {
            *states.entry(covered.translation.state.name()).or_default() += 1;
        }
        states
    }

    /// The day since which the longest waiting stale translation has not been
    /// looked at, where that is recorded.
    #[must_use]
    pub fn oldest(&self) -> Option<&str> {
        let stale = self.files.iter().map(|covered| &covered.translation);
        let stale = stale.filter(|translation| matches!(translation.state, State::Stale(_)));
        stale
            .filter_map(|translation| translation.accepted.as_deref())
            .min()
    }
}

fn covered(evidence: Evidence, translation: Translation) -> Covered {
    let mut words = Words::default();
    let mut lines = Vec::new();
    if let Some(source) = &translation.pair.source {
        let text = evidence
            .addresses
            .sources
            .text(source)
            .map_or("", |text| text);
        let blocks = evidence.blocks_of(source);
        let counts: Vec<usize> = blocks.iter().map(|block| block.words(text)).collect();
        let total = counts.iter().sum();
        match &translation.state {
            State::Current => words.current = total,
            State::Untracked => words.untracked = total,
            State::Missing => words.missing = total,
            State::Orphaned { .. } => {}
            State::Stale(comparison) => {
                let changed = comparison.changes.iter().filter_map(|change| change.now);
                words.stale = changed.map(|index| counts[index]).sum();
                words.current = total - words.stale;
                lines = evidence.lines_of(source, comparison);
            }
        }
    }
    Covered {
        translation,
        words,
        lines,
    }
}

/// How much a reader needs a file, the smaller the sooner: the ways into the
/// site, then what explains error codes, then the rest.
#[must_use]
pub fn need(evidence: Evidence, translation: &Translation) -> (u8, std::cmp::Reverse<usize>) {
    let Some(source) = &translation.pair.source else {
        return (3, std::cmp::Reverse(0));
    };
    let is_entrance = match &translation.pair.key {
        Some(key) => key.name() == "index" || is_landing(evidence, source),
        // Tables of contents and included files are on many pages.
        None => true,
    };
    let text = evidence
        .addresses
        .sources
        .text(source)
        .map_or("", |text| text);
    let codes = status_codes(text);
    let rank = match (is_entrance, codes) {
        (true, _) => 0,
        (false, 3..) => 1,
        (false, _) => 2,
    };
    (rank, std::cmp::Reverse(codes))
}

fn is_landing(evidence: Evidence, source: &SitePath) -> bool {
    let loaded = evidence.library.file(source);
    loaded.is_some_and(|loaded| {
        loaded.schema().is_some() || loaded.front_matter.topic.as_deref() == Some("landing-page")
    })
}

/// How many enhanced status codes (RFC 3463: class, subject, detail) a text has.
fn status_codes(text: &str) -> usize {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.'));
    let is_code = |word: &&str| {
        let mut parts = word.trim_end_matches('.').split('.');
        let class = parts
            .next()
            .is_some_and(|class| matches!(class, "2" | "4" | "5"));
        let mut is_number = || {
            parts.next().is_some_and(|part| {
                (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        class && is_number() && is_number() && parts.next().is_none()
    };
    words.filter(is_code).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_codes_are_told_from_addresses() {
        assert_eq!(
            status_codes("550 5.7.606-649, `4.7.1`. Not 192.0.2.1 or 5.7 or 15.1.2."),
            2
        );
    }
}
