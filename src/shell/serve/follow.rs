//! `--follow`: the browser goes where the writer writes.

use super::difference::heading_of_change;
use super::snapshot::Snapshot;
use crate::base::path::SitePath;
use crate::shell::live::Rebuilt;
use crate::stages::config::Config;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many sources somebody who writes changes at a time: a page that gets a new
/// name is two. More at once is a checkout, or a folder that came back.
const MOST_TYPED: usize = 3;

/// What was edited, and where it is seen best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Followed {
    /// Every page with another text: who looks at one of them stays there.
    pub pages: Arc<BTreeSet<SitePath>>,
    /// The page that all others are led to.
    pub route: SitePath,
    /// The id of the heading above the change on it.
    pub place: Option<String>,
    /// Which edit it was, so that nobody is led twice.
    pub number: u64,
}

/// How well a page shows what was edited, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is the page of the file.
    Own,
    /// It shows the file, and is of the same language.
    SameLanguage,
    /// It shows the file, which belongs to another language or to all.
    Shown,
}

/// What somebody has just edited, if anybody has.
pub(super) fn edited(
    rebuilt: &Rebuilt,
    config: &Config,
    then: Option<&Snapshot>,
    now: &Snapshot,
    number: u64,
) -> Option<Followed> {
    // The first build is nobody's edit.
    let then = then?;
    if rebuilt.changed.len() > MOST_TYPED {
        return None;
    }
    let is_edit = |reasons: &[&str]| {
        let mut reasons = reasons.iter();
        reasons.any(|reason| matches!(*reason, "text" | "front matter" | "new"))
    };
    let rendered = rebuilt.build.rendered.iter();
    let edited = rendered.filter(|(_, reasons)| is_edit(reasons));
    let pages: BTreeSet<SitePath> = edited.map(|(route, _)| route.clone()).collect();
    let ranked = pages.iter().filter_map(|route| {
        let files = rebuilt.build.texts.get(route)?;
        Some((rank(route, files, rebuilt.changed, config)?, route))
    });
    let (_, route) = ranked.min()?;
    let (old, new) = (then.at(route), now.at(route)?);
    Some(Followed {
        place: old.and_then(|old| heading_of_change(old.source(), new.source())),
        route: route.clone(),
        number,
        pages: Arc::new(pages),
    })
}

/// How well a page shows what was edited; `None` where it does not, or where it
/// stands in for a translation: nobody writes there.
fn rank(
    route: &SitePath,
    files: &[SitePath],
    changed: &BTreeSet<SitePath>,
    config: &Config,
) -> Option<Rank> {
    let own = files.first()?;
    let locale = config.locale_of(own)?;
    if route.parts().next() != Some(config.locales[locale].tag.as_str()) {
        return None;
    }
    let shown = files.iter().filter(|file| changed.contains(*file));
    let rank = shown.map(|file| match config.locale_of(file) {
        _ if file == own => Rank::Own,
        Some(other) if other == locale => Rank::SameLanguage,
        _ => Rank::Shown,
    });
    rank.min()
}
