//! Finds the dialect's forms that stand inside a line.

use super::code_spans;
use super::directives::Directive;
use super::{bracketed, triple_colon};
use std::ops::Range;

/// What a line of prose has inside.
#[derive(Default)]
pub(super) struct Found {
    /// Its forms and where they stand in it.
    pub forms: Vec<(Range<usize>, Directive)>,
    /// Where `:::` stands behind other text and begins no form.
    pub others: Vec<usize>,
}

/// The forms inside a line of prose.
pub(super) fn find(line: &str) -> Found {
    let mut found = Found::default();
    if !line.contains(":::") && !line.contains("[!") {
        return found;
    }
    let code = code_spans::find(line);
    let mut at = 0;
    while let Some(next) = line[at..].find([':', '[']) {
        at += next;
        if let Some(span) = code_spans::at(&code, at) {
            at = span.end;
            continue;
        }
        let rest = &line[at..];
        let is_escaped = line[..at].ends_with('\\');
        let form = match rest {
            _ if is_escaped => None,
            _ if rest.starts_with(":::") => triple_colon::read(rest),
            _ if rest.starts_with("[!") => bracketed::read(rest, false),
            _ => None,
        };
        if let Some((directive, len)) = form.filter(|(directive, _)| is_inline(directive)) {
            found.forms.push((at..at + len, directive));
            at += len;
            continue;
        }
        if at > 0 && !is_escaped && rest.starts_with(":::") {
            found.others.push(at);
        }
        at += 1;
    }
    found
}

fn is_inline(directive: &Directive) -> bool {
    match directive {
        Directive::Include { .. }
        | Directive::Image(_)
        | Directive::NoLoc(_)
        | Directive::Button { .. } => true,
        // `[!VIDEO ..]` is a block only.
        Directive::Video(video) => video.is_inline,
        _ => false,
    }
}
