//! States by what is recorded in the lock.

use super::{BOOK, SOURCE, TRANSLATION, accepted, edit, states, translated};
use crate::support::site::{NOTHING, changed};

const SOURCE_FILE: &str = "content/en-us/bounces.md";
const LOCK: &str = "l10n/ko-kr.lock";

#[test]
fn nothing_is_known_until_it_is_accepted() {
    let site = translated();
    assert_eq!(states(&site), ["ko-kr/bounces.md: untracked"]);
    let said = site.succeeds(&["l10n", "accept", "content/ko-kr/bounces.md"]);
    assert_eq!(said, "1 translation accepted\n");
    assert_eq!(states(&site), ["ko-kr/bounces.md: current"]);
    let lock = site.read(LOCK);
    let lines: Vec<&str> = lock.lines().collect();
    assert_eq!(lines[1], "bounces.md");
    // Title, description, three headings, a paragraph, three rows, two items.
    assert_eq!(lines.len() - 3, 11, "{lock}");
}

#[test]
fn a_mended_word_is_one_block() {
    let site = accepted();
    edit(&site, SOURCE_FILE, "came back.", "has come back.");
    assert_eq!(states(&site), ["ko-kr/bounces.md: stale 1/11 at [8]"]);
    site.succeeds(&["l10n", "accept", "content/ko-kr/bounces.md"]);
    assert_eq!(states(&site), ["ko-kr/bounces.md: current"]);
}

#[test]
fn white_space_and_what_no_reader_sees_change_nothing() {
    let site = accepted();
    edit(
        &site,
        SOURCE_FILE,
        "A message came back.",
        "A message\n  came  back.\n",
    );
    edit(
        &site,
        SOURCE_FILE,
        "ms.date: 1/2/2026",
        "ms.date: 9/9/2026\nauthor: lee",
    );
    edit(&site, SOURCE_FILE, "- Write to us.\n", "* Write to us.\n\n");
    edit(&site, SOURCE_FILE, "- Wait", "* Wait");
    edit(
        &site,
        SOURCE_FILE,
        "## Ask us",
        "<!-- a note of ours -->\n\n## Ask us",
    );
    assert_eq!(states(&site), ["ko-kr/bounces.md: current"]);
    let unix = site.read(SOURCE_FILE);
    site.write(SOURCE_FILE, unix.replace('\n', "\r\n"));
    assert_eq!(states(&site), ["ko-kr/bounces.md: current"]);
}

#[test]
fn every_change_of_a_section_is_counted_and_placed() {
    let site = accepted();
    edit(&site, SOURCE_FILE, "| 5.7.606 | Blocked |\n", "");
    edit(&site, SOURCE_FILE, "Refused", "Refused by a rule");
    edit(&site, SOURCE_FILE, "- Wait", "- Do not panic.\n- Wait");
    edit(&site, SOURCE_FILE, "Why mail", "When mail");
    assert_eq!(
        states(&site),
        ["ko-kr/bounces.md: stale 4/12 at [3,14,16,19]"]
    );
}

#[test]
fn files_are_missing_and_orphaned() {
    let site = accepted();
    site.write("content/en-us/new.md", "# New\n");
    site.remove(SOURCE_FILE);
    site.write("content/ko-kr/own.md", "# 우리 것\n");
    assert_eq!(
        states(&site),
        [
            "ko-kr/bounces.md: orphaned",
            "en-us/new.md: missing",
            "ko-kr/own.md: orphaned",
        ]
    );
    // Nothing says that `own.md` ever had a source, so it is nobody's mistake.
    let run = site.run(&["check"]);
    let found: Vec<&str> = run
        .stderr
        .lines()
        .filter(|line| line.contains("[translation-"))
        .collect();
    assert_eq!(found.len(), 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("content/ko-kr/bounces.md"),
        "{}",
        run.stderr
    );
}

/// The source was moved to another folder and nothing says so, but its name: its
/// translation is not to be lost.
#[test]
fn a_source_that_was_moved_is_found_by_its_name() {
    let site = accepted();
    site.remove(SOURCE_FILE);
    site.write("content/en-us/mail/bounces.md", SOURCE);
    let run = site.run(&["check"]);
    let help = "if its source is now `content/en-us/mail/bounces.md`, move this file to \
                `content/ko-kr/mail/bounces.md`";
    assert!(run.stderr.contains(help), "{}", run.stderr);
}

#[test]
fn a_page_that_has_moved_takes_its_state_along() {
    let site = accepted();
    let moved = format!("{BOOK}\n[redirects]\n\"bounces.md\" = \"mail/returned.md\"\n");
    site.write("book.toml", &moved);
    site.remove(SOURCE_FILE);
    site.write("content/en-us/mail/returned.md", SOURCE);
    let before = [
        "ko-kr/bounces.md: orphaned -> mail/returned",
        "en-us/mail/returned.md: missing",
    ];
    assert_eq!(states(&site), before);
    // The translation follows, and is still known to be made from this text.
    site.remove("content/ko-kr/bounces.md");
    site.write("content/ko-kr/mail/returned.md", TRANSLATION);
    assert_eq!(states(&site), ["ko-kr/mail/returned.md: current"]);
    edit(
        &site,
        "content/en-us/mail/returned.md",
        "Refused",
        "Rejected",
    );
    assert_eq!(
        states(&site),
        ["ko-kr/mail/returned.md: stale 1/11 at [14]"]
    );
    site.succeeds(&["l10n", "accept", "content/ko-kr/mail/returned.md"]);
    let lock = site.read(LOCK);
    assert!(!lock.contains("\nbounces.md\n"), "{lock}");
}

#[test]
fn a_lock_that_a_merge_broke_is_reported_and_not_written_over() {
    let site = accepted();
    let lock = site.read(LOCK);
    site.write(
        LOCK,
        lock.replacen("bounces.md\n", "<<<<<<< ours\nbounces.md\n", 1),
    );
    let before = site.snapshot("");
    let run = site.run(&["l10n", "accept", "content/ko-kr/bounces.md"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("l10n-lock-invalid"), "{}", run.stderr);
    assert!(run.stderr.contains("l10n/ko-kr.lock:2:1"), "{}", run.stderr);
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
}

#[test]
fn what_cannot_be_accepted_is_named() {
    let site = translated();
    site.write("content/ko-kr/own.md", "# 우리 것\n");
    site.write("notes.md", "# Notes\n");
    let help = "help: name the file of a translation, such as `content/ko-kr/index.md`\n";
    let more = help.replace(
        "md`\n",
        "md`; `guidepost l10n todo` lists what is missing\n",
    );
    let cases = [
        (
            "nowhere.md",
            format!("error: `nowhere.md` is no file of this site\n{more}"),
        ),
        (
            "notes.md",
            format!("error: `notes.md` is no file of this site\n{more}"),
        ),
        (
            SOURCE_FILE,
            format!("error: `{SOURCE_FILE}` is no translation\n{help}"),
        ),
        (
            "content/ko-kr/own.md",
            "error: `content/ko-kr/own.md` has no source page\n\
             help: remove it, or move it to where its source is\n"
                .to_owned(),
        ),
    ];
    for (page, said) in cases {
        site.refuses(&["l10n", "accept", page], 2, &said);
    }
}

#[test]
fn included_files_and_tables_of_contents_are_translated_too() {
    let site = translated();
    site.write("content/en-us/includes/note.md", "Be quick.\n");
    site.write(
        "content/en-us/toc.yml",
        "- name: Bounces\n  href: bounces.md\n",
    );
    site.write("content/ko-kr/includes/note.md", "서두르세요.\n");
    site.write(
        "content/ko-kr/toc.yml",
        "- name: 반송\n  href: bounces.md\n",
    );
    let said = site.succeeds(&["l10n", "accept", "--all"]);
    assert_eq!(said, "3 translations accepted\n");
    edit(&site, "content/en-us/toc.yml", "Bounces", "Returned mail");
    edit(&site, "content/en-us/includes/note.md", "quick", "patient");
    assert_eq!(
        states(&site),
        [
            "ko-kr/bounces.md: current",
            "ko-kr/includes/note.md: stale 1/1 at [1]",
            "ko-kr/toc.yml: stale 1/1 at [1]",
        ]
    );
}

#[test]
fn a_new_section_among_others_like_it_is_three_parts() {
    let section =
        |number: usize| format!("## Code {number}\n\n### How to fix\n\nText {number}.\n\n");
    let sections: String = (1..20).map(section).collect();
    let site = translated();
    site.write(SOURCE_FILE, format!("# Codes\n\n{sections}"));
    site.succeeds(&["l10n", "accept", "--all"]);
    site.write(SOURCE_FILE, format!("# Codes\n\n{}{sections}", section(0)));
    assert_eq!(states(&site), ["ko-kr/bounces.md: stale 3/61 at [3,5,7]"]);
}

#[test]
fn a_page_that_took_another_in_is_another() {
    let site = accepted();
    site.write("content/en-us/mail.md", "# Mail\n\nAll about mail.\n");
    site.write("content/ko-kr/mail.md", "# 메일\n\n메일의 모든 것.\n");
    site.remove(SOURCE_FILE);
    site.remove("content/ko-kr/bounces.md");
    let merged = format!("{BOOK}\n[redirects]\n\"bounces.md\" = \"mail.md\"\n");
    site.write("book.toml", merged);
    assert_eq!(states(&site), ["ko-kr/mail.md: untracked"]);
}

#[test]
fn names_that_a_lock_could_take_for_something_else() {
    let site = translated();
    let names = ["# b", "#x", "=======x", "a b", "100%", "[x]"];
    for name in names {
        site.write(&format!("content/en-us/{name}.md"), format!("# {name}\n"));
        site.write(
            &format!("content/ko-kr/{name}.md"),
            format!("# 번역 {name}\n"),
        );
    }
    assert_eq!(
        site.succeeds(&["l10n", "accept", "--all"]),
        "7 translations accepted\n"
    );
    let states = states(&site);
    assert_eq!(states.len(), 7);
    assert!(
        states.iter().all(|state| state.ends_with(": current")),
        "{states:?}"
    );
    // What was written can be read, so that it can be added to.
    site.succeeds(&["l10n", "accept", "content/ko-kr/#x.md"]);
}
