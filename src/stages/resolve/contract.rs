//! The anchor contract: a place that a page of the source locale has can be
//! reached on every translation, so that a reader who changes the language, or
//! follows a link, arrives where they meant to.

use super::addresses::Addresses;
use super::anchors::Anchors;
use super::compose::FinalHeading;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::path::SitePath;
use crate::base::schema::is_yaml;
use crate::stages::discover::PageId;
use std::collections::{BTreeMap, BTreeSet};

/// How many places a message names; the rest is counted.
const NAMED: usize = 5;

/// The findings about a translation that lacks places of its source page: each
/// at the heading that should have it, where headings pair up, else one for the
/// whole page. A section that `is_gained`, which the source has and the
/// translation does not have yet, is nobody's mistake.
#[must_use]
pub fn check(
    addresses: Addresses,
    id: &PageId,
    anchors: &BTreeMap<PageId, Anchors>,
    headings: &BTreeMap<PageId, Vec<FinalHeading>>,
    is_gained: &dyn Fn(&PageId, &str) -> bool,
) -> Vec<Diagnostic> {
    let original = addresses.source_of(id);
    let (Some(ours), Some(theirs), Some(wanted)) = (
        headings.get(id),
        headings.get(&original),
        anchors.get(&original),
    ) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let mut missing: BTreeSet<&str> = wanted.sorted().into_iter().collect();
    // The heading of a page is its top, where a link to it arrives anyway.
    if let Some(title) = theirs.first().filter(|heading| heading.level == 1) {
        missing.remove(title.id.as_str());
    }
    for given in anchors.get(id).map(Anchors::sorted).unwrap_or_default() {
        missing.remove(given);
    }
    let moved = |place: &&str| !addresses.redirects.has_place(id, place);
    missing.retain(|place| moved(place) && !is_gained(id, place));
    for (theirs, ours) in pairs(theirs, ours) {
        if missing.remove(theirs.id.as_str()) {
            findings.push(at_heading(addresses, ours, &theirs.id));
        }
    }
    let file = &addresses.inventory.pages[id].file;
    findings.extend(on_page(file, &missing));
    findings
}

/// The headings of two pages side by side, where both have the same outline.
fn pairs<'h>(
    theirs: &'h [FinalHeading],
    ours: &'h [FinalHeading],
) -> impl Iterator<Item = (&'h FinalHeading, &'h FinalHeading)> {
    let levels = |headings: &[FinalHeading]| -> Vec<u8> {
        headings.iter().map(|heading| heading.level).collect()
    };
    let is_same = levels(theirs) == levels(ours);
    let paired = theirs.iter().zip(ours);
    paired.filter(move |_| is_same)
}

fn at_heading(addresses: Addresses, heading: &FinalHeading, id: &str) -> Diagnostic {
    let message = format!("this heading lacks the place `#{id}` of its source page");
    let finding = Diagnostic::new(Code::TranslationAnchorMissing, heading.at.clone(), message)
        .hint(format!("write `<a name=\"{id}\"></a>` before its text"));
    let text = addresses.sources.text(&heading.at.file);
    let source = text.and_then(|text| text.get(heading.at.range.start..heading.at.range.end));
    let Some(source) = source else {
        return finding;
    };
    let marks = source.bytes().take_while(|&byte| byte == b'#').count();
    let blanks = source[marks..].len() - source[marks..].trim_start_matches(' ').len();
    // A heading has one place of its own; one that is written already stays.
    let has_place = source[marks + blanks..].starts_with('<');
    let is_plain = !id.contains(['"', '<', '>', '&']);
    if marks == 0 || blanks == 0 || has_place || !is_plain || is_yaml(&heading.at.file) {
        return finding;
    }
    let at = heading.at.range.start + marks + blanks;
    finding.fix((at..at).into(), format!("<a name=\"{id}\"></a>"))
}

fn on_page(file: &SitePath, missing: &BTreeSet<&str>) -> Option<Diagnostic> {
    if missing.is_empty() {
        return None;
    }
    let named = missing.iter().take(NAMED);
    let named: Vec<String> = named.map(|id| format!("`#{id}`")).collect();
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "this translation lacks places of its source page: {}{more}",
        named.join(", ")
    );
    let finding = Diagnostic::about_file(Code::TranslationAnchorMissing, file, message);
    Some(finding.hint("write `<a name=\"..\"></a>` where each is on the source page"))
}
