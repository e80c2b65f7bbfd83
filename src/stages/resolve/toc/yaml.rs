//! `toc.yml`: a list of entries, each with a name, addresses and a list of its
//! own.

use super::{Line, Lines, Written, names_table};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use crate::stages::load::{self, Places, yaml};
use serde_json::Value;

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
        places: Places::read(text, &ADDRESSES),
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
        let [href, topic, table, home, uid] = ADDRESSES.map(|key| self.written(item, key));
        let leads = [&href, &topic, &table, &uid];
        if name.is_empty() && item.get("items").is_none() && leads.iter().all(|to| to.is_none()) {
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
            page: topic.or(href).or(home).or(rooted).or(uid.map(Written::uid)),
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

/// The keys whose values say what an entry leads to.
const ADDRESSES: [&str; 5] = ["href", "topicHref", "tocHref", "homepage", "uid"];
