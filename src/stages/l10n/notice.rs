//! [`Notice`]: what the readers of a translation are told about its source.

use super::state::{Evidence, State, Translation};
use crate::base::path::SitePath;
use crate::stages::markdown::Form;
use std::collections::{BTreeMap, BTreeSet};

/// What the readers of a translation are told about its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// How many blocks of the source have changed since it was translated, and
    /// how many there are; nothing where none has, or nobody knows.
    pub changed: Option<(usize, usize)>,
    /// The sections of the source in which they are, but for those that the
    /// translation lacks.
    pub changed_sections: Vec<Section>,
    /// The sections of the source that the translation lacks, and what is in them.
    pub gained_sections: Vec<Section>,
    /// The ids of their headings.
    gained_ids: BTreeSet<String>,
    /// When the translation was accepted, `YYYY-MM-DD`.
    pub accepted: Option<String>,
}

/// A section of a source page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The level of its heading.
    pub level: u8,
    /// The id of its heading; none for what stands above the first.
    pub id: Option<String>,
    /// The text of its heading.
    pub title: String,
}

/// A heading as both pages can be compared by it.
struct Heading {
    start: usize,
    section: Section,
}

/// The notices of the pages of a locale that its own translations make, by key.
#[must_use]
pub fn notices(evidence: Evidence, translations: &[Translation]) -> BTreeMap<SitePath, Notice> {
    let mut notices = BTreeMap::new();
    for translation in translations {
        let pair = &translation.pair;
        if let (Some(key), Some(source), Some(file)) = (&pair.key, &pair.source, &pair.translation)
        {
            let headings = headings(evidence, source);
            let gained_sections = gained(evidence, file, &headings);
            let (changed, mut changed_sections) =
                changed(evidence, source, &translation.state, &headings);
            let gained_ids: BTreeSet<Option<&str>> = gained_sections
                .iter()
                .map(|section| section.id.as_deref())
                .collect();
            changed_sections.retain(|section| !gained_ids.contains(&section.id.as_deref()));
            let notice = Notice {
                changed,
                changed_sections,
                gained_ids: gained_sections
                    .iter()
                    .filter_map(|section| section.id.clone())
                    .collect(),
                gained_sections,
                accepted: translation.accepted.clone(),
            };
            notices.insert(key.clone(), notice);
        }
    }
    notices
}

/// The headings of a file's own, in order, that have an id which no other has.
fn headings(evidence: Evidence, file: &SitePath) -> Vec<Heading> {
    let Some(document) = evidence.library.document(file, Form::Block) else {
        return Vec::new();
    };
    let mut ids: BTreeMap<usize, &str> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for anchor in &document.anchors {
        if let Some(heading) = anchor.heading
            && seen.insert(anchor.wanted.as_str())
        {
            ids.entry(heading).or_insert(&anchor.wanted);
        }
    }
    let headings = document.headings.iter().enumerate();
    let headings = headings.map(|(index, heading)| Heading {
        start: evidence.library.span(file, heading.range).range.start,
        section: Section {
            level: heading.level,
            id: ids.get(&index).map(|&id| id.to_owned()),
            title: heading.text.clone(),
        },
    });
    headings.collect()
}

/// How much has changed, and the sections in which it has, each once.
fn changed(
    evidence: Evidence,
    source: &SitePath,
    state: &State,
    headings: &[Heading],
) -> (Option<(usize, usize)>, Vec<Section>) {
    let State::Stale(comparison) = state else {
        return (None, Vec::new());
    };
    let blocks = evidence.blocks_of(source);
    let mut places: Vec<usize> = Vec::new();
    for change in &comparison.changes {
        let start = blocks
            .get(change.at)
            .map_or(usize::MAX, |block| block.range.start);
        // What is gone stood below the heading before it.
        let reach = match change.now {
            Some(_) => start,
            None => start.saturating_sub(1),
        };
        let above = headings.partition_point(|heading| heading.start <= reach);
        places.extend(above.checked_sub(1));
    }
    places.dedup();
    let sections = places
        .into_iter()
        .map(|place| headings[place].section.clone());
    let sections = sections.collect();
    (Some((comparison.changes.len(), comparison.total)), sections)
}

/// The sections of the source that a translation lacks: headings whose ids are
/// nowhere on it, and which stand between two that follow each other there too, so
/// that nothing on it could be their translation. A translation that shares no ids
/// says nothing.
fn gained(evidence: Evidence, file: &SitePath, source: &[Heading]) -> Vec<Section> {
    let ours = headings(evidence, file);
    let Some(document) = evidence.library.document(file, Form::Block) else {
        return Vec::new();
    };
    let anchors = document.anchors.iter();
    let anchors: BTreeSet<&str> = anchors.map(|anchor| anchor.wanted.as_str()).collect();
    // Where the headings of the translation stand, the start and the end too.
    let places: BTreeMap<&str, usize> = ours
        .iter()
        .enumerate()
        .filter_map(|(place, heading)| Some((id(heading)?, place + 1)))
        .collect();
    let end = ours.len() + 1;
    let mut gained = Vec::new();
    let mut run: Vec<Section> = Vec::new();
    let mut before = 0;
    for heading in source {
        let place = id(heading).and_then(|id| places.get(id)).copied();
        match (place, id(heading)) {
            (Some(place), _) => {
                let is_certain = place == before + 1;
                gained.extend(run.drain(..).filter(|_| is_certain));
                before = place;
            }
            (None, Some(id)) if !anchors.contains(id) => run.push(heading.section.clone()),
            (None, _) => {}
        }
    }
    let is_shared = before > 0;
    gained.extend(run.into_iter().filter(|_| is_shared && before + 1 == end));
    gained
}

impl Notice {
    /// Whether a place of the source is in a section that the translation lacks.
    #[must_use]
    pub fn is_gained(&self, id: &str) -> bool {
        self.gained_ids.contains(id)
    }
}

fn id(heading: &Heading) -> Option<&str> {
    heading.section.id.as_deref()
}
