//! Tells the parts of code apart, so that a theme can give them colours.
//!
//! One [`scanner`] reads every language; [`languages`] has a table of rules for
//! each, with [`words`] and the [`shapes`] that a mark or a list cannot say. It
//! tells words, quotes and comments apart and does not parse: broken code, code
//! with output in between and code full of placeholders is what help pages show.

mod languages;
mod scanner;
mod shapes;
#[cfg(test)]
mod tests;
mod words;

use scanner::Scanner;

/// What a part of code is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// What the machine does not read: comments, prompts.
    Comment,
    String,
    /// A word of the language: `foreach`, `-eq`, `MX`, `RCPT TO:`.
    Keyword,
    /// A number or constant: `25`, `$true`, `550 5.7.1`.
    Number,
    /// What is called or described: a cmdlet, an element, a header, an owner.
    Name,
    /// What qualifies it: a parameter, an attribute, a key.
    Attribute,
    /// What stands for something else: `$mailbox`, `<your domain>`.
    Variable,
    Type,
    /// Lines of a difference.
    Inserted,
    Deleted,
}

impl Class {
    /// The class of HTML, which themes know.
    fn name(self) -> &'static str {
        match self {
            Self::Comment => "hl-comment",
            Self::String => "hl-string",
            Self::Keyword => "hl-keyword",
            Self::Number => "hl-number",
            Self::Name => "hl-name",
            Self::Attribute => "hl-attribute",
            Self::Variable => "hl-variable",
            Self::Type => "hl-type",
            Self::Inserted => "hl-inserted",
            Self::Deleted => "hl-deleted",
        }
    }
}

/// The HTML of `code`, with `<span class="hl-..">` around what a reader tells
/// apart; its text is `code` exactly, and no span is in another or on two lines.
/// `None` for a language that is not known. Whatever is written there, it takes
/// time in proportion to its length.
pub(super) fn highlight(language: &str, code: &str) -> Option<String> {
    let language = languages::find(language)?;
    Some(Scanner::new(language, code).html())
}
