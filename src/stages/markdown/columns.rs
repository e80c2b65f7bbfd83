//! Takes the indent out of columns, which are laid out as their writers please.

use super::directives::{Block, Directive};
use super::edits::Edit;
use super::lines::{Kind, Line};
use super::triple_colon;

/// Writers indent what stands in a column; without the indent of its first line
/// it is not code any more.
pub(super) fn dedent_columns(text: &str, lines: &[Line]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if !is_column(text, line) {
            continue;
        }
        let is_inside = |line: &&Line| !closes_column(text, line);
        let inside = lines[at..].iter().take_while(is_inside);
        let inside: Vec<&Line> = inside.filter(|line| line.kind != Kind::Blank).collect();
        let indent = |line: &&Line| {
            let source = &text[line.start..line.end];
            source.len() - source.trim_start_matches([' ', '\t']).len()
        };
        let first = inside.first().map_or(0, indent);
        for line in &inside {
            let cut = indent(line).min(first);
            if cut > 0 {
                edits.push(Edit::replace(line.start, line.start + cut, ""));
            }
        }
        at += inside.len();
    }
    edits
}

fn is_column(text: &str, line: &Line) -> bool {
    line.kind == Kind::Directive
        && line.depth == 0
        && matches!(
            form(text, line),
            Some(Directive::Open(Block::Column { .. }))
        )
}

fn closes_column(text: &str, line: &Line) -> bool {
    text[line.content.min(line.end)..line.end].starts_with(":::")
        && matches!(form(text, line), Some(Directive::Close("column")))
}

/// The `:::` form of a line.
fn form(text: &str, line: &Line) -> Option<Directive> {
    let source = text[line.content.min(line.end)..line.end].trim_end();
    triple_colon::read(source).map(|(form, _)| form)
}
