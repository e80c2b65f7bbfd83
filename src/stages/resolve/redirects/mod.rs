//! [`Redirects`]: where readers of an old address are led.
//!
//! Four places say it: `[redirects]` of `book.toml`, the files
//! `.openpublishing.redirection*.json`, `redirect_url` in the front matter of a
//! page that is given up, and `aliases` in that of one that took over. Whatever
//! says it, it ends as one entry; chains of entries are followed to their end.

mod entries;
mod follow;
mod json;
mod places;
mod routes;

pub use entries::Written;

use super::addresses::{Addresses, Target};
use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::stages::discover::PageId;
use std::collections::BTreeMap;

/// What old addresses lead to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// By the address of a page that is none any more: a page, a file or another
    /// site.
    pages: BTreeMap<PageId, Target>,
    /// By a page, there or gone, and the id of a place that it had.
    places: BTreeMap<PageId, BTreeMap<String, Target>>,
    /// Every old key by itself in lower case.
    folded: BTreeMap<String, SitePath>,
}

impl Redirects {
    /// Follows what is written, for every locale; what leads nowhere is
    /// reported and left out. `addresses` must not know of redirections yet.
    #[must_use]
    pub fn read(addresses: Addresses, written: &Written, findings: &mut Vec<Diagnostic>) -> Self {
        let mut redirects = Self::default();
        for (from, target) in follow::ends(addresses, written, findings) {
            match &from.fragment {
                None => drop(redirects.pages.insert(from.page.clone(), target)),
                Some(id) => {
                    let of_page = redirects.places.entry(from.page.clone()).or_default();
                    of_page.insert(id.clone(), target);
                }
            }
        }
        redirects.spread(addresses);
        redirects.keep_free(addresses, written, findings);
        let keys = redirects.pages.keys().rev().map(|id| &id.key);
        redirects.folded = keys
            .map(|key| (key.as_str().to_lowercase(), key.clone()))
            .collect();
        redirects
    }

    /// Gives each locale the redirections of the locales that it falls back to,
    /// unless it has something there itself.
    fn spread(&mut self, addresses: Addresses) {
        let config = addresses.config;
        let mut pages = BTreeMap::new();
        let mut places: BTreeMap<PageId, BTreeMap<String, Target>> = BTreeMap::new();
        for (locale, settings) in config.locales.iter().enumerate() {
            let here = |id: &PageId| PageId {
                locale,
                key: id.key.clone(),
            };
            for other in &settings.fallback {
                for (id, target) in self.pages.iter().filter(|(id, _)| id.locale == *other) {
                    let own = here(id);
                    let is_taken = addresses.inventory.pages.contains_key(&own)
                        || self.pages.contains_key(&own);
                    if !is_taken {
                        pages
                            .entry(own)
                            .or_insert_with(|| in_locale(target, locale));
                    }
                }
                for (id, of_page) in self.places.iter().filter(|(id, _)| id.locale == *other) {
                    let own = places.entry(here(id)).or_default();
                    for (place, target) in of_page {
                        own.entry(place.clone())
                            .or_insert_with(|| in_locale(target, locale));
                    }
                }
            }
        }
        self.pages.append(&mut pages);
        for (id, of_page) in places {
            let own = self.places.entry(id).or_default();
            for (place, target) in of_page {
                own.entry(place).or_insert(target);
            }
        }
    }

    /// Whether any redirection leads from or to a place on a page, and so is
    /// called after the heading there.
    #[must_use]
    pub fn names_sections(&self) -> bool {
        let mut targets = self.pages.values();
        let names_section =
            |target: &Target| matches!(target, Target::Page(_, suffix) if suffix.contains('#'));
        !self.places.is_empty() || targets.any(names_section)
    }

    /// What the old address of a page leads to.
    #[must_use]
    pub fn of(&self, locale: usize, key: &SitePath) -> Option<&Target> {
        if self.pages.is_empty() {
            return None;
        }
        let key = key.clone();
        self.pages.get(&PageId { locale, key })
    }

    /// An old key as it was, for one written in other case.
    #[must_use]
    pub fn key_in_any_case(&self, key: &SitePath) -> Option<&SitePath> {
        if self.folded.is_empty() {
            return None;
        }
        self.folded.get(&key.as_str().to_lowercase())
    }

    /// The pages, there or gone, that had places which have moved.
    pub fn pages_with_places(&self) -> impl Iterator<Item = &PageId> {
        self.places.keys()
    }

    /// The old addresses of pages, and what they lead to.
    pub fn pages(&self) -> impl Iterator<Item = (&PageId, &Target)> {
        self.pages.iter()
    }

    /// The places that a page, there or gone, had, and what they lead to.
    pub fn places_of(&self, page: &PageId) -> impl Iterator<Item = (&str, &Target)> {
        let places = self.places.get(page).into_iter().flatten();
        places.map(|(id, target)| (id.as_str(), target))
    }

    /// What a place on a page that is gone leads to.
    #[must_use]
    pub fn place(&self, locale: usize, key: &SitePath, id: &str) -> Option<&Target> {
        let key = key.clone();
        self.places.get(&PageId { locale, key })?.get(id)
    }

    /// Whether a page had a place of this id that has moved.
    #[must_use]
    pub fn has_place(&self, page: &PageId, id: &str) -> bool {
        self.places
            .get(page)
            .is_some_and(|places| places.contains_key(id))
    }
}

/// The same target for readers of another locale, who have every page of those
/// that theirs falls back to.
fn in_locale(target: &Target, locale: usize) -> Target {
    match target {
        Target::Page(id, suffix) => {
            let key = id.key.clone();
            Target::Page(PageId { locale, key }, suffix.clone())
        }
        other => other.clone(),
    }
}
