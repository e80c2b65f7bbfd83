//! Writes text, with the inline forms whose marks stand in it.

use super::alerts::Alert;
use super::cjk_emphasis;
use super::directives::Directive;
use super::document::{Hole, Label};
use super::malformed;
use super::prepare::{MARK_END, MARK_START, Placed};
use super::raw_html;
use super::reading::{Pair, Reading};
use crate::base::text::TextRange;
use pulldown_cmark::Event;
use std::ops::Range;

impl Reading<'_> {
    /// Text, with the inline forms whose marks stand in it.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(MARK_START) {
            self.plain(before);
            let (number, behind) = after.split_once(MARK_END).unwrap_or((after, ""));
            if let Ok(index) = number.parse() {
                self.inline_form(index);
            }
            rest = behind;
        }
        self.plain(rest);
    }

    /// Text without marks. An alert that some tool flattened into a line or a
    /// table cell, `<br> > [!NOTE]> text`, becomes its title.
    pub(super) fn plain(&mut self, text: &str) {
        let mut rest = text;
        let mut from = 0;
        let own = self.dialect.settings.options.alerts.as_slice();
        while let Some(found) = rest[from..].find("[!").filter(|_| !self.is_commonmark()) {
            let at = from + found;
            let before = rest[..at].trim_end_matches([' ', '>', '\n']);
            // Only where a line or a cell begins: elsewhere people write about it.
            let begins = rest[..at].trim_end().ends_with('>')
                || (before.is_empty() && self.is_at_line_start());
            let marker = Alert::at_start_of(&rest[at..], own);
            let Some((alert, len)) = marker.filter(|_| begins && !self.writer.has_open("pre"))
            else {
                from = at + 2;
                continue;
            };
            self.prose(before);
            let place = self.place_of(&rest[at..at + len]);
            let finding = malformed::flattened(&alert.key(own), place);
            self.document.diagnostics.push(finding);
            if !before.is_empty() {
                self.writer.raw(" ");
            }
            self.writer.raw("<strong class=\"alert-title\">");
            self.writer.hole(Hole::Label(Label::Alert(alert)));
            self.writer.raw("</strong> ");
            rest = rest[at + len..].trim_start_matches([' ', '>']);
            from = 0;
        }
        self.prose(rest);
    }

    /// Where in the source a piece of the text that is being written stands, as
    /// near as can be told. Pieces are asked for in their order, so no part of
    /// the text is searched twice.
    pub(super) fn place_of(&mut self, piece: &str) -> TextRange {
        let Range { start, end } = self.text_range;
        let rest = self.prepared.text.get(start..end).unwrap_or_default();
        let range = match rest.find(piece) {
            Some(at) => TextRange::new(start + at, start + at + piece.len()),
            // It was written otherwise, as what follows it may be.
            None => TextRange::new(start, start),
        };
        self.text_range.start = range.end;
        if range.start == range.end {
            self.text_range.end = range.end;
        }
        self.prepared.origin(range)
    }

    /// Whether nothing stands before this place on the line, in the cell or in
    /// the paragraph.
    fn is_at_line_start(&self) -> bool {
        let html = self.writer.markup.html.trim_end();
        let starts = ["<br>", "<td>", "<th scope=\"col\">", "<p>", "<li>", "<div>"];
        starts.iter().any(|start| html.ends_with(start))
    }

    /// What a reader would hear of some events: text, code, and placeholders
    /// that are shown as text.
    pub(super) fn plain_text(&self, events: &[Pair]) -> String {
        let mut text = String::new();
        for (event, _) in events {
            match event {
                Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
                Event::InlineHtml(tag)
                    if !self.is_commonmark() && raw_html::is_placeholder(tag) =>
                {
                    text.push_str(tag);
                }
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        let text = self.with_marks_read(&text, |placed| match &placed.directive {
            Directive::NoLoc(text) => text,
            _ => "",
        });
        text.replace(cjk_emphasis::MARK, "").trim().to_owned()
    }

    /// Text that a line-wise look took for a form, as the writer wrote it: in
    /// code, in attributes.
    pub(super) fn unmarked(&self, text: &str) -> String {
        let source = self.source;
        self.with_marks_read(text, |placed| &source[Range::from(placed.range)])
    }

    /// The same for code at `range` of the prepared text, which may even have
    /// been taken for a block.
    pub(super) fn unmarked_code(&mut self, text: &str, range: Range<usize>) -> String {
        let mut plain = self.unmarked(text);
        let at = self.prepared.origin(range.into());
        while let Some((before, after)) = plain.split_once("<!--")
            && let Some((number, behind)) = after.split_once("-->")
            && let Some(index) = self.mark(number, at)
        {
            self.met[index] = true;
            let written = &self.source[Range::from(self.prepared.directives[index].range)];
            plain = format!("{before}{written}{behind}");
        }
        plain
    }

    /// Text with something in the place of each mark.
    fn with_marks_read<'s>(&'s self, text: &str, read: impl Fn(&'s Placed) -> &'s str) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(MARK_START) {
            plain.push_str(before);
            let (number, behind) = after.split_once(MARK_END).unwrap_or((after, ""));
            let index = number.parse().ok();
            if let Some(placed) = index.and_then(|at: usize| self.prepared.directives.get(at)) {
                plain.push_str(read(placed));
            }
            rest = behind;
        }
        plain.push_str(rest);
        plain
    }
}
