//! `--follow`: the browser goes where the writer writes.

use super::difference::heading_of_change;
use super::snapshot::Snapshot;
use crate::base::path::SitePath;
use crate::shell::live::Rebuilt;
use crate::stages::config::Config;

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
    let file_of = |route: &SitePath| rebuilt.build.texts.get(route)?.first();
    let is_own_language = |route: &SitePath, file: &SitePath| {
        let tag = config
            .locale_of(file)
            .map(|locale| &config.locales[locale].tag);
        tag.map(String::as_str) == route.parts().next()
    };
    let own = |file: &SitePath| {
        let mut edited = edited.iter().copied();
        edited.find(|route| file_of(route) == Some(file) && is_own_language(route, file))
    };
    let in_language = |file: &SitePath| {
        let locale = config.locale_of(file)?;
        let is_of_it = |route: &&SitePath| {
            let source = file_of(route);
            source.is_some_and(|source| config.locale_of(source) == Some(locale))
        };
        edited.iter().copied().find(is_of_it)
    };
    let own = rebuilt.changed.iter().find_map(own);
    let route = own.or_else(|| rebuilt.changed.iter().find_map(in_language))?;
    let route = route.clone();
    let (old, new) = (then.at(&route), now.at(&route)?);
    let place = old.and_then(|old| heading_of_change(old.source(), new.source()));
    Some(Followed {
        route,
        place,
        number,
    })
}
