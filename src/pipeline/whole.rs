//! What all pages have, put side by side.

use super::rest::Tables;
use super::site::Made;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::stages::discover::PageId;
use crate::stages::resolve::anchors::{self, Anchors, Jump, Lapse};
use crate::stages::resolve::{Addresses, FinalHeading};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What came of all pages.
#[derive(Default)]
pub(super) struct Whole {
    /// The ids on each page.
    pub anchors: BTreeMap<PageId, Anchors>,
    /// The headings of each page that has a source page or translations.
    pub headings: BTreeMap<PageId, Vec<FinalHeading>>,
    ties: BTreeMap<PageId, Ties>,
    /// The links of each page to places that are not there, of those that have
    /// such links.
    lapses: BTreeMap<PageId, Vec<Lapse>>,
}

/// What ties a page to others.
#[derive(Default)]
struct Ties {
    assets: BTreeSet<SitePath>,
    /// The files besides its own whose text it shows.
    texts: BTreeSet<SitePath>,
    /// The other pages that it calls by their titles.
    called: BTreeSet<PageId>,
    jumps: Vec<Jump>,
    table: Option<(SitePath, usize)>,
}

impl Whole {
    /// Takes what came of a page, in place of what came of it earlier. Gives
    /// whether its anchors are others, and whether its assets are.
    pub(super) fn set(&mut self, id: &PageId, made: Made) -> Changed {
        let ties = Ties {
            assets: made.assets,
            texts: made.texts,
            called: made.called,
            jumps: made.jumps,
            table: made.table,
        };
        let has_other_anchors = self.anchors.get(id) != Some(&made.anchors);
        if has_other_anchors {
            self.anchors.insert(id.clone(), made.anchors);
        }
        match made.headings {
            Some(headings) => drop(self.headings.insert(id.clone(), headings)),
            None => drop(self.headings.remove(id)),
        }
        let assets = ties.assets.clone();
        let then = self.ties.insert(id.clone(), ties);
        Changed {
            anchors: has_other_anchors,
            assets: then.is_none_or(|then| then.assets != assets),
        }
    }

    /// The pages that show one of these files, its text or the file itself,
    /// besides their own text, or call one of these pages by its title.
    pub(super) fn tied_to<'w>(
        &'w self,
        files: &'w BTreeSet<SitePath>,
        pages: &'w BTreeSet<&PageId>,
    ) -> impl Iterator<Item = &'w PageId> {
        let is_tied = |ties: &Ties| {
            let shows = |shown: &BTreeSet<SitePath>| {
                !shown.is_empty() && files.iter().any(|file| shown.contains(file))
            };
            let calls = !pages.is_empty() && ties.called.iter().any(|page| pages.contains(page));
            shows(&ties.texts) || shows(&ties.assets) || calls
        };
        let tied = self.ties.iter();
        tied.filter(move |(_, ties)| is_tied(ties))
            .map(|(id, _)| id)
    }

    /// The files that must be published with the pages.
    pub(super) fn assets(&self) -> BTreeSet<SitePath> {
        let assets = self.ties.values().flat_map(|ties| &ties.assets);
        assets.cloned().collect()
    }

    /// The tables of contents that the pages stand in.
    pub(super) fn tables(&self) -> Tables {
        let tables = self.ties.iter().filter_map(|(id, ties)| {
            let (place, table) = ties.table.as_ref()?;
            Some(((id.locale, place.clone()), *table))
        });
        tables.collect()
    }

    /// Looks again where the links of these pages lead, and those of other pages
    /// to pages whose anchors are others than before.
    pub(super) fn follow(
        &mut self,
        addresses: Addresses,
        pages: &BTreeSet<PageId>,
        with_other_anchors: &BTreeSet<PageId>,
    ) {
        let leads_there = |ties: &Ties| {
            let mut jumps = ties.jumps.iter();
            !with_other_anchors.is_empty()
                && jumps.any(|jump| with_other_anchors.contains(&jump.page))
        };
        let asked = self.ties.iter();
        let asked = asked.filter(|(id, ties)| pages.contains(*id) || leads_there(ties));
        let asked: Vec<(&PageId, &Ties)> = asked.collect();
        let lapses: Vec<(PageId, Vec<Lapse>)> = asked
            .par_iter()
            .map(|(id, ties)| {
                let lapses = anchors::lapses(addresses, &self.anchors, &ties.jumps);
                ((*id).clone(), lapses)
            })
            .collect();
        for (id, lapses) in lapses {
            match lapses.is_empty() {
                true => drop(self.lapses.remove(&id)),
                false => drop(self.lapses.insert(id, lapses)),
            }
        }
    }

    /// The findings about links to places that are not there, those of pages and
    /// `others`.
    pub(super) fn places(&self, addresses: Addresses, others: &[Jump]) -> Vec<Diagnostic> {
        let mut lapses: Vec<Lapse> = self.lapses.values().flatten().cloned().collect();
        lapses.extend(anchors::lapses(addresses, &self.anchors, others));
        anchors::findings(addresses, lapses)
    }
}

/// What is other about a page that was made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Changed {
    /// Its anchors, which links of other pages name.
    pub anchors: bool,
    /// The files that are published with it.
    pub assets: bool,
}
