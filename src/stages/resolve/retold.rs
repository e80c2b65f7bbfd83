//! [`Retold`]: a file of the library whose text has changed below its front
//! matter, so that no other page sees a difference.

use super::addresses::Addresses;
use super::library::{self, Library};
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::stages::config::Config;
use crate::stages::load::{self, Loaded};
use crate::stages::markdown::{Document, Form, Settings};
use std::sync::Arc;

/// A Markdown file read again.
pub struct Retold {
    file: SitePath,
    loaded: Arc<Loaded>,
    documents: Vec<(Form, Arc<Document>)>,
}

impl Retold {
    /// The file.
    #[must_use]
    pub fn file(&self) -> &SitePath {
        &self.file
    }
}

impl Library {
    /// Reads a file again whose text has changed. `None` where others may see the
    /// difference, so that everything must be read again: a page in YAML, other
    /// front matter, another title, other includes, zones that pages are held
    /// against; other headings, where redirections are called after them.
    #[must_use]
    pub fn retell(
        &self,
        addresses: Addresses,
        settings: &Settings,
        memo: &Memo<Document>,
        file: &SitePath,
    ) -> Option<Retold> {
        let earlier = self.files.get(file).filter(|it| it.yaml.is_none())?;
        let text = addresses.sources.text(file)?;
        let loaded = Arc::new(load::load(file, text));
        let is_same_head = loaded.text[..loaded.body_start] == earlier.text[..earlier.body_start];
        if loaded.yaml.is_some() || !is_same_head {
            return None;
        }
        let names_sections = addresses.redirects.names_sections();
        let mut documents = Vec::new();
        for form in [Form::Block, Form::Inline] {
            let Some(then) = self.document(file, form) else {
                continue;
            };
            let now = library::parse(addresses, settings, memo, (file, &loaded), form);
            let looks_the_same = title(&now) == title(then)
                && includes(&now).eq(includes(then))
                && !has_zones(&now)
                && !has_zones(then)
                && (!names_sections || sections(&now).eq(sections(then)));
            if !looks_the_same {
                return None;
            }
            documents.push((form, now));
        }
        Some(Retold {
            file: file.clone(),
            loaded,
            documents,
        })
    }

    /// Takes a file as it is now, and has the memo forget what it was.
    pub fn take(
        &mut self,
        config: &Config,
        settings: &Settings,
        memo: &Memo<Document>,
        retold: Retold,
    ) {
        let Retold {
            file,
            loaded,
            documents,
        } = retold;
        if let Some(earlier) = self.files.insert(file.clone(), loaded) {
            for (form, _) in &documents {
                let dialect = library::dialect(config, settings, &file, *form);
                memo.forget(library::key(&earlier, dialect));
            }
        }
        for (form, document) in documents {
            self.documents.insert((file.clone(), form), document);
        }
    }
}

/// What a page is called that has no title in its front matter.
fn title(document: &Document) -> Option<&str> {
    let mut headings = document.headings.iter();
    let first = headings.find(|heading| heading.level == 1)?;
    Some(&first.text)
}

fn includes(document: &Document) -> impl Iterator<Item = (&str, Form)> {
    let includes = document.includes.iter();
    includes.map(|include| (include.path.as_str(), include.form))
}

fn has_zones(document: &Document) -> bool {
    !document.pivots.is_empty() || !document.moniker_zones.is_empty()
}

/// The ids of headings and what these say.
fn sections(document: &Document) -> impl Iterator<Item = (&str, Option<&str>)> {
    document.anchors.iter().map(|anchor| {
        let heading = anchor.heading.map(|heading| &document.headings[heading]);
        (anchor.wanted.as_str(), heading.map(|it| it.text.as_str()))
    })
}
