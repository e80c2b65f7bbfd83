//! `toc.yml`: a list of entries, each with a name, addresses and a list of its
//! own.

use super::{Line, Lines, Written, names_table};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use crate::stages::load::{self, yaml};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};

/// Reads a list, or a map with a list of `items`.
pub(super) fn read(text: &str) -> Lines {
    let start = load::mark_len(text);
    let value = match yaml::parse(&text[start..]) {
        Ok(value) => value,
        Err(error) => {
            let range = error.range.shifted(start);
            let finding = Diagnostic::new(Code::InvalidTocSyntax, range, error.message);
            return Lines {
                lines: Vec::new(),
                findings: vec![finding.hint(error.hint)],
            };
        }
    };
    let mut reader = Reader {
        places: Places::read(text),
        start,
        read: Lines::default(),
    };
    if !is_list(&value) {
        let range = TextRange::new(start, text.trim_end().len().max(start));
        let message = "a table of contents is a list of entries";
        reader.read.findings.push(
            Diagnostic::new(Code::InvalidTocSyntax, range, message)
                .hint("write `- name: ..` and below it `  href: ..` for each entry"),
        );
    }
    reader.list(&value, 0);
    reader.read
}

/// A list, a map with a list of `items`, or nothing at all.
fn is_list(value: &Value) -> bool {
    match value {
        Value::Null | Value::Array(_) => true,
        value => value.get("items").is_some_and(Value::is_array),
    }
}

struct Reader<'t> {
    places: Places<'t>,
    start: usize,
    read: Lines,
}

impl Reader<'_> {
    /// A list of entries, or a map with such a list in `items`.
    fn list(&mut self, value: &Value, depth: usize) {
        let items = match value {
            Value::Array(items) => items,
            Value::Object(_) => match value.get("items") {
                Some(Value::Array(items)) => items,
                _ => return,
            },
            _ => return,
        };
        for item in items {
            self.entry(item, depth);
        }
    }

    fn entry(&mut self, item: &Value, depth: usize) {
        let name = text(item, "name").unwrap_or_default();
        let [href, topic, table, home] = ADDRESSES.map(|key| self.written(item, key));
        if name.is_empty()
            && item.get("items").is_none()
            && [&href, &topic, &table].iter().all(|found| found.is_none())
        {
            return;
        }
        let (href_to_table, href) = match href {
            Some(href) if names_table(&href.address) => (Some(href), None),
            href => (None, href),
        };
        let (table, rooted) = match table {
            Some(table) if names_table(&table.address) => (Some(table), None),
            Some(table) if is_absolute(&table.address) => (None, Some(table)),
            Some(table) => {
                self.read.findings.push(no_table(&table));
                (None, None)
            }
            None => (None, None),
        };
        self.read.lines.push(Line {
            depth,
            name,
            page: topic.or(href).or(home).or(rooted),
            table: table.or(href_to_table),
        });
        if let Some(items) = item.get("items") {
            self.list(items, depth + 1);
        }
    }

    fn written(&mut self, item: &Value, key: &'static str) -> Option<Written> {
        let address = text(item, key)?;
        let range = self.places.take(key, &address);
        Some(Written {
            range: range.unwrap_or(TextRange::new(self.start, self.start)),
            address,
        })
    }
}

/// An address of another site, or from the root of the host.
fn is_absolute(address: &str) -> bool {
    address.starts_with('/') || super::has_scheme(address)
}

fn no_table(written: &Written) -> Diagnostic<TextRange> {
    let address = &written.address;
    let message = format!("`{address}` is no table of contents");
    Diagnostic::new(Code::InvalidTocHref, written.range, message).hint(
        "name a `toc.yml` or `TOC.md`, or a folder that has one, in `tocHref`, and a page in `href`",
    )
}

fn text(item: &Value, key: &str) -> Option<String> {
    match item.get(key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The keys whose values are addresses.
const ADDRESSES: [&str; 4] = ["href", "topicHref", "tocHref", "homepage"];

/// Where addresses stand in the text, by their key and value: YAML gives values
/// without their places.
#[derive(Default)]
struct Places<'t>(BTreeMap<&'static str, BTreeMap<&'t str, VecDeque<TextRange>>>);

impl<'t> Places<'t> {
    fn read(text: &'t str) -> Self {
        let mut places = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let is_flow = line.contains('{');
            for (colon, _) in line.match_indices(':') {
                let Some(key) = key_before(&line[..colon]) else {
                    continue;
                };
                let value = value_in(line, colon + 1, is_flow);
                let written = &line[value.start..value.end];
                let of_key = places.0.entry(key).or_default();
                let found = of_key.entry(written).or_default();
                found.push_back(value.shifted(start));
                if !is_flow {
                    break;
                }
            }
            start += line.len();
        }
        places
    }

    /// The first place of this key and value that was not taken yet.
    fn take(&mut self, key: &str, value: &str) -> Option<TextRange> {
        self.0.get_mut(key)?.get_mut(value)?.pop_front()
    }
}

/// The key of an address at the end of a text, in quotes or not.
fn key_before(text: &str) -> Option<&'static str> {
    let text = text.trim_end_matches(['"', '\'']);
    ADDRESSES.into_iter().find(|key| {
        let before = text.strip_suffix(key);
        before.is_some_and(|before| !before.ends_with(|last: char| last.is_alphanumeric()))
    })
}

/// The range of the value that begins behind `from`, without its quotes.
fn value_in(line: &str, from: usize, is_flow: bool) -> TextRange {
    let rest = &line[from..];
    let start = line.len() - rest.trim_start().len();
    let value = &line[start..];
    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
        let inside = &value[1..];
        let len = inside.find(quote).unwrap_or(inside.trim_end().len());
        return TextRange::new(start + 1, start + 1 + len);
    }
    let end = match is_flow {
        true => value.find([',', '}']),
        false => value.find(" #"),
    };
    let value = value[..end.unwrap_or(value.len())].trim_end();
    TextRange::new(start, start + value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_places() {
        let text = "- name: href\n  href: 'a.md' # x\n  items: [{href: b.md, name: B}, {\"href\": b.md}]\n\
                    - tocHref: c/ # y\n";
        let mut places = Places::read(text);
        let mut place = |key, value| {
            let range = places.take(key, value)?;
            Some((range.start, &text[range.start..range.end]))
        };
        assert_eq!(place("href", "a.md"), Some((22, "a.md")));
        assert_eq!(place("href", "b.md"), Some((49, "b.md")));
        assert_eq!(place("href", "b.md"), Some((74, "b.md")));
        assert_eq!(place("href", "b.md"), None);
        assert_eq!(
            place("tocHref", "c/").map(|(_, written)| written),
            Some("c/")
        );
    }
}
