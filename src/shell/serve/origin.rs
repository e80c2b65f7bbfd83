//! Which files a page is made of.

use crate::base::path::SitePath;
use crate::shell::disk::Places;
use crate::stages::config::{Config, Urls};

/// The endings of pages.
const ENDINGS: [&str; 3] = [".md", ".yml", ".yaml"];

/// The file that a page is made of; in a locale that has no translation of it that
/// of another.
pub(super) fn source_of(route: &SitePath, config: &Config, places: &Places) -> Option<SitePath> {
    let tag = route.parts().next()?;
    let locale = config.locale(tag)?;
    let folder = SitePath::root().with_suffix(tag);
    let mut key = route.below(&folder)?.without_extension();
    if config.urls == Urls::Folder && key.as_str() != "index" && key.name() == "index" {
        key = key.folder();
    }
    let unmounted = config.mounts.iter().filter_map(|mount| {
        let below = key.below(&mount.to)?;
        mount.from.join(below.as_str())
    });
    let keys: Vec<SitePath> = unmounted.chain([key.clone()]).collect();
    let locales = config.locales[locale].fallback.iter().copied();
    let mut files = [locale].into_iter().chain(locales).flat_map(|locale| {
        let content = &config.locales[locale].content;
        keys.iter().flat_map(move |key| {
            ENDINGS
                .iter()
                .filter_map(move |ending| content.join(key.with_suffix(ending).as_str()))
        })
    });
    files.find(|file| places.of(file).is_file())
}

/// Whether a page includes a file, as far as its text tells: it names it.
pub(super) fn may_include(page: &str, file: &SitePath) -> bool {
    page.contains(file.name())
}
