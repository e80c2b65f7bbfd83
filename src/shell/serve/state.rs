//! [`State`]: what is served at a moment, and what a page must be told when the
//! next one takes its place.

use super::address::Address;
use super::file::File;
use super::findings::{Findings, Report};
use super::follow::Followed;
use super::snapshot::{Found, Snapshot};
use super::{script, waiting};
use crate::base::path::SitePath;
use std::sync::Arc;

/// What is served at a moment. It is replaced as a whole.
#[derive(Clone, Default)]
pub(super) struct State {
    /// The last good site; `None` until there is one.
    pub site: Option<Arc<Snapshot>>,
    /// What was found in the last build, good or not.
    pub findings: Arc<Findings>,
    /// What the writer is at, where readers want to follow.
    pub followed: Option<Followed>,
}

/// What a browser shows at an address.
#[derive(Clone)]
pub(super) enum Showing {
    /// A version that its page has named. We may not have it any more.
    Version(String),
    /// A file that we have at hand.
    File(Arc<File>),
}

impl Showing {
    pub(super) fn version(&self) -> &str {
        match self {
            Self::Version(version) => version,
            Self::File(file) => file.version(),
        }
    }

    /// Whether it is the page that stands in until there is a site.
    pub(super) fn is_waiting(&self) -> bool {
        self.version().starts_with(waiting::MARK)
    }
}

impl State {
    /// What a reader should see at an address now; `None` where that is not a page.
    pub(super) fn shown_at(&self, address: &Address, languages: &str) -> Option<Showing> {
        let Some(site) = &self.site else {
            let page = waiting::page(&self.findings.of_page(None));
            return Some(Showing::Version(waiting::version(&page)));
        };
        match site.find(address, languages) {
            Found::File(_, file) | Found::Nothing(Some(file)) => {
                Some(Showing::File(Arc::clone(file)))
            }
            Found::Nothing(None) => Some(Showing::Version(script::version(""))),
            Found::Elsewhere(_) => None,
        }
    }

    /// The route of the file that stands at an address.
    pub(super) fn route_at(&self, address: &Address, languages: &str) -> Option<&SitePath> {
        match self.site.as_ref()?.find(address, languages) {
            Found::File(route, _) => Some(route),
            Found::Nothing(_) | Found::Elsewhere(_) => None,
        }
    }

    /// What the page at an address has to say.
    pub(super) fn report_at(&self, address: &Address, languages: &str) -> Report {
        self.findings.of_page(self.route_at(address, languages))
    }
}
