//! The titles of pages.

use super::library::Library;
use crate::base::markup::decode;
use crate::stages::discover::{Inventory, PageId};
use crate::stages::markdown::Form;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// Titles of which it is noted whose were asked for: a page that calls others by
/// their titles is another when these are.
pub struct Asked<'t> {
    titles: &'t Titles,
    asked: Mutex<BTreeSet<PageId>>,
}

impl<'t> Asked<'t> {
    /// Notes from now on.
    #[must_use]
    pub fn new(titles: &'t Titles) -> Self {
        Self {
            titles,
            asked: Mutex::default(),
        }
    }

    /// The title of a page; empty for a page that does not exist.
    #[must_use]
    pub fn of(&self, id: &PageId) -> &'t str {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(id.clone());
        self.titles.of(id)
    }

    /// Whether a page's title is written on it.
    #[must_use]
    pub fn is_written(&self, id: &PageId) -> bool {
        self.titles.is_written(id)
    }

    /// The pages whose titles were asked for.
    #[must_use]
    pub fn into_pages(self) -> BTreeSet<PageId> {
        self.asked
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The title of every page in every locale.
#[derive(Debug, Default)]
pub struct Titles {
    titles: BTreeMap<PageId, String>,
    /// The pages that have none, so that their file's name takes its place.
    nameless: BTreeSet<PageId>,
}

impl Titles {
    /// Takes each title from the front matter, else from the page's first
    /// heading of level 1, else from its file's name.
    #[must_use]
    pub fn read(inventory: &Inventory, library: &Library) -> Self {
        let mut titles = Self::default();
        for (id, page) in &inventory.pages {
            let written = library
                .file(&page.file)
                .and_then(|loaded| loaded.front_matter.title.as_deref())
                // Plain text, yet some are written as HTML.
                .map(decode);
            let document = library.document(&page.file, Form::Block);
            let heading = document.and_then(|document| {
                let first = document
                    .headings
                    .iter()
                    .find(|heading| heading.level == 1)?;
                Some(first.text.clone())
            });
            let title = written.or(heading).unwrap_or_else(|| {
                titles.nameless.insert(id.clone());
                id.key.name().to_owned()
            });
            titles.titles.insert(id.clone(), title);
        }
        titles
    }

    /// Whether a page's title is written on it.
    #[must_use]
    pub fn is_written(&self, id: &PageId) -> bool {
        !self.nameless.contains(id)
    }

    /// The pages that are called otherwise than before.
    pub fn changed_since<'t>(&'t self, then: &'t Self) -> impl Iterator<Item = &'t PageId> {
        let titles = self.titles.iter();
        let changed = titles.filter(|(id, title)| then.titles.get(*id) != Some(*title));
        changed.map(|(id, _)| id)
    }

    /// The title of a page; empty for a page that does not exist.
    #[must_use]
    pub fn of(&self, id: &PageId) -> &str {
        self.titles.get(id).map_or("", String::as_str)
    }
}
