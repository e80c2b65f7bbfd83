//! Sections that a translation lacks, or has in another shape, taken from the
//! source, to be filled with texts.

use super::align::{align, sections, sections_in_pairs};
use super::page::Page;
use super::value::line_break;
use crate::base::text::TextRange;
use std::collections::BTreeSet;
use std::ops::Range;

/// The translation with those sections of the source for which translators have
/// given every text, where it has none of that shape; `None` where there is none
/// to take.
///
/// A section of which only a part is translated is not taken: readers would see
/// two languages, and lose what is there.
pub(super) fn skeleton(
    source: &Page,
    translation: &Page,
    given: &BTreeSet<(usize, usize)>,
) -> Option<String> {
    let pairs = align(source, translation);
    let ours_all = sections(source);
    let theirs_all = sections(translation);
    let mut text = String::new();
    let mut copied = 0;
    let mut taken = Vec::new();
    // Where a section is put that the translation lacks: behind the last one that
    // it has.
    let mut behind = extent(translation, &theirs_all, &theirs_all[0]).start;
    for (ours, theirs) in sections_in_pairs(source, translation) {
        let theirs = theirs.map(|theirs| extent(translation, &theirs_all, &theirs));
        let is_there = ours.clone().all(|unit| pairs[unit].is_some());
        if !is_there && is_given(source, ours.clone(), given) {
            let place = theirs.unwrap_or(TextRange::new(behind, behind));
            text.push_str(&translation.text[copied..place.start]);
            let section = extent(source, &ours_all, &ours);
            append(
                &mut text,
                &source.text[Range::from(section)],
                line_break(translation.text),
            );
            copied = place.end;
            taken.extend(ours);
        }
        behind = theirs.map_or(behind, |theirs| theirs.end);
    }
    if taken.is_empty() {
        return None;
    }
    if copied < translation.text.len() {
        let rest = &translation.text[copied..];
        append(&mut text, rest, line_break(translation.text));
    }
    let pairs = align(source, &Page::cut(translation.file, &text));
    // What does not become a section of its own here is not taken.
    let is_there = taken.into_iter().all(|unit| pairs[unit].is_some());
    is_there.then_some(text)
}

/// Whether every text of some units is given, and there are some.
fn is_given(source: &Page, mut units: Range<usize>, given: &BTreeSet<(usize, usize)>) -> bool {
    let is_any = units
        .clone()
        .any(|unit| source.units[unit].is_translatable());
    let is_given = |unit: usize| {
        let parts = source.units[unit].parts.iter().enumerate();
        let mut parts = parts.filter(|(_, part)| part.is_translatable());
        parts.all(|(part, _)| given.contains(&(unit, part)))
    };
    is_any && units.all(is_given)
}

/// Where a section stands: from the line of its first unit to that of the next
/// section.
fn extent(page: &Page, sections: &[Range<usize>], section: &Range<usize>) -> TextRange {
    let line = |unit: usize| match page.units.get(unit) {
        Some(unit) => {
            let place = unit.block.range.start;
            page.text[..place].rfind('\n').map_or(0, |at| at + 1)
        }
        None => page.text.len(),
    };
    let is_last = sections.last() == Some(section);
    let end = if is_last {
        page.text.len()
    } else {
        line(section.end)
    };
    TextRange::new(line(section.start), end)
}

/// Appends a section with a blank line before it.
fn append(text: &mut String, section: &str, line_break: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(line_break);
    }
    let is_apart = text.is_empty() || text.ends_with("\n\n") || text.ends_with("\n\r\n");
    if !is_apart {
        text.push_str(line_break);
    }
    text.push_str(&section.replace("\r\n", "\n").replace('\n', line_break));
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
        skeleton(&source, &translation, &places.collect())
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
        let expected = "# A\n\nText.\n\nTwo.\n\n## ㄴ\n\n더.";
        assert_eq!(taken(source, translation).as_deref(), Some(expected));
        assert_eq!(taken("# A\n\nText.\n", "# ㄱ\n\n글.\n"), None);
    }
}
