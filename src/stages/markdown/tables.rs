//! Mends pipe tables that GFM would turn into text, or whose rows would lose
//! cells: in this dialect a table is as wide as its widest row.

use super::block_starts::interrupts;
use super::edits::Edit;
use super::inline_forms;
use super::lines::{Kind, Line};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;

/// A table found at some line.
pub(super) struct Table {
    /// The index of the line behind its last row.
    pub end: usize,
    pub edits: Vec<Edit>,
    pub diagnostics: Vec<Diagnostic<TextRange>>,
}

/// Whether `lines[at]` and the line below it begin a table.
pub(super) fn starts_at(text: &str, lines: &[Line], at: usize) -> bool {
    let (Some(head), Some(rule)) = (lines.get(at), lines.get(at + 1)) else {
        return false;
    };
    let row = content(text, head);
    head.kind == Kind::Prose
        && rule.kind == Kind::Prose
        && row.contains('|')
        && !is_delimiter_row(row)
        && is_delimiter_row(content(text, rule))
}

/// Reads the table that starts at `lines[at]` and says what to mend.
pub(super) fn read(text: &str, lines: &[Line], at: usize) -> Table {
    let mut table = Table {
        end: at + 2,
        edits: Vec::new(),
        diagnostics: Vec::new(),
    };
    let head = cells(content(text, &lines[at]));
    let rule = cells(content(text, &lines[at + 1]));
    let mut width = head.max(rule);
    let mut too_long = None;
    let is_row = |row: &&Line| {
        row.kind == Kind::Prose && row.depth == lines[at].depth && !interrupts(content(text, row))
    };
    while let Some(row) = lines.get(table.end).filter(is_row) {
        let source = content(text, row);
        if source.trim() == "|" {
            // The whole line goes: an empty one would end the table.
            let next = lines.get(table.end + 1).map_or(row.end, |next| next.start);
            table.edits.push(Edit::replace(row.start, next, ""));
            let at = TextRange::new(row.content, row.content + 1);
            table.diagnostics.push(
                Diagnostic::new(
                    Code::TableRowEmpty,
                    at,
                    "this row is empty; it is not shown",
                )
                .hint("remove it")
                .fix(TextRange::new(row.start, next), ""),
            );
            table.end += 1;
            continue;
        }
        let mut count = cells(source);
        if count > head.max(rule) {
            let pipes = pipes_in_code(source);
            if count - pipes.len() <= head.max(rule) && !pipes.is_empty() {
                count -= pipes.len();
                for at in pipes.iter().map(|pipe| row.content + pipe) {
                    table.edits.push(Edit::insert(at, "\\"));
                    let pipe = TextRange::new(at, at + 1);
                    table.diagnostics.push(
                        Diagnostic::new(
                            Code::TablePipeInCode,
                            pipe,
                            "this `|` stands in code and is shown; other tools end the cell here",
                        )
                        .hint("write `\\|`")
                        .fix(pipe, "\\|"),
                    );
                }
            } else {
                too_long.get_or_insert(TextRange::new(row.content, row.end));
            }
        }
        width = width.max(count);
        table.end += 1;
    }
    let mut widened = Vec::new();
    for (line, count, cell) in [(&lines[at], head, " |"), (&lines[at + 1], rule, "---|")] {
        if count < width {
            widened.push(widen(text, line, cell, width - count));
        }
    }
    // A heading without text is how writers ask for a table without one.
    let has_heading = content(text, &lines[at]).contains(|c: char| c != '|' && c != ' ');
    if (head != rule && has_heading) || too_long.is_some() {
        let range = too_long.unwrap_or(TextRange::new(lines[at].content, lines[at + 1].end));
        let message = match too_long {
            None if head > rule => {
                format!("this table has a heading of {head} cells, but {rule} in the line below it")
            }
            _ => format!("this table has rows of {width} cells, but a heading of {head}"),
        };
        table.diagnostics.push(
            Diagnostic::new(Code::TableUneven, range, message)
                .hint("give the heading and the line below it as many cells as the widest row"),
        );
    }
    widened.append(&mut table.edits);
    table.edits = widened;
    table
}

fn content<'t>(text: &'t str, line: &Line) -> &'t str {
    text[line.content.min(line.end)..line.end].trim_end()
}

fn widen(text: &str, line: &Line, cell: &str, by: usize) -> Edit {
    let row = content(text, line);
    let mut added = String::new();
    if !row.ends_with('|') || row.ends_with("\\|") {
        added.push('|');
    }
    added.push_str(&cell.repeat(by));
    Edit::insert(line.content + row.len(), added)
}

/// A row of `-`, `:`, `|` and blanks with a dash and a pipe in it.
pub(super) fn is_delimiter_row(row: &str) -> bool {
    let cells = row.trim().trim_start_matches('|').trim_end_matches('|');
    row.contains('|')
        && !cells.is_empty()
        && cells.split('|').all(|cell| {
            let dashes = cell.trim();
            let dashes = dashes.strip_prefix(':').unwrap_or(dashes);
            let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
            !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
        })
}

/// How many cells GFM sees in a row.
fn cells(row: &str) -> usize {
    let row = row.trim();
    if row == "|" {
        return 0;
    }
    let pipes = unescaped_pipes(row).count();
    let starts = usize::from(row.starts_with('|'));
    let ends = usize::from(row.len() > 1 && row.ends_with('|') && !row.ends_with("\\|"));
    (pipes + 1).saturating_sub(starts + ends)
}

/// A pipe inside a form of the dialect parts nothing: the form is one word.
fn unescaped_pipes(row: &str) -> impl Iterator<Item = usize> {
    let mut escaped = false;
    let forms = inline_forms::find(row).forms;
    row.bytes().enumerate().filter_map(move |(at, byte)| {
        let is_pipe = byte == b'|' && !escaped && !forms.iter().any(|(form, _)| form.contains(&at));
        escaped = byte == b'\\' && !escaped;
        is_pipe.then_some(at)
    })
}

/// Offsets of the unescaped pipes inside a row's code spans.
fn pipes_in_code(row: &str) -> Vec<usize> {
    let spans = super::code_spans::find(row);
    unescaped_pipes(row)
        .filter(|at| spans.iter().any(|span| span.contains(at)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_gfm_does() {
        let cases = [
            ("|a|b|", 2),
            ("a|b", 2),
            ("|a|b", 2),
            ("| a \\| b | c |", 2),
            ("|a||b|", 3),
            ("|", 0),
        ];
        for (row, count) in cases {
            assert_eq!(cells(row), count, "{row}");
        }
    }

    #[test]
    fn delimiter_rows() {
        for row in ["|---|---|", "--- | :-:", "|:--|", "| - |"] {
            assert!(is_delimiter_row(row), "{row}");
        }
        for row in ["---", "|a|", "| |", "|", "|--x|"] {
            assert!(!is_delimiter_row(row), "{row}");
        }
    }
}
