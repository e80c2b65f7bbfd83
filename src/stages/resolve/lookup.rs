//! The page or file at a path as people write it.

use super::addresses::{Addresses, Detour, Found, Target};
use super::anchors::named_id;
use crate::base::path::SitePath;
use crate::stages::discover::PageId;

impl Addresses<'_> {
    /// The page at a path as people write it, where it has moved, or the one
    /// whose path differs in case alone.
    pub(super) fn page(&self, locale: usize, path: &SitePath, suffix: &str) -> Option<Found> {
        let here = |target: Target, detour| Found {
            target: target.with_suffix(suffix),
            detour,
        };
        let exact = |key: &SitePath| {
            let id = PageId {
                locale,
                key: key.clone(),
            };
            let is_there = self.inventory.pages.contains_key(&id);
            is_there.then(|| here(Target::Page(id, String::new()), None))
        };
        let moved = |key: &SitePath| {
            let place = named_id(suffix);
            let place = place.and_then(|id| self.redirects.place(locale, key, &id));
            if let Some(target) = place {
                let target = target.clone();
                let detour = Some(Detour::Moved);
                return Some(Found { target, detour });
            }
            let target = self.redirects.of(locale, key)?.clone();
            Some(here(target, Some(Detour::Moved)))
        };
        let in_any_case = |key: &SitePath| {
            let found = exact(self.inventory.key_in_any_case(key)?)?;
            Some(Found {
                detour: Some(Detour::Case),
                ..found
            })
        };
        let moved_in_any_case = |key: &SitePath| moved(self.redirects.key_in_any_case(key)?);
        let keys: Vec<SitePath> = keys_of(path).collect();
        let find = |look: &dyn Fn(&SitePath) -> Option<Found>| keys.iter().find_map(look);
        find(&exact)
            .or_else(|| find(&moved))
            .or_else(|| find(&in_any_case))
            .or_else(|| find(&moved_in_any_case))
    }

    /// A file that is published as it is, of this locale or of the first in
    /// its chain that has it; in other case where it has none.
    pub(super) fn asset(
        &self,
        locale: usize,
        joined: &SitePath,
        inside: &SitePath,
    ) -> Option<(SitePath, Option<Detour>)> {
        let chain = &self.config.locales[locale].fallback;
        let in_locale = |&other: &usize| self.config.locales[other].content.join(inside.as_str());
        let places: Vec<SitePath> = std::iter::once(joined.clone())
            .chain(std::iter::once(&locale).chain(chain).filter_map(in_locale))
            .collect();
        let is_there =
            |file: &SitePath| self.sources.files.contains_key(file) && is_publishable(file);
        let exact = places.iter().find(|file| is_there(file));
        if let Some(file) = exact {
            return Some((file.clone(), None));
        }
        let mut in_any_case = places
            .iter()
            .filter_map(|file| self.inventory.file_in_any_case(file));
        let found = in_any_case.find(|file| is_there(file))?;
        Some((found.clone(), Some(Detour::Case)))
    }
}

/// The keys that a path may mean, as people write it: with the source's ending,
/// the published one, none, or as a folder.
pub(super) fn keys_of(path: &SitePath) -> impl Iterator<Item = SitePath> {
    let named = match path.extension().as_str() {
        "md" | "yml" | "yaml" | "html" => Some(path.without_extension()),
        _ => None,
    };
    named
        .into_iter()
        .chain([path.clone()])
        .chain(path.join("index"))
}

/// Whether a file that a page names is published: not the sources of pages,
/// nor settings.
fn is_publishable(file: &SitePath) -> bool {
    !matches!(
        file.extension().as_str(),
        "" | "md" | "yml" | "yaml" | "toml" | "lock"
    )
}
