//! A site while its pages are rendered.

use super::HandOver;
use super::whole::Whole;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::stages::config::FILE;
use crate::stages::discover::{self, PageId};
use crate::stages::emit::{self, Content};
use crate::stages::render::{Inputs, List, PageView, Renderer, Scene, Viewpoint};
use crate::stages::resolve::anchors::{Anchors, Jump};
use crate::stages::resolve::{
    Addresses, Composed, Contents, FinalHeading, Xrefs, page_findings, place_assets,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What came of a page besides its HTML.
#[derive(Default)]
pub(super) struct Made<'a> {
    pub diagnostics: Vec<Diagnostic>,
    pub assets: BTreeSet<SitePath>,
    pub anchors: Anchors,
    pub jumps: Vec<Jump>,
    pub inputs: Option<(SitePath, Inputs)>,
    /// The table of contents it stands in, by where that is published.
    pub contents: Option<(SitePath, Contents<'a>)>,
    /// Its headings, where the page has a source page or translations to be
    /// held against.
    pub headings: Option<Vec<FinalHeading>>,
}

/// A site while its pages are rendered.
pub(super) struct Site<'a> {
    pub scene: Scene<'a>,
    pub renderer: Renderer<'a>,
    pub hand_over: HandOver<'a>,
    pub memo: Option<&'a Memo<Result<Arc<str>, Diagnostic>>>,
}

impl<'a> Site<'a> {
    pub(super) fn page(&self, id: &PageId, mut composed: Composed, can_render: bool) -> Made<'a> {
        let Scene {
            addresses,
            navigation,
            ..
        } = self.scene;
        let page = &addresses.inventory.pages[id];
        let scope = navigation.scope(addresses, id, &page.file);
        let is_own = page.content_locale == id.locale;
        if is_own {
            let has_title = self.scene.titles.is_written(id);
            let found = page_findings::about_headings(&page.file, &composed.headings, has_title);
            composed.diagnostics.extend(found);
        }
        let mut made = Made {
            diagnostics: std::mem::take(&mut composed.diagnostics),
            assets: std::mem::take(&mut composed.assets),
            anchors: std::mem::take(&mut composed.anchors),
            jumps: std::mem::take(&mut composed.jumps),
            inputs: None,
            headings: (is_own && addresses.has_counterpart(id)).then(|| composed.headings.clone()),
            contents: scope.map(|scope| {
                let contents = scope.contents();
                (contents.place(addresses.config, id.locale), contents)
            }),
        };
        if can_render {
            let view = self.scene.page(id, composed, &made.anchors, scope);
            let route = &page.route;
            self.render(&view, id.locale, Viewpoint::Page(route), route, &mut made);
        }
        made
    }

    fn render(
        &self,
        view: &PageView,
        locale: usize,
        here: Viewpoint,
        route: &SitePath,
        made: &mut Made<'a>,
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

    /// Hands over all that is not a page of a source, and gives what is found
    /// meanwhile: pages of the theme's own, redirections, tables of contents,
    /// files that are copied, and what machines read.
    pub(super) fn everything_else(&self, whole: &mut Whole<'a>, xrefs: &Xrefs) -> Vec<Diagnostic> {
        let Scene {
            addresses,
            library,
            titles,
            navigation,
            theme,
            ..
        } = self.scene;
        let mut findings = Vec::new();
        let services = self.service_pages().into_iter().chain(self.lists());
        let services = services.chain(self.redirects());
        for made in services.chain(self.tables(&whole.tables)) {
            findings.extend(made.diagnostics);
            whole.inputs.extend(made.inputs);
        }
        whole.assets.extend(navigation.assets());
        whole.assets.extend(addresses.redirects.assets());
        let tables = whole.tables.keys().map(|(_, place)| place);
        let tables = tables.flat_map(|place| [".json", ".html"].map(|end| place.with_suffix(end)));
        let others = tables.chain(self.list_routes().map(|(_, _, route)| route));
        let (placed, found) = place_assets(addresses, std::mem::take(&mut whole.assets), others);
        findings.extend(found);
        for (route, asset) in placed {
            (self.hand_over)(route, Content::Copy(asset));
        }
        let (config, inventory) = (addresses.config, addresses.inventory);
        let files = emit::static_files(addresses.sources, &theme.assets)
            .chain(emit::service_files(config, inventory, library))
            .chain(emit::xref_maps(config, inventory, xrefs, titles))
            .chain(emit::redirections(addresses));
        for (route, content) in files {
            (self.hand_over)(route, content);
        }
        findings
    }

    /// Each table of contents whole: as JSON, and as a page where the theme has
    /// a template for it.
    fn tables(&self, tables: &BTreeMap<(usize, SitePath), Contents>) -> Vec<Made<'a>> {
        let mut pages = Vec::new();
        let taken = self.taken();
        for ((locale, place), contents) in tables {
            let mut made = Made::default();
            let route = place.with_suffix(".html");
            if let Some(finding) = occupied(&route, &taken) {
                made.diagnostics.push(finding);
                pages.push(made);
                continue;
            }
            let json = place.with_suffix(".json");
            let text = self.scene.contents_json(*locale, *contents, &json);
            (self.hand_over)(json, emit::text(text));
            if self.scene.theme.has_contents() {
                let here = Viewpoint::Page(&route);
                let view = self.scene.contents(*locale, *contents, here);
                self.render(&view, *locale, here, &route, &mut made);
            }
            pages.push(made);
        }
        pages
    }

    /// The routes of pages, with their files, and of redirections.
    fn taken(&self) -> BTreeMap<SitePath, Option<SitePath>> {
        let addresses = self.scene.addresses;
        let sources = addresses.inventory.pages.values();
        let redirects = addresses.redirects.routes(addresses);
        redirects
            .map(|route| (route, None))
            .chain(sources.map(|page| (page.route.clone(), Some(page.file.clone()))))
            .collect()
    }

    /// A small page at each old address, which takes readers to the new one.
    fn redirects(&self) -> Vec<Made<'a>> {
        let Addresses {
            config, redirects, ..
        } = self.scene.addresses;
        redirects
            .pages()
            .map(|(id, target)| {
                let route = discover::route(config, id.locale, &id.key);
                let here = Viewpoint::Page(&route);
                let mut made = Made::default();
                let view = self.scene.redirect(id, target, here);
                self.render(&view, id.locale, here, &route, &mut made);
                made
            })
            .collect()
    }

    /// The lists that the theme adds to each language.
    fn lists(&self) -> Vec<Made<'a>> {
        let routes: Vec<(List, usize, SitePath)> = self.list_routes().collect();
        let lists = routes.par_iter().map(|(list, locale, route)| {
            let here = Viewpoint::Page(route);
            let mut made = Made::default();
            let view = match list {
                List::AToZ => self.scene.a_to_z(*locale, here),
                List::Coverage => self.scene.coverage(*locale, here),
            };
            self.render(&view, *locale, here, route, &mut made);
            made
        });
        lists.collect()
    }

    /// Which these are and where they are published, in locales with room for
    /// them.
    fn list_routes(&self) -> impl Iterator<Item = (List, usize, SitePath)> {
        let lists = self.scene.lists();
        let locales = 0..self.scene.addresses.config.locales.len();
        let routes = locales.flat_map(move |locale| {
            let lists = lists.clone().into_iter();
            lists.map(move |list| (list, locale, self.scene.list_route(list, locale)))
        });
        routes.filter(|(list, locale, route)| self.is_free(*locale, list.key(), route))
    }

    /// Whether no page of the site's own has the place of a page of the theme's,
    /// nor has gone from there: it wins.
    fn is_free(&self, locale: usize, key: &str, route: &SitePath) -> bool {
        let Addresses {
            inventory,
            redirects,
            ..
        } = self.scene.addresses;
        let key = SitePath::root().with_suffix(key);
        let is_redirected = redirects.of(locale, &key).is_some();
        !is_redirected && inventory.pages.values().all(|page| page.route != *route)
    }

    /// The choice of languages, and the 404 page of each language and of all.
    fn service_pages(&self) -> Vec<Made<'a>> {
        let config = self.scene.addresses.config;
        let root = emit::base_path(config);
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
            if self.is_free(locale, "404", &route) {
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

/// The finding about a page, or a redirection, that stands where a whole table of
/// contents is published; `taken` has the routes of both with their sources.
fn occupied(route: &SitePath, taken: &BTreeMap<SitePath, Option<SitePath>>) -> Option<Diagnostic> {
    let book = SitePath::root().with_suffix(FILE);
    let source = taken.get(route)?;
    let file = source.as_ref().unwrap_or(&book);
    let message = format!("a whole table of contents is published at `{route}` too");
    let finding = Diagnostic::about_file(Code::PublishUrlConflict, file, message);
    Some(finding.hint(match source {
        Some(_) => "rename the page, or its folder",
        None => "remove the redirection from there",
    }))
}
