//! Texts of the source as they were, for translations that name the commit they
//! were made from.

use super::disk::Site;
use super::git::History;
use crate::base::path::SitePath;
use crate::pipeline::WantedPast;
use crate::stages::config::Config;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A file of the source, and a commit.
type Question = (SitePath, String);

/// What the history of a site has answered to what is asked of it now. A text at a commit never changes, so
/// it is asked for once.
#[derive(Default)]
pub(super) struct Past {
    wanted: WantedPast,
    answers: BTreeMap<Question, Option<Arc<str>>>,
}

impl Past {
    /// Gives a site the texts that its translations ask for, as far as its history
    /// is at hand, and says whether these are others than it had. A site whose
    /// translations name no commits asks for nothing.
    pub(super) fn read(&mut self, config: &Config, site: &mut Site) -> bool {
        let wanted = self.wanted.read(&site.sources);
        let is_new = |question: &&Question| !self.answers.contains_key(*question);
        let new: Vec<_> = wanted.iter().filter(is_new).cloned().collect();
        self.answers.extend(ask(config, site, new));
        let asked: BTreeSet<&Question> = wanted.iter().collect();
        self.answers.retain(|question, _| asked.contains(question));
        let before = std::mem::take(&mut site.sources.past);
        for question in wanted {
            if let Some(Some(text)) = self.answers.get(&question) {
                let (file, commit) = question;
                let of_file = site.sources.past.entry(file).or_default();
                of_file.insert(commit, Arc::clone(text));
            }
        }
        before != site.sources.past
    }

    /// Forgets what was not known: a commit may have come since.
    pub(super) fn forget_unknown(&mut self) {
        self.answers.retain(|_, answer| answer.is_some());
    }
}

/// The answers to questions about files of the source locale, each at a commit.
fn ask(config: &Config, site: &Site, wanted: Vec<Question>) -> Vec<(Question, Option<Arc<str>>)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let content = &config.locales[config.source].content;
    let history = History::of(&site.places.of(content));
    let named: Vec<(String, String)> = wanted
        .iter()
        .map(|(file, commit)| {
            let name = file.below(content).unwrap_or_else(|| file.clone());
            (name.to_string(), commit.clone())
        })
        .collect();
    let mut texts = history.map_or_else(Vec::new, |history| history.texts(&named));
    texts.resize(wanted.len(), None);
    let texts = texts.into_iter().map(|text| text.map(Arc::from));
    wanted.into_iter().zip(texts).collect()
}
