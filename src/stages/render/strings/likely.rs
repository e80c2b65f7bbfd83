//! [`Likely`]: which files of texts a locale reads.
//!
//! A tag does not say all that it means: `zh-tw` is written in the script of
//! `zh-hant`, and `pt` is what they write in Brazil. CLDR knows.

use icu_locale::fallback::{LocaleFallbackConfig, LocaleFallbacker};
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander};

/// No language has a longer subtag: five to eight letters are reserved, and
/// nothing was ever registered.
const LONGEST_LANGUAGE: usize = 3;

/// A tag in its canonical form, today's name of the language included: `he` for
/// `iw`; `None` for what is no language tag.
pub(super) fn canonical(tag: &str) -> Option<String> {
    let identifier: LanguageIdentifier = tag.parse().ok()?;
    let is_language = !identifier.language.is_unknown();
    let is_registered = identifier.language.as_str().len() <= LONGEST_LANGUAGE;
    (is_language && is_registered).then(|| canonicalized(identifier).to_string())
}

fn canonicalized(identifier: LanguageIdentifier) -> LanguageIdentifier {
    let mut locale = Locale::from(identifier);
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    locale.id
}

/// Finds the files of texts that a locale reads.
pub(super) struct Likely {
    expander: LocaleExpander,
}

impl Likely {
    pub(super) fn new() -> Self {
        Self {
            expander: LocaleExpander::new_extended(),
        }
    }

    /// Of the languages that there are files for, those that a locale reads, the
    /// nearest first: its own, those that CLDR falls back to from it, then what
    /// other regions write in the same script.
    pub(super) fn files<'f>(
        &self,
        tag: &str,
        files: impl IntoIterator<Item = &'f String>,
    ) -> Vec<&'f str> {
        let Ok(identifier) = tag.parse::<LanguageIdentifier>() else {
            return Vec::new();
        };
        let wanted = canonicalized(identifier);
        let steps = self.steps(&wanted);
        let own = self.maximized(&wanted);
        let mut ranked: Vec<(usize, bool, &str)> = Vec::new();
        for file in files {
            let Ok(identifier) = file.parse::<LanguageIdentifier>() else {
                continue;
            };
            let has = self.maximized(&identifier);
            let step = steps.iter().position(|step| *step == has);
            let is_kin = (has.language, has.script) == (own.language, own.script);
            if let Some(rank) = step.or(is_kin.then_some(steps.len())) {
                ranked.push((rank, identifier != wanted, file));
            }
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, _, file)| file).collect()
    }

    /// How a file would be named that serves every region that writes as a
    /// locale does: `ko`, `zh-hant`.
    pub(super) fn file_name(&self, tag: &str) -> String {
        let Ok(identifier) = tag.parse::<LanguageIdentifier>() else {
            return tag.to_owned();
        };
        let whole = self.maximized(&canonicalized(identifier));
        let mut short = LanguageIdentifier::from((whole.language, whole.script, None));
        self.expander.minimize_favor_script(&mut short);
        short.to_string().to_ascii_lowercase()
    }

    /// What CLDR falls back to, with everything said: `es-Latn-MX`,
    /// `es-Latn-419`, `es-Latn-ES`.
    fn steps(&self, wanted: &LanguageIdentifier) -> Vec<LanguageIdentifier> {
        let fallbacker = LocaleFallbacker::new();
        let mut fallbacks = fallbacker
            .for_config(LocaleFallbackConfig::default())
            .fallback_for(wanted.into());
        let mut steps = Vec::new();
        while !fallbacks.get().is_unknown() {
            steps.push(self.maximized(&fallbacks.get().into_locale().id));
            fallbacks.step();
        }
        steps
    }

    fn maximized(&self, identifier: &LanguageIdentifier) -> LanguageIdentifier {
        let mut identifier = identifier.clone();
        self.expander.maximize(&mut identifier);
        identifier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_what_a_tag_means() {
        let names = [
            "de", "en", "en-GB", "es", "es-419", "he", "no", "pt-BR", "zh-Hans", "zh-Hant", "sr",
            "sr-Latn",
        ];
        let files = names.map(str::to_owned);
        let cases: [(&str, &[&str]); 17] = [
            ("zh-tw", &["zh-Hant"]),
            ("zh-hk", &["zh-Hant"]),
            ("zh-hant-mo", &["zh-Hant"]),
            ("zh-cn", &["zh-Hans"]),
            ("zh", &["zh-Hans"]),
            ("pt", &["pt-BR"]),
            ("pt-pt", &["pt-BR"]),
            ("iw", &["he"]),
            ("iw-il", &["he"]),
            ("nb-no", &["no"]),
            ("es-mx", &["es-419", "es"]),
            ("es-es", &["es", "es-419"]),
            ("en-gb", &["en-GB", "en"]),
            ("en-us", &["en", "en-GB"]),
            ("sr-latn-rs", &["sr-Latn"]),
            ("sr-rs", &["sr"]),
            ("ko-kr", &[]),
        ];
        for (tag, expected) in cases {
            assert_eq!(Likely::new().files(tag, &files), expected, "{tag}");
        }
    }

    #[test]
    fn the_exact_file_is_nearest() {
        let files = ["ko", "ko-KR", "ko-KP"].map(str::to_owned);
        assert_eq!(
            Likely::new().files("ko-kr", &files),
            ["ko-KR", "ko", "ko-KP"]
        );
    }

    #[test]
    fn a_file_is_named_without_what_goes_without_saying() {
        let cases = [
            ("ko-kr", "ko"),
            ("zh-tw", "zh-hant"),
            ("pt-pt", "pt"),
            ("iw", "he"),
            ("sr-latn-rs", "sr-latn"),
        ];
        for (tag, expected) in cases {
            assert_eq!(Likely::new().file_name(tag), expected);
        }
    }

    #[test]
    fn what_is_no_language_has_no_canonical_tag() {
        for tag in ["korean", "ko_kr!", "", "und", "e", "strings.old"] {
            assert_eq!(canonical(tag), None, "{tag}");
        }
        assert_eq!(canonical("iw").as_deref(), Some("he"));
        assert_eq!(canonical("ZH-hant-tw").as_deref(), Some("zh-Hant-TW"));
    }
}
