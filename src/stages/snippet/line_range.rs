//! Lines by their numbers: `3`, `5-7`, `29-`.

use std::fmt;

/// How many parts a list may have: each may mean the whole of a large file.
const MOST_PARTS: usize = 100;

/// Lines that follow each other, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineRange {
    first: usize,
    /// `None`: up to the end of the file.
    last: Option<usize>,
}

impl LineRange {
    /// `None` where the last line stands before the first. There is no line 0;
    /// it is taken for line 1, as docfx does.
    pub(super) fn new(first: usize, last: Option<usize>) -> Option<Self> {
        let first = first.max(1);
        let last = last.map(|last| last.max(1));
        last.is_none_or(|last| first <= last)
            .then_some(Self { first, last })
    }

    /// Reads `3`, `5-7` or `29-`.
    pub(super) fn parse(written: &str) -> Option<Self> {
        Self::parse_with(written, number)
    }

    /// Reads the fragment of an address: `L3`, `L5-L7` or `L29-`.
    pub(super) fn parse_fragment(written: &str) -> Option<Self> {
        Self::parse_with(written, |part| number(part.strip_prefix(['L', 'l'])?))
    }

    /// Reads a list with commas; `None` where one of its parts says nothing, or
    /// where there are more than [`MOST_PARTS`].
    pub(super) fn parse_list(written: &str) -> Option<Vec<Self>> {
        let parts = written.split(',');
        let ranges: Vec<Self> = parts
            .take(MOST_PARTS + 1)
            .map(Self::parse)
            .collect::<Option<_>>()?;
        (ranges.len() <= MOST_PARTS).then_some(ranges)
    }

    fn parse_with(written: &str, number: impl Fn(&str) -> Option<usize>) -> Option<Self> {
        let written = written.trim();
        let (first, last) = written.split_once('-').unwrap_or((written, written));
        let last = match last {
            "" => None,
            last => Some(number(last)?),
        };
        Self::new(number(first)?, last)
    }

    /// Those of `lines` that it means; fewer where the lines end before.
    pub(super) fn of<'l, 'text>(&self, lines: &'l [&'text str]) -> &'l [&'text str] {
        let end = self.last.unwrap_or(lines.len()).min(lines.len());
        lines.get(self.first - 1..end).unwrap_or_default()
    }

    /// The highest number in it.
    pub(super) fn last_named(&self) -> usize {
        self.last.unwrap_or(self.first)
    }
}

fn number(written: &str) -> Option<usize> {
    written.trim().parse().ok()
}

impl fmt::Display for LineRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            Some(last) if last == self.first => write!(f, "{last}"),
            Some(last) => write!(f, "{}-{last}", self.first),
            None => write!(f, "{}-", self.first),
        }
    }
}

/// The lines to highlight in the shortest form, as docfx writes them into
/// `highlight-lines`: `1,2,4-` for `1, 2-2, 4-`. Parts that say nothing are
/// left out.
#[must_use]
pub fn highlight_lines(written: &str) -> String {
    let ranges = written.split(',').filter_map(LineRange::parse);
    let ranges: Vec<String> = ranges.map(|range| range.to_string()).collect();
    ranges.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlighted_lines_are_normalised() {
        let cases = [
            ("1,2-2,4-", "1,2,4-"),
            (" 2, 5-7 ,9- ", "2,5-7,9-"),
            ("8-12", "8-12"),
            ("7-5,x,-3,,+4,1-2-3", "4"),
            ("", ""),
            ("99999999999999999999999", ""),
        ];
        for (written, expected) in cases {
            assert_eq!(highlight_lines(written), expected, "{written}");
        }
    }

    #[test]
    fn lists_have_an_end() {
        let parts = |count| LineRange::parse_list(&vec!["1-"; count].join(","));
        assert_eq!(
            parts(MOST_PARTS).map(|ranges| ranges.len()),
            Some(MOST_PARTS)
        );
        assert_eq!(parts(MOST_PARTS + 1), None);
    }

    #[test]
    fn fragments_need_their_letter() {
        let read = |written| LineRange::parse_fragment(written).map(|range| range.to_string());
        let cases = [
            ("L12", Some("12")),
            ("l12-L16", Some("12-16")),
            ("L12-", Some("12-")),
            ("L0-L2", Some("1-2")),
            ("L12-16", None),
            ("12", None),
            ("L", None),
            ("Line", None),
            ("L9-L3", None),
            ("", None),
        ];
        for (written, expected) in cases {
            assert_eq!(read(written).as_deref(), expected, "{written}");
        }
    }
}
