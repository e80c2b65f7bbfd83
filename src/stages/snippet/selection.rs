//! What of a file is wanted, as directives say it.

use super::Problem;
use super::line_range::LineRange;

/// What of a file is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub(super) wanted: Wanted,
    /// How many columns of indentation each line loses at most; `None`: as many
    /// as all lines have.
    pub(super) dedent: Option<usize>,
    /// Whether white space at the end of the snippet is cut.
    pub(super) is_trimmed: bool,
    /// What the directive says in vain.
    pub(super) problems: Vec<Problem>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Wanted {
    #[default]
    All,
    /// The lines between the markers of a tag.
    Tag(String),
    /// In the order as written; they may repeat.
    Lines(Vec<LineRange>),
}

impl Selection {
    /// Reads what follows the path in `[!code-lang[name](path?query#fragment)]`,
    /// both without their sign.
    ///
    /// The query may have, in any case, `name= start= end= range= dedent=`, and
    /// `highlight=`, which selects nothing. The fragment is `L12`, `L12-L16` or
    /// a tag. Of several, the first of this order counts: the fragment's tag,
    /// `name`, the fragment's lines, `start` and `end`, `range`.
    #[must_use]
    pub fn from_address(query: &str, fragment: &str) -> Self {
        let mut query = Query::parse(query);
        let fragment = fragment.trim();
        let lines = LineRange::parse_fragment(fragment);
        let tag = match lines {
            None if !fragment.is_empty() => Some(fragment),
            _ => query.name,
        };
        let lines = lines.or(query.start_to_end()).map(|range| vec![range]);
        Self {
            wanted: Wanted::first(tag, lines.or(query.ranges)),
            dedent: query.dedent,
            is_trimmed: false,
            problems: query.malformed,
        }
    }

    /// Reads `id` and `range` of `:::code`, whose snippets do not end with white
    /// space. A tag comes before lines.
    #[must_use]
    pub fn from_attributes(id: Option<&str>, range: Option<&str>) -> Self {
        let filled = |value: &&str| !value.trim().is_empty();
        let mut problems = Vec::new();
        let ranges = range.filter(filled).and_then(|range| {
            let ranges = LineRange::parse_list(range);
            if ranges.is_none() {
                problems.push(Problem::Malformed(format!("range={range}")));
            }
            ranges
        });
        Self {
            wanted: Wanted::first(id.filter(filled).map(str::trim), ranges),
            dedent: None,
            is_trimmed: true,
            problems,
        }
    }

    /// The tag; in a notebook, the name of a cell.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        match &self.wanted {
            Wanted::Tag(tag) => Some(tag),
            Wanted::All | Wanted::Lines(_) => None,
        }
    }
}

impl Wanted {
    /// A tag comes before lines, and lines before the whole file.
    fn first(tag: Option<&str>, ranges: Option<Vec<LineRange>>) -> Self {
        match (tag, ranges) {
            (Some(tag), _) => Self::Tag(tag.to_owned()),
            (None, Some(ranges)) => Self::Lines(ranges),
            (None, None) => Self::All,
        }
    }
}

/// The query of an address, taken apart.
#[derive(Default)]
struct Query<'q> {
    name: Option<&'q str>,
    start: Option<usize>,
    end: Option<usize>,
    ranges: Option<Vec<LineRange>>,
    dedent: Option<usize>,
    malformed: Vec<Problem>,
}

impl<'q> Query<'q> {
    fn parse(written: &'q str) -> Self {
        let mut query = Self::default();
        for pair in written.split('&').map(str::trim) {
            if !pair.is_empty() && query.add(pair).is_none() {
                query.malformed.push(Problem::Malformed(pair.to_owned()));
            }
        }
        query
    }

    /// Takes one `key=value` in; `None` where it says nothing.
    fn add(&mut self, pair: &'q str) -> Option<()> {
        let (key, value) = pair.split_once('=')?;
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "name" => self.name = Some(value).filter(|name| !name.is_empty()),
            "start" => self.start = Some(value.parse().ok()?),
            "end" => self.end = Some(value.parse().ok()?),
            "range" => self.ranges = Some(LineRange::parse_list(value)?),
            // A negative number says "as without it".
            "dedent" => self.dedent = usize::try_from(value.parse::<i64>().ok()?).ok(),
            "highlight" => {
                LineRange::parse_list(value)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// `start` alone is one line; `end` alone says nothing.
    fn start_to_end(&mut self) -> Option<LineRange> {
        let end = self.end.or(self.start)?;
        let range = self
            .start
            .and_then(|start| LineRange::new(start, Some(end)));
        if range.is_none() {
            let start = self.start.map(|start| format!("start={start}&"));
            let written = format!("{}end={end}", start.unwrap_or_default());
            self.malformed.push(Problem::Malformed(written));
        }
        range
    }
}
