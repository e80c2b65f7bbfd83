//! [`Reading`]: walks the events of pulldown-cmark and writes a [`Document`].

use super::Dialect;
use super::document::{Document, Form};
use super::outline::Noting;
use super::prepare::Prepared;
use super::raw_html;
use super::table_rows::OpenTable;
use super::tabs::Group;
use super::writer::{End, Writer};
use crate::base::text::TextRange;
use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeWithOffset};
use std::ops::Range;

pub(super) type Pair<'e> = (Event<'e>, Range<usize>);

pub(super) struct Reading<'a> {
    pub document: Document,
    pub writer: Writer,
    pub(super) source: &'a str,
    pub(super) prepared: &'a Prepared<'a>,
    /// Which of the prepared forms have been written.
    pub(super) met: Vec<bool>,
    pub(super) dialect: Dialect<'a>,
    /// What the open quotes are written as, and how deep each stands.
    pub(super) quotes: Vec<(Section, usize)>,
    pub(super) table: OpenTable,
    pub(super) link_depth: usize,
    /// Where the text that is being written stands in the prepared text.
    pub(super) text_range: Range<usize>,
    /// The groups of tabs so far.
    pub(super) tab_groups: Vec<Group>,
    /// The groups that are open, the innermost last, and maybe some that ended.
    pub(super) open_groups: Vec<usize>,
    /// The `<xref>` that has no end tag yet, and where its text begins.
    pub(super) open_xref: Option<(usize, (usize, usize))>,
}

/// What the present part of a quote is written as.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Section {
    /// Nothing is written yet.
    Pending,
    Quote,
    /// A form that holds the rest of the part, and how it ends.
    Form(End),
}

/// Reads a prepared text into a document.
pub(super) fn read<'a>(
    source: &'a str,
    prepared: &'a Prepared<'a>,
    dialect: Dialect<'a>,
) -> Document {
    let mut reading = Reading {
        document: Document::default(),
        writer: Writer::over(prepared),
        source,
        met: vec![false; prepared.directives.len()],
        prepared,
        dialect,
        quotes: Vec::new(),
        table: OpenTable::default(),
        link_depth: 0,
        text_range: 0..0,
        tab_groups: Vec::new(),
        open_groups: Vec::new(),
        open_xref: None,
    };
    let extensions = super::extensions(&dialect.settings.options);
    let mut noting = Noting::new(prepared);
    let parser = Parser::new_ext(&prepared.text, extensions)
        .into_offset_iter()
        .inspect(|(event, range)| noting.note(event, range));
    let mut events = TextMergeWithOffset::new(parser);
    while let Some(pair) = events.next() {
        reading.event(pair, &mut events);
    }
    drop(events);
    reading.writer.end_all();
    reading.choose_tabs();
    let Reading {
        mut document,
        writer,
        ..
    } = reading;
    document.body = writer.markup;
    document.outline = noting.finish();
    document.diagnostics.extend(writer.diagnostics);
    document
}

impl Reading<'_> {
    pub(super) fn event<'e>(
        &mut self,
        (event, range): Pair<'e>,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        match event {
            Event::Start(tag) => self.start(tag, range, events),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.leave_pending();
                self.blanks_in_address(&range);
                self.text_range = range;
                self.text(&text);
            }
            Event::Code(code) => self.code(&code, range),
            Event::Html(html) | Event::InlineHtml(html) if self.writes_html_as_it_is() => {
                self.leave_pending();
                self.writer.raw(&html);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.leave_pending();
                let (prepared, start) = (self.prepared, range.start);
                raw_html::write(self, &html, |at| prepared.origin(at.shifted(start)));
            }
            Event::SoftBreak => self.writer.raw("\n"),
            Event::HardBreak => self.writer.raw("<br>\n"),
            Event::Rule if self.writer.is_directly_in("tab") => self.end_tabs(),
            Event::Rule => {
                self.leave_pending();
                self.writer.raw("<hr>\n");
            }
            Event::InlineMath(formula) => self.math(&formula),
            Event::DisplayMath(formula) => self.display_math(&formula),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(is_done) => self.writer.raw(match is_done {
                true => "<input type=\"checkbox\" disabled checked> ",
                false => "<input type=\"checkbox\" disabled> ",
            }),
        }
    }

    pub(super) fn start<'e>(
        &mut self,
        tag: Tag<'e>,
        range: Range<usize>,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        if let Tag::HtmlBlock = tag {
            return self.html_block(events);
        }
        self.leave_pending();
        match tag {
            Tag::Heading { level, .. } => self.heading(level, range, events),
            Tag::Image {
                dest_url, title, ..
            } => self.image(&dest_url, &title, range, events),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(link_type, &dest_url, &title, range, events),
            Tag::CodeBlock(kind) => self.code_block(&kind, events),
            Tag::Emphasis => self.begin_inline("<em>"),
            Tag::Strong => self.begin_inline("<strong>"),
            Tag::Strikethrough => self.begin_inline("<del>"),
            Tag::Superscript => self.begin_inline("<sup>"),
            Tag::Subscript if self.dialect.settings.options.subscript => self.begin_inline("<sub>"),
            Tag::Subscript => self.writer.raw("~"),
            _ if self.dialect.form == Form::Inline => {}
            block => self.start_block(block),
        }
    }

    fn start_block(&mut self, tag: Tag) {
        self.writer.leave_raw_paragraph();
        match tag {
            Tag::Paragraph => self.writer.begin_paragraph(),
            Tag::BlockQuote(_) => {
                self.writer.begin();
                self.quotes.push((Section::Pending, self.writer.depth()));
                // CommonMark shows a quote with nothing in it, and has no alerts.
                if self.is_commonmark() {
                    self.leave_pending();
                }
            }
            Tag::List(Some(1)) => self.writer.raw("<ol>\n"),
            Tag::List(Some(start)) => self.writer.raw(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.writer.raw("<ul>\n"),
            Tag::Item => {
                self.writer.raw("<li>");
                self.writer.begin();
            }
            Tag::Table(columns) => self.start_table(columns),
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => self.start_cell(),
            Tag::DefinitionList => self.writer.raw("<dl>\n"),
            Tag::DefinitionListTitle => self.begin_inline("<dt>"),
            Tag::DefinitionListDefinition => self.begin_inline("<dd>"),
            Tag::FootnoteDefinition(name) => self.start_footnote(&name),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.end_inline("</em>"),
            TagEnd::Strong => self.end_inline("</strong>"),
            TagEnd::Strikethrough => self.end_inline("</del>"),
            TagEnd::Superscript => self.end_inline("</sup>"),
            TagEnd::Subscript if self.dialect.settings.options.subscript => {
                self.end_inline("</sub>");
            }
            TagEnd::Subscript => self.writer.raw("~"),
            _ if self.dialect.form == Form::Inline => self.writer.raw(" "),
            TagEnd::Paragraph => self.writer.end_paragraph(),
            TagEnd::BlockQuote(_) => {
                self.end_section();
                self.quotes.pop();
                self.writer.end();
            }
            TagEnd::List(true) => self.writer.raw("</ol>\n"),
            TagEnd::List(false) => self.writer.raw("</ul>\n"),
            TagEnd::Item => {
                self.writer.end();
                self.writer.raw("</li>\n");
            }
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_row(true),
            TagEnd::TableRow => self.end_row(false),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::DefinitionList => self.writer.raw("</dl>\n"),
            TagEnd::DefinitionListTitle => self.end_inline("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end_inline("</dd>\n"),
            TagEnd::FootnoteDefinition => self.end_inline("</div>\n"),
            _ => {}
        }
    }

    /// Begins an element of Markdown inside a line; raw HTML that is opened in
    /// it is closed in it.
    fn begin_inline(&mut self, tag: &str) {
        self.writer.raw(tag);
        self.writer.begin();
    }

    fn end_inline(&mut self, tag: &str) {
        self.writer.end();
        self.writer.raw(tag);
    }

    /// Writes `<blockquote>` once it is known that the quote is not an alert.
    pub(super) fn leave_pending(&mut self) {
        if let Some((section @ Section::Pending, _)) = self.quotes.last_mut() {
            *section = Section::Quote;
            self.writer.raw("<blockquote>\n");
            self.writer.begin();
        }
    }

    pub(super) fn end_section(&mut self) {
        match self.quotes.last().map(|(section, _)| section) {
            Some(Section::Quote) => {
                self.writer.end();
                self.writer.raw("</blockquote>\n");
            }
            Some(Section::Form(end)) => {
                let end = *end;
                self.writer.end();
                self.writer.write_end(end);
            }
            Some(Section::Pending) | None => {}
        }
        if let Some((section, _)) = self.quotes.last_mut() {
            *section = Section::Pending;
        }
    }

    /// Whether nothing but the present part of the innermost quote is open.
    pub(super) fn stands_directly_in_quote(&self) -> bool {
        self.quotes.last().is_none_or(|(section, depth)| {
            let part = usize::from(*section != Section::Pending);
            self.writer.depth() == depth + part
        })
    }

    /// A block of raw HTML, or the mark of a block form.
    pub(super) fn html_block<'e>(&mut self, events: &mut impl Iterator<Item = Pair<'e>>) {
        let mut html = String::new();
        let mut pieces = Vec::new();
        for (event, range) in events {
            match event {
                Event::Html(line) | Event::Text(line) => {
                    pieces.push((html.len(), range.start));
                    html.push_str(&line);
                }
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        let first = pieces.first().map_or(0, |(_, start)| *start);
        if self.writes_html_as_it_is() {
            self.leave_pending();
            return self.writer.raw(&html);
        }
        if let Some(index) = self.block_mark(html.trim(), first) {
            return self.block_form(index);
        }
        self.leave_pending();
        let prepared = self.prepared;
        let place = |at: TextRange| {
            let piece = pieces.partition_point(|(start, _)| *start <= at.start) - 1;
            let (start, source) = pieces[piece];
            let from = at.start - start + source;
            prepared.origin(TextRange::new(from, from + (at.end - at.start)))
        };
        if !html.is_empty() {
            raw_html::write(self, &html, place);
        }
    }

    /// The index of the form whose number is a comment's text, when the comment
    /// stands where the form does: a writer's own comment stands elsewhere.
    pub(super) fn mark(&self, comment: &str, at: TextRange) -> Option<usize> {
        let index: usize = comment.parse().ok()?;
        let form = self.prepared.directives.get(index)?.range;
        let is_here = at.start <= form.start && form.start <= at.end;
        (is_here && self.met.get(index) == Some(&false)).then_some(index)
    }

    /// The index of the form that a block of HTML at `offset` of the prepared
    /// text stands for.
    fn block_mark(&self, html: &str, offset: usize) -> Option<usize> {
        let number = html.strip_prefix("<!--")?.strip_suffix("-->")?;
        let range = TextRange::new(offset, offset + html.len());
        self.mark(number, self.prepared.origin(range))
    }

    pub(super) fn events(&mut self, events: Vec<Pair<'_>>) {
        let mut events = events.into_iter();
        while let Some(pair) = events.next() {
            self.event(pair, &mut events);
        }
    }

    /// Whether a link is open, of Markdown or of raw HTML: HTML has no links in
    /// links, so the outer one wins.
    pub(super) fn is_in_link(&mut self) -> bool {
        self.link_depth > 0 || self.writer.begin_link()
    }

    /// Whether the text is CommonMark and nothing else.
    pub(super) fn is_commonmark(&self) -> bool {
        self.dialect.settings.options.is_commonmark
    }

    fn writes_html_as_it_is(&self) -> bool {
        self.is_commonmark() && !self.sanitizes()
    }
}

/// The events up to the end of the element that was just started.
pub(super) fn until_end<'e>(
    events: &mut impl Iterator<Item = Pair<'e>>,
    end: TagEnd,
) -> Vec<Pair<'e>> {
    let mut depth = 0_usize;
    let mut inside = Vec::new();
    for (event, range) in events {
        match &event {
            Event::Start(tag) if tag.to_end() == end => depth += 1,
            Event::End(tag) if *tag == end => match depth.checked_sub(1) {
                Some(left) => depth = left,
                None => break,
            },
            _ => {}
        }
        inside.push((event, range));
    }
    inside
}
