//! [`Scene`]: fills a [`PageView`] from what the earlier stages found out.

use super::lists::List;
use super::theme::Theme;
use super::view::{
    Alternate, Fallback, HeadingView, NavigationView, Page, PageView, SiteView, Translation,
};
use crate::base::markup::escape;
use crate::base::path::SitePath;
use crate::base::schema::Schema;
use crate::stages::config::Locale;
use crate::stages::discover::{self, PageId};
use crate::stages::l10n::{Coverage, Notice};
use crate::stages::load::FrontMatter;
use crate::stages::markdown::{Ids, isolated, slug};
use crate::stages::resolve::anchors::Anchors;
use crate::stages::resolve::{
    Addresses, Asked, Composed, FinalHeading, Library, Navigation, Scope, Shown,
};
use std::collections::BTreeMap;

/// Everything that views are made from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Settings, files and pages.
    pub addresses: Addresses<'a>,
    /// Every text.
    pub library: &'a Library,
    /// Every title.
    pub titles: &'a Asked<'a>,
    /// The tables of contents.
    pub navigation: &'a Navigation,
    /// What the readers of translations are told, by locale and key.
    pub notices: &'a [BTreeMap<SitePath, Notice>],
    /// How much of each locale is translated, where a page says so.
    pub coverage: &'a [Option<Coverage>],
    /// Templates and texts of the interface.
    pub theme: &'a Theme,
}

/// From where an address leads.
#[derive(Clone, Copy)]
pub enum Viewpoint<'a> {
    /// From a page: addresses are relative, so the site works under any path
    /// and from a folder.
    Page(&'a SitePath),
    /// From a page shown at any address, such as the 404 page: addresses begin
    /// with this path of the host.
    Anywhere(&'a str),
}

impl Viewpoint<'_> {
    /// The address of a published file.
    #[must_use]
    pub fn address_of(self, route: &SitePath) -> String {
        match self {
            Self::Page(page) => page.address_of(route),
            Self::Anywhere(root) => format!("{root}{}", SitePath::root().address_of(route)),
        }
    }
}

impl Scene<'_> {
    /// What a template sees of a page.
    #[must_use]
    pub fn page(
        &self,
        id: &PageId,
        composed: Composed,
        anchors: &Anchors,
        scope: Option<Scope>,
    ) -> PageView {
        let inventory = self.addresses.inventory;
        let page = &inventory.pages[id];
        let here = Viewpoint::Page(&page.route);
        let content_locale = self.locale(page.content_locale);
        let default = FrontMatter::default();
        let front_matter = match self.library.file(&page.file) {
            Some(loaded) => &loaded.front_matter,
            None => &default,
        };
        let title = self.titles.of(id).to_owned();
        let link = |shown: &Shown| self.link(id.locale, here, shown);
        let (previous, next) = match &scope {
            Some(scope) => scope.neighbours(),
            None => (None, None),
        };
        let items = scope.map(|scope| scope.items()).unwrap_or_default();
        let is_fallback = page.content_locale != id.locale;
        // Where machines are sent to the source, they need not be sent away as well.
        let canonical = self.canonical(id, page.content_locale);
        let write = match content_locale.dir {
            "rtl" => isolated,
            _ => escape,
        };
        PageView {
            site: self.site(id.locale, here),
            navigation: self.navigation(id.locale, here, &items, scope),
            page: Page {
                kind: self.kind(&page.file, front_matter),
                key: id.key.to_string(),
                description: front_matter.description.clone(),
                topic: front_matter.topic.clone(),
                author: front_matter.author.clone(),
                date: front_matter.date.clone(),
                robots: (front_matter.noindex || (is_fallback && canonical.is_none()))
                    .then_some("noindex"),
                heading: heading(composed.heading, &composed.headings, &title, write),
                content: composed.content,
                content_lang: content_locale.lang.clone(),
                content_dir: content_locale.dir,
                fallback: is_fallback.then(|| self.fallback(id, here, page.content_locale)),
                translation: self.translation(id, here, front_matter),
                front_matter: front_matter.all.clone(),
                moved: self.moved(id, here, anchors),
                headings: outline(composed.headings, write),
                breadcrumbs: self.breadcrumbs(id, scope).iter().map(link).collect(),
                previous: previous.as_ref().map(link),
                next: next.as_ref().map(link),
                translations: self.translations(Some(id), here),
                alternates: self.alternates(&id.key),
                canonical,
                title,
                ..self.bare_page(id.locale)
            },
        }
    }

    /// What a template sees of a page that no source stands behind: the 404
    /// page of a language, the choice of languages.
    #[must_use]
    pub fn service_page(&self, kind: &'static str, locale: usize, here: Viewpoint) -> PageView {
        let title = match kind {
            "not-found" => self.theme.strings[locale].get("not_found_title").to_owned(),
            _ => self.site_title(locale),
        };
        PageView {
            site: self.site(locale, here),
            navigation: NavigationView::default(),
            page: Page {
                kind,
                title,
                robots: (kind == "not-found").then_some("noindex"),
                translations: self.translations(None, here),
                ..self.bare_page(locale)
            },
        }
    }

    /// A page is a landing page by what kind of YAML it is, or by its topic.
    fn kind(&self, file: &SitePath, front_matter: &FrontMatter) -> &'static str {
        let schema = self.library.file(file).and_then(|file| file.schema());
        let is_landing = match schema {
            Some(schema) => matches!(schema, Schema::Hub | Schema::Landing),
            None => front_matter.topic.as_deref() == Some("landing-page"),
        };
        if is_landing { "landing" } else { "page" }
    }

    pub(super) fn locale(&self, index: usize) -> &Locale {
        &self.addresses.config.locales[index]
    }

    pub(super) fn bare_page(&self, locale: usize) -> Page {
        let settings = self.locale(locale);
        Page {
            locale: settings.tag.clone(),
            lang: settings.lang.clone(),
            dir: settings.dir,
            content_lang: settings.lang.clone(),
            content_dir: settings.dir,
            ..Page::default()
        }
    }

    pub(super) fn site(&self, locale: usize, here: Viewpoint) -> SiteView {
        SiteView {
            title: self.site_title(locale),
            home: here.address_of(&self.home(locale)),
            a_to_z: self.list_address(List::AToZ, locale, here),
            coverage: self.list_address(List::Coverage, locale, here),
            locale_count: self.addresses.config.locales.len(),
        }
    }

    pub(super) fn site_title(&self, locale: usize) -> String {
        let own = self.locale(locale).title.clone();
        own.unwrap_or_else(|| self.addresses.config.title.clone())
    }

    /// The home page of a language: its `index`, else its first page.
    fn home(&self, locale: usize) -> SitePath {
        let home = self.addresses.inventory.home(locale);
        home.map_or_else(
            || discover::in_locale(self.addresses.config, locale, "index.html"),
            |page| page.route.clone(),
        )
    }

    pub(super) fn language_name(&self, locale: usize) -> String {
        let settings = self.locale(locale);
        let theme = &self.theme.strings[locale].language_name;
        let name = settings.name.as_ref().or(theme.as_ref());
        name.unwrap_or(&settings.lang).clone()
    }

    fn fallback(&self, id: &PageId, here: Viewpoint, content_locale: usize) -> Fallback {
        let source = PageId {
            locale: content_locale,
            key: id.key.clone(),
        };
        Fallback {
            href: here.address_of(&self.addresses.inventory.pages[&source].route),
            lang: self.locale(content_locale).lang.clone(),
            language_name: self.language_name(content_locale),
        }
    }

    pub(super) fn translations(&self, id: Option<&PageId>, here: Viewpoint) -> Vec<Translation> {
        let locales = self.addresses.config.locales.iter().enumerate();
        locales
            .map(|(locale, settings)| {
                let page = id.and_then(|id| self.in_locale(locale, &id.key));
                let route = page.map_or_else(|| self.home(locale), |page| page.route.clone());
                Translation {
                    locale: settings.tag.clone(),
                    lang: settings.lang.clone(),
                    dir: settings.dir,
                    name: self.language_name(locale),
                    href: here.address_of(&route),
                    current: id.is_some_and(|id| id.locale == locale),
                    // A page of the theme's own exists in every language.
                    translated: id.is_none()
                        || page.is_some_and(|page| page.content_locale == locale),
                }
            })
            .collect()
    }

    pub(super) fn in_locale(&self, locale: usize, key: &SitePath) -> Option<&discover::Page> {
        let id = PageId {
            locale,
            key: key.clone(),
        };
        self.addresses.inventory.pages.get(&id)
    }

    /// Real translations only: a fallback is no translation. `x-default` is
    /// the source page, or the first that there is.
    fn alternates(&self, key: &SitePath) -> Vec<Alternate> {
        let config = self.addresses.config;
        let Some(base) = &config.base_url else {
            return Vec::new();
        };
        let real = |locale: usize| {
            let page = self.in_locale(locale, key)?;
            (page.content_locale == locale).then_some(&page.route)
        };
        let mut alternates: Vec<Alternate> = (0..config.locales.len())
            .filter_map(|locale| {
                Some(Alternate {
                    lang: self.locale(locale).lang.clone(),
                    url: absolute(base, real(locale)?),
                })
            })
            .collect();
        let source = real(config.source).map(|route| absolute(base, route));
        let default = source.or_else(|| Some(alternates.first()?.url.clone()));
        alternates.extend(default.map(|url| Alternate {
            lang: "x-default".to_owned(),
            url,
        }));
        alternates
    }

    fn canonical(&self, id: &PageId, content_locale: usize) -> Option<String> {
        let base = self.addresses.config.base_url.as_ref()?;
        let page = self.in_locale(content_locale, &id.key)?;
        Some(absolute(base, &page.route))
    }
}

/// An absolute address.
#[must_use]
pub fn absolute(base: &str, route: &SitePath) -> String {
    format!("{base}{}", SitePath::root().address_of(route))
}

/// The heading the theme shows: the page's own, or its title where the page
/// has none at all. `write` makes HTML of a text.
fn heading(
    own: Option<(String, String)>,
    headings: &[FinalHeading],
    title: &str,
    write: fn(&str) -> String,
) -> Option<HeadingView> {
    let has_own = headings.iter().any(|heading| heading.level == 1);
    let (id, html) = match own {
        Some(own) => own,
        None if has_own => return None,
        None => {
            let mut ids = Ids::default();
            for heading in headings {
                ids.give(&heading.id);
            }
            (ids.give(&slug(title)), write(title))
        }
    };
    Some(HeadingView { level: 1, id, html })
}

fn outline(headings: Vec<FinalHeading>, write: fn(&str) -> String) -> Vec<HeadingView> {
    headings
        .into_iter()
        .filter(|heading| matches!(heading.level, 2 | 3))
        .map(|heading| HeadingView {
            level: heading.level,
            html: write(&heading.text),
            id: heading.id,
        })
        .collect()
}
