//! Puts tables of contents into each other.

use super::{Entry, EntryTarget, Reference, Table, Toc};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;

/// How many tables may lie in each other.
const DEEPEST: usize = 64;
/// How many entries a table may have when another is put into it.
const LARGEST: usize = 100_000;

/// Makes one table of each file that lies in no other, with all that lies in
/// it. Of files that lie in each other the outermost is one.
pub(super) fn nest(locale: usize, tables: &[Table], findings: &mut Vec<Diagnostic>) -> Vec<Toc> {
    let mut is_part = vec![false; tables.len()];
    for row in tables.iter().flat_map(|table| &table.rows) {
        if let Some(Reference::Entries(inner)) = row.reference {
            is_part[inner] = true;
        }
    }
    let mut nesting = Nesting {
        locale,
        tables,
        findings,
        is_shown: vec![false; tables.len()],
        open: Vec::new(),
    };
    let mut tocs: Vec<(usize, Toc)> = Vec::new();
    let whole = (0..tables.len()).filter(|&index| !is_part[index]);
    tocs.extend(whole.map(|index| (index, nesting.toc(index))));
    // Whatever is not shown by now lies in itself.
    let mut circular: Vec<usize> = (0..tables.len()).filter(|&index| is_part[index]).collect();
    circular.sort_by_key(|&index| tables[index].folder.parts().count());
    for index in circular {
        if !nesting.is_shown[index] {
            tocs.push((index, nesting.toc(index)));
        }
    }
    tocs.sort_by_key(|(index, _)| *index);
    tocs.into_iter().map(|(_, toc)| toc).collect()
}

struct Nesting<'a> {
    locale: usize,
    tables: &'a [Table<'a>],
    findings: &'a mut Vec<Diagnostic>,
    /// Which tables stand somewhere.
    is_shown: Vec<bool>,
    /// The tables that are being put into each other, the outermost first.
    open: Vec<usize>,
}

impl Nesting<'_> {
    fn toc(&mut self, index: usize) -> Toc {
        let table = &self.tables[index];
        let mut toc = Toc {
            locale: self.locale,
            name: SitePath::root(),
            folder: table.folder.clone(),
            entries: Vec::with_capacity(table.rows.len()),
        };
        self.add(&mut toc, index, None);
        toc
    }

    /// Adds the entries of a table below `outer`.
    fn add(&mut self, toc: &mut Toc, index: usize, outer: Option<usize>) {
        self.is_shown[index] = true;
        self.open.push(index);
        let tables = self.tables;
        let mut ancestors: Vec<(usize, usize)> = Vec::new();
        let at = |range| Span {
            file: tables[index].file.clone(),
            range,
        };
        for row in &tables[index].rows {
            while ancestors
                .last()
                .is_some_and(|(depth, _)| *depth >= row.depth)
            {
                ancestors.pop();
            }
            let parent = ancestors.last().map(|(_, parent)| *parent).or(outer);
            let first_page = match row.reference {
                Some(Reference::FirstPage(other)) => first_page(&tables[other]),
                _ => None,
            };
            let entry = Entry {
                name: row.name.clone(),
                display_name: row.display_name.clone(),
                is_expanded: row.is_expanded,
                target: row.target.clone().or(first_page),
                ..Entry::default()
            };
            let own = toc.add(entry, parent);
            ancestors.push((row.depth, own));
            if let Some(Reference::Entries(inner)) = row.reference
                && self.may_add(inner, at(row.range), toc)
            {
                self.add(toc, inner, Some(own));
            }
        }
        self.open.pop();
    }

    /// Whether a table may be put where the entry at `at` names it.
    fn may_add(&mut self, inner: usize, at: Span, toc: &Toc) -> bool {
        if let Some(first) = self.open.iter().position(|open| *open == inner) {
            let circle = self.open[first..].iter().chain([&inner]);
            let names: Vec<String> = circle
                .map(|&index| format!("`{}`", self.tables[index].file))
                .collect();
            let message = format!(
                "this table of contents leads back to itself: {}",
                names.join(" -> ")
            );
            // In a circle of several tables any entry may be the wrong one, so
            // the finding is the first table's, as docfx has it.
            let finding = if self.open.last() == Some(&inner) {
                Diagnostic::new(Code::CircularReference, at, message).hint("remove this entry")
            } else {
                let file = self.tables[inner].file;
                Diagnostic::about_file(Code::CircularReference, file, message)
                    .hint("remove one of the entries on the way")
            };
            self.findings.push(finding);
            return false;
        }
        if self.open.len() > DEEPEST || toc.entries.len() > LARGEST {
            let message = "this table of contents lies too deep in others, or in too large a one";
            self.findings.push(
                Diagnostic::new(Code::IncludeTooDeep, at, message)
                    .hint("name it nearer to the outermost, or less often"),
            );
            return false;
        }
        true
    }
}

/// The first page of a table.
fn first_page(table: &Table) -> Option<EntryTarget> {
    let mut targets = table.rows.iter().filter_map(|row| row.target.as_ref());
    targets.next().cloned()
}
