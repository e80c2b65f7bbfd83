//! [`Evidence`]: what is known of translations and their sources, and from it the
//! [`State`] of each.

use super::block::{Block, blocks};
use super::comparison::{Comparison, compare};
use super::files::{Pair, pairs};
use super::lock::{Entry, Lock, Mark, is_commit};
use crate::base::diagnostic::{Diagnostic, Span};
use crate::base::fingerprint::Fingerprinter;
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::base::text::LineIndex;
use crate::stages::config::Config;
use crate::stages::discover::{Inventory, PageId};
use crate::stages::load;
use crate::stages::resolve::{Addresses, Library, Target};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The key of the front matter that names the commit of the source.
const COMMIT: &str = "ms.sourcegitcommit";

/// How a translation stands to its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It was made from the source as it is.
    Current,
    /// The source has changed since.
    Stale(Comparison),
    /// Nothing says what it was made from.
    Untracked,
    /// There is none.
    Missing,
    /// Its source is gone.
    Orphaned {
        /// The page that took over from it.
        successor: Option<SitePath>,
        /// Whether something says that there was a source here: the lock, or a
        /// redirection. Without, the page may be the locale's own, or translated
        /// from another site.
        is_certain: bool,
    },
}

impl State {
    /// The state in a word, as tables and JSON write it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Stale(_) => "stale",
            Self::Untracked => "untracked",
            Self::Missing => "missing",
            Self::Orphaned { .. } => "orphaned",
        }
    }
}

/// A file and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The files.
    pub pair: Pair,
    /// How the translation stands to the source.
    pub state: State,
    /// When it was accepted, `YYYY-MM-DD`.
    pub accepted: Option<String>,
    /// The commit that its source was at.
    pub commit: Option<String>,
}

/// Blocks of texts, remembered from build to build by the text.
pub type Blocks = Memo<Vec<Block>>;

/// What translations are judged from.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// Settings, files (locks and what is known of the past among them), pages,
    /// and where pages have gone.
    pub addresses: Addresses<'a>,
    /// Every text.
    pub library: &'a Library,
    /// The blocks of texts that were asked for before.
    pub blocks: &'a Blocks,
}

impl Evidence<'_> {
    /// The blocks of a file.
    #[must_use]
    pub fn blocks_of(&self, file: &SitePath) -> Arc<Vec<Block>> {
        let Some(text) = self.addresses.sources.text(file) else {
            return Arc::default();
        };
        let key = Fingerprinter::default()
            .add(file.extension().as_bytes())
            .add(text.as_bytes())
            .finish();
        self.blocks.get(key, || blocks(file, text))
    }

    /// The marks of the blocks of a file.
    #[must_use]
    pub fn marks_of(&self, file: &SitePath) -> Vec<Mark> {
        let text = self.addresses.sources.text(file).map_or("", |text| text);
        let blocks = self.blocks_of(file);
        blocks.iter().map(|block| block.mark(text)).collect()
    }

    /// The lines of a source, counted from 1, at which blocks have changed or
    /// were before they went, each once.
    #[must_use]
    pub fn lines_of(&self, source: &SitePath, comparison: &Comparison) -> Vec<usize> {
        let text = self.addresses.sources.text(source).map_or("", |text| text);
        let blocks = self.blocks_of(source);
        let end = text.trim_end().len();
        let index = LineIndex::new(text);
        let places = comparison.changes.iter().map(|change| change.at);
        let starts = places.map(|at| blocks.get(at).map_or(end, |block| block.range.start));
        let mut lines: Vec<usize> = starts.map(|start| index.line(start)).collect();
        lines.dedup();
        lines
    }

    /// Where the translation of a page stands, or would stand: beside that of its
    /// source, below the content folder of the locale.
    #[must_use]
    pub fn place(&self, locale: usize, source: &SitePath) -> Option<SitePath> {
        let locales = &self.addresses.config.locales;
        let path = source.below(&locales[self.addresses.config.source].content)?;
        locales[locale].content.join(path.as_str())
    }

    /// Where a translation belongs whose source is now the page of this key.
    #[must_use]
    pub fn place_of_key(&self, locale: usize, key: &SitePath) -> Option<SitePath> {
        let id = PageId {
            locale: self.addresses.config.source,
            key: key.clone(),
        };
        let page = self.addresses.inventory.pages.get(&id)?;
        self.place(locale, &page.file)
    }

    /// The lock of a locale, and what is wrong with it.
    #[must_use]
    pub fn lock(&self, locale: usize) -> (Lock, Vec<Diagnostic>) {
        let file = self.addresses.config.lock_of(locale);
        let text = self.addresses.sources.text(&file).map_or("", |text| text);
        let (lock, findings) = Lock::read(text);
        let at = |range| Span {
            file: file.clone(),
            range,
        };
        (
            lock,
            findings.into_iter().map(|found| found.at(at)).collect(),
        )
    }

    /// How every file of a locale stands to its source, in the order of what
    /// pairs them.
    #[must_use]
    pub fn translations(&self, locale: usize) -> (Vec<Translation>, Vec<Diagnostic>) {
        let (lock, findings) = self.lock(locale);
        let followed = self.followed(&lock, locale);
        let pairs = pairs(
            self.addresses.config,
            self.addresses.inventory,
            self.addresses.sources,
            locale,
        );
        let pairs: Vec<Pair> = pairs.into_values().collect();
        let judged = pairs.into_par_iter();
        let judged = judged.map(|pair| self.judge(pair, locale, &lock, &followed));
        (judged.collect(), findings)
    }

    /// The entries of a lock that say nothing any more: their translation is
    /// gone, and no page that took over from it still needs them.
    #[must_use]
    pub fn settled(&self, lock: &Lock, locale: usize) -> Vec<String> {
        let content = &self.addresses.config.locales[locale].content;
        let is_there = |path: &str| {
            let file = content.join(path);
            file.is_some_and(|file| self.addresses.sources.files.contains_key(&file))
        };
        let own = lock.entries.keys().filter(|path| is_there(path));
        let own: Vec<SitePath> = own.filter_map(|path| self.key_of(path)).collect();
        let is_settled = |path: &&String| {
            let key = self.key_of(path);
            let successor = key.and_then(|key| self.successor(&key, locale));
            !is_there(path) && successor.is_none_or(|successor| own.contains(&successor))
        };
        lock.entries.keys().filter(is_settled).cloned().collect()
    }

    /// The key of a page whose file has this path below its content folder.
    fn key_of(&self, path: &str) -> Option<SitePath> {
        let path = SitePath::new(path)?;
        Some(self.addresses.config.mounted(&path).without_extension())
    }

    /// The entries of a lock whose source has moved, by the key that it has now. A
    /// page that several have become says nothing about any of them.
    fn followed<'l>(&self, lock: &'l Lock, locale: usize) -> BTreeMap<SitePath, &'l Entry> {
        let mut followed: BTreeMap<SitePath, Vec<&Entry>> = BTreeMap::new();
        for (path, entry) in &lock.entries {
            let key = self.key_of(path);
            if let Some(successor) = key.and_then(|key| self.successor(&key, locale)) {
                followed.entry(successor).or_default().push(entry);
            }
        }
        let single = followed
            .into_iter()
            .filter(|(_, entries)| entries.len() == 1);
        single.map(|(key, entries)| (key, entries[0])).collect()
    }

    /// The key of the page of the source that took over from one that is gone.
    fn successor(&self, key: &SitePath, locale: usize) -> Option<SitePath> {
        let source = self.addresses.config.source;
        let of_source = self.addresses.redirects.of(source, key);
        match of_source.or_else(|| self.addresses.redirects.of(locale, key))? {
            Target::Page(PageId { key, .. }, _) => Some(key.clone()),
            _ => None,
        }
    }

    /// The blocks of the source that a translation was made from, where the lock
    /// says.
    #[must_use]
    pub fn recorded(&self, locale: usize, translation: &Translation) -> Option<Vec<Mark>> {
        let (lock, _) = self.lock(locale);
        let followed = self.followed(&lock, locale);
        let entry = self.entry(&translation.pair, locale, &lock, &followed)?;
        Some(entry.blocks.clone())
    }

    fn entry<'l>(
        &self,
        pair: &Pair,
        locale: usize,
        lock: &'l Lock,
        followed: &BTreeMap<SitePath, &'l Entry>,
    ) -> Option<&'l Entry> {
        let content = &self.addresses.config.locales[locale].content;
        let path = pair.translation.as_ref()?.below(content)?;
        let own = lock.entries.get(path.as_str());
        own.or_else(|| {
            let followed = followed.get(pair.key.as_ref()?).copied()?;
            let now = self.marks_of(pair.source.as_ref()?);
            is_same_page(&followed.blocks, &now).then_some(followed)
        })
    }

    fn judge(
        &self,
        pair: Pair,
        locale: usize,
        lock: &Lock,
        followed: &BTreeMap<SitePath, &Entry>,
    ) -> Translation {
        let entry = self.entry(&pair, locale, lock, followed);
        let commit = match (entry, &pair.source, &pair.translation) {
            (Some(entry), ..) => entry.commit.clone(),
            (None, Some(_), Some(file)) => commit_of(self.addresses.sources, file),
            _ => None,
        };
        let state = match (&pair.source, &pair.translation) {
            (_, None) => State::Missing,
            (None, Some(_)) => {
                let successor = pair
                    .key
                    .as_ref()
                    .and_then(|key| self.successor(key, locale));
                State::Orphaned {
                    is_certain: entry.is_some() || successor.is_some(),
                    successor,
                }
            }
            (Some(source), Some(_)) => match (entry, &commit) {
                (Some(entry), _) => state(&entry.blocks, &self.marks_of(source)),
                (None, Some(commit)) => self.state_since(source, commit),
                (None, None) => State::Untracked,
            },
        };
        Translation {
            pair,
            state,
            accepted: entry.and_then(|entry| entry.accepted.clone()),
            commit,
        }
    }

    /// The state of a translation that was made from the source at a commit.
    fn state_since(&self, source: &SitePath, commit: &str) -> State {
        match self.addresses.sources.past(source, commit) {
            Some(text) => {
                let then = blocks(source, text);
                let then: Vec<Mark> = then.iter().map(|block| block.mark(text)).collect();
                state(&then, &self.marks_of(source))
            }
            None => State::Untracked,
        }
    }
}

fn state(then: &[Mark], now: &[Mark]) -> State {
    let comparison = compare(then, now);
    match comparison.changes.is_empty() {
        true => State::Current,
        false => State::Stale(comparison),
    }
}

/// Whether a page is the one that was recorded, under another name: half of it at
/// least is the same. A page that only took another in is another.
fn is_same_page(then: &[Mark], now: &[Mark]) -> bool {
    let known: BTreeSet<&Mark> = then.iter().collect();
    let shared = now.iter().filter(|mark| known.contains(mark)).count();
    shared * 2 >= then.len().max(now.len())
}

/// The commit of the source that the front matter of a translation names.
fn commit_of(sources: &Sources, file: &SitePath) -> Option<String> {
    let text = sources.text(file).filter(|text| text.contains(COMMIT))?;
    let commit = load::load(file, text)
        .front_matter
        .all
        .get(COMMIT)?
        .as_str()?
        .to_owned();
    is_commit(&commit).then_some(commit)
}

/// The files of the source whose text at a commit would tell how a translation
/// stands to it: those whose translation names a commit and is in no lock.
#[must_use]
pub fn wanted_past(
    config: &Config,
    inventory: &Inventory,
    sources: &Sources,
) -> Vec<(SitePath, String)> {
    let others = (0..config.locales.len()).filter(|&locale| locale != config.source);
    let mut wanted = Vec::new();
    for locale in others {
        let text = sources
            .text(&config.lock_of(locale))
            .map_or("", |text| text);
        let (lock, _) = Lock::read(text);
        let content = &config.locales[locale].content;
        for pair in pairs(config, inventory, sources, locale).into_values() {
            let (Some(source), Some(file)) = (pair.source, pair.translation) else {
                continue;
            };
            let is_locked = file
                .below(content)
                .is_some_and(|path| lock.entries.contains_key(path.as_str()));
            if let Some(commit) = commit_of(sources, &file).filter(|_| !is_locked) {
                wanted.push((source, commit));
            }
        }
    }
    wanted
}
