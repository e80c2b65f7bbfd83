//! Lists of globs.

use super::written::Table;
use super::{Findings, invalid};
use globset::{Glob, GlobSet, GlobSetBuilder};

/// The globs of a list in `book.toml`; what is none is reported.
pub(super) fn read(table: &Table, path: &str, findings: &mut Findings) -> GlobSet {
    let mut globs = GlobSetBuilder::new();
    for written in table.texts(path).unwrap_or_default() {
        match Glob::new(&written.value) {
            Ok(glob) => {
                globs.add(glob);
            }
            Err(error) => findings.push(
                invalid(written.range, format!("not a glob: {}", error.kind()))
                    .hint("`*` is any name, `**` any folders: `drafts/**`"),
            ),
        }
    }
    globs.build().unwrap_or_default()
}
