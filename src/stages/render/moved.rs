//! What templates see of pages and places that have moved.

use super::scene::{Scene, Viewpoint, absolute};
use super::view::{LinkView, Moved, NavigationView, Page, PageView};
use crate::base::path::encode_address;
use crate::stages::discover::PageId;
use crate::stages::resolve::Target;
use crate::stages::resolve::anchors::Anchors;

impl Scene<'_> {
    /// What a template sees at an old address.
    #[must_use]
    pub fn redirect(&self, id: &PageId, target: &Target, here: Viewpoint) -> PageView {
        let successor = self.destination(id.locale, target, here);
        let title = successor.title.clone();
        let canonical = match (&self.addresses.config.base_url, target) {
            (_, Target::Elsewhere(address)) => Some(address.clone()),
            (Some(base), target) => {
                let route = self.addresses.route_of(target);
                route.map(|(route, _)| absolute(base, &route))
            }
            (None, _) => None,
        };
        PageView {
            site: self.site(id.locale, here),
            navigation: NavigationView::default(),
            page: Page {
                kind: "redirect",
                key: id.key.to_string(),
                title,
                canonical,
                successor: Some(successor),
                moved: self.moved(id, here, &Anchors::default()),
                translations: self.translations(None, here),
                ..self.bare_page(id.locale)
            },
        }
    }

    /// The places that a page has no more, and where they are now.
    pub(super) fn moved(&self, id: &PageId, here: Viewpoint, anchors: &Anchors) -> Vec<Moved> {
        let mut places = self.addresses.redirects.places_of(id).peekable();
        if places.peek().is_none() {
            return Vec::new();
        }
        let ids = anchors.sorted();
        places
            .filter(|(place, _)| ids.binary_search(place).is_err())
            .map(|(place, target)| {
                let link = self.destination(id.locale, target, here);
                Moved {
                    id: place.to_owned(),
                    title: link.title,
                    lang: link.lang,
                    dir: link.dir,
                    href: link.href.unwrap_or_default(),
                }
            })
            .collect()
    }

    /// The address of what a redirection leads to, and what it is called: the
    /// section, where it leads to one, else the page.
    fn destination(&self, locale: usize, target: &Target, here: Viewpoint) -> LinkView {
        let mut language = locale;
        let title = match target {
            Target::Page(id, suffix) => {
                let section = suffix.split_once('#').map(|(_, section)| section);
                let page = self.addresses.inventory.pages.get(id);
                language = page.map_or(id.locale, |page| page.content_locale);
                let section = page
                    .zip(section)
                    .and_then(|(page, section)| self.library.section(&page.file, section));
                section.unwrap_or_else(|| self.titles.of(id)).to_owned()
            }
            Target::Asset(file, _) => file.name().to_owned(),
            Target::Elsewhere(address) => address.clone(),
            Target::SamePage(_) | Target::Nothing(_) => String::new(),
        };
        let href = match (target, self.addresses.route_of(target)) {
            (Target::Elsewhere(address), _) => Some(encode_address(address)),
            (_, Some((route, suffix))) => {
                let suffix = encode_address(suffix);
                Some(format!("{}{suffix}", here.address_of(&route)))
            }
            (_, None) => None,
        };
        let (lang, dir) = self.language(language, locale);
        LinkView {
            title,
            lang,
            dir,
            href,
        }
    }
}
