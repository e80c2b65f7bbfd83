//! [`Listed`]: the exceptions that a test knows, in the tables of a Markdown
//! file: an id and a reason in each row. A test fails when the list is not
//! exact; `UPDATE=1` mends the ids, and leaves the reasons to people.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rows of a file's tables, or of those below one heading of level 2.
pub(crate) struct Listed {
    path: PathBuf,
    lines: Vec<String>,
    /// The indices of the rows in `lines`.
    rows: Vec<usize>,
    /// Where a new row goes.
    end: usize,
}

/// What the list says of an id that is new in it.
const MISSING: &str = "reason missing";

impl Listed {
    /// Reads the list at `path`, below the repository.
    pub(crate) fn read(path: &str, heading: Option<&str>) -> Self {
        let path = super::repository().join(Path::new(path));
        let text = std::fs::read_to_string(&path).expect("the list");
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let (mut rows, mut end) = (Vec::new(), lines.len());
        let mut is_here = heading.is_none();
        let mut is_below_head = false;
        for (at, line) in lines.iter().enumerate() {
            if let Some(title) = line.strip_prefix("## ") {
                is_here = heading.is_none_or(|heading| heading == title);
            }
            is_below_head = line.starts_with("|---") || (is_below_head && line.starts_with('|'));
            if is_here && is_below_head {
                end = at + 1;
                if !line.starts_with("|---") {
                    rows.push(at);
                }
            }
        }
        Self {
            path,
            lines,
            rows,
            end,
        }
    }

    /// Says where the list and what was found, ids and complaints, differ.
    pub(crate) fn compare(&self, found: &BTreeMap<String, String>) -> Result<(), String> {
        if super::is_update() {
            self.rewrite(found);
        }
        let mut wrong = Vec::new();
        for row in &self.rows {
            let (id, reason) = cells(&self.lines[*row]);
            if !found.contains_key(id) {
                wrong.push(format!("{id} is listed and holds"));
            }
            if reason.is_empty() || reason == MISSING {
                wrong.push(format!("{id} is listed without a reason"));
            }
        }
        for (id, complaint) in found {
            if !self.has(id) {
                wrong.push(format!("{id} is not listed:\n{complaint}"));
            }
        }
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(format!("{}:\n{}", self.path.display(), wrong.join("\n"))),
        }
    }

    fn has(&self, id: &str) -> bool {
        self.rows.iter().any(|row| cells(&self.lines[*row]).0 == id)
    }

    fn rewrite(&self, found: &BTreeMap<String, String>) {
        let mut text = String::new();
        for (at, line) in self.lines.iter().enumerate() {
            if !self.rows.contains(&at) || found.contains_key(cells(line).0) {
                text.push_str(line);
                text.push('\n');
            }
            if at + 1 == self.end {
                for id in found.keys().filter(|id| !self.has(id)) {
                    text.push_str(&format!("| {id} | {MISSING} |\n"));
                }
            }
        }
        std::fs::write(&self.path, text).expect("a writable list");
    }
}

/// The id and the reason of a row.
fn cells(row: &str) -> (&str, &str) {
    let mut cells = row.trim_matches('|').splitn(2, '|').map(str::trim);
    (
        cells.next().unwrap_or_default(),
        cells.next().unwrap_or_default(),
    )
}
