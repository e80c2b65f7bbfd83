//! [`Journal`]: what the sources were, to tell what has changed.

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// What the sources were before they were looked at, until somebody asks what has
/// changed.
#[derive(Default)]
pub(super) struct Journal {
    files: BTreeMap<SitePath, Option<Fingerprint>>,
    problems: Vec<Diagnostic>,
    /// Whether the history of the source has told something new.
    pub has_new_past: bool,
}

/// What has changed among the sources.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::shell) struct Changes {
    /// The files that are not what they were.
    pub files: BTreeSet<SitePath>,
    /// Whether something besides files has: what cannot be read, or what the
    /// history of the source knows.
    pub beside: bool,
}

impl Changes {
    pub(in crate::shell) fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.beside
    }
}

impl Journal {
    /// Remembers what a file was before it is changed.
    pub(super) fn note(&mut self, file: &SitePath, sources: &Sources) {
        if !self.has(file) {
            let source = sources.files.get(file);
            let fingerprint = source.map(|source| source.fingerprint);
            self.files.insert(file.clone(), fingerprint);
        }
    }

    /// Whether a file was noted.
    pub(super) fn has(&self, file: &SitePath) -> bool {
        self.files.contains_key(file)
    }

    /// What has changed since the journal was begun, which begins it anew.
    pub(super) fn changes(&mut self, sources: &Sources) -> Changes {
        let is_changed = |(file, then): &(SitePath, Option<Fingerprint>)| {
            sources.files.get(file).map(|source| source.fingerprint) != *then
        };
        let files = std::mem::take(&mut self.files).into_iter();
        let files = files.filter(is_changed).map(|(file, _)| file).collect();
        let has_new_past = std::mem::take(&mut self.has_new_past);
        let beside = has_new_past || self.problems != sources.problems;
        self.problems.clone_from(&sources.problems);
        Changes { files, beside }
    }

    /// Whether a file that had a text lies there without one, or is gone.
    pub(super) fn has_emptied(&self, sources: &Sources) -> bool {
        let empty = Fingerprint::of(&[]);
        let mut files = self.files.iter();
        files.any(|(file, then)| {
            let now = sources.files.get(file);
            let now = now.map_or(empty, |source| source.fingerprint);
            now == empty && then.is_some_and(|then| then != empty)
        })
    }
}
