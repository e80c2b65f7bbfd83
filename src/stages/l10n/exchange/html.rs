//! From a block of HTML to parts: text between the tags of blocks, with the
//! tags that stand in sentences.

use super::builder::Builder;
use super::part::{Form, Part, Role, is_blank};
use std::ops::Range;

/// Tags that stand in sentences. Any other ends a part.
const IN_SENTENCES: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// Elements whose content is not translated.
const CLOSED: &[&str] = &["code", "pre", "script", "style", "svg", "textarea"];

/// The parts of a block of HTML.
pub(super) fn parts(layer: &str, within: Range<usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut builder = Builder::default();
    let mut reader = Reader {
        layer,
        at: within.start,
        end: within.end,
    };
    while let Some((piece, range)) = reader.next() {
        match piece {
            Piece::Text => text(layer, range, &mut builder),
            Piece::InSentence => {
                let tag = &layer[range.clone()];
                builder.alone(Role::Tag, tag.to_owned(), range);
            }
            Piece::Between => parts.extend(builder.finish(Form::Html)),
        }
    }
    parts.extend(builder.finish(Form::Html));
    parts
}

/// Text with its entities and line breaks.
fn text(layer: &str, range: Range<usize>, builder: &mut Builder) {
    let (mut start, mut at) = (range.start, range.start);
    while at < range.end {
        let rest = &layer[at..range.end];
        let len = special_len(rest);
        if len == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let plain = &layer[start..at];
        if !plain.is_empty() {
            builder.text(plain, plain, start..at);
        }
        let (written, place) = (&rest[..len], at..at + len);
        match shown(written) {
            Some(shown) => builder.text(shown, written, place),
            None if written.starts_with('&') => {
                builder.alone(Role::Entity, written.to_owned(), place);
            }
            None => builder.text(" ", " ", place),
        }
        at += len;
        start = at;
    }
    let plain = &layer[start..at];
    if !plain.is_empty() {
        builder.text(plain, plain, start..at);
    }
}

/// How long the entity is, or the line break with the blanks and marks of quotes
/// behind it, that a text begins with.
fn special_len(text: &str) -> usize {
    if text.starts_with('\n') {
        let rest = text.trim_start_matches(|letter| is_blank(letter) || letter == '>');
        return text.len() - rest.len();
    }
    let Some(name) = text.strip_prefix('&') else {
        return 0;
    };
    let len = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '#');
    match len {
        Some(len) if len > 0 && name[len..].starts_with(';') => len + 2,
        _ => 0,
    }
}

/// The sign that an entity stands for, where it is one that text is full of.
fn shown(entity: &str) -> Option<&'static str> {
    Some(match entity {
        "&lt;" => "<",
        "&gt;" => ">",
        "&amp;" => "&",
        "&quot;" => "\"",
        "&#39;" | "&apos;" => "'",
        _ => return None,
    })
}

enum Piece {
    Text,
    /// A tag, or an element that is not translated, in a sentence.
    InSentence,
    /// What ends a sentence.
    Between,
}

/// Takes HTML apart into tags, comments and text.
struct Reader<'t> {
    layer: &'t str,
    at: usize,
    end: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<(Piece, Range<usize>)> {
        let start = self.at;
        let rest = &self.layer[start..self.end];
        if rest.is_empty() {
            return None;
        }
        let (piece, len) = match rest.starts_with('<') {
            true => markup(rest),
            false => (Piece::Text, rest.find('<').unwrap_or(rest.len())),
        };
        self.at = start + len;
        Some((piece, start..self.at))
    }
}

/// What a text is that begins with `<`, and how long.
fn markup(text: &str) -> (Piece, usize) {
    if text.starts_with("<!--") {
        let end = text.find("-->").map_or(text.len(), |end| end + 3);
        return (Piece::Between, end);
    }
    let inner = &text[1..];
    let name = inner.strip_prefix('/').unwrap_or(inner);
    if !name.starts_with(|first: char| first.is_ascii_alphabetic() || "!?".contains(first)) {
        return (Piece::Text, 1);
    }
    let name_len = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let name = name[..name_len.unwrap_or(name.len())].to_ascii_lowercase();
    let Some(len) = tag_len(text) else {
        return (Piece::Between, text.len());
    };
    let is_start = !inner.starts_with('/') && !text[..len].ends_with("/>");
    let len = match is_start && CLOSED.contains(&name.as_str()) {
        true => element_len(text, len, &name),
        false => len,
    };
    match IN_SENTENCES.contains(&name.as_str()) {
        true => (Piece::InSentence, len),
        false => (Piece::Between, len),
    }
}

/// How long the tag is that a text begins with; `>` in quotes ends none.
fn tag_len(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// How long the element is whose start tag of `from` bytes begins a text; all of
/// the text where it is not closed.
fn element_len(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = text[at..].find("</") {
        at += found + 2;
        let is_it = text.as_bytes()[at..]
            .get(..name.len())
            .is_some_and(|written| written.eq_ignore_ascii_case(name.as_bytes()));
        if is_it {
            return text[at..].find('>').map_or(text.len(), |end| at + end + 1);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(html: &str) -> Vec<String> {
        let parts = parts(html, 0..html.len());
        parts.iter().map(Part::written).collect()
    }

    #[test]
    fn sentences_between_tags() {
        let html = "<table>\n  <tr><td title=\"a > b\">One <b>two</b>\n   three</td>\n\
            <td><code>x <y></code> four</td></tr>\n<!-- no -->\n<pre>\n  no\n</pre></table>";
        assert_eq!(
            written(html),
            ["One <b>two</b> three", "<code>x <y></code> four"]
        );
    }

    #[test]
    fn entities() {
        let html = "<p>AT&amp;T&nbsp;is 1 &lt; 2 & 3 < 4</p>";
        let parts = parts(html, 0..html.len());
        assert_eq!(parts.len(), 1);
        let tokens = format!("{:?}", parts[0].tokens());
        assert_eq!(
            tokens,
            "[Text(\"AT&T\"), Alone(\"&nbsp;\"), Text(\"is 1 < 2 & 3 < 4\")]"
        );
    }
}
