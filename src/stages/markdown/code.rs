//! Writes code, in blocks and in lines.

use super::document::Form;
use super::reading::{Pair, Reading};
use pulldown_cmark::{CodeBlockKind, Event, TagEnd};
use std::ops::Range;

impl Reading<'_> {
    pub(super) fn code_block<'e>(
        &mut self,
        kind: &CodeBlockKind,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.writer.raw(match self.dialect.form {
            Form::Block => "<pre tabindex=\"0\"",
            Form::Inline => "<code",
        });
        self.direction();
        if self.dialect.form == Form::Block {
            self.writer.raw("><code");
        }
        if !language.is_empty() {
            self.writer.raw(" class=\"language-");
            self.writer.text(&language.to_ascii_lowercase());
            self.writer.raw("\"");
        }
        self.writer.raw(">");
        for (event, range) in events {
            match event {
                Event::Text(text) => {
                    let text = self.unmarked_code(&text, range);
                    self.writer.text(&text);
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        self.writer.raw(match self.dialect.form {
            Form::Block => "</code></pre>\n",
            Form::Inline => "</code> ",
        });
    }

    pub(super) fn code(&mut self, code: &str, range: Range<usize>) {
        self.leave_pending();
        self.writer.raw("<code");
        self.direction();
        self.writer.raw(">");
        let code = self.unmarked_code(code, range);
        self.writer.text(&code);
        self.writer.raw("</code>");
    }

    /// Code reads from left to right in every language.
    pub(super) fn direction(&mut self) {
        if self.dialect.isolates_code {
            self.writer.raw(" dir=\"ltr\"");
        }
    }
}
