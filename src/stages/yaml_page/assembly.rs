//! [`Assembly`]: a document under construction, put together from the documents
//! of the Markdown in a page's scalars.

use super::fields::Text;
use super::join::{self, Before};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::markup::escape_into;
use crate::base::text::TextRange;
use crate::stages::load::yaml::YamlError;
use crate::stages::markdown::{
    self, Address, Dialect, Document, Element, Field, Form, Hole, Hook, Markup, PageHeading,
    Purpose, Role,
};
use std::ops::Range;

/// What makes a line a heading.
const PREFIX: &str = "# ";

/// The document, as far as it is written, and what it is made from.
pub(super) struct Assembly<'s> {
    /// The YAML.
    pub source: &'s str,
    dialect: Dialect<'s>,
    document: Document,
    /// Whether all of the YAML could be read, so that what is not there is
    /// missing.
    pub is_whole: bool,
}

impl<'s> Assembly<'s> {
    pub(super) fn new(source: &'s str, dialect: Dialect<'s>, error: Option<&YamlError>) -> Self {
        let mut document = Document::default();
        document.diagnostics.extend(error.map(|error| {
            Diagnostic::new(Code::YamlSyntaxError, error.range, error.message.as_str())
                .hint(error.hint)
        }));
        Self {
            source,
            dialect,
            document,
            is_whole: error.is_none(),
        }
    }

    pub(super) fn finish(self) -> Document {
        self.document
    }

    pub(super) fn report(&mut self, finding: Diagnostic<TextRange>) {
        self.document.diagnostics.push(finding);
    }

    /// The first line of a range, for a finding about something long.
    pub(super) fn first_line(&self, range: TextRange) -> TextRange {
        let line = self.source[Range::from(range)].lines().next();
        let len = line.unwrap_or_default().trim_end().len();
        TextRange::new(range.start, range.start + len)
    }

    /// Appends markup that is already right.
    pub(super) fn raw(&mut self, html: &str) {
        self.document.body.html.push_str(html);
    }

    pub(super) fn hole(&mut self, hole: Hole) {
        let at = self.document.body.html.len();
        self.document.body.holes.push((at, hole));
    }

    /// Appends an address as the value of an attribute; gives the hole for the
    /// title of what it leads to.
    pub(super) fn address(&mut self, written: Text, purpose: Purpose) -> Hole {
        self.document.addresses.push(Address {
            written: written.scalar.text.trim().to_owned(),
            range: written.range,
            purpose,
            editable: false,
        });
        let index = self.document.addresses.len() - 1;
        self.hole(Hole::Address(index));
        Hole::TitleOf(index)
    }

    /// Makes a text the heading of the page. Must come first.
    pub(super) fn page_heading(&mut self, text: Text) {
        if let Some(mut part) = self.heading_part(text) {
            let heading = part.heading.take();
            let before = join::adopt(&mut self.document, part);
            self.document.heading = heading.map(|heading| PageHeading {
                markup: before.shifted(heading.markup, 0),
                anchor: heading.anchor + before.anchors,
            });
        }
    }

    /// Appends a heading that may lead somewhere.
    pub(super) fn heading(&mut self, level: u8, text: Text, url: Option<Text>) {
        if let Some(mut part) = self.heading_part(text) {
            let heading = part.heading.take();
            let before = join::adopt(&mut self.document, part);
            if let Some(heading) = heading {
                self.write_heading(level, heading, url, before);
            }
        }
    }

    /// Appends blocks of Markdown. A heading of the page in them, which a page
    /// has once, becomes one of the level below `level`.
    pub(super) fn blocks(&mut self, level: u8, text: Text) {
        let mut part = markdown::parse(&text.scalar.text, self.dialect);
        let heading = part.heading.take();
        let body = std::mem::take(&mut part.body);
        let before = self.adopt_from(part, text, 0);
        if let Some(heading) = heading {
            self.write_heading(level + 1, heading, None, before);
        }
        self.append(body, before);
    }

    /// Appends the text of Markdown for the inside of a link, where no other link
    /// or anchor may stand: with one it is shown as it is written.
    pub(super) fn link_text(&mut self, text: Text) {
        let before = text.scalar.text.trim_start();
        let (start, written) = (text.scalar.text.len() - before.len(), before.trim_end());
        let dialect = Dialect {
            form: Form::Inline,
            ..self.dialect
        };
        let mut part = markdown::parse(written, dialect);
        let body = std::mem::take(&mut part.body);
        if !body.holes.is_empty() || body.is_empty() {
            return escape_into(&mut self.document.body.html, written);
        }
        self.adopt_from(part, text, start);
        self.raw(body.html.trim_end());
    }

    /// A text, in one line, as the heading of a document of its own, whose ranges
    /// are those of the YAML; `None` for nothing but number signs.
    fn heading_part(&self, text: Text) -> Option<Document> {
        let written = &text.scalar.text;
        // Translations have headings where the source has plain text.
        let line = written.trim_start().trim_start_matches('#').trim_start();
        let start = written.len() - line.len();
        let mut line = line.trim_end().replace(['\n', '\r'], " ");
        if line.ends_with('#') {
            line.insert(line.len() - 1, '\\');
        }
        if line.is_empty() {
            return None;
        }
        let mut part = markdown::parse(&format!("{PREFIX}{line}"), self.dialect);
        let origins = text.origins(self.source);
        let back = |range: TextRange| {
            let plain = |at: usize| (start + at).saturating_sub(PREFIX.len());
            let range = TextRange::new(plain(range.start), plain(range.end));
            origins.back(range).shifted(text.range.start)
        };
        join::relocate(&mut part, back);
        Some(part)
    }

    fn write_heading(
        &mut self,
        level: u8,
        heading: PageHeading,
        url: Option<Text>,
        before: Before,
    ) {
        let level = level.min(6);
        let anchor = heading.anchor + before.anchors;
        if let Some(index) = self.document.anchors[anchor].heading {
            self.document.headings[index].level = level;
        }
        let is_hooked = self.dialect.settings.has(Hook::Heading);
        if is_hooked {
            let elements = &mut self.document.elements;
            elements.push(Element {
                role: Role::Hook(Hook::Heading),
                fields: vec![
                    ("level", Field::Text(level.to_string())),
                    ("id", Field::Id(anchor)),
                ],
            });
            let index = elements.len() - 1;
            self.hole(Hole::Begin(index));
        } else {
            self.raw(&format!("<h{level} id=\""));
            self.hole(Hole::Id(anchor));
            self.raw("\">");
        }
        // No link may stand in another, and no anchor.
        let url = url.filter(|_| heading.markup.holes.is_empty());
        if let Some(url) = url {
            self.raw("<a href=\"");
            self.address(url, Purpose::Link);
            self.raw("\">");
        }
        self.append(heading.markup, before);
        if url.is_some() {
            self.raw("</a>");
        }
        match is_hooked {
            true => self.hole(Hole::End),
            false => self.raw(&format!("</h{level}>\n")),
        }
    }

    /// Takes over everything of a part but its markup, its ranges led to the YAML
    /// from the text of a scalar behind `start`.
    fn adopt_from(&mut self, mut part: Document, text: Text, start: usize) -> Before {
        let origins = text.origins(self.source);
        join::relocate(&mut part, |range| {
            let range = origins.back(range.shifted(start));
            range.shifted(text.range.start)
        });
        join::adopt(&mut self.document, part)
    }

    fn append(&mut self, markup: Markup, before: Before) {
        let markup = before.shifted(markup, self.document.body.html.len());
        self.document.body.html.push_str(&markup.html);
        self.document.body.holes.extend(markup.holes);
    }
}
