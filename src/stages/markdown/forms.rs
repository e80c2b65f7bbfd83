//! Writes the dialect's own forms: alerts, includes, images, columns, zones.

use super::directives::{Block, Directive, Image, ImageKind};
use super::document::{Form, Hole, Include, Label, Purpose};
use super::reading::{Reading, Section};
use super::video;
use crate::base::markup::escape;
use crate::base::text::TextRange;

impl Reading<'_> {
    /// Writes a form that stands alone in its container.
    pub(super) fn block_form(&mut self, index: usize) {
        let placed = &self.prepared.directives[index];
        self.met[index] = true;
        let range = placed.range;
        if matches!(
            placed.directive,
            Directive::Alert(_) | Directive::Div { .. } | Directive::Video { .. }
        ) {
            // In a list in the quote the form belongs to the list.
            match self.stands_directly_in_quote() {
                true => self.end_section(),
                false => self.leave_pending(),
            }
        } else {
            self.leave_pending();
        }
        match &placed.directive {
            Directive::Alert(alert) => {
                let name = alert.name();
                self.writer.raw(&format!(
                    "<div class=\"alert alert-{name}\">\n<p class=\"alert-title\">"
                ));
                self.writer.hole(Hole::Label(Label::Alert(*alert)));
                self.writer.raw("</p>\n");
                self.open_div_section();
            }
            Directive::Div { class, id } => {
                self.writer.raw("<div");
                if let Some(class) = class {
                    self.writer.raw(&format!(" class=\"{}\"", escape(class)));
                }
                if let Some(id) = id {
                    self.writer.raw(" id=\"");
                    self.anchor(id, None);
                    self.writer.raw("\"");
                }
                self.writer.raw(">\n");
                self.open_div_section();
            }
            Directive::Video { source, title } => self.video(source, title.as_deref(), range),
            Directive::Include { path } => {
                self.include(path, range, self.dialect.form);
            }
            Directive::Image(image) if image.kind == ImageKind::Complex => {
                self.writer
                    .begin_block("image", range, "<div class=\"complex-image\">");
                self.directive_image(image, range);
            }
            Directive::Image(image) => {
                self.writer.raw("<p>");
                self.directive_image(image, range);
                self.writer.raw("</p>\n");
            }
            Directive::ImageEnd => self.writer.end_block("image", range),
            Directive::Open(block) => self.open_block(block, range),
            Directive::Close(name) => self.writer.end_block(name, range),
            Directive::NoLoc(text) => self.writer.text(text),
        }
    }

    /// Holds a `div` open up to the next form in the quote, or its end. Outside of
    /// a quote, where neither form is recognised, it holds nothing.
    fn open_div_section(&mut self) {
        match self.quotes.last_mut() {
            Some((section, _)) => {
                *section = Section::Div;
                self.writer.begin();
            }
            None => self.writer.raw("</div>\n"),
        }
    }

    pub(super) fn open_block(&mut self, block: &Block, range: TextRange) {
        let name = block.name();
        match block {
            Block::Row | Block::Column => {
                self.writer
                    .begin_block(name, range, &format!("<div class=\"{name}\">\n"));
            }
            Block::Moniker { range: monikers } => {
                let monikers = escape(monikers);
                let html = format!(
                    "<div class=\"moniker\" data-range=\"{monikers}\">\n<p class=\"moniker-label\">"
                );
                self.writer.begin_block(name, range, &html);
                self.writer.hole(Hole::Label(Label::AppliesTo));
                self.writer.raw(&format!(" {monikers}</p>\n"));
            }
            Block::Zone { target, pivot } => {
                let html = format!(
                    "<div class=\"zone\" data-target=\"{}\" data-pivot=\"{}\">\n",
                    escape(target),
                    escape(pivot)
                );
                self.writer.begin_block(name, range, &html);
            }
        }
    }

    /// A form inside a line of prose.
    pub(super) fn inline_form(&mut self, index: usize) {
        let Some(placed) = self.prepared.directives.get(index) else {
            return;
        };
        self.met[index] = true;
        let range = placed.range;
        match &placed.directive {
            Directive::Include { path } => {
                let form = if placed.alone {
                    Form::Block
                } else {
                    Form::Inline
                };
                self.include(path, range, form);
            }
            Directive::Image(image) => self.directive_image(image, range),
            Directive::Video { source, title } => self.video(source, title.as_deref(), range),
            Directive::NoLoc(text) => self.writer.text(text),
            _ => {}
        }
    }

    pub(super) fn include(&mut self, path: &str, range: TextRange, form: Form) {
        self.document.includes.push(Include {
            path: path.to_owned(),
            range,
            form,
        });
        let index = self.document.includes.len() - 1;
        self.writer.hole(Hole::Include(index));
    }

    pub(super) fn directive_image(&mut self, image: &Image, range: TextRange) {
        let wrapper = match (&image.link, &image.lightbox) {
            (Some(link), _) => Some((link, Purpose::Link)),
            (None, Some(lightbox)) => Some((lightbox, Purpose::Media)),
            (None, None) => None,
        };
        if let Some((target, purpose)) = wrapper {
            let address = self.address(target, range, purpose);
            self.writer.raw("<a href=\"");
            self.writer.hole(Hole::Address(address));
            self.writer.raw("\">");
        }
        let address = self.address(&image.source, range, Purpose::Media);
        self.writer.raw("<img src=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\" alt=\"");
        if image.kind != ImageKind::Icon {
            self.writer.text(&image.alt);
        }
        self.writer.raw(match (image.kind, image.border) {
            (ImageKind::Icon, _) => "\" class=\"icon\" loading=\"lazy\">",
            (_, true) => "\" class=\"border\" loading=\"lazy\">",
            (_, false) => "\" loading=\"lazy\">",
        });
        if wrapper.is_some() {
            self.writer.raw("</a>");
        }
    }

    pub(super) fn video(&mut self, source: &str, title: Option<&str>, range: TextRange) {
        let source = video::embeddable(source);
        let address = self.address(&source, range, Purpose::Media);
        self.writer.widen_paragraph();
        self.writer
            .raw("<div class=\"embedded-video\"><iframe src=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\" title=\"");
        self.writer.text(title.unwrap_or("Video"));
        self.writer
            .raw("\" loading=\"lazy\" allowfullscreen></iframe></div>\n");
    }
}
