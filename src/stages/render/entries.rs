//! Titles that lead to pages: in tables of contents, on the way to a page, before
//! and after it.

use super::scene::{Scene, Viewpoint};
use super::view::{LinkView, NavigationItem};
use crate::stages::discover::PageId;
use crate::stages::resolve::{EntryTarget, Scope, Shown, Target};

/// An entry of a table of contents as readers of a locale see it.
pub(super) struct Entry {
    /// Plain text.
    pub title: String,
    /// The locale in whose language the title is.
    pub language: usize,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
    /// Whether it leads to another site.
    pub is_external: bool,
}

impl Scene<'_> {
    pub(super) fn link(&self, locale: usize, here: Viewpoint, shown: &Shown) -> LinkView {
        let entry = self.entry(locale, here, shown);
        let (lang, dir) = self.language(entry.language, locale);
        LinkView {
            title: entry.title,
            lang,
            dir,
            href: entry.href,
        }
    }

    /// Language and direction of a title in one locale on a page of another.
    pub(super) fn language(
        &self,
        of_title: usize,
        of_page: usize,
    ) -> (Option<String>, Option<&'static str>) {
        let (title, page) = (self.locale(of_title), self.locale(of_page));
        match title.lang == page.lang {
            true => (None, None),
            false => (Some(title.lang.clone()), Some(title.dir)),
        }
    }

    /// The way to a page: where its part of the site stands among others, then
    /// the entries above it. What both name stands once.
    pub(super) fn breadcrumbs<'s>(
        &'s self,
        id: &PageId,
        scope: Option<Scope<'s>>,
    ) -> Vec<Shown<'s>> {
        let mut crumbs = self.navigation.trail(self.addresses, id);
        let ancestors = scope.map(|scope| scope.ancestors()).unwrap_or_default();
        let is_twin = |crumb: &Shown, ancestor: &Shown| {
            crumb.target.is_some() && crumb.target == ancestor.target
        };
        if let (Some(last), Some(first)) = (crumbs.last(), ancestors.first())
            && is_twin(last, first)
        {
            crumbs.pop();
        }
        crumbs.extend(ancestors);
        crumbs
    }

    pub(super) fn items(
        &self,
        locale: usize,
        here: Viewpoint,
        shown: &[Shown],
    ) -> Vec<NavigationItem> {
        shown
            .iter()
            .map(|shown| {
                let entry = self.entry(locale, here, shown);
                let (lang, dir) = self.language(entry.language, locale);
                NavigationItem {
                    title: entry.title,
                    lang,
                    dir,
                    href: entry.href,
                    current: shown.is_current,
                    open: shown.is_open,
                    external: entry.is_external,
                    items: self.items(locale, here, &shown.items),
                }
            })
            .collect()
    }

    /// What readers of a locale see of an entry of a table of contents.
    pub(super) fn entry(&self, locale: usize, here: Viewpoint, shown: &Shown) -> Entry {
        let mut entry = Entry {
            title: shown.name.to_owned(),
            language: match shown.name {
                "" => locale,
                _ => shown.locale,
            },
            href: None,
            is_external: false,
        };
        let is_nameless = shown.name.is_empty();
        match shown.target {
            Some(EntryTarget::Page(target, fragment)) => {
                // The table may be another locale's; its pages exist in ours.
                let own = PageId {
                    locale,
                    key: target.key.clone(),
                };
                let pages = &self.addresses.inventory.pages;
                let found = pages.get_key_value(&own);
                let Some((id, page)) = found.or_else(|| pages.get_key_value(target)) else {
                    return entry;
                };
                entry.href = Some(format!("{}{fragment}", here.address_of(&page.route)));
                if is_nameless {
                    self.titles.of(id).clone_into(&mut entry.title);
                    entry.language = page.content_locale;
                }
            }
            Some(EntryTarget::Asset(file, suffix)) => {
                let target = Target::Asset(file.clone(), suffix.clone());
                let route = self.addresses.route_of(&target);
                entry.href =
                    route.map(|(route, suffix)| format!("{}{suffix}", here.address_of(&route)));
                if is_nameless {
                    file.name().clone_into(&mut entry.title);
                }
            }
            Some(EntryTarget::Elsewhere(address)) => {
                entry.href = Some(address.clone());
                entry.is_external = true;
                if is_nameless {
                    entry.title.clone_from(address);
                }
            }
            None => {}
        }
        entry
    }
}
