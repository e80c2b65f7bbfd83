//! From the pieces of a translation to how its file writes them.

use super::super::lock::Mark;
use super::part::{Form, Part, Piece, Token, folded};

/// Which characters of a text are escaped, so that they are not read as markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// Those that would be markup where they stand.
    Needed,
    /// All that could be markup anywhere.
    Possible,
}

/// The pieces of a translation as the file writes them, a `\n` where a line must
/// end.
pub(super) fn written(translation: &Part, escape: Escape) -> String {
    let form = translation.form;
    let mut written = String::new();
    for token in pieces(translation) {
        match token {
            Token::Text(text) => {
                let is_first = written.is_empty();
                write_text(&mut written, &text, form, escape, is_first);
            }
            Token::Open(code) | Token::Close(code) | Token::Alone(code) => written.push_str(&code),
        }
    }
    written
}

/// The pieces by what they say, blanks folded where they say nothing.
pub(super) fn pieces(part: &Part) -> Vec<Token> {
    match part.form.folds_blanks() {
        true => folded(part.tokens()),
        false => part.tokens(),
    }
}

/// The identity of what a text says, by its pieces: exported with it, so that an
/// import can tell what a translator has changed from what somebody has changed in
/// the page since.
pub(super) fn mark(part: &Part) -> Mark {
    Mark::of(&format!("{:?}", pieces(part)))
}

/// The same by how it is written.
pub(super) fn mark_of_written(text: &str, form: Form) -> Mark {
    Mark::of(&one_line(text, form))
}

/// Whether a text says something else than its source: a copy of it is not
/// translated yet.
pub(super) fn is_translated(source: &Part, target: &Part) -> bool {
    !target.pieces.is_empty() && pieces(target) != pieces(source)
}

fn write_text(written: &mut String, text: &str, form: Form, escape: Escape, is_first: bool) {
    match form {
        Form::Plain | Form::Attribute => written.push_str(text),
        Form::Html => {
            for (at, letter) in text.char_indices() {
                match letter {
                    '<' => written.push_str("&lt;"),
                    '&' if begins_entity(&text[at + 1..]) => written.push_str("&amp;"),
                    letter => written.push(letter),
                }
            }
        }
        Form::Markdown | Form::Cell => {
            let block_mark = match is_first {
                true => block_mark(text),
                false => None,
            };
            for (at, letter) in text.char_indices() {
                let is_markup = match escape {
                    Escape::Needed => form == Form::Cell && letter == '|',
                    Escape::Possible => could_be_markup(letter, &text[at..]),
                };
                if is_markup || block_mark == Some(at) {
                    written.push('\\');
                }
                written.push(letter);
            }
        }
    }
}

fn begins_entity(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '#')
}

fn could_be_markup(letter: char, text: &str) -> bool {
    match letter {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '{' | '}' => true,
        ':' => text.starts_with("::"),
        _ => false,
    }
}

/// Which character of a text at the beginning of a block would make something
/// else of it: a heading, a list, a quote, code, a rule, a table.
fn block_mark(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    match first {
        '#' | '>' | '~' | '|' | '=' => Some(0),
        '-' | '+' | '*' => {
            let rest = text.trim_start_matches(first);
            let is_list = text[1..].starts_with(' ') || text.len() == 1;
            let is_rule = rest.trim().is_empty();
            (is_list || is_rule).then_some(0)
        }
        ':' if text.starts_with(":::") => Some(0),
        '0'..='9' => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let rest = &text[digits..];
            let is_mark = rest.starts_with(['.', ')']) && digits <= 9;
            let is_list = is_mark && (rest.len() == 1 || rest[1..].starts_with(' '));
            is_list.then_some(digits)
        }
        _ => None,
    }
}

/// Markdown of a translator on one line, a `\n` where a line must end.
pub(super) fn one_line(text: &str, form: Form) -> String {
    if !form.folds_blanks() {
        return text.to_owned();
    }
    let mut lines = text.trim().lines().peekable();
    let mut written = String::new();
    while let Some(line) = lines.next() {
        let is_marked = line.ends_with('\\') && !line.ends_with("\\\\");
        let is_break = form == Form::Markdown && (line.ends_with("  ") || is_marked);
        written.push_str(line.trim());
        match (lines.peek(), is_break) {
            (None, _) => {}
            (Some(_), true) if is_marked => written.push('\n'),
            (Some(_), true) => written.push_str("  \n"),
            (Some(_), false) => written.push(' '),
        }
    }
    written
}

/// The texts of a part, without its codes.
pub(super) fn texts(part: &Part) -> impl Iterator<Item = &str> {
    part.pieces.iter().filter_map(|piece| match piece {
        Piece::Text { shown, .. } => Some(shown.as_str()),
        Piece::Open(_) | Piece::Close(_) | Piece::Alone(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, form: Form, escape: Escape) -> String {
        written(&Part::text(text, (0..text.len()).into(), form), escape)
    }

    #[test]
    fn only_what_would_be_markup_is_escaped() {
        let cases = [
            ("1. a", r"1\. a"),
            ("# a", r"\# a"),
            ("- a", r"\- a"),
            ("-a *b* c|d", "-a *b* c|d"),
            ("2026 년", "2026 년"),
            ("***", r"\***"),
        ];
        for (shown, expected) in cases {
            assert_eq!(text(shown, Form::Markdown, Escape::Needed), expected);
        }
        assert_eq!(text("a|b", Form::Cell, Escape::Needed), r"a\|b");
        assert_eq!(
            text("a <b> *c*", Form::Markdown, Escape::Possible),
            r"a \<b\> \*c\*"
        );
        assert_eq!(
            text("a < b & c &d;", Form::Html, Escape::Needed),
            "a &lt; b & c &amp;d;"
        );
    }

    #[test]
    fn lines_of_a_translator() {
        assert_eq!(one_line("a\n  b", Form::Markdown), "a b");
        assert_eq!(one_line("a  \nb\\\nc", Form::Markdown), "a  \nb\\\nc");
        assert_eq!(one_line("a\nb", Form::Plain), "a\nb");
    }
}
