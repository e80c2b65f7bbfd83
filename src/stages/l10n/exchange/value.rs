//! Values of YAML: what they say, where they belong, and how they are written
//! anew.

use crate::base::path::SitePath;
use crate::base::schema::is_yaml;
use crate::stages::load::yaml::{self, Kind, Node};
use crate::stages::load::{Scalar, front_matter_range, mark_len};
use std::collections::BTreeMap;
use std::ops::Range;

/// A value of YAML that is a text.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// The keys that lead to it, and how long each list on the way is, so that
    /// two files whose lists differ have no value in common below them.
    pub(super) path: String,
    /// What it says.
    pub(super) scalar: Scalar,
}

/// The values of a file by where they begin: of its front matter, or of all of
/// a file in YAML.
pub(super) fn values(file: &SitePath, text: &str) -> BTreeMap<usize, Value> {
    let range = match is_yaml(file) {
        true => mark_len(text)..text.len(),
        false => front_matter_range(text).map_or(0..0, Range::from),
    };
    let mut values = BTreeMap::new();
    let root = yaml::read(&text[range.clone()]).root;
    collect(&root, String::new(), range.start, &mut values);
    values
}

/// The reader bounds how deep YAML nests.
fn collect(node: &Node, path: String, start: usize, values: &mut BTreeMap<usize, Value>) {
    match &node.kind {
        Kind::Scalar(scalar) => {
            let value = Value {
                path,
                scalar: scalar.clone(),
            };
            // An alias stands where its anchor does.
            values.entry(start + node.range.start).or_insert(value);
        }
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let path = format!("{path}/{index} of {}", items.len());
                collect(item, path, start, values);
            }
        }
        Kind::Map(entries) => {
            for entry in entries {
                let key = entry.key.to_ascii_lowercase();
                collect(&entry.value, format!("{path}/{key}"), start, values);
            }
        }
    }
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

/// A text in place of a range of YAML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// What it replaces.
    pub(super) range: Range<usize>,
    /// What takes its place.
    pub(super) with: String,
}

/// Writes a value that stands in a range of `yaml` anew: in its style where that
/// can hold the text, else between double quotes.
pub(super) fn edit(yaml: &str, range: Range<usize>, old: &Scalar, new: &str) -> Edit {
    let style = style(yaml, &range, old);
    let is_at_root = yaml[..range.start]
        .trim_start_matches('\u{FEFF}')
        .is_empty();
    let written = match style {
        Style::Plain if is_plain(new) && !is_at_root => Some(new.to_owned()),
        Style::Single if !new.contains('\n') && is_printable(new) => {
            Some(format!("'{}'", new.replace('\'', "''")))
        }
        Style::Literal | Style::Folded if is_printable(new) => in_block(yaml, &range, style, new),
        _ => None,
    };
    if let Some(with) = written {
        return Edit { range, with };
    }
    let is_block = matches!(style, Style::Literal | Style::Folded);
    let start = match is_block {
        true => header(yaml, range.start).unwrap_or(range.start),
        false => range.start,
    };
    // The breaks at the end of a block are outside of its range, and belong to it.
    let breaks = old.text.len() - old.text.trim_end_matches('\n').len();
    let new = match is_block {
        true => new.trim_end_matches('\n').to_owned() + &"\n".repeat(breaks),
        false => new.to_owned(),
    };
    Edit {
        range: start..range.end,
        with: double_quoted(&new),
    }
}

fn style(yaml: &str, range: &Range<usize>, old: &Scalar) -> Style {
    let source = &yaml[range.clone()];
    let is_block = header(yaml, range.start).filter(|_| !source.starts_with(['\'', '"']));
    // What stands behind `|` begins on a line of its own.
    match is_block.map(|at| yaml.as_bytes()[at]) {
        Some(b'|') => Style::Literal,
        Some(_) => Style::Folded,
        None if source.starts_with('\'') && old.text != source => Style::Single,
        None if source.starts_with('"') && old.text != source => Style::Double,
        None => Style::Plain,
    }
}

/// Where the `|` or `>` stands whose text begins at a place.
fn header(yaml: &str, place: usize) -> Option<usize> {
    let above = yaml[..place].trim_end_matches([' ', '\t', '\r', '\n']);
    // Nothing but the header may stand between the value and its key.
    if !yaml[above.len()..place].contains('\n') {
        return None;
    }
    let line = &above[above.rfind('\n').map_or(0, |at| at + 1)..];
    // A comment may stand behind it.
    let line = line.split(" #").next().unwrap_or_default().trim_end();
    let mark = line
        .trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-'));
    let before = mark.strip_suffix(['|', '>'])?;
    let is_header = before.is_empty() || before.ends_with([' ', '\t']);
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    is_header.then_some(start + before.len())
}

/// The lines of a block scalar, indented as the first one is.
fn in_block(yaml: &str, range: &Range<usize>, style: Style, new: &str) -> Option<String> {
    let line = yaml[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &yaml[line..range.start];
    let source = &yaml[range.clone()];
    let indent = &source[..source.len() - source.trim_start_matches(' ').len()];
    let indentation = format!("{before}{indent}");
    if !indentation.bytes().all(|byte| byte == b' ') || indentation.is_empty() {
        return None;
    }
    let new = new.trim_end_matches('\n');
    if new.starts_with([' ', '\n']) || new.is_empty() {
        return None;
    }
    // Lines that begin with blanks are not folded, and neither is what is around
    // them.
    if style == Style::Folded && new.lines().any(|line| line.starts_with([' ', '\t'])) {
        return None;
    }
    let line_break = line_break(yaml);
    let mut written = indent.to_owned();
    for (index, line) in new.split('\n').enumerate() {
        if index > 0 {
            let is_folded = style == Style::Folded && !line.is_empty() && !written.ends_with('\n');
            written.push_str(if is_folded { line_break } else { "" });
            written.push_str(line_break);
            if !line.is_empty() {
                written.push_str(&indentation);
            }
        }
        written.push_str(line);
    }
    Some(written)
}

/// How a text ends its lines.
pub(super) fn line_break(text: &str) -> &'static str {
    let first = text.find('\n');
    match first.is_some_and(|at| text[..at].ends_with('\r')) {
        true => "\r\n",
        false => "\n",
    }
}

/// Whether YAML reads a text as it stands, anywhere, and as a text.
fn is_plain(text: &str) -> bool {
    if text.contains(['\n', ',', '[', ']', '{', '}']) || !is_printable(text) {
        return false;
    }
    let yaml = format!("a: {text}\n");
    let yaml::Parsed { root, error } = yaml::read(&yaml);
    let is_same = root.get("a").is_some_and(|node| match &node.kind {
        Kind::Scalar(scalar) => scalar.to_value() == text,
        Kind::List(_) | Kind::Map(_) => false,
    });
    // An anchor and a tag are read over, and a quote is taken away.
    is_same && error.is_none()
}

/// Whether YAML takes every character without an escape.
fn is_printable(text: &str) -> bool {
    !text.chars().any(needs_escape)
}

fn needs_escape(letter: char) -> bool {
    matches!(letter, '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn double_quoted(text: &str) -> String {
    let mut written = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            letter if needs_escape(letter) => {
                written.push_str(&format!("\\U{:08X}", u32::from(letter)));
            }
            letter => written.push(letter),
        }
    }
    written + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page in YAML with the value of `a` replaced.
    fn replaced(text: &str, new: &str) -> String {
        let file = SitePath::root().with_suffix("a.yml");
        let values = values(&file, text);
        let (start, value) = values
            .iter()
            .find(|(_, value)| value.path == "/a")
            .expect("the value");
        let root = yaml::read(text).root;
        let range = root.get("a").expect("the key").range;
        let len = text[Range::from(range)].trim_end().len();
        let edit = edit(text, *start..start + len, &value.scalar, new);
        let edited = [
            &text[..edit.range.start],
            &edit.with,
            &text[edit.range.end..],
        ]
        .concat();
        let root = yaml::read(&edited).root;
        let value = root.get("a").map(Node::to_value);
        let breaks = match text.contains('|') || text.contains('>') {
            true => &value
                .clone()
                .unwrap_or_default()
                .as_str()
                .unwrap_or_default()
                .to_owned()[new.len()..],
            false => "",
        };
        assert_eq!(value, Some(format!("{new}{breaks}").into()), "{edited}");
        edited
    }

    #[test]
    fn the_style_is_kept_where_it_can() {
        assert_eq!(replaced("a: one\nb: 1\n", "두 개"), "a: 두 개\nb: 1\n");
        assert_eq!(replaced("a: one\n", "b: c"), "a: \"b: c\"\n");
        assert_eq!(replaced("a: one\n", "12"), "a: \"12\"\n");
        assert_eq!(replaced("a: one\n", "*x*"), "a: \"*x*\"\n");
        assert_eq!(
            replaced("a: one\n  two\nb: 1\n", "three"),
            "a: three\nb: 1\n"
        );
        assert_eq!(replaced("a: 'it''s'\n", "she's"), "a: 'she''s'\n");
        assert_eq!(replaced("a: \"x\\ty\"\n", "\"q\""), "a: \"\\\"q\\\"\"\n");
        assert_eq!(
            replaced("a: |\n  one\n\n  two\nb: 1\n", "x\n\n    y\nz"),
            "a: |\n  x\n\n      y\n  z\nb: 1\n"
        );
        assert_eq!(
            replaced("a: |-\r\n    one\r\nb: 1\r\n", "x\ny"),
            "a: |-\r\n    x\r\n    y\r\nb: 1\r\n"
        );
        assert_eq!(
            replaced("a: >+\n  one\n  two\n\nb: 1\n", "x\ny"),
            "a: >+\n  x\n\n  y\n\nb: 1\n"
        );
    }

    #[test]
    fn what_a_block_cannot_hold_is_quoted() {
        assert_eq!(
            replaced("a: | # note\n  one\nb: 1\n", "\u{1}x"),
            "a: \"\\U00000001x\\n\"\nb: 1\n"
        );
        assert_eq!(
            replaced("a: >-\n  one\nb: 1\n", "x\n  y"),
            "a: \"x\\n  y\"\nb: 1\n"
        );
    }
}
