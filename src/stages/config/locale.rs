//! [`Locale`]: one language of the site.

use crate::base::path::SitePath;
use crate::base::text::TextRange;
use icu_locale::{Direction, LanguageIdentifier, LocaleDirectionality};

/// One language of the site.
#[derive(Clone, Debug)]
pub struct Locale {
    /// The tag in lower case, as it stands in addresses: `ko-kr`.
    pub tag: String,
    /// The tag in its canonical case, for `lang` and `hreflang`: `ko-KR`.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The site's name in this language, where it has one of its own.
    pub title: Option<String>,
    /// The language's name for itself, where the writer gives it.
    pub name: Option<String>,
    /// Where its files stand among the sources.
    pub content: SitePath,
    /// The folder as written in `book.toml`, relative to it.
    pub folder: String,
    /// Whether the folder is named there, and not the one of its tag.
    pub has_own_folder: bool,
    /// Where the folder, or the locale, is named in `book.toml`.
    pub named_at: TextRange,
    /// Indexes of the locales that stand in for a missing translation.
    pub fallback: Vec<usize>,
}

/// The canonical form of a BCP 47 tag (RFC 5646 section 4.5: case only) and
/// the direction of its script; `None` for a tag that is not well-formed.
#[must_use]
pub(super) fn describe(tag: &str) -> Option<(String, &'static str)> {
    let identifier: LanguageIdentifier = tag.parse().ok()?;
    if identifier.language.is_unknown() {
        return None;
    }
    let dir = match LocaleDirectionality::new_common().get(&identifier) {
        Some(Direction::RightToLeft) => "rtl",
        _ => "ltr",
    };
    Some((identifier.to_string(), dir))
}

/// A tag and what is left when its parts are dropped from the end:
/// `zh-hant-tw`, `zh-hant`, `zh` (RFC 4647 section 3.4).
pub fn lookup(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| Some(tag.rsplit_once('-')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_written_in_their_canonical_case() {
        let cases = [
            ("ko-kr", "ko-KR", "ltr"),
            ("ar-sa", "ar-SA", "rtl"),
            ("he", "he", "rtl"),
            ("zh-hant-tw", "zh-Hant-TW", "ltr"),
            ("sr-latn-rs", "sr-Latn-RS", "ltr"),
            ("es-419", "es-419", "ltr"),
        ];
        for (tag, lang, dir) in cases {
            assert_eq!(describe(tag), Some((lang.to_owned(), dir)), "{tag}");
        }
        assert_eq!(describe("korean!"), None);
    }
}
