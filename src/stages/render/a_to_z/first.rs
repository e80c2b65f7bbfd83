//! What a title begins with.

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

/// No letter has more marks than this.
const LONGEST_LETTER: usize = 8;

/// What a title begins with, signs left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum First {
    Digit,
    /// A syllable of Hangul: the consonant it begins with.
    Hangul(char),
    /// A kana: the first of its row.
    Kana(char),
    /// A Chinese character.
    Han(char),
    /// A letter of an alphabet: in small, without its marks, then with them, then
    /// the letter behind it.
    Alphabetic {
        base: String,
        marked: String,
        next: Option<char>,
    },
    /// No letter or digit at all.
    Nothing,
}

/// A title without the signs before its first letter or digit, by which nobody
/// looks for it.
pub(super) fn without_signs(title: &str) -> &str {
    title.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// As much of a title as its first letter can take; the rest need not be read.
pub(super) fn head(title: &str) -> &str {
    let title = without_signs(title);
    let end = title.char_indices().nth(LONGEST_LETTER);
    end.map_or(title, |(end, _)| &title[..end])
}

/// Whether the marks above and below letters belong to them.
fn is_mark(c: char) -> bool {
    CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0
}

impl First {
    /// What a title in small letters begins with.
    pub(super) fn of(title: &str) -> Self {
        let compatible = DecomposingNormalizerBorrowed::new_nfkd();
        let decomposed = compatible.normalize(head(title));
        let mut letters = decomposed.chars().peekable();
        let Some(mut first) = letters.next() else {
            return Self::Nothing;
        };
        if is_prefixed_vowel(first) {
            first = letters.next_if(|c| c.is_alphabetic()).unwrap_or(first);
        }
        if first.is_numeric() && !is_han(first) {
            return Self::Digit;
        }
        if let Some(special) = hangul(first).or_else(|| kana(first)) {
            return special;
        }
        if is_han(first) {
            return Self::Han(first);
        }
        let base = first.to_string();
        let mut marked = base.clone();
        while let Some(mark) = letters.next_if(|c| is_mark(*c)) {
            marked.push(mark);
        }
        let next = letters.next().filter(|c| c.is_alphabetic());
        Self::Alphabetic { base, marked, next }
    }
}

/// The initial consonant of a decomposed syllable, doubled ones as single.
fn hangul(c: char) -> Option<First> {
    const INITIALS: [char; 19] = [
        'ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ',
        'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
    ];
    let index = u32::from(c).checked_sub(0x1100)?;
    let initial = INITIALS.get(usize::try_from(index).ok()?)?;
    Some(First::Hangul(*initial))
}

/// The row of a decomposed kana in the order of the fifty sounds.
fn kana(c: char) -> Option<First> {
    // Katakana stand in the same order, this much further on.
    let hiragana = match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60)?,
        _ => c,
    };
    let row = match hiragana {
        'ぁ'..='お' => 'あ',
        'か'..='ご' | 'ゕ' | 'ゖ' => 'か',
        'さ'..='ぞ' => 'さ',
        'た'..='ど' => 'た',
        'な'..='の' => 'な',
        'は'..='ぽ' => 'は',
        'ま'..='も' => 'ま',
        'ゃ'..='よ' => 'や',
        'ら'..='ろ' => 'ら',
        'ゎ'..='ん' => 'わ',
        _ => return None,
    };
    Some(First::Kana(row))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}' | '々' | '〇')
}

/// The vowels of Thai and Lao that are written before their consonant and read
/// after it.
fn is_prefixed_vowel(c: char) -> bool {
    matches!(c, 'เ'..='ไ' | 'ເ'..='ໄ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_begin_with_what_a_reader_looks_for() {
        let letter = |base: &str, marked: &str, next| First::Alphabetic {
            base: base.to_owned(),
            marked: marked.to_owned(),
            next,
        };
        let cases = [
            ("550 5.7.1", First::Digit),
            ("“quoted”", letter("q", "q", Some('u'))),
            ("-all", letter("a", "a", Some('l'))),
            ("å", letter("a", "a\u{30a}", None)),
            ("ａ b", letter("a", "a", None)),
            ("까치", First::Hangul('ㄱ')),
            ("ㄸ", First::Hangul('ㄷ')),
            ("힣", First::Hangul('ㅎ')),
            ("ガイド", First::Kana('か')),
            ("ｶﾞｲﾄﾞ", First::Kana('か')),
            ("ッ", First::Kana('た')),
            ("ん", First::Kana('わ')),
            ("ヴ", First::Kana('あ')),
            ("漢字", First::Han('漢')),
            ("三", First::Han('三')),
            ("เมล", letter("ม", "ม", Some('ล'))),
            ("٣", First::Digit),
            ("", First::Nothing),
            ("🎉 ---", First::Nothing),
        ];
        for (title, expected) in cases {
            assert_eq!(First::of(title), expected, "{title}");
        }
    }
}
