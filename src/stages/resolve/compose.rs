//! Puts a page together: its document, what it includes, and what its addresses
//! lead to.

use super::addresses::Addresses;
use super::anchors::{Anchors, Jump};
use super::elements::Frame;
use super::library::Library;
use super::titles::Asked;
use super::web::WebAddresses;
use super::xrefs::Xrefs;
use crate::base::diagnostic::{Diagnostic, Span};
use crate::base::markup::escape_into;
use crate::base::path::SitePath;
use crate::stages::config::Locale;
use crate::stages::discover::{Page, PageId};
use crate::stages::markdown::{Document, Form, Hole, Hook, Ids, Label, Markup, Settings, isolated};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Writes a construct with these fields for a locale, or says what is wrong with
/// the theme's template.
pub type WriteHook<'h> =
    dyn Fn(usize, Hook, &Map<String, Value>) -> Result<String, Box<Diagnostic>> + Sync + 'h;

/// What pages are put together from.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// What addresses lead to.
    pub addresses: Addresses<'a>,
    /// Every text.
    pub library: &'a Library,
    /// Every title.
    pub titles: &'a Asked<'a>,
    /// Every uid.
    pub xrefs: &'a Xrefs,
    /// How the texts were read.
    pub settings: &'a Settings,
    /// Texts of the interface, by locale and label.
    pub label: &'a (dyn Fn(usize, Label) -> String + Sync),
    /// The theme's markup for a construct with these fields, in a locale.
    pub hook: &'a WriteHook<'a>,
    /// Where addresses of other sites are noted, if anybody asks for them.
    pub web: Option<&'a WebAddresses>,
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
    /// The files besides its own whose text it shows.
    pub texts: BTreeSet<SitePath>,
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
    /// Where it stands.
    pub at: Span,
}

/// How often a page looks for what an address may have meant.
const SUGGESTIONS: usize = 50;

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
        pastes: 0,
        suggestions: SUGGESTIONS,
        is_full: false,
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
        let final_id = composer.give_id(&page.file, &document, heading.anchor);
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
    pub open: Vec<SitePath>,
    /// How many groups of tabs the texts so far have, and how many those before
    /// the present one.
    pub groups: usize,
    pub groups_before: usize,
    /// How many files were pasted so far, whole or in part.
    pub pastes: usize,
    /// How often it is looked for what an address may have meant.
    pub suggestions: usize,
    /// Whether it was said that no more may be pasted.
    pub is_full: bool,
    pub html: String,
    pub composed: Composed,
}

impl Composer<'_> {
    pub(super) fn markup(&mut self, file: &SitePath, document: &Document, markup: &Markup) {
        let mut copied = 0;
        let mut frames: Vec<Frame> = Vec::new();
        for (at, hole) in &markup.holes {
            self.html.push_str(&markup.html[copied..*at]);
            copied = *at;
            match *hole {
                Hole::Id(anchor) => {
                    let id = self.give_id(file, document, anchor);
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
                    self.words(&title);
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
        (self.parts.label)(self.language(), label)
    }

    /// The locale of the text that is being written: that of the page's content,
    /// but for an included file that another locale lends.
    fn language(&self) -> usize {
        let config = self.parts.addresses.config;
        let of_file = self.open.last().and_then(|file| config.locale_of(file));
        of_file.unwrap_or(self.page.content_locale)
    }

    /// Writes text of prose.
    pub(super) fn words(&mut self, text: &str) {
        match self.locale().dir {
            "rtl" => self.html.push_str(&isolated(text)),
            _ => escape_into(&mut self.html, text),
        }
    }

    /// The locale of the content.
    pub(super) fn locale(&self) -> &Locale {
        &self.parts.addresses.config.locales[self.language()]
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

    pub(super) fn give_id(
        &mut self,
        file: &SitePath,
        document: &Document,
        anchor: usize,
    ) -> String {
        let anchor = &document.anchors[anchor];
        let id = self.ids.give(&anchor.wanted);
        if let Some(heading) = anchor.heading.map(|index| &document.headings[index]) {
            self.composed.headings.push(FinalHeading {
                level: heading.level,
                id: id.clone(),
                text: heading.text.clone(),
                at: self.parts.library.span(file, heading.range),
            });
        }
        id
    }
}
