//! [`Outline`]: which section of a translation is which section of its source.

use super::page::{Page, Unit};
use super::part::{Part, Piece, Role};
use crate::stages::l10n::block::Kind;
use crate::stages::l10n::comparison::in_order;
use crate::stages::markdown::{Ids, slugs};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The units of a section.
pub(super) type Section = Range<usize>;

/// The sections of two pages.
pub(super) struct Outline {
    /// Those of the source.
    pub(super) ours: Vec<Section>,
    /// Those of the translation.
    pub(super) theirs: Vec<Section>,
    /// For each section of the source that of the translation.
    pub(super) pairs: Vec<Option<Pair>>,
    /// By a section of the translation those of the source, in their order, that
    /// belong behind it and that the translation certainly lacks.
    pub(super) lacking: BTreeMap<usize, Vec<usize>>,
}

/// A section of the translation that belongs to one of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Its index.
    pub(super) index: usize,
    /// Why it belongs to it.
    pub(super) evidence: Evidence,
}

/// Why two sections belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// Their headings have the same id, or they are what pages have once.
    Id,
    /// They stand at the same place between others that do.
    Place,
}

impl Outline {
    /// Pairs what certainly belongs together: sections by their ids, and between
    /// those by their places.
    pub(super) fn of(source: &Page, translation: &Page) -> Self {
        let ours = sections(source);
        let theirs = sections(translation);
        let by_id = by_id(&ids(source, &ours), &ids(translation, &theirs));
        let mut outline = Self {
            pairs: vec![None; ours.len()],
            lacking: BTreeMap::new(),
            ours,
            theirs,
        };
        outline.pair(0, 0, Evidence::Id);
        for (ours, theirs) in &by_id {
            outline.pair(*ours, *theirs, Evidence::Id);
        }
        let taken: BTreeSet<usize> = by_id.iter().map(|(_, theirs)| *theirs).collect();
        let end = (outline.ours.len(), outline.theirs.len());
        let mut start = (0, 0);
        for next in in_order(&by_id).into_iter().chain([end]) {
            let is_open = |index: &usize| outline.pairs[*index].is_none();
            let gap = Gap {
                behind: start.1,
                ours: (start.0 + 1..next.0).filter(is_open).collect(),
                theirs: (start.1 + 1..next.1)
                    .filter(|index| !taken.contains(index))
                    .collect(),
            };
            outline.close(&gap, source, translation);
            start = next;
        }
        outline
    }

    fn pair(&mut self, ours: usize, theirs: usize, evidence: Evidence) {
        let index = theirs;
        self.pairs[ours] = Some(Pair { index, evidence });
    }

    /// Pairs sections between two that are certain.
    ///
    /// Headings of the same levels belong together. Where one side has more, the
    /// sections at both ends do that are of the same shape, as long as they leave
    /// no doubt about which of them the other side lacks.
    fn close(&mut self, gap: &Gap, source: &Page, translation: &Page) {
        let level = |page: &Page, section: &Section| page.units[section.start].block.kind;
        let mut places = gap.ours.iter().zip(&gap.theirs);
        let is_same = gap.ours.len() == gap.theirs.len()
            && places.all(|(ours, theirs)| {
                level(source, &self.ours[*ours]) == level(translation, &self.theirs[*theirs])
            });
        let (front, back) = match is_same {
            true => (gap.ours.len(), 0),
            false => self.ends(gap, source, translation),
        };
        let ours = gap.ours.iter().zip(&gap.theirs).take(front);
        let ends = gap.ours.iter().rev().zip(gap.theirs.iter().rev());
        for (ours, theirs) in ours.chain(ends.take(back)) {
            self.pair(*ours, *theirs, Evidence::Place);
        }
        if front + back == gap.theirs.len() {
            let behind = front.checked_sub(1).map_or(gap.behind, |at| gap.theirs[at]);
            let lacking = gap.ours[front..gap.ours.len() - back].to_vec();
            self.lacking.insert(behind, lacking);
        }
    }

    /// How many sections at the beginning and at the end of a gap certainly belong
    /// together. Where the two overlap, it may be either, so that it is neither.
    fn ends(&self, gap: &Gap, source: &Page, translation: &Page) -> (usize, usize) {
        let is_same = |(ours, theirs): &(&usize, &usize)| {
            shapes(&source.units[self.ours[**ours].clone()])
                .eq(shapes(&translation.units[self.theirs[**theirs].clone()]))
        };
        let from_front = gap.ours.iter().zip(&gap.theirs);
        let from_back = gap.ours.iter().rev().zip(gap.theirs.iter().rev());
        let front = from_front.take_while(is_same).count();
        let back = from_back.take_while(is_same).count();
        let short = gap.ours.len().min(gap.theirs.len());
        match front + back < short {
            true => (0, 0),
            false => (short - back, short - front),
        }
    }
}

/// Sections between two pairs that are certain, without those that are certain
/// themselves and stand elsewhere on the other side.
struct Gap {
    /// The section of the translation before it.
    behind: usize,
    ours: Vec<usize>,
    theirs: Vec<usize>,
}

/// What units are built like.
pub(super) fn shapes(units: &[Unit]) -> impl Iterator<Item = (Kind, usize)> {
    let shape = |unit: &Unit| (unit.block.kind, unit.parts.len());
    units.iter().map(shape)
}

/// Whether there is such a unit and it is a heading.
pub(super) fn is_heading(units: &[Unit], index: usize) -> bool {
    let unit = units.get(index);
    unit.is_some_and(|unit| matches!(unit.block.kind, Kind::Heading(_)))
}

/// The sections of a page: what stands above the first heading of its Markdown,
/// and each heading with what stands below it.
fn sections(page: &Page) -> Vec<Section> {
    let is_body = |unit: &Unit| !matches!(unit.block.kind, Kind::FrontMatter | Kind::Value);
    let first = page.units.iter().position(is_body);
    let first = first.unwrap_or(page.units.len());
    let headings = (first..page.units.len()).filter(|index| is_heading(&page.units, *index));
    let mut sections = Vec::new();
    let mut start = first;
    for heading in headings.chain([page.units.len()]) {
        sections.push(start..heading);
        start = heading;
    }
    sections
}

/// The sections that have an id in common that no other has, in the order of the
/// source.
fn by_id(ours: &Sections, theirs: &Sections) -> Vec<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for (id, ours) in ours {
        if let (Some(ours), Some(Some(theirs))) = (ours, theirs.get(id)) {
            pairs.insert((*ours, *theirs));
        }
    }
    // Ids that contradict each other say nothing.
    let (mut of_ours, mut of_theirs) = (BTreeMap::new(), BTreeMap::new());
    for (ours, theirs) in &pairs {
        *of_ours.entry(*ours).or_insert(0) += 1;
        *of_theirs.entry(*theirs).or_insert(0) += 1;
    }
    pairs.retain(|(ours, theirs)| of_ours[ours] == 1 && of_theirs[theirs] == 1);
    pairs.into_iter().collect()
}

/// The section of each id; `None` where more than one has it.
type Sections = BTreeMap<String, Option<usize>>;

fn ids(page: &Page, sections: &[Section]) -> Sections {
    let mut generated = [Ids::default(), Ids::default()];
    let mut found = Sections::new();
    for (index, section) in sections.iter().enumerate().skip(1) {
        let unit = &page.units[section.start];
        let mut ids: BTreeSet<String> = written_ids(unit.block.source(page.text));
        let text: String = unit.parts.iter().map(text_of).collect();
        if text.contains(char::is_alphanumeric) {
            let slugs = generated.iter_mut().zip(slugs(&text));
            ids.extend(slugs.map(|(generated, slug)| generated.give(&slug)));
        }
        // A page has one title.
        if unit.block.kind == Kind::Heading(1) {
            ids.insert(String::new());
        }
        for id in ids {
            let entry = found.entry(id);
            entry.and_modify(|seen| *seen = None).or_insert(Some(index));
        }
    }
    found
}

/// The ids that a writer has given to a heading.
pub(super) fn written_ids(heading: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for mark in ["name=", "id="] {
        for (at, _) in heading.match_indices(mark) {
            let value = &heading[at + mark.len()..];
            let id = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
                _ => value.split([' ', '>', '/']).next(),
            };
            ids.extend(id.map(str::to_owned));
        }
    }
    if let Some((_, id)) = heading.rsplit_once("{#") {
        ids.extend(id.split([' ', '}']).next().map(str::to_owned));
    }
    ids.remove("");
    ids
}

/// What readers see of a heading.
fn text_of(part: &Part) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text { shown, .. } => shown.clone(),
        Piece::Alone(code) if part.codes[*code].role == Role::InlineCode => {
            part.codes[*code].start.replace('`', "")
        }
        Piece::Alone(_) | Piece::Open(_) | Piece::Close(_) => String::new(),
    };
    part.pieces.iter().map(text).collect()
}
