//! What `book.toml` says: every value with its place, checked against the table
//! of keys, but not yet understood.

use super::keys::{self, Kind};
use crate::base::diagnostic::{Code, Diagnostic, nearest};
use crate::base::text::TextRange;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Written<T> {
    pub value: T,
    pub range: TextRange,
}

/// A table of `book.toml` in the order in which it is written.
#[derive(Default)]
pub(super) struct Table {
    entries: Vec<(Written<String>, Value)>,
}

enum Value {
    Text(Written<String>),
    Texts(Vec<Written<String>>),
    Switch(bool),
    Table(Table),
    Tables(Vec<Table>),
}

impl Table {
    fn get(&self, path: &str) -> Option<&Value> {
        let (name, rest) = match path.split_once('.') {
            Some((name, rest)) => (name, Some(rest)),
            None => (path, None),
        };
        let (_, value) = self.entries.iter().find(|(key, _)| key.value == name)?;
        match (value, rest) {
            (Value::Table(table), Some(rest)) => table.get(rest),
            (value, None) => Some(value),
            _ => None,
        }
    }

    /// The string at a dotted path.
    pub(super) fn text(&self, path: &str) -> Option<&Written<String>> {
        match self.get(path)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The switch at a dotted path.
    pub(super) fn switch(&self, path: &str) -> Option<bool> {
        match self.get(path)? {
            Value::Switch(is_on) => Some(*is_on),
            _ => None,
        }
    }

    /// The list of strings at a dotted path.
    pub(super) fn texts(&self, path: &str) -> Option<&[Written<String>]> {
        match self.get(path)? {
            Value::Texts(texts) => Some(texts),
            _ => None,
        }
    }

    /// The list of tables at a dotted path; empty where there is none.
    pub(super) fn tables(&self, path: &str) -> &[Table] {
        match self.get(path) {
            Some(Value::Tables(tables)) => tables,
            _ => &[],
        }
    }

    /// The tables inside the table at a dotted path, with their names.
    pub(super) fn named_tables(
        &self,
        path: &str,
    ) -> impl Iterator<Item = (&Written<String>, &Self)> {
        let entries = match self.get(path) {
            Some(Value::Table(table)) => table.entries.as_slice(),
            _ => &[],
        };
        entries.iter().filter_map(|(name, value)| match value {
            Value::Table(table) => Some((name, table)),
            _ => None,
        })
    }

    /// The strings inside the table at a dotted path, with their names.
    pub(super) fn named_texts(
        &self,
        path: &str,
    ) -> impl Iterator<Item = (&Written<String>, &Written<String>)> {
        let entries = match self.get(path) {
            Some(Value::Table(table)) => table.entries.as_slice(),
            _ => &[],
        };
        entries.iter().filter_map(|(name, value)| match value {
            Value::Text(text) => Some((name, text)),
            _ => None,
        })
    }
}

/// Reads `book.toml`. What is wrong is left out of the table and reported.
pub(super) fn read(text: &str) -> (Table, Vec<Diagnostic<TextRange>>) {
    let mut findings = Vec::new();
    let (root, errors) = DeTable::parse_recoverable(text);
    let is_toml = errors.is_empty();
    for error in errors {
        let range = error.span().map_or(TextRange::default(), TextRange::from);
        let message = error.message().trim_end_matches('.').to_owned();
        findings.push(
            Diagnostic::new(Code::ConfigInvalid, range, message)
                .hint("`book.toml` is TOML: `key = \"value\"` below a `[table]`"),
        );
    }
    // Behind a syntax error keys stand in the wrong table: what they say is
    // used, what is wrong with them is not said.
    let mut about_keys = Vec::new();
    let table = table(root.get_ref(), "", &mut about_keys);
    if is_toml {
        findings = about_keys;
    }
    (table, findings)
}

fn table(table: &DeTable, path: &str, findings: &mut Vec<Diagnostic<TextRange>>) -> Table {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    let mut read = Table::default();
    for (name, value) in entries {
        let place = TextRange::from(name.span());
        let Some(key) = keys::find(path, name.get_ref()) else {
            findings.push(unknown_key(name.get_ref(), path, place));
            continue;
        };
        match convert(value, key.kind, key.path, findings) {
            Some(value) => {
                let name = Written {
                    value: name.get_ref().to_string(),
                    range: place,
                };
                read.entries.push((name, value));
            }
            None => findings.push(
                Diagnostic::new(
                    Code::ConfigInvalid,
                    TextRange::from(value.span()),
                    format!("`{}` must be {}", name.get_ref(), key.kind.expected()),
                )
                .hint(key.about),
            ),
        }
    }
    read
}

fn convert(
    value: &Spanned<DeValue>,
    kind: Kind,
    path: &str,
    findings: &mut Vec<Diagnostic<TextRange>>,
) -> Option<Value> {
    let text = |value: &Spanned<DeValue>| {
        Some(Written {
            value: value.get_ref().as_str()?.to_owned(),
            range: TextRange::from(value.span()),
        })
    };
    Some(match kind {
        Kind::Text => Value::Text(text(value)?),
        Kind::Choice(choices) => {
            let text = text(value)?;
            if !choices.contains(&text.value.as_str()) {
                return None;
            }
            Value::Text(text)
        }
        Kind::Texts => {
            let items = value.get_ref().as_array()?.iter().map(text);
            Value::Texts(items.collect::<Option<_>>()?)
        }
        Kind::Switch => match value.get_ref() {
            DeValue::Boolean(is_on) => Value::Switch(*is_on),
            _ => return None,
        },
        Kind::Table => Value::Table(table(value.get_ref().as_table()?, path, findings)),
        Kind::Tables => {
            let inside = format!("{path}[]");
            let mut tables = Vec::new();
            for item in value.get_ref().as_array()? {
                tables.push(table(item.get_ref().as_table()?, &inside, findings));
            }
            Value::Tables(tables)
        }
    })
}

fn unknown_key(name: &str, path: &str, at: TextRange) -> Diagnostic<TextRange> {
    let place = match path {
        "" => "`book.toml`".to_owned(),
        _ => format!("`[{}]`", path.trim_end_matches("[]")),
    };
    let message = format!("{place} has no key `{name}`");
    let finding = Diagnostic::new(Code::ConfigInvalid, at, message);
    if let Some(meant) = nearest(name, keys::names_in(path)) {
        return finding.hint(format!("did you mean `{meant}`?"));
    }
    let known: Vec<&str> = keys::names_in(path).collect();
    match known.is_empty() {
        true => finding.hint("remove it: this table takes no keys yet"),
        false => finding.hint(format!("it may have: `{}`", known.join("`, `"))),
    }
}
