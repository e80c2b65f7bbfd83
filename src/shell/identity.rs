//! What tells a finding from others while lines move: its code, its file, what
//! it says, and the text of its line.

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprinter;
use crate::base::sources::Sources;
use crate::base::text::LineIndex;
use std::collections::BTreeMap;

/// The identity of each finding, in their order. Those that would have the same
/// are numbered.
pub(super) fn identities(findings: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let mut indexes = BTreeMap::new();
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    let identity = |finding: &Diagnostic| {
        let file = &finding.at.file;
        let text = sources.text(file).map_or("", |text| text);
        let range = finding.at.range;
        let line = if range.end == 0 || range.end > text.len() {
            ""
        } else {
            let lines = indexes
                .entry(file.clone())
                .or_insert_with(|| LineIndex::new(text));
            let number = lines.line(range.start);
            text[lines.line_start(number)..lines.line_start(number + 1)].trim_end()
        };
        let parts = [finding.code.name(), file.as_str(), &finding.message, line];
        let mut identity = Fingerprinter::default();
        for part in parts {
            identity.add(part.as_bytes());
        }
        let identity = identity.finish();
        let count = counts.entry(identity).or_default();
        *count += 1;
        format!("{identity:?}:{count}")
    };
    findings.iter().map(identity).collect()
}
