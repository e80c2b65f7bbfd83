//! From the Markdown of one file to a [`Document`].
//!
//! `lines` knows which lines are prose, `directives` knows the dialect's forms,
//! `prepare` turns both into text for pulldown-cmark, `reading` walks its
//! events, and `writer` keeps what it writes balanced.

mod alert_markers;
mod alerts;
mod attributes;
mod autolinks;
mod block_starts;
mod bracketed;
mod cjk_emphasis;
mod code;
mod code_spans;
mod columns;
mod cursor;
mod directives;
mod document;
mod edits;
mod elements;
mod emoji;
mod escapes;
mod footnotes;
mod forms;
mod headings;
mod hidden;
mod highlight;
mod hooks;
mod images;
mod inline_forms;
mod isolates;
mod lines;
mod links;
mod malformed;
mod marked_lines;
mod math;
mod open_blocks;
mod outline;
mod paragraphs;
mod prepare;
mod prose;
mod raw_html;
mod reading;
mod sanitize;
mod slug;
mod srcset;
mod table_rows;
mod tables;
mod tabs;
mod technical_tokens;
mod text;
mod triple_colon;
mod video;
mod writer;
mod xref;

pub use alerts::Alert;
pub use code::{CodeBlock, Interactive, direction};
pub use document::{
    Address, Anchor, Document, Form, Heading, Hole, Include, Label, Markup, MonikerZone,
    PageHeading, Pivot, Purpose, Snippet, Xref,
};
pub use hooks::{Element, Field, Hook, Hooks, Role};
pub use isolates::{isolated, isolated_at_ends};
pub use outline::{Block, BlockKind, Mark, Outline, Piece, What};
pub use sanitize::{is_safe_address, unsafe_address};
pub use slug::{Ids, slug, slugs};
pub use xref::read as read_xref;

use crate::base::fingerprint::{Fingerprint, Fingerprinter};
use crate::stages::config::Markdown;

/// How all texts of a site are to be read.
#[derive(Clone, Debug)]
pub struct Settings {
    options: Markdown,
    hooks: Hooks,
    highlights: bool,
    fingerprint: Fingerprint,
}

impl Settings {
    /// What `[markdown]` says, for a theme with these hooks. `highlights` is
    /// whether the theme wants code highlighted where `[markdown]` says nothing.
    #[must_use]
    pub fn new(options: &Markdown, hooks: Hooks, highlights: bool) -> Self {
        let highlights = options.highlight.unwrap_or(highlights);
        let mut fingerprint = Fingerprinter::default();
        fingerprint
            .add_fingerprint(Fingerprint::of_value(options))
            .add(&hooks.bits().to_le_bytes())
            .add(&[u8::from(highlights)]);
        Self {
            options: options.clone(),
            hooks,
            highlights,
            fingerprint: fingerprint.finish(),
        }
    }
}

impl Settings {
    /// The identity of all of them.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Whether the theme writes this construct itself.
    #[must_use]
    pub fn has(&self, hook: Hook) -> bool {
        self.hooks.has(hook)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::new(&Markdown::default(), Hooks::default(), true)
    }
}

/// How a text is to be read. Part of the key under which a document is kept.
#[derive(Clone, Copy, Debug)]
pub struct Dialect<'s> {
    /// Whether blocks are wanted or only the text of paragraphs.
    pub form: Form,
    /// Whether the text runs from right to left, so that code and technical
    /// tokens in it are kept in their own order.
    pub is_rtl: bool,
    /// What holds for all texts.
    pub settings: &'s Settings,
}

/// The identity of a document before it is parsed: the key of its memo.
#[must_use]
pub fn key(text: &str, dialect: Dialect) -> Fingerprint {
    let Dialect {
        form,
        is_rtl,
        settings,
    } = dialect;
    Fingerprinter::default()
        .add(text.as_bytes())
        .add(&[u8::from(form == Form::Inline), u8::from(is_rtl)])
        .add_fingerprint(settings.fingerprint)
        .finish()
}

/// Parses a Markdown text without front matter. Cannot fail: what is wrong
/// with the text is in [`Document::diagnostics`], and the rest is shown.
#[must_use]
pub fn parse(text: &str, dialect: Dialect) -> Document {
    let prepared = prepare::prepare(text, dialect);
    let mut document = reading::read(text, &prepared, dialect);
    document.diagnostics.extend(prepared.diagnostics);
    document
}

/// What pulldown-cmark is asked to recognise. Subscripts always, so that one
/// tilde is not taken for two; where they are not wanted they are written as
/// they stand.
fn extensions(options: &Markdown) -> pulldown_cmark::Options {
    use pulldown_cmark::Options;
    if options.is_commonmark {
        return Options::empty();
    }
    let mut extensions =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SUBSCRIPT;
    extensions.set(Options::ENABLE_SUPERSCRIPT, options.superscript);
    extensions.set(Options::ENABLE_MATH, options.math);
    extensions.set(Options::ENABLE_TASKLISTS, options.task_lists);
    extensions.set(Options::ENABLE_DEFINITION_LIST, options.definition_lists);
    extensions.set(Options::ENABLE_FOOTNOTES, options.footnotes);
    extensions.set(Options::ENABLE_SMART_PUNCTUATION, options.smart_punctuation);
    extensions
}
