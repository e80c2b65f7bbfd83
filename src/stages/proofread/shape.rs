//! What stands in a section, and where two pages differ in it.

use crate::stages::markdown::{Block, BlockKind, Outline};

/// A heading and what follows it up to the next.
#[derive(Clone, Copy)]
pub(super) struct Section<'o> {
    pub blocks: &'o [Block],
}

/// The blocks of two pages that are held against each other. Where only one of
/// them has a title in its text, it is in the front matter of the other.
pub(super) fn comparable<'o>(ours: &'o Outline, theirs: &'o Outline) -> [&'o [Block]; 2] {
    let below_title = |outline: &'o Outline| match outline.blocks.as_slice() {
        [first, rest @ ..] if first.kind == BlockKind::Heading(1) => rest,
        all => all,
    };
    let has_title = |outline: &'o Outline| below_title(outline).len() < outline.blocks.len();
    match has_title(ours) == has_title(theirs) {
        true => [&ours.blocks, &theirs.blocks],
        false => [below_title(ours), below_title(theirs)],
    }
}

/// The parts of a text, the first before any heading.
pub(super) fn sections(blocks: &[Block]) -> Vec<Section<'_>> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let mut sections = vec![Section { blocks: &[] }];
    let mut rest = blocks;
    while !rest.is_empty() {
        let behind = rest.iter().skip(1).position(is_heading);
        let (blocks, others) = rest.split_at(behind.map_or(rest.len(), |at| at + 1));
        match is_heading(&blocks[0]) {
            true => sections.push(Section { blocks }),
            false => sections[0] = Section { blocks },
        }
        rest = others;
    }
    sections
}

impl Section<'_> {
    /// The level of its heading.
    pub(super) fn level(&self) -> Option<u8> {
        match self.blocks.first()?.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// Whether its blocks stand side by side with those of another.
    pub(super) fn aligns(&self, other: &Self) -> bool {
        let kinds = |section: &Self| section.blocks.iter().map(|block| block.kind);
        kinds(self).eq(kinds(other))
    }

    /// How it differs from its source in lists, tables and code, in words. One
    /// paragraph may well become two in another language.
    pub(super) fn difference(&self, source: &Self) -> Option<String> {
        let count = |section: &Self, kinds: &[BlockKind]| {
            let blocks = section.blocks.iter();
            blocks.filter(|block| kinds.contains(&block.kind)).count()
        };
        for (name, kinds) in COUNTED {
            let (ours, theirs) = (count(self, kinds), count(source, kinds));
            if ours != theirs {
                let difference = compared(ours, theirs);
                return Some(format!(
                    "{difference} {name} than its source: {ours}, not {theirs}"
                ));
            }
        }
        let order = |section: &Self| -> Vec<BlockKind> {
            let kinds = section.blocks.iter().map(|block| block.kind);
            kinds.filter(|kind| *kind != BlockKind::Paragraph).collect()
        };
        (order(self) != order(source))
            .then(|| "its lists and tables in another order than its source".to_owned())
    }
}

/// How a number compares to a different one.
pub(super) fn compared(ours: usize, theirs: usize) -> &'static str {
    if ours < theirs { "fewer" } else { "more" }
}

/// What is counted, and what it is called.
const COUNTED: [(&str, &[BlockKind]); 6] = [
    ("tables", &[BlockKind::Table]),
    ("rows of tables", &[BlockKind::Row]),
    ("cells of tables", &[BlockKind::Cell]),
    ("lists", &[BlockKind::List, BlockKind::NumberedList]),
    ("items of lists", &[BlockKind::Item]),
    ("blocks of code", &[BlockKind::Code]),
];
