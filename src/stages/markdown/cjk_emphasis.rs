//! Emphasis that works beside Chinese, Japanese and Korean.
//!
//! CommonMark 6.2 decides by the characters around `**` whether it opens or
//! closes emphasis, and was made for words between blanks: in
//! `**파일(file)**입니다` the second `**` stands between `)` and a letter and so
//! closes nothing. The CJK-friendly amendment lets a CJK character *outside* of
//! a delimiter count like punctuation there, and CJK punctuation *inside* of it
//! like a letter. That is brought about here by
//! putting a punctuation mark between the two, which is taken out of the text
//! again: CommonMark's own algorithm does the rest.
//!
//! To be dropped when pulldown-cmark publishes its option for the amendment.

use super::code_spans;
use super::edits::Edit;

/// A mark that CommonMark takes for punctuation and that no page contains
/// (DUPLOYAN PUNCTUATION CHINOOK FULL STOP); a page that does is left as it is.
pub(super) const MARK: char = '\u{1BC9F}';

/// The marks that a line needs, `start` being the line's place in the text and
/// `code` its code spans.
pub(super) fn marks(line: &str, start: usize, code: &[std::ops::Range<usize>]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(found) = line[at..].find(['*', '~']) {
        at += found;
        if let Some(span) = code_spans::at(code, at) {
            at = span.end;
            continue;
        }
        let delimiter = line.as_bytes()[at];
        let run = line[at..].bytes().take_while(|b| *b == delimiter).count();
        let end = at + run;
        let before = line[..at].chars().next_back();
        let after = line[end..].chars().next();
        let is_escaped = before == Some('\\');
        if let (Some(before), Some(after), false) = (before, after, is_escaped) {
            let is_in_text = !before.is_whitespace() && !after.is_whitespace();
            let is_concerned = is_in_text && (is_cjk(before) || is_cjk(after));
            if is_concerned && is_punctuation(after) {
                edits.push(Edit::insert(start + at, MARK));
            }
            if is_concerned && is_punctuation(before) {
                edits.push(Edit::insert(start + end, MARK));
            }
        }
        at = end;
    }
    edits
}

/// Whether a text has anything to do with this at all.
pub(super) fn concerns(text: &str) -> bool {
    text.contains(['*', '~']) && text.chars().any(is_cjk) && !text.contains(MARK)
}

/// Characters of the East Asian scripts, their punctuation included.
pub(super) fn is_cjk(letter: char) -> bool {
    matches!(u32::from(letter),
        0x1100..=0x11FF | 0x2E80..=0x4DBF | 0x4E00..=0x9FFF | 0xA960..=0xA97F
        | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6 | 0x1B000..=0x1B2FF | 0x20000..=0x3FFFF)
}

/// Punctuation and symbols as CommonMark 2.1 counts them, as far as they stand
/// beside words; a delimiter of another kind is punctuation too.
fn is_punctuation(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || matches!(u32::from(letter),
            0xA1..=0xBF | 0xD7 | 0xF7 | 0x2010..=0x2027 | 0x2030..=0x205E | 0x20A0..=0x20C0
            | 0x2100..=0x2BFF | 0x3001..=0x3003 | 0x3008..=0x3020 | 0x3030 | 0x303D | 0x30A0
            | 0x30FB | 0xFE30..=0xFE4F | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40
            | 0xFF5B..=0xFF65)
}

#[cfg(test)]
mod tests {
    use crate::stages::markdown::{Dialect, Form, Settings, parse};

    #[test]
    fn emphasis_ends_beside_cjk() {
        let cases = [
            ("**파일(file)**입니다", "<strong>파일(file)</strong>입니다"),
            ("**`SPF`**를", "<strong><code>SPF</code></strong>를"),
            ("**스팸.**그리고", "<strong>스팸.</strong>그리고"),
            (
                "これは**「重要」**です",
                "これは<strong>「重要」</strong>です",
            ),
            ("*(예)*를", "<em>(예)</em>를"),
            ("~~취소(선)~~을", "<del>취소(선)</del>을"),
            ("**盗まれた。**1つ", "<strong>盗まれた。</strong>1つ"),
            ("A**「例」**B", "A<strong>「例」</strong>B"),
            (
                "**例。** B **か**",
                "<strong>例。</strong> B <strong>か</strong>",
            ),
            ("**강조**를", "<strong>강조</strong>를"),
            (
                "한**(가)**한**(나)**한",
                "한<strong>(가)</strong>한<strong>(나)</strong>한",
            ),
            ("`**(가)**나` 다", "<code>**(가)**나</code> 다"),
            ("\\*(가)\\*나", "*(가)*나"),
            (
                "[**`a`**를](x.md)",
                "<a href=\"\"><strong><code>a</code></strong>를</a>",
            ),
            ("a**(b)**c", "a**(b)**c"),
        ];
        let settings = Settings::default();
        let dialect = Dialect {
            form: Form::Block,
            is_rtl: false,
            settings: &settings,
        };
        for (source, expected) in cases {
            let html = parse(source, dialect).body.html;
            assert_eq!(html, format!("<p>{expected}</p>\n"), "{source}");
        }
    }
}
