//! Which old addresses may be published: none where a page stands, or would be
//! in the way of one.

use super::super::addresses::{Addresses, Target};
use super::Redirects;
use super::entries::{From, Written};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::path::SitePath;
use crate::stages::discover::{self, PageId};
use std::collections::BTreeMap;

impl Redirects {
    /// Drops what cannot be published, and says so of what somebody wrote. Two
    /// addresses that differ in case alone are one on many disks.
    pub(super) fn keep_free(
        &mut self,
        addresses: Addresses,
        written: &Written,
        findings: &mut Vec<Diagnostic>,
    ) {
        let folded = |route: &SitePath| route.as_str().to_lowercase();
        let pages = addresses.inventory.pages.values();
        let mut taken: BTreeMap<String, SitePath> = pages
            .map(|page| (folded(&page.route), page.route.clone()))
            .collect();
        let mut dropped = Vec::new();
        for (id, target) in &self.pages {
            let route = discover::route(addresses.config, id.locale, &id.key);
            match in_the_way(&taken, &folded(&route)) {
                Some(other) => dropped.push((id.clone(), target.clone(), route, other.clone())),
                None => drop(taken.insert(folded(&route), route)),
            }
        }
        for (id, target, route, other) in dropped {
            self.pages.remove(&id);
            let leads_there = addresses
                .route_of(&target)
                .is_some_and(|(to, _)| folded(&to) == folded(&route));
            let entry = written.entries.get(&From {
                page: id,
                fragment: None,
            });
            // The new address is the old one: readers are there already.
            if let Some(entry) = entry.filter(|_| !leads_there) {
                let message = format!("`{route}` cannot be published beside `{other}`");
                findings.push(
                    Diagnostic::new(Code::RedirectionConflict, entry.at.clone(), message)
                        .hint("remove the redirection: its old address is taken"),
                );
            }
        }
    }

    /// The files that redirections lead to, which must be published.
    pub fn assets(&self) -> impl Iterator<Item = SitePath> {
        let places = self.places.values().flat_map(BTreeMap::values);
        let targets = self.pages.values().chain(places);
        targets.filter_map(|target| match target {
            Target::Asset(file, _) => Some(file.clone()),
            _ => None,
        })
    }

    /// Where pages at old addresses are published.
    pub fn routes(&self, addresses: Addresses) -> impl Iterator<Item = SitePath> {
        let route = move |id: &PageId| discover::route(addresses.config, id.locale, &id.key);
        self.pages.keys().map(route)
    }
}

/// The route that one cannot be published beside: the same, a file where it
/// needs a folder, or one that needs a folder where it would be a file.
fn in_the_way<'t>(taken: &'t BTreeMap<String, SitePath>, route: &str) -> Option<&'t SitePath> {
    let folders = route.match_indices('/').map(|(at, _)| &route[..at]);
    let above = folders.chain([route]).find_map(|path| taken.get(path));
    above.or_else(|| {
        let folder = format!("{route}/");
        let (path, other) = taken.range(folder.clone()..).next()?;
        path.starts_with(&folder).then_some(other)
    })
}
