//! Finds the dialect's forms that stand inside a line.

use super::code_spans;
use super::directives::{self, Directive};
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
            _ if rest.starts_with(":::") => directives::triple_colon(rest),
            _ if rest.starts_with("[!") => directives::bracketed(rest, false),
            _ => None,
        };
        match form.filter(|(directive, _)| is_inline(directive, rest)) {
            Some((directive, len)) => {
                forms.push((at..at + len, directive));
                at += len;
            }
            None => at += 1,
        }
    }
    forms
}

fn is_inline(directive: &Directive, written: &str) -> bool {
    match directive {
        Directive::Include { .. } | Directive::Image(_) | Directive::NoLoc(_) => true,
        // `[!VIDEO ..]` is a block only.
        Directive::Video { .. } => written.starts_with(":::"),
        _ => false,
    }
}
