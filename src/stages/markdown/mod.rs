//! From the Markdown of one file to a [`Document`].
//!
//! `lines` knows which lines are prose, `directives` knows the dialect's forms,
//! `prepare` turns both into text for pulldown-cmark, `reading` walks its
//! events, and `writer` keeps what it writes balanced.

mod block_starts;
mod cjk_emphasis;
mod code;
mod code_spans;
mod directives;
mod document;
mod edits;
mod elements;
mod forms;
mod headings;
mod inline_forms;
mod lines;
mod links;
mod malformed;
mod paragraphs;
mod prepare;
mod raw_html;
mod reading;
mod slug;
mod tables;
mod text;
mod video;
mod writer;

pub use directives::Alert;
pub use document::{
    Address, Anchor, Document, Form, Heading, Hole, Include, Label, Markup, PageHeading, Purpose,
};
pub use slug::{Ids, slug};

use crate::base::fingerprint::{Fingerprint, Fingerprinter};

/// How a text is to be read. Part of the key under which a document is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Whether blocks are wanted or only the text of paragraphs.
    pub form: Form,
    /// Whether code is marked as running from left to right, as it must be
    /// inside a text that runs from right to left.
    pub isolates_code: bool,
}

/// The identity of a document before it is parsed: the key of its memo.
#[must_use]
pub fn key(text: &str, dialect: Dialect) -> Fingerprint {
    let Dialect {
        form,
        isolates_code,
    } = dialect;
    Fingerprinter::default()
        .add(text.as_bytes())
        .add(&[u8::from(form == Form::Inline), u8::from(isolates_code)])
        .finish()
}

/// Parses a Markdown text without front matter. Cannot fail: what is wrong
/// with the text is in [`Document::diagnostics`], and the rest is shown.
#[must_use]
pub fn parse(text: &str, dialect: Dialect) -> Document {
    let prepared = prepare::prepare(text);
    let mut document = reading::read(text, &prepared, dialect);
    document.diagnostics.extend(prepared.diagnostics);
    document
}

fn options() -> pulldown_cmark::Options {
    pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
}
