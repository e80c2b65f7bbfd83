//! [`LocaleText`]: dates, numbers, lists and plural forms as a language writes
//! them.
//!
//! Digits are Latin everywhere and dates are of the Gregorian calendar: an
//! article is full of codes and versions, and a reader must be able to compare.

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::Locale;
use icu_locale::extensions::unicode::{key, value};
use icu_plurals::{PluralCategory, PluralRules};

/// Dates, numbers, lists and plural forms as a language writes them.
pub(super) struct LocaleText {
    numbers: Numbers,
    dates: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    lists: Option<ListFormatter>,
}

/// Numbers, and the forms of words beside them.
pub(super) struct Numbers {
    lang: String,
    decimals: Option<DecimalFormatter>,
    plurals: Option<PluralRules>,
}

impl LocaleText {
    /// For a language such as `ko-KR`.
    pub(super) fn new(lang: &str) -> Self {
        let locale = with_latin_digits(lang);
        Self {
            numbers: Numbers::new(lang),
            dates: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            lists: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default())
                .ok(),
        }
    }

    pub(super) fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// A date such as `2021-09-12` in words; what is no date stays as written.
    pub(super) fn date(&self, written: &str) -> String {
        let date = parse_date(written).zip(self.dates.as_ref());
        match date {
            Some((date, formatter)) => formatter.format(&date).to_string(),
            None => written.to_owned(),
        }
    }

    /// `SPF, DKIM, and DMARC`.
    pub(super) fn list(&self, items: &[String]) -> String {
        match &self.lists {
            Some(formatter) => formatter.format(items.iter()).to_string(),
            None => items.join(", "),
        }
    }
}

impl Numbers {
    pub(super) fn new(lang: &str) -> Self {
        let locale = with_latin_digits(lang);
        Self {
            lang: lang.to_owned(),
            decimals: DecimalFormatter::try_new(
                (&locale).into(),
                DecimalFormatterOptions::default(),
            )
            .ok(),
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok(),
        }
    }

    /// The language they are written in.
    pub(super) fn lang(&self) -> &str {
        &self.lang
    }

    /// A number such as `1234.5` with the language's own signs; what is no
    /// number stays as written.
    pub(super) fn number(&self, written: &str) -> String {
        let number = written.parse::<Decimal>().ok().zip(self.decimals.as_ref());
        match number {
            Some((number, formatter)) => formatter.format(&number).to_string(),
            None => written.to_owned(),
        }
    }

    /// The form that stands beside a number such as `1234.5`.
    pub(super) fn category(&self, written: &str) -> PluralCategory {
        let number = written.parse::<Decimal>().ok().zip(self.plurals.as_ref());
        number.map_or(PluralCategory::Other, |(number, rules)| {
            rules.category_for(&number)
        })
    }

    /// The forms that the language has.
    pub(super) fn categories(&self) -> Vec<PluralCategory> {
        match &self.plurals {
            Some(rules) => rules.categories().collect(),
            None => vec![PluralCategory::Other],
        }
    }

    /// Whether a form stands beside one whole number only, so that it may say
    /// the number in a word. What repeats does so within two hundred.
    pub(super) fn says_its_number(&self, category: PluralCategory) -> bool {
        let Some(rules) = &self.plurals else {
            return false;
        };
        let numbers = (0..=200_usize).filter(|number| rules.category_for(*number) == category);
        numbers.count() == 1
    }
}

/// The language, with the digits that codes have.
fn with_latin_digits(lang: &str) -> Locale {
    let mut locale: Locale = lang.parse().unwrap_or(Locale::UNKNOWN);
    let keywords = &mut locale.extensions.unicode.keywords;
    keywords.set(key!("nu"), value!("latn"));
    locale
}

fn parse_date(written: &str) -> Option<Date<Gregorian>> {
    let mut parts = written.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::try_new_gregorian(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_gregorian_with_latin_digits_in_every_language() {
        let cases = [
            ("en-US", "September 12, 2021"),
            ("ko-KR", "2021년 9월 12일"),
            ("ja-JP", "2021年9月12日"),
            ("zh-TW", "2021年9月12日"),
            ("ar-SA", "12 سبتمبر 2021"),
            ("he-IL", "12 בספטמבר 2021"),
            ("de-DE", "12. September 2021"),
            ("ru-RU", "12 сентября 2021\u{202f}г."),
            ("th-TH", "12 กันยายน ค.ศ. 2021"),
            ("fa-IR", "12 سپتامبر 2021"),
        ];
        for (lang, expected) in cases {
            assert_eq!(LocaleText::new(lang).date("2021-09-12"), expected, "{lang}");
        }
    }

    #[test]
    fn what_is_no_date_or_number_stays_as_written() {
        let korean = LocaleText::new("ko-KR");
        for written in ["", "soon", "2021-13-01", "2021-02-29", "2021-1", "-1-2-3"] {
            assert_eq!(korean.date(written), written);
            assert_eq!(korean.numbers().number(written), written);
        }
        assert_eq!(korean.numbers().category("soon"), PluralCategory::Other);
    }

    #[test]
    fn numbers_have_the_signs_of_the_language() {
        let cases = [
            ("en-US", "1,234,567.5"),
            ("de-DE", "1.234.567,5"),
            ("fr-FR", "1\u{202f}234\u{202f}567,5"),
            ("ar-SA", "1,234,567.5"),
        ];
        for (lang, expected) in cases {
            assert_eq!(Numbers::new(lang).number("1234567.5"), expected, "{lang}");
        }
    }

    #[test]
    fn lists_end_as_the_language_ends_them() {
        let items = ["SPF", "DKIM", "DMARC"].map(str::to_owned);
        let cases = [
            ("en-US", "SPF, DKIM, and DMARC"),
            ("ko-KR", "SPF, DKIM 및 DMARC"),
            ("ja-JP", "SPF、DKIM、DMARC"),
            ("ar-SA", "SPF وDKIM وDMARC"),
        ];
        for (lang, expected) in cases {
            assert_eq!(LocaleText::new(lang).list(&items), expected, "{lang}");
        }
        assert_eq!(LocaleText::new("ko-KR").list(&[]), "");
    }

    #[test]
    fn a_form_that_repeats_does_not_say_its_number() {
        let says = |lang: &str, category| Numbers::new(lang).says_its_number(category);
        assert!(says("en", PluralCategory::One));
        assert!(says("ar", PluralCategory::Two));
        // 1, 21, 31.
        assert!(!says("ru", PluralCategory::One));
        // 0 and 1.
        assert!(!says("fr", PluralCategory::One));
    }
}
