//! [`Prose`]: a text with its outline.

use crate::base::text::TextRange;
use crate::stages::markdown::{self, Outline, Piece, What};

/// A text and how it is written.
#[derive(Clone, Copy)]
pub(super) struct Prose<'t> {
    pub text: &'t str,
    pub outline: &'t Outline,
}

/// A block of a text.
#[derive(Clone, Copy)]
pub(super) struct Block<'t> {
    /// The whole text.
    pub text: &'t str,
    pub range: TextRange,
    pub pieces: &'t [Piece],
}

impl<'t> Prose<'t> {
    pub(super) fn block(&self, block: &'t markdown::Block) -> Block<'t> {
        Block {
            text: self.text,
            range: block.range(),
            pieces: self.outline.pieces(block),
        }
    }
}

impl<'t> Block<'t> {
    /// What the source says at a place.
    pub(super) fn at(&self, range: TextRange) -> &'t str {
        self.text.get(range.start..range.end).unwrap_or_default()
    }

    /// The pieces that are text as it is written, each with its place.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'t str, usize)> + use<'_, 't> {
        let texts = self.pieces.iter().filter(|piece| piece.what == What::Text);
        texts.map(|piece| (self.at(piece.range()), piece.range().start))
    }

    /// The character before a place, if the text has one.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character behind a place, if the text has one.
    pub(super) fn behind(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

/// Whether a place at the edge of which this stands needs no blank.
pub(super) fn is_blank(letter: Option<char>) -> bool {
    letter.is_none_or(char::is_whitespace)
}

/// Where a piece of a text stands in it.
pub(super) fn offset(text: &str, piece: &str) -> usize {
    piece.as_ptr() as usize - text.as_ptr() as usize
}
