//! [`Definition`]: which monikers there are, and in which order.

use super::set::MonikerSet;
use crate::base::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::config::{self, Monikers};
use crate::stages::load;
use crate::stages::load::yaml::{self, Kind, Node};
use crate::stages::resolve::Addresses;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Among more monikers than these, and for a longer name, none is looked for
/// that may have been meant.
const COMPARED: usize = 100;
/// No message names more monikers than these.
const NAMED: usize = 5;

/// The monikers of a site.
#[derive(Debug, Default)]
pub(super) struct Definition {
    /// Their names: those of a product beside each other, in its order.
    names: Vec<String>,
    /// What a name stands for, by the name in lower case.
    versions: BTreeMap<String, Version>,
}

/// A moniker among those of its product.
#[derive(Debug)]
pub(super) struct Version {
    /// Its index among all monikers.
    pub index: usize,
    /// The indexes of all monikers of its product.
    pub product: Range<usize>,
}

impl Definition {
    /// Reads the file that `[monikers]` names, of the first locale that has it.
    /// `None` where there is nothing to hold ranges against.
    pub(super) fn find(
        addresses: Addresses,
        settings: &Monikers,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let path = &settings.definition;
        let locales = addresses.config.locales.iter();
        let mut files = locales.filter_map(|locale| locale.content.join(path));
        let found = files.find_map(|file| {
            let text = addresses.sources.text(&file)?;
            Some((file, text))
        });
        if let Some((file, text)) = found {
            return Self::read(&file, text, findings);
        }
        let at = Span {
            file: SitePath::root().with_suffix(config::FILE),
            range: settings.definition_at,
        };
        let message = format!("there is no file `{path}` in a content folder");
        findings.push(
            Diagnostic::new(Code::MonikerDefinitionInvalid, at, message)
                .hint("mend the path; it is relative to a locale's content folder"),
        );
        None
    }

    /// Reads JSON: `{"monikers": [{"moniker_name", "product_name", "order"}]}`.
    fn read(file: &SitePath, text: &str, findings: &mut Vec<Diagnostic>) -> Option<Self> {
        let start = load::mark_len(text);
        let text = &text[start..];
        let mut report = |range: TextRange, message: String, hint: &str| {
            let at = Span {
                file: file.clone(),
                range: range.shifted(start),
            };
            let finding = Diagnostic::new(Code::MonikerDefinitionInvalid, at, message);
            findings.push(finding.hint(hint));
        };
        // JSON is YAML, which forgives a comma behind the last entry.
        let parsed = yaml::read(text);
        if let Some(error) = parsed.error {
            let hint = "write JSON: names and texts in double quotes, commas between entries";
            report(error.range, error.message, hint);
            return None;
        }
        let monikers = parsed.root.entry("monikers").map(|entry| &entry.value);
        let monikers = match monikers.map(|value| &value.kind) {
            Some(Kind::List(monikers)) => monikers.as_slice(),
            None if matches!(parsed.root.kind, Kind::Map(_)) => &[],
            _ => {
                report(
                    monikers.map_or(TextRange::default(), |value| value.range),
                    "this file has no list `monikers`".to_owned(),
                    "write `{\"monikers\": [{\"moniker_name\": \"..\", \"product_name\": \"..\"}]}`",
                );
                return None;
            }
        };
        let mut seen = BTreeSet::new();
        let mut products: BTreeMap<&str, Vec<(i64, &str)>> = BTreeMap::new();
        for moniker in monikers {
            let written = |key| match &moniker.entry(key)?.value {
                Node {
                    range,
                    kind: Kind::Scalar(scalar),
                } => Some((*range, scalar.written()?)),
                _ => None,
            };
            let Some((range, name)) = written("moniker_name") else {
                report(
                    moniker.range,
                    "a moniker has no `moniker_name`".to_owned(),
                    "name it, or remove it",
                );
                continue;
            };
            if !seen.insert(name.to_lowercase()) {
                report(
                    range,
                    format!("there is a moniker `{name}` already; this one is not used"),
                    "rename one of the two, or remove it",
                );
                continue;
            }
            let order = written("order").and_then(|(_, order)| order.parse().ok());
            let product = written("product_name").map_or("", |(_, product)| product);
            let versions = products.entry(product).or_default();
            versions.push((order.unwrap_or_default(), name));
        }
        Some(Self::of(products.into_values().map(|mut versions| {
            // What has no order of its own, or the same, stays as it is written.
            versions.sort_by_key(|(order, _)| *order);
            versions.into_iter().map(|(_, name)| name)
        })))
    }

    /// The monikers of these products, each product's in its order.
    pub(super) fn of<'n, P: IntoIterator<Item = &'n str>>(
        products: impl IntoIterator<Item = P>,
    ) -> Self {
        let mut definition = Self::default();
        for versions in products {
            let start = definition.names.len();
            definition
                .names
                .extend(versions.into_iter().map(str::to_owned));
            let product = start..definition.names.len();
            for index in product.clone() {
                let version = Version {
                    index,
                    product: product.clone(),
                };
                let name = definition.names[index].to_lowercase();
                definition.versions.insert(name, version);
            }
        }
        definition
    }

    /// The moniker of that name, in any case.
    pub(super) fn version(&self, name: &str) -> Option<&Version> {
        self.versions.get(&name.to_lowercase())
    }

    /// The moniker that `name`, which is none, was meant to be.
    pub(super) fn meant_by(&self, name: &str) -> Option<&str> {
        let names = self.names.iter().map(String::as_str);
        (self.names.len() <= COMPARED && name.len() <= COMPARED)
            .then(|| nearest(name, names))
            .flatten()
    }

    /// All monikers.
    pub(super) fn all(&self) -> MonikerSet {
        MonikerSet::new(Some(0..self.names.len()))
    }

    /// The monikers of a set, as a message lists them.
    pub(super) fn list(&self, set: &MonikerSet) -> String {
        let mut all = set
            .indexes()
            .map(|index| format!("`{}`", self.names[index]));
        let named: Vec<String> = all.by_ref().take(NAMED).collect();
        match (named.is_empty(), all.next()) {
            (true, _) => "none".to_owned(),
            (false, None) => named.join(", "),
            (false, Some(_)) => format!("{} and more", named.join(", ")),
        }
    }
}
