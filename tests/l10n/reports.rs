//! `status`, `todo` and what fails a check.

use super::{SOURCE, accepted, edit};
use serde_json::Value;

#[test]
fn people_read_a_table() {
    let site = accepted();
    site.write(
        "content/en-us/new.md",
        "# New page\n\nFour words of text.\n",
    );
    edit(
        &site,
        "content/en-us/bounces.md",
        "A message came back.",
        "A letter came back.",
    );
    let run = site.run(&["l10n", "status", "--files"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let words: Vec<&str> = lines[1].split_whitespace().collect();
    assert_eq!(
        words[..8],
        ["ko-kr", "2", "32", "68.8%", "12.5%", "0.0%", "18.8%", "0"]
    );
    assert_eq!(
        lines[2..],
        [
            "content/ko-kr/bounces.md: stale, 1 of 11 parts: content/en-us/bounces.md:8",
            "content/ko-kr/new.md: missing: content/en-us/new.md",
        ]
    );
}

#[test]
fn a_check_fails_where_a_condition_holds() {
    let site = accepted();
    site.write(
        "content/en-us/new.md",
        "# New page\n\nFour words of text.\n",
    );
    let run = site.run(&["l10n", "status", "--fail-on", "stale>20%"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = site.run(&["l10n", "status", "--fail-on", "missing > 10%"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stderr,
        "error: `missing>10%` holds for `ko-kr`: 18.8%\n\
         help: see `guidepost l10n todo --locale ko-kr`\n"
    );
    let run = site.run(&["l10n", "status", "--fail-on", "stale>a lot"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("stale>20%"), "{}", run.stderr);
}

#[test]
fn a_locale_that_is_not_there_is_named() {
    let site = accepted();
    site.refuses(
        &["l10n", "todo", "--locale", "ko"],
        2,
        "error: there is no locale `ko`\nhelp: name one of: `ko-kr`\n",
    );
    site.refuses(
        &["l10n", "status", "--locale", "en-us"],
        2,
        "error: `en-us` is the source locale, which is not translated\n\
         help: name one of: `ko-kr`\n",
    );
}

#[test]
fn work_is_listed_as_readers_need_it() {
    let site = accepted();
    edit(
        &site,
        "content/en-us/bounces.md",
        "Refused",
        "Rejected (5.7.64, 5.7.512, 4.7.650)",
    );
    site.write("content/en-us/about.md", "# About\n\nUs.\n");
    site.write(
        "content/en-us/codes.md",
        SOURCE.replace("5.7.1", "5.7.1, 5.1.1, 4.4.7, 5.2.2, 4.3.2"),
    );
    site.write("content/en-us/index.md", "# Home\n");
    site.write(
        "content/en-us/start.md",
        "---\nms.topic: landing-page\n---\n# Start\n",
    );
    let run = site.run(&["l10n", "todo", "--locale", "ko-kr", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let list: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let items = list.as_array().expect("a list").iter();
    let items: Vec<String> = items
        .map(|item| {
            let source = item["source"].as_str().unwrap_or_default();
            let name = source
                .trim_start_matches("./")
                .trim_start_matches("content/en-us/");
            format!("{name} {} {}", item["state"], item["words"]).replace('"', "")
        })
        .collect();
    assert_eq!(
        items,
        [
            "index.md missing 1",
            "start.md missing 1",
            "codes.md missing 30",
            "bounces.md stale 5",
            "about.md missing 2",
        ]
    );
}
