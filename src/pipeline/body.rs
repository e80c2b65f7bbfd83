//! One page alone.

use super::apply_rules;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::markup::escape;
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::{Config, Media};
use crate::stages::discover;
use crate::stages::render::Theme;
use crate::stages::resolve::redirects::Written as Moved;
use crate::stages::resolve::{
    Addresses, Asked, Library, Parts, Redirects, Titles, Xrefs, anchors, compose,
};
use std::collections::BTreeMap;

/// One page's body as HTML, in the markup of the theme but without its
/// templates of pages, and what is wrong with it. `None` when the file is no page.
#[must_use]
pub fn render_body(sources: &Sources, file: &SitePath) -> Option<(String, Vec<Diagnostic>)> {
    let (mut config, _) = Config::read(sources);
    // Nothing is published, so files are where they lie.
    config.media = Media::AtPath;
    let (mut inventory, _) = discover::discover(&config, sources);
    sources.text(file)?;
    let id = inventory.page_for(&config, file)?;
    let redirects = Redirects::default();
    let addresses = Addresses {
        config: &config,
        sources,
        inventory: &inventory,
        redirects: &redirects,
    };
    let (theme, mut findings) = Theme::read(&config, sources);
    let settings = theme.settings(&config);
    let memo = Memo::default();
    let own = Library::read(addresses, [file], &settings, &memo, None);
    let texts = own.files().map(|(file, _)| file);
    findings.extend(texts.flat_map(|file| own.diagnostics(file)));
    // Other pages say what uids lead to, and what links without a text are called.
    let pages = inventory.page_of.keys().chain([file]);
    let library = Library::read(addresses, pages, &settings, &memo, None);
    let moved = Moved::read(addresses, &library, &mut Vec::new());
    let redirects = Redirects::read(addresses, &moved, &mut Vec::new());
    let addresses = Addresses {
        redirects: &redirects,
        ..addresses
    };
    let mut about_uids = Vec::new();
    let xrefs = Xrefs::read(addresses, &library, &mut about_uids);
    // What two other pages have in common is not this one's fault.
    about_uids.retain(|found| found.code != Code::DuplicateUid || found.at.file == *file);
    findings.extend(about_uids);
    let label = |locale, label| theme.label(&config, locale, label);
    let hook = |locale, hook, fields: &_| theme.hook(locale, hook, fields);
    let titles = Titles::read(&inventory, &library);
    let parts = Parts {
        addresses,
        library: &library,
        titles: &Asked::new(&titles),
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
    let page_anchors = BTreeMap::from([(id, composed.anchors)]);
    let lapses = anchors::lapses(addresses, &page_anchors, &composed.jumps);
    findings.extend(anchors::findings(addresses, lapses));
    apply_rules(&config, &mut findings);
    Some((html, findings))
}
