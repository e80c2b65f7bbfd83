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
    let host = host(&rest[prefix..])?;
    let host = match scheme {
        Some("mailto:") => host.split_once('@')?.1,
        _ => host,
    };
    if !is_domain(host) {
        return None;
    }
    let len = extent(rest);
    let written = &rest[..len];
    Some(match scheme {
        Some(_) => (written.to_owned(), len),
        None => (format!("http://{written}"), len),
    })
}

/// The host at the start of an address without its scheme, and who is meant at
/// it. One that is longer than any is none: what is no address is not read far.
fn host(rest: &str) -> Option<&str> {
    const LONGEST: usize = 320;
    let mut letters = rest.char_indices().take(LONGEST + 1);
    let ends = |letter: char| "/?#:".contains(letter) || ends_address(letter);
    let end = letters.find_map(|(at, letter)| ends(letter).then_some(at));
    let host = match end {
        Some(end) => &rest[..end],
        None if rest.len() <= LONGEST => rest,
        None => return None,
    };
    Some(host.trim_end_matches(ends_sentence))
}

/// White space, `<`, or a Chinese, Japanese or Korean letter, which belongs to
/// the sentence.
fn ends_address(letter: char) -> bool {
    letter.is_whitespace() || letter == '<' || is_cjk(letter)
}

/// Punctuation that belongs to the sentence where it ends an address.
fn ends_sentence(letter: char) -> bool {
    "?!.,:*_~'\";)،؛؟".contains(letter)
}

/// How far an address reaches, without the punctuation that ends a sentence.
fn extent(text: &str) -> usize {
    let mut end = text.find(ends_address).unwrap_or(text.len());
    let mut opened = text[..end].matches('(').count();
    let mut closed = text[..end].matches(')').count();
    opened = opened.min(closed);
    while let Some(last) = text[..end].chars().next_back() {
        match last {
            ')' if closed > opened => closed -= 1,
            ')' => break,
            last if ends_sentence(last) => {}
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
            ("https://a.example, b", Some("https://a.example")),
            ("https://a.example، b", Some("https://a.example")),
        ];
        for (text, expected) in cases {
            let found = at_start_of(text, "(").map(|(href, _)| href);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        assert!(at_start_of("http://a.example", "n").is_none());
    }
}
