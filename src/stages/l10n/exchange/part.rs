//! [`Part`]: a text that a translator sees, and the markup in it that stays.

use crate::base::text::TextRange;

/// A text that is translated as one, such as a paragraph or a cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands: in the file, or in the text of the value that it is in.
    pub range: TextRange,
    /// How it is written there.
    pub form: Form,
    /// Text and markup in their order.
    pub pieces: Vec<Piece>,
    /// The markup that pieces name by their index.
    pub codes: Vec<Code>,
}

/// How a text is written in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As Markdown.
    Markdown,
    /// As Markdown in a cell of a table.
    Cell,
    /// As HTML.
    Html,
    /// As the value of an attribute, between double quotes.
    Attribute,
    /// As it is.
    Plain,
}

/// A piece of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What readers see, and how the file writes it.
    Text {
        /// Escapes and line breaks undone.
        shown: String,
        /// With escapes.
        written: String,
    },
    /// The beginning of a code that has an end.
    Open(usize),
    /// The end of a code.
    Close(usize),
    /// A code that holds nothing.
    Alone(usize),
}

/// Markup that a translation keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What it is.
    pub role: Role,
    /// How it is written, its beginning where it has an end.
    pub start: String,
    /// How its end is written.
    pub end: Option<String>,
}

/// What a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `*a*`
    Emphasis,
    /// `**a**`
    Strong,
    /// `[a](b)`
    Link,
    /// `![a](b)`
    Image,
    /// `` `a` ``
    InlineCode,
    /// `<b>`
    Tag,
    /// `<a name="b"></a>`, and the same in other forms.
    Anchor,
    /// `&nbsp;`
    Entity,
    /// A line that ends where the writer ended it.
    Break,
    /// `[!NOTE]`, `[!INCLUDE [a](b)]`, `:::`
    Directive,
    /// Anything else that is no text.
    Other,
}

/// A piece by what it says, to compare texts of different files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Token {
    /// What readers see.
    Text(String),
    /// The beginning of a code.
    Open(String),
    /// The end of a code.
    Close(String),
    /// A code that holds nothing.
    Alone(String),
}

impl Role {
    /// Whether a translation may do without it, or have more of it.
    #[must_use]
    pub fn is_free(self) -> bool {
        matches!(self, Self::Entity | Self::Break)
    }
}

impl Part {
    /// A part of a layer that is empty, such as a cell without text.
    #[must_use]
    pub fn empty(at: usize, form: Form) -> Self {
        Self {
            range: TextRange::new(at, at),
            form,
            pieces: Vec::new(),
            codes: Vec::new(),
        }
    }

    /// A part that is one text, which stands in a range of its layer, blanks
    /// around it left out.
    #[must_use]
    pub fn text(layer: &str, range: TextRange, form: Form) -> Self {
        let source = &layer[range.start..range.end];
        let text = source.trim();
        let start = range.start + (source.len() - source.trim_start().len());
        Self {
            range: TextRange::new(start, start + text.len()),
            pieces: vec![Piece::Text {
                shown: text.to_owned(),
                written: text.to_owned(),
            }],
            ..Self::empty(start, form)
        }
    }

    /// Whether there is something to translate: a letter.
    #[must_use]
    pub fn is_translatable(&self) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Piece::Text { shown, .. } => shown.chars().any(char::is_alphabetic),
            Piece::Open(_) | Piece::Close(_) | Piece::Alone(_) => false,
        })
    }

    /// The text as a file has it, on one line but for breaks that are meant.
    #[must_use]
    pub fn written(&self) -> String {
        let written = |piece: &Piece| match piece {
            Piece::Text { written, .. } => written.clone(),
            Piece::Open(code) | Piece::Alone(code) => self.codes[*code].start.clone(),
            Piece::Close(code) => self.codes[*code].end.clone().unwrap_or_default(),
        };
        self.pieces.iter().map(written).collect()
    }

    /// The pieces by what they say.
    #[must_use]
    pub fn tokens(&self) -> Vec<Token> {
        let token = |piece: &Piece| match piece {
            Piece::Text { shown, .. } => Token::Text(shown.clone()),
            Piece::Open(code) => Token::Open(self.codes[*code].start.clone()),
            Piece::Close(code) => Token::Close(self.codes[*code].end.clone().unwrap_or_default()),
            Piece::Alone(code) => Token::Alone(self.codes[*code].start.clone()),
        };
        self.pieces.iter().map(token).collect()
    }
}

impl Form {
    /// Whether blanks and line breaks are one blank to readers.
    #[must_use]
    pub fn folds_blanks(self) -> bool {
        matches!(self, Self::Markdown | Self::Cell | Self::Html)
    }
}

/// Puts texts beside each other together and folds their blanks, and leaves out
/// blanks at both ends.
#[must_use]
pub(super) fn folded(tokens: Vec<Token>) -> Vec<Token> {
    let mut settled: Vec<Token> = Vec::new();
    for token in tokens {
        match (settled.last_mut(), token) {
            (Some(Token::Text(before)), Token::Text(text)) => before.push_str(&text),
            (_, token) => settled.push(token),
        }
    }
    for token in &mut settled {
        if let Token::Text(text) = token {
            *text = fold(text);
        }
    }
    if let Some(Token::Text(text)) = settled.first_mut() {
        text.drain(..text.len() - text.trim_start_matches(is_blank).len());
    }
    if let Some(Token::Text(text)) = settled.last_mut() {
        text.truncate(text.trim_end_matches(is_blank).len());
    }
    settled.retain(|token| !matches!(token, Token::Text(text) if text.is_empty()));
    settled
}

/// A text with one blank for every run of them; blanks that readers see, such
/// as those that do not break, stay.
#[must_use]
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match is_blank(letter) {
            true if folded.ends_with(' ') => {}
            true => folded.push(' '),
            false => folded.push(letter),
        }
    }
    folded
}

/// Whether it is a blank that readers do not see as such.
#[must_use]
pub(super) fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}
