//! [`Scanner`]: one pass over the code of any language, by the rules of its
//! table.
//!
//! The time it takes grows with the length of the code: what a rule matches is
//! not read again, what a rule looks at in vain ends where the next attempt
//! begins, and the end of a quote is missed once on a line, and once in a text.

use super::Class;
use crate::base::markup::escape_into;

/// How the parts of a language look.
pub(super) struct Language {
    /// What writers call it, in lower case, with blanks between.
    pub names: &'static str,
    /// The first rule that matches decides; what no rule matches is plain.
    pub rules: &'static [Rule],
    /// The rules from the start of a tag to its end.
    pub tag_rules: &'static [Rule],
    /// Marks that belong to the word behind them: `$` in `$name`.
    pub sigils: &'static [u8],
    /// Marks that belong to a word when they stand inside: `-` in `Get-Mailbox`.
    pub joints: &'static [u8],
    /// Whether [`Pattern::Words`] are found in any case; lists are lower case.
    pub folds_case: bool,
}

/// Where a rule holds, what it matches, and what that is.
pub(super) type Rule = (Place, Pattern, Class);

/// Where a rule holds.
pub(super) enum Place {
    Anywhere,
    /// At the first column.
    Line,
    /// First on its line, indentation and a prompt aside.
    Head,
    /// Where the last byte that is no blank is one of these. The end of a line
    /// counts as one, unless the line goes on.
    After(&'static [u8]),
}

/// What a rule matches.
pub(super) enum Pattern {
    /// From a mark to the end of the line.
    Line(&'static str),
    /// The same, where the mark stands apart from what is before it.
    ApartLine(&'static str),
    /// From a mark to another, on as many lines as it takes.
    Block(&'static str, &'static str),
    /// From a quotation mark to the next on the same line; the second byte, if
    /// there is one, makes the byte behind it mean nothing.
    Quoted(u8, Option<u8>),
    /// The same, on as many lines as it takes.
    LongQuoted(u8, Option<u8>),
    /// A word without a sigil.
    Word,
    /// A word with this sigil.
    Sigil(u8),
    /// The same, where the sigil stands apart from what is before it.
    Switch(u8),
    /// A word of a sorted list; behind a dot, words are members and mean nothing.
    Words(&'static [&'static str]),
    /// A word, a colon and a blank: the name of a header or a key.
    Field,
    /// What the pattern matches, when this byte comes next.
    Before(&'static Pattern, u8),
    Number,
    /// `<name`, after which the rules for tags hold.
    TagStart,
    /// `>`, after which they do not.
    TagEnd,
    /// What stands before the first word of a line and leaves it the first.
    Prompt(fn(&str) -> usize),
    /// As many bytes as the function says. It may look ahead no further than to
    /// where it can match next, to the end of the line if it is asked once there.
    Shape(fn(&str) -> usize),
}

/// Reads code from its start to its end and writes HTML.
pub(super) struct Scanner<'a> {
    language: &'static Language,
    code: &'a str,
    /// Everything before is read.
    at: usize,
    /// The class of the piece that is being put together, and its start.
    class: Option<Class>,
    start: usize,
    html: String,
    /// The word at `at`, folded if the language folds case; empty at a mark.
    word: String,
    /// The last byte that is neither blank nor in a comment.
    last: u8,
    is_head: bool,
    is_in_tag: bool,
    /// Up to here a quotation mark was an apostrophe and the text is prose.
    prose_until: usize,
    /// Whether quotes may span lines. Not any more once one was never closed:
    /// so the rest is searched for an end at most once.
    spans_lines: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(language: &'static Language, code: &'a str) -> Self {
        Self {
            language,
            code,
            at: 0,
            class: None,
            start: 0,
            html: String::with_capacity(code.len() * 2),
            word: String::new(),
            last: b'\n',
            is_head: true,
            is_in_tag: false,
            prose_until: 0,
            spans_lines: true,
        }
    }

    pub(super) fn html(mut self) -> String {
        while let Some(&byte) = self.bytes().first() {
            if byte == b'\n' {
                self.end_line();
            } else if byte.is_ascii_whitespace() {
                self.piece(1, None);
            } else if self.at < self.prose_until {
                self.piece(self.prose_until - self.at, None);
            } else {
                self.part();
            }
        }
        self.flush();
        self.html
    }

    /// What is not read yet. Marks and ends of words are ASCII, so that this
    /// begins at a character.
    fn rest(&self) -> &'a str {
        &self.code[self.at..]
    }

    fn bytes(&self) -> &'a [u8] {
        self.rest().as_bytes()
    }

    fn end_line(&mut self) {
        self.piece(1, None);
        self.is_head = true;
        let goes_on = matches!(self.last, b'`' | b'\\' | b',');
        if !goes_on {
            self.last = b'\n';
        }
    }

    /// Reads a word, a mark, or what a rule matches.
    fn part(&mut self) {
        let word = word_length(self.bytes(), self.language);
        self.word.clear();
        self.word.push_str(&self.rest()[..word]);
        if self.language.folds_case {
            self.word.make_ascii_lowercase();
        }
        let rules = match self.is_in_tag {
            true => self.language.tag_rules,
            false => self.language.rules,
        };
        let matched = rules.iter().find_map(|(place, pattern, class)| {
            let length = self.is_at(place).then(|| self.length(pattern))?;
            (length > 0).then_some((length, pattern, *class))
        });
        let Some((length, pattern, class)) = matched else {
            return self.plain(word.max(1));
        };
        match pattern {
            Pattern::Prompt(_) => return self.piece(length, Some(class)),
            Pattern::TagStart => self.is_in_tag = true,
            Pattern::TagEnd => self.is_in_tag = false,
            _ => {}
        }
        if class != Class::Comment {
            self.last = self.bytes()[length - 1];
        }
        self.piece(length, Some(class));
        self.is_head = false;
    }

    fn plain(&mut self, length: usize) {
        self.last = self.bytes()[length - 1];
        self.piece(length, None);
        self.is_head = false;
    }

    fn is_at(&self, place: &Place) -> bool {
        match place {
            Place::Anywhere => true,
            Place::Line => self.before().is_none_or(|byte| byte == b'\n'),
            Place::Head => self.is_head,
            Place::After(marks) => marks.contains(&self.last),
        }
    }

    /// Whether a blank or an opening bracket stands before.
    fn stands_apart(&self) -> bool {
        self.before()
            .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b'[' | b'{'))
    }

    fn before(&self) -> Option<u8> {
        self.code[..self.at].bytes().next_back()
    }

    /// How many bytes the pattern matches here, none if it does not.
    fn length(&mut self, pattern: &Pattern) -> usize {
        let bytes = self.bytes();
        match *pattern {
            Pattern::Line(mark) if bytes.starts_with(mark.as_bytes()) => line_length(bytes),
            Pattern::ApartLine(mark)
                if bytes.starts_with(mark.as_bytes()) && self.stands_apart() =>
            {
                line_length(bytes)
            }
            Pattern::Block(open, close) if bytes.starts_with(open.as_bytes()) => {
                let inside = &self.rest()[open.len()..];
                let inside = match self.spans_lines {
                    true => inside,
                    false => &inside[..line_length(inside.as_bytes())],
                };
                let end = inside.find(close);
                self.closed(end.map(|at| open.len() + at + close.len()), true)
            }
            Pattern::Quoted(quote, escape) if bytes[0] == quote => {
                self.closed(quote_length(bytes, escape, false), false)
            }
            Pattern::LongQuoted(quote, escape) if bytes[0] == quote => {
                self.closed(quote_length(bytes, escape, self.spans_lines), true)
            }
            Pattern::Word if is_word(bytes[0]) => self.word.len(),
            Pattern::Sigil(mark) if bytes[0] == mark => self.word.len(),
            Pattern::Switch(mark) if bytes[0] == mark && self.stands_apart() => self.word.len(),
            Pattern::Words(list) if self.before() != Some(b'.') && !self.word.is_empty() => {
                match list.binary_search(&self.word.as_str()) {
                    Ok(_) => self.word.len(),
                    Err(_) => 0,
                }
            }
            Pattern::Field => match &bytes[self.word.len()..] {
                [b':'] | [b':', b' ' | b'\t' | b'\r' | b'\n', ..] => self.word.len(),
                _ => 0,
            },
            Pattern::Before(pattern, mark) => {
                let length = self.length(pattern);
                let next = bytes[length..].iter().find(|byte| !is_blank(**byte));
                match next == Some(&mark) {
                    true => length,
                    false => 0,
                }
            }
            Pattern::Number if is_number(self.word.as_bytes()) => self.word.len(),
            Pattern::TagStart => tag_start_length(bytes),
            Pattern::TagEnd => match bytes {
                [b'>', ..] => 1,
                [b'/' | b'?', b'>', ..] => 2,
                _ => 0,
            },
            Pattern::Prompt(length) | Pattern::Shape(length) => length(self.rest()),
            _ => 0,
        }
    }

    /// The length of a quote with an end. Without one its mark was an
    /// apostrophe, or is a mistake, and says nothing about the rest of the line.
    fn closed(&mut self, length: Option<usize>, is_long: bool) -> usize {
        length.unwrap_or_else(|| {
            self.prose_until = self.at + line_length(self.bytes());
            self.spans_lines &= !is_long;
            0
        })
    }

    /// Reads `length` bytes as a part of that class.
    fn piece(&mut self, length: usize, class: Option<Class>) {
        if class != self.class {
            self.flush();
            self.class = class;
        }
        self.at += length;
    }

    /// Writes the piece, each of its lines in an element of its own.
    fn flush(&mut self) {
        let text = &self.code[self.start..self.at];
        self.start = self.at;
        let Some(class) = self.class else {
            return escape_into(&mut self.html, text);
        };
        for line in text.split_inclusive('\n') {
            let inside = line.strip_suffix('\n').unwrap_or(line);
            if !inside.is_empty() {
                self.html.push_str("<span class=\"");
                self.html.push_str(class.name());
                self.html.push_str("\">");
                escape_into(&mut self.html, inside);
                self.html.push_str("</span>");
            }
            self.html.push_str(&line[inside.len()..]);
        }
    }
}

fn line_length(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    end.unwrap_or(bytes.len())
}

/// The length of the quote that begins with the first byte and ends with the
/// next of its kind.
fn quote_length(bytes: &[u8], escape: Option<u8>, spans_lines: bool) -> Option<usize> {
    let quote = bytes[0];
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            _ if byte == quote => return Some(at + 1),
            b'\n' if !spans_lines => return None,
            _ if Some(byte) == escape => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// The length of the word here with its sigil, none at a mark. Dots belong to
/// what begins with a digit.
fn word_length(bytes: &[u8], language: &Language) -> usize {
    let is_sigil = |byte: &&u8| **byte == bytes[0] && language.sigils.contains(*byte);
    let start = bytes.iter().take(2).take_while(is_sigil).count();
    let starts_with_digit = bytes.get(start).is_some_and(u8::is_ascii_digit);
    let joins = |byte: u8| language.joints.contains(&byte) || byte == b'.' && starts_with_digit;
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        let goes_on = bytes.get(end + 1).is_some_and(|byte| is_word(*byte));
        let belongs = is_word(byte) || end > start && joins(byte) && goes_on;
        if !belongs {
            break;
        }
        end += 1;
    }
    if end == start { 0 } else { end }
}

/// `<name`, `</name`, `<?name`, `<!name`.
fn tag_start_length(bytes: &[u8]) -> usize {
    let start = match bytes {
        [b'<', b'/' | b'?' | b'!', ..] => 2,
        [b'<', ..] => 1,
        _ => return 0,
    };
    let is_name = |byte: &&u8| is_word(**byte) || matches!(byte, b'-' | b':' | b'.');
    match bytes.get(start) {
        Some(byte) if byte.is_ascii_alphabetic() => {
            start + bytes[start..].iter().take_while(is_name).count()
        }
        _ => 0,
    }
}

/// Digits with dots, colons or underscores between them and a unit behind them,
/// or hexadecimal: `-1`, `10.0.0.1`, `1_000`, `12:30`, `64KB`, `0x1f`.
fn is_number(word: &[u8]) -> bool {
    let word = word.strip_prefix(b"-").unwrap_or(word);
    if let Some(digits) = word.strip_prefix(b"0x") {
        return digits.iter().all(u8::is_ascii_hexdigit);
    }
    let is_digit = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b'.' | b':' | b'_');
    let unit = &word[word.iter().take_while(is_digit).count()..];
    word.first().is_some_and(u8::is_ascii_digit)
        && unit.len() <= 2
        && unit.iter().all(u8::is_ascii_alphabetic)
}

/// Letters of every script are words; marks are ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}
