//! Writes the dialect's own forms: alerts, includes, columns, zones.

use super::alerts::Alert;
use super::attributes::Attributes;
use super::code::{CodeBlock, Interactive};
use super::directives::{Block, Directive, ImageKind, Snippet};
use super::document::{self, Form, Hole, Include, Label, MonikerZone, Pivot, Purpose};
use super::hooks::{Field, Hook, Role};
use super::reading::{Reading, Section};
use super::writer::End;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::markup::escape;
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::snippet;

impl Reading<'_> {
    /// Writes a form that stands alone in its container.
    pub(super) fn block_form(&mut self, index: usize) {
        let prepared = self.prepared;
        let placed = &prepared.directives[index];
        self.met[index] = true;
        let range = placed.range;
        let parts_quote = match &placed.directive {
            Directive::Alert(_) | Directive::Div { .. } => true,
            // `:::video` belongs to what is around it.
            Directive::Video(video) => !video.is_inline,
            _ => false,
        };
        if parts_quote {
            // In a list in the quote the form belongs to the list.
            match self.stands_directly_in_quote() {
                true => self.end_section(),
                false => self.leave_pending(),
            }
        } else {
            self.leave_pending();
        }
        match &placed.directive {
            Directive::Alert(alert) => self.alert(*alert),
            Directive::Div { attributes } => self.div(attributes, range),
            Directive::Video(video) => self.video(video, range),
            Directive::Include { path, title, .. } => {
                self.include(path, title, range, self.dialect.form);
            }
            Directive::Snippet(snippet) => self.snippet_form(snippet, range),
            Directive::Image(image) if image.kind == ImageKind::Complex => {
                self.begin_complex_image(image, range);
            }
            Directive::Image(image) => {
                self.writer.raw("<p>");
                self.directive_image(image, range);
                self.writer.raw("</p>\n");
            }
            Directive::ImageEnd => self.writer.end_block("image", range),
            Directive::Open(block) => self.open_block(block, range),
            Directive::Close(name) => self.writer.end_block(name, range),
            Directive::Form { action, submit } => self.form(action, submit),
            Directive::Button { text, target } => self.button(text, target, range),
            Directive::NoLoc(text) => self.no_loc(text),
        }
    }

    /// A form inside a line of prose.
    pub(super) fn inline_form(&mut self, index: usize) {
        let prepared = self.prepared;
        let Some(placed) = prepared.directives.get(index) else {
            return;
        };
        self.met[index] = true;
        let range = placed.range;
        match &placed.directive {
            Directive::Include {
                path,
                title,
                is_inline,
            } => {
                let form = match placed.alone && *is_inline != Some(true) {
                    true => self.dialect.form,
                    false => Form::Inline,
                };
                self.include(path, title, range, form);
            }
            Directive::Image(image) => self.directive_image(image, range),
            Directive::Video(video) => self.video(video, range),
            Directive::Button { text, target } => self.button(text, target, range),
            Directive::NoLoc(text) => self.no_loc(text),
            _ => {}
        }
    }

    fn alert(&mut self, alert: Alert) {
        let own = self.dialect.settings.options.alerts.as_slice();
        let class = alert.class(own);
        if self.hooked(Hook::Alert) {
            let mut fields = vec![
                ("key", Field::text(alert.key(own))),
                ("title", Field::Label(Label::Alert(alert))),
            ];
            if let Some(class) = class {
                fields.push(("class", Field::text(class)));
            }
            self.begin_element(Role::Hook(Hook::Alert), fields);
            return self.open_section(End::Element);
        }
        let class = match alert.name() {
            Some(name) => format!("alert-{name}"),
            None => escape(class.unwrap_or_default()),
        };
        self.writer.raw(&format!(
            "<div class=\"alert {class}\">\n<p class=\"alert-title\">"
        ));
        self.writer.hole(Hole::Label(Label::Alert(alert)));
        self.writer.raw("</p>\n");
        self.open_section(End::Html("</div>\n"));
    }

    /// Of an attribute that stands twice the first is written, as browsers read
    /// it.
    fn div(&mut self, attributes: &Attributes, range: TextRange) {
        self.writer.raw("<div");
        for (at, (name, value)) in attributes.iter().enumerate() {
            if attributes[..at].iter().any(|(other, _)| other == name) {
                continue;
            }
            if self.sanitizes() && !self.may_write(name, value, range) {
                continue;
            }
            self.writer.raw(&format!(" {name}=\""));
            match name == "id" {
                true => self.anchor(value, None),
                false => self.writer.text(value),
            }
            self.writer.raw("\"");
        }
        self.writer.raw(">\n");
        self.open_section(End::Html("</div>\n"));
    }

    /// Holds a form open up to the next one in the quote, or its end. Outside of
    /// a quote, where neither is recognised, it holds nothing.
    fn open_section(&mut self, end: End) {
        match self.quotes.last_mut() {
            Some((section, _)) => {
                *section = Section::Form(end);
                self.writer.begin();
            }
            None => self.writer.write_end(end),
        }
    }

    fn open_block(&mut self, block: &Block, range: TextRange) {
        let name = block.name();
        match block {
            Block::Zone { pivots, .. } => {
                let pivots = pivots.iter().cloned();
                let pivots = pivots.map(|id| Pivot { id, range });
                self.document.pivots.extend(pivots);
            }
            Block::Moniker { range: written } => self.document.moniker_zones.push(MonikerZone {
                written: written.clone(),
                range,
            }),
            // Columns stand beside each other: one that is not closed ends here.
            Block::Column { .. } if self.writer.is_directly_in(name) => {
                self.writer.end_forgotten();
            }
            Block::Row | Block::Column { .. } => {}
        }
        let (hook, fields) = block_fields(block);
        let end = if self.hooked(hook) {
            self.begin_element(Role::Hook(hook), fields);
            End::Element
        } else {
            self.begin_built_in(block);
            End::Html("</div>\n")
        };
        self.writer.begin_block(name, range, end);
    }

    fn begin_built_in(&mut self, block: &Block) {
        match block {
            Block::Row => self.writer.raw("<div class=\"row\">\n"),
            Block::Column { span: None } => self.writer.raw("<div class=\"column\">\n"),
            Block::Column { span: Some(span) } => self
                .writer
                .raw(&format!("<div class=\"column span{span}\">\n")),
            Block::Moniker { range } => {
                let range = escape(range);
                self.writer.raw(&format!(
                    "<div class=\"moniker\" data-range=\"{range}\">\n<p class=\"moniker-label\">"
                ));
                self.writer.hole(Hole::Label(Label::AppliesTo));
                self.writer.raw(&format!(" {range}</p>\n"));
            }
            Block::Zone { target, pivots } => {
                self.writer.raw("<div class=\"zone\"");
                if let Some(target) = target {
                    self.writer
                        .raw(&format!(" data-target=\"{}\"", escape(target)));
                }
                if pivots.is_empty() {
                    return self.writer.raw(">\n");
                }
                let shown = escape(&pivots.join(", "));
                self.writer.raw(&format!(
                    " data-pivot=\"{}\">\n<p class=\"moniker-label\">",
                    escape(&pivots.join(" "))
                ));
                self.writer.hole(Hole::Label(Label::AppliesTo));
                self.writer.raw(&format!(" {shown}</p>\n"));
            }
        }
    }

    /// A form has no server behind it here: its button can do nothing.
    fn form(&mut self, action: &str, submit: &str) {
        if self.hooked(Hook::Form) {
            let fields = vec![
                ("action", Field::text(action)),
                ("submit", Field::text(submit)),
            ];
            return self.element(Hook::Form, fields);
        }
        self.writer.raw(&format!(
            "<form data-action=\"{}\"><button type=\"submit\" disabled>{}</button></form>\n",
            escape(action),
            escape(submit)
        ));
    }

    fn button(&mut self, text: &str, target: &str, range: TextRange) {
        if self.is_in_link() {
            return self.writer.text(text);
        }
        let address = self.address(target, range, Purpose::Link);
        self.writer.raw("<a class=\"button\" href=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\">");
        match text.is_empty() {
            true => self.writer.hole(Hole::TitleOf(address)),
            false => self.writer.text(text),
        }
        self.writer.raw("</a>");
    }

    fn no_loc(&mut self, text: &str) {
        if self.hooked(Hook::NoLoc) {
            return self.element(Hook::NoLoc, vec![("text", Field::text(text))]);
        }
        self.writer.raw("<span translate=\"no\">");
        self.words(text);
        self.writer.raw("</span>");
    }

    fn include(&mut self, path: &str, title: &str, range: TextRange, form: Form) {
        self.document.includes.push(Include {
            path: path.to_owned(),
            range,
            form,
            title: title.to_owned(),
        });
        let index = self.document.includes.len() - 1;
        self.writer.hole(Hole::Include(index));
    }

    fn snippet_form(&mut self, snippet: &Snippet, range: TextRange) {
        let extension =
            SitePath::new(&snippet.path).map_or_else(String::new, |path| path.extension());
        let language = match &snippet.language {
            Some(language) => language.clone(),
            None if snippet.is_triple_colon => match snippet::language_of(&extension) {
                Some(language) => language.to_owned(),
                None => extension,
            },
            None => String::new(),
        };
        if snippet.language.is_none() && snippet.is_triple_colon && language.is_empty() {
            self.document.diagnostics.push(
                Diagnostic::new(
                    Code::InvalidCode,
                    range,
                    "the language of this code is not known",
                )
                .hint("say it with `language=\"..\"`"),
            );
        }
        if snippet.is_cell && snippet.selection.tag().is_none() {
            let message = "this form names no cell of the notebook; the whole file is shown";
            self.document.diagnostics.push(
                Diagnostic::new(Code::TagNotFound, range, message)
                    .hint("write `?name=..` behind the path, with a name that the cell has"),
            );
        }
        let block = CodeBlock {
            name: snippet.name.clone(),
            title: snippet.title.clone(),
            // `:::code` is published as it is written.
            highlight_lines: snippet.highlight.as_deref().map(|lines| {
                match snippet.is_triple_colon {
                    true => lines.to_owned(),
                    false => snippet::highlight_lines(lines),
                }
            }),
            is_triple_colon: snippet.is_triple_colon,
            ..CodeBlock::in_language(&language)
        };
        let interactive = snippet.interactive.clone().map(Interactive::Mode);
        self.snippet(document::Snippet {
            path: snippet.path.clone(),
            range,
            selection: snippet.selection.clone(),
            is_cell: snippet.is_cell,
            block: CodeBlock {
                interactive: interactive.or(block.interactive),
                ..block
            },
        });
    }
}

fn block_fields(block: &Block) -> (Hook, Vec<(&'static str, Field)>) {
    match block {
        Block::Row => (Hook::Columns, Vec::new()),
        Block::Column { span } => {
            let span = span.map(|span| ("span", Field::text(span.to_string())));
            (Hook::Column, span.into_iter().collect())
        }
        Block::Moniker { range } => (Hook::Moniker, vec![("range", Field::text(range))]),
        Block::Zone { target, pivots } => {
            let mut fields = vec![("pivots", Field::Texts(pivots.clone()))];
            if let Some(target) = target {
                fields.push(("target", Field::text(target)));
            }
            (Hook::Zone, fields)
        }
    }
}
