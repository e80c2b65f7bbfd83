//! How addresses are understood: mounts, roots and redirections.

use super::written::Table;
use super::{Findings, invalid, with_slash};
use crate::base::path::SitePath;
use crate::base::text::TextRange;

/// A source folder published under another path.
#[derive(Clone, Debug)]
pub struct Mount {
    /// The folder, relative to a locale's content folder.
    pub from: SitePath,
    /// The path that takes its place.
    pub to: SitePath,
}

/// A redirection of `[redirects]`.
#[derive(Clone, Debug)]
pub struct WrittenRedirect {
    /// The old path below a content folder, with a fragment where only a place
    /// on a page has moved.
    pub from: String,
    /// What readers are led to, relative to the content folder.
    pub to: String,
    /// Where `to` stands in `book.toml`.
    pub range: TextRange,
}

pub(super) fn mounts(table: &Table, findings: &mut Findings) -> Vec<Mount> {
    let mut mounts = Vec::new();
    for written in table.tables("mounts") {
        let mut path = |name: &str| {
            let text = written.text(name)?;
            let path = SitePath::new(&text.value);
            if path.is_none() {
                findings.push(
                    invalid(
                        text.range,
                        format!("`{name}` climbs out of the content folder"),
                    )
                    .hint("write a path without `..`"),
                );
            }
            path
        };
        if let (Some(from), Some(to)) = (path("from"), path("to")) {
            mounts.push(Mount { from, to });
        }
    }
    mounts.sort_by_key(|mount| std::cmp::Reverse(mount.from.parts().count()));
    mounts
}

pub(super) fn external_roots(table: &Table) -> Vec<(String, String)> {
    let mut roots: Vec<_> = table
        .named_texts("links.external-roots")
        .map(|(root, target)| (root.value.clone(), target.value.clone()))
        .collect();
    roots.sort_by_key(|(root, _)| std::cmp::Reverse(root.len()));
    roots
}

/// Where the site is published, and what else it says leads to it.
pub(super) fn own_roots(table: &Table, base_url: Option<&str>) -> Vec<String> {
    let written = table.texts("links.own-roots").unwrap_or_default();
    let written = written.iter().map(|root| root.value.as_str());
    let roots = base_url.into_iter().chain(written);
    roots.map(|root| with_slash(root).to_lowercase()).collect()
}

pub(super) fn redirects(table: &Table) -> Vec<WrittenRedirect> {
    let written = table.named_texts("redirects");
    written
        .map(|(from, to)| WrittenRedirect {
            from: from.value.clone(),
            to: to.value.clone(),
            range: to.range,
        })
        .collect()
}
