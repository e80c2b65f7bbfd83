//! Monikers, the versions of products that pages and zones are for: whether
//! the ranges that name them can be read, and agree.
//!
//! A page is for what its front matter says, of what `[monikers.ranges]` gives
//! it; a zone is for what its range says, of what its page is for. Every zone is
//! shown, whatever comes out: ranges are checked, nothing is left out.

mod definition;
mod range;
mod set;

use super::addresses::Addresses;
use super::library::Library;
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::stages::config;
use crate::stages::load::Loaded;
use definition::Definition;
use range::Fault;
use serde_json::{Map, Value};
use set::MonikerSet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a page says what it is for. The first that is there counts.
const KEYS: [&str; 3] = ["replace_monikers", "monikerRange", "monikers"];

/// Of one range no more than this is reported.
const FAULTS: usize = 10;

/// Checks every range of the site, where `[monikers]` defines monikers.
#[must_use]
pub fn check(addresses: Addresses, library: &Library) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let Some(settings) = &addresses.config.monikers else {
        return findings;
    };
    let Some(definition) = Definition::find(addresses, settings, &mut findings) else {
        return findings;
    };
    let mut check = Check {
        addresses,
        library,
        definition: &definition,
        configured: Vec::new(),
        zones: BTreeMap::new(),
        findings,
    };
    for range in &settings.ranges {
        let at = Span {
            file: SitePath::root().with_suffix(config::FILE),
            range: range.at,
        };
        let (monikers, faults) = range::evaluate(&range.written, &definition);
        // What a wrong range is meant to give its pages is not known: all there is.
        check.configured.push(Arc::new(match faults.is_empty() {
            true => monikers,
            false => definition.all(),
        }));
        check.report(&at, &range.written, faults);
    }
    for file in addresses.inventory.page_of.keys() {
        if let Some(loaded) = library.file(file) {
            let monikers = check.page(file, loaded);
            check.add_zones(file, monikers.as_ref());
        }
    }
    check.check_zones();
    check.findings
}

struct Check<'a> {
    addresses: Addresses<'a>,
    library: &'a Library,
    definition: &'a Definition,
    /// The monikers of each range of `book.toml`.
    configured: Vec<Arc<MonikerSet>>,
    /// The zones of all pages by their place: an included one is of many pages.
    zones: BTreeMap<Span, Zone<'a>>,
    findings: Vec<Diagnostic>,
}

struct Zone<'a> {
    /// Its range.
    written: &'a str,
    /// What each page that shows it is for, but those to which `book.toml`
    /// gives no monikers.
    pages: Vec<Arc<MonikerSet>>,
}

impl Check<'_> {
    /// The monikers of a page; `None` where `book.toml` gives it none.
    fn page(&mut self, file: &SitePath, loaded: &Loaded) -> Option<Arc<MonikerSet>> {
        let own = own_range(&loaded.front_matter.all).map(|(key, range)| {
            let at = Span {
                file: file.clone(),
                range: loaded.place_of(key),
            };
            (at, range)
        });
        let Some(index) = self.configured_for(file) else {
            self.findings
                .extend(own.map(|(at, range)| undefined(at, &range)));
            return None;
        };
        let configured = Arc::clone(&self.configured[index]);
        let Some((at, range)) = own else {
            return Some(configured);
        };
        let monikers = self.evaluate(&at, &range).intersection(&configured);
        if !monikers.is_empty() {
            return Some(Arc::new(monikers));
        }
        let given = self.definition.list(&configured);
        let message = format!("none of the page's monikers in `book.toml` is in `{range}`");
        self.findings.push(
            Diagnostic::new(Code::MonikerRangeOutOfScope, at, message).hint(format!(
                "`[monikers.ranges]` gives it {given}: mend one of the two ranges"
            )),
        );
        // What the page is for is not known, so its zones may be for anything.
        Some(Arc::new(self.definition.all()))
    }

    /// The index of the range that `book.toml` has for a page.
    fn configured_for(&self, file: &SitePath) -> Option<usize> {
        let config = self.addresses.config;
        let locale = config.locale_of(file)?;
        let path = file.below(&config.locales[locale].content)?;
        config.monikers.as_ref()?.range_for(&path)
    }

    /// Adds the zones that a page shows.
    fn add_zones(&mut self, page: &SitePath, monikers: Option<&Arc<MonikerSet>>) {
        for (file, document) in self.library.shown_on(self.addresses, page) {
            for zone in &document.moniker_zones {
                let at = self.library.span(&file, zone.range);
                let zone = self.zones.entry(at).or_insert(Zone {
                    written: &zone.written,
                    pages: Vec::new(),
                });
                zone.pages.extend(monikers.cloned());
            }
        }
    }

    fn check_zones(&mut self) {
        for (at, zone) in std::mem::take(&mut self.zones) {
            let Some(page) = zone.pages.first() else {
                self.findings.push(undefined(at, zone.written));
                continue;
            };
            let monikers = self.evaluate(&at, zone.written);
            if zone.pages.iter().any(|page| monikers.overlaps(page)) {
                continue;
            }
            let page = self.definition.list(page);
            let message = format!("none of the page's monikers is in `{}`", zone.written);
            self.findings.push(
                Diagnostic::new(Code::MonikerZoneEmpty, at, message).hint(format!(
                    "the page is for {page}: mend the range, or remove the zone"
                )),
            );
        }
    }

    /// The monikers of a range; what is wrong with it is reported.
    fn evaluate(&mut self, at: &Span, range: &str) -> MonikerSet {
        let (monikers, faults) = range::evaluate(range, self.definition);
        self.report(at, range, faults);
        monikers
    }

    fn report(&mut self, at: &Span, range: &str, faults: Vec<Fault>) {
        for fault in faults.into_iter().take(FAULTS) {
            let (message, hint) = match fault {
                Fault::Undefined(name) => (
                    format!("the moniker `{name}` is not defined"),
                    match self.definition.meant_by(name) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "define it, or name one that is defined".to_owned(),
                    },
                ),
                Fault::NoMoniker(other) => (
                    match other {
                        "" => format!("a moniker is missing in `{range}`"),
                        _ => format!("a moniker is missing before `{other}`"),
                    },
                    "write `>= a < b` for a range, and `||` between several".to_owned(),
                ),
            };
            let code = Code::MonikerRangeInvalid;
            self.findings
                .push(Diagnostic::new(code, at.clone(), message).hint(hint));
        }
    }
}

/// What a page says itself that it is for, as a range, and the key that says so.
fn own_range(front_matter: &Map<String, Value>) -> Option<(&'static str, String)> {
    KEYS.iter().find_map(|key| {
        let range = match front_matter.get(*key)? {
            Value::Array(monikers) => {
                let monikers: Vec<String> = monikers.iter().filter_map(text).collect();
                monikers.join(" || ")
            }
            value => text(value)?,
        };
        (!range.trim().is_empty()).then_some((*key, range))
    })
}

/// A moniker such as `5.0` is a number to YAML.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn undefined(at: Span, range: &str) -> Diagnostic {
    let message =
        format!("`[monikers.ranges]` has no range for this page, so `{range}` is not read");
    Diagnostic::new(Code::MonikerRangeUndefined, at, message)
        .hint("add a range whose glob names the page, or remove this one")
}
