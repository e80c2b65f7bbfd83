//! Sections that a translation lacks, or has in another shape, taken from the
//! source, to be filled with texts.

use super::align::align;
use super::outline::{Evidence, Outline, Section, written_ids};
use super::page::{Page, Unit};
use super::value::line_break;
use std::collections::BTreeSet;
use std::ops::Range;

/// Texts by their unit and part of the source.
pub(super) type Places = BTreeSet<(usize, usize)>;

/// What translators have given.
#[derive(Default)]
pub(super) struct Texts {
    /// All of it.
    pub(super) all: Places,
    /// What the translation says already.
    pub(super) kept: Places,
}

/// A translation with sections of its source in it.
pub(super) struct Skeleton {
    /// Its text.
    pub(super) text: String,
    /// For each unit of the source that of the text.
    pub(super) pairs: Vec<Option<usize>>,
}

/// The translation with those sections of the source for which translators have
/// given every text, where it has none of that shape; `None` where there is none
/// to take.
///
/// A section of which only a part is translated is not taken: readers would see
/// two languages. And nothing is taken away that has no counterpart in what takes
/// its place.
pub(super) fn skeleton(source: &Page, translation: &Page, given: &Texts) -> Option<Skeleton> {
    let outline = Outline::of(source, translation);
    let maker = Maker {
        source,
        translation,
        given,
        pairs: align(source, translation),
        outline,
    };
    let plan = maker.plan();
    let is_new = plan.iter().any(|step| matches!(step, Step::Ours(_)));
    is_new.then(|| maker.make(&plan)).flatten()
}

/// Units that stand behind each other, and where they are taken from.
enum Step {
    Ours(Range<usize>),
    Theirs(Range<usize>),
}

struct Maker<'p, 't> {
    source: &'p Page<'t>,
    translation: &'p Page<'t>,
    given: &'p Texts,
    pairs: Vec<Option<usize>>,
    outline: Outline,
}

impl Maker<'_, '_> {
    /// The sections in their order.
    fn plan(&self) -> Vec<Step> {
        let mut replaced = vec![None; self.outline.theirs.len()];
        for (ours, pair) in self.outline.pairs.iter().enumerate() {
            if let Some(pair) =
                pair.filter(|pair| self.is_replaced(ours, pair.index, pair.evidence))
            {
                replaced[pair.index] = Some(ours);
            }
        }
        let mut plan = Vec::new();
        for (index, theirs) in self.outline.theirs.iter().enumerate() {
            match replaced[index].map(|ours: usize| self.outline.ours[ours].clone()) {
                None => plan.push(Step::Theirs(theirs.clone())),
                // Links may lead to what the heading is called.
                Some(ours) if self.pairs[ours.start] == Some(theirs.start) && index > 0 => {
                    plan.push(Step::Theirs(theirs.start..theirs.start + 1));
                    plan.push(Step::Ours(ours.start + 1..ours.end));
                }
                Some(ours) => plan.push(Step::Ours(ours)),
            }
            let lacking = self.outline.lacking.get(&index).into_iter().flatten();
            let lacking = lacking.map(|ours| &self.outline.ours[*ours]);
            let new = lacking.filter(|ours| self.is_given(ours));
            plan.extend(new.cloned().map(Step::Ours));
        }
        plan
    }

    /// Whether a section of the source takes the place of its translation: it has
    /// gained blocks, and translators have seen which section they translate.
    fn is_replaced(&self, ours: usize, theirs: usize, evidence: Evidence) -> bool {
        let (ours, theirs) = (&self.outline.ours[ours], &self.outline.theirs[theirs]);
        let is_there = ours.clone().all(|unit| self.pairs[unit].is_some());
        let is_known = evidence == Evidence::Id
            || self.is_heading_kept(ours.start) && !self.has_own_id(theirs.start);
        !is_there && is_known && self.is_given(ours) && self.is_within(theirs, ours)
    }

    fn is_heading_kept(&self, unit: usize) -> bool {
        let parts = 0..self.source.units[unit].parts.len();
        !parts.is_empty()
            && parts
                .clone()
                .all(|part| self.given.kept.contains(&(unit, part)))
    }

    /// Whether a heading of the translation has an id, which links may lead to.
    fn has_own_id(&self, unit: usize) -> bool {
        let heading = &self.translation.units[unit].block;
        !written_ids(heading.source(self.translation.text)).is_empty()
    }

    /// Whether all blocks of a section of the translation have one of their kind
    /// in that of the source, in the same order. Code is the same there.
    fn is_within(&self, theirs: &Section, ours: &Section) -> bool {
        let mut ours = self.source.units[ours.clone()].iter();
        let mut theirs = self.translation.units[theirs.clone()].iter();
        theirs.all(|theirs| ours.any(|ours| self.is_counterpart(ours, theirs)))
    }

    fn is_counterpart(&self, ours: &Unit, theirs: &Unit) -> bool {
        let is_same = ours.shape() == theirs.shape();
        let said = |page: &Page, unit: &Unit| unit.block.normal(page.text);
        let is_copied = || said(self.source, ours) == said(self.translation, theirs);
        is_same && (theirs.is_translatable() && ours.is_translatable() || is_copied())
    }

    /// Whether every text of a section is given, and there are some.
    fn is_given(&self, section: &Section) -> bool {
        let mut texts = section.clone().flat_map(|unit| {
            let parts = self.source.units[unit].parts.iter().enumerate();
            let parts = parts.filter(|(_, part)| part.is_translatable());
            parts.map(move |(part, _)| (unit, part))
        });
        let is_given = |text: &(usize, usize)| self.given.all.contains(text);
        texts.clone().next().is_some() && texts.all(|text| is_given(&text))
    }

    /// Puts the sections together; `None` where one does not become a section of
    /// its own, or makes something else of what is around it.
    fn make(&self, plan: &[Step]) -> Option<Skeleton> {
        let start = line_of(self.translation, self.outline.theirs[0].start);
        let line_break = line_break(self.translation.text);
        let mut text = self.translation.text[..start].to_owned();
        let above = 0..self.outline.theirs[0].start;
        let mut units: Vec<Origin> = above.map(Origin::Theirs).collect();
        let mut is_behind_ours = false;
        for step in plan {
            match step {
                Step::Theirs(section) => {
                    let kept = source_of(self.translation, section);
                    if is_behind_ours && !kept.is_empty() {
                        set_apart(&mut text, line_break);
                    }
                    text.push_str(kept);
                    is_behind_ours &= kept.is_empty();
                    units.extend(section.clone().map(Origin::Theirs));
                }
                Step::Ours(section) => {
                    set_apart(&mut text, line_break);
                    let taken = source_of(self.source, section);
                    let taken = taken.trim_end_matches(['\n', '\r']);
                    let taken = taken.replace("\r\n", "\n");
                    text.push_str(&taken.replace('\n', line_break));
                    text.push_str(line_break);
                    is_behind_ours = true;
                    units.extend(section.clone().map(Origin::Ours));
                }
            }
        }
        let pairs = self.pairs_with(&text, &units)?;
        Some(Skeleton { text, pairs })
    }

    /// For each unit of the source that of a text which is made of units of both
    /// pages; `None` where it is cut in another way.
    fn pairs_with(&self, text: &str, units: &[Origin]) -> Option<Vec<Option<usize>>> {
        let page = Page::cut(self.translation.file, text);
        let mut moved = vec![None; self.translation.units.len()];
        let mut taken = Vec::new();
        for (index, (unit, origin)) in page.units.iter().zip(units).enumerate() {
            let (from, at) = match *origin {
                Origin::Ours(at) => {
                    taken.push((at, index));
                    (self.source, at)
                }
                Origin::Theirs(at) => {
                    moved[at] = Some(index);
                    (self.translation, at)
                }
            };
            let before = &from.units[at];
            let is_same = unit.shape() == before.shape()
                && unit.block.normal(page.text) == before.block.normal(from.text);
            if !is_same {
                return None;
            }
        }
        let mut pairs: Vec<Option<usize>> = self
            .pairs
            .iter()
            .map(|pair| pair.and_then(|at| moved[at]))
            .collect();
        for (ours, index) in taken {
            pairs[ours] = Some(index);
        }
        (page.units.len() == units.len()).then_some(pairs)
    }
}

/// The unit of a page that a unit of the new text was.
enum Origin {
    Ours(usize),
    Theirs(usize),
}

/// Units as the page has them: from the line of the first one to that of the next
/// one behind them.
fn source_of<'t>(page: &Page<'t>, units: &Range<usize>) -> &'t str {
    &page.text[line_of(page, units.start)..line_of(page, units.end)]
}

/// Where the line of a unit begins.
fn line_of(page: &Page, unit: usize) -> usize {
    match page.units.get(unit) {
        Some(unit) => {
            let place = unit.block.range.start;
            page.text[..place].rfind('\n').map_or(0, |at| at + 1)
        }
        None => page.text.len(),
    }
}

/// Ends a text with a blank line, if there is any.
fn set_apart(text: &mut String, line_break: &str) {
    if text.trim_start_matches('\u{FEFF}').is_empty() {
        return;
    }
    if !text.ends_with('\n') {
        text.push_str(line_break);
    }
    if !text.ends_with("\n\n") && !text.ends_with("\n\r\n") {
        text.push_str(line_break);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::SitePath;

    fn taken(source: &str, translation: &str) -> Option<String> {
        let file = SitePath::root().with_suffix("a.md");
        let source = Page::cut(&file, source);
        let translation = Page::cut(&file, translation);
        let all = source.units.iter().enumerate();
        let places =
            all.flat_map(|(index, unit)| (0..unit.parts.len()).map(move |part| (index, part)));
        let given = Texts {
            all: places.collect(),
            ..Texts::default()
        };
        skeleton(&source, &translation, &given).map(|made| made.text)
    }

    #[test]
    fn a_section_that_is_new_is_put_where_it_belongs() {
        let source =
            "# A\n\nText.\n\n## <a id=\"n\"></a>New\n\nN.\n\n## <a id=\"b\"></a>B\n\nMore.\n";
        let translation = "# ㄱ\n\n글.\n\n## <a id=\"b\"></a>ㄴ\n\n더.\n";
        let expected =
            "# ㄱ\n\n글.\n\n## <a id=\"n\"></a>New\n\nN.\n\n## <a id=\"b\"></a>ㄴ\n\n더.\n";
        assert_eq!(taken(source, translation).as_deref(), Some(expected));
    }

    #[test]
    fn a_section_of_another_shape_is_taken_whole() {
        let source = "# A\r\n\r\nText.\r\n\r\nTwo.\r\n\r\n## B\r\n\r\nMore.";
        let translation = "# ㄱ\n\n글.\n\n## ㄴ\n\n더.";
        let expected = "# ㄱ\n\nText.\n\nTwo.\n\n## ㄴ\n\n더.";
        assert_eq!(taken(source, translation).as_deref(), Some(expected));
        assert_eq!(taken("# A\n\nText.\n", "# ㄱ\n\n글.\n"), None);
    }
}
