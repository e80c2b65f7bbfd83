//! Keeps technical tokens in the order in which they are written where the text
//! around them runs from right to left: without an isolate of its own, a browser
//! shows `-all` as `all-` there, and `550 5.7.606` as `5.7.606 550`.

use super::cjk_emphasis;
use super::reading::Reading;
use super::technical_tokens::{is_dotted_name, is_operator, is_token};
use crate::base::markup::escape_into;
use std::ops::Range;

/// Elements whose text is shown as it stands, or isolated already.
const KEPT: [&str; 14] = [
    "bdi", "bdo", "code", "kbd", "math", "option", "pre", "samp", "script", "style", "svg",
    "textarea", "title", "tt",
];

impl Reading<'_> {
    /// Text of prose in which nothing is to be found but technical tokens.
    pub(super) fn words(&mut self, text: &str) {
        if !self.dialect.is_rtl || !self.may_isolate() {
            return self.writer.text(text);
        }
        let text = text.replace(cjk_emphasis::MARK, "");
        let mut written = 0;
        for phrase in phrases(&text) {
            self.writer.text(&text[written..phrase.start]);
            self.writer.raw("<bdi>");
            self.writer.text(&text[phrase.clone()]);
            self.writer.raw("</bdi>");
            written = phrase.end;
        }
        self.writer.text(&text[written..]);
    }

    /// The text of a reference is taken from what is written, without elements.
    fn may_isolate(&self) -> bool {
        let is_kept = KEPT.iter().any(|name| self.writer.has_open(name));
        !is_kept && self.open_xref.is_none()
    }
}

/// A text as HTML for a page that runs from right to left.
#[must_use]
pub fn isolated(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let mut written = 0;
    for phrase in phrases(text) {
        escape_into(&mut html, &text[written..phrase.start]);
        html.push_str("<bdi>");
        escape_into(&mut html, &text[phrase.clone()]);
        html.push_str("</bdi>");
        written = phrase.end;
    }
    escape_into(&mut html, &text[written..]);
    html
}

/// A text for the title of a page that runs from right to left, or for an
/// attribute of it, which hold no elements: the characters of Unicode stand around
/// a token with which it begins or ends. Others are left alone, so that few texts
/// have characters that nobody sees.
#[must_use]
pub fn isolated_at_ends(text: &str) -> String {
    const START: char = '\u{2066}';
    const END: char = '\u{2069}';
    let mut isolated = String::new();
    let mut written = 0;
    for phrase in phrases(text) {
        if phrase.start == 0 || phrase.end == text.len() {
            isolated.push_str(&text[written..phrase.start]);
            isolated.push(START);
            isolated.push_str(&text[phrase.clone()]);
            isolated.push(END);
            written = phrase.end;
        }
    }
    isolated.push_str(&text[written..]);
    isolated
}

/// The parts of a text that are read from the left: each token, together with the
/// Latin words and the numbers beside it, because they are one phrase. In
/// `550 5.7.606 Access denied` no part may change places with another.
fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut phrases = Vec::new();
    let mut open: Option<Phrase> = None;
    let mut words = Words { text, at: 0 }.peekable();
    while let Some(word) = words.next() {
        let joins = open
            .as_ref()
            .is_some_and(|phrase| phrase.last.joins(&word, text));
        if !joins {
            phrases.extend(open.take().and_then(Phrase::end));
        }
        let compares = is_operator(word.text(text))
            && words.peek().is_some_and(|next| {
                let number = next.text(text);
                word.joins(next, text) && number.starts_with(|c: char| c.is_ascii_digit())
            });
        open = Phrase::with(open, word, compares, text);
    }
    phrases.extend(open.and_then(Phrase::end));
    phrases
}

/// Words beside each other, at least one of which is a token when it matters.
struct Phrase {
    range: Range<usize>,
    has_token: bool,
    last: Word,
}

impl Phrase {
    /// A phrase that has one more word. A sign that means nothing alone, such as a
    /// dash between two parts of a sentence, neither begins nor ends it.
    fn with(open: Option<Self>, word: Word, compares: bool, text: &str) -> Option<Self> {
        let written = word.text(text);
        let is_token = compares || word.is_token(text);
        let is_word = is_token || written.contains(|c: char| c.is_ascii_alphanumeric());
        match open {
            None if !is_word => None,
            None => Some(Self {
                range: word.range.clone(),
                has_token: is_token,
                last: word,
            }),
            Some(mut phrase) => {
                if is_word {
                    phrase.range.end = word.range.end;
                }
                phrase.has_token |= is_token;
                phrase.last = word;
                Some(phrase)
            }
        }
    }

    fn end(self) -> Option<Range<usize>> {
        self.has_token.then_some(self.range)
    }
}

/// A run of visible ASCII without the punctuation of the sentence around it.
struct Word {
    range: Range<usize>,
    /// The whole run.
    run: Range<usize>,
    /// Whether a letter of another script stands directly before or behind it:
    /// then its first or last sign may join the two.
    follows_letter: bool,
    precedes_letter: bool,
}

impl Word {
    fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }

    fn is_token(&self, text: &str) -> bool {
        let word = self.text(text);
        let joins_before = self.follows_letter && !word.starts_with(|c: char| c.is_alphanumeric());
        let joins_behind = self.precedes_letter && word.ends_with(['/', '\\', '-']);
        is_token(word) && !joins_before && !joins_behind
    }

    /// Whether the next word belongs to the same phrase: only a blank stands
    /// between them, or what parts the tags of a record, as in `p=none; pct=5`.
    fn joins(&self, next: &Self, text: &str) -> bool {
        let between = &text[self.run.end..next.run.start];
        let behind = &text[self.range.end..self.run.end];
        let are_tags = || self.text(text).contains('=') && next.text(text).contains('=');
        let is_unbroken = behind.is_empty() || (behind == ";" && are_tags());
        matches!(between, " " | "\u{a0}") && is_unbroken && next.run.start == next.range.start
    }
}

/// The words of a text, each read a constant number of times.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let start = self.at + bytes[self.at..].iter().position(u8::is_ascii_graphic)?;
        let len = bytes[start..]
            .iter()
            .position(|byte| !byte.is_ascii_graphic());
        let end = len.map_or(bytes.len(), |len| start + len);
        self.at = end;
        let letter = |found: Option<char>| found.is_some_and(char::is_alphanumeric);
        let range = trimmed(self.text, start..end);
        Some(Word {
            follows_letter: range.start == start && letter(self.text[..start].chars().next_back()),
            precedes_letter: range.end == end && letter(self.text[end..].chars().next()),
            range,
            run: start..end,
        })
    }
}

/// A run without the punctuation of the sentence. A bracket that is closed within
/// the run belongs to it; so does the dot of `example.com.`, as long as the text
/// goes on: a full stop in the wrong place is less bad than a domain in disorder.
fn trimmed(text: &str, run: Range<usize>) -> Range<usize> {
    let word = &text[run.clone()];
    let is_area_code = word.strip_prefix('(').is_some_and(|rest| {
        let digits = rest.strip_suffix(')').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    if is_area_code || word.starts_with("[!") && word.ends_with(']') {
        return run;
    }
    let core = word.trim_start_matches(['(', '[', '{', '"', '\'', '`', ',', ';']);
    let start = run.end - core.len();
    let count = |brackets: [char; 3]| core.matches(brackets).count();
    let mut unopened = count([')', ']', '}']).saturating_sub(count(['(', '[', '{']));
    let mut end = run.end;
    while let Some(last) = text[start..end].chars().next_back() {
        match last {
            ')' | ']' | '}' if unopened > 0 => unopened -= 1,
            ':' if text[start..end].ends_with("::") => break,
            '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '`' => {}
            _ => break,
        }
        end -= 1;
    }
    let goes_on = text[run.end..].starts_with(' ') && !text[run.end..].trim_start().is_empty();
    let is_whole_name = text[end..run.end] == *"." && is_dotted_name(&text[start..end]);
    match goes_on && is_whole_name {
        true => start..run.end,
        false => start..end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        isolated(text).replace("<bdi>", "⟨").replace("</bdi>", "⟩")
    }

    /// What `x` stands for inside an Arabic sentence, as it is found there.
    fn found(token: &str) -> Vec<String> {
        let text = format!("رمز الخطأ {token} في البريد");
        let phrases = phrases(&text).into_iter();
        phrases.map(|phrase| text[phrase].to_owned()).collect()
    }

    #[test]
    fn what_browsers_show_in_another_order_is_isolated_whole() {
        for token in [
            "550 5.7.606",
            "192.0.2.0/24",
            "2001:db8::1",
            "2001:db8::/32",
            "v=spf1 ip4:192.0.2.0/24 -all",
            "postmaster@example.com",
            "-all",
            "~all",
            "+1 (425) 555-0100",
            "C++",
            "[!NOTE]",
            "--force",
            "5.7.1",
            "2021-09-12",
            "10.0.0.1-10.0.0.9",
            "example.com.",
            "/ko-kr/index.html",
            "<= 0.3%",
            "v=DMARC1; p=none; rua=mailto:a@example.com",
            "550 5.7.606 Access denied",
            "Exchange & Outlook.com",
        ] {
            assert_eq!(found(token), [token]);
        }
        // Right in any case.
        assert_eq!(found("p=reject; pct=100"), [""; 0]);
        assert_eq!(found("SPF"), [""; 0]);
        assert_eq!(found("3 < x"), [""; 0]);
    }

    #[test]
    fn punctuation_of_the_sentence_stays_outside() {
        for (text, expected) in [
            ("راجع example.com.", "راجع ⟨example.com⟩."),
            ("راجع (192.0.2.1).", "راجع (⟨192.0.2.1⟩)."),
            ("راجع \"-all\"!", "راجع &quot;⟨-all⟩&quot;!"),
            ("192.0.2.1, 192.0.2.2", "⟨192.0.2.1⟩, ⟨192.0.2.2⟩"),
            ("الخادم - 192.0.2.1", "الخادم - ⟨192.0.2.1⟩"),
            ("-all", "⟨-all⟩"),
            ("main() و f(x.", "⟨main()⟩ و f(x."),
            ("<name> و -x<b>", "&lt;name&gt; و ⟨-x&lt;b&gt;⟩"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn signs_that_join_a_word_to_another_are_no_options() {
        assert_eq!(marked("ال-SPF"), "ال-SPF");
        assert_eq!(marked("و/SPF"), "و/SPF");
        assert_eq!(marked("SPF/و"), "SPF/و");
        assert_eq!(marked("ل5.7.1"), "ل⟨5.7.1⟩");
    }

    #[test]
    fn titles_have_characters_only_where_a_token_begins_or_ends_them() {
        for (title, expected) in [
            ("550 5.7.606 مرفوض", "\u{2066}550 5.7.606\u{2069} مرفوض"),
            ("ماذا يعني -all", "ماذا يعني \u{2066}-all\u{2069}"),
            ("ماذا يعني -all هنا", "ماذا يعني -all هنا"),
            (
                "5.7.1 أو 5.7.2",
                "\u{2066}5.7.1\u{2069} أو \u{2066}5.7.2\u{2069}",
            ),
            ("5.7.1", "\u{2066}5.7.1\u{2069}"),
        ] {
            assert_eq!(isolated_at_ends(title), expected);
        }
    }

    #[test]
    fn long_runs_are_read_once() {
        for piece in ["(", ")", "a.b", "- ", "[!", "x. ", ":", "<= "] {
            let text = piece.repeat(200_000 / piece.len());
            let found = phrases(&text);
            assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
