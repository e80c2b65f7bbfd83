//! How translations stand to their sources: a lock, or a history made on the fly,
//! and exactly the states and sections that follow from each edit.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests make their sites on the disk and stop at what they did not expect"
)]

mod support;

#[path = "l10n/accepting.rs"]
mod accepting;
#[path = "l10n/history.rs"]
mod history;
#[path = "l10n/reports.rs"]
mod reports;

use serde_json::Value;
use std::process::Command;
use support::site::Site;

/// A source page of two sections.
const SOURCE: &str = "\
---
title: Bounces
description: Why mail comes back.
ms.date: 1/2/2026
---
# Bounces

A message came back.

## Codes

| Code | Meaning |
|---|---|
| 5.7.1 | Refused |
| 5.7.606 | Blocked |

## Ask us

- Write to us.
- Wait for *one* day.
";

/// Its translation.
const TRANSLATION: &str = "\
---
title: 반송
description: 메일이 돌아오는 이유입니다.
---
# <a name=\"bounces\"></a>반송

메시지가 돌아왔습니다.

## <a name=\"codes\"></a>코드

| 코드 | 뜻 |
|---|---|
| 5.7.1 | 거부됨 |
| 5.7.606 | 차단됨 |

## <a name=\"ask-us\"></a>문의

- 문의하세요.
- *하루* 기다리세요.
";

const BOOK: &str = "[book]\ntitle = \"Help\"\n\n[locales.en-us]\n\n[locales.ko-kr]\n";

/// A site of a page and its translation, nothing recorded.
fn translated() -> Site {
    let site = Site::empty();
    site.write("book.toml", BOOK);
    site.write("content/en-us/bounces.md", SOURCE);
    site.write("content/ko-kr/bounces.md", TRANSLATION);
    site
}

/// The same, the translation accepted.
fn accepted() -> Site {
    let site = translated();
    site.succeeds(&["l10n", "accept", "content/ko-kr/bounces.md"]);
    site
}

/// Replaces something in a file, which must be there.
#[track_caller]
fn edit(site: &Site, file: &str, from: &str, to: &str) {
    let text = site.read(file);
    assert!(text.contains(from), "{file} has no {from:?}");
    site.write(file, text.replacen(from, to, 1));
}

/// Each file of Korean with its state, the changed and all blocks, and the lines.
#[track_caller]
fn states(site: &Site) -> Vec<String> {
    let run = site.run(&["l10n", "status", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let status: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let locale = &status["locales"][0];
    assert_eq!(locale["locale"], "ko-kr");
    let files = locale["files"].as_array().expect("files");
    let say = |file: &Value| {
        let name = file["translation"].as_str().or(file["source"].as_str());
        let name = name.unwrap_or_default().trim_start_matches("content/");
        let state = file["state"].as_str().unwrap_or_default();
        let mut said = format!("{name}: {state}");
        if state == "stale" {
            let (changed, blocks) = (&file["changed"], &file["blocks"]);
            said.push_str(&format!(" {changed}/{blocks} at {}", file["lines"]));
        }
        if let Some(successor) = file["successor"].as_str() {
            said.push_str(&format!(" -> {successor}"));
        }
        said
    };
    files.iter().map(say).collect()
}

/// Runs git in the site's folder; gives what it said.
#[track_caller]
fn git(site: &Site, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(site.path(""))
        .output()
        .expect("git is installed");
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
    String::from_utf8(output.stdout)
        .expect("UTF-8")
        .trim()
        .to_owned()
}

/// Commits everything; gives the commit.
fn commit(site: &Site) -> String {
    git(site, &["add", "-A"]);
    git(site, &["commit", "-q", "-m", "Edit"]);
    git(site, &["rev-parse", "HEAD"])
}
