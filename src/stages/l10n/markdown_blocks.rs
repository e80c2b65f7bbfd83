//! The blocks of Markdown.

use super::block::{Block, Kind};
use crate::base::text::TextRange;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Appends the blocks of the Markdown that begins at `start` of `text`.
pub(super) fn collect(text: &str, start: usize, blocks: &mut Vec<Block>) {
    // Not the site's settings: what is recorded must not change with them.
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let body = &text[start..];
    let parser = Parser::new_ext(body, options);
    let mut definitions: Vec<Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| definition.span.clone())
        .collect();
    definitions.sort_by_key(|range| range.start);
    let mut collector = Collector {
        body,
        start,
        quotes: 0,
        leaf: None,
        loose: None,
        blocks: Vec::new(),
    };
    for (event, range) in parser.into_offset_iter() {
        collector.event(&event, range);
    }
    for range in definitions {
        collector.push(Kind::Definition, range, Vec::new());
    }
    collector.blocks.sort_by_key(|block| block.range.start);
    blocks.append(&mut collector.blocks);
}

struct Collector<'t> {
    body: &'t str,
    start: usize,
    quotes: usize,
    /// The block that is open, with the cells that it has so far.
    leaf: Option<(Kind, Vec<TextRange>)>,
    /// Text that stands in a list item without a paragraph around it.
    loose: Option<Range<usize>>,
    blocks: Vec<Block>,
}

impl Collector<'_> {
    fn event(&mut self, event: &Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.begin(tag, range),
            Event::End(tag) => self.end(*tag, range),
            _ if self.leaf.is_none() => self.note(range),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag, range: Range<usize>) {
        let kind = match tag {
            Tag::Heading { level, .. } => Kind::Heading(*level as u8),
            Tag::Paragraph => Kind::Paragraph,
            Tag::CodeBlock(_) => Kind::Code,
            Tag::HtmlBlock => Kind::Html,
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => {
                let cell = self.trimmed(range);
                if let Some((_, cells)) = &mut self.leaf {
                    cells.push(cell);
                }
                return;
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
                return;
            }
            Tag::List(_)
            | Tag::Item
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => return self.flush(),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => {
                if self.leaf.is_none() {
                    self.note(range);
                }
                return;
            }
        };
        self.flush();
        self.leaf = Some((kind, Vec::new()));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                if let Some((kind, cells)) = self.leaf.take() {
                    self.push(kind, range, cells);
                }
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item | TagEnd::FootnoteDefinition => self.flush(),
            _ => {}
        }
    }

    fn note(&mut self, range: Range<usize>) {
        match &mut self.loose {
            Some(loose) => loose.end = loose.end.max(range.end),
            None => self.loose = Some(range),
        }
    }

    fn flush(&mut self) {
        if let Some(range) = self.loose.take() {
            self.push(Kind::Paragraph, range, Vec::new());
        }
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, cells: Vec<TextRange>) {
        let range = self.trimmed(range);
        let source = &self.body[range.start - self.start..range.end - self.start];
        let is_hidden = kind == Kind::Html && is_comment(source);
        let is_rule = source.is_empty() || (kind == Kind::Paragraph && is_rule(source));
        if !is_hidden && !is_rule {
            self.blocks.push(Block {
                kind,
                range,
                quotes: self.quotes,
                cells,
            });
        }
    }

    /// A range of the body without blanks around it, as a range of the file.
    fn trimmed(&self, range: Range<usize>) -> TextRange {
        let source = &self.body[range.clone()];
        let start = range.start + (source.len() - source.trim_start().len());
        let end = start + source.trim().len();
        TextRange::new(start, end).shifted(self.start)
    }
}

/// Whether HTML is nothing but one comment, which no reader sees.
fn is_comment(html: &str) -> bool {
    let inner = html.strip_prefix("<!--");
    inner.is_some_and(|inner| inner.find("-->").is_some_and(|end| end + 3 == inner.len()))
}

fn is_rule(text: &str) -> bool {
    let marks = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let mut marks = marks.peekable();
    let first = marks.peek().copied();
    matches!(first, Some(b'-' | b'*' | b'_')) && marks.all(|mark| Some(mark) == first)
}
