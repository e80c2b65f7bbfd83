//! What a page shows of the tables of contents: where it stands, what stands
//! beside it, what comes before and after.

use super::addresses::Addresses;
use super::toc::{self, EntryTarget, Toc};
use super::web::WebAddresses;
use super::xrefs::Xrefs;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::stages::discover::PageId;
use std::collections::BTreeMap;

/// The tables of contents of all locales, and where each page stands in them.
#[derive(Debug, Default)]
pub struct Navigation {
    tocs: Vec<Toc>,
    /// For each locale, the indexes of its own tables of contents.
    of_locale: Vec<Vec<usize>>,
    /// Where each page stands, by the locale whose table names it.
    places: BTreeMap<PageId, Vec<Place>>,
}

/// A place in a table of contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    toc: usize,
    entry: usize,
}

/// A page's view of its table of contents.
#[derive(Clone, Copy)]
pub struct Scope<'n> {
    toc: &'n Toc,
    /// The page's own entry, where it has one.
    entry: Option<usize>,
}

/// An entry as a page shows it: only what is near the page is unfolded.
#[derive(Debug)]
pub struct Shown<'n> {
    /// The name as written; empty where the page's title is to be taken.
    pub name: &'n str,
    /// What it leads to.
    pub target: Option<&'n EntryTarget>,
    /// Whether it is the page itself.
    pub is_current: bool,
    /// Whether the page lies in it.
    pub is_open: bool,
    /// The entries shown inside.
    pub items: Vec<Shown<'n>>,
}

impl Navigation {
    /// Reads every table of contents of the site, and notes in `web` which other
    /// sites they lead to.
    #[must_use]
    pub fn read(
        addresses: Addresses,
        xrefs: &Xrefs,
        web: Option<&WebAddresses>,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut navigation = Self::default();
        for (locale, files) in addresses.inventory.tocs.iter().enumerate() {
            let mut own = Vec::new();
            for toc in toc::read(addresses, xrefs, web, (locale, files), findings) {
                let index = navigation.tocs.len();
                for (entry, content) in toc.entries.iter().enumerate() {
                    if let Some(EntryTarget::Page(id)) = &content.target {
                        let place = Place { toc: index, entry };
                        navigation.places.entry(id.clone()).or_default().push(place);
                    }
                }
                navigation.tocs.push(toc);
                own.push(index);
            }
            navigation.of_locale.push(own);
        }
        navigation
    }

    /// Where a page stands: in the nearest table of its locale that names it,
    /// else in the nearest of the locales it falls back to, else beside the
    /// nearest table above it.
    #[must_use]
    pub fn scope(&self, addresses: Addresses, id: &PageId, file: &SitePath) -> Option<Scope<'_>> {
        let chain = &addresses.config.locales[id.locale].fallback;
        for &locale in std::iter::once(&id.locale).chain(chain) {
            let named = PageId {
                locale,
                key: id.key.clone(),
            };
            let places = self.places.get(&named).map(Vec::as_slice);
            let nearest = places.unwrap_or_default().iter().max_by_key(|place| {
                self.nearness(place.toc, &addresses.inside_content(file).folder())
            });
            if let Some(place) = nearest {
                return Some(Scope {
                    toc: &self.tocs[place.toc],
                    entry: Some(place.entry),
                });
            }
        }
        let here = addresses.inside_content(file).folder();
        let mut locales = std::iter::once(&id.locale).chain(chain);
        locales.find_map(|&locale| {
            let above = self.of_locale[locale]
                .iter()
                .filter(|&&toc| here.below(&self.tocs[toc].folder).is_some())
                .max_by_key(|&&toc| self.nearness(toc, &here))?;
            Some(Scope {
                toc: &self.tocs[*above],
                entry: None,
            })
        })
    }

    /// How near a table stands to a folder: the more folders they share the
    /// nearer; among equals the one with fewer folders of its own, then the
    /// one with more to say, then the first.
    fn nearness(&self, toc: usize, here: &SitePath) -> (usize, std::cmp::Reverse<usize>, usize) {
        let table = &self.tocs[toc];
        let folder = &table.folder;
        let shared = folder
            .parts()
            .zip(here.parts())
            .take_while(|(a, b)| a == b)
            .count();
        let depth = std::cmp::Reverse(folder.parts().count());
        (shared, depth, table.entries.len())
    }
}

/// At most so many entries stand beside each other on a page.
const BESIDE: usize = 120;

/// The entries around the one that leads to the page, else the first: a flat
/// table of thousands must not make every page carry them all.
fn around<'e>(entries: &'e [usize], on_the_way: Option<&usize>) -> &'e [usize] {
    let at = entries.iter().position(|entry| Some(entry) == on_the_way);
    let last = entries.len().saturating_sub(BESIDE);
    let start = at.unwrap_or(0).saturating_sub(BESIDE / 2).min(last);
    &entries[start..(start + BESIDE).min(entries.len())]
}

impl<'n> Scope<'n> {
    /// The entries from the outermost to the page's parent.
    #[must_use]
    pub fn ancestors(&self) -> Vec<Shown<'n>> {
        let path = self.path();
        let above = path.split_last().map_or(&[][..], |(_, above)| above);
        above
            .iter()
            .map(|&entry| self.shown(entry, &path))
            .collect()
    }

    /// All outermost entries, the way to the page unfolded, and beside and
    /// below the page its siblings and children. Never the whole tree: n pages
    /// with n entries each is what makes large sites slow.
    #[must_use]
    pub fn items(&self) -> Vec<Shown<'n>> {
        let path = self.path();
        let outermost =
            (0..self.toc.entries.len()).filter(|&entry| self.toc.entries[entry].parent.is_none());
        let outermost: Vec<usize> = outermost.collect();
        around(&outermost, path.first())
            .iter()
            .map(|&entry| self.unfolded(entry, &path, 0))
            .collect()
    }

    /// The pages before and after this one in the order of reading.
    #[must_use]
    pub fn neighbours(&self) -> (Option<Shown<'n>>, Option<Shown<'n>>) {
        let Some(entry) = self.entry else {
            return (None, None);
        };
        let own = self.toc.entries[entry].target.as_ref();
        let is_other = |&other: &usize| {
            let target = self.toc.entries[other].target.as_ref();
            matches!(target, Some(EntryTarget::Page(_))) && target != own
        };
        let before = (0..entry).rev().find(is_other);
        let after = (entry + 1..self.toc.entries.len()).find(is_other);
        let shown = |found: Option<usize>| found.map(|found| self.shown(found, &[]));
        (shown(before), shown(after))
    }

    /// The indexes from the outermost entry to the page's own.
    fn path(&self) -> Vec<usize> {
        let mut path: Vec<usize> =
            std::iter::successors(self.entry, |&entry| self.toc.entries[entry].parent).collect();
        path.reverse();
        path
    }

    fn unfolded(&self, entry: usize, path: &[usize], depth: usize) -> Shown<'n> {
        let mut shown = self.shown(entry, path);
        if path.get(depth) != Some(&entry) {
            return shown;
        }
        let children = &self.toc.entries[entry].children;
        let next = path.get(depth + 1);
        // Only around the page are all entries shown; on the way to it, the way.
        let holds_page = path.len() <= depth + 2;
        shown.items = around(children, next)
            .iter()
            .filter(|child| holds_page || next == Some(child))
            .map(|&child| self.unfolded(child, path, depth + 1))
            .collect();
        shown
    }

    /// What the first entry inside leads to: a folded group that is no page
    /// itself opens there.
    fn first_inside(&self, entry: usize) -> Option<&'n EntryTarget> {
        let content = &self.toc.entries[entry];
        content.children.iter().find_map(|&child| {
            let target = self.toc.entries[child].target.as_ref();
            target.or_else(|| self.first_inside(child))
        })
    }

    fn shown(&self, entry: usize, path: &[usize]) -> Shown<'n> {
        let content = &self.toc.entries[entry];
        let is_open = path.contains(&entry);
        Shown {
            name: &content.name,
            target: content.target.as_ref().or_else(|| match is_open {
                true => None,
                false => self.first_inside(entry),
            }),
            is_current: self.entry == Some(entry) && path.last() == Some(&entry),
            is_open,
            items: Vec::new(),
        }
    }
}
