//! `[!INCLUDE ..]`, `[!code-..]`, `[!VIDEO ..]`, `[!div ..]`, `[!BUTTON ..]`, as
//! they stand in a line.

use super::attributes;
use super::directives::{Directive, LONGEST, Snippet, Video};
use crate::stages::snippet::Selection;

/// The `[!..]` form at the start of `text` other than an alert, and its length.
pub(super) fn read(text: &str, in_quote: bool) -> Option<(Directive, usize)> {
    if let Some((key, link, len)) = keyed_link(text) {
        return Some((of_link(&key, link)?, len));
    }
    let inside = text.strip_prefix("[!")?;
    if !begins_with_one_of(inside, &["video", "div"]) {
        return None;
    }
    let end = inside.bytes().take(LONGEST).position(|b| b == b']')?;
    let (key, rest) = match inside[..end].split_once([' ', '\t']) {
        Some((key, rest)) => (key, rest.trim()),
        None => (&inside[..end], ""),
    };
    let directive = if key.eq_ignore_ascii_case("video") {
        let is_web = |scheme: &str| {
            rest.get(..scheme.len())
                .is_some_and(|s| s.eq_ignore_ascii_case(scheme))
        };
        if !is_web("http://") && !is_web("https://") {
            return None;
        }
        Directive::Video(Video {
            source: rest.to_owned(),
            ..Video::default()
        })
    } else if in_quote && key.eq_ignore_ascii_case("div") {
        Directive::Div {
            attributes: attributes::read(rest.trim_matches('`'))?,
        }
    } else {
        return None;
    };
    Some((directive, end + 3))
}

/// Whether a text begins with one of these words, in any case. It is asked first:
/// to look for the end of what is no form takes its time.
fn begins_with_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let start = text.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    })
}

/// The parts of `[title](destination "title")`.
struct Link<'t> {
    text: &'t str,
    destination: String,
    title: Option<String>,
}

/// `[!key[title](destination "title")]` at the start of `text`: the key in
/// lower case, the link, and the form's length. No blank may stand before the
/// last `]`.
fn keyed_link(text: &str) -> Option<(String, Link<'_>, usize)> {
    let inside = text.strip_prefix("[!")?;
    let key_len = inside
        .bytes()
        .take(LONGEST)
        .position(|b| b == b'[' || b == b']')?;
    let (key, after) = inside.split_at(key_len);
    if !begins_with_one_of(key, &["include", "button", "code", "notebook"]) {
        return None;
    }
    let link_text = after.strip_prefix('[')?;
    let text_len = matching(link_text, b'[', b']')?;
    let target = link_text[text_len + 1..].strip_prefix('(')?;
    let close = matching(target, b'(', b')')?;
    let rest = target[close + 1..].strip_prefix(']')?;
    let (destination, title) = destination_and_title(target[..close].trim())?;
    let link = Link {
        text: &link_text[..text_len],
        destination,
        title,
    };
    let key = key.trim_end().to_owned();
    Some((key, link, text.len() - rest.len()))
}

fn destination_and_title(written: &str) -> Option<(String, Option<String>)> {
    let (destination, title) = match written.strip_prefix('<') {
        Some(pointed) => pointed.split_at(pointed.find('>')?),
        None => match written.split_once([' ', '\t']) {
            Some((destination, title)) => (destination, title),
            None => (written, ""),
        },
    };
    let title = title.trim_start_matches('>').trim();
    let quoted = |mark| title.strip_prefix(mark)?.strip_suffix(mark);
    let title = quoted('"').or_else(|| quoted('\'')).map(str::to_owned);
    let path = destination.replace("\\(", "(").replace("\\)", ")");
    (!path.is_empty()).then_some((path, title))
}

fn of_link(key: &str, link: Link) -> Option<Directive> {
    let lower = key.to_ascii_lowercase();
    if let Some(sign) = lower.strip_prefix("include") {
        let is_inline = match sign.trim() {
            "" => None,
            "-" => Some(true),
            "+" => Some(false),
            _ => return None,
        };
        return Some(Directive::Include {
            path: link.destination,
            title: link.text.to_owned(),
            is_inline,
        });
    }
    if lower == "button" {
        return Some(Directive::Button {
            text: link.text.to_owned(),
            target: link.destination,
        });
    }
    let is_cell = lower.starts_with("notebook");
    let language = key.get(if is_cell { 8 } else { 4 }..)?;
    if !is_cell && !lower.starts_with("code") || !(language.is_empty() || language.starts_with('-'))
    {
        return None;
    }
    let (path, fragment) = link
        .destination
        .split_once('#')
        .unwrap_or((&link.destination, ""));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let highlight = query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.eq_ignore_ascii_case("highlight")
            .then(|| value.to_owned())
    });
    Some(Directive::Snippet(Snippet {
        path: path.to_owned(),
        language: language.strip_prefix('-').map(str::to_owned),
        name: Some(link.text.to_owned()).filter(|name| !name.is_empty()),
        title: link.title,
        selection: Selection::from_address(query, fragment),
        highlight,
        interactive: None,
        is_cell,
        is_triple_colon: false,
    }))
}

/// Offset of the `close` that matches an `open` already read, on the same line.
fn matching(text: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 1;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'\n' => return None,
            _ if escaped => {}
            _ if byte == open => depth += 1,
            _ if byte == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn included(text: &str) -> Option<String> {
        match read(text, false)? {
            (Directive::Include { path, .. }, _) => Some(path),
            _ => None,
        }
    }

    #[test]
    fn includes() {
        let cases = [
            ("[!INCLUDE [t](a.md)]", Some("a.md")),
            ("[!include[t](../a b.md \"x\")] more", Some("../a")),
            ("[!Include-[a [b]](<a b.md>)]", Some("a b.md")),
            ("[!INCLUDE [t](a\\(1\\).md)]", Some("a(1).md")),
            ("[!INCLUDE [t](a.md) ]", None),
            ("[!INCLUDE]", None),
        ];
        for (text, expected) in cases {
            assert_eq!(included(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn snippets() {
        let Some((Directive::Snippet(snippet), len)) =
            read("[!Code-FakeREST[n](a.cs?highlight=1#x \"t\")] more", false)
        else {
            panic!("a snippet");
        };
        assert_eq!(len, 43);
        assert_eq!(snippet.path, "a.cs");
        assert_eq!(snippet.language.as_deref(), Some("FakeREST"));
        assert_eq!(snippet.name.as_deref(), Some("n"));
        assert_eq!(snippet.title.as_deref(), Some("t"));
        assert_eq!(snippet.highlight.as_deref(), Some("1"));
        assert!(read("[!coder[n](a.cs)]", false).is_none());
    }
}
