//! The findings of a build by what found them, so that the next build need only
//! look where something is found anew.

use super::apply_severities;
use crate::base::diagnostic::{Code, Diagnostic, Severity, settle};
use crate::base::findings::Findings;
use crate::base::path::SitePath;
use crate::stages::config::Config;
use crate::stages::discover::PageId;
use std::collections::{BTreeMap, BTreeSet};

/// What finds something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Finder {
    /// What all pages together decide: settings, redirections, navigation.
    World,
    /// How translations stand to their sources.
    Translations,
    /// One text alone.
    Text(SitePath),
    /// A translation held against its source.
    Pair(PageId),
    /// A page put together.
    Page(PageId),
    /// A translated page held against the places of its source page.
    Contract(PageId),
    /// Links to places on pages.
    Places,
    /// The list of published addresses.
    Published,
    /// What is published besides pages.
    Rest,
}

/// Findings by what found them, and the same by file.
#[derive(Default)]
pub(super) struct Collected {
    found: BTreeMap<Finder, Vec<Diagnostic>>,
    /// The files about which something else is found than before.
    touched: BTreeSet<SitePath>,
    settled: Findings,
    /// The rules by which they are settled.
    rules: BTreeMap<Code, Severity>,
}

impl Collected {
    /// Takes what a finder has found, in place of what it had.
    pub(super) fn set(&mut self, finder: Finder, found: Vec<Diagnostic>) {
        let earlier = self.found.get(&finder).map_or(&[][..], Vec::as_slice);
        if earlier == found {
            return;
        }
        let files = earlier.iter().chain(&found).map(|found| &found.at.file);
        let files: BTreeSet<&SitePath> = files.collect();
        match files.len() {
            0 | 1 => self.touched.extend(files.into_iter().cloned()),
            _ => {
                let (then, now) = (by_file(earlier), by_file(&found));
                let touched = files
                    .into_iter()
                    .filter(|file| then.get(file) != now.get(file));
                self.touched.extend(touched.cloned());
            }
        }
        match found.is_empty() {
            true => drop(self.found.remove(&finder)),
            false => drop(self.found.insert(finder, found)),
        }
    }

    /// Forgets the finders that are not wanted any more.
    pub(super) fn retain(&mut self, is_wanted: impl Fn(&Finder) -> bool) {
        let Self { found, touched, .. } = self;
        found.retain(|finder, found| {
            let stays = is_wanted(finder);
            if !stays {
                touched.extend(found.iter().map(|found| found.at.file.clone()));
            }
            stays
        });
    }

    /// All findings as `[rules]` wants them, sorted, each once.
    pub(super) fn settle(&mut self, config: &Config) -> Findings {
        if self.rules != config.rules {
            self.rules.clone_from(&config.rules);
            let all = self.found.values().flatten();
            self.touched.extend(all.map(|found| found.at.file.clone()));
        }
        let touched = std::mem::take(&mut self.touched);
        let mut anew: BTreeMap<&SitePath, Vec<Diagnostic>> = BTreeMap::new();
        for found in self.found.values().flatten() {
            if let Some(file) = touched.get(&found.at.file) {
                anew.entry(file).or_default().push(found.clone());
            }
        }
        for file in &touched {
            let mut found = anew.remove(file).unwrap_or_default();
            apply_severities(config, &mut found);
            settle(&mut found);
            self.settled.set(file, found);
        }
        self.settled.clone()
    }
}

fn by_file(findings: &[Diagnostic]) -> BTreeMap<&SitePath, Vec<&Diagnostic>> {
    let mut by_file: BTreeMap<&SitePath, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        by_file.entry(&finding.at.file).or_default().push(finding);
    }
    by_file
}
