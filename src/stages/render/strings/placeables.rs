//! Placeables: `{n}` in a text, where a value is to stand.

use std::collections::BTreeSet;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::stages::render) enum Piece<'t> {
    Words(&'t str),
    /// The name in `{name}`.
    Placeable(&'t str),
}

/// The parts of a text in their order. Braces around anything but a name are
/// words.
pub(in crate::stages::render) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut words_from = 0;
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let name = name_at(&text[open + 1..]);
        at = open + 1;
        if text[at + name.len()..].starts_with('}') && !name.is_empty() {
            push_words(&mut pieces, &text[words_from..open]);
            pieces.push(Piece::Placeable(name));
            at += name.len() + 1;
            words_from = at;
        }
    }
    push_words(&mut pieces, &text[words_from..]);
    pieces
}

fn push_words<'t>(pieces: &mut Vec<Piece<'t>>, words: &'t str) {
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
}

/// The names of all placeables in a text.
pub(super) fn names(text: &str) -> BTreeSet<&str> {
    let pieces = pieces(text).into_iter();
    let names = pieces.filter_map(|piece| match piece {
        Piece::Placeable(name) => Some(name),
        Piece::Words(_) => None,
    });
    names.collect()
}

/// The identifier at the beginning of a text; empty where there is none.
pub(super) fn name_at(text: &str) -> &str {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    match text.starts_with(|c: char| c.is_ascii_digit()) {
        true => "",
        false => &text[..end],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_in_braces_are_placeables() {
        use Piece::{Placeable, Words};
        assert_eq!(
            pieces("{n} of {total}"),
            [Placeable("n"), Words(" of "), Placeable("total")]
        );
        assert_eq!(
            pieces("결과 {n}개"),
            [Words("결과 "), Placeable("n"), Words("개")]
        );
        for words in ["{}", "{ n }", "{1}", "{n", "n}", "{한}", "{{", "{n{"] {
            assert_eq!(pieces(words), [Words(words)]);
        }
        assert_eq!(pieces("{{n}}"), [Words("{"), Placeable("n"), Words("}")]);
        assert!(pieces("").is_empty());
    }
}
