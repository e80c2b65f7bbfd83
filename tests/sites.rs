//! Whole sites: each folder of `tests/sites` is built in memory, and its output
//! must be, file by file, what its `expected` folder holds. A file there that
//! is not built any more fails too. `findings.txt` holds what is found.
//!
//! The sites bring a theme of a few lines, `themes/plain`, that writes what a
//! template sees as text, so that the expectations say what was resolved and
//! not how it looks. `UPDATE=1 cargo test --test sites` rewrites them.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests read their sites from the disk and stop at what they did not expect"
)]

mod support;

use guidepost::base::sources::Sources;
use guidepost::pipeline::{Build, Pipeline};
use guidepost::stages::emit::Content;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Two locales, one with a page missing; a mount; a table of contents three
/// deep; everything that needs to know where the site is published.
#[test]
fn help() {
    check("help");
}

/// Addresses that are folders; a content folder elsewhere; templates of the
/// site's own over those of its theme; files that are no pages.
#[test]
fn folders() {
    check("folders");
}

/// Chains of fallbacks, by default and as written; text from right to left.
#[test]
fn languages() {
    check("languages");
}

#[test]
fn every_folder_has_a_test() {
    let entries = fs::read_dir(sites()).expect("the folder of sites");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, ["folders", "help", "languages"]);
}

#[test]
fn a_page_that_a_locale_lacks_is_not_translated_there() {
    let page = page_of(
        &[
            ("book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
            ("content/en-us/index.md", "# Home"),
            ("content/ko-kr/korea.md", "# 한국"),
            ("templates/page.html", LANGUAGES),
        ],
        "ko-kr/korea.html",
    );
    assert_eq!(
        page,
        "en-us -> ../en-us/index.html (not translated)\nko-kr -> korea.html\n"
    );
}

#[test]
fn a_page_beside_the_table_of_contents_of_a_fallback_has_navigation() {
    let page = page_of(
        &[
            ("book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
            ("content/en-us/index.md", "# Home"),
            ("content/en-us/toc.yml", "- href: index.md"),
            ("content/ko-kr/korea.md", "# 한국"),
            ("templates/page.html", NAVIGATION),
        ],
        "ko-kr/korea.html",
    );
    assert_eq!(page, "Home -> index.html\n");
}

#[test]
fn the_switcher_of_harbor_names_the_language_of_the_page() {
    let page = page_of(
        &[
            (
                "book.toml",
                "[locales.en-us]\n[locales.fr-fr]\nname = \"Français\"\n",
            ),
            ("content/en-us/index.md", "# Home"),
            ("content/fr-fr/index.md", "# Accueil"),
        ],
        "fr-fr/index.html",
    );
    let button = page.lines().find(|line| line.contains("languages-button"));
    let button = button.expect("a button that opens the list of languages");
    assert!(button.contains("Français"), "{button}");
}

#[test]
fn the_ids_of_harbor_are_not_those_of_headings() {
    let headings = "# Page\n\n## Languages\n\n## Navigation\n\n## Main\n\n## Outline title\n";
    let page = page_of(
        &[
            ("book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
            ("content/en-us/index.md", headings),
            ("content/en-us/toc.yml", "- href: index.md"),
        ],
        "en-us/index.html",
    );
    let mut faults = support::markup::faults(&page);
    faults.retain(|fault| fault.contains("is given twice"));
    assert!(faults.is_empty(), "{faults:?}");
}

/// Titles, outlines, links and tables of contents treat it like any other.
#[test]
fn a_page_in_yaml_is_a_page() {
    let files = [
        ("book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
        (
            "content/en-us/index.md",
            "# Home\n\n[](help/faq.yml#wait) and [](help/faq.md)",
        ),
        ("content/en-us/toc.yml", "- href: help/faq.yml"),
        ("content/ko-kr/toc.yml", "- href: help/faq.yml"),
        (
            "content/en-us/help/faq.yml",
            "### YamlMime:FAQ\nmetadata:\n  title: Questions\n  description: All of them.\n\
             title: FAQ\nsections:\n- questions:\n  - question: Wait?\n    answer: '[](../index.md)'\n",
        ),
        (
            "content/ko-kr/help/faq.yml",
            "### YamlMime:FAQ\ntitle: 질문\nsections:\n- name: 메일\n  questions:\n\
             \x20 - question: <a name=\"wait\"></a>기다리나요?\n    answer: 예.\n",
        ),
        ("templates/page.html", SEEN),
    ];
    assert_eq!(
        page_of(&files, "en-us/help/faq.html"),
        "page Questions: All of them.\nQuestions -> faq.html\n#wait Wait?\n\
         <h2 id=\"wait\">Wait?</h2>\n<p><a href=\"../index.html\">Home</a></p>\n\n"
    );
    assert_eq!(
        page_of(&files, "ko-kr/help/faq.html"),
        "page 질문: \n질문 -> faq.html\n#메일 메일\n#wait 기다리나요?\n\
         <h2 id=\"메일\">메일</h2>\n<h3 id=\"wait\">기다리나요?</h3>\n<p>예.</p>\n\n"
    );
    let home = page_of(&files, "ko-kr/index.html");
    let links = "<a href=\"help/faq.html#wait\">질문</a> and <a href=\"help/faq.html\">질문</a>";
    assert!(home.contains(links), "{home}");
}

#[test]
fn hubs_and_landing_pages_have_the_template_of_landing_pages() {
    for kind in ["Hub", "Landing"] {
        let yaml = format!("### YamlMime:{kind}\ntitle: Welcome\n");
        let files = [
            ("book.toml", "[locales.en-us]\n"),
            ("content/en-us/index.yml", &yaml),
            ("templates/landing.html", "{{ page.kind }} {{ page.title }}"),
        ];
        assert_eq!(page_of(&files, "en-us/index.html"), "landing Welcome");
    }
}

#[test]
fn files_in_yaml_that_are_no_pages() {
    let files = [
        ("book.toml", "[locales.en-us]\n"),
        ("content/en-us/index.md", "# Home\n\n[x](x.yml)\n"),
        ("content/en-us/a.md", "# A\n"),
        ("content/en-us/a.yml", "### YamlMime:FAQ\n"),
        ("content/en-us/b.yml", "### YamlMime:Lading\n"),
        ("content/en-us/c.yml", "title: C\nlandingContent:\n"),
        ("content/en-us/includes/d.yml", "### YamlMime:Hubs\n"),
        ("content/en-us/toc.yml", "### YamlMime:TableOfContent\n[]\n"),
        ("content/en-us/x.yml", "on: push\n"),
    ];
    let (build, sources) = built(&files);
    assert_eq!(
        support::findings_as_text(&build.diagnostics.to_vec(), &sources, "content/en-us"),
        "\
a.md:1:1 suggestion page-not-in-toc: no table of contents names this page
  help: add it where readers would look for it
a.yml:1:1 error publish-url-conflict: `content/en-us/a.md` is published at `en-us/a.html` already
  help: rename one of the two, or keep one out with `exclude` in `book.toml`
b.yml:1:1 warning schema-not-found: there is no kind `Lading` of pages, so this file is none
  help: write `### YamlMime:Landing` on the first line
c.yml:1:1 warning schema-not-found: this file does not say which kind of page it is, so it is none
  help: write `### YamlMime:Landing` on the first line
index.md:3:5 warning link-out-of-scope: `x.yml` is not a page of the site
  help: link to a page; includes, tables of contents and excluded files are none
"
    );
}

const SEEN: &str = "{{ page.kind }} {{ page.title }}: {{ page.description or \"\" }}\n\
    {% for item in navigation.items %}{{ item.title }} -> {{ item.href }}\n{% endfor %}\
    {% for heading in page.headings %}#{{ heading.id }} {{ heading.html | safe }}\n{% endfor %}\
    {{ page.content | safe }}\n";

/// A table that is named in another is a part of it; a folder leads to the
/// first page of its table.
#[test]
fn tables_of_contents_in_each_other() {
    let items = "{% for item in navigation.items %}{{ item.title }} {{ item.href }}\n\
                 {% for inner in item.items %}- {{ inner.title }} {{ inner.href }}\n{% endfor %}{% endfor %}";
    let page = page_of(
        &[
            ("book.toml", "[locales.en-us]\n"),
            (
                "content/en-us/toc.yml",
                "- name: Part\n  href: part/toc.md\n- name: Folder\n  href: other/?x\n",
            ),
            (
                "content/en-us/part/toc.md",
                "# [A](a.md)\n#[B](../b.md)\n# @uid-of-b\n",
            ),
            ("content/en-us/part/a.md", "# A"),
            (
                "content/en-us/b.md",
                "---\nuid: uid-of-b\n---\n# Title of B",
            ),
            ("content/en-us/other/toc.yml", "items:\n- href: c.md\n"),
            ("content/en-us/other/c.md", "# C"),
            ("templates/page.html", items),
        ],
        "en-us/part/a.html",
    );
    assert_eq!(
        page,
        "Part \n- A a.html\n- B ../b.html\n- Title of B ../b.html\nFolder ../other/c.html\n"
    );
}

const LANGUAGES: &str = "{% for language in page.translations %}{{ language.locale }} -> \
    {{ language.href }}{% if not language.translated %} (not translated){% endif %}\n{% endfor %}";

const NAVIGATION: &str =
    "{% for item in navigation.items %}{{ item.title }} -> {{ item.href }}\n{% endfor %}";

/// One page of a site of these files and the theme `harbor`.
fn page_of(files: &[(&str, &str)], route: &str) -> String {
    let (build, _) = built(files);
    match &build.output.files[&support::site_path(route)] {
        Content::Text(text) => text.to_string(),
        Content::Copy(file) => panic!("`{route}` is a copy of `{file}`"),
    }
}

fn built(files: &[(&str, &str)]) -> (Build, Sources) {
    let mut sources = Sources::default();
    let theme = support::repository().join("themes/harbor");
    support::add_folder(&mut sources, &theme, "themes/harbor");
    for (path, text) in files {
        sources.insert_text(support::site_path(path), *text);
    }
    (Pipeline::default().build(&sources), sources)
}

fn sites() -> PathBuf {
    support::repository().join("tests/sites")
}

fn check(name: &str) {
    let folder = sites().join(name);
    let mut actual = build(&folder);
    let findings = actual.remove("findings.txt").unwrap_or_default();
    if support::is_update() {
        update(&folder, &actual, &findings);
    }
    let mut complaints = Vec::new();
    let written = fs::read_to_string(folder.join("findings.txt")).unwrap_or_default();
    complaints.extend(support::difference(&written, &findings));
    let expected = expected(&folder.join("expected"));
    for (path, text) in &expected {
        match actual.get(path) {
            None => complaints.push(format!("`{path}` is expected, but not built")),
            Some(built) => {
                let difference = support::difference(text, built);
                complaints.extend(difference.map(|lines| format!("{path}\n{lines}")));
            }
        }
    }
    let new = actual.keys().filter(|path| !expected.contains_key(*path));
    complaints.extend(new.map(|path| format!("`{path}` is built, but not expected")));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The files of a site as text, a copied file as a line that says of what; and
/// the findings as `findings.txt`.
fn build(folder: &Path) -> BTreeMap<String, String> {
    let mut sources = Sources::default();
    for entry in fs::read_dir(folder).expect("a site") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "expected" {
            support::add_folder(&mut sources, &path, &name);
        }
    }
    let settings = fs::read_to_string(folder.join("book.toml")).expect("`book.toml`");
    sources.insert_text(support::site_path("book.toml"), settings);
    let build = Pipeline::default().build(&sources);
    let mut files: BTreeMap<String, String> = build
        .output
        .files
        .iter()
        .map(|(route, content)| {
            let text = match content {
                Content::Text(text) => text.to_string(),
                Content::Copy(file) => format!("a copy of {file}\n"),
            };
            (route.to_string(), text)
        })
        .collect();
    let findings = support::findings_as_text(&build.diagnostics.to_vec(), &sources, "");
    let twin = files.insert("findings.txt".to_owned(), findings);
    assert_eq!(twin, None, "a site has a file `findings.txt`");
    files
}

fn expected(folder: &Path) -> BTreeMap<String, String> {
    support::files_below(folder)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(folder).expect("a file of the folder");
            let text = fs::read_to_string(&path).expect("an expected file");
            (support::slashed(name), text)
        })
        .collect()
}

fn update(folder: &Path, files: &BTreeMap<String, String>, findings: &str) {
    let expected = folder.join("expected");
    if expected.exists() {
        fs::remove_dir_all(&expected).expect("stale expectations to remove");
    }
    for (path, text) in files {
        let path = expected.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }
    fs::write(folder.join("findings.txt"), findings).expect("the findings");
}
