//! Formulas, where `[markdown] math` is on.

use super::code_spans;
use super::edits::Edit;
use super::reading::Reading;
use crate::base::markup::escape;
use std::ops::Range;

/// Takes the blanks out of `$ x $`, which Markdig takes for a formula and
/// pulldown-cmark does not. `start` is the line's place in the text.
pub(super) fn tightened(line: &str, start: usize, code: &[Range<usize>]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in line.match_indices('$') {
        let is_escaped = line[..at].ends_with('\\');
        if is_escaped || code_spans::at(code, at).is_some() {
            continue;
        }
        let Some(from) = open.take() else {
            open = Some(at + 1);
            continue;
        };
        let inside = &line[from..at];
        let formula = inside.trim();
        let before = inside.len() - inside.trim_start().len();
        if formula.is_empty() || before == 0 || !inside.ends_with(' ') {
            continue;
        }
        edits.push(Edit::replace(start + from, start + from + before, ""));
        let end = from + before + formula.len();
        edits.push(Edit::replace(start + end, start + at, ""));
    }
    edits
}

impl Reading<'_> {
    /// A formula, between the marks that scripts which set formulas look for.
    pub(super) fn math(&mut self, formula: &str) {
        self.leave_pending();
        let formula = escape(&self.unmarked(formula));
        self.writer
            .raw(&format!("<span class=\"math\">\\({formula}\\)</span>"));
    }

    /// A formula in `$$`: in the line where it is written in one, else on its
    /// own.
    pub(super) fn display_math(&mut self, formula: &str) {
        if !formula.trim().contains('\n') {
            return self.math(formula.trim());
        }
        self.leave_pending();
        self.writer.widen_paragraph();
        let formula = escape(self.unmarked(formula).trim());
        self.writer
            .raw(&format!("<div class=\"math\">\\[\n{formula}\n\\]</div>"));
    }
}
