//! Follows redirections to their end, through others.

use super::super::addresses::{Addresses, Reason, Target};
use super::super::spelling::has_scheme;
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
    let mut at = (from, entry);
    let mut suffix = String::new();
    loop {
        let (from, step) = at;
        let locale = from.page.locale;
        let found = addresses.resolve(locale, &step.base, &step.to, Purpose::Link);
        match found.target {
            Target::Page(id, own) => return Ok(Target::Page(id, with_suffix(&own, &suffix))),
            Target::Elsewhere(address) if is_web(&address) => {
                return Ok(Target::Elsewhere(with_suffix(&address, &suffix)));
            }
            // Another place on the same page.
            Target::SamePage(own) if from.fragment.is_some() && own.len() > 1 => {
                return Ok(Target::Page(from.page.clone(), own));
            }
            Target::Asset(file, own) => return Ok(Target::Asset(file, own)),
            Target::Elsewhere(_) | Target::SamePage(_) => {
                return Err(Box::new(nowhere(entry, Reason::Missing)));
            }
            Target::Nothing(reason) => {
                let path = addresses.named_path(locale, &step.base, &step.to);
                let next = path.and_then(|(locale, path)| written.at(locale, &path));
                let Some(next) = next else {
                    return Err(Box::new(nowhere(entry, reason)));
                };
                if way.contains(&next) || way.len() > LONGEST {
                    way.push(next);
                    return Err(Box::new(circle(entry, &way)));
                }
                let own = &step.to[step.to.find(['?', '#']).unwrap_or(step.to.len())..];
                suffix = with_suffix(own, &suffix);
                way.push(next);
                at = (next, &written.entries[next]);
            }
        }
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
        _ if to.is_empty() => "this redirection leads nowhere".to_owned(),
        _ => format!("there is no page `{to}` to lead readers to"),
    };
    Diagnostic::new(Code::RedirectUrlInvalid, entry.at.clone(), message).hint(
        "name a page of this site, or write a whole address with `https://`; roots of other \
         sites stand in `[links.external-roots]` of `book.toml`",
    )
}

fn circle(entry: &Entry, way: &[&From]) -> Diagnostic {
    let names: Vec<String> = way
        .iter()
        .map(|from| format!("`{}`", from.page.key))
        .collect();
    let message = format!(
        "these redirections lead in a circle: {}",
        names.join(" -> ")
    );
    Diagnostic::new(Code::CircularRedirection, entry.at.clone(), message)
        .hint("let one of them lead to a page")
}
