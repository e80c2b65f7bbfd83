//! YAML into values that know where they stand.
//!
//! The only file that knows `saphyr-parser`, which gives events; what is built
//! of them here is bounded in depth and in size, whatever aliases say.

use super::scalar::{Scalar, Style};
use crate::base::text::TextRange;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use serde_json::Value;
use std::collections::BTreeMap;

/// A value and where it stands.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// From its first byte to behind its last.
    pub range: TextRange,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A text, number, truth value or nothing.
    Scalar(Scalar),
    /// `- a`
    List(Vec<Node>),
    /// `key: value`, in the order of the text, each key once.
    Map(Vec<Entry>),
}

impl Default for Kind {
    fn default() -> Self {
        Self::Scalar(Scalar::default())
    }
}

/// One entry of a map.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; one that is no text, as YAML would write it.
    pub key: String,
    /// Where the key stands.
    pub range: TextRange,
    /// What it has.
    pub value: Node,
}

/// What could be read of a text.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The value of all that stands above the first mistake.
    pub root: Node,
    /// The first mistake.
    pub error: Option<YamlError>,
}

/// Why a text is not YAML.
#[derive(Clone, Debug)]
pub struct YamlError {
    /// The rest of the line where the parser stumbled.
    pub range: TextRange,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: &'static str,
}

/// How deep lists and maps may lie in each other.
const DEEPEST: usize = 100;
/// How many bytes and values aliases may repeat.
const MOST_REPEATED: usize = 4 << 20;

/// Reads YAML as far as it goes. A key that is given twice is a mistake, yet
/// what stands below is read; the first counts.
#[must_use]
pub fn read(yaml: &str) -> Parsed {
    let mut reader = Reader {
        yaml,
        parser: Parser::new_from_str(yaml),
        offsets: Offsets::new(yaml),
        behind: 0,
        anchors: BTreeMap::new(),
        repeated: 0,
        error: None,
        is_over: false,
    };
    let root = reader.document();
    let error = reader.error;
    Parsed { root, error }
}

/// Parses YAML into a value whose maps have string keys, in order of keys.
///
/// # Errors
/// When the text is not YAML, or a map has a key twice.
pub fn parse(yaml: &str) -> Result<Value, YamlError> {
    let Parsed { root, error } = read(yaml);
    error.map_or_else(|| Ok(root.to_value()), Err)
}

impl Node {
    /// The value alone.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.kind {
            Kind::Scalar(scalar) => scalar.to_value(),
            Kind::List(items) => items.iter().map(Self::to_value).collect(),
            Kind::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), entry.value.to_value()))
                .collect(),
        }
    }

    /// The entries of a map; none where the value is no map.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Map(entries) => entries,
            Kind::Scalar(_) | Kind::List(_) => &[],
        }
    }

    /// The entry of a map that has this key, in any case.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        let entries = self.entries();
        let exact = entries.iter().find(|entry| entry.key == key);
        exact.or_else(|| {
            let same = |entry: &&Entry| entry.key.eq_ignore_ascii_case(key);
            entries.iter().find(same)
        })
    }

    /// Whether there is nothing: null, or a text of blanks.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if scalar.written().is_none())
    }

    /// How much of [`MOST_REPEATED`] a repetition takes.
    fn weight(&self) -> usize {
        1 + match &self.kind {
            Kind::Scalar(scalar) => scalar.text.len(),
            Kind::List(items) => items.iter().map(Self::weight).sum(),
            Kind::Map(entries) => {
                let weight = |entry: &Entry| entry.key.len() + entry.value.weight();
                entries.iter().map(weight).sum()
            }
        }
    }
}

/// Builds values from events. After a mistake there are no more events, so
/// whatever is open ends there.
struct Reader<'y> {
    yaml: &'y str,
    parser: Parser<'y, StrInput<'y>>,
    offsets: Offsets,
    /// The end of the last event.
    behind: usize,
    anchors: BTreeMap<usize, Node>,
    repeated: usize,
    /// The first mistake.
    error: Option<YamlError>,
    is_over: bool,
}

impl<'y> Reader<'y> {
    fn document(&mut self) -> Node {
        let mut root = None;
        while let Some((event, range)) = self.next() {
            match event {
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => break,
                Event::DocumentStart(_) if root.is_none() => {}
                Event::DocumentStart(_) => {
                    let hint = "remove the line `---`";
                    self.stop(range.start, "a second document begins here", hint);
                }
                event => root = Some(self.node(event, range, 0)),
            }
        }
        root.unwrap_or_default()
    }

    fn next(&mut self) -> Option<(Event<'y>, TextRange)> {
        if self.is_over {
            return None;
        }
        match self.parser.next_event()? {
            Ok((event, span)) => {
                let range = self.offsets.range(span);
                self.behind = self.behind.max(range.end);
                Some((event, range))
            }
            Err(error) => {
                let place = self.offsets.byte(error.marker().index());
                self.stop_at_mistake(place, error.info());
                None
            }
        }
    }

    fn node(&mut self, event: Event, range: TextRange, depth: usize) -> Node {
        let start = range.start;
        if depth > DEEPEST {
            let hint = "write fewer lists and maps inside each other";
            self.stop(start, "this is nested too deep", hint);
            return Node::default();
        }
        let (kind, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let style = match style {
                    ScalarStyle::Plain if tag.is_none() => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::SingleQuoted,
                    ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
                    ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                let text = text.into_owned();
                (Kind::Scalar(Scalar { text, style }), anchor)
            }
            Event::SequenceStart(anchor, _) => (self.list(depth), anchor),
            Event::MappingStart(anchor, _) => (self.map(depth), anchor),
            Event::Alias(anchor) => return self.repeat(anchor, range),
            _ => return Node::default(),
        };
        let end = match &kind {
            Kind::Scalar(_) => range.end,
            Kind::List(items) => items.last().map_or(range.end, |last| last.range.end),
            Kind::Map(entries) => entries
                .last()
                .map_or(range.end, |last| last.value.range.end),
        };
        let range = TextRange::new(start, end.max(range.end));
        let node = Node { range, kind };
        if anchor > 0 && self.may_repeat(&node, start) {
            self.anchors.insert(anchor, node.clone());
        }
        node
    }

    fn list(&mut self, depth: usize) -> Kind {
        let mut items = Vec::new();
        while let Some((event, range)) = self.next() {
            if event == Event::SequenceEnd {
                break;
            }
            items.push(self.node(event, range, depth + 1));
        }
        Kind::List(items)
    }

    fn map(&mut self, depth: usize) -> Kind {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places = BTreeMap::new();
        while let Some((event, range)) = self.next() {
            if event == Event::MappingEnd {
                break;
            }
            let key = self.node(event, range, depth + 1);
            let Some((event, value_range)) = self.next() else {
                break;
            };
            let value = self.node(event, value_range, depth + 1);
            let range = key.range;
            let key = key_text(&key);
            if places.insert(key.clone(), range).is_some() {
                self.error.get_or_insert(YamlError {
                    range: self.rest_of_line(range.start),
                    message: format!("`{key}` is given twice"),
                    hint: "remove one of the two",
                });
                continue;
            }
            entries.push(Entry { key, range, value });
        }
        Kind::Map(entries)
    }

    /// What an alias stands for. One that stands in its own anchor is nothing.
    fn repeat(&mut self, anchor: usize, range: TextRange) -> Node {
        let node = self.anchors.get(&anchor).cloned().unwrap_or_default();
        match self.may_repeat(&node, range.start) {
            true => node,
            false => Node::default(),
        }
    }

    fn may_repeat(&mut self, node: &Node, place: usize) -> bool {
        self.repeated += node.weight();
        let may = self.repeated <= MOST_REPEATED;
        if !may {
            let hint = "write out what the aliases repeat, or repeat less";
            self.stop(place, "the aliases repeat too much", hint);
        }
        may
    }

    fn stop(&mut self, place: usize, message: &str, hint: &'static str) {
        self.is_over = true;
        self.error.get_or_insert(YamlError {
            range: self.rest_of_line(place),
            message: message.to_owned(),
            hint,
        });
    }

    /// Ends at a mistake that the parser found.
    fn stop_at_mistake(&mut self, place: usize, message: &str) {
        if message.starts_with("simple key expect") {
            // The parser says so at the end of the line, or on the next one.
            let rest = &self.yaml[self.behind..];
            let place = self.behind + (rest.len() - rest.trim_start().len());
            let hint = "indent it like the text above, or write it as `key: value`";
            return self.stop(place, "this line belongs to no key", hint);
        }
        let line = self.yaml[self.rest_of_line(place).start..].lines().next();
        let hint = match line.unwrap_or_default().contains('\t') {
            true => "indent with blanks: YAML does not take tabs",
            false => {
                "put a value that contains `: `, `#` or quotes between quotes: `title: \"A: b\"`"
            }
        };
        self.stop(place, message, hint);
    }

    fn rest_of_line(&self, place: usize) -> TextRange {
        let line = self.yaml[place..].find(['\n', '\r']);
        TextRange::new(place, line.map_or(self.yaml.len(), |at| place + at))
    }
}

fn key_text(key: &Node) -> String {
    match key.to_value() {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// Leads from the parser's places, counted in characters, to bytes.
struct Offsets {
    /// Where each character begins, and the end; empty where a character is a
    /// byte.
    starts: Vec<usize>,
    len: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let mut starts = Vec::new();
        if !text.is_ascii() {
            starts.extend(text.char_indices().map(|(at, _)| at));
        }
        Self {
            starts,
            len: text.len(),
        }
    }

    fn byte(&self, index: usize) -> usize {
        match self.starts.is_empty() {
            true => index.min(self.len),
            false => self.starts.get(index).copied().unwrap_or(self.len),
        }
    }

    fn range(&self, span: Span) -> TextRange {
        let start = self.byte(span.start.index());
        TextRange::new(start, self.byte(span.end.index()).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::ops::Range;

    fn said(yaml: &str) -> String {
        let Parsed { root, error } = read(yaml);
        let error =
            error.map(|error| format!("{}: {}", &yaml[Range::from(error.range)], error.message));
        format!("{} | {}", root.to_value(), error.unwrap_or_default())
    }

    #[test]
    fn values_and_their_places() {
        let yaml = "제목: 한글 값\nlist:\n- a\n- b: [1, '2']\n";
        let Parsed { root, error } = read(yaml);
        assert!(error.is_none());
        let value = json!({"제목": "한글 값", "list": ["a", {"b": [1, "2"]}]});
        assert_eq!(root.to_value(), value);
        let title = root.entry("제목").expect("the title");
        assert_eq!(&yaml[Range::from(title.value.range)], "한글 값");
        let list = root.entry("LIST").expect("a key in any case");
        assert_eq!(&yaml[Range::from(list.range)], "list");
        assert_eq!(&yaml[Range::from(list.value.range)], "a\n- b: [1, '2'");
    }

    #[test]
    fn what_stands_above_a_mistake_is_read() {
        assert_eq!(
            said("a: 1\nb:\n- x\n- y: z: q\nc: 2\n"),
            r#"{"a":1,"b":["x",{"y":"z"}]} | : q: mapping values are not allowed in this context"#
        );
        assert_eq!(
            said("a: |\n  text\nmore text\nb: 1\n"),
            "{\"a\":\"text\\n\"} | more text: this line belongs to no key"
        );
        assert_eq!(
            said("a: 1\na: 2\nb: 3\n"),
            r#"{"a":1,"b":3} | a: 2: `a` is given twice"#
        );
        assert_eq!(
            said("a: 1\n---\nb: 2\n"),
            r#"{"a":1} | ---: a second document begins here"#
        );
        assert_eq!(said(""), "null | ");
    }

    #[test]
    fn aliases_repeat_within_bounds() {
        assert_eq!(said("a: &x [1]\nb: *x\n"), r#"{"a":[1],"b":[1]} | "#);
        assert_eq!(said("a: &x [*x]\n"), r#"{"a":[null]} | "#);
        let mut bomb = "a0: &a0 [x, x, x, x]\n".to_owned();
        for level in 1..40 {
            let alias = format!("*a{}, ", level - 1).repeat(9);
            bomb.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
        }
        let Parsed { error, .. } = read(&bomb);
        assert!(error.is_some_and(|error| error.message.contains("repeat too much")));
        let Parsed { error, .. } = read(&"- ".repeat(50_000));
        assert!(error.is_some_and(|error| error.message.contains("too deep")));
    }
}
