//! [`Address`]: the path that somebody asks for, as far as it can be trusted.

use percent_encoding::percent_decode_str;

/// The longest path that is looked at; no page has half of it.
const LONGEST: usize = 4096;

/// A path of the site, decoded. It holds no part that leads upwards, and is
/// only ever looked up among the files that were built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// As it was asked for, without query: `/ko-kr/%EB%B0%98%EC%86%A1`.
    pub encoded: String,
    /// Decoded: `/ko-kr/반송`.
    pub path: String,
}

/// Why a path is no address of any site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    TooLong,
    /// No UTF-8, or characters or parts that no published file has in its name.
    Malformed,
}

impl Address {
    /// Reads the path of a request.
    pub(super) fn read(encoded: &str) -> Result<Self, Refused> {
        if encoded.len() > LONGEST {
            return Err(Refused::TooLong);
        }
        let decoded = percent_decode_str(encoded).decode_utf8();
        let path = decoded.map_err(|_| Refused::Malformed)?;
        let is_odd = |character: char| character.is_control() || character == '\\';
        let leads_elsewhere = |part: &str| matches!(part, "." | "..");
        if !path.starts_with('/') || path.contains(is_odd) || path.split('/').any(leads_elsewhere) {
            return Err(Refused::Malformed);
        }
        Ok(Self {
            encoded: encoded.to_owned(),
            path: path.into_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_elsewhere_is_refused() {
        let cases = [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/a/..%2fsecret",
            "/a\\..\\secret",
            "/a%5c..%5csecret",
            "/a%00.html",
            "/a%0d%0aSet-Cookie:b",
            "/%c0%ae%c0%ae/secret",
            "/%ff",
            "/./a",
            "a",
            "*",
            "",
        ];
        for path in cases {
            assert_eq!(Address::read(path), Err(Refused::Malformed), "{path}");
        }
        let long = format!("/{}", "a".repeat(LONGEST));
        assert_eq!(Address::read(&long), Err(Refused::TooLong));
    }

    #[test]
    fn names_in_any_script_are_read() {
        let cases = [
            ("/ko-kr/%EB%B0%98%EC%86%A1.html", "/ko-kr/반송.html"),
            ("/100%25.html", "/100%.html"),
            ("/a..b/...", "/a..b/..."),
            ("/", "/"),
        ];
        for (encoded, path) in cases {
            let read = Address::read(encoded).map(|address| address.path);
            assert_eq!(read, Ok(path.to_owned()), "{encoded}");
        }
    }
}
