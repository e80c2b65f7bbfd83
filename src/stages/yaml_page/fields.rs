//! Reads the keys of a page, and says which are missing, unknown or of another
//! form than they must have.

use super::assembly::Assembly;
use crate::base::diagnostic::{Code, Diagnostic, nearest};
use crate::base::text::TextRange;
use crate::stages::load::yaml::{Kind, Node};
use crate::stages::load::{Origins, Scalar};
use std::ops::Range;

/// A text and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Text<'n> {
    pub scalar: &'n Scalar,
    pub range: TextRange,
}

impl Text<'_> {
    /// Where its parts stand in the YAML, from its own start on.
    pub(super) fn origins(self, source: &str) -> Origins {
        self.scalar.origins(&source[Range::from(self.range)])
    }
}

/// Keys of every page that are not shown, or not here.
const EVERYWHERE: &[&str] = &["metadata", "title", "summary", "brand"];

impl Assembly<'_> {
    /// Writes what all kinds of pages begin with: the heading, taken from the
    /// first of `titles` that is there, and the summary. `known` are the other
    /// keys of the kind. Gives whether anything can follow.
    pub(super) fn opening(&mut self, root: &Node, titles: &[&str], known: &[&str]) -> bool {
        let known: Vec<&str> = EVERYWHERE.iter().chain(known).copied().collect();
        if !self.check(root, "a page in YAML", &known) {
            return false;
        }
        let mut found = None;
        for title in titles {
            found = found.or(self.text(root, title));
        }
        if let Some(title) = found {
            self.page_heading(title);
        }
        let metadata = root.entry("metadata").map(|entry| &entry.value);
        if let Some(metadata) = metadata.filter(|metadata| !metadata.is_empty())
            && !matches!(metadata.kind, Kind::Map(_))
        {
            let message = format!("`metadata` must be keys and values, not {}", form(metadata));
            let hint = "write `title: ..` and the like below it, indented";
            self.unexpected(metadata.range, message, hint);
        }
        let named = metadata.and_then(|metadata| metadata.entry("title"));
        if found.is_none() && named.is_none_or(|title| title.value.is_empty()) {
            let hint = format!("write `{}: ..`, from the first column on", titles[0]);
            self.missing(root, "this page has no title", hint);
        }
        if let Some(summary) = self.text(root, "summary") {
            self.blocks(1, summary);
        }
        true
    }

    /// Whether a value is a map, as `what` must be; its unknown keys are
    /// reported. Nothing at all is no map, which is nobody's mistake.
    pub(super) fn check(&mut self, node: &Node, what: &str, known: &[&str]) -> bool {
        if !matches!(node.kind, Kind::Map(_)) {
            if !node.is_empty() {
                let message = format!("{what} must be keys and values, not {}", form(node));
                let hint = format!("write `{}: ..`, each key on a line of its own", known[0]);
                self.unexpected(node.range, message, hint);
            }
            return false;
        }
        for entry in node.entries() {
            let is_known = known.iter().any(|key| entry.key.eq_ignore_ascii_case(key));
            if is_known || entry.value.is_empty() {
                continue;
            }
            let message = format!("`{}` is not known here, so it is not shown", entry.key);
            let finding = Diagnostic::new(Code::UnknownField, entry.range, message);
            self.report(finding.hint(meant(&entry.key, known)));
        }
        true
    }

    /// The text of a key, where it has one.
    pub(super) fn text<'n>(&mut self, map: &'n Node, key: &str) -> Option<Text<'n>> {
        let entry = map.entry(key)?;
        let range = entry.value.range;
        match &entry.value.kind {
            Kind::Scalar(scalar) => scalar.written().map(|_| Text { scalar, range }),
            Kind::List(_) | Kind::Map(_) => {
                let message = format!("`{key}` must be a text, not {}", form(&entry.value));
                let hint = format!("write `{key}: |` and below it the text, indented");
                self.unexpected(entry.range, message, hint);
                None
            }
        }
    }

    /// The items of a key; none where there are none.
    pub(super) fn list<'n>(&mut self, map: &'n Node, key: &str) -> &'n [Node] {
        let Some(entry) = map.entry(key) else {
            return &[];
        };
        match &entry.value.kind {
            Kind::List(items) => items,
            _ if entry.value.is_empty() => &[],
            Kind::Scalar(_) | Kind::Map(_) => {
                let message = format!("`{key}` must be a list, not {}", form(&entry.value));
                let hint = "begin each of its items with `- `";
                self.unexpected(entry.range, message, hint);
                &[]
            }
        }
    }

    /// The same where a key must have some: `absent` and a hint say that it has
    /// none.
    pub(super) fn some<'n>(
        &mut self,
        map: &'n Node,
        key: &str,
        absent: &str,
        hint: &str,
    ) -> &'n [Node] {
        let items = self.list(map, key);
        let written = map.entry(key).map(|entry| &entry.value);
        let is_list = |value: &Node| value.is_empty() || matches!(value.kind, Kind::List(_));
        if items.is_empty() && written.is_none_or(is_list) {
            self.missing(map, absent, hint);
        }
        items
    }

    pub(super) fn missing(&mut self, node: &Node, message: &str, hint: impl Into<String>) {
        if self.is_whole {
            let at = self.first_line(node.range);
            self.report(Diagnostic::new(Code::MissingAttribute, at, message).hint(hint));
        }
    }

    fn unexpected(&mut self, at: TextRange, message: String, hint: impl Into<String>) {
        let at = self.first_line(at);
        self.report(Diagnostic::new(Code::UnexpectedType, at, message).hint(hint));
    }
}

/// The hint for a word that is not among the known ones.
pub(super) fn meant(written: &str, known: &[&str]) -> String {
    nearest(written, known.iter().copied()).map_or_else(
        || format!("these are known: `{}`", known.join("`, `")),
        |meant| format!("did you mean `{meant}`?"),
    )
}

fn form(node: &Node) -> &'static str {
    match node.kind {
        Kind::Scalar(_) => "a text",
        Kind::List(_) => "a list",
        Kind::Map(_) => "keys and values",
    }
}
