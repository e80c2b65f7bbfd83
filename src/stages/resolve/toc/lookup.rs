//! What the lines of tables of contents lead to.

use super::super::address_findings::detour_finding;
use super::super::addresses::{Addresses, Found, Reason, Target};
use super::super::anchors::{Jump, named_id};
use super::super::spelling::{decoded, split};
use super::super::web::WebAddresses;
use super::super::xrefs::{XrefTarget, Xrefs, uid_of, with_suffix};
use super::{EntryTarget, Line, Reference, Row, Written};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::text::place_once;
use crate::stages::markdown::{Purpose, unsafe_address};
use std::collections::BTreeMap;

/// Looks up what lines lead to.
pub(super) struct Lookup<'a> {
    pub addresses: Addresses<'a>,
    xrefs: &'a Xrefs,
    web: Option<&'a WebAddresses>,
    locale: usize,
    /// The index of each table by its file, and of the first by its folder.
    by_file: BTreeMap<SitePath, usize>,
    by_folder: BTreeMap<SitePath, (usize, SitePath)>,
    findings: &'a mut Vec<Diagnostic>,
    /// Places on pages that entries lead to.
    pub jumps: Vec<Jump>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(
        addresses: Addresses<'a>,
        xrefs: &'a Xrefs,
        web: Option<&'a WebAddresses>,
        locale: usize,
        findings: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            addresses,
            xrefs,
            web,
            locale,
            by_file: BTreeMap::new(),
            by_folder: BTreeMap::new(),
            findings,
            jumps: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, index: usize, file: &SitePath) {
        self.by_file.insert(file.clone(), index);
        let own = (index, file.clone());
        let (first, twin) = self.by_folder.entry(file.folder()).or_insert(own);
        if *first != index {
            let message = format!("`{twin}` is the table of contents of this folder already");
            self.findings.push(
                Diagnostic::about_file(Code::OutputPathConflict, file, message)
                    .hint("keep one of the two; both are shown, each to the pages that it names"),
            );
        }
    }

    pub(super) fn row(&mut self, file: &SitePath, line: Line) -> Row {
        let reference = line
            .table
            .as_ref()
            .and_then(|table| self.table(file, table));
        let range = line.table.as_ref().map(|table| table.range);
        // A folder without a table of contents may still have a page.
        let page = match (&reference, line.page) {
            (None, None) => line.table,
            (_, page) => page,
        };
        Row {
            depth: line.depth,
            name: line.name,
            display_name: line.display_name,
            is_expanded: line.is_expanded,
            target: page.and_then(|page| self.page(file, &page)),
            reference,
            range: range.unwrap_or_default(),
        }
    }

    fn table(&self, file: &SitePath, table: &Written) -> Option<Reference> {
        let (path, _) = split(&table.address);
        let (place, _) = self.addresses.beside(file, &decoded(path))?;
        if path.ends_with('/') {
            let (index, _) = self.by_folder.get(&place)?;
            return Some(Reference::FirstPage(*index));
        }
        self.by_file.get(&place).copied().map(Reference::Entries)
    }

    pub(super) fn page(&mut self, file: &SitePath, page: &Written) -> Option<EntryTarget> {
        let address = &page.address;
        let found = match uid_of(address) {
            Some((uid, suffix)) => self.uid(&uid, &suffix).into(),
            None => self
                .addresses
                .resolve(self.locale, file, address, Purpose::Link),
        };
        self.detour(file, page, &found);
        let at = || Span {
            file: file.clone(),
            range: page.range,
        };
        let reason = match found.target {
            Target::Page(id, suffix) => {
                if let Some(place) = named_id(&suffix) {
                    self.jumps.push(Jump {
                        at: at(),
                        editable: false,
                        on_fallback: false,
                        page: id.clone(),
                        id: place,
                    });
                }
                let fragment = suffix.find('#').map_or("", |at| &suffix[at..]);
                return Some(EntryTarget::Page(id, fragment.to_owned()));
            }
            Target::Asset(file, suffix) => return Some(EntryTarget::Asset(file, suffix)),
            Target::Elsewhere(address) => {
                if let Some(web) = self.web {
                    web.note(&address, at);
                }
                return Some(EntryTarget::Elsewhere(address));
            }
            Target::SamePage(_) => Reason::Missing,
            Target::Nothing(reason) => reason,
        };
        let at = at();
        self.findings.push(match reason {
            Reason::Unsafe => unsafe_address(at, address),
            Reason::UnknownUid => {
                let message = format!("no page has the uid of `{address}`");
                Diagnostic::new(Code::XrefNotFound, at, message)
                    .hint("mend it, or give the page this `uid` in its front matter")
            }
            Reason::Missing | Reason::NoSuchHost | Reason::NoSuchScheme(_) => {
                let message = format!("this entry leads to `{address}`, which is not a page");
                Diagnostic::new(Code::FileNotFound, at, message)
                    .hint("mend the path, which is relative to this file, or remove the entry")
            }
            Reason::OutOfScope | Reason::NotPublished => {
                let message = format!("this entry leads to `{address}`, which is not published");
                Diagnostic::new(Code::LinkOutOfScope, at, message)
                    .hint("name a page of this site, or remove the entry")
            }
        });
        None
    }

    /// Says that an entry leads to its page by a detour.
    fn detour(&mut self, file: &SitePath, page: &Written, found: &Found) {
        let address = &page.address;
        let Some(detour) = found.detour else {
            return;
        };
        let better = self
            .addresses
            .as_a_writer(self.locale, file, address, &found.target);
        let Some(better) = better else {
            return;
        };
        let at = Span {
            file: file.clone(),
            range: page.range,
        };
        let text = self.addresses.sources.text(file).map_or("", |text| text);
        let place = place_once(text, at.range, address);
        self.findings
            .push(detour_finding(detour, at, place, address, better));
    }

    fn uid(&self, uid: &str, suffix: &str) -> Target {
        match self.xrefs.find(self.addresses, self.locale, uid) {
            Some(XrefTarget::Page(id)) => Target::Page(id, suffix.to_owned()),
            Some(XrefTarget::Elsewhere(href, _)) => Target::Elsewhere(with_suffix(href, suffix)),
            None => Target::Nothing(Reason::UnknownUid),
        }
    }
}
