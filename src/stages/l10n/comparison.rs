//! [`Comparison`]: the blocks of a source then and now.

use super::lock::Mark;
use std::collections::BTreeMap;

/// What has changed between two states of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The changes, in the order of the file.
    pub changes: Vec<Change>,
    /// How many blocks there are, those that are gone included.
    pub total: usize,
}

/// A block that is new, gone, or says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The index of the block as it was; `None` for a new one.
    pub before: Option<usize>,
    /// The index of the block as it is; `None` for one that is gone.
    pub now: Option<usize>,
    /// The index in the present file at which it is, or was.
    pub at: usize,
}

/// Compares two states in time that grows with their lengths, but for a
/// logarithm. What only one block says, then and now, is taken for the same block
/// as far as the order is kept (as in patience diff); between two of those, blocks
/// that say the same are paired from both ends, then in turn. What is left has
/// changed.
#[must_use]
pub fn compare(before: &[Mark], now: &[Mark]) -> Comparison {
    let mut kept = Vec::new();
    let (mut then_at, mut now_at) = (0, 0);
    let anchors = in_order(&unique_pairs(before, now));
    for (then_kept, now_kept) in anchors.into_iter().chain([(before.len(), now.len())]) {
        let gap = pairs_of_gap(&before[then_at..then_kept], &now[now_at..now_kept]);
        kept.extend(
            gap.into_iter()
                .map(|(then, new)| (then_at + then, now_at + new)),
        );
        kept.push((then_kept, now_kept));
        (then_at, now_at) = (then_kept + 1, now_kept + 1);
    }
    let mut comparison = Comparison::default();
    let (mut then_at, mut now_at) = (0, 0);
    for (then_kept, now_kept) in kept.iter().copied() {
        let gone = then_kept - then_at;
        let new = now_kept - now_at;
        for step in 0..gone.max(new) {
            comparison.changes.push(Change {
                before: (step < gone).then_some(then_at + step),
                now: (step < new).then_some(now_at + step),
                at: now_at + step.min(new),
            });
        }
        (then_at, now_at) = (then_kept + 1, now_kept + 1);
    }
    // The last of those kept is the end of both.
    comparison.total = kept.len() - 1 + comparison.changes.len();
    comparison
}

/// The blocks that say what no other says, then and now, in the order of then.
fn unique_pairs(before: &[Mark], now: &[Mark]) -> Vec<(usize, usize)> {
    let places = |marks: &[Mark]| {
        let mut places: BTreeMap<Mark, Option<usize>> = BTreeMap::new();
        for (index, mark) in marks.iter().enumerate() {
            let place = places.entry(*mark);
            place
                .and_modify(|place| *place = None)
                .or_insert(Some(index));
        }
        places
    };
    let (then, new) = (places(before), places(now));
    let pair = |(index, mark): (usize, &Mark)| {
        then.get(mark).copied().flatten()?;
        Some((index, new.get(mark).copied().flatten()?))
    };
    before.iter().enumerate().filter_map(pair).collect()
}

/// The pairs between two blocks that are certain: equal ones from both ends, then
/// the n-th that says something with the n-th that says it now.
fn pairs_of_gap(before: &[Mark], now: &[Mark]) -> Vec<(usize, usize)> {
    let equal = |(then, new): &(&Mark, &Mark)| then == new;
    let head = before.iter().zip(now).take_while(equal).count();
    let (then, new) = (&before[head..], &now[head..]);
    let tail = then
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(equal)
        .count();
    let (then, new) = (&then[..then.len() - tail], &new[..new.len() - tail]);
    let inside = in_order(&pairs(then, new));
    let inside = inside
        .into_iter()
        .map(|(then, new)| (head + then, head + new));
    let ends = (0..tail)
        .rev()
        .map(|step| (before.len() - 1 - step, now.len() - 1 - step));
    (0..head)
        .map(|step| (step, step))
        .chain(inside)
        .chain(ends)
        .collect()
}

/// The n-th block that says something then, with the n-th that says it now, in
/// the order of then.
fn pairs(before: &[Mark], now: &[Mark]) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<Mark, Vec<usize>> = BTreeMap::new();
    for (index, mark) in now.iter().enumerate().rev() {
        places.entry(*mark).or_default().push(index);
    }
    let pair = |(index, mark)| Some((index, places.get_mut(mark)?.pop()?));
    before.iter().enumerate().filter_map(pair).collect()
}

/// The longest run of pairs that are in order on both sides (the longest
/// increasing subsequence, by patience sorting).
pub(super) fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pairs on top of the piles, and for each pair the one before it.
    let mut tops: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, now)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| pairs[top].1 < *now);
        previous.push(pile.checked_sub(1).map(|pile| tops[pile]));
        match tops.get_mut(pile) {
            Some(top) => *top = index,
            None => tops.push(index),
        }
    }
    let last = tops.last().copied();
    let mut run: Vec<(usize, usize)> = std::iter::successors(last, |&index| previous[index])
        .map(|index| pairs[index])
        .collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each change as `before>now`, and the number of blocks.
    fn changes(before: &str, now: &str) -> (Vec<String>, usize) {
        let marks = |text: &str| -> Vec<Mark> {
            let letters = text.chars();
            letters
                .map(|letter| Mark::of(&letter.to_string()))
                .collect()
        };
        let name = |text: &str, index: Option<usize>| {
            let letter = index.and_then(|index| text.chars().nth(index));
            letter.map(String::from).unwrap_or_default()
        };
        let Comparison { changes, total } = compare(&marks(before), &marks(now));
        let say = |change: &Change| {
            format!(
                "{}>{}@{}",
                name(before, change.before),
                name(now, change.now),
                change.at
            )
        };
        (changes.iter().map(say).collect(), total)
    }

    #[test]
    fn what_has_changed() {
        let cases: [(&str, &str, &[&str], usize); 10] = [
            ("abc", "abc", &[], 3),
            ("abc", "aXc", &["b>X@1"], 3),
            ("abc", "abXc", &[">X@2"], 4),
            ("abc", "ac", &["b>@1"], 3),
            ("abcd", "aXYd", &["b>X@1", "c>Y@2"], 4),
            ("abcd", "bcda", &["a>@0", ">a@3"], 5),
            ("aab", "ab", &["a>@1"], 3),
            ("", "ab", &[">a@0", ">b@1"], 2),
            // What is said again and again, `=`, is paired by what stands around it.
            ("a=1b=2c=3", "x=9a=1b=2c=3", &[">x@0", ">=@1", ">9@2"], 12),
            ("==", "===", &[">=@2"], 3),
        ];
        for (before, now, expected, total) in cases {
            let expected: Vec<String> = expected.iter().map(|&said| said.to_owned()).collect();
            assert_eq!(changes(before, now), (expected, total), "{before} -> {now}");
        }
    }

    #[test]
    fn nothing_in_common_costs_no_more() {
        let long: Vec<Mark> = (0..200_000).map(|n| Mark::of(&n.to_string())).collect();
        let mut turned = long.clone();
        turned.reverse();
        let comparison = compare(&long, &turned);
        assert_eq!(comparison.total, 2 * long.len() - 1);
    }
}
