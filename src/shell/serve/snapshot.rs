//! [`Snapshot`]: a whole good site in memory. Nothing in it changes; the next good
//! build makes another, which takes its place at once.

use super::address::Address;
use super::file::File;
use super::language;
use crate::base::path::SitePath;
use crate::shell::disk::Places;
use crate::stages::config::Config;
use crate::stages::emit::{Content, Output, base_path};
use percent_encoding::percent_decode_str;
use std::sync::Arc;

/// Every file of a site by its route, in order.
pub(super) struct Snapshot {
    files: Vec<(SitePath, Arc<File>)>,
    /// Where the files are that stay on the disk.
    pub places: Places,
    /// The path below which the site is served, with `/` at both ends.
    pub base: String,
    /// The tags of the locales.
    locales: Vec<String>,
}

/// What stands at an address.
pub(super) enum Found<'s> {
    File(&'s SitePath, &'s Arc<File>),
    /// Where the reader is led on to.
    Elsewhere(String),
    /// Nothing, and the page that says so.
    Nothing(Option<&'s Arc<File>>),
}

impl Snapshot {
    /// The snapshot of a build. A file that is what it was stays itself, with all
    /// that has been made of it: one pass over both lists.
    pub(super) fn new(
        output: &Output,
        config: &Config,
        places: &Places,
        earlier: Option<&Self>,
    ) -> Self {
        let mut earlier = earlier
            .map_or(&[][..], |earlier| &earlier.files)
            .iter()
            .peekable();
        let mut kept = |route: &SitePath, content: &Content| {
            while earlier.next_if(|(then, _)| then < route).is_some() {}
            let (_, file) = earlier.next_if(|(then, _)| then == route)?;
            is_same(&file.content, content).then(|| Arc::clone(file))
        };
        let files = output.files.iter().map(|(route, content)| {
            let file =
                kept(route, content).unwrap_or_else(|| Arc::new(File::new(route, content.clone())));
            (route.clone(), file)
        });
        let base = base_path(config);
        Self {
            files: files.collect(),
            places: places.clone(),
            base: percent_decode_str(&base).decode_utf8_lossy().into_owned(),
            locales: config
                .locales
                .iter()
                .map(|locale| locale.tag.clone())
                .collect(),
        }
    }

    /// What a reader finds at an address, where `languages` says which ones they
    /// read (`Accept-Language`).
    pub(super) fn find(&self, address: &Address, languages: &str) -> Found<'_> {
        let Some(path) = address.path.strip_prefix(&self.base) else {
            // The first page, and the folder of the site without its slash.
            return match format!("{}/", address.path) == self.base || address.path == "/" {
                true => Found::Elsewhere(encoded(&self.base)),
                false => self.nothing("", languages),
            };
        };
        if path.split('/').rev().skip(1).any(str::is_empty) {
            return self.nothing(path, languages);
        }
        if path.is_empty() || path.ends_with('/') {
            return match self.file(&format!("{path}index.html")) {
                Some((route, file)) => Found::File(route, file),
                None => self.nothing(path, languages),
            };
        }
        // A page without its ending stands in the same folder as with it, so its
        // links lead to the same places; a folder without its slash does not.
        let page = || self.file(&format!("{path}.html"));
        if let Some((route, file)) = self.file(path).or_else(page) {
            return Found::File(route, file);
        }
        match self.file(&format!("{path}/index.html")) {
            Some(_) => Found::Elsewhere(format!("{}/", address.encoded)),
            None => self.nothing(path, languages),
        }
    }

    /// The 404 page in the language of the path, else in the reader's, else in all.
    fn nothing(&self, path: &str, languages: &str) -> Found<'_> {
        let first = path.split('/').next().unwrap_or_default();
        let of_path = self
            .locales
            .iter()
            .find(|tag| *tag == first)
            .map(String::as_str);
        let tag = of_path.or_else(|| language::of_reader(languages, &self.locales));
        let in_language = tag.and_then(|tag| self.file(&format!("{tag}/404.html")));
        let page = in_language.or_else(|| self.file("404.html"));
        Found::Nothing(page.map(|(_, file)| file))
    }

    fn file(&self, route: &str) -> Option<&(SitePath, Arc<File>)> {
        let found = self
            .files
            .binary_search_by(|(there, _)| there.as_str().cmp(route));
        found.ok().map(|index| &self.files[index])
    }

    /// The file that is published at a route.
    pub(super) fn at(&self, route: &SitePath) -> Option<&Arc<File>> {
        self.file(route.as_str()).map(|(_, file)| file)
    }

    /// The path of the host at which a route is served.
    pub(super) fn address_of(&self, route: &SitePath) -> String {
        let base = encoded(&self.base);
        format!("{base}{}", SitePath::root().address_of(route))
    }
}

/// A decoded path as it may stand in a header.
fn encoded(path: &str) -> String {
    crate::base::path::encode_address(&path.replace('%', "%25"))
}

/// Whether nothing was written in between. Pages that were not rendered again
/// are the same text in memory.
fn is_same(then: &Content, now: &Content) -> bool {
    match (then, now) {
        (Content::Text(then), Content::Text(now)) => Arc::ptr_eq(then, now) || then == now,
        (Content::Copy(then), Content::Copy(now)) => then == now,
        (Content::Text(_), Content::Copy(_)) | (Content::Copy(_), Content::Text(_)) => false,
    }
}
