//! Tables of contents: `toc.yml`, `TOC.md` and `SUMMARY.md`. Each file is read
//! into lines, the addresses of the lines are looked up, and a table that is
//! named in another becomes a part of it. Where nothing is written, the folders
//! are the table.

mod breadcrumbs;
mod folders;
mod lookup;
mod markdown;
mod nesting;
mod summary;
mod yaml;

pub(super) use breadcrumbs::{Crumb, Trail};
pub(super) use folders::of_folders;

use super::addresses::Addresses;
use super::anchors::Jump;
use super::spelling::{has_scheme, split};
use super::web::WebAddresses;
use super::xrefs::Xrefs;
use crate::base::diagnostic::{Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::discover::{PageId, is_summary};
use lookup::Lookup;
use std::collections::BTreeSet;

/// One table of contents: a flat list in the order of reading.
#[derive(Debug, PartialEq, Eq)]
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

/// How deep an entry may lie; what is written deeper is shown there too. Real
/// tables go seven deep, and templates may use a component 20 times in itself.
const LEVELS: usize = 15;

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
#[derive(Debug, Default, PartialEq, Eq)]
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
    /// A page, with the fragment behind its address.
    Page(PageId, String),
    /// A file that is published as it is.
    Asset(SitePath, String),
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
    /// Where the reference is written.
    range: TextRange,
}

/// What an entry has to do with another table, given by its index.
#[derive(Clone, Copy)]
enum Reference {
    /// It holds the table's entries: `href: part/toc.yml`.
    Entries(usize),
    /// It leads to the table's first page: `href: part/`.
    FirstPage(usize),
}

/// Reads the tables of contents of a locale, and the places on pages that they
/// lead to. A table that is a part of another is none of its own.
pub(super) fn read(
    addresses: Addresses,
    xrefs: &Xrefs,
    web: Option<&WebAddresses>,
    (locale, files): (usize, &[SitePath]),
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Toc>, Vec<Jump>) {
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
    let jumps = lookup.jumps;
    let mut tocs = nesting::nest(locale, &tables, findings);
    name(&mut tocs);
    (tocs, jumps)
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
    web: Option<&WebAddresses>,
    locale: usize,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Trail> {
    let mut lookup = Lookup::new(addresses, xrefs, web, locale, findings);
    let files = addresses.inventory.breadcrumbs[locale].iter();
    files.filter_map(|file| lookup.trail(file)).collect()
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
