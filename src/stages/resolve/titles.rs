//! The titles of pages.

use super::library::Library;
use crate::base::markup::decode;
use crate::stages::discover::{Inventory, PageId};
use crate::stages::markdown::Form;
use std::collections::{BTreeMap, BTreeSet};

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

    /// The title of a page; empty for a page that does not exist.
    #[must_use]
    pub fn of(&self, id: &PageId) -> &str {
        self.titles.get(id).map_or("", String::as_str)
    }
}
