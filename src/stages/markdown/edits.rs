//! Small edits to a text, and the way back from the edited text to the places
//! a writer knows.

use crate::base::text::TextRange;
use std::borrow::Cow;

/// Puts `with` in the place of a range of the text; an empty range inserts.
#[derive(Debug)]
pub(super) struct Edit {
    pub range: TextRange,
    pub with: String,
}

impl Edit {
    pub(super) fn replace(start: usize, end: usize, with: impl Into<String>) -> Self {
        Self {
            range: TextRange::new(start, end),
            with: with.into(),
        }
    }

    pub(super) fn insert(at: usize, with: impl Into<String>) -> Self {
        Self::replace(at, at, with)
    }
}

/// Leads from offsets of an edited text back to the text it was made from.
#[derive(Debug, Default)]
pub(super) struct OffsetMap {
    pieces: Vec<Piece>,
}

/// A stretch of the edited text, up to the next piece.
#[derive(Debug)]
struct Piece {
    new_start: usize,
    old_start: usize,
    /// For text that an edit wrote: the end of what it replaced.
    written_over: Option<usize>,
}

impl OffsetMap {
    /// The range of the old text that a range of the new text came from.
    pub(super) fn back(&self, range: TextRange) -> TextRange {
        let start = self.edge(range.start, false);
        let end = self.edge(range.end, true).max(start);
        TextRange::new(start, end)
    }

    fn edge(&self, offset: usize, is_end: bool) -> usize {
        // The end of a range belongs to the byte before it.
        let probe = offset.saturating_sub(usize::from(is_end && offset > 0));
        let index = self
            .pieces
            .partition_point(|piece| piece.new_start <= probe);
        let Some(piece) = index.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return offset;
        };
        match piece.written_over {
            Some(end) if is_end => end,
            Some(_) => piece.old_start,
            None => piece.old_start + (offset - piece.new_start),
        }
    }
}

/// Applies edits that are in order and do not overlap; several insertions at
/// one place are written in their order. An edit that overlaps an earlier one
/// is left out.
pub(super) fn apply<'t>(text: &'t str, edits: &[Edit]) -> (Cow<'t, str>, OffsetMap) {
    if edits.is_empty() {
        return (Cow::Borrowed(text), OffsetMap::default());
    }
    let mut new = String::with_capacity(text.len() + 64);
    let mut pieces = Vec::with_capacity(edits.len() * 2 + 1);
    let mut copied = 0;
    for edit in edits {
        if edit.range.start < copied {
            continue;
        }
        pieces.push(Piece {
            new_start: new.len(),
            old_start: copied,
            written_over: None,
        });
        new.push_str(&text[copied..edit.range.start]);
        pieces.push(Piece {
            new_start: new.len(),
            old_start: edit.range.start,
            written_over: Some(edit.range.end),
        });
        new.push_str(&edit.with);
        copied = edit.range.end;
    }
    pieces.push(Piece {
        new_start: new.len(),
        old_start: copied,
        written_over: None,
    });
    new.push_str(&text[copied..]);
    (Cow::Owned(new), OffsetMap { pieces })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back() {
        let edits = [Edit::replace(2, 4, "XYZ"), Edit::insert(6, "!!")];
        let (new, map) = apply("abcdefgh", &edits);
        assert_eq!(new, "abXYZef!!gh");
        let back = |start, end| map.back(TextRange::new(start, end));
        assert_eq!(back(0, 2), TextRange::new(0, 2));
        assert_eq!(back(2, 5), TextRange::new(2, 4), "the replaced text");
        assert_eq!(back(3, 4), TextRange::new(2, 4));
        assert_eq!(back(5, 7), TextRange::new(4, 6));
        assert_eq!(back(9, 11), TextRange::new(6, 8));
    }

    #[test]
    fn no_edit_is_no_copy() {
        let (new, map) = apply("abc", &[]);
        assert!(matches!(new, Cow::Borrowed("abc")));
        assert_eq!(map.back(TextRange::new(1, 2)), TextRange::new(1, 2));
    }
}
