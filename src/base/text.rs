//! Places in a text: [`TextRange`], and [`LineIndex`] to say them to people.

use std::cell::OnceCell;
use std::ops::Range;

/// A half-open range of bytes in a text. `Copy` and ordered, unlike [`Range`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just behind the last byte.
    pub end: usize,
}

impl TextRange {
    /// The range from `start` up to, not including, `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same range `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

impl From<Range<usize>> for TextRange {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<TextRange> for Range<usize> {
    fn from(range: TextRange) -> Self {
        range.start..range.end
    }
}

/// Where a piece of a text stands letter by letter in a range of it, if it does
/// and does so once.
#[must_use]
pub fn place_once(text: &str, range: TextRange, piece: &str) -> Option<TextRange> {
    if piece.is_empty() {
        return None;
    }
    let mut found = text.get(range.start..range.end)?.match_indices(piece);
    let (at, _) = found.next()?;
    let start = range.start + at;
    let is_once = found.next().is_none();
    is_once.then(|| TextRange::new(start, start + piece.len()))
}

/// Where the lines of a text begin, to turn offsets into lines and columns.
pub struct LineIndex<'text> {
    text: &'text str,
    starts: Vec<usize>,
    /// How many characters begin before each [`STRIDE`] of bytes: a column on a
    /// line of megabytes is then found without counting all of it.
    characters: OnceCell<Vec<usize>>,
}

/// How many bytes are counted at once.
const STRIDE: usize = 1024;

impl<'text> LineIndex<'text> {
    /// Finds the lines of `text`; `\n` ends a line.
    #[must_use]
    pub fn new(text: &'text str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
            characters: OnceCell::new(),
        }
    }

    /// How many characters begin before an offset.
    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = self.characters.get_or_init(|| {
            let mut count = 0;
            let strides = bytes.chunks(STRIDE).map(|stride| {
                count += characters(stride);
                count
            });
            std::iter::once(0).chain(strides).collect()
        });
        let stride = offset / STRIDE;
        before[stride] + characters(&bytes[stride * STRIDE..offset])
    }

    /// The line of an offset, counted from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// Line and column of an offset, both counted from 1, the column in
    /// characters. An offset behind the text's end is taken for the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let start = self.starts[line - 1];
        let column = self.characters_before(offset) - self.characters_before(start);
        (line, column + 1)
    }

    /// Offset of the first byte of a line counted from 1; the text's end for a
    /// line behind it.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        self.starts.get(index).copied().unwrap_or(self.text.len())
    }
}

/// How many characters begin in some bytes of UTF-8: all but continuation bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let index = LineIndex::new("ab\n안녕 x\n");
        assert_eq!(index.place(0), (1, 1));
        assert_eq!(index.place(3), (2, 1));
        assert_eq!(index.place(10), (2, 4));
        assert_eq!(index.place(999), (3, 1));
        assert_eq!(index.line_start(2), 3);
    }
    #[test]
    fn a_long_line_is_counted_once() {
        let text = format!("x\n{}", "가a".repeat(400_000));
        let index = LineIndex::new(&text);
        let places = (0..400_000).map(|step| (2 + step * 4, (2, 2 * step + 1)));
        for (offset, place) in places.chain([(text.len(), (2, 800_001))]) {
            assert_eq!(index.place(offset), place);
        }
    }
}
