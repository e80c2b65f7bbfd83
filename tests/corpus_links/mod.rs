//! What `guidepost check` says of the links of the two repositories, each by
//! itself, as their writers would see it.

use libtest_mimic::Failed;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The findings of a repository that is the only content of a site.
fn findings(corpus: &str, locale: &str, more: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = Path::new(crate::CORPORA).join(corpus);
    let book = format!(
        "[book]\nbase-url = \"https://docs.example/\"\n[rules]\ninclude-not-found = \"warning\"\n\
         [locales.{locale}]\ncontent = \"{}\"\n{more}",
        content.display()
    );
    fs::write(folder.path().join("book.toml"), book).expect("a writable folder");
    let output = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .args(["check", "--format", "json"])
        .arg(folder.path())
        .output()
        .expect("guidepost runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["diagnostics"].as_array().expect("a list");
    findings.clone()
}

/// The findings of a code, each with its message and file.
fn of<'f>(findings: &'f [Value], code: &str) -> Vec<(&'f str, &'f str)> {
    let found = findings.iter().filter(|finding| finding["code"] == code);
    found
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().expect("a text");
            (text("message"), text("file"))
        })
        .collect()
}

/// Of 2,436 links to places at most three lead nowhere, those into pages in YAML
/// apart: there the translation has no names that the source had.
pub(crate) fn korean_places() -> Result<(), Failed> {
    let findings = findings("m365-ko-kr", "ko-kr", "");
    let missing = of(&findings, "bookmark-not-found");
    let in_markdown = missing
        .iter()
        .filter(|(message, _)| !message.contains(".yml`"));
    assert!(in_markdown.count() <= 3, "{missing:#?}");
    Ok(())
}

/// Relative links to pages resolve, are followed through redirections, differ in
/// case, or are findings; each of these as often as was counted by hand.
pub(crate) fn korean_pages() -> Result<(), Failed> {
    let findings = findings("m365-ko-kr", "ko-kr", "");
    assert!(of(&findings, "link-redirected").len() >= 120);
    assert!(of(&findings, "link-case-mismatch").len() >= 14);
    let missing = of(&findings, "file-not-found");
    let pages = missing
        .iter()
        .filter(|(message, _)| message.contains(".md`") && message.contains("no page"));
    assert!(pages.count() <= 13, "{missing:#?}");
    let broken = of(&findings, "json-syntax-error");
    assert!(broken[0].0.contains("969"), "{broken:?}");
    assert_eq!(of(&findings, "circular-redirection").len(), 1);
    assert_eq!(of(&findings, "page-not-in-toc").len(), 717);
    Ok(())
}

/// At least 835 of 881 links to `/exchange/..` in pages lead to one.
pub(crate) fn exchange_roots() -> Result<(), Failed> {
    let mut mounts = String::new();
    for (from, to) in crate::MOUNTS {
        mounts.push_str(&format!("[[mounts]]\nfrom = \"{from}\"\nto = \"{to}\"\n"));
    }
    let findings = findings("exchange-en-us", "en-us", &mounts);
    let missing = of(&findings, "file-not-found");
    let roots = missing.iter().filter(|(message, file)| {
        let is_table = file.to_lowercase().contains("toc");
        !is_table && message.to_lowercase().contains("`/exchange/")
    });
    assert!(roots.count() <= 46, "{missing:#?}");
    assert_eq!(of(&findings, "bookmark-not-found"), []);
    Ok(())
}
