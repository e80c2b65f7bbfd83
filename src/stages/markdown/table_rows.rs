//! Writes tables.

use super::document::{Hole, Label};
use super::hooks::{Field, Hook, Role};
use super::reading::Reading;
use pulldown_cmark::Alignment;

/// The table that is being written.
#[derive(Default)]
pub(super) struct OpenTable {
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Where the open cell's start tag and its content begin.
    cell: ((usize, usize), (usize, usize)),
}

impl Reading<'_> {
    pub(super) fn start_table(&mut self, columns: Vec<Alignment>) {
        self.table.columns = columns;
        if self.hooked(Hook::Table) {
            self.begin_element(Role::Hook(Hook::Table), Vec::new());
            return;
        }
        self.writer
            .raw("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.writer.hole(Hole::Label(Label::Table));
        self.writer.raw("\"><table>\n");
    }

    pub(super) fn end_table(&mut self) {
        match self.hooked(Hook::Table) {
            true => self.end_element(),
            false => self.writer.raw("</tbody></table></div>\n"),
        }
    }

    pub(super) fn start_row(&mut self, in_head: bool) {
        self.table.in_head = in_head;
        self.table.column = 0;
        if self.hooked(Hook::Table) {
            let rows = if in_head { "head" } else { "rows" };
            self.begin_element(Role::Part(rows), Vec::new());
            return;
        }
        self.writer.raw(match in_head {
            true => "<thead>\n<tr>",
            false => "<tr>",
        });
    }

    pub(super) fn end_row(&mut self, in_head: bool) {
        if self.hooked(Hook::Table) {
            return self.end_element();
        }
        self.writer.raw(match in_head {
            true => "</tr>\n</thead>\n<tbody>\n",
            false => "</tr>\n",
        });
    }

    pub(super) fn start_cell(&mut self) {
        let align = match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => Some("left"),
            Some(Alignment::Center) => Some("center"),
            Some(Alignment::Right) => Some("right"),
            Some(Alignment::None) | None => None,
        };
        self.table.column += 1;
        if self.hooked(Hook::Table) {
            let fields = align.map(|align| ("align", Field::text(align)));
            self.begin_element(Role::Part("cells"), fields.into_iter().collect());
            return self.writer.begin();
        }
        let before = self.writer.position();
        let tag = match self.table.in_head {
            true => "th scope=\"col\"",
            false => "td",
        };
        let class = match align {
            Some("left") => " class=\"align-start\"",
            Some("center") => " class=\"align-center\"",
            Some(_) => " class=\"align-end\"",
            None => "",
        };
        self.writer.raw(&format!("<{tag}{class}>"));
        self.table.cell = (before, self.writer.position());
        self.writer.begin();
    }

    pub(super) fn end_cell(&mut self) {
        self.writer.end();
        if self.hooked(Hook::Table) {
            return self.end_element();
        }
        let (before, inside) = self.table.cell;
        match (self.table.in_head, self.writer.is_at(inside)) {
            // A heading with nothing in it heads nothing.
            (true, true) => {
                self.writer.rewind(before);
                self.writer.raw("<td></td>");
            }
            (true, false) => self.writer.raw("</th>"),
            (false, _) => self.writer.raw("</td>"),
        }
    }
}
