//! The page that lists all pages of a locale from A to Z.

mod alphabet;
mod first;

use super::lists::List;
use super::scene::{Scene, Viewpoint};
use super::view::{LetterView, LinkView, NavigationView, Page, PageView};
use alphabet::{Alphabet, Letter, Place};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Scene<'_> {
    /// What a template sees of the list of a locale.
    #[must_use]
    pub fn a_to_z(&self, locale: usize, here: Viewpoint) -> PageView {
        let title = self.theme.strings[locale].get("a_to_z").to_owned();
        PageView {
            site: self.site(locale, here),
            navigation: NavigationView::default(),
            page: Page {
                kind: "a-to-z",
                title,
                robots: Some("noindex"),
                letters: self.letters(locale, here),
                translations: self.list_translations(List::AToZ, locale, here),
                ..self.bare_page(locale)
            },
        }
    }

    /// All pages of a locale but those that search engines may not list either,
    /// below their letters.
    fn letters(&self, locale: usize, here: Viewpoint) -> Vec<LetterView> {
        let alphabet = Alphabet::new(&self.addresses.config.locales[locale].lang);
        let mut sections: BTreeMap<Place, Section> = BTreeMap::new();
        let pages = self.addresses.inventory.pages.iter();
        for (id, page) in pages.filter(|(id, _)| id.locale == locale) {
            let loaded = self.library.file(&page.file);
            let front_matter = loaded.map(|loaded| &loaded.front_matter);
            if front_matter.is_some_and(|front_matter| front_matter.noindex) {
                continue;
            }
            let title = self.titles.of(id);
            let reading = front_matter.and_then(|front_matter| front_matter.all.get("sort_key"));
            let reading = reading.and_then(Value::as_str).unwrap_or(title);
            let (lang, dir) = self.language(page.content_locale, locale);
            let listed = LinkView {
                title: title.to_owned(),
                lang,
                dir,
                href: Some(here.address_of(&page.route)),
            };
            let (place, letter) = alphabet.letter(reading);
            let section = sections.entry(place).or_default();
            section.letters.insert(letter);
            section.pages.push((alphabet.sort_key(reading), listed));
        }
        sections.into_values().map(Section::view).collect()
    }
}

/// The pages that stand in one place of an alphabet.
#[derive(Default)]
struct Section {
    /// What they begin with: to a Dane, `Å` and `Aa` are the same.
    letters: BTreeSet<Letter>,
    /// The pages, by what they are sorted by.
    pages: Vec<(Vec<u8>, LinkView)>,
}

impl Section {
    fn view(mut self) -> LetterView {
        self.pages.sort_by(|(key, page), (other_key, other)| {
            (key, &page.title, &page.href).cmp(&(other_key, &other.title, &other.href))
        });
        LetterView {
            name: self.letters.pop_first().and_then(Letter::name),
            pages: self.pages.into_iter().map(|(_, page)| page).collect(),
        }
    }
}
