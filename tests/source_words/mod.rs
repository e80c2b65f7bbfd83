//! The words of a Markdown source that its readers should see, found by a look
//! at each line rather than by a parser, so that it is a second opinion. Where
//! such a look cannot tell, it leaves out rather than guess: what it gives is
//! surely meant to be seen.

/// What a page must show: of one line, or of one cell of a table.
#[derive(Default)]
pub(crate) struct Block {
    /// Counted from 1.
    pub(crate) line: usize,
    /// The letters and digits of what stands together in the page, in order.
    pub(crate) pieces: Vec<String>,
}

/// A source as its readers see it.
#[derive(Default)]
pub(crate) struct Source {
    pub(crate) blocks: Vec<Block>,
    /// The paths of the files that are pasted in, as written.
    pub(crate) includes: Vec<String>,
}

/// The letters and digits of a text. All else may be markup.
pub(crate) fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

pub(crate) fn read(text: &str) -> Source {
    let mut scanner = Scanner::default();
    let text = text.trim_start_matches('\u{FEFF}');
    let mut lines = text.lines().enumerate().peekable();
    if lines
        .peek()
        .is_some_and(|(_, line)| line.trim_end() == "---")
    {
        lines.next();
        lines.find(|(_, line)| matches!(line.trim_end(), "---" | "..."));
    }
    for (at, line) in lines {
        scanner.begin_block(at + 1);
        scanner.line(line);
    }
    scanner.begin_block(0);
    scanner.source
}

#[derive(Default)]
struct Scanner {
    source: Source,
    block: Block,
    piece: String,
    /// The mark that ends the open fence, and how far the list item around it
    /// is indented.
    fence: Option<(String, usize)>,
    /// Where the text of the last list item begins.
    item: usize,
    in_comment: bool,
    in_tag: bool,
}

impl Scanner {
    fn begin_block(&mut self, line: usize) {
        self.end_piece();
        let next = Block {
            line,
            pieces: Vec::new(),
        };
        let block = std::mem::replace(&mut self.block, next);
        if !block.pieces.is_empty() {
            self.source.blocks.push(block);
        }
    }

    fn end_piece(&mut self) {
        if !self.piece.is_empty() {
            self.block.pieces.push(std::mem::take(&mut self.piece));
        }
    }

    fn line(&mut self, line: &str) {
        let bare = bare(line);
        let indent = line.len() - line.trim_start().len();
        let is_blank = line.trim().is_empty();
        if let Some((mark, item)) = &self.fence
            && (is_blank || indent >= *item)
        {
            let ends = bare.starts_with(mark.as_str()) && letters(bare).is_empty();
            match ends {
                true => self.fence = None,
                false => self.piece = letters(line),
            }
            return;
        }
        // Whatever is open in a list item ends with it.
        self.fence = None;
        if bare.len() < line.trim().len() {
            self.item = line.len() - bare.len();
        } else if indent == 0 && !is_blank {
            self.item = 0;
        }
        if !self.in_comment && !self.in_tag {
            let mark = bare.chars().next().filter(|mark| matches!(mark, '`' | '~'));
            let run = bare
                .chars()
                .take_while(|letter| Some(*letter) == mark)
                .count();
            if run >= 3 && !bare[run..].contains('`') {
                let item = if indent < self.item { 0 } else { self.item };
                self.fence = Some((bare[..run].to_owned(), item));
                return;
            }
            let is_definition =
                bare.starts_with('[') && bare.contains("]: ") && !bare.contains("](");
            if is_definition {
                return;
            }
        }
        self.inside(bare);
    }

    /// The inside of a line.
    fn inside(&mut self, line: &str) {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let len = if self.in_comment {
                self.skip_to(rest, "-->", |scanner| scanner.in_comment = false)
            } else if self.in_tag {
                self.skip_to(rest, ">", |scanner| scanner.in_tag = false)
            } else {
                match first {
                    '`' => self.code(rest),
                    '\\' => self.backslash(rest),
                    '<' => self.angle(rest),
                    '&' => self.reference(rest),
                    '[' => self.bracket(rest),
                    ']' => self.end_of_link(rest),
                    ':' if rest.starts_with(":::") => self.colons(rest),
                    '|' => {
                        self.begin_block(self.block.line);
                        1
                    }
                    _ => {
                        self.piece
                            .extend(Some(first).filter(|first| first.is_alphanumeric()));
                        first.len_utf8()
                    }
                }
            };
            rest = &rest[len..];
        }
    }

    /// An escape. In raw HTML there is none, so what follows may be a tag.
    fn backslash(&mut self, rest: &str) -> usize {
        if rest[1..].starts_with(['<', '&']) {
            self.end_piece();
            return 1;
        }
        1 + usize::from(rest[1..].starts_with(|next: char| next.is_ascii_punctuation()))
    }

    /// Leaves out the rest, up to the end of what it belongs to.
    fn skip_to(&mut self, rest: &str, end: &str, leave: impl Fn(&mut Self)) -> usize {
        self.end_piece();
        match rest.find(end) {
            Some(at) => {
                leave(self);
                at + end.len()
            }
            None => rest.len(),
        }
    }

    /// A span of code is shown as it stands.
    fn code(&mut self, rest: &str) -> usize {
        let run = rest.bytes().take_while(|byte| *byte == b'`').count();
        let mut at = run;
        while let Some(found) = rest[at..].find('`') {
            let start = at + found;
            at = start
                + rest[start..]
                    .bytes()
                    .take_while(|byte| *byte == b'`')
                    .count();
            if at - start == run {
                self.piece.push_str(&letters(&rest[run..start]));
                return at;
            }
        }
        run
    }

    /// A comment, a tag, or an address between `<` and `>`, which is shown.
    fn angle(&mut self, rest: &str) -> usize {
        if rest.starts_with("<!--") {
            self.end_piece();
            self.in_comment = true;
            return 4;
        }
        let name = rest[1..].trim_start_matches('/');
        let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let is_tag = TAGS.contains(&name[..len].to_ascii_lowercase().as_str())
            && matches!(
                name.as_bytes().get(len),
                None | Some(b' ' | b'\t' | b'/' | b'>')
            );
        if is_tag || rest.starts_with("<xref:") {
            self.in_tag = true;
        }
        1
    }

    fn reference(&mut self, rest: &str) -> usize {
        let end = rest.find(';').filter(|end| {
            let name = &rest[1..*end];
            *end < 12
                && name
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '#')
        });
        self.end_piece();
        end.map_or(1, |end| end + 1)
    }

    /// A form of the dialect, or the start of a link's text.
    fn bracket(&mut self, rest: &str) -> usize {
        let is_form = rest
            .strip_prefix("[!")
            .is_some_and(|form| form.starts_with(|first: char| first.is_ascii_alphabetic()));
        if !is_form {
            if rest.starts_with("[](") {
                self.end_piece();
            }
            return 1;
        }
        self.end_piece();
        let len = balanced(rest, '[', ']').unwrap_or(1);
        let form = &rest[..len];
        if form[2..].to_ascii_lowercase().starts_with("include")
            && let Some((_, path)) = form.rsplit_once("](")
        {
            let path = path.trim_end_matches(')');
            let path = path.split(')').next().unwrap_or_default();
            let path = path.split(" \"").next().unwrap_or_default();
            self.source
                .includes
                .push(path.trim_matches(['<', '>', ' ']).to_owned());
        }
        len
    }

    /// The end of a link's text, and where the link leads.
    fn end_of_link(&mut self, rest: &str) -> usize {
        match rest.as_bytes().get(1) {
            Some(b'(') => {
                let len = balanced(&rest[1..], '(', ')');
                if len.is_none() {
                    // The address goes on below.
                    self.end_piece();
                }
                len.map_or(rest.len(), |len| 1 + len)
            }
            Some(b'[') => {
                self.end_piece();
                let len = 1 + balanced(&rest[1..], '[', ']').unwrap_or(1);
                if rest[len..].starts_with('(') { 1 } else { len }
            }
            _ => 1,
        }
    }

    /// A `:::` form: of its attributes, some are shown.
    fn colons(&mut self, rest: &str) -> usize {
        self.end_piece();
        let parts: Vec<&str> = rest.split('"').collect();
        let is_icon = parts.get(1) == Some(&"icon");
        let mut len = 0;
        for (index, part) in parts.iter().enumerate() {
            let is_value = index % 2 == 1;
            // The first part begins with the form's own colons.
            let from = if index == 0 { 3 } else { 0 };
            let closing = part.get(from..).and_then(|part| part.find(":::"));
            if let Some(closing) = closing.filter(|_| !is_value) {
                return len + from + closing + 3;
            }
            let name = parts[index.saturating_sub(1)].trim_end_matches(['=', ' ']);
            let is_shown = name.ends_with("alt-text") || name.ends_with("no-loc text");
            if is_value && is_shown && !is_icon {
                self.piece.push_str(&letters(part));
                self.end_piece();
            }
            len += part.len() + 1;
        }
        rest.len()
    }
}

/// The length of what stands between brackets at the start of `text`, the
/// brackets included.
fn balanced(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, letter) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if letter == '\\' {
            is_escaped = true;
        } else if letter == open {
            depth += 1;
        } else if letter == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

/// A line without the marks of quotes and lists.
fn bare(line: &str) -> &str {
    let mut line = line.trim();
    loop {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = line
            .strip_prefix('>')
            .or_else(|| {
                line.strip_prefix(['-', '*', '+'])
                    .filter(|rest| rest.starts_with([' ', '\t']))
            })
            .or_else(|| {
                let behind = line[digits..]
                    .strip_prefix(['.', ')'])
                    .filter(|_| digits > 0)?;
                Some(behind).filter(|behind| behind.is_empty() || behind.starts_with([' ', '\t']))
            });
        match rest {
            Some(rest) => line = rest.trim_start(),
            None => return line,
        }
    }
}

/// The elements of HTML that pages are written with.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "b", "big", "blockquote", "body", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr",
    "html", "i", "iframe", "img", "ins", "kbd", "li", "ol", "p", "pre", "s", "small", "span", "strong",
    "style", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u",
    "ul", "video",
];
