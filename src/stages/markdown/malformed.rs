//! Findings about forms that are wrong, or nearly right.

use super::attributes::Attributes;
use super::bracketed;
use super::triple_colon::{self, SPECS, Spec, Written};
use crate::base::diagnostic::{Code, Diagnostic, nearest};
use crate::base::text::TextRange;

type Finding = Diagnostic<TextRange>;

/// What is wrong with a line that begins with `:::` and is no form; `None` for
/// any other line.
pub(super) fn explain(line: &str, at: TextRange) -> Option<Finding> {
    let form = triple_colon::written(line.trim_end())?;
    if triple_colon::read(line).is_some() {
        return None;
    }
    let Some(spec) = form.spec() else {
        let unknown = Diagnostic::new(
            Code::InvalidTripleColon,
            at,
            format!("there is no block `:::{}`", form.name),
        );
        let known = SPECS.iter().map(|spec| spec.name);
        return Some(match nearest(&form.name, known) {
            Some(meant) => unknown.hint(format!("did you mean `:::{meant}`?")),
            None => unknown.hint("put it between back-ticks to show it as it is"),
        });
    };
    Some(not_written_right(spec, &form, at))
}

/// What is wrong with a form of those that stand in a sentence, but is none:
/// what `rest` begins with ends on the same line. `start` is its place.
pub(super) fn explain_inside(rest: &str, start: usize) -> Option<Finding> {
    let form = triple_colon::written(rest)?;
    let spec = form.spec()?;
    let may_stand_inside = matches!(spec.name, "image" | "video" | "no-loc");
    (may_stand_inside && form.is_closed)
        .then(|| not_written_right(spec, &form, TextRange::new(start, start + form.len)))
}

/// What is wrong with a line of a quote that begins as `[!div ..]` or
/// `[!VIDEO ..]` does and is neither; `None` for any other line.
pub(super) fn explain_bracketed(line: &str, at: TextRange) -> Option<Finding> {
    let inside = line.strip_prefix("[!")?;
    let begins = |key: &str| {
        let (start, rest) = inside.split_at_checked(key.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(key) && rest.starts_with([' ', '\t', ']'])
    };
    let name = ["div", "VIDEO"].into_iter().find(|key| begins(key))?;
    if bracketed::read(line, true).is_some() {
        let message = format!("`[!{name}]` must be alone on its line");
        return Some(
            Diagnostic::new(Code::InvalidNoteSection, at, message)
                .hint("put the text on the next line, behind `> `"),
        );
    }
    Some(match name {
        "div" => Diagnostic::new(
            Code::InvalidNoteSection,
            at,
            "the attributes of this `[!div]` are not written right",
        )
        .hint("write `name=\"value\"` for each, the value in double quotes"),
        _ => Diagnostic::new(
            Code::InvalidVideo,
            at,
            "this `[!VIDEO]` has no whole address",
        )
        .hint("write the address with `https://`, and `]` behind it"),
    })
}

fn not_written_right(spec: &Spec, form: &Written, at: TextRange) -> Finding {
    let name = spec.name;
    let finding = |message: String| Diagnostic::new(spec.code, at, message);
    let Some(written) = &form.attributes else {
        return finding(format!(
            "the attributes of this `:::{name}` are not written right"
        ))
        .hint("write `name=\"value\"` for each, the value in double quotes");
    };
    if let Some(missing) = triple_colon::missing(spec, written) {
        return finding(format!("this `:::{name}` has no `{missing}`"))
            .hint(format!("add `{missing}=\"..\"`"));
    }
    match name {
        "image" if form.is_closed => finding("this image has an unknown type".to_owned())
            .hint("write `type=\"content\"`, `\"icon\"` or `\"complex\"`"),
        "zone" => finding(match written.is_empty() {
            true => "this zone names neither a target nor a pivot".to_owned(),
            false => "this zone has a target or pivots that no zone has".to_owned(),
        })
        .hint(
            "write `target=\"docs\"`, `\"chromeless\"` or `\"pdf\"`, or `pivot=\"a,b\"` in lower case; \
             a zone for `pdf` has no pivot",
        ),
        _ => finding(format!("this `:::{name}` has no end")).hint("write `:::` behind it"),
    }
}

/// What is wrong with a form that is recognised all the same: attributes that
/// it does not have, or has twice.
pub(super) fn check(source: &str, at: TextRange) -> Vec<Finding> {
    let Some(form) = triple_colon::written(source) else {
        return Vec::new();
    };
    let (Some(spec), Some(written)) = (form.spec(), &form.attributes) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let known = || spec.required.iter().chain(spec.optional).copied();
    for (index, (name, value)) in written.iter().enumerate() {
        let finding = |what: &str| {
            let message = format!("`{name}` {what} `:::{}`", spec.name);
            Diagnostic::new(spec.code, at, message)
        };
        if !known().any(|known| known.eq_ignore_ascii_case(name)) {
            let unknown = finding("is no attribute of");
            findings.push(match nearest(name, known()) {
                Some(meant) => unknown.hint(format!("did you mean `{meant}`?")),
                None => unknown.hint(format!(
                    "it may have: `{}`",
                    known().collect::<Vec<_>>().join("`, `")
                )),
            });
        } else if written[..index].iter().any(|(other, _)| other == name) {
            findings.push(finding("stands twice in").hint("remove one; the first is used"));
        } else if name == "max-width" && value.parse::<u16>().is_err() {
            findings.push(
                Diagnostic::new(
                    spec.code,
                    at,
                    format!("`max-width` is `{value}`, which is no number"),
                )
                .hint("write how many pixels wide it may be, such as `max-width=\"640\"`"),
            );
        } else if name == "span" && !value.is_empty() && value.parse::<u8>().is_err() {
            let message = format!("`{value}` is no number of columns");
            findings.push(
                Diagnostic::new(spec.code, at, message)
                    .hint("write how many columns it is as wide as, such as `span=\"2\"`"),
            );
        }
    }
    findings
}

/// Attributes that stand twice in a `[!div ..]`.
pub(super) fn check_div(attributes: &Attributes, at: TextRange) -> Vec<Finding> {
    let twice = attributes.iter().enumerate().filter(|(index, (name, _))| {
        let before = &attributes[..*index];
        before.iter().any(|(other, _)| other == name)
    });
    twice
        .map(|(_, (name, _))| {
            let message = format!("`{name}` stands twice in `[!div]`");
            Diagnostic::new(Code::InvalidNoteSection, at, message)
                .hint("remove one; the first is used")
        })
        .collect()
}

/// The finding about a link that leads nowhere: `[text]()`.
pub(super) fn no_address(at: TextRange) -> Finding {
    Diagnostic::new(Code::FileNotFound, at, "this link has no address")
        .hint("write between `(` and `)` what it leads to, or take the link away")
}

/// The finding about an image of Markdown or HTML that says nothing to those
/// who cannot see it.
pub(super) fn no_alternative(at: TextRange, how: &str) -> Finding {
    Diagnostic::new(
        Code::AltTextMissing,
        at,
        "this image has no alternative text",
    )
    .hint(format!("say what it shows: {how}"))
}

pub(super) fn no_alt_text(at: TextRange) -> Finding {
    Diagnostic::new(Code::InvalidImage, at, "this image has no `alt-text`")
        .hint("say in `alt-text=\"..\"` what the image shows, for readers who cannot see it")
}

/// `****` above a table.
pub(super) fn spacer(at: TextRange) -> Finding {
    Diagnostic::new(
        Code::TableSpacer,
        at,
        "this line keeps a table apart; it is not shown",
    )
    .hint("remove it: a blank line is enough")
    .fix(at, "")
}

/// The end of a block directly below a table; its line begins at `start`.
pub(super) fn below_table(at: TextRange, start: usize) -> Finding {
    Diagnostic::new(
        Code::BlockEndBelowTable,
        at,
        "this end stands directly below a table, which other tools take for a row of it",
    )
    .hint("put a blank line before it")
    .fix(TextRange::new(start, start), "\n")
}

/// An alert's marker in the middle of a line.
pub(super) fn flattened(key: &str, at: TextRange) -> Finding {
    Diagnostic::new(
        Code::AlertFlattened,
        at,
        format!("`[!{key}]` stands in a line; it is shown as a title"),
    )
    .hint("put the alert into a quote of its own, or write the title in bold")
}

/// A link with nothing to click on.
pub(super) fn no_link_text(at: TextRange) -> Finding {
    Diagnostic::new(
        Code::LinkTextMissing,
        at,
        "this link has no text; the title of its target is shown",
    )
    .hint("write between `[` and `]` what readers will find there")
}
