//! Holds the code against the table in `ARCHITECTURE.md`: which module may use
//! which.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rows of the table "Who may use whom": a module and what it may use.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    let (_, section) = text
        .split_once("## Who may use whom")
        .expect("the section `Who may use whom`");
    section
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
            let names = |cell: &str| -> BTreeSet<String> {
                let quoted = cell.split('`').skip(1).step_by(2);
                quoted.map(str::to_owned).collect()
            };
            let module = names(cells[0]).into_iter().next().expect("a module");
            (module, names(cells[1]))
        })
        .collect()
}

/// Every Rust file below `src` with the module it belongs to.
fn files() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new("src").sort_by_file_name() {
        let path = entry.expect("a readable folder").into_path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            files.push((module_of(&path), path));
        }
    }
    files
}

/// `src/stages/render/view.rs` belongs to `stages::render`, `src/base/memo.rs`
/// to `base`, `src/pipeline.rs` to `pipeline`.
fn module_of(path: &Path) -> String {
    let parts: Vec<String> = path
        .with_extension("")
        .iter()
        .skip(1)
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    match parts[0].as_str() {
        "stages" => parts[..2].join("::"),
        floor => floor.to_owned(),
    }
}

/// The modules that a file names by their full path.
fn uses(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let path: String = text[at + "crate::".len()..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
            .collect();
        let parts: Vec<&str> = path.split("::").collect();
        found.insert(match parts[0] {
            "stages" => parts[..2].join("::"),
            floor => floor.to_owned(),
        });
    }
    found
}

/// `use super::config::Config` in `stages/discover.rs` names `stages::config`.
fn uses_of_neighbours(module: &str, path: &Path, text: &str) -> BTreeSet<String> {
    let is_flat = path.parent() == Some(Path::new("src/stages"));
    if !module.starts_with("stages::") || !is_flat {
        return BTreeSet::new();
    }
    text.match_indices("use super::")
        .map(|(at, found)| {
            let name: String = text[at + found.len()..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            format!("stages::{name}")
        })
        .collect()
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let allowed = allowed();
    let mut seen = BTreeSet::new();
    for (module, path) in files() {
        if matches!(module.as_str(), "lib" | "main" | "stages::mod") {
            continue;
        }
        seen.insert(module.clone());
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let may_use = allowed
            .get(&module)
            .unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{module}`"));
        let mut used = uses(&text);
        used.extend(uses_of_neighbours(&module, &path, &text));
        used.remove(&module);
        for name in used {
            assert!(
                may_use.contains(&name),
                "{} uses `{name}`, which `{module}` may not",
                path.display()
            );
        }
    }
    let known: BTreeSet<String> = allowed.into_keys().collect();
    assert_eq!(known, seen, "rows of the table and modules of the code");
}

#[test]
fn only_the_shell_touches_the_disk() {
    for (module, path) in files() {
        if module == "shell" {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable file");
        for word in [
            "std::fs",
            "std::env",
            "std::net",
            "std::process::Command",
            "SystemTime",
        ] {
            assert!(!text.contains(word), "{} names `{word}`", path.display());
        }
    }
}

#[test]
fn files_stay_small_enough_to_hold_in_the_head() {
    for (_, path) in files() {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}
