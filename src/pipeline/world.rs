//! [`World`]: what all pages together decide, before any of them is put
//! together.

use super::has_errors;
use crate::base::diagnostic::Diagnostic;
use crate::base::memo::Memo;
use crate::base::sources::Sources;
use crate::stages::config::Config;
use crate::stages::discover::{self, Inventory};
use crate::stages::markdown::{Document, Settings};
use crate::stages::render::Theme;
use crate::stages::resolve::redirects::Written as Moved;
use crate::stages::resolve::web::WebAddresses;
use crate::stages::resolve::{
    Addresses, Library, Navigation, Redirects, Titles, Xrefs, monikers, page_findings, pivots,
};

/// What all pages together decide: which there are, what they are called, what
/// addresses lead to, where each stands.
pub(super) struct World {
    pub config: Config,
    pub theme: Theme,
    /// Whether the theme is whole.
    pub can_render: bool,
    pub settings: Settings,
    pub inventory: Inventory,
    pub library: Library,
    pub moved: Moved,
    pub redirects: Redirects,
    pub titles: Titles,
    pub xrefs: Xrefs,
    pub navigation: Navigation,
    /// What is wrong with any of it.
    pub findings: Vec<Diagnostic>,
}

impl World {
    /// Reads the settings, the theme and every text, and decides. What is
    /// remembered of documents, and of the texts of an earlier world, is used
    /// again; other sites that it leads to are noted in `web`.
    pub(super) fn read(
        sources: &Sources,
        documents: &Memo<Document>,
        earlier: Option<&Self>,
        web: Option<&WebAddresses>,
    ) -> Self {
        let (config, mut findings) = Config::read(sources);
        findings.extend(sources.problems.iter().cloned());
        let (inventory, found) = discover::discover(&config, sources);
        findings.extend(found);
        let (theme, mut found) = Theme::read(&config, sources);
        if !has_errors(&found) {
            found.extend(theme.missing_templates(&config));
        }
        let can_render = !has_errors(&found);
        findings.extend(found);
        let settings = theme.settings(&config);
        let none = Redirects::default();
        let addresses = Addresses {
            config: &config,
            sources,
            inventory: &inventory,
            redirects: &none,
        };
        let texts = earlier.map(|earlier| &earlier.library);
        let pages = inventory.page_of.keys();
        let library = Library::read(addresses, pages, &settings, documents, texts);
        // Pages may say that they are none any more, and where to go instead.
        let moved = Moved::read(addresses, &library, &mut findings);
        let inventory = inventory.without(moved.given_up());
        let addresses = Addresses {
            config: &config,
            sources,
            inventory: &inventory,
            redirects: &none,
        };
        let redirects = Redirects::read(addresses, &moved, &mut findings);
        if let Some(web) = web {
            redirects.note_web(&moved, web);
        }
        let addresses = Addresses {
            redirects: &redirects,
            ..addresses
        };
        findings.extend(pivots::check(addresses, &library));
        findings.extend(monikers::check(addresses, &library));
        let titles = Titles::read(&inventory, &library);
        let xrefs = Xrefs::read(addresses, &library, &mut findings);
        let navigation = Navigation::read(addresses, &xrefs, web, &mut findings);
        findings.extend(navigation.pages_without_place(addresses));
        findings.extend(page_findings::about_titles(addresses, &library, &titles));
        Self {
            config,
            theme,
            can_render,
            settings,
            inventory,
            library,
            moved,
            redirects,
            titles,
            xrefs,
            navigation,
            findings,
        }
    }

    /// Whether there are the same pages as in an earlier world of the same settings,
    /// made by the same theme, standing in the same places and leading to the same
    /// ones. What they are called, and what their own texts say, may differ.
    pub(super) fn decides_as(&self, then: &Self) -> bool {
        self.can_render
            && then.can_render
            && self.theme.is_same(&then.theme)
            && self.settings.fingerprint() == then.settings.fingerprint()
            && self.inventory.pages == then.inventory.pages
            && self.redirects == then.redirects
            && self.xrefs == then.xrefs
            && self.navigation == then.navigation
    }

    /// What decides what addresses lead to.
    pub(super) fn addresses<'w>(&'w self, sources: &'w Sources) -> Addresses<'w> {
        Addresses {
            config: &self.config,
            sources,
            inventory: &self.inventory,
            redirects: &self.redirects,
        }
    }
}
