//! The list of published addresses, and what of it is gone.
//!
//! `urls.lock` has a line for each page that was ever published, its route, and
//! below it, indented, its anchors. Whoever bookmarked one of them, or linked to
//! it, still arrives: at the page, or where a redirection leads.

use super::addresses::Addresses;
use super::anchors::Anchors;
use crate::base::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::base::text::TextRange;
use crate::stages::config::URL_LOCK;
use crate::stages::discover::{self, PageId};
use crate::stages::load::mark_len;
use std::collections::{BTreeMap, BTreeSet};

/// Published routes, each with its anchors. A fallback page has none of its
/// own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published(BTreeMap<String, BTreeSet<String>>);

/// What a list begins with.
const HEAD: &str = "# Published addresses, and the anchors on them: `guidepost urls --lock` writes \
                    this file.\n";

impl Published {
    /// What a site publishes.
    #[must_use]
    pub fn of(addresses: Addresses, anchors: &BTreeMap<PageId, Anchors>) -> Self {
        let pages = addresses.inventory.pages.iter();
        let published = pages.map(|(id, page)| {
            let is_own = page.content_locale == id.locale;
            let ids = anchors.get(id).filter(|_| is_own);
            let ids = ids.map(Anchors::sorted).unwrap_or_default();
            // An id with white space could not be told from two lines.
            let ids = ids
                .into_iter()
                .filter(|id| !id.contains(char::is_whitespace));
            let ids = ids.map(str::to_owned).collect();
            (page.route.to_string(), ids)
        });
        Self(published.collect())
    }

    /// Reads a list; a line that is none of it is reported.
    #[must_use]
    pub fn read(text: &str) -> (Vec<Line<'_>>, Vec<Diagnostic<TextRange>>) {
        let mut lines = Vec::new();
        let mut findings = Vec::new();
        let mut route: Option<&str> = None;
        let mut at = mark_len(text);
        for whole in text[at..].split_inclusive('\n') {
            let line = whole.trim_end_matches(['\r', '\n']);
            let range = TextRange::new(at, at + line.len());
            at += whole.len();
            let anchor = line.strip_prefix("  #");
            match (line, anchor, route) {
                ("", ..) => {}
                (_, Some(id), Some(route)) if !id.is_empty() => lines.push(Line {
                    route,
                    anchor: Some(id),
                    range,
                }),
                (line, None, _) if line.starts_with("# ") => {}
                (line, None, _) if !line.starts_with([' ', '#', '/']) => {
                    route = Some(line);
                    lines.push(Line {
                        route: line,
                        anchor: None,
                        range,
                    });
                }
                _ => findings.push(
                    Diagnostic::new(Code::UrlLockInvalid, range, "this line is no address")
                        .hint("write the route of a page, `en-us/a.html`, or `  #anchor` below it"),
                ),
            }
        }
        (lines, findings)
    }

    /// Adds what an earlier list has, so that nothing is forgotten.
    pub fn keep(&mut self, lines: &[Line]) {
        for line in lines {
            let anchors = self.0.entry(line.route.to_owned()).or_default();
            anchors.extend(line.anchor.map(str::to_owned));
        }
    }

    /// The list as a text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (route, anchors) in &self.0 {
            text.push_str(&format!("{route}\n"));
            for id in anchors {
                text.push_str(&format!("  #{id}\n"));
            }
        }
        text
    }

    /// How many routes and how many anchors it has.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.0.len(), self.0.values().map(BTreeSet::len).sum())
    }
}

/// How many ids are compared with those that are gone to find what they are now.
const COMPARED: usize = 20_000;

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// The route of a page.
    pub route: &'t str,
    /// A place on it.
    pub anchor: Option<&'t str>,
    /// Where the line stands.
    pub range: TextRange,
}

/// Whether the site has a list.
#[must_use]
pub fn has_list(sources: &Sources) -> bool {
    let file = SitePath::root().with_suffix(URL_LOCK);
    sources.text(&file).is_some()
}

/// The findings about what the site's list has and the site has no more.
#[must_use]
pub fn check(addresses: Addresses, now: &Published) -> Vec<Diagnostic> {
    let file = SitePath::root().with_suffix(URL_LOCK);
    let Some(text) = addresses.sources.text(&file) else {
        return Vec::new();
    };
    let (lines, findings) = Published::read(text);
    let at = |range| Span {
        file: file.clone(),
        range,
    };
    let mut findings: Vec<_> = findings.into_iter().map(|found| found.at(at)).collect();
    let config = addresses.config;
    let redirects = addresses.redirects.pages();
    let led_on: BTreeSet<String> = redirects
        .map(|(id, _)| discover::route(config, id.locale, &id.key).to_string())
        .collect();
    let pages = addresses.inventory.pages.iter();
    let by_route: BTreeMap<&str, &PageId> =
        pages.map(|(id, page)| (page.route.as_str(), id)).collect();
    let mut left = COMPARED;
    for line in lines {
        let Some(ids) = now.0.get(line.route) else {
            // Anchors of a page that is gone are gone with it.
            if line.anchor.is_none() && !led_on.contains(line.route) {
                findings.push(page_gone(addresses, line.route, at(line.range)));
            }
            continue;
        };
        let Some(anchor) = line.anchor else { continue };
        let page = by_route.get(line.route);
        let has_moved = page.is_some_and(|id| addresses.redirects.has_place(id, anchor));
        // A translation that was given up shows the source page, whose places
        // are the source page's business.
        let is_fallback = page.is_some_and(|id| {
            let page = &addresses.inventory.pages[*id];
            page.content_locale != id.locale
        });
        if !ids.contains(anchor) && !has_moved && !is_fallback {
            let compared = left.checked_sub(ids.len());
            left = compared.unwrap_or(0);
            let meant = compared.and_then(|_| nearest(anchor, ids.iter().map(String::as_str)));
            findings.push(place_gone(line.route, anchor, meant, at(line.range)));
        }
    }
    findings
}

fn page_gone(addresses: Addresses, route: &str, at: Span) -> Diagnostic {
    let message = format!("`{route}` was published and is gone");
    let finding = Diagnostic::new(Code::PublishedUrlMissing, at, message);
    let name = route.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(".html").unwrap_or(name);
    let files = addresses.inventory.files_named(&format!("{name}.md"));
    let hint = match files {
        [file] if name != "index" => format!(
            "its page may be `{}` now: add `aliases` with the old path to its front matter, or \
             redirect it in `[redirects]` of `book.toml`",
            addresses.shown(file)
        ),
        _ => {
            "redirect it in `[redirects]` of `book.toml` to the page that took its place".to_owned()
        }
    };
    finding.hint(hint)
}

fn place_gone(route: &str, anchor: &str, meant: Option<&str>, at: Span) -> Diagnostic {
    let message = format!("`#{anchor}` on `{route}` was published and is gone");
    let finding = Diagnostic::new(Code::PublishedAnchorMissing, at, message);
    let finding = match meant {
        Some(meant) => finding.hint(format!("is it `#{meant}` now?")),
        None => finding,
    };
    finding.hint(format!(
        "write `<a name=\"{anchor}\"></a>` in the heading that took its place, or redirect it in \
         `[redirects]` of `book.toml`: `\"page.md#{anchor}\" = \"page.md#new\"`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_is_written() {
        let mut published = Published::default();
        let ids = ["a", "한국어", "#b"].map(str::to_owned).into();
        published.0.insert("en-us/x y.html".to_owned(), ids);
        published
            .0
            .insert("en-us/z.html".to_owned(), BTreeSet::new());
        let text = published.to_text();
        let (lines, findings) = Published::read(&text);
        assert_eq!(findings, []);
        let mut again = Published::default();
        again.keep(&lines);
        assert_eq!(again, published);
    }

    #[test]
    fn lines_that_are_no_addresses_are_placed() {
        let text = "  #early\nen-us/a.html\n  x\n/b\n  #\n";
        let (lines, findings) = Published::read(text);
        assert_eq!(lines.len(), 1);
        let places: Vec<&str> = findings
            .iter()
            .map(|finding| &text[finding.at.start..finding.at.end])
            .collect();
        assert_eq!(places, ["  #early", "  x", "/b", "  #"]);
    }
}
