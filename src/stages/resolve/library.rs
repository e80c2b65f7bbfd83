//! [`Library`]: every file of the site that holds Markdown, read.

use super::addresses::{Addresses, Reason};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::fingerprint::Fingerprint;
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::config::Config;
use crate::stages::load::{self, Loaded};
use crate::stages::markdown::{self, Dialect, Document, Form, Settings};
use crate::stages::yaml_page;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All pages and everything they include, parsed.
#[derive(Default)]
pub struct Library {
    pub(super) files: BTreeMap<SitePath, Arc<Loaded>>,
    pub(super) documents: BTreeMap<(SitePath, Form), Arc<Document>>,
}

impl Library {
    /// Reads the pages and, from there, what they include. `memo` remembers
    /// documents from build to build by the fingerprint of their text, `earlier`
    /// is the library of an earlier build.
    #[must_use]
    pub fn read<'f>(
        addresses: Addresses,
        pages: impl IntoIterator<Item = &'f SitePath>,
        settings: &Settings,
        memo: &Memo<Document>,
        earlier: Option<&Self>,
    ) -> Self {
        let mut library = Self::default();
        let mut wanted: Vec<(SitePath, Form)> = pages
            .into_iter()
            .map(|file| (file.clone(), Form::Block))
            .collect();
        while !wanted.is_empty() {
            library.read_files(addresses, &wanted, earlier);
            let parse = |(file, form): &(SitePath, Form)| match library.files.get(file) {
                Some(loaded) => parse(addresses, settings, memo, (file, loaded), *form),
                None => Arc::default(),
            };
            let parsed: Vec<Arc<Document>> = wanted.par_iter().map(parse).collect();
            let mut next = Vec::new();
            for ((file, form), document) in wanted.into_iter().zip(parsed) {
                for include in &document.includes {
                    if let Ok(included) = addresses.included(&file, &include.path) {
                        next.push((included, include.form));
                    }
                }
                library.documents.insert((file, form), document);
            }
            next.retain(|(file, form)| library.document(file, *form).is_none());
            next.sort();
            next.dedup();
            wanted = next;
        }
        library
    }

    fn read_files(
        &mut self,
        addresses: Addresses,
        wanted: &[(SitePath, Form)],
        earlier: Option<&Self>,
    ) {
        let loaded: Vec<(SitePath, Arc<Loaded>)> = wanted
            .par_iter()
            .filter(|(file, _)| !self.files.contains_key(file))
            .filter_map(|(file, _)| {
                let text = addresses.sources.text(file)?;
                let same = earlier.and_then(|earlier| earlier.files.get(file));
                let loaded = match same.filter(|same| same.text == *text) {
                    Some(same) => Arc::clone(same),
                    None => Arc::new(load::load(file, text)),
                };
                Some((file.clone(), loaded))
            })
            .collect();
        self.files.extend(loaded);
    }

    /// Every file that was read, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, &Arc<Loaded>)> {
        self.files.iter()
    }

    /// A file with its front matter.
    #[must_use]
    pub fn file(&self, file: &SitePath) -> Option<&Arc<Loaded>> {
        self.files.get(file)
    }

    /// What a file's Markdown says.
    #[must_use]
    pub fn document(&self, file: &SitePath, form: Form) -> Option<&Arc<Document>> {
        self.documents.get(&(file.clone(), form))
    }

    /// The text of the heading of a file's own that asks for an id.
    #[must_use]
    pub fn section(&self, file: &SitePath, id: &str) -> Option<&str> {
        let document = self.document(file, Form::Block)?;
        let anchor = document.anchors.iter().find(|anchor| anchor.wanted == id)?;
        Some(&document.headings[anchor.heading?].text)
    }

    /// What a page shows as blocks: its own document and those it includes,
    /// each once, in order.
    pub(super) fn shown_on(
        &self,
        addresses: Addresses,
        page: &SitePath,
    ) -> Vec<(SitePath, &Document)> {
        let mut shown = Vec::new();
        let mut seen = BTreeSet::from([page.clone()]);
        let mut open = vec![page.clone()];
        while let Some(file) = open.pop() {
            let Some(document) = self.document(&file, Form::Block) else {
                continue;
            };
            for include in document.includes.iter().rev() {
                if let Ok(included) = addresses.included(&file, &include.path)
                    && include.form == Form::Block
                    && seen.insert(included.clone())
                {
                    open.push(included);
                }
            }
            shown.push((file, document.as_ref()));
        }
        shown
    }

    /// What is wrong with the text of a file itself.
    pub fn diagnostics<'l>(&'l self, file: &'l SitePath) -> impl Iterator<Item = Diagnostic> + 'l {
        let loaded = self.files.get(file).into_iter();
        let in_front_matter = loaded.flat_map(|loaded| loaded.diagnostics.iter().cloned());
        let documents = self.documents_of(file).into_iter().flatten();
        let in_markdown = documents.flat_map(move |document| {
            let place = move |range| self.span(file, range);
            let found = document.diagnostics.iter();
            found.map(move |finding| finding.clone().at(place))
        });
        in_front_matter.chain(in_markdown)
    }

    /// What a file's Markdown says as blocks and inside a line, as far as it is
    /// shown in these ways.
    #[must_use]
    pub fn documents_of(&self, file: &SitePath) -> [Option<&Arc<Document>>; 2] {
        [Form::Block, Form::Inline].map(|form| self.document(file, form))
    }

    /// A range of a file's Markdown as a place in the file.
    #[must_use]
    pub fn span(&self, file: &SitePath, range: TextRange) -> Span {
        let start = self.files.get(file).map_or(0, |loaded| loaded.body_start);
        Span {
            file: file.clone(),
            range: range.shifted(start),
        }
    }

    /// The finding for an include that names no file.
    pub(super) fn include_error(
        &self,
        file: &SitePath,
        include: &markdown::Include,
        reason: Reason,
    ) -> Diagnostic {
        let at = self.span(file, include.range);
        let path = &include.path;
        match reason {
            Reason::OutOfScope => Diagnostic::new(
                Code::IncludeOutOfScope,
                at,
                format!("`{path}` climbs out of the content folder"),
            )
            .hint("keep included files in the content folder of their locale"),
            Reason::Missing
            | Reason::NotPublished
            | Reason::UnknownUid
            | Reason::NoSuchHost
            | Reason::NoSuchScheme(_)
            | Reason::Unsafe => Diagnostic::new(
                Code::IncludeNotFound,
                at,
                format!("there is no file `{path}` to include"),
            )
            .hint(match path.contains('%') {
                true => "write the path as the file is named, without percent-encoding",
                false => {
                    "mend the path, which is relative to this file; `~/` is the content folder"
                }
            }),
        }
    }
}

/// Parses a file, unless its document is remembered.
pub(super) fn parse(
    addresses: Addresses,
    settings: &Settings,
    memo: &Memo<Document>,
    (file, loaded): (&SitePath, &Loaded),
    form: Form,
) -> Arc<Document> {
    let dialect = dialect(addresses.config, settings, file, form);
    let (key, body) = (key(loaded, dialect), loaded.body());
    memo.get(key, || match &loaded.yaml {
        Some(parsed) => yaml_page::parse(body, parsed, dialect),
        None => markdown::parse(body, dialect),
    })
}

/// How a file is read.
pub(super) fn dialect<'s>(
    config: &Config,
    settings: &'s Settings,
    file: &SitePath,
    form: Form,
) -> Dialect<'s> {
    let locale = config.locale_of(file);
    Dialect {
        form,
        is_rtl: locale.is_some_and(|locale| config.locales[locale].dir == "rtl"),
        settings,
    }
}

/// Under which its document is remembered.
pub(super) fn key(loaded: &Loaded, dialect: Dialect) -> Fingerprint {
    match &loaded.yaml {
        Some(_) => yaml_page::key(loaded.body(), dialect),
        None => markdown::key(loaded.body(), dialect),
    }
}
