//! Texts of the source as they were, for translations that name the commit they
//! were made from.

use super::disk::Site;
use super::git::History;
use crate::base::path::SitePath;
use crate::pipeline;
use crate::stages::config::Config;
use std::sync::Arc;

/// Adds the texts that the translations of a site ask for, as far as its history
/// is at hand. A site whose translations name no commits asks for nothing.
pub(super) fn read(config: &Config, site: &mut Site) {
    let wanted = pipeline::WantedPast::default().read(&site.sources);
    add(config, site, wanted);
}

/// Adds texts of files of the source locale, each at a commit.
pub(super) fn add(config: &Config, site: &mut Site, wanted: Vec<(SitePath, String)>) {
    if wanted.is_empty() {
        return;
    }
    let content = &config.locales[config.source].content;
    let Some(history) = History::of(&site.places.of(content)) else {
        return;
    };
    let named = wanted.into_iter().filter_map(|(file, commit)| {
        let name = file.below(content)?.to_string();
        Some((file, (name, commit)))
    });
    let (files, asked): (Vec<SitePath>, Vec<(String, String)>) = named.unzip();
    let texts = history.texts(&asked);
    for ((file, (_, commit)), text) in files.into_iter().zip(asked).zip(texts) {
        if let Some(text) = text {
            let of_file = site.sources.past.entry(file).or_default();
            of_file.insert(commit, Arc::from(text));
        }
    }
}
