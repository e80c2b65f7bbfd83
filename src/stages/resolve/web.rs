//! Which pages of other sites the site leads to, and where it says so. Only a
//! check that asks those sites wants to know, so nothing is kept unless asked for.

use super::compose::Composer;
use crate::base::diagnostic::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// Every web address with the places that name it.
pub type WebPlaces = BTreeMap<String, BTreeSet<Span>>;

/// Web addresses while pages, in parallel, are put together. What comes of it
/// does not depend on their order.
#[derive(Debug, Default)]
pub struct WebAddresses(Mutex<WebPlaces>);

impl WebAddresses {
    /// Notes what an address of another site leads to, if that is on the web.
    pub(super) fn note(&self, address: &str, at: impl FnOnce() -> Span) {
        if let Some(address) = on_the_web(address) {
            let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            places.entry(address).or_default().insert(at());
        }
    }

    /// All of them.
    #[must_use]
    pub fn into_places(self) -> WebPlaces {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The address with its scheme where it is one of the web. An address that takes
/// its scheme from the page takes the one that sites are published with today.
fn on_the_web(address: &str) -> Option<String> {
    if address.starts_with("//") {
        return Some(format!("https:{address}"));
    }
    let (scheme, _) = address.split_once(':')?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    is_web.then(|| address.to_owned())
}

impl Composer<'_> {
    /// Notes an address of another site. A fallback page repeats those of the
    /// page that it shows.
    pub(super) fn note_web(&self, at: Span, address: &str) {
        if let Some(web) = self.parts.web
            && self.page.content_locale == self.id.locale
        {
            web.note(address, || at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::on_the_web;

    #[test]
    fn only_the_web_is_noted() {
        let cases = [
            ("https://a.example/b", Some("https://a.example/b")),
            ("HTTP://a.example", Some("HTTP://a.example")),
            ("//a.example/b", Some("https://a.example/b")),
            ("mailto:a@b.example", None),
            ("httpsx://a.example", None),
            ("/a", None),
        ];
        for (address, expected) in cases {
            assert_eq!(on_the_web(address).as_deref(), expected, "{address}");
        }
    }
}
