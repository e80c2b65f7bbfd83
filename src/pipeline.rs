//! The order of the stages, and the two memos.
//!
//! Every build runs every stage. Only two steps cost anything, parsing a text
//! and rendering a page, and both are remembered by the fingerprint of all they
//! read; so there is no dependency graph that could be wrong.

mod body;
mod check;
mod site;
mod translations;
mod whole;

pub use body::render_body;
pub use check::{Checked, Published, PublishedLine, WebPlaces};
pub use translations::{Translated, wanted_past};

use crate::base::diagnostic::{Diagnostic, Severity, settle};
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::Config;
use crate::stages::discover::{self, PageId};
use crate::stages::emit::{Content, Output};
use crate::stages::l10n::{Blocks, Evidence};
use crate::stages::markdown::{Document, Settings};
use crate::stages::proofread;
use crate::stages::render::{Inputs, Renderer, Scene, Theme};
use crate::stages::resolve::published;
use crate::stages::resolve::redirects::Written as Moved;
use crate::stages::resolve::web::WebAddresses;
use crate::stages::resolve::{
    Addresses, Library, Navigation, Parts, Redirects, Titles, Xrefs, compose, monikers,
    page_findings, pivots,
};
use rayon::prelude::*;
use site::{Made, Site};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use translations::States;
use whole::Whole;

/// Builds sites, and remembers between builds what did not change.
#[derive(Default)]
pub struct Pipeline {
    documents: Memo<Document>,
    pages: Memo<Result<Arc<str>, Diagnostic>>,
    blocks: Blocks,
    inputs: BTreeMap<SitePath, Inputs>,
}

/// The result of a build.
#[derive(Default)]
pub struct Build {
    /// The site; incomplete where the findings have errors.
    pub output: Output,
    /// What was found, sorted, each finding once.
    pub diagnostics: Vec<Diagnostic>,
    /// The pages that were rendered in this build, and the inputs that had
    /// changed; a page that is new says `new`.
    pub rendered: BTreeMap<SitePath, Vec<&'static str>>,
}

impl Build {
    /// Whether the site must not be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}

/// Whether any finding is an error.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}

/// Where a one-shot build hands over each file as soon as it is made, from any
/// thread.
pub type HandOver<'a> = &'a (dyn Fn(SitePath, Content) + Sync);

impl Pipeline {
    /// Builds the site and keeps all of it in memory, with what the next build
    /// can use again.
    pub fn build(&mut self, sources: &Sources) -> Build {
        let output = Mutex::new(Output::default());
        let hand_over = |route, content| {
            let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
            output.files.insert(route, content);
        };
        let run = self.run(sources, &hand_over, Some(&self.pages), None);
        self.documents.sweep();
        self.pages.sweep();
        self.blocks.sweep();
        let mut rendered = BTreeMap::new();
        let mut inputs = BTreeMap::new();
        for (route, now) in run.inputs {
            match self.inputs.get(&route) {
                Some(then) if *then == now => {}
                Some(then) => {
                    rendered.insert(route.clone(), now.changed_since(then));
                }
                None => {
                    rendered.insert(route.clone(), vec!["new"]);
                }
            }
            inputs.insert(route, now);
        }
        self.inputs = inputs;
        Build {
            output: output.into_inner().unwrap_or_else(PoisonError::into_inner),
            diagnostics: run.diagnostics,
            rendered,
        }
    }

    /// Runs once, handing over each file as it is made, and gives the findings.
    #[must_use]
    pub fn once(sources: &Sources, hand_over: HandOver) -> Vec<Diagnostic> {
        let run = Self::default().run(sources, hand_over, None, None);
        run.diagnostics
    }

    fn run(
        &self,
        sources: &Sources,
        hand_over: HandOver,
        memo: Option<&Memo<Result<Arc<str>, Diagnostic>>>,
        web: Option<&WebAddresses>,
    ) -> Run {
        let (config, mut findings) = Config::read(sources);
        findings.extend(sources.problems.iter().cloned());
        let (inventory, found) = discover::discover(&config, sources);
        findings.extend(found);
        let redirects = Redirects::default();
        let addresses = Addresses {
            config: &config,
            sources,
            inventory: &inventory,
            redirects: &redirects,
        };
        let (theme, mut found) = Theme::read(&config, sources);
        if !has_errors(&found) {
            found.extend(theme.missing_templates(&config));
        }
        let can_render = !has_errors(&found);
        findings.extend(found);
        let settings = theme.settings(&config);
        let pages = inventory.page_of.keys();
        let library = Library::read(addresses, pages, &settings, &self.documents);
        findings.extend(library.diagnostics());
        // Pages may say that they are none any more, and where to go instead.
        let moved = Moved::read(addresses, &library, &mut findings);
        let inventory = inventory.without(moved.given_up());
        let addresses = Addresses {
            config: &config,
            sources,
            inventory: &inventory,
            redirects: &redirects,
        };
        let redirects = Redirects::read(addresses, &moved, &mut findings);
        if let Some(web) = web {
            redirects.note_web(&moved, web);
        }
        let addresses = Addresses {
            redirects: &redirects,
            ..addresses
        };
        let evidence = Evidence {
            addresses,
            library: &library,
            blocks: &self.blocks,
        };
        let states = States::read(evidence, &mut findings);
        findings.extend(about_texts(addresses, &library, &settings, &states));
        let titles = Titles::read(&inventory, &library);
        let xrefs = Xrefs::read(addresses, &library, &mut findings);
        let navigation = Navigation::read(addresses, &xrefs, web, &mut findings);
        findings.extend(navigation.pages_without_place(addresses));
        findings.extend(page_findings::about_titles(addresses, &library, &titles));
        let scene = Scene {
            addresses,
            library: &library,
            titles: &titles,
            navigation: &navigation,
            notices: &states.notices,
            coverage: &states.coverage,
            theme: &theme,
        };
        let site = Site {
            scene,
            renderer: Renderer::new(&theme),
            hand_over,
            memo,
        };
        let label = |locale, label| theme.label(&config, locale, label);
        let hook = |locale, hook, fields: &_| theme.hook(locale, hook, fields);
        let parts = Parts {
            addresses,
            library: &library,
            titles: &titles,
            xrefs: &xrefs,
            settings: &settings,
            label: &label,
            hook: &hook,
            web,
        };
        let pages: Vec<(&PageId, &discover::Page)> = inventory.pages.iter().collect();
        let made: Vec<Made<'_>> = pages
            .par_iter()
            .map(|(id, page)| {
                let composed = compose(parts, id, page);
                site.page(id, composed, can_render)
            })
            .collect();
        let mut whole = Whole::of(pages.iter().map(|(id, _)| *id).zip(made));
        findings.extend(whole.check(addresses, &navigation, &moved, &states));
        // Only a check lists addresses, and only a list wants to be held against.
        let published = match web.is_some() || published::has_list(sources) {
            true => Published::of(addresses, &whole.anchors),
            false => Published::default(),
        };
        findings.extend(published::check(addresses, &published));
        if can_render {
            findings.extend(site.everything_else(&mut whole, &xrefs));
        }
        apply_rules(&config, &mut findings);
        Run {
            diagnostics: findings,
            inputs: whole.inputs,
            published,
        }
    }
}

/// What is found in texts before they are put together to pages.
fn about_texts(
    addresses: Addresses,
    library: &Library,
    settings: &Settings,
    states: &States,
) -> Vec<Diagnostic> {
    let mut findings = pivots::check(addresses, library);
    findings.extend(monikers::check(addresses, library));
    let stale = &states.stale;
    findings.extend(proofread::check(addresses, library, settings, stale));
    findings
}

struct Run {
    diagnostics: Vec<Diagnostic>,
    published: Published,
    inputs: Vec<(SitePath, Inputs)>,
}

/// Gives findings the severities that `[rules]` wants, and sorts them.
pub fn apply_rules(config: &Config, findings: &mut Vec<Diagnostic>) {
    for finding in findings.iter_mut() {
        if let Some(severity) = config.rules.get(&finding.code) {
            finding.severity = *severity;
        }
    }
    settle(findings);
}
