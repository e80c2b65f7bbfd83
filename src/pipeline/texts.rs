//! What is found in texts before they are put together to pages.

use super::collected::{Collected, Finder};
use super::facts::Facts;
use super::translations::States;
use super::world::World;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::stages::config;
use crate::stages::discover::PageId;
use crate::stages::proofread;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Facts<'_> {
    /// Whether texts are read by the same rules: the settings, and which
    /// constructs the theme writes itself.
    fn has_the_rules_of(self, other: Self) -> bool {
        let [now, then] = [self, other].map(|facts| {
            let book = SitePath::root().with_suffix(config::FILE);
            let book = facts.sources.files.get(&book).map(|book| book.fingerprint);
            (book, facts.world.settings.fingerprint())
        });
        now == then
    }

    /// Whether a file says the same in both.
    fn has_the_text_of(self, other: Self, file: &SitePath) -> bool {
        let [now, then] = [self, other].map(|facts| {
            let documents = facts.world.library.documents_of(file);
            (
                facts.world.library.file(file).map(Arc::as_ptr),
                documents.map(|document| document.map(Arc::as_ptr)),
            )
        });
        now == then
    }

    /// Collects what is found in texts, and between the texts of two languages:
    /// anew where these are others than in an earlier build.
    pub(super) fn check_texts(self, earlier: Option<Self>, collected: &mut Collected) {
        let earlier = earlier.filter(|earlier| self.has_the_rules_of(*earlier));
        let is_new = |file: &SitePath| earlier.is_none_or(|then| !self.has_the_text_of(then, file));
        let files = self.world.library.files().map(|(file, _)| file);
        let files: BTreeSet<&SitePath> = files.filter(|file| is_new(file)).collect();
        let source = |facts: Self, id: &PageId| {
            let source = facts.addresses().source_of(id);
            let source = facts.world.inventory.pages.get(&source);
            source.map(|page| page.file.clone())
        };
        let has_new_pair = |file: &SitePath, id: &PageId| {
            let now = source(self, id);
            files.contains(file)
                || now.as_ref().is_some_and(|source| files.contains(source))
                || earlier.is_none_or(|then| {
                    let was_stale = then.states.stale.contains(file);
                    let page = then.world.inventory.pages.get(id);
                    page.is_none_or(|page| page.file != *file)
                        || source(then, id) != now
                        || was_stale != self.states.stale.contains(file)
                })
        };
        let pages = self.world.inventory.page_of.iter();
        let pages = pages.filter(|(file, id)| has_new_pair(file, id));
        let pages: Vec<&PageId> = pages.map(|(_, id)| id).collect();
        self.check(&files.into_iter().collect::<Vec<_>>(), &pages, collected);
    }

    /// The same where some files say something else, and translations stand to
    /// their sources otherwise than `then`.
    pub(super) fn check_changed_texts(
        self,
        files: &BTreeSet<SitePath>,
        then: &States,
        collected: &mut Collected,
    ) {
        let page_of = &self.world.inventory.page_of;
        let stale = self.states.stale.symmetric_difference(&then.stale);
        let pages = files.iter().chain(stale);
        let pages = pages.filter_map(|file| page_of.get(file).cloned());
        let pages = self.with_translations(&pages.collect());
        let pages = pages.into_iter().filter(|id| self.is_own(id));
        let files: Vec<&SitePath> = files.iter().collect();
        self.check(&files, &pages.collect::<Vec<_>>(), collected);
    }

    fn is_own(self, id: &PageId) -> bool {
        let page = self.world.inventory.pages.get(id);
        page.is_some_and(|page| page.content_locale == id.locale)
    }

    /// Checks texts, and translations against their sources.
    fn check(self, files: &[&SitePath], pages: &[&PageId], collected: &mut Collected) {
        let addresses = self.addresses();
        let World {
            library, settings, ..
        } = self.world;
        let alone = files.par_iter().map(|file| {
            let proofs = proofread::check_text(addresses, library, settings, file);
            library.diagnostics(file).chain(proofs).collect()
        });
        let alone: Vec<Vec<Diagnostic>> = alone.collect();
        for (file, found) in files.iter().zip(alone) {
            collected.set(Finder::Text((*file).clone()), found);
        }
        let source = self.world.config.source;
        let pairs = pages.par_iter().map(|id| {
            let file = &addresses.inventory.pages[*id].file;
            match id.locale == source || self.states.stale.contains(file) {
                true => Vec::new(),
                false => proofread::check_translation(addresses, library, id),
            }
        });
        let pairs: Vec<Vec<Diagnostic>> = pairs.collect();
        for (id, found) in pages.iter().zip(pairs) {
            collected.set(Finder::Pair((*id).clone()), found);
        }
    }
}
