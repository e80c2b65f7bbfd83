//! The order of the stages, and the two memos.
//!
//! Every build runs every stage. Only two steps cost anything, parsing a text
//! and rendering a page, and both are remembered by the fingerprint of all they
//! read; so there is no dependency graph that could be wrong.

mod check;

pub use check::{Checked, WebPlaces};

use crate::base::diagnostic::{Code, Diagnostic, Severity, settle};
use crate::base::markup::escape;
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::Config;
use crate::stages::discover::{self, PageId};
use crate::stages::emit::{self, Content, Output};
use crate::stages::markdown::Document;
use crate::stages::render::{Inputs, PageView, Renderer, Scene, Theme, Viewpoint};
use crate::stages::resolve::anchors::{Anchors, Jump};
use crate::stages::resolve::web::WebAddresses;
use crate::stages::resolve::{
    Addresses, Composed, Library, Navigation, Parts, Titles, Xrefs, anchors, compose, monikers,
    pivots, place_assets,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Builds sites, and remembers between builds what did not change.
#[derive(Default)]
pub struct Pipeline {
    documents: Memo<Document>,
    pages: Memo<Result<Arc<str>, Diagnostic>>,
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
        let addresses = Addresses {
            config: &config,
            sources,
            inventory: &inventory,
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
        findings.extend(pivots::check(addresses, &library));
        findings.extend(monikers::check(addresses, &library));
        let titles = Titles::read(&inventory, &library);
        let xrefs = Xrefs::read(addresses, &library, &mut findings);
        let navigation = Navigation::read(addresses, &xrefs, web, &mut findings);
        let scene = Scene {
            addresses,
            library: &library,
            titles: &titles,
            navigation: &navigation,
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
        let made: Vec<Made> = pages
            .par_iter()
            .map(|(id, page)| {
                let composed = compose(parts, id, page);
                site.page(id, composed, can_render)
            })
            .collect();
        let mut inputs = Vec::new();
        let mut assets = BTreeSet::new();
        let mut page_anchors = BTreeMap::new();
        let mut jumps = Vec::new();
        for ((id, _), made) in pages.iter().zip(made) {
            page_anchors.insert(*id, made.anchors);
            jumps.extend(made.jumps);
            findings.extend(made.diagnostics);
            assets.extend(made.assets);
            inputs.extend(made.inputs);
        }
        findings.extend(anchors::check(addresses, &page_anchors, jumps));
        if can_render {
            for made in site.service_pages() {
                findings.extend(made.diagnostics);
                inputs.extend(made.inputs);
            }
            let (placed, found) = place_assets(addresses, assets);
            findings.extend(found);
            for (route, asset) in placed {
                hand_over(route, Content::Copy(asset));
            }
            for (route, content) in emit::static_files(sources, &theme.assets) {
                hand_over(route, content);
            }
            let services = emit::service_files(&config, &inventory, &library);
            let maps = emit::xref_maps(&config, &inventory, &xrefs, &titles);
            for (route, content) in services.into_iter().chain(maps) {
                hand_over(route, content);
            }
        }
        apply_rules(&config, &mut findings);
        Run {
            diagnostics: findings,
            inputs,
        }
    }
}

/// One page's body as HTML, in the markup of the theme but without its
/// templates of pages, and what is wrong with it. `None` when the file is no page.
#[must_use]
pub fn render_body(sources: &Sources, file: &SitePath) -> Option<(String, Vec<Diagnostic>)> {
    let (config, _) = Config::read(sources);
    let (mut inventory, _) = discover::discover(&config, sources);
    sources.text(file)?;
    let id = inventory.page_for(&config, file)?;
    let addresses = Addresses {
        config: &config,
        sources,
        inventory: &inventory,
    };
    let (theme, mut findings) = Theme::read(&config, sources);
    let settings = theme.settings(&config);
    let memo = Memo::default();
    let own = Library::read(addresses, [file], &settings, &memo);
    findings.extend(own.diagnostics());
    // Other pages say what uids lead to, and what links without a text are called.
    let pages = inventory.page_of.keys().chain([file]);
    let library = Library::read(addresses, pages, &settings, &memo);
    let mut about_uids = Vec::new();
    let xrefs = Xrefs::read(addresses, &library, &mut about_uids);
    // What two other pages have in common is not this one's fault.
    about_uids.retain(|found| found.code != Code::DuplicateUid || found.at.file == *file);
    findings.extend(about_uids);
    let label = |locale, label| theme.label(&config, locale, label);
    let hook = |locale, hook, fields: &_| theme.hook(locale, hook, fields);
    let parts = Parts {
        addresses,
        library: &library,
        titles: &Titles::read(&inventory, &library),
        xrefs: &xrefs,
        settings: &settings,
        label: &label,
        hook: &hook,
        web: None,
    };
    let composed = compose(parts, &id, &inventory.pages[&id]);
    let mut html = String::new();
    if let Some((id, heading)) = &composed.heading {
        html.push_str(&format!("<h1 id=\"{}\">{heading}</h1>\n", escape(id)));
    }
    html.push_str(&composed.content);
    findings.extend(composed.diagnostics);
    let page_anchors = BTreeMap::from([(&id, composed.anchors)]);
    findings.extend(anchors::check(addresses, &page_anchors, composed.jumps));
    apply_rules(&config, &mut findings);
    Some((html, findings))
}

struct Run {
    diagnostics: Vec<Diagnostic>,
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

/// What came of a page besides its HTML.
#[derive(Default)]
struct Made {
    diagnostics: Vec<Diagnostic>,
    assets: BTreeSet<SitePath>,
    anchors: Anchors,
    jumps: Vec<Jump>,
    inputs: Option<(SitePath, Inputs)>,
}

/// A site while its pages are rendered.
struct Site<'a> {
    scene: Scene<'a>,
    renderer: Renderer<'a>,
    hand_over: HandOver<'a>,
    memo: Option<&'a Memo<Result<Arc<str>, Diagnostic>>>,
}

impl Site<'_> {
    fn page(&self, id: &PageId, mut composed: Composed, can_render: bool) -> Made {
        let mut made = Made {
            diagnostics: std::mem::take(&mut composed.diagnostics),
            assets: std::mem::take(&mut composed.assets),
            anchors: std::mem::take(&mut composed.anchors),
            jumps: std::mem::take(&mut composed.jumps),
            inputs: None,
        };
        if can_render {
            let route = self.scene.addresses.inventory.pages[id].route.clone();
            let view = self.scene.page(id, composed);
            self.render(&view, id.locale, Viewpoint::Page(&route), &route, &mut made);
        }
        made
    }

    fn render(
        &self,
        view: &PageView,
        locale: usize,
        here: Viewpoint,
        route: &SitePath,
        made: &mut Made,
    ) {
        let render = |view: &PageView| match self.renderer.render(view, locale, here) {
            Ok(html) => Ok(Arc::from(html)),
            Err(finding) => Err(*finding),
        };
        let html = match self.memo {
            None => Arc::new(render(view)),
            Some(memo) => {
                let inputs = self.renderer.inputs(view, locale);
                let key = inputs.key();
                made.inputs = Some((route.clone(), inputs));
                memo.get(key, || render(view))
            }
        };
        match &*html {
            Ok(html) => (self.hand_over)(route.clone(), Content::Text(Arc::clone(html))),
            Err(finding) => made.diagnostics.push(finding.clone()),
        }
    }

    /// The choice of languages, and the 404 page of each language and of all.
    fn service_pages(&self) -> Vec<Made> {
        let config = self.scene.addresses.config;
        let root = base_path(config);
        let mut pages = vec![
            (
                "languages",
                config.source,
                SitePath::root().with_suffix("index.html"),
            ),
            (
                "not-found",
                config.source,
                SitePath::root().with_suffix("404.html"),
            ),
        ];
        for locale in 0..config.locales.len() {
            let route = discover::in_locale(config, locale, "404.html");
            // A site's own page wins.
            let own = self.scene.addresses.inventory.pages.values();
            if own.into_iter().all(|page| page.route != route) {
                pages.push(("not-found", locale, route));
            }
        }
        pages
            .into_iter()
            .map(|(kind, locale, route)| {
                let here = match kind {
                    "not-found" => Viewpoint::Anywhere(&root),
                    _ => Viewpoint::Page(&route),
                };
                let mut made = Made::default();
                let view = self.scene.service_page(kind, locale, here);
                self.render(&view, locale, here, &route, &mut made);
                made
            })
            .collect()
    }
}

/// The path of the host below which the site is published; `/` where it is not
/// known.
fn base_path(config: &Config) -> String {
    let path = config.base_url.as_deref().and_then(|url| {
        let host = url.split_once("://")?.1;
        Some(&host[host.find('/')?..])
    });
    path.unwrap_or("/").to_owned()
}
