//! A check: a build of which only the findings are wanted, and the addresses of
//! other sites.

pub use crate::stages::resolve::published::{Line as PublishedLine, Published};
pub use crate::stages::resolve::web::WebPlaces;

use super::Pipeline;
use super::done::{Decided, Done, Sinks};
use crate::base::diagnostic::Diagnostic;
use crate::base::sources::Sources;
use crate::stages::resolve::web::WebAddresses;

/// The result of a check.
pub struct Checked {
    /// What was found, sorted, each finding once.
    pub diagnostics: Vec<Diagnostic>,
    /// The addresses that the site has.
    pub published: Published,
    /// The addresses of other sites, with every place that names each.
    pub web_addresses: WebPlaces,
}

impl Pipeline {
    /// Runs once and gives the findings, and what the site leads to elsewhere.
    #[must_use]
    pub fn check(sources: &Sources) -> Checked {
        let web = WebAddresses::default();
        let sinks = Sinks {
            pages: &|_, _| {},
            rest: &|_, _| {},
            web: Some(&web),
        };
        let decided = Decided::read(sources, &Self::default(), None, Some(&web));
        let done = Done::all(sources, decided, None, sinks);
        Checked {
            diagnostics: done.findings.to_vec(),
            published: done.published,
            web_addresses: web.into_places(),
        }
    }
}
