//! Each command and the options that all take.

use crate::support::site::{NOTHING, Site, changed};

const WARNING: &str = "\
warning[file-not-found]: there is no page `gone.md`
 --> content/en-us/page.md:3:8
  |
3 | [Gone](gone.md)
  |        ^^^^^^^
  |
  = help: mend the path, which is relative to this file

";

/// A site with a page that gives one warning.
fn site_with_a_warning() -> Site {
    let site = Site::new();
    site.write("content/en-us/page.md", "# Page\n\n[Gone](gone.md)\n");
    site
}

#[test]
fn check_says_all_and_writes_nothing() {
    let site = site_with_a_warning();
    let before = site.snapshot("");
    let said = site.succeeds(&["check"]);
    assert_eq!(
        said,
        format!(
            "{WARNING}1 warning (`guidepost explain CODE` says more)\n\
             checked 2 Markdown files in N ms\n"
        )
    );
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
}

#[test]
fn check_shows_suggestions_that_a_build_only_counts() {
    let site = Site::new();
    site.write("content/en-us/page.md", "# Page\n\nUse <ServerName>.\n");
    let suggestion = "\
suggestion[html-unknown-tag]: `<ServerName>` is not an HTML tag; it is shown as text
 --> content/en-us/page.md:3:5
  |
3 | Use <ServerName>.
  |     ^^^^^^^^^^^^
  |
  = help: write `\\<ServerName>`, or put it between back-ticks

1 suggestion (`guidepost explain CODE` says more)
";
    assert!(
        site.succeeds(&["check", "--strict"])
            .starts_with(suggestion)
    );
    assert!(
        site.succeeds(&["build"])
            .starts_with("1 suggestion (`guidepost check` shows suggestions)\n7 pages in N ms")
    );
}

#[test]
fn strict_makes_a_warning_an_error() {
    let site = site_with_a_warning();
    let before = site.snapshot("");
    let run = site.run(&["check", "--strict"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with(WARNING), "{}", run.stderr);
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with(WARNING), "{}", run.stderr);
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
    site.succeeds(&["build"]);
}

#[test]
fn json_is_for_machines() {
    let site = site_with_a_warning();
    let run = site.run(&["check", "--format", "json", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(
        found,
        serde_json::json!({ "diagnostics": [{
            "code": "file-not-found",
            "severity": "warning",
            "message": "there is no page `gone.md`",
            "file": "content/en-us/page.md",
            "line": 3,
            "column": 8,
            "endLine": 3,
            "endColumn": 15,
            "hints": ["mend the path, which is relative to this file"],
            "fix": null,
        }] })
    );
}

#[test]
fn json_of_a_good_site_and_of_a_failed_build() {
    let site = Site::new();
    let good = site.run(&["build", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&good.stdout).expect("JSON");
    assert_eq!(
        (good.code, found),
        (0, serde_json::json!({ "diagnostics": [] }))
    );
    site.write(
        "content/en-us/page.md",
        "# 한국\n\n한국 [!INCLUDE [x](gone.md)]\n",
    );
    let bad = site.run(&["build", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&bad.stdout).expect("JSON");
    assert_eq!(bad.code, 1);
    assert_eq!(found["diagnostics"][0]["code"], "include-not-found");
    // Columns count characters, not bytes.
    assert_eq!(found["diagnostics"][0]["column"], 4);
}

#[test]
fn quiet_says_findings_only() {
    let site = Site::new();
    assert_eq!(site.succeeds(&["build", "--quiet"]), "");
    site.write("content/en-us/page.md", "# Page\n\n[Gone](gone.md)\n");
    assert_eq!(
        site.succeeds(&["build", "--quiet"]),
        format!("{WARNING}1 warning\n")
    );
}

#[test]
fn colour_when_asked_for_only() {
    let site = site_with_a_warning();
    assert!(!site.succeeds(&["check"]).contains('\u{1b}'));
    assert!(
        site.succeeds(&["check", "--color", "always"])
            .contains("\u{1b}[")
    );
}

#[test]
fn a_site_elsewhere() {
    let outer = Site::empty();
    outer.write("help/book.toml", "[book]\n");
    outer.write("help/content/en-us/index.md", "# Home\n\n[Gone](gone.md)\n");
    let said = outer.succeeds(&["build", "help"]);
    assert!(
        said.contains(" --> help/content/en-us/index.md:3:8\n"),
        "{said}"
    );
    assert!(outer.has("help/public/en-us/index.html"));
}

#[test]
fn content_outside_of_the_site() {
    let outer = Site::empty();
    outer.write("help/book.toml", "[locales.en-us]\ncontent = \"../docs\"\n");
    outer.write("docs/index.md", "# Home\n\n[A](a.pdf) [Gone](gone.md)\n");
    outer.write("docs/a.pdf", "pdf");
    let said = outer.succeeds(&["build", "help"]);
    assert!(said.contains("docs/index.md:3:19\n"), "{said}");
    assert_eq!(outer.read("help/public/en-us/a.pdf"), "pdf");
}

#[test]
fn render_writes_the_body_alone() {
    let site = Site::new();
    site.write(
        "content/en-us/a/page.md",
        "# Page\n\n[Home](../index.md) and [home](~/index.md).\n",
    );
    let before = site.snapshot("");
    let run = site.run(&[
        "render",
        "content/en-us/a/page.md",
        "--root",
        "content/en-us",
    ]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(
        run.stdout,
        "<h1 id=\"page\">Page</h1>\n<p><a href=\"../index.html\">Home</a> and \
         <a href=\"../index.html\">home</a>.</p>\n"
    );
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
}

/// The file's own folder is the content folder where no other is named.
#[test]
fn render_without_a_root() {
    let site = Site::empty();
    site.write(
        "a/page.md",
        "[!INCLUDE [x](../x.md)]\n\n[Note](~/note.md)\n",
    );
    site.write("a/note.md", "# Note\n");
    site.write("x.md", "outside");
    let run = site.run(&["render", "a/page.md"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout, "<p><a href=\"note.html\">Note</a></p>\n");
    assert_eq!(
        run.stderr,
        "\
error[include-out-of-scope]: `../x.md` climbs out of the content folder
 --> a/page.md:1:1
  |
1 | [!INCLUDE [x](../x.md)]
  | ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: keep included files in the content folder of their locale

1 error
"
    );
}

#[test]
fn render_what_is_no_page() {
    let site = Site::new();
    site.write("content/en-us/a.txt", "text");
    site.write("elsewhere/a.md", "text");
    let help = "help: name a Markdown file, and with `--root` a folder above it\n";
    site.refuses(
        &["render", "content/en-us/a.txt"],
        2,
        &format!("error: `content/en-us/a.txt` is not a page\n{help}"),
    );
    site.refuses(
        &["render", "content/en-us/index.md", "--root", "elsewhere"],
        2,
        &format!("error: `content/en-us/index.md` is not a page below `elsewhere`\n{help}"),
    );
    let run = site.run(&["render", "gone.md"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: cannot read `gone.md`: "),
        "{}",
        run.stderr
    );
}

#[test]
fn init_makes_a_site_that_builds() {
    let site = Site::empty();
    assert_eq!(
        site.succeeds(&["init", "help"]),
        "made a site in `help`; look at it with `guidepost serve help --open`\n"
    );
    site.succeeds(&["build", "help", "--strict"]);
    assert!(site.has("help/public/en-us/index.html"));
    site.refuses(
        &["init", "help"],
        2,
        "error: `help/book.toml` exists already\nhelp: choose another folder\n",
    );
}

/// Who made a repository first has a list of what it ignores.
#[test]
fn init_leaves_what_is_ignored_to_its_owner() {
    let site = Site::empty();
    site.write("help/.gitignore", "mine\n");
    site.succeeds(&["init", "help"]);
    assert_eq!(site.read("help/.gitignore"), "mine\n");
    site.succeeds(&["init", "other"]);
    assert!(site.read("other/.gitignore").contains("/public/\n"));
}

/// Pages that are there get the settings they lack, and nothing is written over.
#[test]
fn init_makes_a_site_of_pages_that_are_there() {
    let site = Site::empty();
    site.write("content/ko-kr/index.md", "# 도움말\n\n글.\n");
    site.write("content/en-us/index.md", "# Mine\n\nText.\n");
    site.write("content/notes/todo.md", "mine");
    site.write(".gitignore", "mine\n");
    let said = site.succeeds(&["init"]);
    assert!(
        said.ends_with("left as it was: `content`, `.gitignore`\n"),
        "{said}"
    );
    assert_eq!(site.read(".gitignore"), "mine\n");
    assert!(!site.has("content/en-us/bounces.md"));
    let settings = site.read("book.toml");
    assert!(
        settings.ends_with("[locales.en-us]\n[locales.ko-kr]\n"),
        "{settings}"
    );
    site.succeeds(&["build"]);
    assert!(site.has("public/ko-kr/index.html"));

    let site = Site::empty();
    site.write("content/ar-sa/index.md", "# مساعدة\n\nنص.\n");
    site.succeeds(&["init"]);
    assert!(site.read("book.toml").contains("source-locale = \"ar-sa\""));
    site.succeeds(&["build"]);
}

#[test]
fn wrong_usage() {
    let site = Site::new();
    for arguments in [
        &["frob"][..],
        &["build", "--frob"],
        &["build", "a", "b"],
        &[],
    ] {
        let run = site.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains("Usage: guidepost"), "{}", run.stderr);
    }
}
