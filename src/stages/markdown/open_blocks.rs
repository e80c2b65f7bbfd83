//! [`OpenBlocks`]: the `:::` blocks that a line stands in.

use std::collections::BTreeMap;

/// The open blocks, the innermost last, and how many containers each stands in:
/// never fewer than the one before.
#[derive(Default)]
pub(super) struct OpenBlocks {
    blocks: Vec<(&'static str, usize)>,
    /// How many of each name are open, so that an end without one costs nothing.
    counts: BTreeMap<&'static str, usize>,
}

impl OpenBlocks {
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// A block begins in so many containers, which are all that are open.
    pub(super) fn open(&mut self, name: &'static str, depth: usize) {
        self.blocks.push((name, depth));
        *self.counts.entry(name).or_default() += 1;
    }

    /// The innermost block of that name ends, and all inside; gives how many
    /// containers it stands in.
    pub(super) fn close(&mut self, name: &str) -> Option<usize> {
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return None;
        }
        while let Some((last, depth)) = self.pop() {
            if last == name {
                return Some(depth);
            }
        }
        None
    }

    /// The containers end that so many are left of, and the blocks in them.
    pub(super) fn close_inside(&mut self, depth: usize) {
        while self
            .blocks
            .last()
            .is_some_and(|(_, inside)| *inside > depth)
        {
            self.pop();
        }
    }

    fn pop(&mut self) -> Option<(&'static str, usize)> {
        let last = self.blocks.pop()?;
        if let Some(count) = self.counts.get_mut(last.0) {
            *count -= 1;
        }
        Some(last)
    }
}
