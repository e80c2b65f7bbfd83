//! Reads a text line by line and knows, for each line, which containers it lies
//! in (quotes, list items) and whether it is code, HTML or prose.
//!
//! pulldown-cmark has no hook for the block forms of the dialect, so they must
//! be found before it runs; and they must not be found in code. This follows
//! the block phase of CommonMark 0.31 (appendix "A parsing strategy") closely
//! enough for that one question and parses nothing else.

use super::block_starts::{
    HtmlEnd, RuleTails, contains_ignoring_case, fence, html_block, interrupts, is_atx_heading,
    is_rule, item_marker,
};

use super::cursor::{Cursor, item_column};
use super::open_blocks::OpenBlocks;
use super::tables::is_delimiter_row;

/// What a line is, as far as the dialect cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing but white space behind its containers.
    Blank,
    /// In a fence, a fence itself, or indented code.
    Code,
    /// In an HTML block.
    Html,
    /// A block form of the dialect: a directive alone on its line.
    Directive,
    /// Anything else: paragraphs, headings, tables, rules.
    Prose,
}

/// One line and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset of what follows the containers' marks.
    pub base: usize,
    /// Offset of what follows the white space behind them.
    pub content: usize,
    /// Offset of its end, without the line break.
    pub end: usize,
    /// How many containers it lies in.
    pub depth: usize,
    /// Whether the innermost container is a quote.
    pub in_quote: bool,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Container {
    Quote,
    /// A list item whose content begins at this column.
    Item(usize),
}

enum Leaf {
    None,
    /// A paragraph; its first line, if it may be the head of a table.
    Paragraph {
        may_be_head: bool,
    },
    Indented,
    Fence {
        mark: u8,
        len: usize,
    },
    Html(HtmlEnd),
}

/// What a block form does to the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing: it stands for itself.
    Alone,
    /// It holds the blocks up to the form that closes its name.
    Opens(&'static str),
    /// It closes the innermost block of that name, and with it every list and
    /// quote that was begun inside, however far it is indented itself.
    Closes(&'static str),
}

/// Reads all lines of `text`. `shape` says whether a line's content, white
/// space trimmed, is a block form of the dialect, given whether it stands
/// directly in a quote.
pub(super) fn read(text: &str, shape: impl Fn(&str, bool) -> Option<Shape>) -> Vec<Line> {
    let mut reader = Reader {
        containers: Vec::new(),
        leaf: Leaf::None,
        blocks: OpenBlocks::default(),
        starts: Vec::new(),
        quotes: Vec::new(),
    };
    let mut lines = Vec::with_capacity(text.len() / 40);
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        lines.push(reader.line(line, start, &shape));
        start += whole.len();
    }
    lines
}

/// The lines of a text in which nothing begins a block.
pub(super) fn as_prose(text: &str) -> Vec<Line> {
    let mut start = 0;
    let line = |whole: &str| {
        let line = whole.trim_end_matches(['\n', '\r']);
        let blanks = line.len() - line.trim_start().len();
        let prose = Line {
            start,
            base: start,
            content: start + blanks,
            end: start + line.len(),
            depth: 0,
            in_quote: false,
            kind: match line.len() == blanks {
                true => Kind::Blank,
                false => Kind::Prose,
            },
        };
        start += whole.len();
        prose
    };
    text.split_inclusive('\n').map(line).collect()
}

struct Reader {
    containers: Vec<Container>,
    leaf: Leaf,
    blocks: OpenBlocks,
    /// Where the present line's content begins inside each container.
    starts: Vec<usize>,
    /// The quotes among the containers, by their index.
    quotes: Vec<usize>,
}

impl Reader {
    fn line(
        &mut self,
        text: &str,
        start: usize,
        shape: &impl Fn(&str, bool) -> Option<Shape>,
    ) -> Line {
        let mut cursor = Cursor::at_start_of(text);
        let matched = self.match_containers(&mut cursor);
        let whole = matched == self.containers.len();
        let kind = if whole && let Some(kind) = self.continue_leaf(text, cursor) {
            kind
        } else {
            self.open_blocks(text, &mut cursor, matched, shape)
        };
        let depth = self.containers.len();
        let base = self.starts.get(depth).copied().unwrap_or(cursor.at);
        Line {
            start,
            base: start + base,
            content: start + cursor.past_blanks().at,
            end: start + text.len(),
            depth,
            in_quote: self.containers.last() == Some(&Container::Quote),
            kind,
        }
    }

    /// Walks over the marks of the open containers; gives how many go on.
    fn match_containers(&mut self, cursor: &mut Cursor) -> usize {
        self.starts.clear();
        let mut ahead = cursor.past_blanks();
        for (index, container) in self.containers.iter().enumerate() {
            self.starts.push(cursor.at);
            match *container {
                Container::Quote => {
                    if ahead.peek() != Some(b'>') || ahead.column - cursor.column > 3 {
                        return index;
                    }
                    *cursor = ahead;
                    cursor.past_quote_mark();
                    ahead = cursor.past_blanks();
                }
                Container::Item(column) => {
                    if ahead.peek().is_none() {
                        // A blank line belongs to every item, and to no quote.
                        let next = self.quotes.partition_point(|quote| *quote < index);
                        return self
                            .quotes
                            .get(next)
                            .copied()
                            .unwrap_or(self.containers.len());
                    }
                    if ahead.column < column {
                        return index;
                    }
                    cursor.step_to(column);
                }
            }
        }
        self.starts.push(cursor.at);
        self.containers.len()
    }

    /// Goes on with an open fence or HTML block; `None` where there is neither.
    fn continue_leaf(&mut self, text: &str, cursor: Cursor) -> Option<Kind> {
        let rest = &text[cursor.at.min(text.len())..];
        match self.leaf {
            Leaf::Fence { mark, len } => {
                let ahead = cursor.past_blanks();
                let run = rest.trim_start().bytes().take_while(|&b| b == mark).count();
                let closes = run >= len
                    && ahead.column - cursor.column < 4
                    && rest.trim_start()[run..].trim().is_empty();
                if closes {
                    self.leaf = Leaf::None;
                }
                Some(Kind::Code)
            }
            Leaf::Html(HtmlEnd::Text(end)) => {
                if contains_ignoring_case(rest, end) {
                    self.leaf = Leaf::None;
                }
                Some(Kind::Html)
            }
            Leaf::Html(HtmlEnd::Blank) if !rest.trim().is_empty() => Some(Kind::Html),
            _ => None,
        }
    }

    fn open_blocks(
        &mut self,
        text: &str,
        cursor: &mut Cursor,
        matched: usize,
        shape: &impl Fn(&str, bool) -> Option<Shape>,
    ) -> Kind {
        let whole = matched == self.containers.len();
        let in_paragraph = matches!(self.leaf, Leaf::Paragraph { .. });
        let below_head = matches!(self.leaf, Leaf::Paragraph { may_be_head: true });
        let mut depth = matched;
        let text = text.trim_end();
        let mut tails = RuleTails::of(text);
        loop {
            let ahead = cursor.past_blanks();
            let rest = text.get(ahead.at..).unwrap_or_default();
            let indent = ahead.column - cursor.column;
            if rest.is_empty() {
                self.close_to(depth);
                self.leaf = match self.leaf {
                    Leaf::Indented => Leaf::Indented,
                    _ => Leaf::None,
                };
                return Kind::Blank;
            }
            let in_quote = depth > 0 && self.containers.get(depth - 1) == Some(&Container::Quote);
            let continues = in_paragraph && depth == matched;
            // Inside of a `:::` block or a list `:::` forms are recognised at any
            // indent, as they are laid out; all others up to where code begins.
            let is_laid_out = !self.blocks.is_empty() || depth > 0;
            let may_be_directive =
                indent < 4 || continues || (is_laid_out && rest.starts_with(":::"));
            if may_be_directive && let Some(shape) = shape(rest, in_quote) {
                self.directive(shape, depth);
                return Kind::Directive;
            }
            if indent >= 4 {
                if continues {
                    return Kind::Prose;
                }
                self.close_to(depth);
                self.leaf = Leaf::Indented;
                return Kind::Code;
            }
            if continues && below_head && is_delimiter_row(rest.trim_end()) {
                self.leaf = Leaf::Paragraph { may_be_head: false };
                return Kind::Prose;
            }
            if rest.starts_with('>') {
                self.close_to(depth);
                self.leaf = Leaf::None;
                *cursor = ahead;
                cursor.past_quote_mark();
                self.quotes.push(depth);
                self.containers.push(Container::Quote);
                self.starts.truncate(depth + 1);
                self.starts.push(cursor.at);
                depth += 1;
                continue;
            }
            if !tails.make_rule(ahead.at)
                && let Some(marker) = item_marker(rest, continues)
            {
                self.close_to(depth);
                self.leaf = Leaf::None;
                let column = item_column(ahead, marker);
                *cursor = ahead;
                cursor.step_to(column);
                self.containers.push(Container::Item(column));
                self.starts.truncate(depth + 1);
                self.starts.push(cursor.at);
                depth += 1;
                continue;
            }
            if continues && !whole && !interrupts(rest) {
                // A lazy continuation keeps the containers it does not spell.
                return Kind::Prose;
            }
            self.close_to(depth);
            return self.open_leaf(rest, continues);
        }
    }

    fn directive(&mut self, shape: Shape, depth: usize) {
        let mut left = depth;
        if let Shape::Closes(name) = shape
            && let Some(depth) = self.blocks.close(name)
        {
            left = left.min(depth);
        }
        self.close_to(left);
        self.leaf = Leaf::None;
        if let Shape::Opens(name) = shape {
            self.blocks.open(name, depth);
        }
    }

    fn open_leaf(&mut self, rest: &str, continues: bool) -> Kind {
        if let Some((mark, len)) = fence(rest) {
            self.leaf = Leaf::Fence { mark, len };
            return Kind::Code;
        }
        if let Some(end) = html_block(rest, continues) {
            self.leaf = match end {
                HtmlEnd::Text(close) if contains_ignoring_case(&rest[2..], close) => Leaf::None,
                end => Leaf::Html(end),
            };
            return Kind::Html;
        }
        let heading = rest.starts_with('#') && is_atx_heading(rest);
        self.leaf = if heading || is_rule(rest) {
            Leaf::None
        } else {
            Leaf::Paragraph {
                may_be_head: !continues && rest.contains('|'),
            }
        };
        Kind::Prose
    }

    fn close_to(&mut self, depth: usize) {
        if depth < self.containers.len() {
            self.containers.truncate(depth);
            let quotes = self.quotes.partition_point(|quote| *quote < depth);
            self.quotes.truncate(quotes);
            self.blocks.close_inside(depth);
            self.leaf = Leaf::None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of the lines of a text, a letter each.
    fn kinds(text: &str) -> String {
        let shape = |line: &str, _: bool| match line {
            ":::c" => Some(Shape::Opens("c")),
            ":::c-end" => Some(Shape::Closes("c")),
            ":::x:::" | "[!X]" => Some(Shape::Alone),
            _ => None,
        };
        read(text, shape)
            .iter()
            .map(|line| match line.kind {
                Kind::Blank => ' ',
                Kind::Code => 'c',
                Kind::Html => 'h',
                Kind::Directive => 'D',
                Kind::Prose => 'p',
            })
            .collect()
    }

    #[test]
    fn code_hides_directives() {
        assert_eq!(kinds("```\n[!X]\n```\n[!X]\n"), "cccD");
        assert_eq!(kinds("    [!X]\n\n[!X]"), "c D");
        assert_eq!(kinds("~~~\n```\n[!X]\n~~~\n[!X]"), "ccccD");
        assert_eq!(kinds("- a\n  ```\n  [!X]\n  ```\n  [!X]"), "pcccD");
        assert_eq!(kinds("> ```\n> [!X]\n[!X]"), "ccD");
    }

    #[test]
    fn html_hides_directives_until_its_end() {
        assert_eq!(kinds("<div>\n[!X]\n\n[!X]"), "hh D");
        assert_eq!(
            kinds("<!-- a\n\n[!X]\n-->\n[!X]"),
            "h hhD".replace(' ', "h")
        );
        assert_eq!(kinds("<!-- a -->\n[!X]"), "hD");
        assert_eq!(kinds("text\n<em>\n[!X]"), "ppD");
    }

    #[test]
    fn directives_stand_in_lists_and_quotes() {
        assert_eq!(kinds("1. a\n   [!X]\n\n   [!X]\n[!X]"), "pD DD");
        assert_eq!(kinds("> [!X]\n> a\n> [!X]\nlazy"), "DpDp");
        assert_eq!(kinds("- a\n\n      [!X]"), "p c");
        assert_eq!(kinds("a\n      [!X]"), "pD");
        assert_eq!(kinds("        :::x:::"), "c");
        assert_eq!(kinds(":::c\n        :::x:::"), "DD");
    }

    #[test]
    fn an_end_closes_the_lists_begun_in_its_block() {
        let text = ":::c\n- a\n    :::c-end\n    [!X]";
        assert_eq!(kinds(text), "DpDc");
        let text = "- b\n  :::c\n  - a\n    :::c-end\n  d";
        assert_eq!(kinds(text), "pDpDp");
    }

    #[test]
    fn a_line_knows_its_containers() {
        let lines = read("> 1. a\n>    b\nc\n\nd", |_, _| None);
        let depths: Vec<usize> = lines.iter().map(|line| line.depth).collect();
        assert_eq!(depths, [2, 2, 2, 0, 0]);
        assert_eq!(lines[1].content, 12);
    }
}
