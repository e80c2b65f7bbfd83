//! [`Sources`]: everything a build may read, as a value.

use super::diagnostic::Diagnostic;
use super::fingerprint::Fingerprint;
use super::path::SitePath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All files of a site, read before the build begins. The stages see nothing
/// else: no disk, clock, environment or network.
#[derive(Clone, Default)]
pub struct Sources {
    /// Every file by its path in the site.
    pub files: BTreeMap<SitePath, Source>,
    /// What could not be read.
    pub problems: Vec<Diagnostic>,
    /// What the command line says instead of `book.toml`.
    pub overrides: Overrides,
    /// Texts of files as they were at a commit, where the history of the
    /// sources is at hand and somebody wants to know.
    pub past: BTreeMap<SitePath, BTreeMap<String, Arc<str>>>,
}

/// Settings of the command line that win over `book.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Where the site is published.
    pub base_url: Option<String>,
    /// The theme's name.
    pub theme: Option<String>,
}

/// One file.
#[derive(Clone)]
pub struct Source {
    /// What is in it.
    pub body: Body,
    /// The identity of its bytes.
    pub fingerprint: Fingerprint,
}

/// What is in a file.
#[derive(Clone)]
pub enum Body {
    /// UTF-8 text, a byte-order mark included where the file has one.
    Text(Arc<str>),
    /// A file that should be text and is not UTF-8.
    NotUtf8 {
        /// Offset of the first byte that is not UTF-8.
        valid_up_to: usize,
        /// Which line that byte is on, counted from 1.
        line: usize,
    },
    /// A file that is only ever copied; its bytes stay on the disk.
    Binary {
        /// Length in bytes.
        len: u64,
    },
}

impl Source {
    /// A text file.
    #[must_use]
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self {
            fingerprint: Fingerprint::of(text.as_bytes()),
            body: Body::Text(text),
        }
    }

    /// The text of a file that should be text, [`Body::NotUtf8`] if it is not.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::text(text),
            Err(error) => {
                let valid_up_to = error.utf8_error().valid_up_to();
                let bytes = error.as_bytes();
                let breaks = bytes[..valid_up_to].iter().filter(|&&b| b == b'\n');
                Self {
                    body: Body::NotUtf8 {
                        valid_up_to,
                        line: breaks.count() + 1,
                    },
                    fingerprint: Fingerprint::of(bytes),
                }
            }
        }
    }
}

impl Sources {
    /// The text of a file; `None` when it is missing or not text.
    #[must_use]
    pub fn text(&self, path: &SitePath) -> Option<&Arc<str>> {
        match &self.files.get(path)?.body {
            Body::Text(text) => Some(text),
            Body::NotUtf8 { .. } | Body::Binary { .. } => None,
        }
    }

    /// The text of a file as it was at a commit.
    #[must_use]
    pub fn past(&self, path: &SitePath, commit: &str) -> Option<&Arc<str>> {
        self.past.get(path)?.get(commit)
    }

    /// The files below a folder, in the order of their paths.
    pub fn below<'a>(
        &'a self,
        folder: &'a SitePath,
    ) -> impl Iterator<Item = (&'a SitePath, &'a Source)> {
        self.files
            .range(folder.clone()..)
            .take_while(move |(path, _)| path.as_str().starts_with(folder.as_str()))
            .filter(move |(path, _)| path.below(folder).is_some())
    }

    /// Adds or replaces a text file; for tests and for files made in memory.
    pub fn insert_text(&mut self, path: SitePath, text: impl Into<Arc<str>>) {
        self.files.insert(path, Source::text(text));
    }
}
