//! What is wrong with pages: exit code 1, and the line and column of the
//! Markdown file.

use crate::support::site::{NOTHING, Site, changed};

const NOTHING_WRITTEN: &str = "\
error: nothing was written to `./public`
help: mend what is said above; the last good site is still there
";

#[test]
fn page_that_is_not_utf8() {
    let site = Site::built();
    site.write("content/en-us/bad.md", b"# Bad\n\nA \xe9.\n");
    site.refuses(
        &["build"],
        1,
        &format!(
            "\
error[not-utf8]: this file is not UTF-8: see line 3
--> content/en-us/bad.md
 = help: save it in the encoding UTF-8 in your editor

1 error
{NOTHING_WRITTEN}"
        ),
    );
}

/// The line is that of the file, not that of the YAML.
#[test]
fn broken_front_matter() {
    let site = Site::built();
    site.write(
        "content/en-us/bad.md",
        "---\ntitle: A\ndescription: b: c\n---\n# Bad\n",
    );
    site.refuses(
        &["build"],
        1,
        &format!(
            "\
error[yaml-header-syntax-error]: mapping values are not allowed in this context
 --> content/en-us/bad.md:3:15
  |
3 | description: b: c
  |               ^^^
  |
  = help: put a value that contains `: `, `#` or quotes between quotes: `title: \"A: b\"`

1 error
{NOTHING_WRITTEN}"
        ),
    );
}

#[test]
fn a_rule_makes_broken_front_matter_a_warning() {
    let site = Site::new();
    site.write(
        "book.toml",
        "[locales.en-us]\n\n[rules]\nyaml-header-syntax-error = \"warning\"\n",
    );
    site.write(
        "content/en-us/bad.md",
        "---\ntitle: b: c\n---\n# The page\n",
    );
    assert_eq!(
        site.succeeds(&["build"]),
        "\
warning[yaml-header-syntax-error]: mapping values are not allowed in this context
 --> content/en-us/bad.md:2:9
  |
2 | title: b: c
  |         ^^^
  |
  = help: put a value that contains `: `, `#` or quotes between quotes: `title: \"A: b\"`

1 warning
7 pages in N ms -> ./public (14 files written, 0 unchanged, 0 removed)
"
    );
    let page = site.read("public/en-us/bad.html");
    assert!(page.contains("<h1 id=\"the-page\">The page</h1>"), "{page}");
}

#[test]
fn missing_include() {
    let site = Site::built();
    site.write(
        "content/en-us/bad.md",
        "# Bad\n\nSee [!INCLUDE [x](includes/gone.md)].\n",
    );
    site.refuses(
        &["build"],
        1,
        &format!(
            "\
error[include-not-found]: there is no file `includes/gone.md` to include
 --> content/en-us/bad.md:3:5
  |
3 | See [!INCLUDE [x](includes/gone.md)].
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: mend the path, which is relative to this file; `~/` is the content folder

1 error
{NOTHING_WRITTEN}"
        ),
    );
}

#[test]
fn circular_include() {
    let site = Site::built();
    site.write(
        "content/en-us/bad.md",
        "# A\n\n[!INCLUDE [a](includes/a.md)]\n",
    );
    site.write(
        "content/en-us/includes/a.md",
        "A.\n\n[!INCLUDE [b](b.md)]\n",
    );
    site.write("content/en-us/includes/b.md", "[!INCLUDE [a](a.md)]\n");
    site.refuses(
        &["build"],
        1,
        &format!(
            "\
error[circular-reference]: this include leads back to itself: `content/en-us/includes/a.md` -> `content/en-us/includes/b.md` -> `content/en-us/includes/a.md`
 --> content/en-us/includes/b.md:1:1
  |
1 | [!INCLUDE [a](a.md)]
  | ^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove one of the includes on the way

1 error
{NOTHING_WRITTEN}"
        ),
    );
}

/// The file exists, and must not be read.
#[test]
fn include_that_climbs_out() {
    let site = Site::built();
    site.write("secret.md", "secret");
    site.write(
        "content/en-us/bad.md",
        "# A\n\n[!INCLUDE [x](../../secret.md)]\n",
    );
    site.refuses(
        &["build"],
        1,
        &format!(
            "\
error[include-out-of-scope]: `../../secret.md` climbs out of the content folder
 --> content/en-us/bad.md:3:1
  |
3 | [!INCLUDE [x](../../secret.md)]
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: keep included files in the content folder of their locale

1 error
{NOTHING_WRITTEN}"
        ),
    );
}

#[cfg(unix)]
#[test]
fn symlink_loop() {
    let site = Site::built();
    std::os::unix::fs::symlink(".", site.path("content/en-us/loop")).expect("a link");
    site.refuses(
        &["build"],
        1,
        &format!(
            "\
error[symlink-loop]: this link leads back to `content/en-us`
--> content/en-us/loop
 = help: remove the link, or let it lead elsewhere

1 error
{NOTHING_WRITTEN}"
        ),
    );
}

#[cfg(unix)]
#[test]
fn symlink_to_nothing() {
    let site = Site::built();
    std::os::unix::fs::symlink("nowhere", site.path("content/en-us/lost.md")).expect("a link");
    let before = site.snapshot("");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .starts_with("error[file-not-readable]: this file cannot be read: "),
        "{}",
        run.stderr
    );
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
}

#[test]
fn two_files_for_one_route() {
    let site = Site::built();
    site.write(
        "book.toml",
        "[locales.en-us]\n\n[output]\nurls = \"folder\"\n",
    );
    site.write("content/en-us/a.md", "# A\n");
    site.write("content/en-us/a/index.md", "# A too\n");
    site.refuses(
        &["build"],
        1,
        &format!(
            "\
error[publish-url-conflict]: `content/en-us/a.md` is published at `en-us/a/index.html` already
--> content/en-us/a/index.md
 = help: rename one of the two, or keep one out with `exclude` in `book.toml`

1 error
{NOTHING_WRITTEN}"
        ),
    );
}

#[test]
fn broken_table_of_contents() {
    let site = Site::built();
    site.write(
        "content/en-us/toc.yml",
        "- name: A\n  href: index.md\n\t- name: B\n",
    );
    site.refuses(
        &["build"],
        1,
        &format!(
            "\
error[invalid-toc-syntax]: this line is indented with a tab
 --> content/en-us/toc.yml:3:1
  |
3 |     - name: B
  | ^^^^^^^^^^^^^
  |
  = help: indent with blanks: YAML does not take tabs

1 error
{NOTHING_WRITTEN}"
        ),
    );
}

/// Each finding of a run is counted, and those of several pages are sorted.
#[test]
fn findings_of_all_pages_in_one_run() {
    let site = Site::built();
    site.write("content/en-us/a.md", "# A\n\n[!INCLUDE [x](gone.md)]\n");
    site.write(
        "content/en-us/b.md",
        "# B\n\n[gone](gone.md)\n\n[!INCLUDE [x](gone.md)]\n",
    );
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    let places: Vec<&str> = run
        .stderr
        .lines()
        .filter(|line| line.contains("-->"))
        .collect();
    assert_eq!(
        places,
        [
            " --> content/en-us/a.md:3:1",
            " --> content/en-us/b.md:3:8",
            " --> content/en-us/b.md:5:1"
        ]
    );
    assert!(
        run.stderr.contains("\n2 errors, 1 warning\n"),
        "{}",
        run.stderr
    );
}

/// Tags are written as BCP 47 has them, and each translation names all others and
/// itself; a page that only falls back names none of its own.
#[test]
fn translations_name_each_other() {
    const TAGS: [&str; 4] = ["en-US", "zh-Hant-TW", "sr-Latn-RS", "es-419"];
    let site = Site::new();
    let mut book = "[book]\ntitle = \"Help\"\nbase-url = \"https://post.example/\"\n".to_owned();
    for tag in TAGS {
        let folder = tag.to_lowercase();
        book.push_str(&format!("\n[locales.{folder}]\n"));
        site.write(&format!("content/{folder}/index.md"), "# Home\n\nText.\n");
    }
    site.write("content/en-us/only.md", "# Only\n\nText.\n");
    site.write("book.toml", book);
    site.succeeds(&["build"]);
    let links = |page: &str| -> Vec<String> {
        let html = site.read(&format!("public/{page}"));
        let trimmed = html.lines().map(str::trim);
        let links = trimmed.filter(|line| {
            line.contains("rel=\"alternate\"") || line.contains("rel=\"canonical\"")
        });
        links.map(str::to_owned).collect()
    };
    let alternate = |tag: &str, page: &str| {
        format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://post.example/{page}\">")
    };
    let canonical =
        |page: &str| format!("<link rel=\"canonical\" href=\"https://post.example/{page}\">");
    for own in TAGS {
        let own = format!("{}/index.html", own.to_lowercase());
        let mut expected = vec![canonical(&own)];
        for tag in TAGS {
            expected.push(alternate(
                tag,
                &format!("{}/index.html", tag.to_lowercase()),
            ));
        }
        expected.push(alternate("x-default", "en-us/index.html"));
        assert_eq!(links(&own), expected);
        let only = own.replace("index", "only");
        let source = "en-us/only.html";
        assert_eq!(
            links(&only),
            [
                canonical(source),
                alternate("en-US", source),
                alternate("x-default", source)
            ]
        );
    }
}
