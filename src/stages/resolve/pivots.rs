//! Zone pivots: whether the variants that the zones of a page are for are those
//! of the group that its front matter names.
//!
//! `zone-pivot-groups.yml` declares groups of pivots; `zone_pivot_groups` names
//! one of them for a page, `zone_pivot_group_filename` another file.

use super::addresses::Addresses;
use super::library::Library;
use crate::base::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::load::yaml::{self, Node, Parsed};
use crate::stages::load::{self, Loaded};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Where a page names its group.
const GROUP: &str = "zone_pivot_groups";
/// The file that declares groups where a page names no other.
const DECLARED_IN: &str = "zone-pivot-groups.yml";
/// Among more ids than these none is looked for that may have been meant.
const COMPARED: usize = 100;

/// Checks every page against the group it names.
#[must_use]
pub fn check(addresses: Addresses, library: &Library) -> Vec<Diagnostic> {
    let mut check = Check {
        addresses,
        library,
        groups: BTreeMap::new(),
        findings: Vec::new(),
    };
    for file in addresses.inventory.page_of.keys() {
        if let Some(loaded) = library.file(file) {
            check.page(file, loaded);
        }
    }
    check.findings
}

struct Check<'a> {
    addresses: Addresses<'a>,
    library: &'a Library,
    /// The groups of each file that a page has asked for.
    groups: BTreeMap<SitePath, Groups>,
    findings: Vec<Diagnostic>,
}

/// The ids of the pivots of each group, by the group's id.
type Groups = BTreeMap<String, BTreeSet<String>>;

impl Check<'_> {
    fn page(&mut self, file: &SitePath, loaded: &Loaded) {
        let used = self.used(file);
        let front_matter = &loaded.front_matter.all;
        let Some(name) = front_matter.get(GROUP).and_then(Value::as_str) else {
            self.findings
                .extend(used.first().map(|(at, _)| no_group(file, at)));
            return;
        };
        let at = Span {
            file: file.clone(),
            range: loaded.place_of(GROUP),
        };
        let wanted = front_matter.get("zone_pivot_group_filename");
        let wanted = wanted.and_then(Value::as_str).unwrap_or(DECLARED_IN);
        let Some(source) = self.find(file, wanted) else {
            let message = format!("there is no file `{wanted}` that declares `{name}`");
            self.findings.push(
                Diagnostic::new(Code::PivotGroupNotFound, at, message)
                    .hint("put it into the folder of the page, or one above"),
            );
            return;
        };
        if !self.groups.contains_key(&source) {
            let groups = self.read(&source);
            self.groups.insert(source.clone(), groups);
        }
        let groups = &self.groups[&source];
        match groups.get(name) {
            Some(pivots) => {
                let found = compare(&at, name, pivots, &used);
                self.findings.extend(found);
            }
            None => self.findings.push(not_declared(
                Code::PivotGroupNotFound,
                at,
                format!("`{source}` has no group `{name}`"),
                name,
                groups.keys().map(String::as_str),
            )),
        }
    }

    /// The pivots of a page's zones and of what it includes, in order.
    fn used(&self, page: &SitePath) -> Vec<(Span, String)> {
        let mut used = Vec::new();
        for (file, document) in self.library.shown_on(self.addresses, page) {
            let pivots = document.pivots.iter();
            used.extend(
                pivots.map(|pivot| (self.library.span(&file, pivot.range), pivot.id.clone())),
            );
        }
        used
    }

    /// The file that declares groups for a page: the nearest above it, in its
    /// own locale or the first of the chain that has one. Such files were JSON
    /// once, and front matter may say so still.
    fn find(&self, page: &SitePath, wanted: &str) -> Option<SitePath> {
        let locales = &self.addresses.config.locales;
        let own = self.addresses.config.locale_of(page)?;
        let inside = page.below(&locales[own].content)?.folder();
        let as_yaml = wanted
            .strip_suffix(".json")
            .map(|stem| format!("{stem}.yml"));
        let names: Vec<&str> = std::iter::once(wanted).chain(as_yaml.as_deref()).collect();
        let above = |folder: &SitePath| (!folder.as_str().is_empty()).then(|| folder.folder());
        for &locale in std::iter::once(&own).chain(&locales[own].fallback) {
            for folder in std::iter::successors(Some(inside.clone()), above) {
                for name in &names {
                    let file = folder.join(name);
                    let file = file.and_then(|file| locales[locale].content.join(file.as_str()));
                    if file
                        .as_ref()
                        .is_some_and(|file| self.addresses.sources.text(file).is_some())
                    {
                        return file;
                    }
                }
            }
        }
        None
    }

    /// Reads the groups that a file declares; of equal ids the first counts.
    fn read(&mut self, file: &SitePath) -> Groups {
        let mut groups = Groups::new();
        let text = self.addresses.sources.text(file).map_or("", |text| text);
        let start = load::mark_len(text);
        let Parsed { root, error } = yaml::read(&text[start..]);
        if error.is_some() {
            let message = "this is not YAML, so it declares no groups of pivots";
            let finding = Diagnostic::about_file(Code::PivotGroupNotFound, file, message);
            self.findings
                .push(finding.hint("write `groups:` and below it a list of groups"));
            return groups;
        }
        let place = |id: &Node| Span {
            file: file.clone(),
            range: id.range.shifted(start),
        };
        for group in list(&root, "groups") {
            let Some((at, id)) = group.get("id").and_then(|id| Some((place(id), id.text()?)))
            else {
                continue;
            };
            if groups.contains_key(id) {
                let code = Code::DuplicatePivotGroups;
                self.findings
                    .push(twin(code, at, &format!("a group `{id}`")));
            }
            let mut pivots = BTreeSet::new();
            for pivot in list(group, "pivots") {
                let Some((at, id)) = pivot.get("id").and_then(|id| Some((place(id), id.text()?)))
                else {
                    continue;
                };
                if !pivots.insert(id.to_owned()) {
                    let code = Code::DuplicatePivotIds;
                    self.findings
                        .push(twin(code, at, &format!("a pivot `{id}`")));
                }
            }
            groups.entry(id.to_owned()).or_insert(pivots);
        }
        groups
    }
}

fn twin(code: Code, at: Span, what: &str) -> Diagnostic {
    let message = format!("there is {what} already; this one is not used");
    Diagnostic::new(code, at, message).hint("rename one of the two, or remove it")
}

fn list<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    node.get(key).map_or(&[], Node::items)
}

/// The zones that are for no pivot of the group, and the pivots without a zone.
fn compare(
    at: &Span,
    group: &str,
    pivots: &BTreeSet<String>,
    used: &[(Span, String)],
) -> Vec<Diagnostic> {
    let unknown = used.iter().filter(|(_, id)| !pivots.contains(id));
    let unknown = unknown.map(|(zone, id)| {
        not_declared(
            Code::PivotIdNotFound,
            zone.clone(),
            format!("the group `{group}` has no pivot `{id}`"),
            id,
            pivots.iter().map(String::as_str),
        )
    });
    let with_zone: BTreeSet<&str> = used.iter().map(|(_, id)| id.as_str()).collect();
    let unused = pivots.iter().filter(|id| !with_zone.contains(id.as_str()));
    let unused = unused.map(|id| {
        let message = format!("no zone of this page is for the pivot `{id}` of `{group}`");
        Diagnostic::new(Code::PivotIdUnused, at.clone(), message)
            .hint("add a zone for it, or name a group without it")
    });
    unknown.chain(unused).collect()
}

/// The finding about `id`, which is not among the `declared`.
fn not_declared<'d>(
    code: Code,
    at: Span,
    message: String,
    id: &str,
    declared: impl ExactSizeIterator<Item = &'d str>,
) -> Diagnostic {
    let finding = Diagnostic::new(code, at, message);
    let meant = match declared.len() {
        0..=COMPARED => nearest(id, declared),
        _ => None,
    };
    match meant {
        Some(meant) => finding.hint(format!("did you mean `{meant}`?")),
        None => finding.hint("declare it there, or name one that is declared"),
    }
}

fn no_group(page: &SitePath, zone: &Span) -> Diagnostic {
    let at = match zone.file == *page {
        true => zone.clone(),
        false => Span {
            file: page.clone(),
            range: TextRange::default(),
        },
    };
    let message = format!("the page has zones for pivots, but no `{GROUP}`");
    Diagnostic::new(Code::ZonePivotGroupMissing, at, message).hint(format!(
        "name the group of its pivots in the front matter: `{GROUP}: ..`"
    ))
}
