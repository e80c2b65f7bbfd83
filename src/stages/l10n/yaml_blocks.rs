//! The blocks of YAML: front matter, pages in YAML, tables of contents.

use super::block::{Block, Kind};
use crate::base::text::TextRange;
use crate::stages::load::yaml::{self, Kind as Form, Node};
use crate::stages::load::{self, front_matter_range};

/// Keys of front matter that readers see.
const OF_FRONT_MATTER: &[&str] = &["title", "description", "titleSuffix", "keywords"];

/// Keys of pages in YAML and of tables of contents that readers see.
const OF_PAGES: &[&str] = &[
    "answer",
    "content",
    "description",
    "displayName",
    "name",
    "note",
    "question",
    "summary",
    "text",
    "title",
    "titleSuffix",
];

/// Appends the values of the front matter that readers see.
pub(super) fn collect_front_matter(text: &str, blocks: &mut Vec<Block>) {
    if let Some(range) = front_matter_range(text) {
        let source = &text[range.start..range.end];
        let mut collector = Collector {
            source,
            start: range.start,
            keys: OF_FRONT_MATTER,
            kind: Kind::FrontMatter,
            blocks,
        };
        collector.node(&yaml::read(source).root, None);
    }
}

/// Appends the values of a file in YAML that readers see.
pub(super) fn collect(text: &str, blocks: &mut Vec<Block>) {
    let start = load::mark_len(text);
    let source = &text[start..];
    let mut collector = Collector {
        source,
        start,
        keys: OF_PAGES,
        kind: Kind::Value,
        blocks,
    };
    collector.node(&yaml::read(source).root, None);
}

struct Collector<'t> {
    source: &'t str,
    start: usize,
    keys: &'static [&'static str],
    kind: Kind,
    blocks: &'t mut Vec<Block>,
}

impl Collector<'_> {
    /// Goes through a value; `key` is that of the nearest map around it. The
    /// reader bounds how deep YAML nests.
    fn node(&mut self, node: &Node, key: Option<&str>) {
        match &node.kind {
            Form::Scalar(_) => {
                let is_seen = key.is_some_and(|key| {
                    let mut keys = self.keys.iter();
                    keys.any(|known| known.eq_ignore_ascii_case(key))
                });
                if is_seen && !node.is_empty() {
                    self.push(node.range);
                }
            }
            Form::List(items) => {
                for item in items {
                    self.node(item, key);
                }
            }
            Form::Map(entries) => {
                for entry in entries {
                    self.node(&entry.value, Some(&entry.key));
                }
            }
        }
    }

    fn push(&mut self, range: TextRange) {
        let source = &self.source[range.start..range.end];
        let end = range.start + source.trim_end().len();
        // An alias stands where its anchor does; one place is one block.
        let range = TextRange::new(range.start, end).shifted(self.start);
        if self
            .blocks
            .last()
            .is_none_or(|last| last.range.end <= range.start)
        {
            self.blocks.push(Block {
                kind: self.kind,
                range,
                quotes: 0,
                cells: Vec::new(),
            });
        }
    }
}
