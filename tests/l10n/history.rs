//! States by `ms.sourcegitcommit` and the history of the source.

use super::{BOOK, SOURCE, TRANSLATION, commit, edit, git, states, translated};
use crate::support::site::Site;

const SOURCE_FILE: &str = "content/en-us/bounces.md";
const TRANSLATION_FILE: &str = "content/ko-kr/bounces.md";

/// A site whose translation names the commit of its source.
fn with_history() -> Site {
    let site = translated();
    git(&site, &["init", "-q"]);
    let first = commit(&site);
    let key = format!("title: 반송\nms.sourcegitcommit: {first}\n");
    edit(&site, TRANSLATION_FILE, "title: 반송\n", &key);
    commit(&site);
    site
}

#[test]
fn a_section_is_edited() {
    let site = with_history();
    assert_eq!(states(&site), ["ko-kr/bounces.md: current"]);
    edit(
        &site,
        SOURCE_FILE,
        "| 5.7.606 | Blocked |",
        "| 5.7.606 | Your address is blocked |",
    );
    commit(&site);
    assert_eq!(states(&site), ["ko-kr/bounces.md: stale 1/11 at [15]"]);
}

#[test]
fn white_space_is_touched() {
    let site = with_history();
    edit(
        &site,
        SOURCE_FILE,
        "A message came back.",
        "A message\ncame back.",
    );
    commit(&site);
    assert_eq!(states(&site), ["ko-kr/bounces.md: current"]);
}

#[test]
fn the_page_is_renamed() {
    let site = with_history();
    git(&site, &["mv", SOURCE_FILE, "content/en-us/returned.md"]);
    commit(&site);
    assert_eq!(
        states(&site),
        ["ko-kr/bounces.md: orphaned", "en-us/returned.md: missing"]
    );
    // The translation follows; the history knows the name that the source had.
    git(
        &site,
        &["mv", TRANSLATION_FILE, "content/ko-kr/returned.md"],
    );
    assert_eq!(states(&site), ["ko-kr/returned.md: current"]);
    edit(
        &site,
        "content/en-us/returned.md",
        "Wait for",
        "Wait at least",
    );
    assert_eq!(states(&site), ["ko-kr/returned.md: stale 1/11 at [20]"]);
}

#[test]
fn the_page_is_redirected() {
    let site = with_history();
    git(&site, &["mv", SOURCE_FILE, "content/en-us/returned.md"]);
    let moved = format!("{BOOK}\n[redirects]\n\"bounces.md\" = \"returned.md\"\n");
    site.write("book.toml", moved);
    commit(&site);
    assert_eq!(
        states(&site),
        [
            "ko-kr/bounces.md: orphaned -> returned",
            "en-us/returned.md: missing"
        ]
    );
}

#[test]
fn what_the_history_does_not_know_is_untracked() {
    // A commit of another repository, and no repository at all.
    let unknown = "0123456789abcdef0123456789abcdef01234567";
    let key = format!("title: 반송\nms.sourcegitcommit: {unknown}\n");
    let text = TRANSLATION.replace("title: 반송\n", &key);
    let site = with_history();
    site.write(TRANSLATION_FILE, &text);
    assert_eq!(states(&site), ["ko-kr/bounces.md: untracked"]);
    let site = translated();
    site.write(TRANSLATION_FILE, &text);
    assert_eq!(states(&site), ["ko-kr/bounces.md: untracked"]);
}

#[test]
fn a_commit_that_is_no_commit_is_not_asked_for() {
    for wrong in ["HEAD", "--output=x", "main", "", "abc", "'$(touch x)'"] {
        let site = with_history();
        let key = format!("title: 반송\nms.sourcegitcommit: \"{wrong}\"\n");
        site.write(TRANSLATION_FILE, TRANSLATION.replace("title: 반송\n", &key));
        assert_eq!(states(&site), ["ko-kr/bounces.md: untracked"], "{wrong}");
        assert!(!site.has("x"), "{wrong}");
    }
}

#[test]
fn the_lock_wins_over_the_front_matter() {
    let site = with_history();
    edit(&site, SOURCE_FILE, "Refused", "Rejected");
    site.succeeds(&["l10n", "accept", TRANSLATION_FILE]);
    assert_eq!(states(&site), ["ko-kr/bounces.md: current"]);
}

#[test]
fn a_shallow_clone_says_the_same_by_the_lock() {
    let site = with_history();
    site.succeeds(&["l10n", "accept", TRANSLATION_FILE]);
    edit(&site, SOURCE_FILE, "Refused", "Rejected");
    commit(&site);
    let clone = Site::empty();
    let from = format!("file://{}", site.path("").display());
    git(&clone, &["clone", "-q", "--depth", "1", &from, "."]);
    assert_eq!(states(&clone), states(&site));
    assert_eq!(states(&clone), ["ko-kr/bounces.md: stale 1/11 at [14]"]);
}

#[test]
fn the_difference_shows_then_now_and_the_translation() {
    let site = translated();
    git(&site, &["init", "-q"]);
    commit(&site);
    site.succeeds(&["l10n", "accept", TRANSLATION_FILE]);
    let recorded = site.read("l10n/ko-kr.lock");
    let head = git(&site, &["rev-parse", "HEAD"]);
    assert!(recorded.contains(&format!("  from {head}\n")), "{recorded}");
    edit(
        &site,
        SOURCE_FILE,
        "| 5.7.1 | Refused |\n",
        "| 5.7.1 | Rejected |\n",
    );
    edit(&site, SOURCE_FILE, "- Write to us.\n", "");
    edit(&site, SOURCE_FILE, "## Ask us", "Then wait.\n\n## Ask us");
    let run = site.run(&["l10n", "diff", TRANSLATION_FILE]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let expected = "\
./content/en-us/bounces.md:14: changed
- | 5.7.1 | Refused |
+ | 5.7.1 | Rejected |
./content/ko-kr/bounces.md:13: its translation
  | 5.7.1 | 거부됨 |

./content/en-us/bounces.md:17: new
+ Then wait.

./content/en-us/bounces.md:21: gone
- Write to us.
./content/ko-kr/bounces.md:18: its translation
  문의하세요.

";
    let expected = expected.replace("./", "");
    assert_eq!(run.stdout, expected);
    assert!(SOURCE.contains("Refused"));
}

#[test]
fn a_commit_is_recorded_of_a_source_that_is_committed() {
    let site = translated();
    for name in ["[b]", "b"] {
        site.write(&format!("content/en-us/{name}.md"), "# B\n");
        site.write(&format!("content/ko-kr/{name}.md"), "# 비\n");
    }
    git(&site, &["init", "-q"]);
    let head = commit(&site);
    site.write("content/en-us/b.md", "# Bee\n");
    site.write("content/en-us/new.md", "# New\n");
    site.write("content/ko-kr/new.md", "# 새것\n");
    site.succeeds(&["l10n", "accept", "--all"]);
    let lock = site.read("l10n/ko-kr.lock");
    let recorded: Vec<&str> = lock
        .lines()
        .skip(1)
        .filter(|line| line.contains("md") || line.contains("from"))
        .collect();
    let from = format!("  from {head}");
    assert_eq!(
        recorded,
        ["[b].md", &from, "b.md", "bounces.md", &from, "new.md"]
    );
}
