//! [`Outline`]: how a text is written, for who asks that and not what it shows.
//! It is noted while the text is read, so nothing is parsed twice.

use super::prepare::{MARK_END, MARK_START, Prepared};
use crate::base::text::TextRange;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A text as its headings, paragraphs, items and cells, and each of them as
/// pieces that know their place.
#[derive(Debug, Default)]
pub struct Outline {
    /// The blocks in their order, lists and tables around what is in them.
    pub blocks: Vec<Block>,
    pieces: Vec<Piece>,
}

/// A piece of a text that is read in one go, or the begin or end of a container.
#[derive(Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    place: Place,
    pieces: Range<u32>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading and its level.
    Heading(u8),
    /// A paragraph of its own or in an item, a quote, a definition.
    Paragraph,
    /// A cell of a table.
    Cell,
    /// A block of code.
    Code,
    /// The begin of a list with bullets.
    List,
    /// The begin of a list with numbers.
    NumberedList,
    /// The end of a list.
    ListEnd,
    /// The begin of an item.
    Item,
    /// The begin of a table.
    Table,
    /// The begin of a row.
    Row,
    /// The end of a table.
    TableEnd,
}

/// A part of a block.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// What it is.
    pub what: What,
    place: Place,
}

/// What a part of a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Text that is shown as it is written.
    Text,
    /// Text that is written otherwise: `&amp;`.
    Entity,
    /// A line break of the source.
    Break,
    /// A line break that readers see.
    HardBreak,
    /// Code or a formula.
    Code,
    /// A tag, or a form of the dialect.
    Html,
    /// An image.
    Image,
    /// The begin of what stands around text; its place is that of the whole.
    Open(Mark),
    /// The end of it, with the same place.
    Close(Mark),
}

/// What stands around text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `*text*` or `**text**`.
    Emphasis,
    /// `[text](address)`.
    Link,
    /// Any other link, any other mark.
    Other,
}

/// A range of a text in half the space.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    end: u32,
}

impl From<TextRange> for Place {
    fn from(range: TextRange) -> Self {
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: narrow(range.start),
            end: narrow(range.end),
        }
    }
}

impl From<Place> for TextRange {
    fn from(place: Place) -> Self {
        Self::new(place.start as usize, place.end as usize)
    }
}

impl Block {
    /// Where it stands in the text.
    #[must_use]
    pub fn range(&self) -> TextRange {
        self.place.into()
    }
}

impl Piece {
    /// Where it stands in the text.
    #[must_use]
    pub fn range(&self) -> TextRange {
        self.place.into()
    }
}

impl Outline {
    /// The pieces of a block.
    #[must_use]
    pub fn pieces(&self, block: &Block) -> &[Piece] {
        let Range { start, end } = block.pieces;
        &self.pieces[start as usize..end as usize]
    }
}

/// Notes the outline of a text from the events that go by.
pub(super) struct Noting<'a> {
    prepared: &'a Prepared<'a>,
    outline: Outline,
    /// Whether pieces go to the last block.
    is_open: bool,
    links: Vec<Mark>,
    /// The end of what is no prose.
    passes_over: Option<TagEnd>,
    /// Whether `<code>` or its like is open.
    in_raw_code: bool,
}

impl<'a> Noting<'a> {
    pub(super) fn new(prepared: &'a Prepared<'a>) -> Self {
        Self {
            prepared,
            outline: Outline::default(),
            is_open: false,
            links: Vec::new(),
            passes_over: None,
            in_raw_code: false,
        }
    }

    pub(super) fn finish(self) -> Outline {
        self.outline
    }

    pub(super) fn note(&mut self, event: &Event, range: &Range<usize>) {
        if let Some(end) = self.passes_over {
            if matches!(event, Event::End(tag) if *tag == end) {
                self.passes_over = None;
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(_) if self.in_raw_code => self.piece(What::Code, range),
            Event::Text(text) if text.contains(MARK_START) => self.text_with_forms(text, range),
            Event::Text(text) if text.len() == range.len() => self.piece(What::Text, range),
            Event::Text(_) => self.piece(What::Entity, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.piece(What::Code, range);
            }
            Event::InlineHtml(html) => self.html(html, range),
            Event::SoftBreak => self.piece(What::Break, range),
            Event::HardBreak => self.piece(What::HardBreak, range),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                self.piece(What::Html, range);
            }
            Event::Html(_) | Event::Rule => self.is_open = false,
        }
    }

    fn start(&mut self, tag: &Tag, range: &Range<usize>) {
        let mark = match tag {
            Tag::Emphasis | Tag::Strong => Mark::Emphasis,
            Tag::Link { link_type, .. } => {
                let mark = match link_type {
                    LinkType::Inline => Mark::Link,
                    _ => Mark::Other,
                };
                self.links.push(mark);
                mark
            }
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => Mark::Other,
            Tag::Image { .. } => {
                self.passes_over = Some(TagEnd::Image);
                return self.piece(What::Image, range);
            }
            block => return self.start_block(block, range),
        };
        self.piece(What::Open(mark), range);
    }

    fn start_block(&mut self, tag: &Tag, range: &Range<usize>) {
        self.is_open = false;
        self.in_raw_code = false;
        match tag {
            Tag::Heading { level, .. } => self.open(BlockKind::Heading(*level as u8), range),
            Tag::Paragraph => self.open(BlockKind::Paragraph, range),
            Tag::TableCell => self.open(BlockKind::Cell, range),
            Tag::CodeBlock(_) => {
                self.passes_over = Some(TagEnd::CodeBlock);
                self.block(BlockKind::Code, range);
            }
            Tag::HtmlBlock => self.passes_over = Some(TagEnd::HtmlBlock),
            Tag::List(None) => self.block(BlockKind::List, range),
            Tag::List(Some(_)) => self.block(BlockKind::NumberedList, range),
            Tag::Item => self.block(BlockKind::Item, range),
            Tag::Table(_) => self.block(BlockKind::Table, range),
            Tag::TableHead | Tag::TableRow => self.block(BlockKind::Row, range),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        let mark = match tag {
            TagEnd::Emphasis | TagEnd::Strong => Mark::Emphasis,
            TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => Mark::Other,
            TagEnd::Link => self.links.pop().unwrap_or(Mark::Other),
            block => {
                self.is_open = false;
                return match block {
                    TagEnd::List(_) => self.block(BlockKind::ListEnd, range),
                    TagEnd::Table => self.block(BlockKind::TableEnd, range),
                    _ => {}
                };
            }
        };
        self.piece(What::Close(mark), range);
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        let is_end = html.starts_with("</");
        let name = html.trim_start_matches(['<', '/']);
        let is = |wanted: &str| {
            let rest = name.strip_prefix(wanted);
            rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric()))
        };
        if is("br") {
            return self.piece(What::HardBreak, range);
        }
        if ["code", "pre", "kbd", "samp"].into_iter().any(is) {
            self.in_raw_code = !is_end;
        }
        self.piece(What::Html, range);
    }

    /// Text in which forms of the dialect stand, as numbers between two marks.
    fn text_with_forms(&mut self, text: &str, range: &Range<usize>) {
        let mut start = range.start;
        for part in text.split_inclusive([MARK_START, MARK_END]) {
            let end = start + part.len();
            if part.ends_with(MARK_END) {
                self.piece(What::Html, &(start..end));
            } else {
                let content = part.trim_end_matches(MARK_START);
                self.piece(What::Text, &(start..start + content.len()));
            }
            start = end;
        }
    }

    fn piece(&mut self, what: What, range: &Range<usize>) {
        let place = self.prepared.origin(range.clone().into());
        if place.start == place.end {
            return;
        }
        if !self.is_open {
            self.open(BlockKind::Paragraph, range);
        }
        let place = Place::from(place);
        let Some(block) = self.outline.blocks.last_mut() else {
            return;
        };
        block.place.end = block.place.end.max(place.end);
        // Marks that open nothing come one by one.
        if let Some(last) = self.outline.pieces.last_mut()
            && block.pieces.start < block.pieces.end
            && (last.what, what) == (What::Text, What::Text)
            && last.place.end == place.start
        {
            last.place.end = place.end;
            return;
        }
        block.pieces.end += 1;
        self.outline.pieces.push(Piece { what, place });
    }

    fn open(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.block(kind, range);
        self.is_open = true;
    }

    fn block(&mut self, kind: BlockKind, range: &Range<usize>) {
        let at = u32::try_from(self.outline.pieces.len()).unwrap_or(u32::MAX);
        self.outline.blocks.push(Block {
            kind,
            place: self.prepared.origin(range.clone().into()).into(),
            pieces: at..at,
        });
    }
}
