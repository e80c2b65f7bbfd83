//! [`Alphabet`]: below which letter a language looks for a title, and in which
//! order.
//!
//! There are no lists of letters here. A letter is one of its own where the
//! language's collation says that it differs in more than marks: `ñ` for Spanish,
//! `ä` for Swedish but not for German, `ch` for Czech.

use super::first::{First, head, without_signs};
use icu_casemap::CaseMapper;
use icu_casemap::options::TitlecaseOptions;
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::{LanguageIdentifier, Locale};
use icu_normalizer::ComposingNormalizerBorrowed;
use std::cmp::Ordering;

/// What digits stand below.
const DIGITS: &str = "0–9";
/// What Chinese characters stand below where their reading is not known.
const HAN: &str = "漢字";
/// In CLDR's collations for Chinese this stands before a sign, and with it
/// before the first character of the sign: `A` for pinyin, a count of strokes.
const MARKER: char = '\u{FDD0}';
/// With no strokes; the characters behind it count them.
const NO_STROKES: u32 = 0x2800;
/// No character has more strokes.
const MOST_STROKES: u32 = 64;

/// How a language sorts.
pub(super) struct Alphabet {
    language: LanguageIdentifier,
    whole: Option<CollatorBorrowed<'static>>,
    /// Without regard to marks and case.
    letters: Option<CollatorBorrowed<'static>>,
}

/// What a list has as a heading. Of two for the same place the shorter is less.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Letter {
    Named(usize, String),
    Other,
}

/// Where a letter stands among the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    At(Vec<u8>),
    Last,
}

impl Letter {
    fn named(name: String) -> Self {
        Self::Named(name.chars().count(), name)
    }

    /// What it is called; `None` for what is no letter.
    pub(super) fn name(self) -> Option<String> {
        match self {
            Self::Named(_, name) => Some(name),
            Self::Other => None,
        }
    }
}

impl Alphabet {
    /// The alphabet of a language such as `ko-KR`.
    pub(super) fn new(lang: &str) -> Self {
        let locale: Locale = lang.parse().unwrap_or(Locale::UNKNOWN);
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            Collator::try_new(CollatorPreferences::from(&locale), options).ok()
        };
        Self {
            whole: collator(Strength::Tertiary),
            letters: collator(Strength::Primary),
            language: locale.id,
        }
    }

    /// By which titles are sorted.
    pub(super) fn sort_key(&self, title: &str) -> Vec<u8> {
        key(self.whole.as_ref(), without_signs(title))
    }

    /// The letter that a title stands below.
    pub(super) fn letter(&self, title: &str) -> (Place, Letter) {
        let small = CaseMapper::new().lowercase_to_string(head(title), &self.language);
        // What the place is found by need not be what is shown.
        let (sign, name) = match First::of(&small) {
            First::Nothing => return (Place::Last, Letter::Other),
            First::Digit => ("0".to_owned(), DIGITS.to_owned()),
            First::Hangul(letter) | First::Kana(letter) => (letter.to_string(), letter.to_string()),
            First::Han(character) => self.han(character),
            First::Alphabetic { base, marked, next } => {
                let letter = self.alphabetic(&base, &marked, next);
                let name = self.capital(&letter);
                (letter, name)
            }
        };
        let place = Place::At(key(self.letters.as_ref(), &sign));
        (place, Letter::named(name))
    }

    /// Pinyin or strokes, where the language sorts by them.
    fn han(&self, character: char) -> (String, String) {
        let character = character.to_string();
        let is_before = |sign: char| {
            let marker = format!("{MARKER}{sign}");
            self.compare(&marker, &character) == Ordering::Less
        };
        // Collations without markers have them behind all characters.
        if let Some(letter) = ('A'..='Z').rev().find(|letter| is_before(*letter)) {
            return (letter.to_string(), letter.to_string());
        }
        let strokes = (1..=MOST_STROKES).rev().find_map(|count| {
            let sign = char::from_u32(NO_STROKES + count)?;
            is_before(sign).then_some((count, sign))
        });
        match strokes {
            Some((count, sign)) => (format!("{MARKER}{sign}"), format!("{count} 畫")),
            None => (HAN.to_owned(), HAN.to_owned()),
        }
    }

    /// The letter of an alphabet, in small.
    fn alphabetic(&self, base: &str, marked: &str, next: Option<char>) -> String {
        if let (Some(first), Some(second)) = (ascii_letter(base), next)
            && base == marked
            && self.is_one_letter(first, second)
        {
            return format!("{first}{second}");
        }
        // Of `ấ`, Vietnamese has the letter `â`, and French the letter `a`.
        let ends = marked.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut letters = ends.map(|end| &marked[..end]);
        let letter = letters.find(|letter| self.is_same(letter, marked));
        let letter = letter.unwrap_or(marked);
        if let Some(plain) = self.plain_latin(letter) {
            return plain;
        }
        ComposingNormalizerBorrowed::new_nfc()
            .normalize(letter)
            .into_owned()
    }

    /// Whether two letters stand behind all words that begin with the first.
    fn is_one_letter(&self, first: char, second: char) -> bool {
        let two = format!("{first}{second}");
        let following = (first..='z').nth(1);
        following
            .is_some_and(|following| self.compare(&two, &following.to_string()) != Ordering::Less)
            && second.is_ascii_lowercase()
    }

    /// The letter of `a` to `z` that another Latin letter is a form of: `o` for
    /// `ø`, `a` for `æ`, where the language says so.
    fn plain_latin(&self, letter: &str) -> Option<String> {
        let first = letter.chars().next()?;
        if first.is_ascii() || !matches!(first, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') {
            return None;
        }
        let plain = ('a'..='z').rev().map(String::from);
        let plain = plain
            .into_iter()
            .find(|plain| self.compare(plain, letter) != Ordering::Greater)?;
        let is_two = ('a'..='z').any(|second| self.is_same(&format!("{plain}{second}"), letter));
        (self.is_same(&plain, letter) || is_two).then_some(plain)
    }

    fn is_same(&self, one: &str, other: &str) -> bool {
        self.compare(one, other) == Ordering::Equal
    }

    fn compare(&self, one: &str, other: &str) -> Ordering {
        match &self.letters {
            Some(collator) => collator.compare(one, other),
            None => one.cmp(other),
        }
    }

    fn capital(&self, letter: &str) -> String {
        let mapper = CaseMapper::new();
        let options = TitlecaseOptions::default();
        let capital =
            mapper.titlecase_segment_with_only_case_data_to_string(letter, &self.language, options);
        capital.into_owned()
    }
}

fn ascii_letter(letter: &str) -> Option<char> {
    letter.chars().next().filter(char::is_ascii_lowercase)
}

fn key(collator: Option<&CollatorBorrowed>, text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    match collator {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, &mut key);
        }
        None => key.extend_from_slice(text.as_bytes()),
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// The letters of titles, in the order of the language.
    fn letters(lang: &str, titles: &[&str]) -> Vec<String> {
        let alphabet = Alphabet::new(lang);
        let mut letters: BTreeMap<Place, Letter> = BTreeMap::new();
        for title in titles {
            let (place, letter) = alphabet.letter(title);
            let shown = letters.entry(place).or_insert_with(|| letter.clone());
            *shown = letter.min(shown.clone());
        }
        let names = letters.into_values().map(Letter::name);
        names
            .map(|name| name.unwrap_or_else(|| "?".to_owned()))
            .collect()
    }

    #[test]
    fn each_language_has_its_own_letters() {
        let cases: [(&str, &[&str], &[&str]); 20] = [
            (
                "en-US",
                &["zone", "Äpfel", "apple", "ñame", "5.7.1", "!"],
                &["0–9", "A", "N", "Z", "?"],
            ),
            (
                "en-US",
                &["æther", "øre", "łódź", "ßa"],
                &["A", "L", "O", "S"],
            ),
            ("de-DE", &["Äpfel", "Apfel", "Öl", "Zaun"], &["A", "O", "Z"]),
            (
                "sv-SE",
                &["ö", "ä", "å", "z", "a"],
                &["A", "Z", "Å", "Ä", "Ö"],
            ),
            (
                "da-DK",
                &["å", "ø", "æ", "z", "Aabenraa", "a"],
                &["A", "Z", "Æ", "Ø", "Å"],
            ),
            (
                "es-ES",
                &["ñu", "nube", "oso", "ángel"],
                &["A", "N", "Ñ", "O"],
            ),
            (
                "cs-CZ",
                &["chyba", "cena", "čas", "hlava"],
                &["C", "Č", "H", "Ch"],
            ),
            ("pl-PL", &["łódź", "las", "ćma"], &["Ć", "L", "Ł"]),
            ("tr-TR", &["Işık", "İzin", "çam"], &["Ç", "I", "İ"]),
            (
                "ru-RU",
                &["ёлка", "йод", "ель", "игра", "spam"],
                &["Е", "И", "Й", "S"],
            ),
            ("uk-UA", &["ґанок", "гра", "їжа"], &["Г", "Ґ", "Ї"]),
            (
                "ar-SA",
                &["أمان", "إعداد", "بريد", "spam"],
                &["ا", "ب", "S"],
            ),
            ("he-IL", &["דואר", "אבטחה", "spam"], &["א", "ד", "S"]),
            (
                "ko-KR",
                &["까치", "가나", "하나", "漢", "IP", "나무"],
                &["ㄱ", "ㄴ", "ㅎ", "漢字", "I"],
            ),
            (
                "ja-JP",
                &["ガイド", "かな", "あ", "漢字", "DKIM", "んー"],
                &["D", "あ", "か", "わ", "漢字"],
            ),
            (
                "zh-CN",
                &["邮件", "垃圾", "张", "DKIM", "中"],
                &["D", "L", "Y", "Z"],
            ),
            (
                "zh-TW",
                &["郵件", "一", "中", "DKIM"],
                &["1 畫", "4 畫", "12 畫", "D"],
            ),
            ("vi-VN", &["ấn", "đi", "à", "d"], &["A", "Â", "D", "Đ"]),
            ("th-TH", &["เมล", "กฎ", "ไฟล์"], &["ก", "ฟ", "ม"]),
            ("ka-GE", &["ანბანი", "ბანი"], &["ა", "ბ"]),
        ];
        for (lang, titles, expected) in cases {
            assert_eq!(letters(lang, titles), expected, "{lang}");
        }
    }

    #[test]
    fn titles_are_sorted_without_the_signs_before_them() {
        let alphabet = Alphabet::new("ko-KR");
        let mut titles = ["spam", "“가나”", "하나", "-all", "IP", "(나)"];
        titles.sort_by_key(|title| alphabet.sort_key(title));
        assert_eq!(titles, ["“가나”", "(나)", "하나", "-all", "IP", "spam"]);
    }
}
