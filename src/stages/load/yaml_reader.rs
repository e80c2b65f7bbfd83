//! Builds the values of YAML.
//!
//! The only file that knows `saphyr-parser`, which gives events; what is built
//! of them here is bounded in depth and in size, whatever aliases say.

use super::scalar::{Scalar, Style};
use super::yaml::{Entry, Kind, Node, Parsed, YamlError};
use crate::base::text::TextRange;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use serde_json::Value;
use std::collections::BTreeMap;

/// How deep lists and maps may lie in each other.
const DEEPEST: usize = 100;
/// How many bytes and values aliases may repeat.
const MOST_REPEATED: usize = 4 << 20;

/// Builds values from events. After a mistake there are no more events, so
/// whatever is open ends there.
pub(super) struct Reader<'y> {
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
    pub(super) fn new(yaml: &'y str) -> Self {
        Self {
            yaml,
            parser: Parser::new_from_str(yaml),
            offsets: Offsets::new(yaml),
            behind: 0,
            anchors: BTreeMap::new(),
            repeated: 0,
            error: None,
            is_over: false,
        }
    }

    /// Reads the first document, as far as it goes.
    pub(super) fn document(mut self) -> Parsed {
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
        Parsed {
            root: root.unwrap_or_default(),
            error: self.error,
        }
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
        let start = match event {
            Event::SequenceStart(..) => self.list_start(range.start),
            _ => range.start,
        };
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

    /// Where a list begins: a list that is not indented below its key is said to
    /// begin with the text of its first item.
    fn list_start(&self, place: usize) -> usize {
        let before = self.yaml[..place].trim_end_matches(' ');
        let is_behind_mark = !self.yaml[place..].starts_with(['-', '[']) && before.ends_with('-');
        if is_behind_mark {
            before.len() - 1
        } else {
            place
        }
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
        self.repeated += weight(node);
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

    /// Ends at a mistake that the parser found, said as the writer sees it.
    fn stop_at_mistake(&mut self, place: usize, message: &str) {
        if let Some(line) = self.tab_from(place).filter(|_| message.contains("tab")) {
            let hint = "indent with blanks: YAML does not take tabs";
            return self.stop(line, "this line is indented with a tab", hint);
        }
        if message.starts_with("simple key expect") {
            // The parser says so at the end of the line, or on the next one.
            let rest = &self.yaml[self.behind..];
            let place = self.behind + (rest.len() - rest.trim_start().len());
            let hint = "indent it like the text above, or write it as `key: value`";
            return self.stop(place, "this line belongs to no key", hint);
        }
        // "while scanning a quoted scalar, found .."
        let message = match message.split_once(", ") {
            Some((doing, found)) if doing.starts_with("while ") => found,
            _ => message,
        };
        let hint = match message.contains("in quoted scalar") {
            true => "close the quotes: a value in quotes ends with the one it began with",
            false => {
                "put a value that contains `: `, `#` or quotes between quotes: `title: \"A: b\"`"
            }
        };
        self.stop(place, message, hint);
    }

    /// The start of the first line from that of `place` on that a tab indents.
    fn tab_from(&self, place: usize) -> Option<usize> {
        let mut start = self.yaml[..place].rfind('\n').map_or(0, |at| at + 1);
        for line in self.yaml[start..].split_inclusive('\n') {
            let indentation = line.len() - line.trim_start().len();
            if line[..indentation]
                .trim_end_matches(['\r', '\n'])
                .contains('\t')
            {
                return Some(start);
            }
            start += line.len();
        }
        None
    }

    fn rest_of_line(&self, place: usize) -> TextRange {
        let line = self.yaml[place..].find(['\n', '\r']);
        TextRange::new(place, line.map_or(self.yaml.len(), |at| place + at))
    }
}

/// How much of [`MOST_REPEATED`] a repetition of a value takes.
fn weight(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Scalar(scalar) => scalar.text.len(),
        Kind::List(items) => items.iter().map(weight).sum(),
        Kind::Map(entries) => {
            let weights = entries
                .iter()
                .map(|entry| entry.key.len() + weight(&entry.value));
            weights.sum()
        }
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
