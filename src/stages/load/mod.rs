//! From a page's file to its front matter and the Markdown below it.

mod front_matter;
mod scalar;
pub mod yaml;

pub use front_matter::FrontMatter;
pub use scalar::{Places, Scalar};

use crate::base::diagnostic::{Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use std::sync::Arc;

/// A Markdown file, its front matter read.
pub struct Loaded {
    /// The whole text, as it is on the disk.
    pub text: Arc<str>,
    /// Where the Markdown begins.
    pub body_start: usize,
    /// What stands before it.
    pub front_matter: FrontMatter,
    /// What is wrong with the front matter.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// The Markdown.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.text[self.body_start..]
    }
}

/// The length of a text's byte-order mark, if it has one.
#[must_use]
pub fn mark_len(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { 3 } else { 0 }
}

/// Where a text begins behind a byte-order mark and front matter.
#[must_use]
pub fn body_start(text: &str) -> usize {
    let start = mark_len(text);
    front_matter::find(text, start).map_or(start, |(_, body)| body)
}

/// Reads a Markdown file. A byte-order mark is passed over.
#[must_use]
pub fn load(file: &SitePath, text: &Arc<str>) -> Loaded {
    let start = mark_len(text);
    let Some((yaml, body_start)) = front_matter::find(text, start) else {
        let unclosed = front_matter::unclosed(&text[start..]);
        let at = |range: TextRange| Span {
            file: file.clone(),
            range: range.shifted(start),
        };
        return Loaded {
            text: Arc::clone(text),
            body_start: start,
            front_matter: FrontMatter::default(),
            diagnostics: unclosed.map(|finding| finding.at(at)).into_iter().collect(),
        };
    };
    let (front_matter, findings) = front_matter::read(&text[yaml.start..yaml.end]);
    let at = |range: TextRange| Span {
        file: file.clone(),
        range: range.shifted(yaml.start),
    };
    Loaded {
        text: Arc::clone(text),
        body_start,
        front_matter,
        diagnostics: findings.into_iter().map(|finding| finding.at(at)).collect(),
    }
}
