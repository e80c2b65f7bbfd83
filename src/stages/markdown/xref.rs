//! References to uids: `<xref:uid>`, `@uid`, `@"uid"`, `<xref href="uid">`.

use super::document::Xref;
use crate::base::text::TextRange;
use percent_encoding::percent_decode_str;

/// Whether `@` behind this text may begin a reference: not in `user@host`.
pub(super) fn may_begin_behind(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_none_or(|last| last.is_whitespace() || last.is_ascii_punctuation())
}

/// The uid of a mention at the start of `text`, and the mention's length.
pub(super) fn mention(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('@')?;
    for quote in ['"', '\''] {
        if let Some(quoted) = inside.strip_prefix(quote) {
            let end = quoted.find(['"', '\'', '\n']).filter(|end| *end > 0)?;
            return quoted[end..]
                .starts_with(quote)
                .then(|| (quoted[..end].to_owned(), end + 3));
        }
    }
    if !inside.starts_with(char::is_alphabetic) {
        return None;
    }
    let stops = |letter: char| letter.is_whitespace() || "\"'<>[]|".contains(letter);
    let pauses = |letter: char| ".,;:!?~".contains(letter);
    let mut letters = inside.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = stops(letter)
            || pauses(letter)
                && letters
                    .peek()
                    .is_none_or(|(_, next)| stops(*next) || pauses(*next));
        if ends {
            return Some(unparenthesized(&inside[..at]));
        }
    }
    Some(unparenthesized(inside))
}

/// A uid that was mentioned without quotes, and the mention's length: without
/// the `)` of `(see @uid)`, with that of `@List.Add(T)`.
fn unparenthesized(uid: &str) -> (String, usize) {
    let opened = uid.matches('(').count();
    let closed = uid.matches(')').count();
    let surplus = closed.saturating_sub(opened);
    let at_end = uid.len() - uid.trim_end_matches(')').len();
    let uid = &uid[..uid.len() - surplus.min(at_end)];
    (uid.to_owned(), uid.len() + 1)
}

/// The uid in `<xref:"uid with blanks">` at the start of `text`, and its length.
pub(super) fn quoted(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix("<xref:")?;
    let quote = inside
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))?;
    let inside = &inside[1..];
    let end = inside
        .find(quote)
        .filter(|end| inside[end + 1..].starts_with('>'))?;
    Some((inside[..end].to_owned(), end + 9))
}

/// Text without the mentions in it: they do not count for a heading's id.
pub(super) fn without_mentions(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let found = may_begin_behind(&kept).then(|| mention(from)).flatten();
        let len = found.map_or(1, |(_, len)| len);
        if len == 1 {
            kept.push('@');
        }
        rest = &from[len..];
    }
    kept.push_str(rest);
    kept
}

/// A reference to a uid that means what it says, `?` and `#` included.
pub(super) fn literal(uid: &str, range: TextRange, must_exist: bool) -> Xref {
    Xref {
        written: uid.to_owned(),
        uid: uid.to_owned(),
        query: String::new(),
        fragment: String::new(),
        raw: String::new(),
        text: None,
        alt: None,
        range,
        must_exist,
    }
}

/// What `uid?query#fragment` asks for. `raw` is the source, for a uid that is
/// not found.
#[must_use]
pub fn read(written: &str, raw: &str, range: TextRange, must_exist: bool) -> Xref {
    let (path, fragment) = match written.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (written, String::new()),
    };
    let (uid, query) = path.split_once('?').unwrap_or((path, ""));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut xref = Xref {
        written: written.to_owned(),
        fragment,
        raw: raw.to_owned(),
        ..literal(&decoded(uid), range, must_exist)
    };
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match name.to_ascii_lowercase().as_str() {
            "text" => xref.text = Some(decoded(value)),
            "alt" => xref.alt = Some(decoded(value)),
            "displayproperty" | "altproperty" | "title" => {}
            _ => {
                xref.query
                    .push(if xref.query.is_empty() { '?' } else { '&' });
                xref.query.push_str(pair);
            }
        }
    }
    xref
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions() {
        let cases = [
            ("@api1 x", Some(("api1", 5))),
            ("@api!1.", Some(("api!1", 6))),
            ("@api...", Some(("api", 4))),
            ("@'a p ';", Some(("a p ", 7))),
            ("@api@a ", Some(("api@a", 6))),
            ("@api) x", Some(("api", 4))),
            ("@a.b(c)).", Some(("a.b(c)", 7))),
            ("@System.String", Some(("System.String", 14))),
            ("@\" ", None),
            ("@1", None),
        ];
        for (text, expected) in cases {
            let found = mention(text);
            let found = found.as_ref().map(|(uid, len)| (uid.as_str(), *len));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn queries_are_taken_apart() {
        let xref = read("a%20b?text=T&view=x#f", "", TextRange::default(), true);
        assert_eq!((xref.uid.as_str(), xref.query.as_str()), ("a b", "?view=x"));
        assert_eq!(xref.fragment, "#f");
        assert_eq!(xref.text.as_deref(), Some("T"));
    }
}
