//! From a page's file to its front matter and the Markdown below it, or to the
//! values of its YAML.

mod front_matter;
mod scalar;
mod trojan_source;
pub mod yaml;
mod yaml_reader;

pub use front_matter::FrontMatter;
pub use scalar::{Origins, Scalar};

use crate::base::diagnostic::{Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::schema::{self, Schema};
use crate::base::text::TextRange;
use std::sync::Arc;

/// A page's file, its front matter read.
pub struct Loaded {
    /// The whole text, as it is on the disk.
    pub text: Arc<str>,
    /// Where the Markdown begins, or the YAML of a page in YAML.
    pub body_start: usize,
    /// What a page in YAML says.
    pub yaml: Option<yaml::Parsed>,
    /// What stands before the Markdown, or in `metadata` of the YAML.
    pub front_matter: FrontMatter,
    /// What is wrong with the front matter.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// The Markdown, or the YAML.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.text[self.body_start..]
    }

    /// Which kind of page in YAML it is.
    #[must_use]
    pub fn schema(&self) -> Option<Schema> {
        self.yaml.as_ref().and_then(|_| Schema::of(&self.text))
    }

    /// Where a key of the front matter of Markdown stands, its value included.
    #[must_use]
    pub fn key_of(&self, key: &str) -> Option<TextRange> {
        let (range, _) = front_matter::find(&self.text, mark_len(&self.text))?;
        let source = &self.text[range.start..range.end];
        let root = yaml::read(source).root;
        let entry = root.entry(key)?;
        Some(yaml::line_from(source, entry.range.start).shifted(range.start))
    }

    /// Where the value of a key of the front matter begins, up to the end of
    /// its line; the start of the text for a key that is not there.
    #[must_use]
    pub fn place_of(&self, key: &str) -> TextRange {
        let place = match &self.yaml {
            Some(parsed) => parsed.root.entry("metadata").and_then(|metadata| {
                let place = metadata.value.place_of(self.body(), key)?;
                Some(place.shifted(self.body_start))
            }),
            None => front_matter::find(&self.text, mark_len(&self.text)).and_then(|(range, _)| {
                let source = &self.text[range.start..range.end];
                let place = yaml::read(source).root.place_of(source, key)?;
                Some(place.shifted(range.start))
            }),
        };
        place.unwrap_or_default()
    }
}

/// The length of a text's byte-order mark, if it has one.
#[must_use]
pub fn mark_len(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { 3 } else { 0 }
}

/// Where the YAML of a text's front matter stands, if it has some.
#[must_use]
pub fn front_matter_range(text: &str) -> Option<TextRange> {
    front_matter::find(text, mark_len(text)).map(|(range, _)| range)
}

/// Where a text begins behind a byte-order mark and front matter.
#[must_use]
pub fn body_start(text: &str) -> usize {
    let start = mark_len(text);
    front_matter::find(text, start).map_or(start, |(_, body)| body)
}

/// Reads a file. A byte-order mark is passed over.
#[must_use]
pub fn load(file: &SitePath, text: &Arc<str>) -> Loaded {
    let start = mark_len(text);
    let is_yaml = schema::is_yaml(file) && Schema::of(text).is_some();
    let mut loaded = match is_yaml {
        true => load_yaml(file, text, start),
        false => load_markdown(file, text, start),
    };
    let at = |range: TextRange| Span {
        file: file.clone(),
        range,
    };
    let hidden = trojan_source::find(text).into_iter();
    loaded
        .diagnostics
        .extend(hidden.map(|finding| finding.at(at)));
    loaded
}

fn load_markdown(file: &SitePath, text: &Arc<str>, start: usize) -> Loaded {
    let Some((yaml, body_start)) = front_matter::find(text, start) else {
        let unclosed = front_matter::unclosed(&text[start..]);
        let at = |range: TextRange| Span {
            file: file.clone(),
            range: range.shifted(start),
        };
        return Loaded {
            text: Arc::clone(text),
            body_start: start,
            yaml: None,
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
        yaml: None,
        front_matter,
        diagnostics: findings.into_iter().map(|finding| finding.at(at)).collect(),
    }
}

/// Reads a page in YAML, as far as it is YAML. The mistake is for whoever makes
/// the page to report.
fn load_yaml(file: &SitePath, text: &Arc<str>, start: usize) -> Loaded {
    let source = &text[start..];
    let parsed = yaml::read(source);
    let none = yaml::Node::default();
    let metadata = parsed.root.entry("metadata");
    let metadata = metadata.map_or(&none, |entry| &entry.value);
    let (front_matter, findings) = front_matter::of_map(source, metadata);
    let at = |range: TextRange| Span {
        file: file.clone(),
        range: range.shifted(start),
    };
    Loaded {
        text: Arc::clone(text),
        body_start: start,
        front_matter,
        diagnostics: findings.into_iter().map(|finding| finding.at(at)).collect(),
        yaml: Some(parsed),
    }
}
