//! Holds the markup of a translation against that of its source.

use super::part::{Code, Part, Piece, Token};
use std::collections::BTreeMap;

/// What a translation does to the markup that it must keep, said as a message;
/// `None` where all is there.
///
/// Each code of the source stands in it once. What the translation that is
/// there already has or lacks is its own affair.
pub(super) fn changed(source: &Part, present: Option<&Part>, new: &Part) -> Option<String> {
    let wanted = counts(source);
    let present = present.map(counts);
    let had = |token: &Token| match &present {
        Some(present) => present.get(token).copied().unwrap_or_default(),
        None => wanted.get(token).copied().unwrap_or_default(),
    };
    let has = counts(new);
    for (token, wanted) in &wanted {
        let (has, had) = (has.get(token).copied().unwrap_or_default(), had(token));
        let code = said(token);
        match has {
            has if has < had.min(*wanted) => return Some(format!("{code} is missing")),
            has if has > had.max(*wanted) => {
                return Some(match wanted {
                    1 => format!("{code} is there more than once"),
                    _ => format!("{code} is there {has} times, not {wanted} times"),
                });
            }
            _ => {}
        }
    }
    let mut added = has.iter().filter(|(token, _)| !wanted.contains_key(token));
    let added = added.find(|(token, has)| present.is_none() || **has > had(token));
    added.map(|(token, _)| format!("{} is not in the source", said(token)))
}

fn counts(part: &Part) -> BTreeMap<Token, usize> {
    let mut counts = BTreeMap::new();
    for (piece, token) in part.pieces.iter().zip(part.tokens()) {
        let code = match piece {
            Piece::Text { .. } => continue,
            Piece::Open(code) | Piece::Close(code) | Piece::Alone(code) => &part.codes[*code],
        };
        if !code.role.is_free() {
            *counts.entry(token).or_default() += 1;
        }
    }
    counts
}

/// A code between backticks, where it has none itself.
fn said(token: &Token) -> String {
    let (Token::Text(code) | Token::Open(code) | Token::Close(code) | Token::Alone(code)) = token;
    match code.trim() {
        code if code.contains('`') => code.to_owned(),
        code => format!("`{code}`"),
    }
}

/// Which code of the source each code of a translation is; `None` for one that
/// the source does not have.
pub(super) fn matched<'c>(source: &[&'c Code], translation: &'c [Code]) -> Vec<Option<usize>> {
    let mut free: BTreeMap<(&str, Option<&str>), Vec<usize>> = BTreeMap::new();
    for (index, code) in source.iter().enumerate().rev() {
        free.entry(key(code)).or_default().push(index);
    }
    let codes = translation.iter();
    codes
        .map(|code| free.get_mut(&key(code)).and_then(Vec::pop))
        .collect()
}

fn key(code: &Code) -> (&str, Option<&str>) {
    (&code.start, code.end.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::SitePath;
    use crate::stages::l10n::exchange::page::Page;

    fn part(text: &str) -> Part {
        let file = SitePath::root().with_suffix("a.md");
        Page::cut(&file, text).units[0].parts[0].clone()
    }

    fn said(source: &str, present: Option<&str>, new: &str) -> Option<String> {
        let present = present.map(part);
        changed(&part(source), present.as_ref(), &part(new))
    }

    #[test]
    fn each_code_stands_once() {
        let source = "Run `a` and [see](b.md)&nbsp;it.";
        assert_eq!(said(source, None, "[보기](b.md) `a` 실행"), None);
        let cases = [
            ("[보기](b.md) 실행", "`a` is missing"),
            ("`a` `a` [보기](b.md)", "`a` is there more than once"),
            ("`a` [보기](c.md)", "`](b.md)` is missing"),
            ("`a` [보기](b.md) <b>", "`<b>` is not in the source"),
        ];
        for (new, expected) in cases {
            assert_eq!(said(source, None, new).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_the_translation_had_already_may_stay() {
        let source = "Run `a` now.";
        let present = Some("지금 *실행*");
        assert_eq!(said(source, present, "바로 *실행*"), None);
        assert_eq!(said(source, present, "바로 `a` 실행"), None);
        assert_eq!(
            said(source, present, "바로 **실행**").as_deref(),
            Some("`**` is not in the source")
        );
    }
}
