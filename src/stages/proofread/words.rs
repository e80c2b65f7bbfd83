//! Words that are said again and again.

use super::korean;
use super::prose::{Block, offset};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;

/// Languages in which no word of five letters or more stands twice in a row.
const NEVER_DOUBLE: [&str; 14] = [
    "cs", "da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "ru", "sv",
];

/// Languages in another script than Latin: their translations keep names and
/// lists of search words in Latin, which may well repeat a word.
const OTHER_SCRIPTS: [&str; 13] = [
    "ar", "bg", "el", "fa", "he", "hi", "ja", "ko", "ru", "sr", "th", "uk", "zh",
];

/// The findings about words that stand twice or more often in a row.
pub(super) fn repeated(block: &Block, language: &str) -> Vec<Diagnostic<TextRange>> {
    let mut findings = Vec::new();
    for (text, start) in block.texts() {
        let mut tokens = text.split_ascii_whitespace().peekable();
        while let Some(token) = tokens.next() {
            let word = token.trim_start_matches(|letter| !is_of_word(letter));
            let mut times = 1;
            let mut has_ended = word.is_empty();
            while !has_ended
                && let Some(rest) = tokens.peek().and_then(|next| next.strip_prefix(word))
            {
                if rest.starts_with(is_of_word) {
                    break;
                }
                has_ended = !rest.is_empty();
                times += 1;
                tokens.next();
            }
            if times > 1 && is_wrong(word, times, language) {
                let at = start + offset(text, word);
                let end = tokens.peek().map_or(text.len(), |next| offset(text, next));
                let end = start
                    + text[..end]
                        .rfind(word)
                        .map_or(end, |last| last + word.len());
                findings.push(said_again(word, times, TextRange::new(at, end)));
            }
        }
    }
    findings
}

/// Whether a letter is one of words. Most are Hangul where this is asked most,
/// and the table of all letters is slow.
fn is_of_word(letter: char) -> bool {
    korean::is_hangul(letter) || letter.is_alphanumeric()
}

fn is_wrong(word: &str, times: usize, language: &str) -> bool {
    let is_foreign = word.is_ascii() && OTHER_SCRIPTS.contains(&language);
    if !word.chars().all(char::is_alphabetic) || is_foreign {
        return false;
    }
    let never_doubles = match language {
        "ko" => !korean::is_proper_double(word),
        _ => NEVER_DOUBLE.contains(&language) && word.chars().count() > 4,
    };
    times > 2 || never_doubles
}

fn said_again(word: &str, times: usize, whole: TextRange) -> Diagnostic<TextRange> {
    let message = format!("`{word}` is said {times} times in a row");
    let finding = Diagnostic::new(Code::TranslationRepeatedWord, whole, message)
        .hint("say it once, or put what was meant in its place");
    match times > 2 {
        true => finding.fix(whole, word),
        false => finding,
    }
}
