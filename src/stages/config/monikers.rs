//! `[monikers]`: the versions of products that pages are for.

use super::written::Table;
use super::{Findings, invalid};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Where monikers are defined, and which of them pages are for.
#[derive(Clone, Debug)]
pub struct Monikers {
    /// The file that defines them, relative to a locale's content folder.
    pub definition: String,
    /// Where `book.toml` names it.
    pub definition_at: TextRange,
    /// The ranges of pages, in the order in which they are written.
    pub ranges: Vec<MonikerRange>,
    /// The glob of each range.
    globs: GlobSet,
}

/// A range of monikers, not evaluated yet.
#[derive(Clone, Debug)]
pub struct MonikerRange {
    /// As written: `>= a < b || c`.
    pub written: String,
    /// Where it stands in `book.toml`.
    pub at: TextRange,
}

impl Monikers {
    /// The index of the range for a page, given its path below the content
    /// folder: of several whose globs match the last counts.
    #[must_use]
    pub fn range_for(&self, path: &SitePath) -> Option<usize> {
        self.globs.matches(path.as_str()).into_iter().max()
    }
}

/// Reads `[monikers]`; `None` where there is none, or it names no definition.
pub(super) fn read(table: &Table, findings: &mut Findings) -> Option<Monikers> {
    let mut ranges = Vec::new();
    let mut globs = GlobSetBuilder::new();
    let mut first = None;
    for (glob, range) in table.named_texts("monikers.ranges") {
        first = first.or(Some(glob.range));
        // As in file names, `*` ends at a `/`; `**` does not.
        match GlobBuilder::new(&glob.value)
            .literal_separator(true)
            .build()
        {
            Ok(built) => {
                globs.add(built);
                ranges.push(MonikerRange {
                    written: range.value.clone(),
                    at: range.range,
                });
            }
            Err(error) => findings.push(
                invalid(glob.range, format!("not a glob: {}", error.kind()))
                    .hint("`*` is any name, `**` any folders: `docs/v1/**`"),
            ),
        }
    }
    let Some(definition) = table.text("monikers.definition") else {
        findings.extend(first.map(|at| {
            invalid(at, "`[monikers]` names no file that defines monikers")
                .hint("write `definition = \"monikerDefinition.json\"` below `[monikers]`")
        }));
        return None;
    };
    Some(Monikers {
        definition: definition.value.clone(),
        definition_at: definition.range,
        ranges,
        globs: globs.build().unwrap_or_default(),
    })
}
