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
            changed_sections.retain(|section| !gained_sections.contains(section));
            let notice = Notice {
                changed,
                changed_sections,
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
    let mut sections: Vec<Section> = Vec::new();
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
        let section = above.checked_sub(1).map(|index| &headings[index].section);
        if let Some(section) = section
            && !sections.contains(section)
        {
            sections.push(section.clone());
        }
    }
    (Some((comparison.changes.len(), comparison.total)), sections)
}

/// The sections of the source that a translation lacks: headings whose id is
/// nowhere on it, between two that both have, where it has nothing else that
/// could be their translation. A translation that shares no ids says nothing.
fn gained(evidence: Evidence, file: &SitePath, source: &[Heading]) -> Vec<Section> {
    let ours = headings(evidence, file);
    let Some(document) = evidence.library.document(file, Form::Block) else {
        return Vec::new();
    };
    let ids: BTreeSet<&str> = document
        .anchors
        .iter()
        .map(|anchor| anchor.wanted.as_str())
        .collect();
    let theirs: BTreeSet<&str> = source.iter().filter_map(id).collect();
    let is_shared = |heading: &&Heading| id(heading).is_some_and(|id| theirs.contains(id));
    if !ours.iter().any(|heading| is_shared(&heading)) {
        return Vec::new();
    }
    // The headings of the translation by what stands before them: how many of its
    // own follow each one that both pages have.
    let mut own_after: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut last = None;
    for heading in &ours {
        match is_shared(&heading) {
            true => last = id(heading),
            false => *own_after.entry(last).or_default() += 1,
        }
    }
    let mut gained = Vec::new();
    let mut last = None;
    for heading in source {
        match id(heading) {
            Some(id) if ids.contains(id) => last = Some(id),
            Some(_) if !own_after.contains_key(&last) => {
                gained.push(heading.section.clone());
            }
            _ => {}
        }
    }
    gained
}

impl Notice {
    /// Whether a place of the source is in a section that the translation lacks.
    #[must_use]
    pub fn is_gained(&self, id: &str) -> bool {
        let mut sections = self.gained_sections.iter();
        sections.any(|section| section.id.as_deref() == Some(id))
    }
}

fn id(heading: &Heading) -> Option<&str> {
    heading.section.id.as_deref()
}
