//! The cases of docfx's own tests, when they stand beside the checkout: those of
//! open-source docfx and of v3, the engine of Microsoft Learn. What differs is
//! listed in `tests/vectors/known.md`, with the reason of each.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

mod support;
mod vectors {
    pub(crate) mod findings;
}

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::listed::Listed;

const GUIDEPOST: &str = env!("CARGO_BIN_EXE_guidepost");
const KNOWN: &str = "tests/vectors/known.md";

fn main() {
    let why_not = why_not();
    if let Some(why) = &why_not {
        eprintln!("skipped: {why}");
    }
    let test = |name: &str, run: fn() -> Result<(), Failed>| {
        Trial::test(name, run).with_ignored_flag(why_not.is_some())
    };
    let tests = vec![
        test("docfx", || {
            html("docfx.json", "docfx", |vector| !vector.baseline_pass, 97)
        }),
        test("learn", || html("learn.json", "learn", |_| true, 85)),
        test("findings_of_learn", findings_of_learn),
    ];
    libtest_mimic::run(&Arguments::from_args(), tests).exit();
}

/// Why the vectors cannot be run here.
fn why_not() -> Option<String> {
    if !vectors().is_dir() {
        return Some("the vectors are not beside this checkout".to_owned());
    }
    let python = Command::new("python3")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    python.is_err().then(|| "there is no `python3`".to_owned())
}

fn vectors() -> PathBuf {
    support::repository().join("../shared/vectors")
}

fn adapter() -> PathBuf {
    support::repository().join("tests/vectors/adapter.py")
}

/// What `compare.py` says of a vector.
#[derive(Deserialize)]
struct Verdict {
    id: String,
    ok: bool,
    message: String,
}

/// What is read here of a vector.
#[derive(Deserialize)]
struct Vector {
    id: String,
    /// Whether bare CommonMark passes already.
    #[serde(default)]
    baseline_pass: bool,
}

/// Compares the HTML of all vectors of a file. Of those that `counts` picks, at
/// least so many percent must be right.
fn html(file: &str, theme: &str, counts: fn(&Vector) -> bool, least: usize) -> Result<(), Failed> {
    let out = tempfile::NamedTempFile::new()?;
    let path = vectors().join(file);
    let command = format!("python3 '{}' '{GUIDEPOST}' {theme}", adapter().display());
    let output = Command::new("python3")
        .arg(vectors().join("compare.py"))
        .args([path.as_os_str(), command.as_ref()])
        .args(["--lenient-links", "--jobs", "2", "--json"])
        .arg(out.path())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let verdicts: Vec<Verdict> =
        read(out.path()).map_err(|error| format!("no verdicts: {error}\n{said}"))?;
    let counted: Vec<Vector> = read(&path)?;
    let counted: BTreeSet<String> = counted
        .into_iter()
        .filter(counts)
        .map(|vector| vector.id)
        .collect();
    let is_counted = |verdict: &&Verdict| counted.contains(&verdict.id);
    let all = verdicts.iter().filter(is_counted).count();
    let right = verdicts
        .iter()
        .filter(is_counted)
        .filter(|verdict| verdict.ok)
        .count();
    println!("{file}: {right} of {all}, of {} in all", verdicts.len());
    let wrong = verdicts.into_iter().filter(|verdict| !verdict.ok);
    let found = wrong.map(|verdict| (verdict.id, verdict.message)).collect();
    Listed::read(KNOWN, Some(file)).compare(&found)?;
    assert!(right * 100 >= all * least, "fewer than {least} % are right");
    Ok(())
}

fn findings_of_learn() -> Result<(), Failed> {
    let cases = vectors::findings::cases(&vectors().join("learn.json"))?;
    let count = cases.len();
    let script = support::repository().join("tests/vectors/check.py");
    let found = vectors::findings::misses(&cases, &script)?;
    let right = count - found.len();
    println!("findings of learn.json: {right} of {count}");
    Listed::read(KNOWN, Some("Findings of learn.json")).compare(&found)?;
    assert!(right * 100 >= count * 80, "fewer than 80 % are right");
    Ok(())
}

fn read<T: for<'t> Deserialize<'t>>(path: &Path) -> Result<T, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}
