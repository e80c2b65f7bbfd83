//! [`Given`]: what a file of translators says about a page, as it is written.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;

/// What a file for translators says about one page.
#[derive(Debug)]
pub struct Given {
    /// The path of the page below the content folder of its locale.
    pub page: String,
    /// Where the file names it.
    pub at: TextRange,
    /// The language of the translations, as the file writes it.
    pub lang: String,
    /// The translations.
    pub(super) texts: Texts,
}

/// The translations of a page.
#[derive(Debug)]
pub(super) enum Texts {
    Xliff(Vec<Segment>),
    Po(Vec<Entry>),
}

/// A segment of XLIFF.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) unit: String,
    /// The index of the part that it is.
    pub(super) part: usize,
    pub(super) at: TextRange,
    /// Whether the file says that it is not translated, or not any more.
    pub(super) is_initial: bool,
    /// The mark of the translation that was exported, if there was one.
    pub(super) exported: Option<String>,
    pub(super) source: Vec<Inline>,
    /// The translation and where it stands; `None` where there is none yet.
    pub(super) target: Option<(Vec<Inline>, TextRange)>,
}

/// A piece of a segment: text, or a code by its id.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inline {
    Text(String),
    Open(String, TextRange),
    Close(String, TextRange),
    Alone(String, TextRange),
}

/// An entry of PO.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) context: Option<String>,
    pub(super) id: String,
    /// The translation; empty where there is none yet.
    pub(super) text: String,
    pub(super) is_fuzzy: bool,
    /// The mark of the translation that was exported, if there was one.
    pub(super) exported: Option<String>,
    /// The first file that a comment names.
    pub(super) reference: Option<String>,
    pub(super) at: TextRange,
    pub(super) text_at: TextRange,
}

/// The finding about a file that cannot be read.
pub(super) fn invalid(
    at: TextRange,
    message: impl Into<String>,
    hint: &str,
) -> Diagnostic<TextRange> {
    Diagnostic::new(Code::ExchangeInvalid, at, message).hint(hint)
}
