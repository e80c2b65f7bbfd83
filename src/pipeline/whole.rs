//! What all pages have, put side by side.

use super::site::Made;
use super::translations::States;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::stages::discover::PageId;
use crate::stages::render::Inputs;
use crate::stages::resolve::anchors::{self, Anchors, Jump};
use crate::stages::resolve::redirects::Written as Moved;
use crate::stages::resolve::{Addresses, Contents, FinalHeading, Navigation, contract};
use std::collections::{BTreeMap, BTreeSet};

/// What came of all pages.
#[derive(Default)]
pub(super) struct Whole<'p> {
    pub anchors: BTreeMap<&'p PageId, Anchors>,
    pub assets: BTreeSet<SitePath>,
    pub inputs: Vec<(SitePath, Inputs)>,
    /// The tables of contents by the locale of their readers and where they are
    /// published.
    pub tables: BTreeMap<(usize, SitePath), Contents<'p>>,
    findings: Vec<Diagnostic>,
    jumps: Vec<Jump>,
    headings: BTreeMap<&'p PageId, Vec<FinalHeading>>,
}

impl<'p> Whole<'p> {
    /// What came of these pages.
    pub(super) fn of(pages: impl Iterator<Item = (&'p PageId, Made<'p>)>) -> Self {
        let mut whole = Self::default();
        for (id, made) in pages {
            whole.add(id, made);
        }
        whole
    }

    fn add(&mut self, id: &'p PageId, made: Made<'p>) {
        self.anchors.insert(id, made.anchors);
        self.assets.extend(made.assets);
        self.inputs.extend(made.inputs);
        self.findings.extend(made.diagnostics);
        self.jumps.extend(made.jumps);
        let tables = made.contents.into_iter();
        self.tables
            .extend(tables.map(|(place, table)| ((id.locale, place), table)));
        if let Some(headings) = made.headings {
            self.headings.insert(id, headings);
        }
    }

    /// What was found on pages, and what only all of them together show: places
    /// that are not there.
    pub(super) fn check(
        &mut self,
        addresses: Addresses,
        navigation: &Navigation,
        moved: &Moved,
        states: &States,
    ) -> Vec<Diagnostic> {
        let redirects = addresses.redirects;
        let mut findings = std::mem::take(&mut self.findings);
        let mut jumps = std::mem::take(&mut self.jumps);
        jumps.extend(redirects.jumps(moved));
        jumps.extend(navigation.jumps().iter().cloned());
        findings.extend(anchors::check(addresses, &self.anchors, jumps));
        findings.extend(redirects.check_places(addresses, moved, &self.anchors));
        findings.extend(contract::check(
            addresses,
            &self.anchors,
            &self.headings,
            &|page, place| states.is_gained(page, place),
        ));
        findings
    }
}
