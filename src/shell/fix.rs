//! `guidepost check --fix`: makes the edits that findings offer.
//!
//! They are made in memory first, round by round, because an edit may clear the
//! way for another; then each file that differs is written, once and whole.

use super::disk::Site;
use super::whole_file;
use crate::base::diagnostic::{Code, Diagnostic, Fix};
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use similar::TextDiff;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// How often edits are made and the site is read again: more than edits stand in
/// each other's way.
const ROUNDS: usize = 8;

/// The sources as the edits leave them.
pub(super) struct Mended {
    /// What is found in them.
    pub findings: Vec<Diagnostic>,
    /// How many edits were made.
    pub edits: usize,
    /// The files that differ, each with its text as it was.
    pub changed: BTreeMap<SitePath, String>,
}

/// Makes every edit that findings offer. `find` says what is found in sources.
pub(super) fn mend(
    sources: &mut Sources,
    findings: Vec<Diagnostic>,
    find: impl Fn(&Sources) -> Vec<Diagnostic>,
) -> Mended {
    let mut mended = Mended {
        findings,
        edits: 0,
        changed: BTreeMap::new(),
    };
    let mut left = Left::new();
    for _ in 0..ROUNDS {
        let edits = edits(&mended.findings, &mut left);
        if edits.is_empty() {
            break;
        }
        for (file, fixes) in edits {
            let Some(text) = sources.text(&file).map(ToString::to_string) else {
                continue;
            };
            mended.edits += fixes.len();
            sources.insert_text(file.clone(), applied(&text, &fixes));
            mended.changed.entry(file).or_insert(text);
        }
        mended.findings = find(sources);
    }
    mended
}

/// What tells an edit from others: file, finding and text.
type Identity = (SitePath, Code, String, String);

/// How often each edit is to be offered yet, if those that were made helped.
type Left = BTreeMap<Identity, usize>;

/// The edits of one round by their files, in order, none over another. One that
/// was made and did not help is not made again.
fn edits(findings: &[Diagnostic], left: &mut Left) -> BTreeMap<SitePath, Vec<Fix>> {
    let mut offered: BTreeMap<Identity, Vec<&Fix>> = BTreeMap::new();
    for finding in findings {
        if let Some(fix) = finding.fix.as_deref() {
            let (file, with) = (finding.at.file.clone(), fix.with.clone());
            let identity = (file, finding.code, finding.message.clone(), with);
            offered.entry(identity).or_default().push(fix);
        }
    }
    let helped = |identity: &Identity, fixes: &Vec<&Fix>| {
        let expected = left.get(identity).copied();
        expected.is_none_or(|expected| fixes.len() <= expected)
    };
    let mut wanted: BTreeMap<SitePath, Vec<(&Fix, &Identity)>> = BTreeMap::new();
    for (identity, fixes) in &offered {
        if helped(identity, fixes) {
            let of_file = wanted.entry(identity.0.clone()).or_default();
            of_file.extend(fixes.iter().map(|fix| (*fix, identity)));
        }
    }
    let mut edits = BTreeMap::new();
    for (identity, fixes) in &offered {
        left.insert(identity.clone(), fixes.len());
    }
    for (file, mut fixes) in wanted {
        fixes.sort();
        let mut made: Vec<Fix> = Vec::new();
        for (fix, identity) in fixes {
            if made.last().is_some_and(|last| !is_behind(fix, last)) {
                continue;
            }
            made.push(fix.clone());
            if let Some(left) = left.get_mut(identity) {
                *left -= 1;
            }
        }
        edits.insert(file, made);
    }
    edits
}

/// Whether an edit begins where another has ended. Of two that insert at one
/// place it cannot be said which comes first.
fn is_behind(fix: &Fix, last: &Fix) -> bool {
    fix.range.start > last.range.end
        || (fix.range.start == last.range.end && last.range.start < last.range.end)
}

/// A text with edits made, which are in order and apart.
fn applied(text: &str, fixes: &[Fix]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut copied = 0;
    for fix in fixes {
        let (Some(before), Some(_)) = (
            text.get(copied..fix.range.start),
            text.get(fix.range.start..fix.range.end),
        ) else {
            continue;
        };
        new.push_str(before);
        new.push_str(&fix.with);
        copied = fix.range.end;
    }
    new.push_str(text.get(copied..).unwrap_or_default());
    new
}

/// Shows on standard output what the edits change.
pub(super) fn show(site: &Site, changed: &BTreeMap<SitePath, String>) {
    let mut out = anstream::stdout().lock();
    for (file, old) in changed {
        let new = site.sources.text(file).map_or("", |text| text);
        let path = site.places.of(file).display().to_string();
        let diff = TextDiff::from_lines(old.as_str(), new);
        let mut diff = diff.unified_diff();
        // A closed pipe is the reader's choice, not an error of ours.
        let _ = write!(out, "{}", diff.context_radius(1).header(&path, &path));
    }
}

/// Writes what the edits change, each file whole or not at all; gives the files
/// that could not be written, and why.
pub(super) fn write(site: &Site, changed: &BTreeMap<SitePath, String>) -> Vec<String> {
    let mut refused = Vec::new();
    for (file, old) in changed {
        let path = site.places.of(file);
        let new = site.sources.text(file).map_or("", |text| text);
        if let Err(error) = replace(&path, old, new) {
            refused.push(format!("cannot mend `{}`: {error}", path.display()));
        }
    }
    refused
}

/// Replaces a file's text, if it is still the one that was read.
fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    // Where a link leads to the file, the file changes and the link stays.
    let path = fs::canonicalize(path)?;
    if fs::read(&path)? != old.as_bytes() {
        return Err(io::Error::other("it has changed meanwhile"));
    }
    whole_file::write(&path, new.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Span;

    fn finding(start: usize, end: usize, with: &str) -> Diagnostic {
        let at = Span {
            file: SitePath::root().with_suffix("a.md"),
            range: (start..end).into(),
        };
        let message = format!("{start} {end}");
        Diagnostic::new(Code::HtmlLineBreak, at, message).fix((start..end).into(), with)
    }

    #[test]
    fn edits_that_meet_wait_for_the_next_round() {
        let findings = [finding(1, 3, "x"), finding(2, 4, "y"), finding(5, 5, "z")];
        let edits = edits(&findings, &mut Left::new());
        let fixes = edits.values().next().expect("edits of a file");
        assert_eq!(applied("abcdefg", fixes), "axdezfg");
    }

    /// A finding whose edit does not help is offered for ever, and mended once.
    #[test]
    fn an_edit_is_made_once() {
        let mut sources = Sources::default();
        sources.insert_text(SitePath::root().with_suffix("a.md"), "ab");
        let find = |_: &Sources| vec![finding(1, 1, "x")];
        let mended = mend(&mut sources, find(&Sources::default()), find);
        assert_eq!(mended.edits, 1);
        assert_eq!(mended.findings.len(), 1);
    }
}
