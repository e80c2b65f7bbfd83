//! Where files that are copied as they are get published.

use super::addresses::Addresses;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::path::SitePath;
use crate::stages::config::Media;
use crate::stages::discover;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Included, Unbounded};

/// The assets by the routes they are published at, and a finding for each
/// whose route is taken: by a page, a whole table of contents, another asset, or
/// a folder of pages.
#[must_use]
pub fn place_assets(
    addresses: Addresses,
    assets: BTreeSet<SitePath>,
    tables: impl Iterator<Item = SitePath>,
) -> (BTreeMap<SitePath, SitePath>, Vec<Diagnostic>) {
    let pages = addresses.inventory.pages.values();
    let redirects = addresses.redirects.routes(addresses);
    let others: Vec<SitePath> = redirects.chain(tables).collect();
    let pages: BTreeSet<&str> = pages
        .map(|page| &page.route)
        .chain(&others)
        .map(SitePath::as_str)
        .collect();
    let mut placed: BTreeMap<SitePath, SitePath> = BTreeMap::new();
    let mut findings = Vec::new();
    for asset in assets {
        let route = published_asset(addresses, &asset);
        let twin = placed.get(&route);
        if twin.is_some_and(|twin| is_same(addresses, twin, &asset)) {
            continue;
        }
        let conflict = twin
            .map(|twin| format!("`{twin}` is published at `{route}` already"))
            .or_else(|| conflict_with_page(&pages, &route));
        match conflict {
            Some(message) => findings.push(
                Diagnostic::about_file(Code::PublishUrlConflict, &asset, message)
                    .hint("rename one of the two"),
            ),
            None => drop(placed.insert(route, asset)),
        }
    }
    (placed, findings)
}

fn conflict_with_page(pages: &BTreeSet<&str>, route: &SitePath) -> Option<String> {
    if pages.contains(route.as_str()) {
        return Some(format!("a page is published at `{route}` already"));
    }
    // `a.png.md` is published below `a.png`, where addresses are folders.
    let folder = format!("{route}/");
    let mut behind = pages.range::<str, _>((Included(folder.as_str()), Unbounded));
    if let Some(page) = behind.next().filter(|page| page.starts_with(&folder)) {
        return Some(format!(
            "`{route}` is a folder: a page is published at `{page}`"
        ));
    }
    let above = std::iter::successors(Some(route.folder()), |folder| Some(folder.folder()));
    above
        .take_while(|folder| !folder.as_str().is_empty())
        .find(|folder| pages.contains(folder.as_str()))
        .map(|page| format!("a page is published at `{page}`, which is a folder of this file"))
}

/// Where a file that is copied as it is gets published: an image or a film under
/// its fingerprint, once however many locales have it; any other at its own
/// path, the mounts applied, in the folder of its locale.
#[must_use]
pub(super) fn published_asset(addresses: Addresses, asset: &SitePath) -> SitePath {
    let config = addresses.config;
    if config.media == Media::Fingerprinted
        && is_shown(asset)
        && let Some(source) = addresses.sources.files.get(asset)
    {
        let name = asset.name();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let fingerprint = source.fingerprint.short();
        return SitePath::root().with_suffix(&format!("{MEDIA}{stem}.{fingerprint}.{ending}"));
    }
    let Some(locale) = config.locale_of(asset) else {
        return asset.clone();
    };
    let inside = asset
        .below(&config.locales[locale].content)
        .unwrap_or_else(|| asset.clone());
    discover::in_locale(config, locale, config.mounted(&inside).as_str())
}

/// The folder of everything that has its fingerprint in its name.
const MEDIA: &str = "_assets/media/";

/// Whether two files are the same, byte for byte, so that one is published for
/// both.
fn is_same(addresses: Addresses, one: &SitePath, other: &SitePath) -> bool {
    let fingerprint = |file| addresses.sources.files.get(file).map(|it| it.fingerprint);
    addresses.config.media == Media::Fingerprinted && fingerprint(one) == fingerprint(other)
}

/// Whether a file is shown on pages, rather than opened by readers under a name
/// that they and others remember.
fn is_shown(file: &SitePath) -> bool {
    matches!(
        file.extension().as_str(),
        "png"
            | "jpg"
            | "jpeg"
            | "gif"
            | "webp"
            | "avif"
            | "svg"
            | "ico"
            | "bmp"
            | "mp4"
            | "webm"
            | "mov"
            | "mp3"
            | "wav"
            | "ogg"
            | "vtt"
    )
}
