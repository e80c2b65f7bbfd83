//! The table of contents of a locale that has none: its folders.

use super::{Entry, EntryTarget, Toc};
use crate::base::path::SitePath;
use crate::stages::discover::{Inventory, PageId};
use std::collections::BTreeMap;

/// A table of the pages of a locale, fallback pages included: a folder is an
/// entry that leads to its `index`, and holds its pages in the order of their
/// names. `None` where there is nothing to choose from.
pub(crate) fn of_folders(inventory: &Inventory, locale: usize) -> Option<Toc> {
    let mut toc = Toc {
        locale,
        folder: SitePath::root(),
        name: SitePath::root().with_suffix("index"),
        entries: Vec::new(),
    };
    let pages = inventory.pages.keys().filter(|id| id.locale == locale);
    let mut root = Folder::default();
    for id in pages {
        let mut folder = &mut root;
        let names = id.key.parts().collect::<Vec<_>>();
        for part in names.iter().take(names.len().saturating_sub(1)) {
            folder = folder.folders.entry(part).or_default();
        }
        match id.key.name() {
            "index" => folder.index = Some(id),
            name => drop(folder.pages.insert(name, id)),
        }
    }
    if let Some(home) = root.index {
        toc.add(page_entry(String::new(), Some(home)), None);
    }
    root.add_to(&mut toc, None);
    (toc.entries.len() > 1).then_some(toc)
}

#[derive(Default)]
struct Folder<'i> {
    index: Option<&'i PageId>,
    pages: BTreeMap<&'i str, &'i PageId>,
    folders: BTreeMap<&'i str, Folder<'i>>,
}

impl Folder<'_> {
    /// Adds what is in the folder: pages, then folders.
    fn add_to(&self, toc: &mut Toc, parent: Option<usize>) {
        for page in self.pages.values() {
            toc.add(page_entry(String::new(), Some(page)), parent);
        }
        for (name, folder) in &self.folders {
            // A folder without a page of its own is called as it is named.
            let name = match folder.index {
                Some(_) => String::new(),
                None => in_words(name),
            };
            let own = toc.add(page_entry(name, folder.index), parent);
            folder.add_to(toc, Some(own));
        }
    }
}

fn page_entry(name: String, page: Option<&PageId>) -> Entry {
    Entry {
        name,
        target: page.map(|page| EntryTarget::Page(page.clone(), String::new())),
        ..Entry::default()
    }
}

/// The name of a folder as a title: `mail-flow` becomes `Mail flow`.
fn in_words(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
