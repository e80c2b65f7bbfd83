//! The files of a site that are not pages: sitemaps, robots.txt, maps of uids,
//! static files.

use super::config::Config;
use super::discover::{self, Inventory, PageId};
use super::load::FrontMatter;
use super::render::{Asset, absolute};
use super::resolve::{Addresses, Library, Target, Titles, Xrefs};
use crate::base::markup::escape;
use crate::base::path::{SitePath, encode_address};
use crate::base::sources::Sources;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text.
    Text(Arc<str>),
    /// A file of the sources, copied as it is.
    Copy(SitePath),
}

/// The site, as a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Every file by where it is published.
    pub files: BTreeMap<SitePath, Content>,
}

/// A text as a file of the output.
#[must_use]
pub fn text(text: impl Into<Arc<str>>) -> Content {
    Content::Text(text.into())
}

/// The static files of the theme.
pub fn static_files(
    sources: &Sources,
    assets: &[Asset],
) -> impl Iterator<Item = (SitePath, Content)> {
    assets.iter().map(|asset| {
        let content = match sources.text(&asset.file) {
            Some(body) => Content::Text(Arc::clone(body)),
            None => Content::Copy(asset.file.clone()),
        };
        (asset.route.clone(), content)
    })
}

/// For each locale whose pages have uids, a map of them for other sites: JSON,
/// which is YAML as well, as DocFX reads it. Addresses are whole where the site
/// knows its own, else relative to the map.
#[must_use]
pub fn xref_maps(
    config: &Config,
    inventory: &Inventory,
    xrefs: &Xrefs,
    titles: &Titles,
) -> Vec<(SitePath, Content)> {
    let mut maps = Vec::new();
    for (locale, settings) in config.locales.iter().enumerate() {
        let map = SitePath::root()
            .with_suffix(&settings.tag)
            .with_suffix("/xrefmap.json");
        let references = xrefs.of_locale(locale).filter_map(|(uid, key)| {
            let id = PageId {
                locale,
                key: key.clone(),
            };
            let route = &inventory.pages.get(&id)?.route;
            let href = match &config.base_url {
                Some(base) => absolute(base, route),
                None => map.address_of(route),
            };
            Some(json!({ "uid": uid, "name": titles.of(&id), "href": href }))
        });
        let references: Vec<Value> = references.collect();
        if !references.is_empty() {
            let content = format!("{:#}\n", json!({ "references": references }));
            maps.push((map, text(content)));
        }
    }
    maps
}

/// `_redirects`, as Cloudflare, Netlify and others read it: a line for each old
/// address, with the status of a page that has moved for good.
#[must_use]
pub fn redirections(addresses: Addresses) -> Option<(SitePath, Content)> {
    let config = addresses.config;
    let base = base_path(config);
    let path = |route: &SitePath| format!("{base}{}", SitePath::root().address_of(route));
    let mut lines = String::new();
    for (id, target) in addresses.redirects.pages() {
        let from = path(&discover::route(config, id.locale, &id.key));
        let to = match addresses.route_of(target) {
            Some((route, suffix)) => format!("{}{}", path(&route), encode_address(suffix)),
            None => match target {
                Target::Elsewhere(address) => encode_address(address),
                _ => continue,
            },
        };
        let _ = writeln!(lines, "{from} {to} 301");
    }
    (!lines.is_empty()).then(|| (SitePath::root().with_suffix("_redirects"), text(lines)))
}

/// The path of the host below which the site is published; `/` where it is not
/// known.
#[must_use]
pub fn base_path(config: &Config) -> String {
    let path = config.base_url.as_deref().and_then(|url| {
        let host = url.split_once("://")?.1;
        Some(&host[host.find('/')?..])
    });
    path.unwrap_or("/").to_owned()
}

/// `sitemap.xml` with one sitemap for each locale below it, where the site
/// knows its address; robots.txt; the mark that GitHub Pages needs to publish
/// folders that begin with `_`.
#[must_use]
pub fn service_files(
    config: &Config,
    inventory: &Inventory,
    library: &Library,
) -> Vec<(SitePath, Content)> {
    let at = |name: &str| SitePath::root().with_suffix(name);
    let mut files = vec![(at(".nojekyll"), text(""))];
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = &config.base_url {
        let _ = writeln!(robots, "Sitemap: {base}sitemap.xml");
        let mut index = XML.to_owned();
        index.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (locale, settings) in config.locales.iter().enumerate() {
            let Some(sitemap) = sitemap(base, locale, inventory, library) else {
                continue;
            };
            let route = SitePath::root()
                .with_suffix(&settings.tag)
                .with_suffix("/sitemap.xml");
            let address = escape(&absolute(base, &route));
            let _ = writeln!(index, "  <sitemap><loc>{address}</loc></sitemap>");
            files.push((route, text(sitemap)));
        }
        index.push_str("</sitemapindex>\n");
        files.push((at("sitemap.xml"), text(index)));
    }
    files.push((at("robots.txt"), text(robots)));
    files
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// The translated pages of a locale that search engines may list (sitemaps.org
/// protocol 0.9); `None` where there are none.
fn sitemap(base: &str, locale: usize, inventory: &Inventory, library: &Library) -> Option<String> {
    let default = FrontMatter::default();
    let mut sitemap = XML.to_owned();
    sitemap.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut is_empty = true;
    for (id, page) in &inventory.pages {
        if id.locale != locale || page.content_locale != locale {
            continue;
        }
        let loaded = library.file(&page.file);
        let front_matter = loaded.map_or(&default, |loaded| &loaded.front_matter);
        if front_matter.noindex {
            continue;
        }
        is_empty = false;
        let address = escape(&absolute(base, &page.route));
        let _ = write!(sitemap, "  <url><loc>{address}</loc>");
        if let Some(date) = &front_matter.date {
            let _ = write!(sitemap, "<lastmod>{date}</lastmod>");
        }
        sitemap.push_str("</url>\n");
    }
    sitemap.push_str("</urlset>\n");
    (!is_empty).then_some(sitemap)
}
