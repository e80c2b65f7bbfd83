//! Places on pages that have moved, held against the ids that pages have in
//! the end.

use super::super::addresses::{Addresses, Target};
use super::super::anchors::{Anchors, Jump, named_id};
use super::super::web::WebAddresses;
use super::Redirects;
use super::entries::{From, Written};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::stages::discover::PageId;
use std::collections::BTreeMap;

impl Redirects {
    /// The places that redirections lead to, to be checked as those of links
    /// are.
    #[must_use]
    pub fn jumps(&self, written: &Written) -> Vec<Jump> {
        let jump = |(from, entry): (&From, &super::entries::Entry)| {
            let Some(Target::Page(page, suffix)) = self.target_of(from) else {
                return None;
            };
            Some(Jump {
                at: entry.at.clone(),
                editable: false,
                on_fallback: false,
                page: page.clone(),
                id: named_id(suffix)?,
            })
        };
        written.entries.iter().filter_map(jump).collect()
    }

    /// Notes the addresses of other sites that redirections lead to.
    pub fn note_web(&self, written: &Written, web: &WebAddresses) {
        for (from, entry) in &written.entries {
            if let Some(Target::Elsewhere(address)) = self.target_of(from) {
                web.note(address, || entry.at.clone());
            }
        }
    }

    fn target_of(&self, from: &From) -> Option<&Target> {
        match &from.fragment {
            None => self.pages.get(&from.page),
            Some(id) => self.places.get(&from.page)?.get(id),
        }
    }

    /// The findings about places that have moved from a page that never was, or
    /// are there still.
    #[must_use]
    pub fn check_places(
        &self,
        addresses: Addresses,
        written: &Written,
        anchors: &BTreeMap<PageId, Anchors>,
    ) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        // Entries are in the order of their pages, so that the ids of each are
        // taken apart once.
        let mut page = None;
        let mut ids = Vec::new();
        for (from, entry) in &written.entries {
            let Some(id) = &from.fragment else {
                continue;
            };
            if page != Some(&from.page) {
                page = Some(&from.page);
                ids = anchors
                    .get(&from.page)
                    .map(Anchors::sorted)
                    .unwrap_or_default();
            }
            let at = entry.at.clone();
            if ids.binary_search(&id.as_str()).is_ok() {
                let message =
                    format!("`#{id}` is still on the page, so the redirection is not used");
                findings.push(
                    Diagnostic::new(Code::RedirectedFileNotRemoved, at, message)
                        .hint("remove the place, or the redirection"),
                );
            } else if !addresses.inventory.pages.contains_key(&from.page)
                && !self.pages.contains_key(&from.page)
            {
                let page = &from.page.key;
                let message = format!("there is no page `{page}` that `#{id}` could have been on");
                findings.push(
                    Diagnostic::new(Code::RedirectionInvalid, at, message)
                        .hint("mend the path, or redirect the whole page too"),
                );
            }
        }
        findings
    }
}
