//! Tables of contents: `toc.yml` and `TOC.md`. Each file is read into lines,
//! the addresses of the lines are looked up, and a table that is named in
//! another becomes a part of it.

mod markdown;
mod nesting;
mod yaml;

use super::addresses::{Addresses, Reason, Target, decoded, has_scheme};
use super::web::WebAddresses;
use super::xrefs::{XrefTarget, Xrefs, uid_of, with_suffix};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::discover::PageId;
use crate::stages::markdown::{Purpose, unsafe_address};
use std::collections::BTreeMap;

/// One table of contents: a flat list in the order of reading.
#[derive(Debug)]
pub(super) struct Toc {
    /// Its folder, below the content folder of its locale.
    pub folder: SitePath,
    /// Its entries, parents before their children.
    pub entries: Vec<Entry>,
}

/// One entry of a table of contents.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name as written; empty where it is taken from the page's title.
    pub name: String,
    /// What it leads to.
    pub target: Option<EntryTarget>,
    /// The index of the entry it lies in.
    pub parent: Option<usize>,
    /// The indexes of the entries in it.
    pub children: Vec<usize>,
}

/// What an entry leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryTarget {
    /// A page.
    Page(PageId),
    /// Another site.
    Elsewhere(String),
}

/// The lines of a file, and what is wrong with its syntax.
#[derive(Debug, Default)]
struct Lines {
    lines: Vec<Line>,
    findings: Vec<Diagnostic<TextRange>>,
}

/// An entry as written.
#[derive(Debug)]
struct Line {
    /// How deep it lies in its file; only more or less means something.
    depth: usize,
    name: String,
    /// The page it leads to.
    page: Option<Written>,
    /// Another table of contents: a file, or a folder that has one.
    table: Option<Written>,
}

/// An address as written.
#[derive(Debug)]
struct Written {
    address: String,
    range: TextRange,
}

impl Written {
    /// The address of the page that has this as its uid.
    fn uid(self) -> Self {
        Self {
            address: format!("xref:{}", self.address),
            range: self.range,
        }
    }
}

/// A file whose addresses are looked up.
struct Table<'f> {
    file: &'f SitePath,
    folder: SitePath,
    rows: Vec<Row>,
}

/// A line whose addresses are looked up.
struct Row {
    depth: usize,
    name: String,
    target: Option<EntryTarget>,
    reference: Option<Reference>,
}

/// What an entry has to do with another table, given by its index.
#[derive(Clone, Copy)]
enum Reference {
    /// It holds the table's entries: `href: part/toc.yml`.
    Entries(usize),
    /// It leads to the table's first page: `href: part/`.
    FirstPage(usize),
}

/// Reads the tables of contents of a locale. A table that is a part of another
/// is none of its own.
pub(super) fn read(
    addresses: Addresses,
    xrefs: &Xrefs,
    web: Option<&WebAddresses>,
    (locale, files): (usize, &[SitePath]),
    findings: &mut Vec<Diagnostic>,
) -> Vec<Toc> {
    let mut written = Vec::new();
    for file in files {
        let Some(text) = addresses.sources.text(file) else {
            continue;
        };
        let read = match file.extension().as_str() {
            "md" => markdown::read(text),
            _ => yaml::read(text),
        };
        let at = |range| Span {
            file: file.clone(),
            range,
        };
        findings.extend(read.findings.into_iter().map(|finding| finding.at(at)));
        written.push((file, read.lines));
    }
    let mut lookup = Lookup::new(addresses, xrefs, web, locale, findings);
    for (index, (file, _)) in written.iter().enumerate() {
        lookup.add(index, file);
    }
    let tables: Vec<Table> = written
        .into_iter()
        .map(|(file, lines)| Table {
            file,
            folder: addresses.inside_content(file).folder(),
            rows: lines
                .into_iter()
                .map(|line| lookup.row(file, line))
                .collect(),
        })
        .collect();
    nesting::nest(&tables, findings)
}

/// Looks up what lines lead to.
struct Lookup<'a> {
    addresses: Addresses<'a>,
    xrefs: &'a Xrefs,
    web: Option<&'a WebAddresses>,
    locale: usize,
    /// The index of each table by its file, and of the first by its folder.
    by_file: BTreeMap<SitePath, usize>,
    by_folder: BTreeMap<SitePath, (usize, SitePath)>,
    findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Lookup<'a> {
    fn new(
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
        }
    }

    fn add(&mut self, index: usize, file: &SitePath) {
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

    fn row(&mut self, file: &SitePath, line: Line) -> Row {
        let reference = line
            .table
            .as_ref()
            .and_then(|table| self.table(file, table));
        // A folder without a table of contents may still have a page.
        let page = match (&reference, line.page) {
            (None, None) => line.table,
            (_, page) => page,
        };
        Row {
            depth: line.depth,
            name: line.name,
            target: page.and_then(|page| self.page(file, &page)),
            reference,
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

    fn page(&mut self, file: &SitePath, page: &Written) -> Option<EntryTarget> {
        let address = &page.address;
        let target = match uid_of(address) {
            Some((uid, suffix)) => self.uid(&uid, &suffix),
            None => self
                .addresses
                .resolve(self.locale, file, address, Purpose::Link),
        };
        let at = || Span {
            file: file.clone(),
            range: page.range,
        };
        let reason = match target {
            Target::Page(id, _) => return Some(EntryTarget::Page(id)),
            Target::Elsewhere(address) => {
                if let Some(web) = self.web {
                    web.note(&address, at);
                }
                return Some(EntryTarget::Elsewhere(address));
            }
            Target::Asset(..) | Target::SamePage(_) => Reason::Missing,
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
            Reason::Missing | Reason::NoSuchHost => {
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

    fn uid(&self, uid: &str, suffix: &str) -> Target {
        match self.xrefs.find(self.addresses, self.locale, uid) {
            Some(XrefTarget::Page(id)) => Target::Page(id, suffix.to_owned()),
            Some(XrefTarget::Elsewhere(href, _)) => Target::Elsewhere(with_suffix(href, suffix)),
            None => Target::Nothing(Reason::UnknownUid),
        }
    }
}

/// Whether an address names a table of contents, or a folder that may have one.
fn names_table(address: &str) -> bool {
    if address.starts_with('/') || has_scheme(address) {
        return false;
    }
    let (path, _) = split(address);
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_file = ["toc.yml", "toc.yaml", "toc.md"]
        .iter()
        .any(|toc| name.eq_ignore_ascii_case(toc));
    is_file || path.ends_with('/')
}

/// The path of an address, and the query and fragment behind it.
fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}
