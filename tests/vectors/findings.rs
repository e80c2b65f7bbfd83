//! What v3 finds in the files of its own tests, compared with what `guidepost check`
//! finds in the same files.

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Our codes and what v3 calls the same finding, where the words differ.
const CODES: &[(&str, &str)] = &[("attribute-invalid", "violate-schema")];

/// A vector, and everything that v3 finds in its files.
pub(crate) struct Case {
    id: String,
    vector: Value,
    expected: Vec<Finding>,
}

#[derive(Deserialize, PartialEq)]
struct Finding {
    code: String,
    /// Not every case says it.
    file: Option<String>,
    /// 1 is the first; 0 or none where the finding is about the whole file.
    line: Option<usize>,
}

/// Everything that `guidepost check` says.
#[derive(Deserialize)]
struct Said {
    diagnostics: Vec<Finding>,
}

/// The vectors of a file that say what is found.
pub(crate) fn cases(path: &Path) -> Result<Vec<Case>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let vectors: Vec<Value> = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let mut cases = Vec::new();
    for vector in vectors {
        if let Some(expected) = vector.get("case_diagnostics") {
            let expected = Vec::deserialize(expected).map_err(|error| error.to_string())?;
            let id = vector["id"].as_str().unwrap_or_default().to_owned();
            cases.push(Case {
                id,
                vector,
                expected,
            });
        }
    }
    Ok(cases)
}

/// The vectors in whose files something else is found, and what. Findings with
/// codes that v3 does not have are none of its business.
pub(crate) fn misses(cases: &[Case], script: &Path) -> Result<BTreeMap<String, String>, String> {
    let expected = cases.iter().flat_map(|case| &case.expected);
    let theirs: BTreeSet<&str> = expected.map(|finding| finding.code.as_str()).collect();
    let complaints: Result<Vec<Option<(String, String)>>, String> = cases
        .par_iter()
        .map(|case| {
            let mut found = check(&case.vector, script)?;
            found.retain(|finding| theirs.contains(finding.code.as_str()));
            let complaint = complaint(&case.expected, found);
            Ok(complaint.map(|complaint| (case.id.clone(), complaint)))
        })
        .collect();
    Ok(complaints?.into_iter().flatten().collect())
}

/// What is found in the files of a vector, in v3's words.
fn check(vector: &Value, script: &Path) -> Result<Vec<Finding>, String> {
    let failed = |error: std::io::Error| error.to_string();
    let mut command = Command::new("python3")
        .args([script.as_os_str(), super::super::GUIDEPOST.as_ref()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut input = command.stdin.take().expect("a pipe");
    input
        .write_all(vector.to_string().as_bytes())
        .map_err(failed)?;
    drop(input);
    let output = command.wait_with_output().map_err(failed)?;
    let said: Said = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let mut found = said.diagnostics;
    for finding in &mut found {
        if let Some((_, theirs)) = CODES.iter().find(|(ours, _)| *ours == finding.code) {
            finding.code = (*theirs).to_owned();
        }
    }
    Ok(found)
}

/// What is missing and what is too much.
fn complaint(expected: &[Finding], found: Vec<Finding>) -> Option<String> {
    let mut complaint = String::new();
    for finding in expected {
        if !found.iter().any(|other| finding.is(other)) {
            complaint.push_str(&format!("  missing: {}\n", finding.shown()));
        }
    }
    for finding in found {
        if expected.iter().any(|expected| expected.is(&finding)) {
            continue;
        }
        complaint.push_str(&format!("  too much: {}\n", finding.shown()));
    }
    (!complaint.is_empty()).then_some(complaint)
}

impl Finding {
    /// Whether `found` is what is expected, as far as the case says.
    fn is(&self, found: &Self) -> bool {
        let says_file = self
            .file
            .as_ref()
            .is_none_or(|file| found.file.as_ref() == Some(file));
        let line = self.line.filter(|line| *line > 0);
        self.code == found.code && says_file && line.is_none_or(|line| found.line == Some(line))
    }

    fn shown(&self) -> String {
        let file = self.file.as_deref().unwrap_or("*");
        format!("{file}:{} {}", self.line.unwrap_or_default(), self.code)
    }
}
