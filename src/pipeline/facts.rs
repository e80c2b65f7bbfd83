//! [`Facts`]: what pages are made from.

use super::HandOver;
use super::collected::{Collected, Finder};
use super::site::{Rendered, Site};
use super::translations::States;
use super::whole::Whole;
use super::world::World;
use crate::base::sources::Sources;
use crate::stages::discover::PageId;
use crate::stages::render::{Renderer, Scene};
use crate::stages::resolve::published::{self, Published};
use crate::stages::resolve::web::WebAddresses;
use crate::stages::resolve::{Addresses, Asked, Parts, contract};

/// What is known of a site before its pages are made.
#[derive(Clone, Copy)]
pub(super) struct Facts<'f> {
    pub sources: &'f Sources,
    pub world: &'f World,
    pub states: &'f States,
}

impl<'f> Facts<'f> {
    /// What decides what addresses lead to.
    pub(super) fn addresses(self) -> Addresses<'f> {
        self.world.addresses(self.sources)
    }

    /// Works on the site while it is rendered.
    pub(super) fn with_site<R>(
        self,
        hand_over: HandOver,
        earlier: Option<&Rendered>,
        web: Option<&WebAddresses>,
        work: impl FnOnce(&Site) -> R,
    ) -> R {
        let Self { world, states, .. } = self;
        let addresses = self.addresses();
        let label = |locale, label| world.theme.label(&world.config, locale, label);
        let hook = |locale, hook, fields: &_| world.theme.hook(locale, hook, fields);
        let titles = Asked::new(&world.titles);
        let scene = Scene {
            addresses,
            library: &world.library,
            titles: &titles,
            navigation: &world.navigation,
            notices: &states.notices,
            coverage: &states.coverage,
            theme: &world.theme,
        };
        let parts = Parts {
            addresses,
            library: &world.library,
            titles: &titles,
            xrefs: &world.xrefs,
            settings: &world.settings,
            label: &label,
            hook: &hook,
            web,
        };
        work(&Site {
            scene,
            parts,
            titles: &world.titles,
            renderer: Renderer::new(&world.theme),
            hand_over,
            earlier,
            can_render: world.can_render,
        })
    }

    /// Collects what only all pages together show: places that are not there.
    pub(super) fn check_places(self, whole: &Whole, collected: &mut Collected) {
        let addresses = self.addresses();
        let World {
            navigation, moved, ..
        } = self.world;
        let mut jumps = addresses.redirects.jumps(moved);
        jumps.extend(navigation.jumps().iter().cloned());
        let mut found = whole.places(addresses, &jumps);
        let redirects = addresses.redirects;
        found.extend(redirects.check_places(addresses, moved, &whole.anchors));
        collected.set(Finder::Places, found);
    }

    /// Collects whether translations have the places of their source pages.
    pub(super) fn check_contracts<'p>(
        self,
        pages: impl IntoIterator<Item = &'p PageId>,
        whole: &Whole,
        collected: &mut Collected,
    ) {
        let addresses = self.addresses();
        let is_gained = |page: &PageId, place: &str| self.states.is_gained(page, place);
        let translations = pages.into_iter();
        for id in translations.filter(|id| id.locale != addresses.config.source) {
            let Whole {
                anchors, headings, ..
            } = whole;
            let found = contract::check(addresses, id, anchors, headings, &is_gained);
            collected.set(Finder::Contract(id.clone()), found);
        }
    }

    /// Collects what is gone of the published addresses that the site lists, and
    /// gives those that it has, where it lists any or `web` asks for them.
    pub(super) fn check_published(
        self,
        web: Option<&WebAddresses>,
        whole: &Whole,
        collected: &mut Collected,
    ) -> Published {
        let addresses = self.addresses();
        // Only a check lists addresses, and only a list wants to be held against.
        let published = match web.is_some() || published::has_list(self.sources) {
            true => Published::of(addresses, &whole.anchors),
            false => Published::default(),
        };
        let found = published::check(addresses, &published);
        collected.set(Finder::Published, found);
        published
    }

    /// Whether the site still has what a finder looks at.
    pub(super) fn has(self, finder: &Finder, whole: &Whole) -> bool {
        let inventory = &self.world.inventory;
        match finder {
            Finder::Text(file) => self.world.library.file(file).is_some(),
            Finder::Page(id) => inventory.pages.contains_key(id),
            Finder::Contract(id) => whole.headings.contains_key(id),
            Finder::Pair(id) => {
                let page = inventory.pages.get(id);
                page.is_some_and(|page| page.content_locale == id.locale)
            }
            Finder::World
            | Finder::Translations
            | Finder::Places
            | Finder::Published
            | Finder::Rest => true,
        }
    }
}
