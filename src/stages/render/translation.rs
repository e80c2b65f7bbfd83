//! What templates see of translations: how each stands to its source, and how
//! much of the site is translated.

use super::lists::List;
use super::scene::{Scene, Viewpoint};
use super::view::{
    CoverageView, LinkView, LocaleCoverage, NavigationView, Page, PageCoverage, PageView,
    TranslationView,
};
use crate::base::path::encode_address;
use crate::stages::discover::PageId;
use crate::stages::l10n::{Coverage, Covered, Section, State};
use crate::stages::load::FrontMatter;

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
        let links = |sections: &[Section]| sections.iter().map(link).collect();
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
        let pages = own.filter_map(|covered| self.page_coverage(locale, covered, here));
        let coverage = CoverageView {
            locales: locales.collect(),
            pages: pages.collect(),
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

    /// A page that is not current; `None` for any other file.
    fn page_coverage(
        &self,
        locale: usize,
        covered: &Covered,
        here: Viewpoint,
    ) -> Option<PageCoverage> {
        let translation = &covered.translation;
        let is_wanted = matches!(
            translation.state,
            State::Stale(_) | State::Untracked | State::Missing
        );
        let key = translation.pair.key.clone().filter(|_| is_wanted)?;
        let id = PageId { locale, key };
        let page = self.addresses.inventory.pages.get(&id)?;
        let (changed, total) = covered.changed();
        let words = covered.words;
        let (lang, dir) = self.language(page.content_locale, locale);
        Some(PageCoverage {
            link: LinkView {
                title: self.titles.of(&id).to_owned(),
                lang,
                dir,
                href: Some(here.address_of(&page.route)),
            },
            state: translation.state.name(),
            changed,
            total,
            words: words.total() - words.current,
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
