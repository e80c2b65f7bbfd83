//! [`Pair`]: a file of the source locale and its translation.

use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::Config;
use crate::stages::discover::{Inventory, PageId};
use std::collections::BTreeMap;

/// A file of the source locale and its translation, of which one may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// The key of the page, where it is one.
    pub key: Option<SitePath>,
    /// The file of the source.
    pub source: Option<SitePath>,
    /// The file of the translation.
    pub translation: Option<SitePath>,
}

/// Every file of which a locale has, or could have, a translation of its own, by
/// what pairs it: a page by its key, anything else by its path below the content
/// folder. Pages, included files and tables of contents are translated.
#[must_use]
pub fn pairs(
    config: &Config,
    inventory: &Inventory,
    sources: &Sources,
    locale: usize,
) -> BTreeMap<SitePath, Pair> {
    let mut pairs: BTreeMap<SitePath, Pair> = BTreeMap::new();
    for (name, key, file) in translatable(config, inventory, sources, config.source) {
        let pair = pairs.entry(name).or_default();
        pair.key = key;
        pair.source = Some(file);
    }
    for (name, key, file) in translatable(config, inventory, sources, locale) {
        let pair = pairs.entry(name).or_default();
        pair.key = key;
        pair.translation = Some(file);
    }
    pairs
}

/// The files of a locale that can be translated: what pairs each, the key of the
/// page that it is, and the file.
fn translatable<'s>(
    config: &'s Config,
    inventory: &'s Inventory,
    sources: &'s Sources,
    locale: usize,
) -> impl Iterator<Item = (SitePath, Option<SitePath>, SitePath)> + 's {
    let content = &config.locales[locale].content;
    let first = PageId {
        locale,
        key: SitePath::root(),
    };
    let of_locale = inventory.pages.range(first..);
    let of_locale = of_locale.take_while(move |(id, _)| id.locale == locale);
    let pages = of_locale.filter(move |(_, page)| page.content_locale == locale);
    let pages = pages.map(|(id, page)| (id.key.clone(), Some(id.key.clone()), page.file.clone()));
    let is_included = move |file: &&SitePath| {
        let path = file.below(content).unwrap_or_else(SitePath::root);
        let is_text = matches!(path.extension().as_str(), "md" | "yml");
        is_text
            && path
                .folder()
                .parts()
                .any(|part| part.eq_ignore_ascii_case("includes"))
    };
    let includes = sources
        .below(content)
        .map(|(file, _)| file)
        .filter(is_included);
    let others = includes.chain(&inventory.tocs[locale]);
    let others = others.filter_map(move |file| Some((file.below(content)?, None, file.clone())));
    pages.chain(others)
}
