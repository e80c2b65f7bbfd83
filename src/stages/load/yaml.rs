//! YAML as values that know where they stand.

use super::scalar::Scalar;
use super::yaml_reader::Reader;
use crate::base::text::TextRange;
use serde_json::Value;

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

/// Reads YAML as far as it goes. A key that is given twice is a mistake, yet
/// what stands below is read; the first counts.
#[must_use]
pub fn read(yaml: &str) -> Parsed {
    Reader::new(yaml).document()
}

/// Parses YAML into a value whose maps have string keys, in order of keys.
///
/// # Errors
/// When the text is not YAML, or a map has a key twice.
pub fn parse(yaml: &str) -> Result<Value, YamlError> {
    let Parsed { root, error } = read(yaml);
    error.map_or_else(|| Ok(root.to_value()), Err)
}

/// What follows on the line of a place.
pub(super) fn line_from(source: &str, start: usize) -> TextRange {
    let line = source[start..].lines().next().unwrap_or_default();
    TextRange::new(start, start + line.trim_end().len())
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

    /// The value of a key, in any case.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The items of a list; none where the value is no list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Scalar(_) | Kind::Map(_) => &[],
        }
    }

    /// The text of a scalar without blanks around it; `None` where there is
    /// nothing.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) => scalar.written().map(str::trim),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// Where the value of a key begins in `source`, up to the end of its line.
    #[must_use]
    pub(super) fn place_of(&self, source: &str, key: &str) -> Option<TextRange> {
        let value = &self.entry(key)?.value;
        Some(line_from(source, value.range.start))
    }

    /// Whether there is nothing: null, or a text of blanks.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if scalar.written().is_none())
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
        assert_eq!(&yaml[Range::from(list.value.range)], "- a\n- b: [1, '2'");
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
        assert_eq!(
            said("a: 1\n\tb: 2\n"),
            "{} | \tb: 2: this line is indented with a tab"
        );
        assert_eq!(said("a: 'x\n"), "{} | 'x: found unexpected end of stream");
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
