//! Which files of a site are translated.

use crate::base::path::SitePath;
use crate::base::schema::{Schema, is_yaml};
use crate::base::sources::Sources;
use crate::stages::config::Config;
use std::collections::BTreeMap;

/// The files of the source locale that are translated, by their path below the
/// content folder: pages, what they include, and tables of contents.
#[must_use]
pub fn files<'s>(config: &'s Config, sources: &'s Sources) -> BTreeMap<SitePath, &'s SitePath> {
    let content = &config.locales[config.source].content;
    let mut files = BTreeMap::new();
    for (file, _) in sources.below(content) {
        let (Some(path), Some(text)) = (file.below(content), sources.text(file)) else {
            continue;
        };
        let name = path.name().to_ascii_lowercase();
        let is_translated = match is_yaml(&path) {
            true => Schema::of(text).is_some() || name.starts_with("toc."),
            false => path.extension() == "md" && name != "readme.md",
        };
        if is_translated && !config.exclude.is_match(path.as_str()) {
            files.insert(path, file);
        }
    }
    files
}
