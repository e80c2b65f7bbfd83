//! `toc.yml`: a list of entries, each with a name, addresses and a list of its
//! own.

use super::{Line, Lines, Written, names_table};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use crate::stages::load;
use crate::stages::load::yaml::{self, Kind, Node, Parsed};

/// Reads a list, or a map with a list of `items`.
pub(super) fn read(text: &str) -> Lines {
    let start = load::mark_len(text);
    let Parsed { root, error } = yaml::read(&text[start..]);
    if let Some(error) = error {
        let range = error.range.shifted(start);
        let finding = Diagnostic::new(Code::InvalidTocSyntax, range, error.message);
        return Lines {
            lines: Vec::new(),
            findings: vec![finding.hint(error.hint)],
        };
    }
    let mut reader = Reader {
        start,
        read: Lines::default(),
    };
    if !is_list(&root) {
        let range = TextRange::new(start, text.trim_end().len().max(start));
        let message = "a table of contents is a list of entries";
        reader.read.findings.push(
            Diagnostic::new(Code::InvalidTocSyntax, range, message)
                .hint("write `- name: ..` and below it `  href: ..` for each entry"),
        );
    }
    reader.list(&root, 0);
    reader.read
}

/// A list, a map with a list of `items`, or nothing at all.
fn is_list(node: &Node) -> bool {
    let is_list = |node: &Node| matches!(node.kind, Kind::List(_));
    node.is_empty() || is_list(node) || node.get("items").is_some_and(is_list)
}

struct Reader {
    start: usize,
    read: Lines,
}

impl Reader {
    /// A list of entries, or a map with such a list in `items`.
    fn list(&mut self, node: &Node, depth: usize) {
        let items = match &node.kind {
            Kind::List(items) => items,
            _ => node.get("items").map_or(&[][..], Node::items),
        };
        for item in items {
            self.entry(item, depth);
        }
    }

    fn entry(&mut self, item: &Node, depth: usize) {
        let text = |key| item.get(key).and_then(Node::text).map(str::to_owned);
        let name = text("name").unwrap_or_default();
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
            display_name: text("displayName"),
            is_expanded: text("expanded").is_some_and(|expanded| expanded == "true"),
            page: topic.or(href).or(home).or(rooted).or(uid.map(Written::uid)),
            table: table.or(href_to_table),
        });
        if let Some(items) = item.get("items") {
            self.list(items, depth + 1);
        }
    }

    fn written(&self, item: &Node, key: &str) -> Option<Written> {
        let value = item.get(key)?;
        Some(Written {
            address: value.text()?.to_owned(),
            range: value.range.shifted(self.start),
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

/// The keys whose values say what an entry leads to.
const ADDRESSES: [&str; 5] = ["href", "topicHref", "tocHref", "homepage", "uid"];
