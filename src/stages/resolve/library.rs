//! [`Library`]: every file of the site that holds Markdown, read.

use super::addresses::{Addresses, Reason};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::load::{self, Loaded};
use crate::stages::markdown::{self, Dialect, Document, Form, Settings};
use crate::stages::yaml_page;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All pages and everything they include, parsed.
#[derive(Default)]
pub struct Library {
    files: BTreeMap<SitePath, Loaded>,
    documents: BTreeMap<(SitePath, Form), Arc<Document>>,
}

impl Library {
    /// Reads the pages and, from there, what they include. `memo` remembers
    /// documents from build to build by the fingerprint of their text.
    #[must_use]
    pub fn read<'f>(
        addresses: Addresses,
        pages: impl IntoIterator<Item = &'f SitePath>,
        settings: &Settings,
        memo: &Memo<Document>,
    ) -> Self {
        let mut library = Self::default();
        let mut wanted: Vec<(SitePath, Form)> = pages
            .into_iter()
            .map(|file| (file.clone(), Form::Block))
            .collect();
        while !wanted.is_empty() {
            library.read_files(addresses, &wanted);
            let parsed: Vec<Arc<Document>> = wanted
                .par_iter()
                .map(|(file, form)| library.parse(addresses, settings, memo, file, *form))
                .collect();
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

    fn read_files(&mut self, addresses: Addresses, wanted: &[(SitePath, Form)]) {
        let loaded: Vec<(SitePath, Loaded)> = wanted
            .par_iter()
            .filter(|(file, _)| !self.files.contains_key(file))
            .filter_map(|(file, _)| {
                let text = addresses.sources.text(file)?;
                Some((file.clone(), load::load(file, text)))
            })
            .collect();
        self.files.extend(loaded);
    }

    fn parse(
        &self,
        addresses: Addresses,
        settings: &Settings,
        memo: &Memo<Document>,
        file: &SitePath,
        form: Form,
    ) -> Arc<Document> {
        let Some(loaded) = self.files.get(file) else {
            return Arc::default();
        };
        let is_rtl = addresses
            .config
            .locale_of(file)
            .is_some_and(|locale| addresses.config.locales[locale].dir == "rtl");
        let dialect = Dialect {
            form,
            is_rtl,
            settings,
        };
        let body = loaded.body();
        match &loaded.yaml {
            Some(parsed) => memo.get(yaml_page::key(body, dialect), || {
                yaml_page::parse(body, parsed, dialect)
            }),
            None => memo.get(markdown::key(body, dialect), || {
                markdown::parse(body, dialect)
            }),
        }
    }

    /// Every file that was read, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, &Loaded)> {
        self.files.iter()
    }

    /// A file with its front matter.
    #[must_use]
    pub fn file(&self, file: &SitePath) -> Option<&Loaded> {
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

    /// What is wrong with the texts themselves, each text said once.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        let in_front_matter = self
            .files
            .values()
            .flat_map(|loaded| loaded.diagnostics.iter().cloned());
        let in_markdown = self.documents.iter().flat_map(|((file, _), document)| {
            document
                .diagnostics
                .iter()
                .map(|finding| finding.clone().at(|range| self.span(file, range)))
        });
        in_front_matter.chain(in_markdown)
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
