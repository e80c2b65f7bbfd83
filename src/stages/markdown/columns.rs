//! Takes the indent out of columns, which are laid out as their writers please.

use super::directives::{Block, Directive};
use super::edits::Edit;
use super::lines::{Kind, Line};
use super::triple_colon;

/// Writers indent what stands in a column; without the indent of its first line
/// it is not code any more. A column in a column has an indent of its own.
pub(super) fn dedent_columns(text: &str, lines: &[Line]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for line in lines.iter().filter(|line| line.kind != Kind::Blank) {
        let source = &text[line.start..line.end];
        let indent = source.len() - source.trim_start_matches([' ', '\t']).len();
        // Columns in lists and quotes are laid out as those are.
        let form = match line.kind {
            Kind::Directive if line.depth == 0 => form(text, line),
            _ => None,
        };
        if let Some(Directive::Close(name)) = form {
            close(&mut open, name);
        }
        if let Some(Open::Column(first)) = open.last_mut() {
            let cut = indent.min(*first.get_or_insert(indent));
            if cut > 0 {
                edits.push(Edit::replace(line.start, line.start + cut, ""));
            }
        }
        match form {
            Some(Directive::Open(Block::Row)) => open.push(Open::Row),
            Some(Directive::Open(Block::Column { .. })) => {
                // A column that is not closed ends where the next begins.
                open.pop_if(|open| matches!(open, Open::Column(_)));
                open.push(Open::Column(None));
            }
            _ => {}
        }
    }
    edits
}

/// Closes the innermost row or column and what was forgotten in it.
fn close(open: &mut Vec<Open>, name: &str) {
    let is_it = |open: &Open| match open {
        Open::Row => name == "row",
        Open::Column(_) => name == "column",
    };
    if let Some(at) = open.iter().rposition(is_it) {
        open.truncate(at);
    }
}

/// What is open where a line begins.
enum Open {
    Row,
    /// A column, and the indent of its first line.
    Column(Option<usize>),
}

/// The `:::` form of a line.
fn form(text: &str, line: &Line) -> Option<Directive> {
    let source = text[line.content.min(line.end)..line.end].trim_end();
    triple_colon::read(source).map(|(form, _)| form)
}
