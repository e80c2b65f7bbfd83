//! Puts a page together: its document, what it includes, and what its addresses
//! lead to.

use super::addresses::{Addresses, Reason, Target};
use super::library::Library;
use super::titles::Titles;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::markup::{escape, escape_into};
use crate::base::path::SitePath;
use crate::stages::discover::{self, Page, PageId};
use crate::stages::markdown::{Address, Document, Form, Hole, Ids, Label, Markup, Purpose};
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
    /// Texts of the interface, by locale and label.
    pub label: &'a (dyn Fn(usize, Label) -> String + Sync),
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
        html: String::new(),
        composed: Composed::default(),
    };
    let Some(document) = parts.library.document(&page.file, Form::Block) else {
        return composer.composed;
    };
    let document = Arc::clone(document);
    composer.open.push(page.file.clone());
    if let Some(heading) = &document.heading {
        let final_id = composer.give_id(&document, heading.anchor);
        composer.markup(&page.file, &document, &heading.markup);
        let html = std::mem::take(&mut composer.html);
        composer.composed.heading = Some((final_id, html));
    }
    composer.html.reserve(document.body.html.len() * 5 / 4);
    composer.markup(&page.file, &document, &document.body);
    composer.composed.content = composer.html;
    composer.composed
}

struct Composer<'a> {
    parts: Parts<'a>,
    id: &'a PageId,
    page: &'a Page,
    ids: Ids,
    /// The files that are being pasted, the page first.
    open: Vec<SitePath>,
    html: String,
    composed: Composed,
}

impl Composer<'_> {
    fn markup(&mut self, file: &SitePath, document: &Document, markup: &Markup) {
        let mut copied = 0;
        for (at, hole) in &markup.holes {
            self.html.push_str(&markup.html[copied..*at]);
            copied = *at;
            match *hole {
                Hole::Id(anchor) => {
                    let id = self.give_id(document, anchor);
                    escape_into(&mut self.html, &id);
                }
                Hole::Address(address) => self.address(file, &document.addresses[address]),
                Hole::TitleOf(address) => self.title_of(file, &document.addresses[address]),
                Hole::Include(include) => self.include(file, document, include),
                Hole::Label(label) => {
                    let text = (self.parts.label)(self.page.content_locale, label);
                    escape_into(&mut self.html, &text);
                }
            }
        }
        self.html.push_str(&markup.html[copied..]);
    }

    fn give_id(&mut self, document: &Document, anchor: usize) -> String {
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
        self.parts
            .addresses
            .resolve(self.id.locale, file, &address.written, address.purpose)
    }

    fn address(&mut self, file: &SitePath, address: &Address) {
        let target = self.resolve(file, address);
        let page = &self.page.route;
        let href = match &target {
            Target::Page(id, suffix) => {
                let route = &self.parts.addresses.inventory.pages[id].route;
                match route == page && suffix.starts_with('#') {
                    true => suffix.clone(),
                    false => format!("{}{suffix}", page.address_of(route)),
                }
            }
            Target::Asset(asset, suffix) => {
                let published = self.published(asset);
                self.composed.assets.insert(asset.clone());
                format!("{}{suffix}", page.address_of(&published))
            }
            Target::SamePage(suffix) => suffix.clone(),
            Target::Elsewhere(address) => address.clone(),
            Target::Nothing(reason) => {
                self.report(file, address, *reason);
                address.written.clone()
            }
        };
        escape_into(&mut self.html, &href);
    }

    /// Where an asset is published.
    fn published(&self, asset: &SitePath) -> SitePath {
        published_asset(self.parts.addresses, asset)
    }

    fn title_of(&mut self, file: &SitePath, address: &Address) {
        let title = match self.resolve(file, address) {
            Target::Page(id, _) => self.parts.titles.of(&id).to_owned(),
            _ => address.written.clone(),
        };
        escape_into(&mut self.html, &title);
    }

    fn report(&mut self, file: &SitePath, address: &Address, reason: Reason) {
        // A fallback page repeats what its source page says already.
        if self.page.content_locale != self.id.locale {
            return;
        }
        let at = self.parts.library.span(file, address.range);
        let written = &address.written;
        let what = match address.purpose {
            Purpose::Link => "page",
            Purpose::Media => "file",
        };
        self.composed.diagnostics.push(match reason {
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
                Code::FileNotFound,
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
        let start = self.html.len();
        if let Some(heading) = &inside.heading {
            let id = self.give_id(&inside, heading.anchor);
            self.html.push_str(&format!("<h1 id=\"{}\">", escape(&id)));
            self.markup(&included, &inside, &heading.markup);
            self.html.push_str("</h1>\n");
        }
        self.markup(&included, &inside, &inside.body);
        if include.form == Form::Inline {
            let text = self.html[start..].trim().to_owned();
            self.html.truncate(start);
            self.html.push_str(&text);
        }
        self.open.pop();
    }
}

/// Where a file that is copied as it is gets published: at its own path, the
/// mounts applied, in the folder of its locale.
#[must_use]
pub fn published_asset(addresses: Addresses, asset: &SitePath) -> SitePath {
    let config = addresses.config;
    let Some(locale) = config.locale_of(asset) else {
        return asset.clone();
    };
    let inside = asset
        .below(&config.locales[locale].content)
        .unwrap_or_else(|| asset.clone());
    discover::in_locale(config, locale, config.mounted(&inside).as_str())
}
