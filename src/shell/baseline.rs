//! `guidepost check --baseline FILE`: a list of findings that are known, so that
//! only new ones fail.
//!
//! Each line is a file, a code and the finding's identity. Lines may move; a
//! finding whose own line changes is new.

use super::identity::identities;
use super::whole_file;
use crate::base::diagnostic::Diagnostic;
use crate::base::sources::Sources;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

const HEAD: &str = "# Findings that are known: `guidepost check --baseline FILE \
                    --update-baseline` writes this file.\n";

/// The findings that are known.
pub(super) struct Baseline(BTreeSet<String>);

/// What a baseline makes of findings.
pub(super) struct Compared {
    /// Those that are new.
    pub new: Vec<Diagnostic>,
    /// How many are known.
    pub known: usize,
    /// How many of those that are known are there no more.
    pub mended: usize,
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// Says why it is no baseline.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
        let mut known = BTreeSet::new();
        for (number, line) in text.lines().enumerate() {
            let is_identity = |identity: &str| {
                let (hash, count) = identity.split_once(':').unwrap_or_default();
                let is_hash = hash.bytes().all(|byte| byte.is_ascii_hexdigit());
                !hash.is_empty() && is_hash && count.parse::<usize>().is_ok()
            };
            match line.rsplit(' ').next() {
                _ if line.is_empty() || line.starts_with('#') => {}
                Some(identity) if is_identity(identity) => {
                    known.insert(identity.to_owned());
                }
                _ => {
                    return Err(format!(
                        "line {} of `{}` is no finding",
                        number + 1,
                        path.display()
                    ));
                }
            }
        }
        Ok(Self(known))
    }

    /// Writes all findings as known, whole or not at all.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn write(path: &Path, findings: &[Diagnostic], sources: &Sources) -> io::Result<()> {
        let mut text = HEAD.to_owned();
        for (finding, identity) in findings.iter().zip(identities(findings, sources)) {
            let (place, code) = (&finding.at.file, finding.code.name());
            text.push_str(&format!("{place} {code} {identity}\n"));
        }
        whole_file::write(path, text.as_bytes())
    }

    /// Parts findings into new and known.
    pub(super) fn compare(&self, findings: Vec<Diagnostic>, sources: &Sources) -> Compared {
        let identities = identities(&findings, sources);
        let is_known = |identity: &String| self.0.contains(identity);
        let known = identities
            .iter()
            .filter(|identity| is_known(identity))
            .count();
        let mended = self.0.len() - known;
        let new = findings
            .into_iter()
            .zip(&identities)
            .filter(|(_, identity)| !is_known(identity))
            .map(|(finding, _)| finding)
            .collect();
        Compared { new, known, mended }
    }
}
