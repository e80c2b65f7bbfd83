//! The parts of an address as it is written.

use percent_encoding::percent_decode_str;

/// The path of an address, and the query and fragment behind it.
pub(super) fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

/// A path as files are named: percent-decoded, with `/` for `\`.
pub(super) fn decoded(path: &str) -> String {
    percent_decode_str(path)
        .decode_utf8_lossy()
        .replace('\\', "/")
}

/// RFC 3986 section 3.1; a single letter is a Windows drive, not a scheme.
pub(super) fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return false;
    };
    scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// The scheme of the web that one was meant to be which nearly is: `htps://`.
pub(super) fn meant_scheme(address: &str) -> Option<&'static str> {
    let (scheme, _) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let known = ["https", "http"];
    // Those of programs, such as `ftp` or `tel`, are near to none of them.
    match known.contains(&scheme.as_str()) {
        true => None,
        false => known.into_iter().find(|known| {
            let is_part = scheme.len() > 2 && known.ends_with(&scheme);
            is_part || strsim::osa_distance(&scheme, known) == 1
        }),
    }
}

/// A path without the language and region that it begins with: `en-us/a` gives
/// `a`.
pub(super) fn without_region(path: &str) -> Option<&str> {
    let (first, rest) = path.split_once('/')?;
    let (language, region) = first.split_once('-')?;
    let is_letters = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    (is_letters(language) && is_letters(region)).then_some(rest)
}

/// Whether the host of a web address may exist: without its percent-encoding it
/// has no character that is forbidden in one (URL Standard, 3.1). Prose that
/// slipped into an address has blanks there.
pub(super) fn has_possible_host(address: &str) -> bool {
    let is_web = |scheme: &str| {
        matches!(
            scheme.to_ascii_lowercase().as_str(),
            "" | "http:" | "https:"
        )
    };
    let Some((_, rest)) = address
        .split_once("//")
        .filter(|(scheme, _)| is_web(scheme))
    else {
        return true;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let forbidden = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '<' | '>' | '^' | '|' | '"' | '`')
    };
    !decoded(host).contains(forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_that_were_meant() {
        let cases = [
            ("htttps://x", Some("https")),
            ("ttps://x", Some("https")),
            ("nhttps://x", Some("https")),
            ("htp://x", Some("http")),
            ("https://x", None),
            ("HTTP://x", None),
            ("ftp://x", None),
            ("mailto:x", None),
            ("ms-settings://x", None),
        ];
        for (address, meant) in cases {
            assert_eq!(meant_scheme(address), meant, "{address}");
        }
    }

    #[test]
    fn hosts_that_no_site_can_have() {
        for possible in [
            "https://example.com/a b",
            "//example.com",
            "HTTP://user@example.com:80",
            "http://[::1]/",
            "https://xn--3e0b707e.example/%20",
            "https://한국.example/",
            "mailto:a b@example.com",
        ] {
            assert!(has_possible_host(possible), "{possible}");
        }
        for impossible in ["http://see%20below", "https://<tenant>.example/", "//a b/c"] {
            assert!(!has_possible_host(impossible), "{impossible}");
        }
    }
}
