//! `--follow`: the browser goes where the writer writes.

use super::difference::heading_of_change;
use super::origin::source_of;
use super::snapshot::Snapshot;
use crate::base::path::SitePath;
use crate::shell::live::Rebuilt;
use crate::stages::config::Config;
use crate::stages::discover;

/// A page that was edited, and where on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Followed {
    pub route: SitePath,
    /// The id of the heading above the change.
    pub place: Option<String>,
    /// Which edit it was, so that nobody is led twice.
    pub number: u64,
}

/// The page that somebody has just edited, if anybody has: of those whose own text
/// has changed the one of the changed file, else the first in its language.
pub(super) fn edited(
    rebuilt: &Rebuilt,
    config: &Config,
    then: Option<&Snapshot>,
    now: &Snapshot,
    number: u64,
) -> Option<Followed> {
    // The first build is nobody's edit.
    let then = then?;
    let is_edit = |reasons: &[&str]| {
        let mut reasons = reasons.iter();
        reasons.any(|reason| matches!(*reason, "text" | "front matter" | "new"))
    };
    let rendered = rebuilt.build.rendered.iter();
    let edited = rendered.filter(|(_, reasons)| is_edit(reasons));
    let edited: Vec<&SitePath> = edited.map(|(route, _)| route).collect();
    let own = |file: &SitePath| {
        let locale = config.locale_of(file)?;
        let path = file.below(&config.locales[locale].content)?;
        let key = config.mounted(&path).without_extension();
        Some(discover::route(config, locale, &key))
    };
    let places = &rebuilt.site.places;
    let in_language = |file: &SitePath| {
        let locale = config.locale_of(file)?;
        let is_of_it = |route: &&SitePath| {
            let source = source_of(route, config, places);
            source.is_some_and(|source| config.locale_of(&source) == Some(locale))
        };
        edited.iter().copied().find(is_of_it).cloned()
    };
    let mut changed = rebuilt.changed.iter();
    let own = changed.find_map(|file| own(file).filter(|route| edited.contains(&route)));
    let mut changed = rebuilt.changed.iter();
    let route = own.or_else(|| changed.find_map(in_language))?;
    let (old, new) = (then.at(&route), now.at(&route)?);
    let place = old.and_then(|old| heading_of_change(old.source(), new.source()));
    Some(Followed {
        route,
        place,
        number,
    })
}
