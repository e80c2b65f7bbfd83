//! Puts a page together: its document, what it includes, and what its addresses
//! lead to.

use super::addresses::{Addresses, Reason, Target};
use super::anchors::{self, Anchors, Jump};
use super::assets::published_asset;
use super::elements::Frame;
use super::library::Library;
use super::titles::Titles;
use super::xrefs::{XrefTarget, Xrefs, uid_of};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::markup::{escape, escape_into};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::config::Locale;
use crate::stages::discover::{Page, PageId};
use crate::stages::markdown::{
    Address, Document, Form, Hole, Hook, Ids, Include, Label, Markup, Purpose, Settings,
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What pages are put together from.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// What addresses lead to.
    pub addresses: Addresses<'a>,
    /// Every text.
    pub library: &'a Library,
    /// Every title.
    pub titles: &'a Titles,
    /// Every uid.
    pub xrefs: &'a Xrefs,
    /// How the texts were read.
    pub settings: &'a Settings,
    /// Texts of the interface, by locale and label.
    pub label: &'a (dyn Fn(usize, Label) -> String + Sync),
    /// The theme's markup for a construct with these fields, in a locale.
    pub hook: &'a (dyn Fn(usize, Hook, &Map<String, Value>) -> Result<String, Box<Diagnostic>> + Sync),
}

/// A page put together.
#[derive(Debug, Default)]
pub struct Composed {
    /// Id and HTML of the page's heading, where it stands first.
    pub heading: Option<(String, String)>,
    /// Everything else, HTML.
    pub content: String,
    /// The headings below it with their final ids.
    pub headings: Vec<FinalHeading>,
    /// Every id on the page.
    pub anchors: Anchors,
    /// Links to places on pages.
    pub jumps: Vec<Jump>,
    /// Files that must be published with the page.
    pub assets: BTreeSet<SitePath>,
    /// Addresses and includes that lead nowhere.
    pub diagnostics: Vec<Diagnostic>,
}

/// A heading with the id it has on the page.
#[derive(Clone, Debug)]
pub struct FinalHeading {
    /// 1 to 6.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// How many files may include each other in a row.
const DEEPEST: usize = 64;
/// How many bytes of HTML a page may have when another file is pasted in.
const LARGEST: usize = 16 << 20;

/// Puts a page together.
#[must_use]
pub fn compose(parts: Parts, id: &PageId, page: &Page) -> Composed {
    let mut composer = Composer {
        parts,
        id,
        page,
        ids: Ids::default(),
        open: Vec::new(),
        groups: 0,
        groups_before: 0,
        html: String::new(),
        composed: Composed::default(),
    };
    let Some(document) = parts.library.document(&page.file, Form::Block) else {
        return composer.composed;
    };
    let document = Arc::clone(document);
    composer.open.push(page.file.clone());
    composer.groups = document.tab_groups;
    if let Some(heading) = &document.heading {
        let final_id = composer.give_id(&document, heading.anchor);
        composer.markup(&page.file, &document, &heading.markup);
        let html = std::mem::take(&mut composer.html);
        composer.composed.heading = Some((final_id, html));
    }
    composer.html.reserve(document.body.html.len() * 5 / 4);
    composer.markup(&page.file, &document, &document.body);
    composer.composed.content = composer.html;
    composer.composed.anchors = Anchors::new(&composer.ids);
    composer.composed
}

/// A page that is being put together.
pub(super) struct Composer<'a> {
    pub parts: Parts<'a>,
    pub id: &'a PageId,
    pub page: &'a Page,
    ids: Ids,
    /// The files that are being pasted, the page first.
    open: Vec<SitePath>,
    /// How many groups of tabs the texts so far have, and how many those before
    /// the present one.
    groups: usize,
    groups_before: usize,
    pub html: String,
    composed: Composed,
}

impl Composer<'_> {
    fn markup(&mut self, file: &SitePath, document: &Document, markup: &Markup) {
        let mut copied = 0;
        let mut frames: Vec<Frame> = Vec::new();
        for (at, hole) in &markup.holes {
            self.html.push_str(&markup.html[copied..*at]);
            copied = *at;
            match *hole {
                Hole::Id(anchor) => {
                    let id = self.give_id(document, anchor);
                    escape_into(&mut self.html, &id);
                }
                Hole::Address(address) => {
                    let href = self.href(file, &document.addresses[address]);
                    let here = self.page.route.name();
                    let href = match href.strip_prefix(here).filter(|rest| rest.starts_with('#')) {
                        Some(fragment) => fragment,
                        None => &href,
                    };
                    escape_into(&mut self.html, href);
                }
                Hole::TitleOf(address) => {
                    let title = self.title_of(file, &document.addresses[address]);
                    escape_into(&mut self.html, &title);
                }
                Hole::Include(include) => self.include(file, document, include),
                Hole::Snippet(snippet) => self.snippet(file, document, snippet),
                Hole::Xref(xref) => self.xref(file, document, xref),
                Hole::Label(label) => {
                    let text = self.label(label);
                    escape_into(&mut self.html, &text);
                }
                Hole::Group(group) => {
                    let number = self.group(group);
                    self.html.push_str(&number.to_string());
                }
                Hole::Selected(tab) => {
                    if document.selected_tabs[tab] {
                        self.html.push_str(" open");
                    }
                }
                Hole::Begin(element) => frames.push(self.begin_element(file, document, element)),
                Hole::End => {
                    if let Some(frame) = frames.pop() {
                        self.end_element(frame, frames.last_mut());
                    }
                }
            }
        }
        self.html.push_str(&markup.html[copied..]);
    }

    /// A text of the interface in the language of the content.
    pub(super) fn label(&self, label: Label) -> String {
        (self.parts.label)(self.page.content_locale, label)
    }

    /// The locale of the content.
    pub(super) fn locale(&self) -> &Locale {
        &self.parts.addresses.config.locales[self.page.content_locale]
    }

    /// The number of a group of tabs of the present text, unique on the page.
    pub(super) fn group(&self, group: usize) -> usize {
        self.groups_before + group + 1
    }

    /// Writes a construct as the theme wants it.
    pub(super) fn hook(&mut self, hook: Hook, fields: &Map<String, Value>) {
        match (self.parts.hook)(self.page.content_locale, hook, fields) {
            Ok(html) => self.html.push_str(&html),
            Err(finding) => self.composed.diagnostics.push(*finding),
        }
    }

    /// Adds a finding, unless it was said of the source page already: a fallback
    /// page repeats that one.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        if self.page.content_locale == self.id.locale {
            self.composed.diagnostics.push(finding);
        }
    }

    pub(super) fn give_id(&mut self, document: &Document, anchor: usize) -> String {
        let anchor = &document.anchors[anchor];
        let id = self.ids.give(&anchor.wanted);
        if let Some(heading) = anchor.heading.map(|index| &document.headings[index]) {
            self.composed.headings.push(FinalHeading {
                level: heading.level,
                id: id.clone(),
                text: heading.text.clone(),
            });
        }
        id
    }

    fn resolve(&self, file: &SitePath, address: &Address) -> Target {
        let addresses = self.parts.addresses;
        let Some((uid, suffix)) = uid_of(&address.written) else {
            return addresses.resolve(self.id.locale, file, &address.written, address.purpose);
        };
        match self.parts.xrefs.find(addresses, self.id.locale, &uid) {
            Some(XrefTarget::Page(id)) => Target::Page(id, suffix.to_owned()),
            Some(XrefTarget::Elsewhere(href, _)) => Target::Elsewhere(format!("{href}{suffix}")),
            None => Target::Nothing(Reason::UnknownUid),
        }
    }

    /// What is written for an address.
    pub(super) fn href(&mut self, file: &SitePath, address: &Address) -> String {
        let target = self.resolve(file, address);
        match &target {
            _ if address.purpose != Purpose::Link => {}
            Target::Page(id, suffix) => self.jump(file, address.range, id, suffix),
            Target::SamePage(suffix) => self.jump(file, address.range, self.id, suffix),
            Target::Asset(..) | Target::Elsewhere(_) | Target::Nothing(_) => {}
        }
        let page = &self.page.route;
        match &target {
            Target::Page(id, suffix) => {
                let route = &self.parts.addresses.inventory.pages[id].route;
                format!("{}{suffix}", page.address_of(route))
            }
            Target::Asset(asset, suffix) => {
                let published = self.published(asset);
                self.composed.assets.insert(asset.clone());
                format!("{}{suffix}", page.address_of(&published))
            }
            Target::SamePage(suffix) => suffix.clone(),
            Target::Elsewhere(address) => address.clone(),
            Target::Nothing(reason) => {
                self.report_address(file, address, *reason);
                self.as_written(file, &address.written)
            }
        }
    }

    /// A relative address that leads nowhere, as it would be written in the page
    /// itself: an included file may lie in another folder.
    fn as_written(&self, file: &SitePath, written: &str) -> String {
        let is_relative = !written.starts_with(['/', '#', '?', '~', '\\']) && !written.contains(':');
        if *file == self.page.file || !is_relative {
            return written.to_owned();
        }
        let (path, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        match file.folder().join(path) {
            Some(joined) => format!("{}{suffix}", self.page.file.address_of(&joined)),
            None => written.to_owned(),
        }
    }

    /// Notes a link to the place on a page that `suffix` names, if it names one.
    pub(super) fn jump(&mut self, file: &SitePath, range: TextRange, page: &PageId, suffix: &str) {
        if let Some(id) = anchors::named_id(suffix) {
            self.composed.jumps.push(Jump {
                at: self.parts.library.span(file, range),
                on_fallback: self.page.content_locale != self.id.locale,
                page: page.clone(),
                id,
            });
        }
    }

    /// Where an asset is published.
    fn published(&self, asset: &SitePath) -> SitePath {
        published_asset(self.parts.addresses, asset)
    }

    pub(super) fn title_of(&self, file: &SitePath, address: &Address) -> String {
        match self.resolve(file, address) {
            Target::Page(id, _) => self.parts.titles.of(&id).to_owned(),
            _ => address.written.clone(),
        }
    }

    fn report_address(&mut self, file: &SitePath, address: &Address, reason: Reason) {
        let at = self.parts.library.span(file, address.range);
        let written = &address.written;
        let what = match address.purpose {
            Purpose::Link => "page",
            Purpose::Media => "file",
        };
        self.report(match reason {
            Reason::UnknownUid => {
                Diagnostic::new(Code::XrefNotFound, at, format!("no page has the uid of `{written}`"))
                    .hint("mend it, or name a map of the other site's uids in `[xref]` of `book.toml`")
            }
            Reason::NoSuchHost => Diagnostic::new(
                Code::FileNotFound,
                at,
                format!("no site can have the name in `{written}`"),
            )
            .hint("write the address of a page, or take the link away"),
            Reason::Missing if written.starts_with('/') => Diagnostic::new(
                Code::FileNotFound,
                at,
                format!("there is no {what} `{written}`"),
            )
            .hint(
                "mend the path, or name the site it belongs to in `[links.external-roots]` \
                 of `book.toml`",
            ),
            Reason::Missing => Diagnostic::new(
                Code::FileNotFound,
                at,
                format!("there is no {what} `{written}`"),
            )
            .hint("mend the path, which is relative to this file"),
            Reason::NotPublished => Diagnostic::new(
                Code::LinkOutOfScope,
                at,
                format!("`{written}` is not a {what} of the site"),
            )
            .hint("link to a page; includes, tables of contents and excluded files are none"),
            Reason::OutOfScope => Diagnostic::new(
                Code::LinkOutOfScope,
                at,
                format!("`{written}` climbs out of the content folder"),
            )
            .hint("link to a page of this site, or write the whole address of another"),
        });
    }

    fn include(&mut self, file: &SitePath, document: &Document, index: usize) {
        let include = &document.includes[index];
        let library = self.parts.library;
        let included = match self.parts.addresses.included(file, &include.path) {
            Ok(included) => included,
            Err(reason) => {
                self.composed.diagnostics.push(
                    match self.parts.addresses.included_elsewhere(file, &include.path) {
                        Some(tag) => library
                            .include_error(file, include, reason)
                            .hint(format!("it exists in `{tag}`: translate it, or copy it")),
                        None => library.include_error(file, include, reason),
                    },
                );
                self.missing_include(include);
                return;
            }
        };
        if let Some(first) = self.open.iter().position(|open| *open == included) {
            let mut circle: Vec<String> = self.open[first..]
                .iter()
                .map(|file| format!("`{file}`"))
                .collect();
            circle.push(format!("`{included}`"));
            let finding = Diagnostic::new(
                Code::CircularReference,
                library.span(file, include.range),
                format!("this include leads back to itself: {}", circle.join(" -> ")),
            );
            self.composed
                .diagnostics
                .push(finding.hint("remove one of the includes on the way"));
            self.missing_include(include);
            return;
        }
        if self.open.len() > DEEPEST || self.html.len() > LARGEST {
            self.composed.diagnostics.push(
                Diagnostic::new(
                    Code::IncludeTooDeep,
                    library.span(file, include.range),
                    format!(
                        "`{}` is included too deep, or in too large a page",
                        include.path
                    ),
                )
                .hint("include it nearer to the page, or less often"),
            );
            return;
        }
        let Some(inside) = library.document(&included, include.form).map(Arc::clone) else {
            return;
        };
        self.open.push(included.clone());
        let groups_before = std::mem::replace(&mut self.groups_before, self.groups);
        self.groups += inside.tab_groups;
        let start = self.html.len();
        if let Some(heading) = &inside.heading {
            let id = self.give_id(&inside, heading.anchor);
            let start = self.html.len();
            self.markup(&included, &inside, &heading.markup);
            let text = self.html.split_off(start);
            self.heading(&id, &text);
        }
        self.markup(&included, &inside, &inside.body);
        if include.form == Form::Inline {
            let text = self.html[start..].trim().to_owned();
            self.html.truncate(start);
            self.html.push_str(&text);
        }
        self.groups_before = groups_before;
        self.open.pop();
    }

    /// Writes the first heading of an included file.
    fn heading(&mut self, id: &str, text: &str) {
        if self.parts.settings.has(Hook::Heading) {
            let mut fields = Map::new();
            fields.insert("level".to_owned(), "1".into());
            fields.insert("id".to_owned(), id.into());
            fields.insert("content".to_owned(), text.into());
            return self.hook(Hook::Heading, &fields);
        }
        let id = escape(id);
        self.html.push_str(&format!("<h1 id=\"{id}\">{text}</h1>\n"));
    }

    /// What stands where an include leads nowhere: nothing, unless the theme
    /// wants its source shown.
    fn missing_include(&mut self, include: &Include) {
        if self.parts.settings.has(Hook::MissingInclude) {
            let mut fields = Map::new();
            fields.insert("title".to_owned(), include.title.as_str().into());
            fields.insert("path".to_owned(), include.path.as_str().into());
            self.hook(Hook::MissingInclude, &fields);
        }
    }
}
