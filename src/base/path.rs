//! [`SitePath`], the only path type of the stages.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A path relative to the site, with `/` between its parts and without `.`,
/// `..` or empty parts, so it can never climb out of the site.
///
/// The empty path names the site's own folder. Cloning is cheap.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// The site's own folder.
    #[must_use]
    pub fn root() -> Self {
        Self(Arc::from(""))
    }

    /// Reads a relative path, resolving `.` and `..` inside it.
    ///
    /// Gives `None` when the path climbs out of the site. A leading `/` counts
    /// as the site's folder; a backslash is an ordinary character.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        Self::root().join(path)
    }

    /// This folder with `relative` below it, `.` and `..` resolved.
    ///
    /// Gives `None` when the result would climb out of the site.
    #[must_use]
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.parts().collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(Self(Arc::from(parts.join("/"))))
    }

    /// This path with `suffix` written directly behind it: `a/b` and `.html`
    /// make `a/b.html`.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        Self(Arc::from(format!("{}{suffix}", self.0)))
    }

    /// The path as text, `/` between its parts.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts from the outermost folder to the name.
    #[must_use]
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// The folder this path lies in; the root for a path of one part.
    #[must_use]
    pub fn folder(&self) -> Self {
        match self.0.rfind('/') {
            Some(slash) => Self(Arc::from(&self.0[..slash])),
            None => Self::root(),
        }
    }

    /// The last part.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The name's ending without its dot, lower-cased; empty where there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// The path without the ending of its name.
    #[must_use]
    pub fn without_extension(&self) -> Self {
        match self.name().rfind('.') {
            Some(dot) if dot > 0 => {
                let end = self.0.len() - self.name().len() + dot;
                Self(Arc::from(&self.0[..end]))
            }
            _ => self.clone(),
        }
    }

    /// What is left of this path below `folder`, or `None` when it lies elsewhere.
    #[must_use]
    pub fn below(&self, folder: &Self) -> Option<Self> {
        if folder.0.is_empty() {
            return Some(self.clone());
        }
        let rest = self.0.strip_prefix(folder.as_str())?;
        match rest.strip_prefix('/') {
            Some(rest) => Some(Self(Arc::from(rest))),
            None if rest.is_empty() => Some(Self::root()),
            None => None,
        }
    }

    /// The relative address that leads from a page at this path to `target`,
    /// percent-encoded for use in an `href`.
    ///
    /// A page's link to itself is its own name, so that it works with any
    /// query or fragment behind it.
    #[must_use]
    pub fn address_of(&self, target: &Self) -> String {
        self.way_to(target, encode_part)
    }

    /// The same as a writer would type it: what Markdown would misread is
    /// encoded, and letters of all scripts are left as they are.
    #[must_use]
    pub fn written_way_to(&self, target: &Self) -> String {
        self.way_to(target, |part| {
            let escape = |letter| match letter {
                ' ' => "%20".to_owned(),
                '(' => "%28".to_owned(),
                ')' => "%29".to_owned(),
                '#' => "%23".to_owned(),
                '?' => "%3F".to_owned(),
                '%' => "%25".to_owned(),
                letter => letter.to_string(),
            };
            part.chars().map(escape).collect()
        })
    }

    fn way_to(&self, target: &Self, encode: impl Fn(&str) -> String) -> String {
        let from = self.folder();
        let mut here = from.parts().peekable();
        let mut there = target.parts().peekable();
        let mut left = target.parts().count();
        // The last part of the target is its name: never skip it as common.
        while left > 1 && here.peek().is_some() && here.peek() == there.peek() {
            here.next();
            there.next();
            left -= 1;
        }
        let mut address = "../".repeat(here.count());
        let names: Vec<String> = there.map(encode).collect();
        address.push_str(&names.join("/"));
        address
    }
}

/// A whole address as machines want it: what is no character of an address is
/// percent-encoded (RFC 3986 section 2), and what is encoded already stays.
#[must_use]
pub fn encode_address(address: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const NOT_IN_AN_ADDRESS: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    utf8_percent_encode(address, NOT_IN_AN_ADDRESS).to_string()
}

/// One part of a path as it may stand in an address (RFC 3986 section 3.3).
fn encode_part(part: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const NOT_IN_A_SEGMENT: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'{')
        .add(b'}')
        .add(b'\\')
        .add(b'^')
        .add(b'|')
        .add(b'[')
        .add(b']');
    let encoded = utf8_percent_encode(part, NOT_IN_A_SEGMENT).to_string();
    // A colon in the first part of a relative address would read as a scheme.
    encoded.replace(':', "%3A")
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a path inside the site")
    }

    #[test]
    fn a_path_never_climbs_out() {
        assert_eq!(SitePath::new("../x"), None);
        assert_eq!(SitePath::new("a/../../x"), None);
        assert_eq!(path("a/./b/../c").as_str(), "a/c");
        assert_eq!(path("a//b/").as_str(), "a/b");
    }

    #[test]
    fn below_respects_whole_parts() {
        assert_eq!(path("ko-kr/a.md").below(&path("ko")), None);
        assert_eq!(path("ko/a.md").below(&path("ko")), Some(path("a.md")));
        assert_eq!(path("a.md").below(&SitePath::root()), Some(path("a.md")));
    }

    #[test]
    fn addresses_are_relative_and_encoded() {
        let cases = [
            ("en/a.html", "en/b.html", "b.html"),
            ("en/a.html", "en/a.html", "a.html"),
            ("en/x/a.html", "en/b.html", "../b.html"),
            ("en/x/a.html", "ko/x/a.html", "../../ko/x/a.html"),
            ("index.html", "en/index.html", "en/index.html"),
            ("en/x/y.html", "en/x", "../x"),
            ("a.html", "b c/100%.html", "b%20c/100%25.html"),
            ("a.html", "x:y.html", "x%3Ay.html"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(path(from).address_of(&path(to)), expected, "{from} -> {to}");
        }
    }

    #[test]
    fn whole_addresses_are_encoded_once() {
        let cases = [
            (
                "https://x.example/a b?c=d#한",
                "https://x.example/a%20b?c=d#%ED%95%9C",
            ),
            ("/a%20b?c=[1]", "/a%20b?c=[1]"),
        ];
        for (written, expected) in cases {
            assert_eq!(encode_address(written), expected);
        }
    }

    #[test]
    fn names_and_endings() {
        assert_eq!(path("a/b.tar.GZ").extension(), "gz");
        assert_eq!(path("a/.nojekyll").extension(), "");
        assert_eq!(path("a.b/c").without_extension().as_str(), "a.b/c");
        assert_eq!(path("a.b/c.md").without_extension().as_str(), "a.b/c");
    }
}
