//! Redirections, from every place that says them.

use crate::{found, found_without_help};

const JSON: &str = ".openpublishing.redirection.json";

/// A file of redirections.
fn json(pairs: &[(&str, &str)]) -> String {
    let entry = |(from, to): &(&str, &str)| {
        format!("{{\"source_path\": \"{from}\", \"redirect_url\": \"{to}\"}}")
    };
    let entries: Vec<String> = pairs.iter().map(entry).collect();
    format!("{{\"redirections\": [\n{}\n]}}\n", entries.join(",\n"))
}

#[test]
fn links_follow_redirections_and_say_so() {
    let file = json(&[
        ("old.md", "/new#part"),
        ("older.md", "old"),
        ("web.md", "https://x.example/y"),
        ("sub/far.md", "near"),
    ]);
    let said = found(&[
        (JSON, &file),
        (
            "a.md",
            "# A\n\n[x](old.md) [x](older.md#own) [x](web.md) [x](/sub/far) [x](Old.md) [x](sub/far.md)\n",
        ),
        ("new.md", "# New\n\n## Part\n\n## Own\n"),
        ("sub/near.md", "# Near\n"),
    ]);
    let line = |column: usize, from: &str, to: &str| {
        format!(
            "a.md:3:{column} suggestion link-redirected: `{from}` has moved to `{to}`\n  \
             help: link to where it is now; a redirection takes readers there meanwhile\n"
        )
    };
    assert_eq!(
        said,
        [
            line(5, "old.md", "new.md#part"),
            line(17, "older.md#own", "new.md#own"),
            line(35, "web.md", "https://x.example/y"),
            line(47, "/sub/far", "/sub/near"),
            line(61, "Old.md", "new.md#part"),
            line(73, "sub/far.md", "sub/near.md"),
        ]
        .concat()
    );
}

#[test]
fn what_is_wrong_with_redirections() {
    let file = json(&[
        ("loop.md", "loop"),
        ("one.md", "two"),
        ("two.md", "/one"),
        ("lost.md", "/nowhere"),
        ("still.md", "/new"),
        ("twice.md", "/new"),
        ("twice.md", "/other"),
        ("../out.md", "/new"),
        ("picture.png", "/new"),
        ("mail.md", "mailto:a@b.example"),
        ("place.md", "/new#gone"),
    ]);
    let said = found_without_help(&[
        (JSON, &file),
        ("still.md", "# Still\n"),
        ("new.md", "# New\n"),
        ("other.md", "# Other\n"),
    ]);
    let lines: Vec<&str> = said.lines().collect();
    let at = |rest: &str| format!("{JSON}:{rest}");
    assert_eq!(
        lines,
        [
            at("2:44 warning circular-redirection: this redirection leads to itself"),
            at(
                "3:43 warning circular-redirection: these redirections lead in a circle: `one` -> `two` -> `one`"
            ),
            at(
                "4:43 warning circular-redirection: these redirections lead in a circle: `two` -> `one` -> `two`"
            ),
            at("5:44 warning redirect-url-invalid: there is no page `/nowhere` to lead readers to"),
            at(
                "6:45 warning redirected-file-not-removed: the page `content/en-us/still.md` is still there, so the redirection is not used"
            ),
            at(
                "8:45 warning redirection-conflict: `content/en-us/.openpublishing.redirection.json` leads this address to `/new` already"
            ),
            at(
                "9:17 warning redirection-invalid: `../out.md` is not the path of a page in a content folder"
            ),
            at(
                "10:17 warning redirection-invalid: `picture.png` is not the path of a page in a content folder"
            ),
            at(
                "11:44 warning redirect-url-invalid: there is no page `mailto:a@b.example` to lead readers to"
            ),
            at(
                "12:45 warning bookmark-not-found: there is no `#gone` on the page `content/en-us/new.md`"
            ),
        ]
    );
}

#[test]
fn front_matter_redirects() {
    let said = found_without_help(&[
        (
            "a.md",
            "# A\n\n[gone](gone.md) [old](old/path.md) [there](/there/) [self](self.md)\n",
        ),
        ("gone.md", "---\nredirect_url: new.md\n---\n# Gone\n"),
        ("self.md", "---\nredirect_url: self.md\n---\n"),
        (
            "new.md",
            "---\naliases: [old/path.md, /there/, new.md]\n---\n# New\n",
        ),
    ]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "a.md:3:8 suggestion link-redirected: `gone.md` has moved to `new.md`",
            "a.md:3:23 suggestion link-redirected: `old/path.md` has moved to `new.md`",
            "a.md:3:44 suggestion link-redirected: `/there/` has moved to `/new`",
            "a.md:3:60 warning link-out-of-scope: `self.md` is not a page of the site",
            "self.md:2:15 warning circular-redirection: this redirection leads to itself",
        ]
    );
}

#[test]
fn places_that_have_moved() {
    let book = "[locales.en-us]\n[redirects]\n\"a.md#old\" = \"a.md#new\"\n\"a.md#away\" = \"b.md#there\"\n\
                \"a.md#new\" = \"b.md\"\n\"never.md#x\" = \"b.md\"\n\"a.md#lost\" = \"b.md#gone\"\n";
    let said = found_without_help(&[
        ("/book.toml", book),
        ("a.md", "# A\n\n## New\n\n[x](#old) [x](b.md)\n"),
        ("b.md", "# B\n\n## There\n\n[x](a.md#away)\n"),
    ]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "book.toml:5:14 warning redirected-file-not-removed: `#new` is still on the page, so the redirection is not used",
            "book.toml:6:16 warning redirection-invalid: there is no page `never` that `#x` could have been on",
            "book.toml:7:15 warning bookmark-not-found: there is no `#gone` on the page `content/en-us/b.md`",
            "a.md:5:5 suggestion link-redirected: `#old` has moved",
            "b.md:5:5 suggestion link-redirected: `#away` has moved",
        ]
    );
}

/// A locale that lacks a page lacks its redirection too, unless it falls back.
#[test]
fn translations_follow_the_redirections_of_their_source() {
    let said = found(&[
        ("/book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
        (JSON, &json(&[("old.md", "/new"), ("kept.md", "/new")])),
        ("new.md", "# New\n"),
        (
            "/content/ko-kr/a.md",
            "# A\n\n[old](old.md) [kept](kept.md)\n",
        ),
        ("/content/ko-kr/kept.md", "# Kept\n"),
    ]);
    assert_eq!(
        said,
        "content/ko-kr/a.md:3:7 suggestion link-redirected: `old.md` has moved to `new.md`\n  \
         help: link to where it is now; a redirection takes readers there meanwhile\n\
         content/ko-kr/kept.md:1:1 warning translation-orphaned: the source of this translation \
         is now `new`\n  help: move this file to `content/ko-kr/new.md`\n"
    );
}

/// Two places that lead to each other, on one page and across two: a script
/// would take readers to and fro for ever.
#[test]
fn places_that_lead_in_a_circle() {
    let book = "[locales.en-us]\n[redirects]\n\"a.md#p\" = \"b.md#q\"\n\"b.md#q\" = \"a.md#p\"\n\
                \"a.md#self\" = \"a.md#self\"\n";
    let said = found_without_help(&[("/book.toml", book), ("a.md", "# A\n"), ("b.md", "# B\n")]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "book.toml:3:12 warning circular-redirection: these redirections lead in a circle: `a#p` -> `b#q` -> `a#p`",
            "book.toml:4:12 warning circular-redirection: these redirections lead in a circle: `b#q` -> `a#p` -> `b#q`",
            "book.toml:5:15 warning circular-redirection: this redirection leads to itself",
        ]
    );
}

/// A page that is gone had places, and each may have gone its own way.
#[test]
fn places_of_pages_that_have_moved() {
    let book = "[locales.en-us]\n[redirects]\n\"y.md\" = \"a.md\"\n\"y.md#k\" = \"b.md#real\"\n\
                \"z.md\" = \"y.md#k\"\n";
    let said = found_without_help(&[
        ("/book.toml", book),
        ("a.md", "# A\n\n[x](y.md#k) [x](y.md) [x](z.md)\n"),
        ("b.md", "# B\n\n## Real\n"),
    ]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "a.md:3:5 suggestion link-redirected: `y.md#k` has moved to `b.md#real`",
            "a.md:3:17 suggestion link-redirected: `y.md` has moved to `a.md`",
            "a.md:3:27 suggestion link-redirected: `z.md` has moved to `b.md#real`",
        ]
    );
}

#[test]
fn redirections_where_generated_pages_stand() {
    let book = "[locales.en-us]\n[redirects]\n\"toc/index.md\" = \"a.md\"\n\"404.md\" = \"a.md\"\n";
    let said = found(&[
        ("/book.toml", book),
        ("a.md", "# A\n"),
        ("toc.yml", "- name: A\n  href: a.md\n"),
    ]);
    assert_eq!(
        said,
        "book.toml:1:1 error publish-url-conflict: a whole table of contents is published at \
         `en-us/toc/index.html` too\n  help: remove the redirection from there\n"
    );
}

/// A page that is given up has aliases too; they must not hide pages that are
/// there. What else redirects to the page it was is no conflict.
#[test]
fn aliases_of_a_page_that_is_given_up() {
    let said = found_without_help(&[
        (
            "q.md",
            "---\nredirect_url: https://x.example/\naliases: [victim.md, older.md]\n---\n# Q\n",
        ),
        ("victim.md", "# Victim\n"),
        ("a.md", "# A\n\n[x](older.md)\n"),
    ]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "a.md:3:5 suggestion link-redirected: `older.md` has moved to `https://x.example/`",
            "q.md:3:10 warning redirected-file-not-removed: the page `content/en-us/victim.md` is still there, so the redirection is not used",
        ]
    );
}

/// The old address of a page that became a folder, or changed its case, is the
/// new one on some hosts or disks; one below a page cannot be a file.
#[test]
fn old_addresses_that_are_taken() {
    let said = found_without_help(&[
        (
            "/book.toml",
            "[locales.en-us]\n[output]\nurls = \"folder\"\n[redirects]\n\"B.md\" = \"b.md\"\n\
             \"b/index.html/y.md\" = \"a.md\"\n\"\" = \"a.md\"\n\"#x\" = \"a.md\"\n",
        ),
        ("a.md", "---\naliases: [a/index.md]\n---\n# A\n"),
        ("b.md", "# B\n"),
    ]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "book.toml:6:23 warning redirection-conflict: `en-us/b/index.html/y/index.html` cannot be published beside `en-us/b/index.html`",
            "book.toml:7:6 warning redirection-invalid: `` is not the path of a page in a content folder",
            "book.toml:8:8 warning redirection-invalid: `#x` is not the path of a page in a content folder",
        ]
    );
}

#[test]
fn long_chains_are_no_circles() {
    let entries: Vec<String> = (0..100)
        .map(|number| format!("\"r{number}.md\" = \"r{}.md\"\n", number + 1))
        .collect();
    let book = format!("[locales.en-us]\n[redirects]\n{}", entries.concat());
    let said = found(&[("/book.toml", &book), ("r100.md", "# R\n")]);
    assert!(!said.contains("circle"), "{said}");
    assert_eq!(said.matches("more than 64 redirections").count(), 35);
}

/// What a locale's fallback leads to, the locale itself may have given up.
#[test]
fn a_page_that_one_locale_gives_up() {
    let said = found(&[
        (
            "/book.toml",
            "[locales.en-us]\n[locales.ko]\n[locales.ko-kr]\n",
        ),
        ("b.md", "# B\n"),
        ("/content/ko/a.md", "---\nredirect_url: /b\n---\n"),
        ("/content/ko-kr/b.md", "---\nredirect_url: /b\n---\n"),
        ("/content/ko-kr/c.md", "# C\n\n[A](a.md)\n"),
    ]);
    assert_eq!(
        said,
        "content/ko-kr/b.md:2:15 warning circular-redirection: this redirection leads to itself\n  \
         help: name the page that readers are to find\n\
         content/ko-kr/c.md:3:5 suggestion link-redirected: `a.md` has moved to `/ko/b`\n  \
         help: link to where it is now; a redirection takes readers there meanwhile\n"
    );
}
