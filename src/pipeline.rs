//! The order of the stages, and what a build keeps for the next.
//!
//! A build runs every stage. What costs anything is kept and used again where
//! everything that it was made from is the same: documents, what was found in
//! texts, rendered pages. Where only the texts of some pages have changed, in a
//! way that no other page can see, the next build begins at these pages.

mod body;
mod check;
mod collected;
mod done;
mod edit;
mod facts;
mod kept;
mod rest;
mod retell;
mod site;
mod texts;
mod translations;
mod whole;
mod world;

pub use body::render_body;
pub use check::{Checked, Published, PublishedLine, WebPlaces};
pub use translations::{Translated, wanted_past};

use crate::base::diagnostic::{Diagnostic, Severity, settle};
use crate::base::findings::Findings;
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::Config;
use crate::stages::emit::{Content, Output};
use crate::stages::l10n::Blocks;
use crate::stages::markdown::Document;
use done::{Decided, Done, Sinks};
use edit::changed_files;
use kept::Kept;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Builds sites, and remembers between builds what did not change.
#[derive(Default)]
pub struct Pipeline {
    documents: Memo<Document>,
    blocks: Blocks,
    kept: Option<Kept>,
}

/// The result of a build.
#[derive(Clone, Default)]
pub struct Build {
    /// The site; incomplete where the findings have errors.
    pub output: Arc<Output>,
    /// What was found.
    pub diagnostics: Findings,
    /// The pages that were rendered in this build, and the inputs that had
    /// changed; a page that is new says `new`.
    pub rendered: Reasons,
}

impl Build {
    /// Whether the site must not be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        has_errors(self.diagnostics.iter())
    }
}

/// Whether any finding is an error.
#[must_use]
pub fn has_errors<'f>(findings: impl IntoIterator<Item = &'f Diagnostic>) -> bool {
    let mut findings = findings.into_iter();
    findings.any(|finding| finding.severity == Severity::Error)
}

/// Where a one-shot build hands over each file as soon as it is made, from any
/// thread.
pub type HandOver<'a> = &'a (dyn Fn(SitePath, Content) + Sync);

/// Why pages were rendered, by route.
pub type Reasons = BTreeMap<SitePath, Vec<&'static str>>;

impl Pipeline {
    /// Builds the site and keeps all of it in memory, with what the next build
    /// can use again.
    pub fn build(&mut self, sources: &Sources) -> Build {
        // Taken, so that a build that panics leaves nothing half changed behind.
        let earlier = self.kept.take();
        let changed = earlier
            .as_ref()
            .and_then(|kept| changed_files(&kept.sources, sources));
        let retold = earlier.as_ref().zip(changed.as_ref());
        let retold =
            retold.and_then(|(kept, changed)| kept.retold(sources, changed, &self.documents));
        let (kept, rendered) = match (earlier, retold) {
            (Some(mut kept), Some(texts)) => {
                let rendered = kept.retell(sources, self, texts);
                (kept, rendered)
            }
            (earlier, _) => {
                let done = Kept::next(sources, self, earlier, changed.as_ref());
                self.documents.sweep();
                done
            }
        };
        self.blocks.sweep();
        let build = Build {
            output: Arc::clone(&kept.output),
            diagnostics: kept.done.findings.clone(),
            rendered,
        };
        self.kept = Some(kept);
        build
    }

    /// Runs once, handing over each file as it is made, and gives the findings.
    #[must_use]
    pub fn once(sources: &Sources, hand_over: HandOver) -> Vec<Diagnostic> {
        let sinks = Sinks {
            pages: hand_over,
            rest: hand_over,
            web: None,
        };
        let decided = Decided::read(sources, &Self::default(), None, None);
        let done = Done::all(sources, decided, None, sinks);
        done.findings.to_vec()
    }
}

/// Gives findings the severities that `[rules]` wants.
fn apply_severities(config: &Config, findings: &mut [Diagnostic]) {
    for finding in findings {
        if let Some(severity) = config.rules.get(&finding.code) {
            finding.severity = *severity;
        }
    }
}

/// Gives findings the severities that `[rules]` wants, and sorts them.
pub fn apply_rules(config: &Config, findings: &mut Vec<Diagnostic>) {
    apply_severities(config, findings);
    settle(findings);
}
