//! [`MonikerSet`]: some of the monikers of a site.

use std::ops::Range;

/// Monikers by their index in the definition, as intervals: however many there
/// are, a range such as `>= a` is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MonikerSet(
    /// In order; none empty, none overlapping another.
    Vec<Range<usize>>,
);

impl MonikerSet {
    /// The monikers of any of these intervals.
    pub(super) fn new(intervals: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut intervals: Vec<_> = intervals.into_iter().collect();
        intervals.retain(|interval| !interval.is_empty());
        intervals.sort_by_key(|interval| interval.start);
        let mut apart: Vec<Range<usize>> = Vec::new();
        for interval in intervals {
            match apart.last_mut() {
                Some(last) if interval.start <= last.end => last.end = last.end.max(interval.end),
                _ => apart.push(interval),
            }
        }
        Self(apart)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The indexes of its monikers, in order.
    pub(super) fn indexes(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().flat_map(Clone::clone)
    }

    /// Whether anything is in both. Quick where this one has few intervals,
    /// however many the other has.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.0.iter().any(|our| {
            let behind = other.0.partition_point(|their| their.end <= our.start);
            other
                .0
                .get(behind)
                .is_some_and(|their| their.start < our.end)
        })
    }

    /// What is in both.
    pub(super) fn intersection(&self, other: &Self) -> Self {
        let mut both = Vec::new();
        let (mut ours, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(our), Some(their)) = (ours.peek(), theirs.peek()) {
            both.push(our.start.max(their.start)..our.end.min(their.end));
            match our.end < their.end {
                true => ours.next(),
                false => theirs.next(),
            };
        }
        Self::new(both)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_intervals_apart() {
        let set = MonikerSet::new([5..7, 0..2, 2..3, 9..9, 6..8]);
        assert_eq!(set, MonikerSet(vec![0..3, 5..8]));
        assert_eq!(set.indexes().collect::<Vec<_>>(), [0, 1, 2, 5, 6, 7]);
        let other = MonikerSet::new([2..6, 7..20]);
        assert_eq!(set.intersection(&other), MonikerSet(vec![2..3, 5..6, 7..8]));
        for (interval, overlaps) in [(0..1, true), (3..5, false), (2..9, true), (8..9, false)] {
            assert_eq!(MonikerSet::new(Some(interval)).overlaps(&set), overlaps);
        }
        assert!(MonikerSet::default().intersection(&other).is_empty());
    }
}
