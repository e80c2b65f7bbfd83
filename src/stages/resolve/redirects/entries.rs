//! What is written about old addresses, from every place that says it.

use super::super::addresses::Addresses;
use super::super::library::Library;
use super::super::lookup::keys_of;
use super::super::spelling::{decoded, split};
use super::json;
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::stages::config;
use crate::stages::discover::PageId;
use crate::stages::load::Loaded;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An old address: a page, or a place on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct From {
    pub page: PageId,
    /// The id of the place, where only that has moved.
    pub fragment: Option<String>,
}

/// One redirection as written.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The address that readers are led to.
    pub to: String,
    /// The file that `to` is relative to.
    pub base: SitePath,
    /// Where it is written.
    pub at: Span,
}

/// Everything that is written about old addresses.
#[derive(Debug, Default)]
pub struct Written {
    pub(super) entries: BTreeMap<From, Entry>,
    /// Old keys by themselves in lower case.
    folded: BTreeMap<String, SitePath>,
    given_up: BTreeSet<SitePath>,
}

impl Written {
    /// Collects what is written. The first entry for an address counts; another
    /// that says otherwise is reported.
    #[must_use]
    pub fn read(addresses: Addresses, library: &Library, findings: &mut Vec<Diagnostic>) -> Self {
        let mut reader = Reader {
            addresses,
            written: Self::default(),
            findings,
        };
        reader.front_matter(library);
        reader.book();
        for file in &addresses.inventory.redirections {
            reader.json(file);
        }
        let entries = &reader.written.entries;
        let keys = entries.keys().rev().map(|from| &from.page.key);
        reader.written.folded = keys
            .map(|key| (key.as_str().to_lowercase(), key.clone()))
            .collect();
        reader.written
    }

    /// The files of pages that their own front matter redirects.
    #[must_use]
    pub fn given_up(&self) -> &BTreeSet<SitePath> {
        &self.given_up
    }

    /// The entry for a place on a page.
    pub(super) fn at_place(&self, page: &PageId, id: Option<String>) -> Option<&From> {
        let from = From {
            page: page.clone(),
            fragment: Some(id?),
        };
        self.entries.get_key_value(&from).map(|(from, _)| from)
    }

    /// The entry for the page at a path, as people write it, or for the place on
    /// it that is named.
    pub(super) fn at(&self, locale: usize, path: &SitePath, id: Option<&str>) -> Option<&From> {
        let look = |key: &SitePath| {
            let page = PageId {
                locale,
                key: key.clone(),
            };
            let place = self.at_place(&page, id.map(str::to_owned));
            place.or_else(|| {
                let from = From {
                    page,
                    fragment: None,
                };
                self.entries.get_key_value(&from).map(|(from, _)| from)
            })
        };
        let keys: Vec<SitePath> = keys_of(path).collect();
        let exact = keys.iter().find_map(look);
        exact.or_else(|| {
            let folded = |key: &SitePath| self.folded.get(&key.as_str().to_lowercase());
            keys.iter().find_map(|key| look(folded(key)?))
        })
    }
}

struct Reader<'a> {
    addresses: Addresses<'a>,
    written: Written,
    findings: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn front_matter(&mut self, library: &Library) {
        for (file, id) in &self.addresses.inventory.page_of {
            let Some(loaded) = library.file(file) else {
                continue;
            };
            self.redirect_url(file, id, loaded);
        }
        // Which pages are given up is known now.
        for (file, id) in &self.addresses.inventory.page_of {
            if let Some(loaded) = library.file(file) {
                self.aliases(file, id, loaded);
            }
        }
    }

    /// `redirect_url`: the page itself is given up.
    fn redirect_url(&mut self, file: &SitePath, id: &PageId, loaded: &Loaded) {
        let all = &loaded.front_matter.all;
        let Some(to) = all.get("redirect_url").and_then(Value::as_str) else {
            return;
        };
        let from = From {
            page: id.clone(),
            fragment: None,
        };
        self.written.given_up.insert(file.clone());
        self.add(from, to, file, at_key(file, loaded, "redirect_url"));
    }

    /// `aliases`: old addresses of the page.
    fn aliases(&mut self, file: &SitePath, id: &PageId, loaded: &Loaded) {
        let written = match loaded.front_matter.all.get("aliases") {
            Some(Value::Array(list)) => list.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => return,
        };
        let at = at_key(file, loaded, "aliases");
        for alias in written.iter().filter_map(Value::as_str) {
            let path = self.addresses.named_path(id.locale, file, alias);
            let Some((locale, path)) = path.filter(|_| names_page(alias)) else {
                self.findings.push(outside(alias, at.clone()));
                continue;
            };
            let from = From {
                page: page_at(locale, &path, alias),
                fragment: fragment_of(alias),
            };
            if from.page != *id {
                let name = SitePath::root().with_suffix(file.name());
                let to = SitePath::root().written_way_to(&name);
                self.add(from, &to, file, at.clone());
            }
        }
    }

    /// `[redirects]`: paths below the content folder of the source locale.
    fn book(&mut self) {
        let config = self.addresses.config;
        let content = &config.locales[config.source].content;
        // Any file directly in the content folder makes paths relative to it.
        let base = content.with_suffix("/.");
        for written in &config.redirects {
            let at = Span {
                file: SitePath::root().with_suffix(config::FILE),
                range: written.range,
            };
            let path = self
                .addresses
                .named_path(config.source, &base, &written.from);
            let Some((locale, path)) = path.filter(|_| names_page(&written.from)) else {
                self.findings.push(outside(&written.from, at));
                continue;
            };
            let from = From {
                page: page_at(locale, &path, &written.from),
                fragment: fragment_of(&written.from),
            };
            self.add(from, &written.to, &base, at);
        }
    }

    /// `.openpublishing.redirection.json`: paths below the file's own folder.
    fn json(&mut self, file: &SitePath) {
        let Some(text) = self.addresses.sources.text(file) else {
            return;
        };
        let (entries, found) = json::read(text);
        let at = |range| Span {
            file: file.clone(),
            range,
        };
        let found = found.into_iter().map(|finding| finding.at(at));
        self.findings.extend(found);
        for entry in entries {
            let at = at(entry.to_range);
            let source = self.source_of(file, &entry.from);
            let Some((source, locale, key)) = source else {
                let at = Span {
                    range: entry.from_range,
                    ..at
                };
                self.findings.push(outside(&entry.from, at));
                continue;
            };
            let from = From {
                page: PageId { locale, key },
                fragment: fragment_of(&entry.from),
            };
            self.add(from, &entry.to, &source, at);
        }
    }

    /// The file that a source path beside `json` names, with its locale and key.
    fn source_of(&self, json: &SitePath, written: &str) -> Option<(SitePath, usize, SitePath)> {
        let (path, _) = split(written.trim());
        let source = json.folder().join(&path.replace('\\', "/"))?;
        if !matches!(source.extension().as_str(), "md" | "yml" | "yaml") {
            return None;
        }
        let config = self.addresses.config;
        let locale = config.locale_of(&source)?;
        let inside = source.below(&config.locales[locale].content)?;
        let key = config.mounted(&inside).without_extension();
        Some((source, locale, key))
    }

    fn add(&mut self, from: From, to: &str, base: &SitePath, at: Span) {
        let given_up = &self.written.given_up;
        let there = self.addresses.inventory.pages.get(&from.page);
        let there = there.filter(|page| !given_up.contains(&page.file));
        if let Some(page) = there.filter(|_| from.fragment.is_none()) {
            let file = self.addresses.shown(&page.file);
            self.findings.push(still_there(&file, at));
            return;
        }
        let entry = Entry {
            to: to.trim().to_owned(),
            base: base.clone(),
            at,
        };
        match self.written.entries.get(&from) {
            Some(first) if first.to == entry.to => {}
            Some(first) => {
                let place = self.addresses.shown(&first.at.file);
                let finding = conflict(&first.to, &place, entry);
                self.findings.push(finding);
            }
            None => drop(self.written.entries.insert(from, entry)),
        }
    }
}

/// Whether an old address names a page: more than the root, or a place.
fn names_page(written: &str) -> bool {
    let (path, _) = split(written.trim());
    !path.trim_matches(['/', '.', '~']).is_empty()
}

/// The page at a path of which only one reading can be meant, since nothing is
/// there any more that could tell: a folder, where it ends as one, else a page.
fn page_at(locale: usize, path: &SitePath, written: &str) -> PageId {
    let (address, _) = split(written.trim());
    let folder = path.join("index").filter(|_| address.ends_with('/'));
    let key = folder.or_else(|| keys_of(path).next());
    PageId {
        locale,
        key: key.unwrap_or_else(|| path.clone()),
    }
}

fn fragment_of(written: &str) -> Option<String> {
    let (_, fragment) = written.trim().split_once('#')?;
    (!fragment.is_empty()).then(|| decoded(fragment))
}

fn at_key(file: &SitePath, loaded: &Loaded, key: &str) -> Span {
    Span {
        file: file.clone(),
        range: loaded.place_of(key),
    }
}

fn outside(path: &str, at: Span) -> Diagnostic {
    let message = format!("`{path}` is not the path of a page in a content folder");
    Diagnostic::new(Code::RedirectionInvalid, at, message)
        .hint("write the path that the page's file had, relative to this file's folder")
}

fn still_there(file: &str, at: Span) -> Diagnostic {
    let message = format!("the page `{file}` is still there, so the redirection is not used");
    Diagnostic::new(Code::RedirectedFileNotRemoved, at, message)
        .hint("remove the page, or the redirection")
}

fn conflict(first: &str, place: &str, second: Entry) -> Diagnostic {
    let message = format!("`{place}` leads this address to `{first}` already");
    Diagnostic::new(Code::RedirectionConflict, second.at, message)
        .hint("keep one of the two; the first is used")
}
