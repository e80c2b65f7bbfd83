//! Ids of headings and anchors.

use std::collections::BTreeMap;

/// The id GitHub gives a heading of this text: letters and digits of any
/// script, `-` and `_` kept, blanks to `-`, the rest dropped, lower-cased.
/// Nothing is collapsed or trimmed; an empty result is `section`.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(letter),
            _ if letter.is_alphanumeric() || is_mark(letter) => slug.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

/// The id Markdig gives a heading by itself: it begins with a letter, blanks and
/// `-`, `_`, `.` do not repeat, and none of them ends it.
#[must_use]
pub(super) fn markdig_slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut after_blank = false;
    for letter in text.chars() {
        if letter.is_alphabetic() || (!slug.is_empty() && letter.is_numeric()) {
            slug.extend(letter.to_lowercase());
            after_blank = false;
        } else if slug.is_empty() {
        } else if matches!(letter, '-' | '_' | '.') {
            if after_blank {
                slug.pop();
            }
            if !slug.ends_with(letter) {
                slug.push(letter);
            }
            after_blank = false;
        } else if letter.is_whitespace() && !after_blank {
            if !slug.ends_with(['-', '_', '.']) {
                slug.push('-');
            }
            after_blank = true;
        }
    }
    let end = slug.trim_end_matches(['-', '_', '.']).len();
    slug.truncate(end);
    match slug.is_empty() {
        true => "section".to_owned(),
        false => slug,
    }
}

/// The ids that a heading of this text may get by itself, whatever the settings.
#[must_use]
pub fn slugs(text: &str) -> [String; 2] {
    [slug(text), markdig_slug(text)]
}

/// Combining marks that words of Arabic, Hebrew, Thai or Devanagari contain and
/// `char::is_alphanumeric` does not count: GitHub keeps them (Unicode `\p{M}`).
fn is_mark(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0300..=0x036F | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670
        | 0x06D6..=0x06ED | 0x0900..=0x0903 | 0x093A..=0x094F | 0x0E31 | 0x0E34..=0x0E3A
        | 0x0E47..=0x0E4E | 0x3099..=0x309A)
}

/// The ids of one page: each is given once, a repetition gets `-1`, `-2`, ...
#[derive(Default)]
pub struct Ids {
    given: BTreeMap<String, usize>,
}

impl Ids {
    /// The id to use for a wanted one.
    pub fn give(&mut self, wanted: &str) -> String {
        let Some(count) = self.given.get_mut(wanted) else {
            self.given.insert(wanted.to_owned(), 0);
            return wanted.to_owned();
        };
        let mut number = *count;
        loop {
            number += 1;
            let id = format!("{wanted}-{number}");
            if !self.given.contains_key(&id) {
                self.given.insert(wanted.to_owned(), number);
                self.given.insert(id.clone(), 0);
                return id;
            }
        }
    }

    /// The ids given so far, sorted.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        self.given.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_github_s() {
        let cases = [
            ("Read the code", "read-the-code"),
            ("What's `5.7.606`?", "whats-57606"),
            ("A -- b", "a----b"),
            ("코드 읽기", "코드-읽기"),
            ("مُشكلة", "مُشكلة"),
            ("!?", "section"),
            ("C# & SPF_records", "c--spf_records"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn repetitions_are_numbered_around_what_exists() {
        let mut ids = Ids::default();
        let given: Vec<String> = ["a", "a-1", "a", "a", "b"].map(|id| ids.give(id)).into();
        assert_eq!(given, ["a", "a-1", "a-2", "a-3", "b"]);
    }
}
