//! [`Cursor`]: a place in a line, as CommonMark counts columns (section 2.2).

/// A place in a line: byte offset and column, tabs expanded to stops of four.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'l> {
    line: &'l [u8],
    pub at: usize,
    pub column: usize,
}

impl<'l> Cursor<'l> {
    /// The start of a line.
    pub(super) fn at_start_of(line: &'l str) -> Self {
        Self {
            line: line.as_bytes(),
            at: 0,
            column: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.line.get(self.at).copied()
    }

    fn step(&mut self) {
        self.column = match self.peek() {
            Some(b'\t') => self.column / 4 * 4 + 4,
            _ => self.column + 1,
        };
        self.at += 1;
    }

    /// Goes over white space up to a column. A tab may reach beyond it: then
    /// what is left of the tab belongs to what follows, and the cursor stands
    /// behind the tab, but at the column.
    pub(super) fn step_to(&mut self, column: usize) {
        while self.column < column && self.at < self.line.len() {
            self.step();
        }
        self.column = column;
    }

    /// Goes over `>` and the blank that belongs to it.
    pub(super) fn past_quote_mark(&mut self) {
        self.step();
        if matches!(self.peek(), Some(b' ' | b'\t')) {
            let column = self.column + 1;
            self.step_to(column);
        }
    }

    /// The cursor behind the white space, leaving this one where it is.
    pub(super) fn past_blanks(mut self) -> Self {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.step();
        }
        self
    }
}

/// The column at which a list item's content begins.
pub(super) fn item_column(at_marker: Cursor, marker: usize) -> usize {
    let mut cursor = at_marker;
    for _ in 0..marker {
        cursor.step();
    }
    let content = cursor.past_blanks();
    let blanks = content.column - cursor.column;
    if content.peek().is_none() || blanks > 4 {
        cursor.column + 1
    } else {
        content.column
    }
}
