//! Which unit of a translation is which unit of its source.

use super::page::{Page, Unit};
use crate::stages::l10n::block::Kind;
use std::collections::BTreeMap;
use std::ops::Range;

/// For each unit of the source, the index of that of the translation.
///
/// Values of YAML belong together when the same keys lead to them. What stands
/// below is taken section by section: two sections belong together when their
/// headings do, and their units only when there are as many of each kind in the
/// same order. A wrong pair would be worse than none.
#[must_use]
pub(super) fn align(source: &Page, translation: &Page) -> Vec<Option<usize>> {
    let mut pairs = vec![None; source.units.len()];
    pair_values(source, translation, &mut pairs);
    for (ours, theirs) in sections_in_pairs(source, translation) {
        let (Some(theirs), units) = (theirs, ours.clone()) else {
            continue;
        };
        let is_same =
            shapes(&source.units[units.clone()]).eq(shapes(&translation.units[theirs.clone()]));
        let heading = is_heading(&source.units, units.start);
        let len = match (is_same, heading) {
            (true, _) => units.len(),
            (false, true) => 1,
            (false, false) => 0,
        };
        for (ours, theirs) in units.zip(theirs).take(len) {
            let fits = source.units[ours].parts.len() == translation.units[theirs].parts.len();
            pairs[ours] = fits.then_some(theirs);
        }
    }
    pairs
}

fn pair_values(source: &Page, translation: &Page, pairs: &mut [Option<usize>]) {
    let mut by_path = BTreeMap::new();
    for (index, unit) in translation.units.iter().enumerate() {
        if let Some(value) = &unit.value {
            by_path.insert((unit.block.kind, value.path.as_str()), index);
        }
    }
    for (pair, unit) in pairs.iter_mut().zip(&source.units) {
        let path = unit.value.as_ref().map(|value| value.path.as_str());
        let found = path.and_then(|path| by_path.get(&(unit.block.kind, path)).copied());
        *pair = found.filter(|index| translation.units[*index].parts.len() == unit.parts.len());
    }
}

fn shapes(units: &[Unit]) -> impl Iterator<Item = (Kind, usize)> {
    let shape = |unit: &Unit| (unit.block.kind, unit.parts.len());
    units.iter().map(shape)
}

fn is_heading(units: &[Unit], index: usize) -> bool {
    let unit = units.get(index);
    unit.is_some_and(|unit| matches!(unit.block.kind, Kind::Heading(_)))
}

/// The sections of a page: what stands above the first heading of its Markdown,
/// and each heading with what stands below it.
#[must_use]
pub(super) fn sections(page: &Page) -> Vec<Range<usize>> {
    let is_body = |unit: &Unit| !matches!(unit.block.kind, Kind::FrontMatter | Kind::Value);
    let first = page.units.iter().position(is_body);
    let mut start = first.unwrap_or(page.units.len());
    let mut sections = Vec::new();
    for index in start + 1..page.units.len() {
        if is_heading(&page.units, index) {
            sections.push(start..index);
            start = index;
        }
    }
    sections.push(start..page.units.len());
    if is_heading(&page.units, sections[0].start) {
        let start = sections[0].start;
        sections.insert(0, start..start);
    }
    sections
}

type Section = Range<usize>;

/// Each section of the source with that of the translation.
#[must_use]
pub(super) fn sections_in_pairs(
    source: &Page,
    translation: &Page,
) -> Vec<(Section, Option<Section>)> {
    let ours = sections(source);
    let theirs = sections(translation);
    let mut pairs: Vec<Option<usize>> = vec![None; ours.len()];
    let anchored = anchored(source, &ours, translation, &theirs);
    // Between two sections that are certain, headings of the same levels are.
    let ends = anchored
        .iter()
        .skip(1)
        .copied()
        .chain([(ours.len(), theirs.len())]);
    for ((our_start, their_start), (our_end, their_end)) in anchored.iter().copied().zip(ends) {
        let levels = |page: &Page, sections: &[Section]| -> Vec<Option<Kind>> {
            let kind =
                |section: &Section| page.units.get(section.start).map(|unit| unit.block.kind);
            sections.iter().skip(1).map(kind).collect()
        };
        let is_same = levels(source, &ours[our_start..our_end])
            == levels(translation, &theirs[their_start..their_end]);
        let len = if is_same { our_end - our_start } else { 1 };
        for offset in 0..len {
            pairs[our_start + offset] = Some(their_start + offset);
        }
    }
    let pair =
        |(section, pair): (Section, Option<usize>)| (section, pair.map(|at| theirs[at].clone()));
    ours.into_iter().zip(pairs).map(pair).collect()
}

/// The sections that certainly belong together, in order: the first ones, and
/// those whose headings have the same anchor.
fn anchored(
    source: &Page,
    ours: &[Section],
    translation: &Page,
    theirs: &[Section],
) -> Vec<(usize, usize)> {
    let mut by_anchor: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (index, section) in theirs.iter().enumerate().skip(1) {
        for anchor in anchors(translation, section) {
            let entry = by_anchor.entry(anchor);
            entry.and_modify(|seen| *seen = None).or_insert(Some(index));
        }
    }
    let mut pairs = vec![(0, 0)];
    let mut last = 0;
    for (index, section) in ours.iter().enumerate().skip(1) {
        let mut anchors = anchors(source, section).into_iter();
        let found = anchors.find_map(|anchor| by_anchor.get(anchor).copied().flatten());
        if let Some(found) = found.filter(|found| *found > last) {
            pairs.push((index, found));
            last = found;
        }
    }
    pairs
}

/// The anchors that a writer has given to the heading of a section.
fn anchors<'t>(page: &Page<'t>, section: &Section) -> Vec<&'t str> {
    let Some(unit) = page.units.get(section.start) else {
        return Vec::new();
    };
    let heading = unit.block.source(page.text);
    let mut found = Vec::new();
    // A page has one title.
    if unit.block.kind == Kind::Heading(1) {
        found.push("");
    }
    for mark in ["name=\"", "id=\""] {
        for (at, _) in heading.match_indices(mark) {
            let value = &heading[at + mark.len()..];
            found.extend(value.split_once('"').map(|(value, _)| value));
        }
    }
    if let Some((_, id)) = heading.rsplit_once("{#") {
        found.extend(id.strip_suffix('}'));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::SitePath;

    /// What each unit of the source is paired with.
    fn pairs(source: &str, translation: &str) -> Vec<String> {
        let file = SitePath::root().with_suffix("a.md");
        let source = Page::cut(&file, source);
        let translation = Page::cut(&file, translation);
        let said = |pair: Option<usize>| match pair {
            Some(index) => translation.units[index].block.normal(translation.text),
            None => "-".to_owned(),
        };
        align(&source, &translation).into_iter().map(said).collect()
    }

    #[test]
    fn pages_of_one_shape_belong_together() {
        let source = "---\ntitle: T\n---\nIntro.\n\n# A\n\nText.\n\n## B\n\n- x\n- y\n";
        let translation =
            "---\ndescription: x\ntitle: ㅌ\n---\n머리.\n\n# ㄱ\n\n글.\n\n## ㄴ\n\n- ㅎ\n- ㅍ\n";
        let expected = ["ㅌ", "머리.", "# ㄱ", "글.", "## ㄴ", "ㅎ", "ㅍ"];
        assert_eq!(pairs(source, translation), expected);
    }

    #[test]
    fn a_section_that_differs_has_no_pairs() {
        let source = "# A\n\nText.\n\n## B\n\nOne.\n\nTwo.\n\n## C\n\nThree.\n";
        let translation = "# ㄱ\n\n글.\n\n## ㄴ\n\n하나.\n\n## ㄷ\n\n셋.\n";
        let expected = ["# ㄱ", "글.", "## ㄴ", "-", "-", "## ㄷ", "셋."];
        assert_eq!(pairs(source, translation), expected);
    }

    #[test]
    fn anchors_find_sections_again() {
        let source =
            "# A\n\nText.\n\n## New\n\nN.\n\n## <a name=\"c\"></a>C\n\nThree.\n\n## D\n\nFour.\n";
        let translation = "# ㄱ\n\n글.\n\n## <a name=\"c\"></a>ㄷ\n\n셋.\n\n## ㄹ\n\n넷.\n";
        let expected = [
            "# ㄱ",
            "글.",
            "-",
            "-",
            "## <a name=\"c\"></a>ㄷ",
            "셋.",
            "## ㄹ",
            "넷.",
        ];
        assert_eq!(pairs(source, translation), expected);
    }
}
