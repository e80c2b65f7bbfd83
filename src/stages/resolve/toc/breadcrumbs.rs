//! `breadcrumb/toc.yml`: where a part of the site stands among others.

use super::lookup::Lookup;
use super::{EntryTarget, Written};
use crate::base::path::SitePath;
use crate::stages::load;
use crate::stages::load::yaml::{self, Node};

/// The crumbs of one file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Trail {
    /// The published folder whose pages it is for.
    pub folder: SitePath,
    crumbs: Vec<Crumb>,
}

/// One crumb, and those that may follow it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Crumb {
    /// Its name as written.
    pub name: String,
    /// What it leads to.
    pub target: Option<EntryTarget>,
    /// It is for the pages whose paths begin so, in lower case.
    prefix: String,
    inside: Vec<Crumb>,
}

impl Trail {
    /// What its crumbs lead to.
    pub(crate) fn targets(&self) -> impl Iterator<Item = &EntryTarget> {
        let mut open: Vec<&Crumb> = self.crumbs.iter().collect();
        let crumbs = std::iter::from_fn(move || {
            let crumb = open.pop()?;
            open.extend(&crumb.inside);
            Some(crumb)
        });
        crumbs.filter_map(|crumb| crumb.target.as_ref())
    }

    /// The crumbs of a page, the outermost first.
    pub(crate) fn of(&self, key: &SitePath) -> Vec<&Crumb> {
        let path = format!("{}/", key.as_str().to_lowercase());
        let mut way = Vec::new();
        let mut crumbs = &self.crumbs;
        while let Some(crumb) = crumbs.iter().find(|crumb| path.starts_with(&crumb.prefix)) {
            way.push(crumb);
            crumbs = &crumb.inside;
        }
        way
    }
}

impl Lookup<'_> {
    /// Reads a file of breadcrumbs.
    pub(super) fn trail(&mut self, file: &SitePath) -> Option<Trail> {
        let text = self.addresses.sources.text(file)?;
        let start = load::mark_len(text);
        let parsed = yaml::read(&text[start..]);
        let published = self
            .addresses
            .config
            .mounted(&self.addresses.inside_content(file));
        Some(Trail {
            // `exchange` for `exchange/breadcrumb/toc.yml`.
            folder: published.folder().folder(),
            crumbs: self.crumbs(file, start, &parsed.root),
        })
    }

    fn crumbs(&mut self, file: &SitePath, start: usize, list: &Node) -> Vec<Crumb> {
        let items = match list.get("items") {
            Some(items) => items.items(),
            None => list.items(),
        };
        let crumbs = items.iter().filter_map(|item| {
            let name = item.get("name")?.text()?.to_owned();
            let toc = item.get("tocHref").or_else(|| item.get("href"));
            let toc = toc.and_then(Node::text).unwrap_or("/");
            let topic = item
                .get("topicHref")
                .or_else(|| item.get("homepage"))
                .or_else(|| item.get("tocHref"));
            let target = topic.and_then(|topic| {
                let written = Written {
                    address: topic.text()?.to_owned(),
                    range: topic.range.shifted(start),
                };
                self.page(file, &written)
            });
            let inside = item.get("items");
            let inside = inside.map(|inside| self.crumbs(file, start, inside));
            Some(Crumb {
                name,
                target,
                prefix: prefix(toc),
                inside: inside.unwrap_or_default(),
            })
        });
        crumbs.collect()
    }
}

/// What the paths of pages begin with whose table of contents is at `toc`:
/// `/a/` and `/a/toc.json` are for all below `a`.
fn prefix(toc: &str) -> String {
    let path = toc.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_start_matches('/').to_lowercase();
    match path.rsplit_once('/') {
        Some((folder, name)) if name.is_empty() || name.starts_with("toc") => format!("{folder}/"),
        None if path.starts_with("toc") || path.is_empty() => String::new(),
        _ => format!("{path}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn prefixes() {
        let cases = [
            ("/", ""),
            ("/toc.json", ""),
            ("/Microsoft-365/", "microsoft-365/"),
            ("/microsoft-365", "microsoft-365/"),
            ("/a/b/toc.json?x", "a/b/"),
        ];
        for (toc, expected) in cases {
            assert_eq!(prefix(toc), expected, "{toc}");
        }
    }
}
