//! Tables of contents: `toc.yml`, `TOC.md` and `SUMMARY.md`. Each file is read
//! into lines, the addresses of the lines are looked up, and a table that is
//! named in another becomes a part of it. Where nothing is written, the folders
//! are the table.

mod breadcrumbs;
mod folders;
mod markdown;
mod nesting;
mod summary;
mod yaml;

pub(super) use breadcrumbs::{Crumb, Trail};
pub(super) use folders::of_folders;

use super::address_findings::detour_finding;
use super::addresses::{Addresses, Found, Reason, Target};
use super::spelling::{decoded, has_scheme, split};
use super::xrefs::{XrefTarget, Xrefs, uid_of, with_suffix};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::discover::{PageId, is_summary};
use crate::stages::markdown::{Purpose, unsafe_address};
use std::collections::{BTreeMap, BTreeSet};

/// One table of contents: a flat list in the order of reading.
#[derive(Debug)]
pub(super) struct Toc {
    /// The locale whose file it is.
    pub locale: usize,
    /// Its folder, below the content folder of its locale.
    pub folder: SitePath,
    /// What the whole of it is published as below `toc/`, without an ending.
    pub name: SitePath,
    /// Its entries, parents before their children.
    pub entries: Vec<Entry>,
}

/// How deep an entry may lie; what is written deeper lies there too, so that no
/// table is too deep for those who walk it.
const LEVELS: usize = 64;

impl Toc {
    /// Adds an entry in another and gives its index.
    fn add(&mut self, mut entry: Entry, parent: Option<usize>) -> usize {
        let own = self.entries.len();
        entry.parent = match parent {
            Some(parent) if self.entries[parent].level >= LEVELS => self.entries[parent].parent,
            parent => parent,
        };
        if let Some(parent) = entry.parent {
            entry.level = self.entries[parent].level + 1;
            self.entries[parent].children.push(own);
        }
        self.entries.push(entry);
        own
    }
}

/// One entry of a table of contents.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its name as written; empty where it is taken from the page's title.
    pub name: String,
    /// Other words by which readers look for it.
    pub display_name: Option<String>,
    /// Whether the entries in it are shown from the start.
    pub is_expanded: bool,
    /// What it leads to.
    pub target: Option<EntryTarget>,
    /// How many entries it lies in.
    pub level: usize,
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
#[derive(Debug, Default)]
struct Line {
    /// How deep it lies in its file; only more or less means something.
    depth: usize,
    name: String,
    display_name: Option<String>,
    is_expanded: bool,
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
    display_name: Option<String>,
    is_expanded: bool,
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
    locale: usize,
    files: &[SitePath],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Toc> {
    let mut written = Vec::new();
    for file in files {
        let Some(text) = addresses.sources.text(file) else {
            continue;
        };
        let read = match file.extension().as_str() {
            _ if is_summary(file) => summary::read(text),
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
    let mut lookup = Lookup::new(addresses, xrefs, locale, findings);
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
    let mut tocs = nesting::nest(locale, &tables, findings);
    name(&mut tocs);
    tocs
}

/// Gives each table a name of its own: its folder, and a number where there are
/// several.
fn name(tocs: &mut [Toc]) {
    let mut taken = BTreeSet::new();
    for toc in tocs {
        let folder = match toc.folder.as_str() {
            "" => "index",
            folder => folder,
        };
        let numbered = (2..).map(|number| format!("{folder}-{number}"));
        let mut names = std::iter::once(folder.to_owned()).chain(numbered);
        let free = names.find(|name| taken.insert(name.clone()));
        toc.name = SitePath::root().with_suffix(&free.unwrap_or_default());
    }
}

/// Reads the files of a locale that say where it stands among others.
pub(super) fn trails(
    addresses: Addresses,
    xrefs: &Xrefs,
    locale: usize,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Trail> {
    let mut lookup = Lookup::new(addresses, xrefs, locale, findings);
    let files = addresses.inventory.breadcrumbs[locale].iter();
    files.filter_map(|file| lookup.trail(file)).collect()
}

/// Looks up what lines lead to.
struct Lookup<'a> {
    addresses: Addresses<'a>,
    xrefs: &'a Xrefs,
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
        locale: usize,
        findings: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            addresses,
            xrefs,
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
            display_name: line.display_name,
            is_expanded: line.is_expanded,
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
        let found = match uid_of(address) {
            Some((uid, suffix)) => self.uid(&uid, &suffix).into(),
            None => self
                .addresses
                .resolve(self.locale, file, address, Purpose::Link),
        };
        self.detour(file, page, &found);
        let reason = match found.target {
            Target::Page(id, _) => return Some(EntryTarget::Page(id)),
            Target::Elsewhere(address) => return Some(EntryTarget::Elsewhere(address)),
            Target::Asset(..) | Target::SamePage(_) => Reason::Missing,
            Target::Nothing(reason) => reason,
        };
        let at = Span {
            file: file.clone(),
            range: page.range,
        };
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

    /// Says that an entry leads to its page by a detour.
    fn detour(&mut self, file: &SitePath, page: &Written, found: &Found) {
        let address = &page.address;
        let better = self.addresses.as_a_writer(file, address, &found.target);
        let (Some(detour), Some(better)) = (found.detour, better) else {
            return;
        };
        let at = Span {
            file: file.clone(),
            range: page.range,
        };
        let text = self.addresses.sources.text(file).map_or("", |text| text);
        self.findings
            .push(detour_finding(detour, at, text, address, better));
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
