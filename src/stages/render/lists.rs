//! [`List`]: pages that the theme adds to each language, about all of its pages.

use super::scene::{Scene, Viewpoint};
use super::view::Translation;
use crate::base::path::SitePath;
use crate::stages::discover;

/// A page that the theme adds to each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// All pages as the language sorts them.
    AToZ,
    /// How much of the site is translated.
    Coverage,
}

impl List {
    const ALL: [Self; 2] = [Self::AToZ, Self::Coverage];

    /// The key of the page, below its locale.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AToZ => "a-to-z",
            Self::Coverage => "translations",
        }
    }

    /// The template, which a theme need not have.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::AToZ => "a-to-z.html",
            Self::Coverage => "coverage.html",
        }
    }
}

impl Scene<'_> {
    /// The lists that the site has: those that it wants and that the theme can
    /// write.
    #[must_use]
    pub fn lists(&self) -> Vec<List> {
        let is_wanted = |list: &List| match list {
            List::AToZ => true,
            List::Coverage => self.addresses.config.has_coverage_page,
        };
        let lists = List::ALL.into_iter().filter(is_wanted);
        lists
            .filter(|list| self.theme.has(list.template()))
            .collect()
    }

    /// Where a list of a locale is published.
    #[must_use]
    pub fn list_route(&self, list: List, locale: usize) -> SitePath {
        let name = format!("{}.html", list.key());
        discover::in_locale(self.addresses.config, locale, &name)
    }

    /// The address of a list, where the site has it.
    pub(super) fn list_address(
        &self,
        list: List,
        locale: usize,
        here: Viewpoint,
    ) -> Option<String> {
        let has_list = self.lists().contains(&list);
        has_list.then(|| here.address_of(&self.list_route(list, locale)))
    }

    /// A list in every language.
    pub(super) fn list_translations(
        &self,
        list: List,
        locale: usize,
        here: Viewpoint,
    ) -> Vec<Translation> {
        let mut translations = self.translations(None, here);
        for (other, translation) in translations.iter_mut().enumerate() {
            translation.href = here.address_of(&self.list_route(list, other));
            translation.current = other == locale;
        }
        translations
    }
}
