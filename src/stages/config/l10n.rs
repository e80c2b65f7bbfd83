//! `[l10n]`: how translations are looked at.

use super::written::Table;
use super::{Findings, invalid};

/// The names that stand in a translation as they do in its source.
pub(super) fn do_not_translate(table: &Table, findings: &mut Findings) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for written in table.texts("l10n.do-not-translate").unwrap_or_default() {
        let name = written.value.trim();
        let (message, hint) = match name {
            "" => ("this name is empty".to_owned(), "take it out"),
            _ if name.contains('\n') => (
                "a name stands on one line".to_owned(),
                "write each name as a string of its own",
            ),
            _ if names.iter().any(|other| other == name) => {
                (format!("`{name}` is named twice"), "take it out")
            }
            _ if name.len() < written.value.len() => (
                format!("`{name}` has blanks around it"),
                "write it as it stands in texts",
            ),
            _ => {
                names.push(name.to_owned());
                continue;
            }
        };
        findings.push(invalid(written.range, message).hint(hint));
    }
    names
}
