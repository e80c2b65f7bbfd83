//! Keeps what a writer escaped from being read as the dialect's own syntax.
//!
//! CommonMark takes the backslash of `\@uid` away before its text is looked at.
//! So a mark that no page shows is put behind the character.

use super::cjk_emphasis::MARK;
use super::code_spans;
use super::edits::Edit;
use crate::stages::config::Markdown;
use std::ops::Range;

/// What begins syntax of the dialect that is looked for in text.
pub(super) fn special(options: &Markdown) -> Vec<&'static str> {
    let wanted = [
        ("[!", true),
        ("@", true),
        ("<xref:", true),
        (":", options.emoji || options.smileys),
        ("~", options.subscript),
        ("^", options.superscript),
        ("+", options.inserted),
    ];
    let wanted = wanted.into_iter().filter(|(_, is_on)| *is_on);
    wanted.map(|(start, _)| start).collect()
}

/// Whether a text escapes one of them.
pub(super) fn concerns(text: &str, special: &[&str]) -> bool {
    text.match_indices('\\')
        .any(|(at, _)| escapes(text, at, special))
}

/// The marks that a line needs, `start` being the line's place in the text and
/// `code` its code spans.
pub(super) fn marks(
    line: &str,
    start: usize,
    code: &[Range<usize>],
    special: &[&str],
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(found) = line[at..].find('\\') {
        at += found;
        if code_spans::at(code, at).is_none() && escapes(line, at, special) {
            edits.push(Edit::insert(start + at + 2, MARK));
        }
        // Behind a backslash the next one is a letter.
        at += match line[at + 1..].starts_with('\\') {
            true => 2,
            false => 1,
        };
    }
    edits
}

/// Whether the text behind a backslash is special.
fn escapes(text: &str, backslash: usize, special: &[&str]) -> bool {
    let escaped = &text[backslash + 1..];
    special.iter().any(|start| escaped.starts_with(start))
}
