//! [`Page`]: a file cut into units that are translated.

use super::html;
use super::inline::Inlines;
use super::part::{Form, Part};
use super::value::{Value, values};
use crate::base::path::SitePath;
use crate::base::schema::{Schema, is_yaml};
use crate::base::text::TextRange;
use crate::stages::l10n::block::{Block, Kind, blocks};
use crate::stages::l10n::markdown_blocks;
use crate::stages::load;
use std::collections::BTreeMap;

/// A file and its units.
#[derive(Clone, Debug)]
pub struct Page<'t> {
    /// Its path.
    pub file: &'t SitePath,
    /// Its text.
    pub text: &'t str,
    /// One for each of its blocks, in their order.
    pub units: Vec<Unit>,
}

/// A block, and the texts in it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What it is called in files for translators: the same as long as what it
    /// says is the same.
    pub id: String,
    /// The block.
    pub block: Block,
    /// The value of YAML that it is; its parts stand in the text of the value.
    pub(super) value: Option<Value>,
    /// What is translated of it; none of code.
    pub parts: Vec<Part>,
}

impl<'t> Page<'t> {
    /// Cuts a file.
    #[must_use]
    pub fn cut(file: &'t SitePath, text: &'t str) -> Self {
        let mut values = values(file, text);
        let markdown = match is_yaml(file) {
            true => text.len(),
            false => load::body_start(text),
        };
        let inlines = Inlines::read(text, markdown);
        let has_markdown = Schema::of(text).is_some();
        let mut met = BTreeMap::new();
        let units = blocks(file, text).into_iter().map(|block| {
            let value = match block.kind {
                Kind::FrontMatter | Kind::Value => values.remove(&block.range.start),
                _ => None,
            };
            let parts = match (&value, block.kind) {
                (Some(value), Kind::Value) if has_markdown => parts_of_markdown(&value.scalar.text),
                (Some(value), _) => plain(&value.scalar.text),
                (None, Kind::FrontMatter | Kind::Value | Kind::Code | Kind::Definition) => {
                    Vec::new()
                }
                (None, Kind::Html) => html::parts(text, block.range.into()),
                (None, _) => inlines.parts(&block),
            };
            let id = format!("u{}", block.mark(text));
            let count: &mut usize = met.entry(id.clone()).or_default();
            *count += 1;
            Unit {
                id: match *count {
                    1 => id,
                    count => format!("{id}-{count}"),
                },
                block,
                value,
                parts,
            }
        });
        Self {
            file,
            text,
            units: units.collect(),
        }
    }

    /// The text in which the parts of a unit stand.
    #[must_use]
    pub fn layer<'u>(&'u self, unit: &'u Unit) -> &'u str {
        match &unit.value {
            Some(value) => &value.scalar.text,
            None => self.text,
        }
    }

    /// Whether anything of it is translated.
    #[must_use]
    pub fn is_translatable(&self) -> bool {
        self.units.iter().any(Unit::is_translatable)
    }
}

impl Unit {
    /// Whether anything of it is translated.
    #[must_use]
    pub fn is_translatable(&self) -> bool {
        self.parts.iter().any(Part::is_translatable)
    }

    /// What a translation of it has as well.
    pub(super) fn shape(&self) -> Shape<'_> {
        let path = self.value.as_ref().map(|value| value.path.as_str());
        (self.block.kind, path, self.parts.len())
    }
}

/// The kind of a unit, the keys that lead to it in YAML, the number of its parts.
pub(super) type Shape<'u> = (Kind, Option<&'u str>, usize);

/// The value of a key that holds Markdown: a small document of its own.
fn parts_of_markdown(text: &str) -> Vec<Part> {
    let mut blocks = Vec::new();
    markdown_blocks::collect(text, 0, &mut blocks);
    let inlines = Inlines::read(text, 0);
    let parts = |block: &Block| match block.kind {
        Kind::Code | Kind::Definition => Vec::new(),
        Kind::Html => html::parts(text, block.range.into()),
        _ => inlines.parts(block),
    };
    blocks.iter().flat_map(parts).collect()
}

/// The value of a key that holds a text without markup.
fn plain(text: &str) -> Vec<Part> {
    let all = TextRange::new(0, text.len());
    vec![Part::text(text, all, Form::Plain)]
}

/// What stands before each further line of what begins at a place: the marks of
/// the quotes, and blanks for those of lists.
pub(super) fn continuation(layer: &str, place: usize) -> String {
    let line = layer[..place].rfind('\n').map_or(0, |at| at + 1);
    let before = &layer[line..place];
    // The text of a heading, a cell or a later part of a line stands behind text.
    let is_mark = |letter: char| {
        matches!(letter, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || letter.is_ascii_digit()
    };
    if !before.chars().all(is_mark) {
        let kept = before.len() - before.trim_start_matches([' ', '\t', '>']).len();
        return before[..kept].to_owned();
    }
    let blank = |letter: char| match letter {
        '>' | '\t' => letter,
        _ => ' ',
    };
    before.chars().map(blank).collect()
}
