//! Rewrites the markers of alerts, and what should have been a quote around one.

use super::alerts::Alert;
use super::directives::Directive;
use super::edits::Edit;
use super::lines::{Kind, Line};
use super::prepare::Rewriter;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;

impl Rewriter<'_> {
    /// An alert's marker, with or without text behind it, in a quote or, as
    /// some tools leave it, without one.
    pub(super) fn alert(&mut self, line: &Line, alert: Alert, len: usize, whole: TextRange) {
        let rest = self.text[whole.start + len..whole.end].trim_start();
        let marker = TextRange::new(whole.start, whole.start + len);
        let mark = self.place(Directive::Alert(alert), marker, true);
        let mut prefix: String = self.text[line.start..line.content]
            .chars()
            .map(|mark| {
                if matches!(mark, '>' | '\t') {
                    mark
                } else {
                    ' '
                }
            })
            .collect();
        let mut with = String::new();
        if !line.in_quote {
            with.push_str("> ");
            prefix.push_str("> ");
            let message = format!("`[!{}]` stands outside of a quote", alert.key(self.own));
            self.diagnostics.push(
                Diagnostic::new(Code::InvalidNoteSection, marker, message)
                    .hint("begin the line, and each line of the alert, with `> `"),
            );
        }
        with.push_str(&format!("<!--{mark}-->"));
        let mut end = whole.end;
        if !rest.is_empty() {
            with.push('\n');
            with.push_str(&prefix);
            end -= rest.len();
            if line.in_quote {
                self.diagnostics
                    .push(text_behind_marker(&alert.key(self.own), marker));
            }
        }
        self.edits.push(Edit::replace(whole.start, end, with));
        if !line.in_quote {
            self.quote_lines_after(line);
        }
    }

    /// Makes the lines below an alert that stands outside of a quote, up to the
    /// next blank one, part of the alert.
    fn quote_lines_after(&mut self, marker: &Line) {
        let below = self
            .lines
            .partition_point(|line| line.start <= marker.start);
        let below = self.lines[below..].iter();
        let prefix = marker.base - marker.start;
        for line in below.take_while(|line| matches!(line.kind, Kind::Prose | Kind::Code)) {
            let at = (line.start + prefix).min(line.end);
            if line.base >= at {
                self.edits.push(Edit::insert(at, "> "));
            }
        }
    }
}

fn text_behind_marker(name: &str, at: TextRange) -> Diagnostic<TextRange> {
    let message = format!("`[!{name}]` must be alone on its line");
    Diagnostic::new(Code::InvalidNoteSection, at, message)
        .hint("put the alert's text on the next line, behind `> `")
}
