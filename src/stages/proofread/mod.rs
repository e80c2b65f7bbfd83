//! Reads translations as a proofreader does: what machines leave behind in a
//! text, and where it differs from the page that it is translated from.
//!
//! What one text shows is found in any order and at once; what only two show is
//! found where their blocks stand side by side (`parity`).

mod emphasis;
mod figures;
mod kept;
mod korean;
mod links;
mod parity;
mod particles;
mod prose;
mod shape;
mod words;

use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::load::Loaded;
use crate::stages::markdown::{Dialect, Form, Settings};
use crate::stages::resolve::{Addresses, Library};
use emphasis::Writer;
use prose::Prose;

pub use parity::check as check_translation;

/// What is found in a text of the library by itself. Pages in YAML are left out.
#[must_use]
pub fn check_text(
    addresses: Addresses,
    library: &Library,
    settings: &Settings,
    file: &SitePath,
) -> Vec<Diagnostic> {
    let loaded = library.file(file).filter(|loaded| loaded.yaml.is_none());
    let Some(loaded) = loaded else {
        return Vec::new();
    };
    let found = read(addresses, library, settings, file, loaded).into_iter();
    let placed = found.map(|found| found.at(|at| library.span(file, at)));
    placed.collect()
}

/// Reads one text.
fn read(
    addresses: Addresses,
    library: &Library,
    settings: &Settings,
    file: &SitePath,
    loaded: &Loaded,
) -> Vec<Diagnostic<TextRange>> {
    let config = addresses.config;
    let block = library.document(file, Form::Block);
    let (Some(document), Some(locale)) = (
        block.or_else(|| library.document(file, Form::Inline)),
        config.locale_of(file),
    ) else {
        return Vec::new();
    };
    let prose = Prose {
        text: loaded.body(),
        outline: &document.outline,
    };
    let dialect = Dialect {
        form: Form::Block,
        is_rtl: false,
        settings,
    };
    let writer = match locale == config.source {
        true => Writer::Author,
        false => Writer::Translator,
    };
    let mut findings = Vec::new();
    for block in &prose.outline.blocks {
        let block = prose.block(block);
        findings.extend(emphasis::unread(&block, dialect, writer));
        findings.extend(links::padded(&block));
        // A text that others are translated from is no translation.
        if writer == Writer::Author {
            continue;
        }
        let tag = &config.locales[locale].tag;
        let language = tag.split('-').next().unwrap_or_default();
        findings.extend(links::swallowing(&block, language));
        findings.extend(words::repeated(&block, language));
        if language == "ko" {
            findings.extend(emphasis::displaced(&block));
            findings.extend(particles::alone(&block, &config.markdown));
        }
    }
    findings
}
