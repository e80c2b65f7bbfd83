//! [`Scalar`]: a text in YAML, and the way from it back to where it is written.

use crate::base::text::TextRange;
use serde_json::Value;

/// A text, number, truth value or nothing.
#[derive(Clone, Debug, Default)]
pub struct Scalar {
    /// The text that it means: escapes decoded, indentation taken away, lines
    /// folded.
    pub text: String,
    /// How it is written.
    pub style: Style,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Without quotes, so that it may be a number, a truth value or nothing.
    #[default]
    Plain,
    /// In single quotes, where two of them mean one.
    SingleQuoted,
    /// In double quotes, with escapes.
    DoubleQuoted,
    /// Below `|` or `>`, or said to be a text by a tag.
    Block,
}

impl Scalar {
    /// The text as people wrote it, numbers too; `None` for null and blanks.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        let text = self.text.trim();
        let is_null = self.style == Style::Plain && is_null(&self.text);
        (!text.is_empty() && !is_null).then_some(text)
    }

    /// The value by the core schema of YAML 1.2, section 10.3.2.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let text = self.text.as_str();
        match text {
            _ if self.style != Style::Plain => text.into(),
            _ if is_null(text) => Value::Null,
            "true" | "True" | "TRUE" => true.into(),
            "false" | "False" | "FALSE" => false.into(),
            _ => number(text).unwrap_or_else(|| text.into()),
        }
    }

    /// Where each part of the text stands in `source`, the scalar as it is
    /// written.
    ///
    /// Both have the same characters but for white space and escapes, so one
    /// walk over them finds every place, whatever the style.
    #[must_use]
    pub fn origins(&self, source: &str) -> Origins {
        let mut origins = Origins {
            pieces: Vec::new(),
            source_len: source.len(),
        };
        let is_quoted = matches!(self.style, Style::SingleQuoted | Style::DoubleQuoted);
        let mut at = usize::from(is_quoted && !source.is_empty());
        for (offset, letter) in self.text.char_indices() {
            if letter.is_whitespace() {
                continue;
            }
            let Some((start, end)) = self.find(source, at, letter) else {
                return Origins {
                    pieces: Vec::new(),
                    source_len: source.len(),
                };
            };
            at = end;
            let is_as_long = end - start == letter.len_utf8();
            let continues = origins.pieces.last().is_some_and(|last| {
                last.is_literal && start >= last.source && start - last.source == offset - last.text
            });
            if !continues || !is_as_long {
                origins.pieces.push(Piece {
                    text: offset,
                    source: start,
                    is_literal: is_as_long,
                    source_end: end,
                });
            } else if let Some(last) = origins.pieces.last_mut() {
                last.source_end = end;
            }
        }
        origins
    }

    /// The next place from `at` on where the source writes this letter; only
    /// white space and escapes of white space lie in between.
    fn find(&self, source: &str, mut at: usize, wanted: char) -> Option<(usize, usize)> {
        loop {
            let rest = &source[at..];
            let letter = rest.chars().next()?;
            let is_escape = letter == '\\' && self.style == Style::DoubleQuoted;
            let len = match letter {
                '\\' if is_escape => escape_len(rest),
                '\'' if self.style == Style::SingleQuoted && rest.starts_with("''") => 2,
                _ => letter.len_utf8(),
            };
            let is_it = match is_escape {
                true => escapes(&rest[..len], wanted),
                false => letter == wanted,
            };
            if is_it {
                return Some((at, at + len));
            }
            if !is_escape && !letter.is_whitespace() {
                return None;
            }
            at += len;
        }
    }
}

/// Leads from ranges of a scalar's text to ranges of its source.
#[derive(Debug)]
pub struct Origins {
    pieces: Vec<Piece>,
    source_len: usize,
}

/// A run of text that stands in the source as it is, or one escaped letter.
#[derive(Debug)]
struct Piece {
    /// Where it begins in the text.
    text: usize,
    /// Where it begins in the source.
    source: usize,
    /// Where it ends there.
    source_end: usize,
    /// Whether both have the same bytes.
    is_literal: bool,
}

impl Origins {
    /// The range of the source, from its start, that a range of the text came
    /// from; all of the source where that cannot be told.
    #[must_use]
    pub fn back(&self, range: TextRange) -> TextRange {
        let Some(first) = self.pieces.first() else {
            return TextRange::new(0, self.source_len);
        };
        let piece_at = |offset: usize| {
            let index = self.pieces.partition_point(|piece| piece.text <= offset);
            index.checked_sub(1).map(|index| &self.pieces[index])
        };
        let start = match piece_at(range.start) {
            Some(piece) if piece.is_literal => {
                (piece.source + (range.start - piece.text)).min(piece.source_end)
            }
            Some(piece) => piece.source,
            None => first.source,
        };
        let end = match range.end.checked_sub(1).and_then(piece_at) {
            Some(piece) if piece.is_literal => {
                (piece.source + (range.end - piece.text)).min(piece.source_end)
            }
            Some(piece) => piece.source_end,
            None => first.source,
        };
        let start = start.min(self.source_len);
        TextRange::new(start, end.max(start))
    }
}

/// How long an escape is that a text begins with (YAML 1.2, section 5.7).
fn escape_len(text: &str) -> usize {
    let mut letters = text.chars();
    letters.next();
    let Some(letter) = letters.next() else {
        return text.len();
    };
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return 1 + letter.len_utf8(),
    };
    let digits = letters.take(digits).map(char::len_utf8);
    2 + digits.sum::<usize>()
}

/// Whether an escape means this letter; one of white space means none that is
/// ever asked for.
fn escapes(escape: &str, wanted: char) -> bool {
    let Some(code) = escape.strip_prefix(['\\']) else {
        return false;
    };
    match code.strip_prefix(['x', 'u', 'U']) {
        Some(digits) => u32::from_str_radix(digits, 16) == Ok(u32::from(wanted)),
        None => code.starts_with(wanted) && matches!(wanted, '"' | '\\' | '/'),
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn number(text: &str) -> Option<Value> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok().map(Value::from);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8).ok().map(Value::from);
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    // `007` is a number to YAML and a code to whoever wrote it.
    let is_code = digits.len() > 1 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_code && digits.starts_with('0') {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    let fraction = text.parse::<f64>().ok()?;
    fraction.is_finite().then(|| fraction.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::load::yaml;
    use serde_json::json;
    use std::ops::Range;

    #[test]
    fn plain_values() {
        let cases = [
            ("12", json!(12)),
            ("-1.50", json!(-1.5)),
            ("0x1F", json!(31)),
            ("007", json!("007")),
            ("5.7.1", json!("5.7.1")),
            ("+", json!("+")),
            (".", json!(".")),
            ("1e999", json!("1e999")),
            ("~", json!(null)),
            ("yes", json!("yes")),
            ("True", json!(true)),
            ("'True'", json!("True")),
        ];
        for (yaml, value) in cases {
            assert_eq!(yaml::parse(yaml).expect("YAML"), value, "{yaml}");
        }
    }

    /// Where `wanted`, a part of the text of the key `a`, stands in the YAML.
    fn place(yaml: &str, wanted: &str) -> String {
        let yaml::Parsed { root, error } = yaml::read(yaml);
        assert!(error.is_none(), "{error:?}");
        let node = &root.entry("a").expect("the key").value;
        let yaml::Kind::Scalar(scalar) = &node.kind else {
            panic!("{yaml} has no text");
        };
        let at = scalar.text.find(wanted).expect("a part of the text");
        let source = &yaml[Range::from(node.range)];
        let range = TextRange::new(at, at + wanted.len());
        let found = scalar.origins(source).back(range);
        source[Range::from(found)].to_owned()
    }

    #[test]
    fn places_in_every_style() {
        assert_eq!(place("a: plain [x](y.md)\n", "y.md"), "y.md");
        assert_eq!(
            place("a: |\n\n  한글 one\n\n    [x](y.md) z\n", "y.md"),
            "y.md"
        );
        assert_eq!(
            place("a: >-\n  one\n  two\n\n  three\n", "two\nthree"),
            "two\n\n  three"
        );
        assert_eq!(place("a: 'it''s [x](y''s.md)'\n", "y's.md"), "y''s.md");
        assert_eq!(
            place(r#"a: "\n\n\"q\"\\ [x](y\u002emd) z""#, "y.md"),
            r"y\u002emd"
        );
        assert_eq!(place(r#"a: "\n\n\"q\"\\ [x](y\u002emd) z""#, "z"), "z");
        assert_eq!(place("a: \"one \\\n  two\"\n", "two"), "two");
        assert_eq!(place("a: |\r\n  one\r\n  two\r\n", "two"), "two");
        assert_eq!(place("a: plain\n  more\n", "plain more"), "plain\n  more");
    }
}
