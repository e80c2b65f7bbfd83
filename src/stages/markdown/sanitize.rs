//! What raw HTML may say where `[markdown] html = "sanitize"`: an allow-list of
//! elements, attributes and schemes, after that of the library ammonia. What is
//! not on it is left out and reported; its text is shown.

use super::reading::Reading;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;

#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big",
    "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li", "map", "area",
    "mark", "nav", "nobr", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var", "video",
    "wbr",
];

#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "abbr", "align", "alt", "axis", "bgcolor", "border", "cellpadding", "cellspacing", "char",
    "charoff", "cite", "class", "color", "cols", "colspan", "compact", "controls", "coords",
    "datetime", "dir", "face", "headers", "height", "hidden", "href", "hreflang", "id", "kind",
    "label", "lang", "loading", "loop", "muted", "name", "nowrap", "open", "poster", "preload",
    "rel", "reversed", "role", "rowspan", "rules", "scope", "shape", "size", "span", "src",
    "srclang", "start", "summary", "tabindex", "target", "title", "translate", "type", "usemap",
    "valign", "value", "width",
];

/// Whether an element may stand in a page.
pub(super) fn allows_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// Whether an attribute may stand in a tag. What it says is another question.
fn allows_attribute(name: &str) -> bool {
    ATTRIBUTES.contains(&name) || name.starts_with("aria-") || name.starts_with("data-")
}

/// Whether a reader, or a browser, may be led to an address. Browsers ignore
/// white space and control characters in a scheme, so they are ignored here.
#[must_use]
pub fn is_safe_address(address: &str) -> bool {
    let plain: String = address
        .chars()
        .filter(|letter| !letter.is_whitespace() && !letter.is_control())
        .take(64)
        .collect::<String>()
        .to_ascii_lowercase();
    let Some((scheme, rest)) = plain.split_once(':') else {
        return true;
    };
    if scheme.contains(['/', '?', '#']) {
        return true;
    }
    match scheme {
        "http" | "https" | "mailto" | "tel" | "sms" | "ftp" | "xref" => true,
        // A picture that can hold no script.
        "data" => ["image/png", "image/gif", "image/jpeg", "image/webp"]
            .iter()
            .any(|kind| rest.starts_with(kind)),
        _ => false,
    }
}

/// The finding about an address that is left out.
#[must_use]
pub fn unsafe_address<At>(at: At, address: &str) -> Diagnostic<At> {
    let shown = on_a_line(address);
    let message = format!("`{}` is left out: it is not safe to follow", shown.trim());
    Diagnostic::new(Code::UnsafeAddress, at, message)
        .hint("link to a page, or to an address that begins with `https:`")
}

impl Reading<'_> {
    /// Whether raw HTML and addresses are reduced to what can do no harm.
    pub(super) fn sanitizes(&self) -> bool {
        self.dialect.settings.options.sanitizes
    }

    pub(super) fn report_element(&mut self, name: &str, at: TextRange) {
        let message = format!("`<{name}>` is left out: it is not safe");
        self.document.diagnostics.push(
            Diagnostic::new(Code::DisallowedTag, at, message)
                .hint("write it in Markdown, or set `html = \"trusted\"` in `[markdown]`"),
        );
    }

    /// Whether an attribute may be written; reports one that may not.
    pub(super) fn may_write(&mut self, name: &str, value: &str, at: TextRange) -> bool {
        if !allows_attribute(name) {
            self.report_attribute(name, at);
            return false;
        }
        let is_address = matches!(name, "href" | "src" | "poster" | "cite");
        if is_address && !is_safe_address(value) {
            self.document.diagnostics.push(unsafe_address(at, value));
            return false;
        }
        true
    }

    fn report_attribute(&mut self, name: &str, at: TextRange) {
        let message = format!("`{name}` is left out: it is not safe");
        self.document.diagnostics.push(
            Diagnostic::new(Code::DisallowedAttribute, at, message)
                .hint("remove it, or set `html = \"trusted\"` in `[markdown]`"),
        );
    }
}

/// The start of an address without control characters, so that it fits into a
/// line of a report.
fn on_a_line(address: &str) -> String {
    const MOST: usize = 40;
    let visible = |letter: char| match letter.is_control() {
        true => ' ',
        false => letter,
    };
    let mut line: String = address.chars().take(MOST).map(visible).collect();
    if address.chars().nth(MOST).is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        for address in [
            "a.md",
            "/a:b",
            "#a:b",
            "https://a.example",
            "MailTo:a@b",
            "data:image/png;base64,x",
            "?a:b",
        ] {
            assert!(is_safe_address(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            " java\tscript:x",
            "JAVASCRIPT:x",
            "vbscript:x",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "\u{1}javascript:x",
            "file:///x",
        ] {
            assert!(!is_safe_address(address), "{address}");
        }
    }
}
