//! What no page may contain, whatever its writer wrote: tags that do not match,
//! blocks in paragraphs, ids given twice, and the library's own marks.

use html5gum::{Token, Tokenizer};
use std::collections::BTreeSet;

const VOID: [&str; 9] = [
    "br", "col", "hr", "img", "input", "param", "source", "track", "wbr",
];

/// Elements that end an open paragraph in every browser.
const BLOCKS: [&str; 20] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
];

/// The faults of a page's body, as sentences.
pub(crate) fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut ids = BTreeSet::new();
    if html.contains(['\u{FDD0}', '\u{FDD1}']) {
        faults.push("a mark of the preparation is left".to_owned());
    }
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if BLOCKS.contains(&name.as_str()) && open.iter().any(|outer| outer == "p") {
                    faults.push(format!("`<{name}>` stands in a paragraph"));
                }
                if name == "a" && open.iter().any(|outer| outer == "a") {
                    faults.push("a link stands in a link".to_owned());
                }
                if let Some(fault) = misplaced(&name, open.last().map(String::as_str)) {
                    faults.push(fault);
                }
                if let Some(id) = tag.attributes.get(&b"id"[..]) {
                    let id = String::from_utf8_lossy(id).into_owned();
                    if !ids.insert(id.clone()) {
                        faults.push(format!("the id `{id}` is given twice"));
                    }
                }
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                match open.last() {
                    Some(last) if *last == name => drop(open.pop()),
                    last => faults.push(format!("`</{name}>` stands where {last:?} is open")),
                }
            }
            Token::Error(error) => faults.push(format!("the tokenizer says: {}", *error)),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) => {}
        }
    }
    faults.extend(open.iter().map(|name| format!("`<{name}>` is not closed")));
    faults
}

/// Elements that may stand in some elements only.
fn misplaced(name: &str, parent: Option<&str>) -> Option<String> {
    let allowed: &[&str] = match name {
        "li" => &["ul", "ol", "menu"],
        "tr" => &["table", "thead", "tbody", "tfoot"],
        "td" | "th" => &["tr"],
        "thead" | "tbody" | "tfoot" | "colgroup" => &["table"],
        "summary" => &["details"],
        _ => match parent {
            Some(parent @ ("ul" | "ol" | "table" | "thead" | "tbody" | "tr"))
                if !matches!(name, "caption" | "script" | "template" | "li") =>
            {
                return Some(format!("`<{name}>` stands directly in `<{parent}>`"));
            }
            _ => return None,
        },
    };
    (!parent.is_some_and(|parent| allowed.contains(&parent)))
        .then(|| format!("`<{name}>` stands in {parent:?}"))
}
