//! How the translations of a site stand to their sources, without a build.

use crate::base::diagnostic::{Diagnostic, settle};
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::Config;
use crate::stages::discover::{self, Inventory, PageId};
use crate::stages::l10n::{self, Blocks, Coverage, Evidence, Notice, State};
use crate::stages::markdown::Settings;
use crate::stages::resolve::redirects::Written as Moved;
use crate::stages::resolve::{Addresses, Library, Redirects};
use std::collections::{BTreeMap, BTreeSet};

/// The files of the source whose text at a commit a build would like to know.
#[must_use]
pub fn wanted_past(sources: &Sources) -> Vec<(SitePath, String)> {
    let (config, _) = Config::read(sources);
    if config.locales.len() < 2 {
        return Vec::new();
    }
    let (inventory, _) = discover::discover(&config, sources);
    l10n::wanted_past(&config, &inventory, sources)
}

/// How the translations of a site stand to their sources, while it is built.
#[derive(Default, PartialEq, Eq)]
pub(super) struct States {
    /// What readers are told, by locale and key.
    pub notices: Vec<BTreeMap<SitePath, Notice>>,
    /// The translations whose source has changed since.
    pub stale: BTreeSet<SitePath>,
    /// How much of each locale is translated, where a page says so.
    pub coverage: Vec<Option<Coverage>>,
    /// What is found about them.
    pub findings: Vec<Diagnostic>,
}

impl States {
    /// Whether a place of the source is in a section that a translation lacks.
    pub(super) fn is_gained(&self, page: &PageId, place: &str) -> bool {
        let notice = self.notices[page.locale].get(&page.key);
        notice.is_some_and(|notice| notice.is_gained(place))
    }

    /// The pages whose readers are told something else than before.
    pub(super) fn told_otherwise<'s>(
        &'s self,
        earlier: &'s Self,
    ) -> impl Iterator<Item = PageId> + 's {
        let locales = self.notices.iter().zip(&earlier.notices).enumerate();
        locales.flat_map(|(locale, (now, then))| {
            let keys = now
                .iter()
                .filter(|(key, notice)| then.get(*key) != Some(*notice));
            let gone = then.iter().filter(|(key, _)| !now.contains_key(*key));
            let keys = keys.chain(gone).map(|(key, _)| key.clone());
            keys.map(move |key| PageId { locale, key })
        })
    }

    /// Judges every translation.
    pub(super) fn read(evidence: Evidence) -> Self {
        let mut states = Self::default();
        for locale in 0..evidence.addresses.config.locales.len() {
            if locale == evidence.addresses.config.source {
                states.notices.push(BTreeMap::new());
                states.coverage.push(None);
                continue;
            }
            let (translations, found) = evidence.translations(locale);
            states.findings.extend(found);
            let found = l10n::findings(evidence, &translations);
            states.findings.extend(found);
            let stale = translations.iter();
            let stale = stale.filter(|translation| matches!(translation.state, State::Stale(_)));
            let files = stale.filter_map(|translation| translation.pair.translation.clone());
            states.stale.extend(files);
            states.notices.push(l10n::notices(evidence, &translations));
            let counts = evidence.addresses.config.has_coverage_page;
            let coverage = counts.then(|| Coverage::of(evidence, translations));
            states.coverage.push(coverage);
        }
        states
    }
}

/// A site of which only the translations are asked about.
pub struct Translated<'s> {
    /// Its settings.
    pub config: Config,
    /// What is wrong with the settings.
    pub findings: Vec<Diagnostic>,
    sources: &'s Sources,
    inventory: Inventory,
    library: Library,
    redirects: Redirects,
    blocks: Blocks,
}

impl<'s> Translated<'s> {
    /// Reads settings, pages and redirections.
    #[must_use]
    pub fn read(sources: &'s Sources) -> Self {
        let (config, mut findings) = Config::read(sources);
        let (inventory, _) = discover::discover(&config, sources);
        let redirects = Redirects::default();
        let addresses = Addresses {
            config: &config,
            sources,
            inventory: &inventory,
            redirects: &redirects,
        };
        let settings = Settings::default();
        let pages = inventory.page_of.keys();
        let library = Library::read(addresses, pages, &settings, &Memo::default(), None);
        let moved = Moved::read(addresses, &library, &mut Vec::new());
        let inventory = inventory.without(moved.given_up());
        let none = Redirects::default();
        let addresses = Addresses {
            config: &config,
            sources,
            inventory: &inventory,
            redirects: &none,
        };
        let redirects = Redirects::read(addresses, &moved, &mut Vec::new());
        settle(&mut findings);
        Self {
            config,
            findings,
            sources,
            inventory,
            library,
            redirects,
            blocks: Blocks::default(),
        }
    }

    /// What translations are judged from.
    #[must_use]
    pub fn evidence(&self) -> Evidence<'_> {
        Evidence {
            addresses: Addresses {
                config: &self.config,
                sources: self.sources,
                inventory: &self.inventory,
                redirects: &self.redirects,
            },
            library: &self.library,
            blocks: &self.blocks,
        }
    }
}
