//! What a site has besides the pages of its sources: pages of the theme's own,
//! redirections, tables of contents, files that are copied, what machines read.

use super::site::{Made, Site};
use super::whole::Whole;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::path::SitePath;
use crate::stages::config::FILE;
use crate::stages::discover;
use crate::stages::emit::{self, Content};
use crate::stages::render::{Inputs, List, Scene, Viewpoint};
use crate::stages::resolve::{Addresses, place_assets};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What came of the rest of a site besides its files.
#[derive(Default)]
pub(super) struct Rest {
    pub diagnostics: Vec<Diagnostic>,
    pub inputs: Vec<(SitePath, Inputs)>,
}

/// Tables of contents by the locale of their readers and where they are
/// published.
pub(super) type Tables = BTreeMap<(usize, SitePath), usize>;

impl Site<'_> {
    /// Hands over all that is not a page of a source, where the theme is whole.
    pub(super) fn rest(&self, whole: &Whole) -> Rest {
        let Scene {
            addresses,
            library,
            navigation,
            theme,
            ..
        } = self.scene;
        let mut rest = Rest::default();
        if !self.can_render {
            return rest;
        }
        let (mut assets, tables) = (whole.assets(), &whole.tables());
        let services = self.service_pages().into_iter().chain(self.lists());
        let services = services.chain(self.redirects());
        for made in services.chain(self.tables(tables)) {
            rest.diagnostics.extend(made.diagnostics);
            rest.inputs.extend(made.inputs);
        }
        assets.extend(navigation.assets());
        assets.extend(addresses.redirects.assets());
        let tables = tables.keys().map(|(_, place)| place);
        let tables = tables.flat_map(|place| [".json", ".html"].map(|end| place.with_suffix(end)));
        let others = tables.chain(self.list_routes().map(|(_, _, route)| route));
        let (placed, found) = place_assets(addresses, assets, others);
        rest.diagnostics.extend(found);
        for (route, asset) in placed {
            (self.hand_over)(route, Content::Copy(asset));
        }
        let (config, inventory) = (addresses.config, addresses.inventory);
        let files = emit::static_files(addresses.sources, &theme.assets)
            .chain(emit::service_files(config, inventory, library))
            .chain(emit::xref_maps(
                config,
                inventory,
                self.parts.xrefs,
                self.titles,
            ))
            .chain(emit::redirections(addresses));
        for (route, content) in files {
            (self.hand_over)(route, content);
        }
        rest
    }

    /// Each table of contents whole: as JSON, and as a page where the theme has
    /// a template for it.
    fn tables(&self, tables: &Tables) -> Vec<Made> {
        let mut pages = Vec::new();
        let taken = self.taken();
        for ((locale, place), table) in tables {
            let contents = self.scene.navigation.contents(*table);
            let mut made = Made::default();
            let route = place.with_suffix(".html");
            if let Some(finding) = occupied(&route, &taken) {
                made.diagnostics.push(finding);
                pages.push(made);
                continue;
            }
            let json = place.with_suffix(".json");
            let text = self.scene.contents_json(*locale, contents, &json);
            (self.hand_over)(json, emit::text(text));
            if self.scene.theme.has_contents() {
                let here = Viewpoint::Page(&route);
                let view = self.scene.contents(*locale, contents, here);
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
    fn redirects(&self) -> Vec<Made> {
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
    fn lists(&self) -> Vec<Made> {
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
    fn service_pages(&self) -> Vec<Made> {
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
