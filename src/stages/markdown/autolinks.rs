//! Bare addresses in text (GFM 6.9, as Markdig's `AutoLinks` narrows it).

use super::cjk_emphasis::is_cjk;

/// The address at the start of `rest`, as a link leads to it, and its length.
/// `before` is the text that precedes it.
pub(super) fn at_start_of(rest: &str, before: &str) -> Option<(String, usize)> {
    let may_begin = before
        .chars()
        .next_back()
        .is_none_or(|last| last.is_whitespace() || "*_~(".contains(last) || !last.is_ascii());
    if !may_begin {
        return None;
    }
    let starts = |prefix: &str| {
        rest.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let scheme = ["http://", "https://", "ftp://", "mailto:"]
        .into_iter()
        .find(|scheme| starts(scheme));
    let prefix = match scheme {
        Some(scheme) => scheme.len(),
        None if starts("www.") => 0,
        None => return None,
    };
    let len = extent(rest);
    let host = rest.get(prefix..len)?;
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = match scheme {
        Some("mailto:") => host.split_once('@')?.1,
        _ => host,
    };
    if !is_domain(host) {
        return None;
    }
    let written = &rest[..len];
    Some(match scheme {
        Some(_) => (written.to_owned(), len),
        None => (format!("http://{written}"), len),
    })
}

/// How far an address reaches: to white space, `<`, or a Chinese, Japanese or
/// Korean letter, which belongs to the sentence; without the punctuation that
/// ends one.
fn extent(text: &str) -> usize {
    let is_end = |letter: char| letter.is_whitespace() || letter == '<' || is_cjk(letter);
    let mut end = text.find(is_end).unwrap_or(text.len());
    let mut opened = text[..end].matches('(').count();
    let mut closed = text[..end].matches(')').count();
    opened = opened.min(closed);
    while let Some(last) = text[..end].chars().next_back() {
        match last {
            ')' if closed > opened => closed -= 1,
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | ';' => {}
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}

/// Letters, digits, `-` and `_` between dots, no `_` in the last two parts, and
/// a dot at least.
fn is_domain(host: &str) -> bool {
    let is_part = |part: &str| {
        let is_inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        !part.is_empty() && part.chars().all(is_inside)
    };
    let parts: Vec<&str> = host.split('.').collect();
    parts.len() > 1
        && parts.iter().all(|part| is_part(part))
        && parts.iter().rev().take(2).all(|part| !part.contains('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_sentences() {
        let cases = [
            ("https://a.example/b?c=d.", Some("https://a.example/b?c=d")),
            ("www.a.example/(b)) c", Some("http://www.a.example/(b)")),
            ("https://a.example/b를 보세요", Some("https://a.example/b")),
            ("http://*.a.example", None),
            ("http://localhost/", None),
            ("www", None),
            ("mailto:a@b.example,", Some("mailto:a@b.example")),
            ("mailto:a", None),
        ];
        for (text, expected) in cases {
            let found = at_start_of(text, "(").map(|(href, _)| href);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        assert!(at_start_of("http://a.example", "n").is_none());
    }
}
