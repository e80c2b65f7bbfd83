//! `guidepost explain`: what a finding means.

use crate::support::site::Site;
use guidepost::base::diagnostic::Code;

#[test]
fn a_code_is_explained_without_a_site() {
    let run = Site::empty().run(&["explain", "file-not-found"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(
        run.stdout,
        "\
file-not-found: warning

A link or an image leads to a file that does not exist. Readers who follow the link find
nothing, and an image stays empty. The path is relative to the file that you write it
in, and ends as the file does.

Bad:

  guide/send.md:
    # Send

    See the [limits](limits.md).

  limits.md:
    # Limits

Good:

  guide/send.md:
    # Send

    See the [limits](../limits.md).

  limits.md:
    # Limits

`[rules]` in `book.toml` sets another severity
"
    );
}

/// A line of an example that looks like a heading does not end the section.
#[test]
fn every_code_is_explained_whole() {
    let site = Site::empty();
    for code in Code::ALL {
        let run = site.run(&["explain", code.name()]);
        assert_eq!(run.code, 0, "{}", code.name());
        for part in ["\nBad:\n", "\nGood:\n", "`[rules]` "] {
            assert!(run.stdout.contains(part), "{}", run.stdout);
        }
        assert!(!run.stdout.contains("```"), "{}", run.stdout);
    }
}

#[test]
fn all_codes_are_listed() {
    let run = Site::empty().run(&["explain"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let names = run.stdout.lines().map(|line| line.split(' ').next());
    let known = Code::ALL.iter().map(|code| Some(code.name()));
    assert!(names.eq(known), "{}", run.stdout);
    let line = "not-utf8                            error       A text file is not UTF-8.\n";
    assert!(run.stdout.contains(line), "{}", run.stdout);
}

#[test]
fn a_code_that_is_unknown() {
    let site = Site::empty();
    site.refuses(
        &["explain", "file-not-fuond"],
        2,
        "error: there is no finding `file-not-fuond`\nhelp: did you mean `file-not-found`?\n",
    );
    site.refuses(
        &["explain", "weather"],
        2,
        "error: there is no finding `weather`\nhelp: `guidepost explain` lists all\n",
    );
}
