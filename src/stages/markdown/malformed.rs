//! Findings about forms that are nearly right.

use super::directives;
use crate::base::diagnostic::{Code, Diagnostic, nearest};
use crate::base::text::TextRange;

const KNOWN: &[&str] = &[
    "row",
    "row-end",
    "column",
    "column-end",
    "moniker",
    "moniker-end",
    "zone",
    "zone-end",
    "image",
    "image-end",
    "video",
    "no-loc",
];

/// What is wrong with a line that begins with `:::` and is no form; `None` for
/// any other line.
pub(super) fn explain(line: &str, at: TextRange) -> Option<Diagnostic<TextRange>> {
    let inside = line.trim_end().strip_prefix(":::")?.trim_start();
    if directives::triple_colon(line).is_some() {
        return None;
    }
    let name: String = inside
        .chars()
        .take_while(|letter| letter.is_ascii_alphabetic() || *letter == '-')
        .collect::<String>()
        .to_ascii_lowercase();
    if name.is_empty() {
        return None;
    }
    let has = |attribute: &str| inside.contains(&format!("{attribute}="));
    let finding = |message: String| Diagnostic::new(Code::InvalidTripleColon, at, message);
    Some(match name.as_str() {
        "image" if !has("source") => {
            Diagnostic::new(Code::InvalidImage, at, "this image lacks its source")
                .hint("write `source=\"..\"` with the path of the file")
        }
        "image" if has("type") && !has_known_type(inside) => {
            Diagnostic::new(Code::InvalidImage, at, "this image has an unknown type")
                .hint("write `type=\"content\"`, `\"icon\"` or `\"complex\"`")
        }
        "moniker" if !has("range") => finding("`:::moniker` has no `range`".to_owned())
            .hint("write `::: moniker range=\"..\"`"),
        known if KNOWN.contains(&known) => finding(format!("`:::{known}` is not written right"))
            .hint("write `name=\"value\"` for each attribute, and `:::` at the end"),
        _ => {
            let unknown = finding(format!("there is no block `:::{name}`"));
            match nearest(&name, KNOWN.iter().copied()) {
                Some(meant) => unknown.hint(format!("did you mean `:::{meant}`?")),
                None => unknown.hint("put it between back-ticks to show it as it is"),
            }
        }
    })
}

fn has_known_type(inside: &str) -> bool {
    ["content", "icon", "complex"]
        .iter()
        .any(|kind| inside.contains(&format!("type=\"{kind}\"")))
}

pub(super) fn no_alt_text(at: TextRange) -> Diagnostic<TextRange> {
    Diagnostic::new(Code::InvalidImage, at, "this image has no `alt-text`")
        .hint("say in `alt-text=\"..\"` what the image shows, for readers who cannot see it")
}
