//! [`PageView`]: everything a template may see.
//!
//! Addresses are relative to the page and ready for an `href`; what a page does
//! not have is null, never undefined.

use super::translation::{CoverageView, TranslationView};
use crate::base::fingerprint::{Fingerprint, Fingerprinter};
use serde::Serialize;
use serde_json::{Map, Value};

/// Everything a template may see, and so everything a rendered page depends on
/// besides the templates themselves.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The site.
    pub site: SiteView,
    /// The page.
    pub page: Page,
    /// Its surroundings in the table of contents.
    pub navigation: NavigationView,
}

/// The site as a page sees it.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// Its name in the page's language.
    pub title: String,
    /// The address of the home page in the page's language.
    pub home: String,
    /// The page that lists all pages from A to Z, where the theme has a template
    /// for it.
    pub a_to_z: Option<String>,
    /// The page that says how much is translated, where the site has it.
    pub coverage: Option<String>,
    /// How many languages it has.
    pub locale_count: usize,
}

/// The page.
#[derive(Debug, Default, Serialize)]
pub struct Page {
    /// `page`, `landing`, `not-found`, `languages`, `redirect`, `contents`,
    /// `coverage` or `a-to-z`.
    pub kind: &'static str,
    /// `ko-kr`.
    pub locale: String,
    /// `ko-KR`.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its path without locale and ending.
    pub key: String,
    /// Its title, plain text.
    pub title: String,
    /// From its front matter.
    pub description: Option<String>,
    /// `ms.topic`.
    pub topic: Option<String>,
    /// `author`, else `ms.author`.
    pub author: Option<String>,
    /// `ms.date` as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// `noindex`, or null.
    pub robots: Option<&'static str>,
    /// The heading of level 1, to be shown by the theme.
    pub heading: Option<HeadingView>,
    /// The HTML below it.
    pub content: String,
    /// The language of the content: another than `lang` on a fallback page.
    pub content_lang: String,
    /// Its direction.
    pub content_dir: &'static str,
    /// The source page, when the page is not translated.
    pub fallback: Option<Fallback>,
    /// How the page stands to its source, where it is a translation.
    pub translation: Option<TranslationView>,
    /// On the page about translations: how much of the site is translated.
    pub coverage: Option<CoverageView>,
    /// Every key of the front matter.
    pub front_matter: Map<String, Value>,
    /// What is on this page: headings of level 2 and 3.
    pub headings: Vec<HeadingView>,
    /// Places that the page had and has no more, and where they are now.
    pub moved: Vec<Moved>,
    /// At an old address: where readers are led.
    pub successor: Option<LinkView>,
    /// On the page from A to Z: every page below its letter.
    pub letters: Vec<LetterView>,
    /// The entries above the page, outermost first.
    pub breadcrumbs: Vec<LinkView>,
    /// The page before it in the order of reading.
    pub previous: Option<LinkView>,
    /// The page after it.
    pub next: Option<LinkView>,
    /// The page in every language of the site, in the site's order.
    pub translations: Vec<Translation>,
    /// For `hreflang`: real translations only, absolute addresses.
    pub alternates: Vec<Alternate>,
    /// The absolute address of the page, or of the source page on a fallback.
    pub canonical: Option<String>,
}

/// A heading.
#[derive(Debug, Serialize)]
pub struct HeadingView {
    /// 1 to 6.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// HTML for inside the heading.
    pub html: String,
}

/// A title and where it leads, if anywhere.
#[derive(Debug, Serialize)]
pub struct LinkView {
    /// Plain text.
    pub title: String,
    /// The language of the title, where it is another than the page's: `en-US`.
    pub lang: Option<String>,
    /// Its direction, where the title has a language of its own.
    pub dir: Option<&'static str>,
    /// Relative address.
    pub href: Option<String>,
}

/// The pages whose titles begin with a letter.
#[derive(Debug, Serialize)]
pub struct LetterView {
    /// As the language writes it: `ㄱ`, `あ`, `Å`, `0–9`; null for titles that
    /// begin with no letter.
    pub name: Option<String>,
    /// The pages, as the language sorts them.
    pub pages: Vec<LinkView>,
}

/// A place that has moved.
#[derive(Debug, Serialize)]
pub struct Moved {
    /// The id it had.
    pub id: String,
    /// What it is called now, plain text.
    pub title: String,
    /// The language of the title, where it is another than the page's: `en-US`.
    pub lang: Option<String>,
    /// Its direction, where the title has a language of its own.
    pub dir: Option<&'static str>,
    /// Where it is.
    pub href: String,
}

/// What stands in for a missing translation.
#[derive(Debug, Serialize)]
pub struct Fallback {
    /// The source page.
    pub href: String,
    /// Its language: `en-US`.
    pub lang: String,
    /// The language's name for itself.
    pub language_name: String,
}

/// The page in a language.
#[derive(Debug, Serialize)]
pub struct Translation {
    /// `ko-kr`.
    pub locale: String,
    /// `ko-KR`.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's name for itself.
    pub name: String,
    /// The page, else the home page of that language.
    pub href: String,
    /// Whether it is the page itself.
    pub current: bool,
    /// Whether it is really translated.
    pub translated: bool,
}

/// A translation for search engines.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// `ko-KR`, or `x-default`.
    pub lang: String,
    /// Absolute address.
    pub url: String,
}

/// The surroundings of a page in its table of contents.
#[derive(Debug, Default, Serialize)]
pub struct NavigationView {
    /// The outermost entries; on the page of a whole table, every entry.
    pub items: Vec<NavigationItem>,
    /// The page with the whole table, where the page has one and the theme a
    /// template for it.
    pub contents: Option<String>,
    /// The whole table as JSON.
    pub contents_json: Option<String>,
}

/// An entry of a table of contents.
#[derive(Debug, Serialize)]
pub struct NavigationItem {
    /// Plain text.
    pub title: String,
    /// The language of the title, where it is another than the page's: `en-US`.
    pub lang: Option<String>,
    /// Its direction, where the title has a language of its own.
    pub dir: Option<&'static str>,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
    /// Whether it is the page itself.
    pub current: bool,
    /// Whether the page is in it, or its entries are shown from the start.
    pub open: bool,
    /// Whether it leads to another site.
    pub external: bool,
    /// The entries in it that are shown.
    pub items: Vec<NavigationItem>,
}

/// The inputs of a rendered page by name, so that a rebuild can say why a page
/// was rendered again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs([(&'static str, Fingerprint); 6]);

impl Inputs {
    /// The fingerprints of a view and of what else a template reads.
    ///
    /// The view is taken apart in full: a field that is left out of the
    /// fingerprints does not compile.
    #[must_use]
    pub fn of(view: &PageView, strings: Fingerprint, theme: Fingerprint) -> Self {
        let PageView {
            site,
            page,
            navigation,
        } = view;
        let Page {
            kind,
            locale,
            lang,
            dir,
            key,
            title,
            description,
            topic,
            author,
            date,
            robots,
            heading,
            content,
            content_lang,
            content_dir,
            fallback,
            translation,
            coverage,
            front_matter,
            headings,
            moved,
            successor,
            letters,
            breadcrumbs,
            previous,
            next,
            translations,
            alternates,
            canonical,
        } = page;
        let text = Fingerprinter::default()
            .add(content.as_bytes())
            .add_fingerprint(Fingerprint::of_value(&(
                heading, headings, moved, successor, letters,
            )))
            .finish();
        let header = (
            title,
            description,
            topic,
            author,
            date,
            robots,
            front_matter,
        );
        let place = (kind, locale, lang, dir, key);
        let languages = (
            (content_lang, content_dir, fallback, translation, coverage),
            (translations, alternates, canonical),
        );
        let surroundings = (navigation, breadcrumbs, previous, next);
        Self([
            ("text", text),
            ("front matter", Fingerprint::of_value(&header)),
            ("navigation", Fingerprint::of_value(&surroundings)),
            ("translations", Fingerprint::of_value(&languages)),
            (
                "site",
                Fingerprinter::default()
                    .add_fingerprint(Fingerprint::of_value(&(site, place)))
                    .add_fingerprint(strings)
                    .finish(),
            ),
            ("theme", theme),
        ])
    }

    /// The key under which the rendered page is remembered.
    #[must_use]
    pub fn key(&self) -> Fingerprint {
        let mut key = Fingerprinter::default();
        for (_, fingerprint) in &self.0 {
            key.add_fingerprint(*fingerprint);
        }
        key.finish()
    }

    /// The names of the inputs that differ from those of an earlier build.
    #[must_use]
    pub fn changed_since(&self, earlier: &Self) -> Vec<&'static str> {
        let pairs = self.0.iter().zip(&earlier.0);
        pairs
            .filter(|(now, then)| now != then)
            .map(|((name, _), _)| *name)
            .collect()
    }
}
