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
    pub(super) fn new(mut intervals: Vec<Range<usize>>) -> Self {
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

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(ExactSizeIterator::len).sum()
    }

    /// The indexes of its monikers, in order.
    pub(super) fn indexes(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().flat_map(Clone::clone)
    }

    /// What is in either.
    pub(super) fn union(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        Self::new(self.0)
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
        let set = MonikerSet::new(vec![5..7, 0..2, 2..3, 9..9, 6..8]);
        assert_eq!(set, MonikerSet(vec![0..3, 5..8]));
        assert_eq!(set.len(), 6);
        assert_eq!(set.indexes().collect::<Vec<_>>(), [0, 1, 2, 5, 6, 7]);
        let other = MonikerSet::new(vec![2..6, 7..20]);
        assert_eq!(set.intersection(&other), MonikerSet(vec![2..3, 5..6, 7..8]));
        assert_eq!(set.union(&other), MonikerSet(vec![0..20]));
        assert!(MonikerSet::default().intersection(&other).is_empty());
    }
}
