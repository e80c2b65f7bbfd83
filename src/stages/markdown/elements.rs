//! What HTML's elements are, as far as a writer of fragments must know: which
//! exist, which are void, and which end which (HTML Standard, section 13.1.2.4).

/// Elements of HTML, of its past, and of the SVG that people paste: a tag with
/// any other name is a placeholder such as `<server name>` and shown as text.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption",
    "center", "circle", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del",
    "details", "dfn", "dialog", "dir", "div", "dl", "dt", "ellipse", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "g", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input",
    "ins", "kbd", "label", "legend", "li", "line", "link", "main", "map", "mark", "math", "menu",
    "menuitem", "meta", "meter", "nav", "nobr", "noscript", "object", "ol", "optgroup", "option",
    "output", "p", "param", "path", "picture", "polygon", "polyline", "pre", "progress", "q",
    "rect", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source",
    "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u",
    "ul", "var", "video", "wbr",
];

#[rustfmt::skip]
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// CommonMark 4.6, kind 6.
#[rustfmt::skip]
const HTML_BLOCK: &[&str] = &[
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
];

pub(super) fn is_known(name: &str) -> bool {
    KNOWN.binary_search(&name).is_ok()
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.binary_search(&name).is_ok()
}

/// Whether a line that begins with this tag begins an HTML block.
pub(super) fn is_html_block_name(name: &str) -> bool {
    HTML_BLOCK.binary_search(&name).is_ok()
}

/// Whether a start tag of this name ends an open paragraph.
pub(super) fn ends_paragraph(name: &str) -> bool {
    is_html_block_name(name)
        && !matches!(
            name,
            "base"
                | "basefont"
                | "col"
                | "frame"
                | "iframe"
                | "link"
                | "noframes"
                | "optgroup"
                | "option"
                | "param"
                | "title"
                | "track"
                | "legend"
        )
        || name == "pre"
}

/// Whether a start tag `next` ends an open element `open` without an end tag:
/// `<li>` ends the `<li>` before it.
pub(super) fn implies_end(next: &str, open: &str) -> bool {
    match open {
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "p" => ends_paragraph(next),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "thead" | "tfoot"),
        "thead" | "tbody" | "tfoot" => matches!(next, "tbody" | "thead" | "tfoot"),
        "option" => matches!(next, "option" | "optgroup"),
        _ => false,
    }
}

/// Elements whose end tag may be left out, so that ending them early is no fault.
pub(super) fn end_is_optional(name: &str) -> bool {
    matches!(
        name,
        "li" | "dt"
            | "dd"
            | "p"
            | "td"
            | "th"
            | "tr"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
            | "colgroup"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_for_binary_search() {
        for table in [KNOWN, VOID, HTML_BLOCK] {
            assert!(table.is_sorted());
        }
    }
}
