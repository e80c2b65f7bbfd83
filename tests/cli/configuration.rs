//! What is wrong with `book.toml`, with the folders it names, with a template:
//! exit code 2 for the configuration, and the place in the file.

use crate::support::site::Site;

#[test]
fn no_book_toml() {
    let site = Site::empty();
    site.refuses(
        &["build"],
        2,
        "\
error: there is no `book.toml` in `.`
help: name the folder of a site, or make a new one with `guidepost init`
",
    );
    site.refuses(
        &["check", "elsewhere"],
        2,
        "\
error: there is no `book.toml` in `elsewhere`
help: name the folder of a site, or make a new one with `guidepost init`
",
    );
}

#[test]
fn unknown_key() {
    let site = Site::built();
    site.write("book.toml", "[book]\ntilte = \"Help\"\n");
    site.refuses(
        &["build"],
        2,
        "\
error[config-invalid]: `[book]` has no key `tilte`
 --> book.toml:2:1
  |
2 | tilte = \"Help\"
  | ^^^^^
  |
  = help: did you mean `title`?

1 error
error: nothing was written to `./public`
help: mend what is said above; the last good site is still there
",
    );
}

#[test]
fn unknown_table() {
    let site = Site::built();
    site.write("book.toml", "[book]\n\n[colours]\nink = \"#000\"\n");
    site.refuses(
        &["build"],
        2,
        "\
error[config-invalid]: `book.toml` has no key `colours`
 --> book.toml:3:2
  |
3 | [colours]
  |  ^^^^^^^
  |
  = help: it may have: `book`, `locales`, `l10n`, `mounts`, `links`, `redirects`, `markdown`, `xref`, `monikers`, `search`, `output`, `serve`, `rules`

1 error
error: nothing was written to `./public`
help: mend what is said above; the last good site is still there
",
    );
}

#[test]
fn wrong_type() {
    let site = Site::built();
    site.write("book.toml", "[book]\ntitle = 3\n");
    site.refuses(
        &["build"],
        2,
        "\
error[config-invalid]: `title` must be a string
 --> book.toml:2:9
  |
2 | title = 3
  |         ^
  |
  = help: The site's name, in its header and in every page's title.

1 error
error: nothing was written to `./public`
help: mend what is said above; the last good site is still there
",
    );
}

#[test]
fn every_mistake_is_said_in_one_run() {
    let site = Site::built();
    let text = "[output]\nurls = \"tree\"\n\n[rules]\nfile-not-fond = \"error\"\ntitle-missing = \"loud\"\n";
    site.write("book.toml", text);
    site.refuses(
        &["build"],
        2,
        "\
error[config-invalid]: `urls` must be one of \"file\", \"folder\"
 --> book.toml:2:8
  |
2 | urls = \"tree\"
  |        ^^^^^^
  |
  = help: \"file\" publishes `a/b.md` as `a/b.html`, \"folder\" as `a/b/index.html`.

error[config-invalid]: there is no code `file-not-fond`
 --> book.toml:5:1
  |
5 | file-not-fond = \"error\"
  | ^^^^^^^^^^^^^
  |
  = help: did you mean `file-not-found`?

error[config-invalid]: `title-missing` must be one of \"off\", \"suggestion\", \"warning\", \"error\"
 --> book.toml:6:17
  |
6 | title-missing = \"loud\"
  |                 ^^^^^^
  |
  = help: The severity of the finding with this code.

3 errors
error: nothing was written to `./public`
help: mend what is said above; the last good site is still there
",
    );
}

#[test]
fn broken_toml_is_one_mistake() {
    let site = Site::built();
    site.write("book.toml", "[book\ntitle = \"Help\"\n");
    site.refuses(
        &["build"],
        2,
        "\
error[config-invalid]: unclosed table, expected `]`
 --> book.toml:1:6
  |
1 | [book
  |      ^
  |
  = help: `book.toml` is TOML: `key = \"value\"` below a `[table]`

1 error
error: nothing was written to `./public`
help: mend what is said above; the last good site is still there
",
    );
}

#[test]
fn book_toml_is_not_utf8() {
    let site = Site::built();
    site.write("book.toml", b"[book]\ntitle = \"\xff\"\n");
    site.refuses(
        &["build"],
        2,
        "\
error: `book.toml` is not UTF-8
help: name the folder of a site, or make a new one with `guidepost init`
",
    );
}

#[test]
fn missing_content_folder() {
    let site = Site::built();
    site.write(
        "book.toml",
        "[locales.en-us]\n\n[locales.ko-kr]\ncontent = \"../korean\"\n",
    );
    site.refuses(
        &["build"],
        2,
        "\
error[content-folder-missing]: the locale `ko-kr` has no folder `../korean`
 --> book.toml:4:11
  |
4 | content = \"../korean\"
  |           ^^^^^^^^^^^
  |
  = help: make the folder, or say with `content = \"..\"` where the pages are

1 error
error: nothing was written to `./public`
help: mend what is said above; the last good site is still there
",
    );
}

/// Git keeps no empty folders: a clone of a site with a new locale still builds.
#[test]
fn a_locale_without_a_page_needs_no_folder() {
    let site = Site::new();
    site.write("book.toml", "[locales.en-us]\n\n[locales.ko-kr]\n");
    site.succeeds(&["build", "--strict"]);
    let page = site.read("public/ko-kr/index.html");
    assert!(page.contains("lang=\"en-US\""), "{page}");
    let said = site.succeeds(&["check"]);
    assert!(
        said.contains("suggestion[content-folder-missing]"),
        "{said}"
    );
}

#[test]
fn missing_theme() {
    let site = Site::built();
    site.write("book.toml", "[book]\ntheme = \"harbour\"\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .starts_with("error[theme-invalid]: there is no theme `harbour`\n--> book.toml\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn template_with_a_syntax_error() {
    let site = Site::built();
    site.write(
        "templates/page.html",
        "{% extends \"base.html\" %}\n{{ page.title \n",
    );
    site.refuses(
        &["build"],
        1,
        "\
error[template-error]: Unexpected end of input
 --> templates/page.html:2:9
  |
2 | {{ page.title 
  |         ^^^^^
  |
  = help: a template may read `site`, `page`, `navigation`, `strings` and `assets`; Guidepost's docs/themes.md lists what is in them

1 error
error: nothing was written to `./public`
help: mend what is said above; the last good site is still there
",
    );
}

/// Every page fails with it; it is said once.
#[test]
fn template_that_reads_what_is_not_there() {
    let site = Site::built();
    site.write("content/en-us/second.md", "# Second\n");
    site.write("templates/page.html", "{{ page.titel }}\n");
    let before = site.snapshot("public");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    let said = "error[template-error]: Field `titel` is not defined. Available fields: ";
    assert_eq!(run.stderr.matches(said).count(), 1, "{}", run.stderr);
    assert!(
        run.stderr.contains(" --> templates/page.html:1:9\n"),
        "{}",
        run.stderr
    );
    assert_eq!(before, site.snapshot("public"));
}

/// A byte-order mark and carriage returns are what editors on Windows write.
#[test]
fn bom_and_crlf_are_fine() {
    let site = Site::new();
    site.write("book.toml", "\u{FEFF}[book]\r\ntitle = \"Help desk\"\r\n");
    site.write(
        "content/en-us/index.md",
        "\u{FEFF}---\r\ntitle: T\r\ndescription: D\r\n---\r\n# Home\r\n\r\nText.\r\n",
    );
    site.write(
        "content/en-us/toc.yml",
        "\u{FEFF}- name: Start\r\n  href: index.md\r\n",
    );
    assert_eq!(
        site.succeeds(&["build", "--strict"]),
        "6 pages in N ms -> ./public (13 files written, 0 unchanged, 0 removed)\n"
    );
    let page = site.read("public/en-us/index.html");
    assert!(page.contains("<title>T · Help desk</title>"), "{page}");
    assert!(page.contains("<h1 id=\"home\">Home</h1>"), "{page}");
    assert!(page.contains("<bdi>Start</bdi>"), "{page}");
    assert!(!page.contains(['\r', '\u{FEFF}']), "{page}");
}
