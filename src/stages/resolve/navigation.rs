//! What a page shows of the tables of contents: where it stands, what stands
//! beside it, what comes before and after.

use super::addresses::Addresses;
use super::anchors::Jump;
use super::contents::Contents;
use super::toc::{self, Crumb, EntryTarget, Toc, Trail};
use super::web::WebAddresses;
use super::xrefs::Xrefs;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::path::SitePath;
use crate::stages::discover::PageId;
use std::collections::BTreeMap;

/// The tables of contents of all locales, and where each page stands in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Navigation {
    tocs: Vec<Toc>,
    /// For each locale, the indexes of its own tables of contents.
    of_locale: Vec<Vec<usize>>,
    /// Where each page stands, by the locale whose table names it.
    places: BTreeMap<PageId, Vec<Place>>,
    /// Places on pages that the tables lead to.
    jumps: Vec<Jump>,
    /// For each locale, where it stands among others.
    trails: Vec<Vec<Trail>>,
}

/// A place in a table of contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    toc: usize,
    entry: usize,
    /// Whether the entry leads to the page, not to a place on it.
    is_whole: bool,
}

/// A page's view of its table of contents.
#[derive(Clone, Copy)]
pub struct Scope<'n> {
    toc: &'n Toc,
    /// Which of all tables it is.
    table: usize,
    /// The page's own entry, where it has one.
    entry: Option<usize>,
}

/// An entry as a page shows it: only what is near the page is unfolded.
#[derive(Debug)]
pub struct Shown<'n> {
    /// The name as written; empty where the page's title is to be taken.
    pub name: &'n str,
    /// The locale in whose table it is written.
    pub locale: usize,
    /// What it leads to.
    pub target: Option<&'n EntryTarget>,
    /// Whether it is the page itself.
    pub is_current: bool,
    /// Whether the page lies in it, or the entries in it are shown from the
    /// start.
    pub is_open: bool,
    /// Other words by which readers look for it.
    pub display_name: Option<&'n str>,
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
        let config = addresses.config;
        for (locale, files) in addresses.inventory.tocs.iter().enumerate() {
            let (tocs, jumps) = toc::read(addresses, xrefs, web, (locale, files), findings);
            navigation.jumps.extend(jumps);
            let own = tocs.into_iter().map(|toc| navigation.add(toc)).collect();
            navigation.of_locale.push(own);
            let trails = toc::trails(addresses, xrefs, web, locale, findings);
            navigation.trails.push(trails);
        }
        for (locale, settings) in config.locales.iter().enumerate() {
            let mut chain = std::iter::once(&locale).chain(&settings.fallback);
            if chain.all(|&other| addresses.inventory.tocs[other].is_empty())
                && let Some(folders) = toc::of_folders(addresses.inventory, locale)
            {
                let index = navigation.add(folders);
                navigation.of_locale[locale].push(index);
            }
        }
        navigation
    }

    /// Adds a table and gives its index.
    fn add(&mut self, toc: Toc) -> usize {
        let index = self.tocs.len();
        for (entry, content) in toc.entries.iter().enumerate() {
            if let Some(EntryTarget::Page(id, fragment)) = &content.target {
                let is_whole = fragment.is_empty();
                let place = Place {
                    toc: index,
                    entry,
                    is_whole,
                };
                self.places.entry(id.clone()).or_default().push(place);
            }
        }
        self.tocs.push(toc);
        index
    }

    /// One of all tables, whole.
    #[must_use]
    pub fn contents(&self, table: usize) -> Contents<'_> {
        Contents {
            toc: &self.tocs[table],
        }
    }

    /// Places on pages that the tables lead to, to be checked as those of links
    /// are.
    #[must_use]
    pub fn jumps(&self) -> &[Jump] {
        &self.jumps
    }

    /// The files that the tables and breadcrumbs lead to, which are published with
    /// them.
    pub fn assets(&self) -> impl Iterator<Item = SitePath> {
        let entries = self.tocs.iter().flat_map(|toc| &toc.entries);
        let entries = entries.filter_map(|entry| entry.target.as_ref());
        let trails = self.trails.iter().flatten();
        let crumbs = trails.flat_map(Trail::targets);
        entries.chain(crumbs).filter_map(|target| match target {
            EntryTarget::Asset(file, _) => Some(file.clone()),
            _ => None,
        })
    }

    /// The finding for each page that no table names, though tables are
    /// written. The home page needs none: every page leads to it.
    #[must_use]
    pub fn pages_without_place(&self, addresses: Addresses) -> Vec<Diagnostic> {
        let config = addresses.config;
        let mut findings = Vec::new();
        for (file, id) in &addresses.inventory.page_of {
            let chain = &config.locales[id.locale].fallback;
            let mut locales = std::iter::once(&id.locale).chain(chain);
            let is_named = |&locale: &usize| {
                let key = id.key.clone();
                self.places.contains_key(&PageId { locale, key })
            };
            let has_tables = |&locale: &usize| !addresses.inventory.tocs[locale].is_empty();
            let is_lost = locales.clone().any(has_tables) && !locales.any(is_named);
            if is_lost && id.key.as_str() != "index" {
                let message = "no table of contents names this page";
                findings.push(
                    Diagnostic::about_file(Code::PageNotInToc, file, message)
                        .hint("add it where readers would look for it"),
                );
            }
        }
        findings
    }

    /// Where the part of the site in which a page lies stands among others: the
    /// nearest file of breadcrumbs above it says so.
    #[must_use]
    pub fn trail(&self, addresses: Addresses, id: &PageId) -> Vec<Shown<'_>> {
        let chain = &addresses.config.locales[id.locale].fallback;
        let mut locales = std::iter::once(&id.locale).chain(chain);
        let nearest = locales.find_map(|&locale| {
            let above = self.trails[locale].iter();
            let nearest = above
                .filter(|trail| id.key.below(&trail.folder).is_some())
                .max_by_key(|trail| trail.folder.parts().count())?;
            Some((locale, nearest))
        });
        let Some((locale, trail)) = nearest else {
            return Vec::new();
        };
        let crumbs = trail.of(&id.key).into_iter();
        crumbs.map(|crumb| Shown::crumb(crumb, locale)).collect()
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
            let here = addresses.inside_content(file).folder();
            let nearest = places
                .unwrap_or_default()
                .iter()
                .rev()
                .max_by_key(|place| (place.is_whole, self.nearness(place.toc, &here)));
            if let Some(place) = nearest {
                return Some(Scope {
                    toc: &self.tocs[place.toc],
                    table: place.toc,
                    entry: Some(place.entry),
                });
            }
        }
        let here = addresses.inside_content(file).folder();
        let mut locales = std::iter::once(&id.locale).chain(chain);
        locales.find_map(|&locale| {
            let &above = self.of_locale[locale]
                .iter()
                .filter(|&&toc| here.below(&self.tocs[toc].folder).is_some())
                .max_by_key(|&&toc| self.nearness(toc, &here))?;
            Some(Scope {
                toc: &self.tocs[above],
                table: above,
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

impl<'n> Shown<'n> {
    fn crumb(crumb: &'n Crumb, locale: usize) -> Self {
        Self {
            name: &crumb.name,
            locale,
            display_name: None,
            target: crumb.target.as_ref(),
            is_current: false,
            is_open: true,
            items: Vec::new(),
        }
    }
}

impl<'n> Scope<'n> {
    /// The whole table.
    #[must_use]
    pub fn contents(&self) -> Contents<'n> {
        Contents { toc: self.toc }
    }

    /// Which of all tables it is, for [`Navigation::contents`].
    #[must_use]
    pub fn table(&self) -> usize {
        self.table
    }

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
            matches!(target, Some(EntryTarget::Page(..))) && target != own
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
            // Only a small table can afford to show what nobody asked for.
            if self.toc.entries[entry].is_expanded && self.toc.entries.len() <= BESIDE {
                shown.is_open = true;
                let children = self.toc.entries[entry].children.iter();
                shown.items = children
                    .map(|&child| self.unfolded(child, &[], 0))
                    .collect();
            }
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
            locale: self.toc.locale,
            display_name: content.display_name.as_deref(),
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
