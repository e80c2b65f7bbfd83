//! From a page written in YAML to a [`Document`], the same that Markdown gives:
//! its texts are Markdown, and what lies around them becomes headings, cards
//! and lists of links.
//!
//! Keys that are not known are reported and not shown; text is never dropped
//! without a word.

mod architecture;
mod assembly;
mod cards;
mod faq;
mod fields;
mod hub;
mod item_type;
mod join;
mod landing;

use crate::base::fingerprint::{Fingerprint, Fingerprinter};
use crate::base::schema::Schema;
use crate::stages::load::yaml::Parsed;
use crate::stages::markdown::{self, Dialect, Document};
use assembly::Assembly;

/// The identity of a document before it is made: the key of its memo.
#[must_use]
pub fn key(text: &str, dialect: Dialect) -> Fingerprint {
    Fingerprinter::default()
        .add(b"yaml")
        .add_fingerprint(markdown::key(text, dialect))
        .finish()
}

/// Makes the document of a YAML text that says it is a page; `parsed` is what
/// could be read of the text. Cannot fail: what is wrong is in
/// [`Document::diagnostics`], and the rest is shown.
#[must_use]
pub fn parse(text: &str, parsed: &Parsed, dialect: Dialect) -> Document {
    let mut page = Assembly::new(text, dialect, parsed.error.as_ref());
    let root = &parsed.root;
    if root.is_empty() {
        let hint = "write `title: ..`, and below it what the page holds";
        page.missing(root, "this page is empty", hint);
        return page.finish();
    }
    match Schema::of(text) {
        Some(Schema::Architecture) => architecture::write(&mut page, root),
        Some(Schema::Faq) => faq::write(&mut page, root),
        Some(Schema::Hub) => hub::write(&mut page, root),
        Some(Schema::Landing) => landing::write(&mut page, root),
        None => {}
    }
    page.finish()
}
