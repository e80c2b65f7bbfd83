//! What a proofreader knows of Korean.

/// Whether a word is a particle or an ending that is written together with the
/// word before it (Hangul orthography, article 41). Those that are also common
/// words, such as `이` (this), are left out.
pub(super) fn is_particle(word: &str) -> bool {
    // Most words are longer, and all others are of these lengths.
    match word.len() {
        3 => matches!(
            word,
            "을" | "를" | "은" | "는" | "가" | "의" | "에" | "로" | "와" | "과" | "도" | "만"
        ),
        6 => matches!(
            word,
            "에서" | "에게" | "에는" | "으로" | "까지" | "부터" | "처럼" | "라는"
        ),
        9 => matches!(word, "에서는" | "에서의" | "으로는" | "입니다" | "이라는"),
        12 => word == "으로부터",
        _ => false,
    }
}

/// Whether a particle is also a word or a numeral, so that only what stands
/// before it tells which.
pub(super) fn is_word_too(particle: &str) -> bool {
    matches!(particle, "가" | "과" | "도" | "만" | "은" | "의" | "로")
}

/// Whether a word stands twice in good Korean: `그런 다음 다음 단계`, `보호 설정 설정`,
/// `준수 관리자 관리자 역할`.
pub(super) fn is_proper_double(word: &str) -> bool {
    matches!(
        word,
        "다음" | "설정" | "사용" | "보고" | "관리자" | "하나" | "자주" | "서로"
    )
}

/// Whether a particle has the form that the word before it asks for, as far as
/// the last letter of that word tells.
pub(super) fn agrees(last: Option<char>, particle: &str) -> bool {
    let Some(last) = last.filter(|letter| is_hangul(*letter)) else {
        return true;
    };
    // Syllables stand in the order of their final consonants, 28 to a vowel.
    let last_consonant = (u32::from(last) - 0xAC00) % 28;
    let (ends_in_vowel, ends_in_rieul) = (last_consonant == 0, last_consonant == 8);
    match particle {
        "를" | "는" | "가" | "와" | "라는" => ends_in_vowel,
        "을" | "은" | "과" | "이라는" => !ends_in_vowel,
        "로" => ends_in_vowel || ends_in_rieul,
        "으로" | "으로는" | "으로부터" => !ends_in_vowel && !ends_in_rieul,
        _ => true,
    }
}

/// Whether a text ends with a verb or a clause in the middle of a sentence, behind which no
/// particle stands: one that stands there has lost its own word.
pub(super) fn ends_in_connective(text: &str) -> bool {
    let endings = [
        "위해",
        "경우",
        "하고",
        "하여",
        "하면",
        "하며",
        "하거나",
        "되면",
        "되고",
        "려면",
        "도록",
    ];
    endings.iter().any(|ending| text.ends_with(ending))
}

/// Whether a word is a verb at the end of a sentence: `클릭합니다`. What is said
/// with `입니다` is a noun.
pub(super) fn is_predicate(word: &str) -> bool {
    let is_noun = word.ends_with("입니다") && word != "입니다";
    let ends = |ending: &&str| word.ends_with(*ending) && word.len() > ending.len();
    !is_noun && word.chars().all(is_hangul) && ["니다", "세요", "시오"].iter().any(ends)
}

/// Whether a text ends as sentences do, its full stop taken off.
pub(super) fn ends_like_sentence(text: &str) -> bool {
    text.ends_with(['다', '요', '오', '까', '바', '음', '함', '됨'])
}

pub(super) fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{AC00}'..='\u{D7A3}')
}
