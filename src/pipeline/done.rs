//! [`Done`]: a build from beginning to end.

use super::collected::{Collected, Finder};
use super::facts::Facts;
use super::site::{Made, Making};
use super::translations::States;
use super::whole::{Changed, Whole};
use super::world::World;
use super::{HandOver, Pipeline, Published};
use crate::base::findings::Findings;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::discover::PageId;
use crate::stages::l10n::{Blocks, Evidence};
use crate::stages::render::Inputs;
use crate::stages::resolve::web::WebAddresses;
use std::collections::BTreeSet;

/// What a build decided and made, but for the files that it handed over.
pub(super) struct Done {
    pub world: World,
    pub states: States,
    pub whole: Whole,
    pub collected: Collected,
    /// What was found.
    pub findings: Findings,
    /// What each page was rendered from, where a later build may ask.
    pub inputs: Vec<(SitePath, Inputs)>,
    /// The addresses of the site, where somebody wants to know.
    pub published: Published,
}

/// What a build has decided before it makes any page.
pub(super) struct Decided {
    world: World,
    states: States,
    collected: Collected,
}

impl Decided {
    /// Decides, using again what was found in texts that are the same in an
    /// `earlier` build; this hands over what it has collected.
    pub(super) fn read(
        sources: &Sources,
        pipeline: &Pipeline,
        mut earlier: Option<(&Sources, &mut Done)>,
        web: Option<&WebAddresses>,
    ) -> Self {
        let collected = earlier.as_mut().map(|(_, done)| &mut done.collected);
        let mut collected = collected.map(std::mem::take).unwrap_or_default();
        let earlier = earlier.map(|(sources, done)| done.facts(sources));
        let then = earlier.map(|earlier| earlier.world);
        let mut world = World::read(sources, &pipeline.documents, then, web);
        collected.set(Finder::World, std::mem::take(&mut world.findings));
        let states = states(sources, &world, &pipeline.blocks);
        collected.set(Finder::Translations, states.findings.clone());
        let facts = Facts {
            sources,
            world: &world,
            states: &states,
        };
        facts.check_texts(earlier, &mut collected);
        Self {
            world,
            states,
            collected,
        }
    }

    /// What its pages will be made from.
    pub(super) fn facts<'d>(&'d self, sources: &'d Sources) -> Facts<'d> {
        Facts {
            sources,
            world: &self.world,
            states: &self.states,
        }
    }
}

impl Done {
    /// Makes every page, and hands over to `rest` what is none of a source.
    pub(super) fn all(sources: &Sources, decided: Decided, making: Making, rest: HandOver) -> Self {
        let Decided {
            world,
            states,
            mut collected,
        } = decided;
        let facts = Facts {
            sources,
            world: &world,
            states: &states,
        };
        let ids: Vec<&PageId> = world.inventory.pages.keys().collect();
        let mut whole = Whole::default();
        let mut inputs = Vec::new();
        let made = facts.with_site(making, |site| site.pages(&ids));
        for (id, made) in ids.iter().zip(made) {
            take(id, made, &mut whole, &mut inputs, &mut collected);
        }
        let all = world.inventory.pages.keys().cloned().collect();
        whole.follow(facts.addresses(), &all, &BTreeSet::new());
        facts.check_places(&whole, &mut collected);
        facts.check_contracts(ids, &whole, &mut collected);
        let published = facts.check_published(making.web, &whole, &mut collected);
        let making = Making {
            hand_over: rest,
            ..making
        };
        let rest = facts.with_site(making, |site| site.rest(&whole));
        inputs.extend(rest.inputs);
        collected.set(Finder::Rest, rest.diagnostics);
        collected.retain(|finder| facts.has(finder, &whole));
        let findings = collected.settle(&world.config);
        Self {
            world,
            states,
            whole,
            collected,
            findings,
            inputs,
            published,
        }
    }

    /// The files whose texts pages show, their own the first, by route.
    pub(super) fn texts_of<'d>(
        &'d self,
        ids: impl IntoIterator<Item = &'d PageId>,
    ) -> impl Iterator<Item = (SitePath, Vec<SitePath>)> {
        ids.into_iter().map(|id| {
            let page = &self.world.inventory.pages[id];
            let others = self.whole.texts_of(id).cloned();
            let texts = std::iter::once(page.file.clone()).chain(others);
            (page.route.clone(), texts.collect())
        })
    }

    /// Takes what was decided anew, and keeps the pages.
    pub(super) fn decide(&mut self, decided: Decided) {
        self.world = decided.world;
        self.states = decided.states;
        self.collected = decided.collected;
    }

    /// What its pages were made from.
    pub(super) fn facts<'d>(&'d self, sources: &'d Sources) -> Facts<'d> {
        Facts {
            sources,
            world: &self.world,
            states: &self.states,
        }
    }
}

/// Judges the translations of a site.
pub(super) fn states(sources: &Sources, world: &World, blocks: &Blocks) -> States {
    States::read(Evidence {
        addresses: world.addresses(sources),
        library: &world.library,
        blocks,
    })
}

/// Takes what came of a page to where it belongs.
pub(super) fn take(
    id: &PageId,
    mut made: Made,
    whole: &mut Whole,
    inputs: &mut Vec<(SitePath, Inputs)>,
    collected: &mut Collected,
) -> Changed {
    inputs.extend(made.inputs.take());
    let found = std::mem::take(&mut made.diagnostics);
    collected.set(Finder::Page(id.clone()), found);
    whole.set(id, made)
}
