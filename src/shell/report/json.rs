//! Findings as one JSON object of our own.

use super::Placed;
use serde_json::json;

pub(super) fn report(findings: &[Placed]) -> String {
    let items: Vec<_> = findings.iter().map(item).collect();
    format!("{:#}\n", json!({ "diagnostics": items }))
}

/// Each finding as a value.
pub(super) fn item(placed: &Placed) -> serde_json::Value {
    let Placed {
        finding,
        file,
        region,
        fix,
        ..
    } = placed;
    let fix = fix.as_ref().map(|(region, fix)| {
        json!({
            "line": region.line,
            "column": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
            "replacement": fix.with,
        })
    });
    json!({
        "code": finding.code.name(),
        "severity": finding.severity.name(),
        "message": finding.message,
        "file": file,
        "line": region.line,
        "column": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "hints": finding.hints,
        "fix": fix,
    })
}
