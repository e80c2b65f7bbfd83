//! Which unit of a translation is which unit of its source.

use super::outline::{Outline, is_heading, shapes};
use super::page::Page;
use std::collections::BTreeMap;

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
    let outline = Outline::of(source, translation);
    for (ours, pair) in outline.ours.iter().zip(&outline.pairs) {
        let Some(theirs) = pair.map(|pair| outline.theirs[pair.index].clone()) else {
            continue;
        };
        let units = ours.clone();
        let is_same =
            shapes(&source.units[units.clone()]).eq(shapes(&translation.units[theirs.clone()]));
        let heading =
            is_heading(&source.units, units.start) && is_heading(&translation.units, theirs.start);
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
