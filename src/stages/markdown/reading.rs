//! [`Reading`]: walks the events of pulldown-cmark and writes a [`Document`].

use super::directives::{Alert, Block, Directive, Image, ImageKind};
use super::document::{
    Address, Anchor, Document, Form, Heading, Hole, Include, Label, PageHeading, Purpose,
};
use super::prepare::{MARK_END, MARK_START, Prepared};
use super::raw_html;
use super::slug::slug;
use super::writer::Writer;
use super::{Dialect, video};
use crate::base::markup::escape;
use crate::base::text::TextRange;
use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};
use std::ops::Range;

type Pair<'e> = (Event<'e>, Range<usize>);

pub(super) struct Reading<'a> {
    pub document: Document,
    pub writer: Writer,
    source: &'a str,
    prepared: &'a Prepared<'a>,
    dialect: Dialect,
    quotes: Vec<Section>,
    columns: Vec<Alignment>,
    column: usize,
    in_table_head: bool,
    /// Where the open cell's content and its start tag begin.
    cell: ((usize, usize), (usize, usize)),
    link_depth: usize,
}

/// What the present part of a quote is written as.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    /// Nothing is written yet.
    Pending,
    Quote,
    Div,
}

/// Reads a prepared text into a document.
pub(super) fn read(source: &str, prepared: &Prepared, dialect: Dialect) -> Document {
    let mut reading = Reading {
        document: Document::default(),
        writer: Writer::default(),
        source,
        prepared,
        dialect,
        quotes: Vec::new(),
        columns: Vec::new(),
        column: 0,
        in_table_head: false,
        cell: ((0, 0), (0, 0)),
        link_depth: 0,
    };
    let parser = Parser::new_ext(&prepared.text, super::options()).into_offset_iter();
    let mut events = TextMergeWithOffset::new(parser);
    while let Some(pair) = events.next() {
        reading.event(pair, &mut events);
    }
    reading.writer.end_all();
    let Reading {
        mut document,
        writer,
        ..
    } = reading;
    document.body = writer.markup;
    document.diagnostics.extend(writer.diagnostics);
    document
}

impl<'a> Reading<'a> {
    fn event<'e>(&mut self, (event, range): Pair<'e>, events: &mut impl Iterator<Item = Pair<'e>>) {
        match event {
            Event::Start(tag) => self.start(tag, range, events),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.leave_pending();
                self.text(&text);
            }
            Event::Code(code) => self.code(&code),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.leave_pending();
                let start = range.start;
                raw_html::write(self, &html, |at| {
                    self_place(self.prepared, at.shifted(start))
                });
            }
            Event::SoftBreak => self.writer.raw("\n"),
            Event::HardBreak => self.writer.raw("<br>\n"),
            Event::Rule => {
                self.leave_pending();
                self.writer.raw("<hr>\n");
            }
            // Behind options that are not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start<'e>(
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
            Tag::Heading { level, .. } => self.heading(level, events),
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
            Tag::Emphasis => self.writer.raw("<em>"),
            Tag::Strong => self.writer.raw("<strong>"),
            Tag::Strikethrough => self.writer.raw("<del>"),
            _ if self.dialect.form == Form::Inline => {}
            Tag::Paragraph => self.writer.begin_paragraph(),
            Tag::BlockQuote(_) => {
                self.writer.begin();
                self.quotes.push(Section::Pending);
            }
            Tag::List(Some(1)) => self.writer.raw("<ol>\n"),
            Tag::List(Some(start)) => self.writer.raw(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.writer.raw("<ul>\n"),
            Tag::Item => {
                self.writer.raw("<li>");
                self.writer.begin();
            }
            Tag::Table(columns) => {
                self.columns = columns;
                self.writer
                    .raw("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
                self.writer.hole(Hole::Label(Label::Table));
                self.writer.raw("\"><table>\n");
            }
            Tag::TableHead => {
                self.in_table_head = true;
                self.column = 0;
                self.writer.raw("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.writer.raw("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.writer.raw("</em>"),
            TagEnd::Strong => self.writer.raw("</strong>"),
            TagEnd::Strikethrough => self.writer.raw("</del>"),
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
            TagEnd::Table => self.writer.raw("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.writer.raw("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.writer.raw("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            _ => {}
        }
    }

    /// Writes `<blockquote>` once it is known that the quote is not an alert.
    fn leave_pending(&mut self) {
        if let Some(section @ Section::Pending) = self.quotes.last_mut() {
            *section = Section::Quote;
            self.writer.raw("<blockquote>\n");
            self.writer.begin();
        }
    }

    fn end_section(&mut self) {
        match self.quotes.last() {
            Some(Section::Quote) => {
                self.writer.end();
                self.writer.raw("</blockquote>\n");
            }
            Some(Section::Div) => {
                self.writer.end();
                self.writer.raw("</div>\n");
            }
            Some(Section::Pending) | None => {}
        }
        if let Some(section) = self.quotes.last_mut() {
            *section = Section::Pending;
        }
    }

    /// A block of raw HTML, or the mark of a block form.
    fn html_block<'e>(&mut self, events: &mut impl Iterator<Item = Pair<'e>>) {
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
        if let Some(index) = self.block_mark(html.trim(), first) {
            return self.block_form(index);
        }
        self.leave_pending();
        let prepared = self.prepared;
        let place = |at: TextRange| {
            let piece = pieces.partition_point(|(start, _)| *start <= at.start) - 1;
            let (start, source) = pieces[piece];
            let from = at.start - start + source;
            self_place(prepared, TextRange::new(from, from + (at.end - at.start)))
        };
        if !html.is_empty() {
            raw_html::write(self, &html, place);
        }
    }

    /// The index of the form that `<!--3-->` at `offset` of the prepared text
    /// stands for; a writer's own comment of that shape stands elsewhere.
    fn block_mark(&self, html: &str, offset: usize) -> Option<usize> {
        let number = html.strip_prefix("<!--")?.strip_suffix("-->")?;
        let index: usize = number.parse().ok()?;
        let placed = self.prepared.directives.get(index)?;
        let origin = self
            .prepared
            .origin(TextRange::new(offset, offset + html.len()));
        (origin.start <= placed.range.start && placed.range.start <= origin.end).then_some(index)
    }

    fn block_form(&mut self, index: usize) {
        let placed = &self.prepared.directives[index];
        let range = placed.range;
        if matches!(
            placed.directive,
            Directive::Alert(_) | Directive::Div { .. } | Directive::Video { .. }
        ) {
            self.end_section();
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

    fn open_div_section(&mut self) {
        self.writer.begin();
        match self.quotes.last_mut() {
            Some(section) => *section = Section::Div,
            // The mark of an alert always stands in a quote: without one there
            // is nothing to hold open.
            None => {
                self.writer.end();
                self.writer.raw("</div>\n");
            }
        }
    }

    fn open_block(&mut self, block: &Block, range: TextRange) {
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
    fn inline_form(&mut self, index: usize) {
        let Some(placed) = self.prepared.directives.get(index) else {
            return;
        };
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

    fn include(&mut self, path: &str, range: TextRange, form: Form) {
        self.document.includes.push(Include {
            path: path.to_owned(),
            range,
            form,
        });
        let index = self.document.includes.len() - 1;
        self.writer.hole(Hole::Include(index));
    }

    fn directive_image(&mut self, image: &Image, range: TextRange) {
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

    fn video(&mut self, source: &str, title: Option<&str>, range: TextRange) {
        let source = video::embeddable(source);
        let address = self.address(&source, range, Purpose::Media);
        self.writer
            .raw("<div class=\"embedded-video\"><iframe src=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\" title=\"");
        self.writer.text(title.unwrap_or("Video"));
        self.writer
            .raw("\" loading=\"lazy\" allowfullscreen></iframe></div>\n");
    }

    fn heading<'e>(&mut self, level: HeadingLevel, events: &mut impl Iterator<Item = Pair<'e>>) {
        let mut inside: Vec<Pair<'e>> = events
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
            .collect();
        let explicit = lift_anchor(&mut inside);
        let text = plain_text(&inside);
        if self.dialect.form == Form::Inline {
            return self.events(inside);
        }
        let level = level as u8;
        let is_page_heading = level == 1
            && self.document.heading.is_none()
            && self.writer.is_at_top()
            && self.writer.markup.is_empty();
        let wanted = explicit.unwrap_or_else(|| slug(&text));
        self.document.headings.push(Heading { level, text });
        let heading = Some(self.document.headings.len() - 1);
        self.writer.begin();
        if is_page_heading {
            self.document.anchors.push(Anchor { wanted, heading });
            let anchor = self.document.anchors.len() - 1;
            let before = std::mem::take(&mut self.writer.markup);
            self.events(inside);
            self.writer.end();
            let markup = std::mem::replace(&mut self.writer.markup, before);
            self.document.heading = Some(PageHeading { markup, anchor });
            return;
        }
        self.writer.raw(&format!("<h{level} id=\""));
        self.anchor(&wanted, heading);
        self.writer.raw("\">");
        self.events(inside);
        self.writer.end();
        self.writer.raw(&format!("</h{level}>\n"));
    }

    fn events<'e>(&mut self, events: Vec<Pair<'e>>) {
        let mut events = events.into_iter();
        while let Some(pair) = events.next() {
            self.event(pair, &mut events);
        }
    }

    fn anchor(&mut self, wanted: &str, heading: Option<usize>) {
        self.document.anchors.push(Anchor {
            wanted: wanted.to_owned(),
            heading,
        });
        let index = self.document.anchors.len() - 1;
        self.writer.hole(Hole::Id(index));
    }

    fn link<'e>(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: &str,
        range: Range<usize>,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        let inside = until_end(events, &TagEnd::Link);
        // HTML has no links in links; the outer one wins.
        if self.link_depth > 0 {
            return self.events(inside);
        }
        let destination: CowStr = match link_type {
            LinkType::Email => format!("mailto:{destination}").into(),
            _ => destination.into(),
        };
        let address = self.address_in(&destination, range, Purpose::Link);
        self.writer.begin();
        self.writer.raw("<a href=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\"");
        self.title(title);
        self.writer.raw(">");
        let before = self.writer.position();
        self.link_depth += 1;
        self.events(inside);
        self.link_depth -= 1;
        if self.writer.is_at(before) {
            self.writer.hole(Hole::TitleOf(address));
        }
        self.writer.end();
        self.writer.raw("</a>");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.writer.raw(" title=\"");
            self.writer.text(title);
            self.writer.raw("\"");
        }
    }

    fn image<'e>(
        &mut self,
        source: &str,
        title: &str,
        range: Range<usize>,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        let inside = until_end(events, &TagEnd::Image);
        let address = self.address_in(source, range, Purpose::Media);
        if video::is_file(source) {
            self.writer.raw("<video controls preload=\"none\" src=\"");
            self.writer.hole(Hole::Address(address));
            self.writer.raw("\">");
            self.writer.text(&plain_text(&inside));
            self.writer.raw("</video>");
            return;
        }
        self.writer.raw("<img src=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\" alt=\"");
        self.writer.text(&plain_text(&inside));
        self.writer.raw("\"");
        self.title(title);
        self.writer.raw(" loading=\"lazy\">");
    }

    /// Registers an address; gives its index.
    pub(super) fn address(&mut self, written: &str, range: TextRange, purpose: Purpose) -> usize {
        self.document.addresses.push(Address {
            written: written.to_owned(),
            range,
            purpose,
        });
        self.document.addresses.len() - 1
    }

    /// Registers the address of a Markdown link or image that takes `range` of
    /// the prepared text, and finds where in it the address stands.
    fn address_in(&mut self, written: &str, range: Range<usize>, purpose: Purpose) -> usize {
        let whole = &self.prepared.text[range.clone()];
        let at = match whole.rfind(written) {
            Some(at) if !written.is_empty() => {
                TextRange::new(range.start + at, range.start + at + written.len())
            }
            _ => range.into(),
        };
        self.address(written, self.prepared.origin(at), purpose)
    }

    fn code_block<'e>(
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
        for (event, _) in events {
            match event {
                Event::Text(text) => {
                    let text = self.unmarked(&text);
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

    fn code(&mut self, code: &str) {
        self.leave_pending();
        self.writer.raw("<code");
        self.direction();
        self.writer.raw(">");
        let code = self.unmarked(code);
        self.writer.text(&code);
        self.writer.raw("</code>");
    }

    /// Code reads from left to right in every language.
    fn direction(&mut self) {
        if self.dialect.isolates_code {
            self.writer.raw(" dir=\"ltr\"");
        }
    }

    fn start_cell(&mut self) {
        let before = self.writer.position();
        let tag = if self.in_table_head { "th" } else { "td" };
        let scope = if self.in_table_head {
            " scope=\"col\""
        } else {
            ""
        };
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"align-start\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            Some(Alignment::None) | None => "",
        };
        self.writer.raw(&format!("<{tag}{scope}{class}>"));
        self.cell = (before, self.writer.position());
        self.writer.begin();
        self.column += 1;
    }

    fn end_cell(&mut self) {
        self.writer.end();
        let (before, inside) = self.cell;
        match (self.in_table_head, self.writer.is_at(inside)) {
            // A heading with nothing in it heads nothing.
            (true, true) => {
                self.writer.rewind(before);
                self.writer.raw("<td></td>");
            }
            (true, false) => self.writer.raw("</th>"),
            (false, _) => self.writer.raw("</td>"),
        }
    }

    /// Text of raw HTML.
    pub(super) fn text_in_html(&mut self, text: &str) {
        self.text(text);
    }

    /// Text, with the inline forms whose marks stand in it.
    fn text(&mut self, text: &str) {
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
    fn plain(&mut self, text: &str) {
        let mut rest = text;
        let mut from = 0;
        while let Some(found) = rest[from..].find("[!") {
            let at = from + found;
            let Some((alert, len)) = Alert::at_start_of(&rest[at..]) else {
                from = at + 2;
                continue;
            };
            let before = rest[..at].trim_end_matches([' ', '>']);
            self.writer.text(before);
            if !before.is_empty() {
                self.writer.raw(" ");
            }
            self.writer.raw("<strong class=\"alert-title\">");
            self.writer.hole(Hole::Label(Label::Alert(alert)));
            self.writer.raw("</strong> ");
            rest = rest[at + len..].trim_start_matches([' ', '>']);
            from = 0;
        }
        self.writer.text(rest);
    }

    /// Code that a line-wise look took for a form: as the writer wrote it.
    fn unmarked(&self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(MARK_START) {
            plain.push_str(before);
            let (number, behind) = after.split_once(MARK_END).unwrap_or((after, ""));
            let index = number.parse().ok();
            if let Some(placed) = index.and_then(|at: usize| self.prepared.directives.get(at)) {
                plain.push_str(&self.source[Range::from(placed.range)]);
            }
            rest = behind;
        }
        plain.push_str(rest);
        plain
    }
}

fn self_place(prepared: &Prepared, range: TextRange) -> TextRange {
    prepared.origin(range)
}

/// The events up to the end of the element that was just started.
fn until_end<'e>(events: &mut impl Iterator<Item = Pair<'e>>, end: &TagEnd) -> Vec<Pair<'e>> {
    let mut depth = 0_usize;
    let mut inside = Vec::new();
    for (event, range) in events {
        match &event {
            Event::Start(tag) if tag.to_end() == *end => depth += 1,
            Event::End(tag) if tag == end => match depth.checked_sub(1) {
                Some(left) => depth = left,
                None => break,
            },
            _ => {}
        }
        inside.push((event, range));
    }
    inside
}

/// Takes `<a name="x"></a>` from the start of a heading and gives `x`.
fn lift_anchor(inside: &mut Vec<Pair>) -> Option<String> {
    let is_blank = |event: &Event| matches!(event, Event::Text(text) if text.trim().is_empty());
    let first = inside.iter().position(|(event, _)| !is_blank(event))?;
    let Event::InlineHtml(tag) = &inside[first].0 else {
        return None;
    };
    let name = raw_html::anchor_name(tag)?;
    let is_end =
        |event: &Event| matches!(event, Event::InlineHtml(tag) if tag.eq_ignore_ascii_case("</a>"));
    let end = inside
        .iter()
        .position(|(event, _)| is_end(event))
        .filter(|end| *end == first + 1);
    match end {
        Some(end) => drop(inside.drain(first..=end)),
        None => drop(inside.remove(first)),
    }
    // `<a name="x">Title</a>`: the end tag belongs to the start tag just taken.
    if end.is_none()
        && let Some(end) = inside.iter().rposition(|(event, _)| is_end(event))
    {
        inside.remove(end);
    }
    if let Some((Event::Text(text), _)) = inside.get_mut(first) {
        *text = text.trim_start().to_owned().into();
    }
    Some(name)
}

/// What a reader would hear of some events: text and code.
fn plain_text(events: &[Pair]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    if text.contains(MARK_START) {
        text = without_marks(&text);
    }
    text.trim().to_owned()
}

fn without_marks(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK_START) {
        plain.push_str(before);
        rest = after.split_once(MARK_END).map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain
}
