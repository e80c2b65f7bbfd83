//! What the integration tests share: the theme from the repository, findings
//! and differences as text, and the faults of a piece of HTML.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod book;
pub(crate) mod listed;
pub(crate) mod markup;
pub(crate) mod site;

use guidepost::base::diagnostic::Diagnostic;
use guidepost::base::path::SitePath;
use guidepost::base::sources::{Body, Source, Sources};
use guidepost::base::text::LineIndex;
use similar::TextDiff;
use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether the expectations are to be rewritten: `UPDATE=1 cargo test`.
pub(crate) fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Every file below a folder, in the order of their names.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    entries
        .into_iter()
        .flat_map(|path| match path.is_dir() {
            true => files_below(&path),
            false => vec![path],
        })
        .collect()
}

/// Adds the files below a folder of the disk, text where they are UTF-8.
pub(crate) fn add_folder(sources: &mut Sources, folder: &Path, root: &str) {
    for file in files_below(folder) {
        let below = file.strip_prefix(folder).expect("a file of the folder");
        let path = site_path(&format!("{root}/{}", slashed(below)));
        let bytes = fs::read(&file).expect("a readable file");
        let mut source = Source::from_bytes(bytes);
        if let Body::NotUtf8 { .. } = source.body {
            let len = fs::metadata(&file).expect("a file").len();
            source.body = Body::Binary { len };
        }
        sources.files.insert(path, source);
    }
}

/// A path with `/` between its parts on every system.
pub(crate) fn slashed(path: &Path) -> String {
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// A path of the site.
pub(crate) fn site_path(path: &str) -> SitePath {
    SitePath::new(path).unwrap_or_else(|| panic!("`{path}` climbs out of the site"))
}

/// Findings, a line each, with their hints below: `page.md:3:5 warning
/// file-not-found: message`. Paths are given below `root` where they can be.
pub(crate) fn findings_as_text(findings: &[Diagnostic], sources: &Sources, root: &str) -> String {
    let root = site_path(root);
    let mut text = String::new();
    for finding in findings {
        let file = &finding.at.file;
        let source = sources.text(file).map_or("", |text| text);
        let (line, column) = LineIndex::new(source).place(finding.at.range.start);
        let shown = file.below(&root).unwrap_or_else(|| file.clone());
        text.push_str(&format!(
            "{shown}:{line}:{column} {} {}: {}\n",
            finding.severity.name(),
            finding.code.name(),
            finding.message
        ));
        for hint in &finding.hints {
            text.push_str(&format!("  help: {hint}\n"));
        }
    }
    text
}

/// The difference between two texts, `None` when there is none.
pub(crate) fn difference(expected: &str, actual: &str) -> Option<String> {
    (expected != actual).then(|| {
        TextDiff::from_lines(expected, actual)
            .unified_diff()
            .header("expected", "actual")
            .to_string()
    })
}
