//! Writes code, in blocks and in lines.

use super::Settings;
use super::document::{Form, Hole};
use super::hooks::{Field, Hook, Role};
use super::marked_lines;
use super::reading::{Pair, Reading};
use crate::base::markup::escape;
use pulldown_cmark::{CodeBlockKind, Event, TagEnd};
use std::ops::Range;

/// How a block of code is shown, besides its text.
#[derive(Clone, Debug, Default)]
pub struct CodeBlock {
    /// The language as written; empty where none is.
    pub language: String,
    /// The name that its writer gives it.
    pub name: Option<String>,
    /// What is said when a reader points at it.
    pub title: Option<String>,
    /// The lines to be marked: `2,5-7,9-`, counted from 1.
    pub highlight_lines: Option<String>,
    /// Whether it is offered to be run, and how.
    pub interactive: Option<Interactive>,
    /// Whether it was asked for by `:::code`.
    pub is_triple_colon: bool,
}

/// How code is offered to be run.
#[derive(Clone, Debug)]
pub enum Interactive {
    /// As its language suggests.
    Plain,
    /// In a way that has a name, such as `try-dotnet`.
    Mode(String),
}

impl CodeBlock {
    /// A block in a language as written: `csharp-interactive` is C# that is
    /// offered to be run.
    pub(super) fn in_language(written: &str) -> Self {
        let (language, interactive) = match written.strip_suffix("-interactive") {
            Some(language) => (language, Some(Interactive::Plain)),
            None => (written, None),
        };
        Self {
            language: language.to_owned(),
            interactive,
            ..Self::default()
        }
    }

    /// What a theme's hook is told besides the code.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, Field)> {
        let Self {
            language,
            name,
            title,
            highlight_lines,
            interactive,
            is_triple_colon,
        } = self;
        let mut fields = vec![
            ("language", Field::text(language)),
            ("is_triple_colon", Field::Flag(*is_triple_colon)),
            ("is_interactive", Field::Flag(interactive.is_some())),
        ];
        if let Some(Interactive::Mode(mode)) = interactive {
            fields.push(("interactive_mode", Field::text(mode)));
        }
        for (key, value) in [
            ("name", name),
            ("title", title),
            ("highlight_lines", highlight_lines),
        ] {
            if let Some(value) = value {
                fields.push((key, Field::text(value)));
            }
        }
        fields
    }

    /// The built-in markup of this block. `code` is its code, HTML already.
    #[must_use]
    pub fn html(&self, code: &str, direction: &str) -> String {
        let mut html = format!("<pre tabindex=\"0\"{direction}");
        if let Some(title) = &self.title {
            html.push_str(&format!(" title=\"{}\"", escape(title)));
        }
        html.push_str("><code");
        if !self.language.is_empty() {
            let language = escape(&self.language.to_ascii_lowercase());
            html.push_str(&format!(" class=\"language-{language}\""));
        }
        html.push('>');
        match &self.highlight_lines {
            Some(lines) => html.push_str(&marked_lines::mark(code, lines)),
            None => html.push_str(code),
        }
        html.push_str("</code></pre>\n");
        html
    }
}

/// The attribute that makes code run from left to right, in a text that runs
/// from right to left.
#[must_use]
pub fn direction(is_rtl: bool) -> &'static str {
    match is_rtl {
        true => " dir=\"ltr\"",
        false => "",
    }
}

impl Settings {
    /// Code as HTML, highlighted where that is wanted and its language known.
    #[must_use]
    pub fn code(&self, language: &str, code: &str) -> String {
        let highlighted = match self.highlights {
            true => super::highlight::highlight(language, code),
            false => None,
        };
        highlighted.unwrap_or_else(|| escape(code))
    }
}

impl Reading<'_> {
    pub(super) fn code_block<'e>(
        &mut self,
        kind: &CodeBlockKind,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let block = CodeBlock::in_language(info);
        let mut code = String::new();
        for (event, range) in events {
            match event {
                Event::Text(text) => {
                    self.hidden_in_code(range.clone());
                    code.push_str(&self.unmarked_code(&text, range));
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        if self.dialect.form == Form::Inline {
            self.inline_code(&code);
            return self.writer.raw(" ");
        }
        let html = self.dialect.settings.code(&block.language, &code);
        if self.hooked(Hook::Code) {
            self.begin_element(Role::Hook(Hook::Code), block.fields());
            self.writer.raw(&html);
            return self.end_element();
        }
        let direction = direction(self.dialect.is_rtl);
        self.writer.raw(&block.html(&html, direction));
    }

    pub(super) fn code(&mut self, code: &str, range: Range<usize>) {
        self.leave_pending();
        self.hidden_in_code(range.clone());
        let code = self.unmarked_code(code, range);
        self.inline_code(&code);
    }

    fn inline_code(&mut self, code: &str) {
        let direction = direction(self.dialect.is_rtl);
        self.writer.raw(&format!("<code{direction}>"));
        self.writer.text(code);
        self.writer.raw("</code>");
    }

    /// Registers a file whose code is shown here.
    pub(super) fn snippet(&mut self, snippet: super::document::Snippet) {
        self.document.snippets.push(snippet);
        let index = self.document.snippets.len() - 1;
        self.writer.hole(Hole::Snippet(index));
    }
}
