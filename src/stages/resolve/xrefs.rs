//! Cross references: what each uid leads to, on this site and on others.

use super::addresses::Addresses;
use super::compose::Composer;
use super::library::Library;
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::markup::escape;
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::config::with_slash;
use crate::stages::discover::PageId;
use crate::stages::load::{mark_len, yaml};
use crate::stages::markdown::{Document, Hook, Xref, is_safe_address, read_xref};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What uids lead to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Xrefs {
    /// The key of the page that has a uid, for each locale that has one.
    pages: BTreeMap<String, BTreeMap<usize, SitePath>>,
    elsewhere: BTreeMap<String, External>,
}

/// A page of another site.
#[derive(Debug, PartialEq, Eq)]
struct External {
    href: String,
    name: Option<String>,
}

/// What a uid leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum XrefTarget<'x> {
    /// A page of this site.
    Page(PageId),
    /// An address elsewhere, and its name.
    Elsewhere(&'x str, Option<&'x str>),
}

impl Xrefs {
    /// Collects the uids of all pages and of the maps that `[xref]` names.
    #[must_use]
    pub fn read(addresses: Addresses, library: &Library, findings: &mut Vec<Diagnostic>) -> Self {
        let mut xrefs = Self::default();
        for (file, id) in &addresses.inventory.page_of {
            let Some(loaded) = library.file(file) else {
                continue;
            };
            let uid = loaded.front_matter.all.get("uid").and_then(Value::as_str);
            let Some(uid) = uid.filter(|uid| !uid.is_empty()) else {
                continue;
            };
            let pages = xrefs.pages.entry(uid.to_owned()).or_default();
            if let Some(twin) = pages.get(&id.locale) {
                let start = mark_len(&loaded.text);
                let header = yaml::read(&loaded.text[start..]).root;
                let range = header.entry("uid").map(|uid| uid.range.shifted(start));
                let at = Span {
                    file: file.clone(),
                    range: range.unwrap_or_default(),
                };
                let message = format!("the page `{twin}` has the uid `{uid}` already");
                findings.push(
                    Diagnostic::new(Code::DuplicateUid, at, message)
                        .hint("give each page a uid of its own; references lead to the first"),
                );
            } else {
                pages.insert(id.locale, id.key.clone());
            }
        }
        for path in &addresses.config.xref_maps {
            xrefs.read_map(addresses, path, findings);
        }
        xrefs
    }

    /// Reads a map of another site; what an earlier map or locale says stays.
    fn read_map(&mut self, addresses: Addresses, path: &str, findings: &mut Vec<Diagnostic>) {
        let locales = addresses.config.locales.iter();
        let files = locales.filter_map(|locale| locale.content.join(path));
        let Some((file, text)) = files
            .into_iter()
            .find_map(|file| Some((file.clone(), addresses.sources.text(&file)?)))
        else {
            let file = SitePath::root().with_suffix(crate::stages::config::FILE);
            let message = format!("there is no map of uids `{path}` in a content folder");
            findings.push(
                Diagnostic::about_file(Code::XrefMapInvalid, &file, message)
                    .hint("mend the path in `[xref]`; it is relative to a locale's content folder"),
            );
            return;
        };
        let start = mark_len(text);
        let at = |range: TextRange| Span {
            file: file.clone(),
            range: range.shifted(start),
        };
        let map = match yaml::parse(&text[start..]) {
            Ok(map) => map,
            Err(error) => {
                let finding = Diagnostic::new(Code::XrefMapInvalid, at(error.range), error.message);
                findings.push(finding.hint(error.hint));
                return;
            }
        };
        let Some(references) = map.get("references").and_then(Value::as_array) else {
            findings.push(
                Diagnostic::new(
                    Code::XrefMapInvalid,
                    at(TextRange::default()),
                    "this map has no list `references`",
                )
                .hint(
                    "write `references:` and below it `- uid: ..` with `name` and `href` for each",
                ),
            );
            return;
        };
        let base = map.get("baseUrl").and_then(Value::as_str);
        for reference in references {
            let text = |name: &str| reference.get(name).and_then(Value::as_str);
            let (Some(uid), Some(href)) = (text("uid"), text("href")) else {
                continue;
            };
            let href = match base {
                Some(base) if !is_whole(href) => format!("{}{href}", with_slash(base)),
                _ => href.to_owned(),
            };
            let message = match () {
                () if !is_whole(&href) => "is relative, and the map has no `baseUrl`",
                () if !is_safe_address(&href) => "is not safe to follow",
                () => {
                    let name = text("name").map(str::to_owned);
                    let external = External { href, name };
                    self.elsewhere.entry(uid.to_owned()).or_insert(external);
                    continue;
                }
            };
            findings.push(
                Diagnostic::new(
                    Code::XrefMapInvalid,
                    at(TextRange::default()),
                    format!("the `href` of `{uid}`, `{href}`, {message}"),
                )
                .hint("write the whole address of the page, beginning with `https:`"),
            );
        }
    }

    /// What a uid leads to for a reader of a locale.
    #[must_use]
    pub fn find(&self, addresses: Addresses, locale: usize, uid: &str) -> Option<XrefTarget<'_>> {
        if let Some(pages) = self.pages.get(uid) {
            let chain = &addresses.config.locales[locale].fallback;
            let mut locales = std::iter::once(&locale).chain(chain);
            let key = locales
                .find_map(|locale| pages.get(locale))
                .or_else(|| pages.values().next())?;
            let id = PageId {
                locale,
                key: key.clone(),
            };
            if addresses.inventory.pages.contains_key(&id) {
                return Some(XrefTarget::Page(id));
            }
        }
        let external = self.elsewhere.get(uid)?;
        Some(XrefTarget::Elsewhere(
            &external.href,
            external.name.as_deref(),
        ))
    }

    /// The uids of a locale's own pages with the pages' keys.
    pub fn of_locale(&self, locale: usize) -> impl Iterator<Item = (&str, &SitePath)> {
        self.pages
            .iter()
            .filter_map(move |(uid, pages)| Some((uid.as_str(), pages.get(&locale)?)))
    }
}

/// The uid of an address such as `xref:uid?query#fragment`, and what of the
/// rest is for the page it leads to.
pub(super) fn uid_of(written: &str) -> Option<(String, String)> {
    let rest = written.strip_prefix("xref:")?;
    let xref = read_xref(rest, "", TextRange::default(), true);
    Some((xref.uid, format!("{}{}", xref.query, xref.fragment)))
}

/// Whether an address says by itself where it leads: a scheme, or the root of a
/// host.
fn is_whole(href: &str) -> bool {
    href.starts_with('/')
        || href
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|part| part.contains(':'))
}

/// An address with a query and a fragment of one's own: the query is added to
/// the one it has, the fragment takes the place of its own.
pub(super) fn with_suffix(href: &str, suffix: &str) -> String {
    let (path, own_fragment) = href.split_at(href.find('#').unwrap_or(href.len()));
    let (query, fragment) = suffix.split_at(suffix.find('#').unwrap_or(suffix.len()));
    let query = match query.strip_prefix('?') {
        Some(query) if path.contains('?') => format!("&{query}"),
        _ => query.to_owned(),
    };
    let fragment = if fragment.is_empty() {
        own_fragment
    } else {
        fragment
    };
    format!("{path}{query}{fragment}")
}

impl Composer<'_> {
    /// Writes a reference: a link with the title of what it leads to, or else
    /// what the writer typed.
    pub(super) fn xref(&mut self, file: &SitePath, document: &Document, index: usize) {
        let xref = &document.xrefs[index];
        let addresses = self.parts.addresses;
        let found = self.parts.xrefs.find(addresses, self.id.locale, &xref.uid);
        let page = &self.page.route;
        let suffix = format!("{}{}", xref.query, xref.fragment);
        let (href, title) = match found {
            Some(XrefTarget::Page(id)) => {
                let at = self.parts.library.span(file, xref.range);
                self.jump(at, false, &id, &xref.fragment);
                let route = &addresses.inventory.pages[&id].route;
                (
                    Some(page.address_of(route)),
                    self.parts.titles.of(&id).to_owned(),
                )
            }
            Some(XrefTarget::Elsewhere(href, name)) => {
                let at = self.parts.library.span(file, xref.range);
                self.note_web(at, &with_suffix(href, &suffix));
                (Some(href.to_owned()), name.unwrap_or(&xref.uid).to_owned())
            }
            None => (None, xref.alt.clone().unwrap_or_else(|| xref.raw.clone())),
        };
        if href.is_none() && xref.must_exist {
            self.report(
                Diagnostic::new(
                    Code::XrefNotFound,
                    self.parts.library.span(file, xref.range),
                    format!("no page has the uid `{}`", xref.uid),
                )
                .hint("mend it, or name a map of the other site's uids in `[xref]` of `book.toml`"),
            );
        }
        let href = href.map(|href| with_suffix(&href, &suffix));
        let text = match (&href, &xref.text) {
            (Some(_), Some(text)) => text.clone(),
            _ => title,
        };
        if self.parts.settings.has(Hook::Xref) {
            return self.hook(Hook::Xref, &fields(xref, href, text));
        }
        match href {
            Some(href) => {
                self.html
                    .push_str(&format!("<a href=\"{}\">", escape(&href)));
                self.words(&text);
                self.html.push_str("</a>");
            }
            None => self.words(&text),
        }
    }
}

fn fields(xref: &Xref, href: Option<String>, text: String) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("uid".to_owned(), Value::String(xref.uid.clone()));
    fields.insert("written".to_owned(), Value::String(xref.written.clone()));
    fields.insert("raw".to_owned(), Value::String(xref.raw.clone()));
    fields.insert("text".to_owned(), Value::String(text));
    fields.insert("has_alt".to_owned(), Value::Bool(xref.alt.is_some()));
    if let Some(href) = href {
        fields.insert("href".to_owned(), Value::String(href));
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::with_suffix;

    #[test]
    fn queries_are_added_and_fragments_replaced() {
        let cases = [
            ("a.html", "?b=1#c", "a.html?b=1#c"),
            ("a.html#x", "?b=1", "a.html?b=1#x"),
            ("a?v=1", "?b=1", "a?v=1&b=1"),
            ("a#x", "#c", "a#c"),
            ("a#x", "", "a#x"),
        ];
        for (href, suffix, expected) in cases {
            assert_eq!(with_suffix(href, suffix), expected);
        }
    }
}
