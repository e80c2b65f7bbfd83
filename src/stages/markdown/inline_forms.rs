//! Finds the dialect's forms that stand inside a line.

use super::code_spans;
use super::directives::Directive;
use super::{bracketed, triple_colon};
use std::ops::Range;

/// The forms inside a line of prose and where they stand in it.
pub(super) fn find(line: &str) -> Vec<(Range<usize>, Directive)> {
    let mut forms = Vec::new();
    if !line.contains(":::") && !line.contains("[!") {
        return forms;
    }
    let code = code_spans::find(line);
    let mut at = 0;
    while let Some(found) = line[at..].find([':', '[']) {
        at += found;
        if let Some(span) = code_spans::at(&code, at) {
            at = span.end;
            continue;
        }
        let rest = &line[at..];
        let form = match rest {
            _ if line[..at].ends_with('\\') => None,
            _ if rest.starts_with(":::") => triple_colon::read(rest),
            _ if rest.starts_with("[!") => bracketed::read(rest, false),
            _ => None,
        };
        match form.filter(|(directive, _)| is_inline(directive)) {
            Some((directive, len)) => {
                forms.push((at..at + len, directive));
                at += len;
            }
            None => at += 1,
        }
    }
    forms
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
