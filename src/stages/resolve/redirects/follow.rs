//! Follows redirections to their end, through others.

use super::super::addresses::{Addresses, Reason, Target};
use super::super::anchors::named_id;
use super::super::spelling::{has_scheme, split};
use super::super::xrefs::with_suffix;
use super::entries::{Entry, From, Written};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::stages::markdown::Purpose;

/// How many redirections may follow each other: more than anybody writes.
const LONGEST: usize = 64;

/// What each old address leads to in the end.
pub(super) fn ends<'w>(
    addresses: Addresses,
    written: &'w Written,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(&'w From, Target)> {
    let mut ends = Vec::new();
    for (from, entry) in &written.entries {
        match end(addresses, written, from, entry) {
            Ok(target) => ends.push((from, target)),
            Err(finding) => findings.push(*finding),
        }
    }
    ends
}

fn end(
    addresses: Addresses,
    written: &Written,
    from: &From,
    entry: &Entry,
) -> Result<Target, Box<Diagnostic>> {
    let mut way: Vec<&From> = vec![from];
    let mut step = entry;
    let mut suffix = String::new();
    loop {
        let from = way.last().copied().unwrap_or(from);
        let locale = from.page.locale;
        let found = addresses.resolve(locale, &step.base, &step.to, Purpose::Link);
        let target = match found.target {
            // Another place on the same page.
            Target::SamePage(own) if from.fragment.is_some() && own.len() > 1 => {
                Target::Page(from.page.clone(), own)
            }
            target => target,
        };
        let next = match &target {
            Target::Page(id, own) => written.at_place(id, named_id(&with_suffix(own, &suffix))),
            Target::Nothing(_) => {
                let path = addresses.named_path(locale, &step.base, &step.to);
                let (_, own) = split(&step.to);
                let place = named_id(&with_suffix(own, &suffix));
                path.and_then(|(locale, path)| written.at(locale, &path, place.as_deref()))
            }
            _ => None,
        };
        let Some(next) = next else {
            return match target {
                Target::Page(id, own) => Ok(Target::Page(id, with_suffix(&own, &suffix))),
                Target::Elsewhere(address) if is_web(&address) => {
                    Ok(Target::Elsewhere(with_suffix(&address, &suffix)))
                }
                Target::Asset(file, own) => Ok(Target::Asset(file, own)),
                Target::Nothing(reason) => Err(Box::new(nowhere(entry, reason))),
                Target::Elsewhere(_) | Target::SamePage(_) => {
                    Err(Box::new(nowhere(entry, Reason::Missing)))
                }
            };
        };
        if way.len() > LONGEST {
            return Err(Box::new(too_long(entry)));
        }
        let is_circle = way.contains(&next);
        way.push(next);
        if is_circle {
            return Err(Box::new(circle(entry, &way)));
        }
        // A place that has moved takes its own name with it; a page that has
        // keeps that of the place which is looked for.
        suffix = match next.fragment {
            Some(_) => String::new(),
            None => with_suffix(split(&step.to).1, &suffix),
        };
        step = &written.entries[next];
    }
}

fn is_web(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    lower.starts_with("https://")
        || lower.starts_with("http://")
        || lower.starts_with("//")
        || !has_scheme(address)
}

fn nowhere(entry: &Entry, reason: Reason) -> Diagnostic {
    let to = &entry.to;
    let message = match reason {
        Reason::OutOfScope => format!("`{to}` climbs out of the content folder"),
        Reason::NotPublished => format!("`{to}` is not a page of the site"),
        Reason::NoSuchScheme(meant) => {
            format!("`{to}` begins with no scheme; did you mean `{meant}://`?")
        }
        _ if to.is_empty() => "this redirection leads nowhere".to_owned(),
        _ => format!("there is no page `{to}` to lead readers to"),
    };
    Diagnostic::new(Code::RedirectUrlInvalid, entry.at.clone(), message).hint(
        "name a page of this site, or write a whole address with `https://`; roots of other \
         sites stand in `[links.external-roots]` of `book.toml`",
    )
}

fn too_long(entry: &Entry) -> Diagnostic {
    let message = format!("more than {LONGEST} redirections follow each other from here");
    Diagnostic::new(Code::RedirectUrlInvalid, entry.at.clone(), message)
        .hint("name the page at their end")
}

fn circle(entry: &Entry, way: &[&From]) -> Diagnostic {
    let name = |from: &&From| match &from.fragment {
        Some(id) => format!("`{}#{id}`", from.page.key),
        None => format!("`{}`", from.page.key),
    };
    let names: Vec<String> = way.iter().map(name).collect();
    let message = match way {
        [_, _] => "this redirection leads to itself".to_owned(),
        _ => format!(
            "these redirections lead in a circle: {}",
            names.join(" -> ")
        ),
    };
    Diagnostic::new(Code::CircularRedirection, entry.at.clone(), message)
        .hint("name the page that readers are to find")
}
