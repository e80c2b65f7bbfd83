//! Findings as SARIF 2.1.0, which editors and code scanning read.

use super::{Placed, Region, below_current, level, slashed};
use crate::base::diagnostic::{Code, Fix};
use crate::shell::explain;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// Everything that a path in an address cannot hold as it is.
const NOT_IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub(super) fn report(findings: &[Placed], identities: &[String]) -> String {
    let codes: BTreeSet<Code> = findings.iter().map(|placed| placed.finding.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> = findings
        .iter()
        .zip(identities)
        .map(|(placed, identity)| result(placed, &uri(&placed.file), &codes, identity))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(&codes) },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn driver(codes: &[Code]) -> Value {
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let mut driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    // SARIF takes an address or no key at all.
    let home = env!("CARGO_PKG_HOMEPAGE");
    if !home.is_empty() {
        driver["informationUri"] = home.into();
    }
    driver
}

fn rule(code: Code) -> Value {
    let mut rule = json!({
        "id": code.name(),
        "shortDescription": { "text": code.about() },
        "defaultConfiguration": { "level": level(code.default_severity(), "note") },
    });
    if let Some(explanation) = explain::explanation(code) {
        rule["help"] = json!({
            "text": explanation.prose(),
            "markdown": explanation.markdown(),
        });
    }
    rule
}

fn result(placed: &Placed, uri: &str, codes: &[Code], fingerprint: &str) -> Value {
    let finding = placed.finding;
    let mut message = finding.message.clone();
    for hint in &finding.hints {
        message.push_str(&format!("\nhelp: {hint}"));
    }
    let mut location = json!({ "artifactLocation": { "uri": uri } });
    if placed.line.is_some() {
        location["region"] = region(placed.region);
    }
    let mut result = json!({
        "ruleId": finding.code.name(),
        "ruleIndex": codes.binary_search(&finding.code).unwrap_or_default(),
        "level": level(finding.severity, "note"),
        "message": { "text": message },
        "locations": [{ "physicalLocation": location }],
        // The name that code scanning looks for.
        "partialFingerprints": { "primaryLocationLineHash": fingerprint },
    });
    if let Some((region, fix)) = &placed.fix {
        result["fixes"] = json!([edit(uri, *region, fix)]);
    }
    result
}

fn edit(uri: &str, deleted: Region, fix: &Fix) -> Value {
    json!({
        "artifactChanges": [{
            "artifactLocation": { "uri": uri },
            "replacements": [{
                "deletedRegion": region(deleted),
                "insertedContent": { "text": fix.with },
            }],
        }],
    })
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

/// A file as a reference to it: relative where it lies below the current
/// folder or the command line says so, else with its scheme.
fn uri(file: &Path) -> String {
    let file = slashed(&below_current(file));
    let path = utf8_percent_encode(&file, NOT_IN_PATHS);
    match (Path::new(&file).is_absolute(), file.starts_with('/')) {
        (true, true) => format!("file://{path}"),
        (true, false) => format!("file:///{path}"),
        (false, _) => path.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_hold_only_what_they_may() {
        let uri = |file| uri(Path::new(file));
        assert_eq!(uri("a b/발신.md"), "a%20b/%EB%B0%9C%EC%8B%A0.md");
        assert_eq!(uri("a:b/50%#?.md"), "a%3Ab/50%25%23%3F.md");
        assert_eq!(uri("../docs/./a.md"), "../docs/./a.md");
    }
}
