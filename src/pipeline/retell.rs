//! A build that begins at the pages whose texts have changed, where no other page
//! can see a difference. What it gives equals what a build of everything gives.

use super::collected::{Collected, Finder};
use super::done::{states, take};
use super::facts::Facts;
use super::kept::{Files, Kept, reasons};
use super::site::Making;
use super::translations::States;
use super::whole::Whole;
use super::world::World;
use super::{Pipeline, Progress, Reasons};
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config;
use crate::stages::discover::PageId;
use crate::stages::emit::Content;
use crate::stages::render::Inputs;
use crate::stages::resolve::Retold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Files by route, and what those that are pages were rendered from.
type Remade = (BTreeMap<SitePath, Content>, Vec<(SitePath, Inputs)>);

/// What the pages came to that were made again.
struct Again {
    inputs: Vec<(SitePath, Inputs)>,
    /// The files of these pages.
    files: BTreeMap<SitePath, Content>,
    /// Those whose anchors are others.
    with_other_anchors: BTreeSet<PageId>,
    /// Whether other files must be published with them.
    has_other_assets: bool,
}

/// When to make again what is no page of a source.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RestOf {
    /// Where everything was decided anew.
    Everything,
    /// Where translations stand to their sources otherwise than before.
    OtherStates,
    /// Only where pages are published with other files.
    OtherPages,
}

impl Kept {
    /// Makes the pages again that show texts which have changed.
    pub(super) fn retell(
        &mut self,
        sources: &Sources,
        pipeline: &Pipeline,
        texts: Vec<Retold>,
        progress: Progress,
    ) -> Reasons {
        let files: BTreeSet<SitePath> = texts.iter().map(|text| text.file().clone()).collect();
        self.take(sources, pipeline, texts);
        let now = states(sources, &self.done.world, &pipeline.blocks);
        let then = std::mem::replace(&mut self.done.states, now);
        let mut collected = std::mem::take(&mut self.done.collected);
        let facts = self.done.facts(sources);
        collected.set(Finder::Translations, facts.states.findings.clone());
        facts.check_changed_texts(&files, &then, &mut collected);
        let ids = facts.pages_with(&files, &BTreeSet::new(), &then, &self.done.whole);
        let rest = match facts.states.coverage == then.coverage {
            true => RestOf::OtherPages,
            false => RestOf::OtherStates,
        };
        self.done.collected = collected;
        self.make_again(sources, &ids, rest, progress)
    }

    /// Makes these pages again.
    pub(super) fn make_again(
        &mut self,
        sources: &Sources,
        ids: &BTreeSet<PageId>,
        rest: RestOf,
        progress: Progress,
    ) -> Reasons {
        let mut whole = std::mem::take(&mut self.done.whole);
        let mut collected = std::mem::take(&mut self.done.collected);
        let facts = self.done.facts(sources);
        let again = self.make(facts, ids, &mut whole, &mut collected, progress);
        whole.follow(facts.addresses(), ids, &again.with_other_anchors);
        facts.check_places(&whole, &mut collected);
        facts.check_contracts(facts.with_translations(ids), &whole, &mut collected);
        if rest == RestOf::Everything || !again.with_other_anchors.is_empty() {
            facts.check_published(None, &whole, &mut collected);
        }
        let remade = match again.has_other_assets || rest != RestOf::OtherPages {
            true => Some(self.make_rest(facts, &whole, &mut collected)),
            false => None,
        };
        if rest == RestOf::Everything {
            collected.retain(|finder| facts.has(finder, &whole));
        }
        let findings = collected.settle(&facts.world.config);
        self.done.findings = findings;
        self.done.whole = whole;
        self.done.collected = collected;
        self.publish(ids, again, remade)
    }

    /// Takes texts as they are now.
    fn take(&mut self, sources: &Sources, pipeline: &Pipeline, texts: Vec<Retold>) {
        let world = &mut self.done.world;
        for text in texts {
            if let Some(source) = sources.files.get(text.file()) {
                let file = text.file().clone();
                self.sources.files.insert(file, source.clone());
            }
            let (config, settings) = (&world.config, &world.settings);
            world
                .library
                .take(config, settings, &pipeline.documents, text);
        }
    }

    fn make(
        &self,
        facts: Facts,
        ids: &BTreeSet<PageId>,
        whole: &mut Whole,
        collected: &mut Collected,
        progress: Progress,
    ) -> Again {
        let pages = Files::default();
        let listed: Vec<&PageId> = ids.iter().collect();
        let making = Making {
            hand_over: &|route, content| pages.put(route, content),
            earlier: Some(&self.rendered),
            web: None,
            progress,
        };
        let made = facts.with_site(making, |site| site.pages(&listed));
        let mut again = Again {
            inputs: Vec::new(),
            files: BTreeMap::new(),
            with_other_anchors: BTreeSet::new(),
            has_other_assets: false,
        };
        for (id, made) in ids.iter().zip(made) {
            let changed = take(id, made, whole, &mut again.inputs, collected);
            again.has_other_assets |= changed.assets;
            let anchors = changed.anchors.then(|| id.clone());
            again.with_other_anchors.extend(anchors);
        }
        again.files = pages.into_map();
        again
    }

    /// Makes what is no page of a source, and notes what it was made from.
    fn make_rest(&self, facts: Facts, whole: &Whole, collected: &mut Collected) -> Remade {
        let files = Files::default();
        let making = Making {
            hand_over: &|route, content| files.put(route, content),
            earlier: Some(&self.rendered),
            web: None,
            progress: &|_, _| {},
        };
        let rest = facts.with_site(making, |site| site.rest(whole));
        collected.set(Finder::Rest, rest.diagnostics);
        (files.into_map(), rest.inputs)
    }

    /// Puts what was made in the place of what was there, and says why.
    fn publish(&mut self, ids: &BTreeSet<PageId>, again: Again, rest: Option<Remade>) -> Reasons {
        let Again {
            mut inputs,
            files: pages,
            ..
        } = again;
        let Self {
            done,
            rendered,
            output,
            texts,
            ..
        } = self;
        Arc::make_mut(texts).extend(done.texts_of(ids));
        rendered.output = Arc::default();
        let site = &mut Arc::make_mut(output).files;
        for route in ids.iter().map(|id| &done.world.inventory.pages[id].route) {
            if !self.rest.contains(route) {
                site.remove(route);
            }
        }
        if let Some((files, of_rest)) = rest {
            site.retain(|route, _| !self.rest.contains(route));
            self.rest = files.keys().cloned().collect();
            site.extend(files);
            inputs.extend(of_rest);
        }
        for (route, content) in pages {
            if !self.rest.contains(&route) {
                site.insert(route, content);
            }
        }
        rendered.output = Arc::clone(output);
        let reasons = reasons(
            rendered,
            inputs.iter().map(|(route, inputs)| (route, inputs)),
        );
        rendered.inputs.extend(inputs);
        reasons
    }
}

impl<'f> Facts<'f> {
    /// The pages to make again when these files have changed, and everything was
    /// decided anew: those that see a difference. `None` where any page may.
    pub(super) fn pages_that_see(
        self,
        then: Self,
        changed: &BTreeSet<SitePath>,
        whole: &Whole,
    ) -> Option<BTreeSet<PageId>> {
        let World {
            redirects,
            navigation,
            ..
        } = self.world;
        let book = SitePath::root().with_suffix(config::FILE);
        let mut linked = navigation.assets().chain(redirects.assets());
        let is_seen_by_few = !changed.contains(&book)
            && self.world.decides_as(then.world)
            && !linked.any(|file| changed.contains(&file));
        if !is_seen_by_few {
            return None;
        }
        let renamed = self.world.titles.changed_since(&then.world.titles);
        let mut ids = self.pages_with(changed, &renamed.collect(), then.states, whole);
        // What their places are called now stands in the texts of other pages.
        ids.extend(redirects.pages_with_places().cloned());
        ids.retain(|id| self.world.inventory.pages.contains_key(id));
        Some(ids)
    }

    /// The pages that show one of these files, call one of `renamed` by its title,
    /// or whose translation stands to its source otherwise than `then`.
    fn pages_with(
        self,
        files: &BTreeSet<SitePath>,
        renamed: &BTreeSet<&PageId>,
        then: &States,
        whole: &Whole,
    ) -> BTreeSet<PageId> {
        let pages = &self.world.inventory.pages;
        let told = self.states.told_otherwise(then);
        let told = told.filter(|id| pages.contains_key(id));
        let own = pages.iter().filter(|(_, page)| files.contains(&page.file));
        let own = own.map(|(id, _)| id.clone());
        let tied = whole.tied_to(files, renamed).cloned();
        told.chain(own).chain(tied).collect()
    }

    /// Pages and all their translations.
    pub(super) fn with_translations(self, ids: &BTreeSet<PageId>) -> BTreeSet<&'f PageId> {
        let locales = 0..self.world.config.locales.len();
        let pages = &self.world.inventory.pages;
        let everywhere = ids.iter().flat_map(|id| {
            let locales = locales.clone();
            locales.filter_map(|locale| {
                let key = id.key.clone();
                let (id, _) = pages.get_key_value(&PageId { locale, key })?;
                Some(id)
            })
        });
        everywhere.collect()
    }
}
