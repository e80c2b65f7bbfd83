//! What templates see of translations: how each stands to its source, and how
//! much of the site is translated.

use super::lists::List;
use super::scene::{Scene, Viewpoint};
use super::view::{LinkView, NavigationView, Page, PageView};
use crate::base::path::encode_address;
use crate::stages::discover::PageId;
use crate::stages::l10n::{Coverage, Covered, Section, State};
use crate::stages::load::FrontMatter;
use serde::Serialize;

/// How a translation stands to its source.
#[derive(Debug, Serialize)]
pub struct TranslationView {
    /// The source page.
    pub href: String,
    /// Its language: `en-US`.
    pub lang: String,
    /// Its direction.
    pub dir: &'static str,
    /// The language's name for itself.
    pub language_name: String,
    /// Whether a machine has translated it, and nobody since.
    pub is_machine: bool,
    /// When it was translated, or found to say what its source says:
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// How many parts of the source have changed since; 0 where none has, or
    /// nobody knows.
    pub changed: usize,
    /// How many parts the source has.
    pub total: usize,
    /// The sections of the source in which they are.
    pub changed_sections: Vec<LinkView>,
    /// The sections of the source that the translation lacks.
    pub gained_sections: Vec<LinkView>,
}

/// How much of a site is translated.
#[derive(Debug, Serialize)]
pub struct CoverageView {
    /// The languages that are translated into.
    pub locales: Vec<LocaleCoverage>,
    /// On the page of such a language: its files that are not current.
    pub files: Vec<FileCoverage>,
}

/// How much is translated into a language.
#[derive(Debug, Serialize)]
pub struct LocaleCoverage {
    /// `ko-KR`.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's name for itself.
    pub name: String,
    /// The page about its translations.
    pub href: String,
    /// How many pages the source has.
    pub pages: usize,
    /// The words of the source.
    pub words: usize,
    /// How many in a hundred of them have a translation that is current. No share
    /// is 0 or 100 unless it is none or all.
    pub current: usize,
    /// Of how many the source has changed since.
    pub stale: usize,
    /// Of how many nobody knows.
    pub untracked: usize,
    /// How many have no translation.
    pub missing: usize,
    /// The day since which a stale page has waited longest, `YYYY-MM-DD`.
    pub oldest: Option<String>,
}

/// A file that is not current.
#[derive(Debug, Serialize)]
pub struct FileCoverage {
    /// The page, or the path of a file that is none.
    pub link: LinkView,
    /// `stale`, `untracked` or `missing`.
    pub state: &'static str,
    /// How many parts of its source have changed.
    pub changed: usize,
    /// How many parts its source has.
    pub total: usize,
    /// The words that are to be translated.
    pub words: usize,
}

/// How many sections a notice lists: a page that was written anew is to be read
/// anew.
const MOST_SECTIONS: usize = 20;

impl Scene<'_> {
    /// How a page stands to its source; `None` for a page that has none, and for
    /// one that shows another locale's.
    pub(super) fn translation(
        &self,
        id: &PageId,
        here: Viewpoint,
        front_matter: &FrontMatter,
    ) -> Option<TranslationView> {
        let notice = self.notices[id.locale].get(&id.key)?;
        let source = self.addresses.config.source;
        let page = self.in_locale(source, &id.key)?;
        let href = here.address_of(&page.route);
        let (lang, dir) = self.language(source, id.locale);
        let link = |section: &Section| LinkView {
            title: section.title.clone(),
            lang: lang.clone(),
            dir,
            href: Some(match &section.id {
                Some(id) => format!("{href}#{}", encode_address(id)),
                None => href.clone(),
            }),
        };
        let is_listed = |section: &&Section| section.level <= 3;
        let links = |sections: &[Section]| {
            sections
                .iter()
                .filter(is_listed)
                .take(MOST_SECTIONS)
                .map(link)
                .collect()
        };
        let (changed, total) = notice.changed.unwrap_or_default();
        let kind = front_matter.translation_type.as_deref();
        let settings = self.locale(source);
        Some(TranslationView {
            lang: settings.lang.clone(),
            dir: settings.dir,
            language_name: self.language_name(source),
            is_machine: kind.is_some_and(|kind| kind.eq_ignore_ascii_case("MT")),
            date: notice.accepted.clone(),
            changed,
            total,
            changed_sections: links(&notice.changed_sections),
            gained_sections: links(&notice.gained_sections),
            href,
        })
    }

    /// What a template sees of the page about translations in a locale.
    #[must_use]
    pub fn coverage(&self, locale: usize, here: Viewpoint) -> PageView {
        let all = self.coverage.iter().enumerate();
        let all = all.filter_map(|(other, coverage)| Some((other, coverage.as_ref()?)));
        let locales = all.map(|(other, coverage)| self.locale_coverage(other, coverage, here));
        let own = self.coverage[locale].iter().flat_map(|own| &own.files);
        let files = own.filter_map(|covered| self.file_coverage(locale, covered, here));
        let coverage = CoverageView {
            locales: locales.collect(),
            files: files.collect(),
        };
        let title = self.theme.strings[locale].get("coverage_title").to_owned();
        PageView {
            site: self.site(locale, here),
            navigation: NavigationView::default(),
            page: Page {
                kind: "coverage",
                title,
                robots: Some("noindex"),
                translations: self.list_translations(List::Coverage, locale, here),
                coverage: Some(coverage),
                ..self.bare_page(locale)
            },
        }
    }

    fn locale_coverage(
        &self,
        locale: usize,
        coverage: &Coverage,
        here: Viewpoint,
    ) -> LocaleCoverage {
        let settings = self.locale(locale);
        let words = coverage.words;
        let share = |part| percent(part, words.total());
        let pages = coverage
            .files
            .iter()
            .map(|covered| &covered.translation.pair);
        LocaleCoverage {
            lang: settings.lang.clone(),
            dir: settings.dir,
            name: self.language_name(locale),
            href: here.address_of(&self.list_route(List::Coverage, locale)),
            pages: pages
                .filter(|pair| pair.key.is_some() && pair.source.is_some())
                .count(),
            words: words.total(),
            current: share(words.current),
            stale: share(words.stale),
            untracked: share(words.untracked),
            missing: share(words.missing),
            oldest: coverage.oldest().map(str::to_owned),
        }
    }

    /// A file that is to be translated, anew or at all; `None` for any other.
    fn file_coverage(
        &self,
        locale: usize,
        covered: &Covered,
        here: Viewpoint,
    ) -> Option<FileCoverage> {
        let translation = &covered.translation;
        let is_wanted = matches!(
            translation.state,
            State::Stale(_) | State::Untracked | State::Missing
        );
        let source = translation.pair.source.as_ref().filter(|_| is_wanted)?;
        let key = translation.pair.key.clone();
        let link = key.and_then(|key| self.page_link(&PageId { locale, key }, here));
        let content = &self.locale(self.addresses.config.source).content;
        let (changed, total) = covered.changed();
        let words = covered.words;
        Some(FileCoverage {
            link: link.unwrap_or_else(|| LinkView {
                title: source.below(content).as_ref().unwrap_or(source).to_string(),
                lang: None,
                dir: None,
                href: None,
            }),
            state: translation.state.name(),
            changed,
            total,
            words: words.total() - words.current,
        })
    }

    fn page_link(&self, id: &PageId, here: Viewpoint) -> Option<LinkView> {
        let page = self.addresses.inventory.pages.get(id)?;
        let (lang, dir) = self.language(page.content_locale, id.locale);
        Some(LinkView {
            title: self.titles.of(id).to_owned(),
            lang,
            dir,
            href: Some(here.address_of(&page.route)),
        })
    }
}

/// A part of a whole in per cent, which is 0 or 100 for none and all only.
fn percent(part: usize, whole: usize) -> usize {
    match part {
        0 => 0,
        _ if part == whole => 100,
        _ => ((part * 200 + whole) / (2 * whole)).clamp(1, 99),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_is_nothing_or_all_only_where_it_is() {
        let shares = [(0, 0), (0, 9), (9, 9), (1, 900), (899, 900), (1, 3), (2, 3)];
        let shares = shares.map(|(part, whole)| percent(part, whole));
        assert_eq!(shares, [0, 0, 100, 1, 99, 33, 67]);
    }
}
