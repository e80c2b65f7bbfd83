//! Files for translators: pages as XLIFF 2.1 or gettext PO, and back.
//!
//! A page is cut into units, one for each block, and those into parts: texts with
//! the markup in them. Translators see the texts; the markup is theirs to move,
//! not to change. What is read back is put into the translation that is there, or
//! into a copy of the source, and the result is cut and compared before anybody
//! gets it. A text that did not change leaves every byte around it alone.

mod align;
mod builder;
mod codes;
mod files;
mod fill;
mod given;
mod html;
mod import;
mod inline;
mod opaque;
mod outline;
mod page;
mod part;
mod plural;
mod po;
mod po_reader;
mod skeleton;
mod translations;
mod value;
mod write;
mod xliff;
mod xliff_reader;

pub use files::files;
pub use given::Given;
pub use import::{Imported, Untranslated, import};
pub use page::Page;

use super::block::Block;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::base::text::TextRange;

/// A page for translators, with all that its file says.
pub struct Export<'a> {
    /// The source.
    pub source: &'a Page<'a>,
    /// Its path below the content folder of its locale.
    pub path: &'a SitePath,
    /// The translation that is there.
    pub translation: Option<&'a Page<'a>>,
    /// The language of the source: `en-US`.
    pub source_lang: &'a str,
    /// The language of the translation: `ko-KR`.
    pub lang: &'a str,
    /// Whether a block of the source has changed since it was translated.
    pub is_stale: &'a dyn Fn(&Block) -> bool,
}

impl Export<'_> {
    /// For each unit of the source the index of the unit that translates it.
    fn pairs(&self) -> Vec<Option<usize>> {
        match self.translation {
            Some(translation) => align::align(self.source, translation),
            None => vec![None; self.source.units.len()],
        }
    }
}

/// The formats of files for translators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// XLIFF 2.1.
    Xliff,
    /// gettext PO.
    Po,
}

impl Format {
    /// The format of a file by its name.
    #[must_use]
    pub fn of(file: &str) -> Option<Self> {
        match file.rsplit_once('.')?.1 {
            "xlf" | "xliff" => Some(Self::Xliff),
            "po" => Some(Self::Po),
            _ => None,
        }
    }

    /// What the names of its files end with.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xliff => "xlf",
            Self::Po => "po",
        }
    }
}

/// The file for translators.
#[must_use]
pub fn export(page: &Export, format: Format) -> String {
    match format {
        Format::Xliff => xliff::write(page),
        Format::Po => po::write(page),
    }
}

/// What a file of translators says about pages; with findings nothing of it may
/// be used.
#[must_use]
pub fn read(text: &str, format: Format) -> (Vec<Given>, Vec<Diagnostic<TextRange>>) {
    match format {
        Format::Xliff => xliff_reader::read(text),
        Format::Po => po_reader::read(text),
    }
}
