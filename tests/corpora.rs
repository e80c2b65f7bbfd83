//! Real input: two repositories of 4,356 Markdown files, when they stand beside
//! the checkout. Without them these tests are shown as ignored.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unnecessary_wraps,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "tests read the disk and stop at what they did not expect; all have one shape"
)]

mod corpus_links;
mod source_tables;
mod source_words;

use html5gum::{Token, Tokenizer};
use libtest_mimic::{Arguments, Failed, Trial};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");

const LOCALES: [(&str, &str); 2] = [("en-us", "exchange-en-us"), ("ko-kr", "m365-ko-kr")];

const MOUNTS: [(&str, &str); 6] = [
    ("Exchange/Hub", "exchange"),
    ("Exchange/ExchangeServer2013", "exchange"),
    ("Exchange/ExchangeServer", "exchange"),
    ("Exchange/ExchangeOnline", "exchange"),
    ("Exchange/ExchangeHybrid", "exchange"),
    ("Outlook", "outlook"),
];

fn main() {
    let is_there = Path::new(CORPORA).is_dir();
    if !is_there {
        eprintln!("skipped: the corpora are not beside this checkout");
    }
    let test = |name: &str, run: fn() -> Result<(), Failed>| {
        Trial::test(name, run).with_ignored_flag(!is_there)
    };
    let tests = vec![
        test("every_page_is_there", every_page_is_there),
        test("every_page_in_yaml_is_there", every_page_in_yaml_is_there),
        test(
            "no_form_of_the_dialect_is_left_in_the_text",
            no_form_is_left,
        ),
        test("no_page_loses_a_table", no_page_loses_a_table),
        test("no_page_loses_a_word", no_page_loses_a_word),
        test(
            "few_marks_of_emphasis_are_left_in_korean",
            few_marks_of_emphasis,
        ),
        test(
            "what_machines_left_behind_is_found",
            what_machines_left_behind,
        ),
        test("one_thread_and_two_give_the_same_bytes", threads_agree),
        test("a_second_build_writes_nothing", second_build_writes_nothing),
        test("the_seed_article_renders_well", seed_article),
        test("korean_places_are_there", corpus_links::korean_places),
        test("korean_pages_are_there", corpus_links::korean_pages),
        test("roots_lead_to_mounted_pages", corpus_links::exchange_roots),
    ];
    libtest_mimic::run(&Arguments::from_args(), tests).exit();
}

/// The site over both corpora, built once for all tests.
fn site() -> &'static Path {
    static SITE: OnceLock<tempfile::TempDir> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut book = "[book]\ntitle = \"Corpora\"\nbase-url = \"https://docs.example/\"\n\
             [rules]\ninclude-not-found = \"warning\"\n\
             [links.external-roots]\n\"/\" = \"https://learn.microsoft.com/\"\n"
            .to_owned();
        for (locale, corpus) in LOCALES {
            book.push_str(&format!(
                "[locales.{locale}]\ncontent = \"{CORPORA}/{corpus}\"\n"
            ));
        }
        for (from, to) in MOUNTS {
            book.push_str(&format!("[[mounts]]\nfrom = \"{from}\"\nto = \"{to}\"\n"));
        }
        fs::write(folder.path().join("book.toml"), book).expect("a writable folder");
        build(folder.path(), &folder.path().join("public"), "2");
        folder
    })
    .path()
}

/// Builds and gives what the command said to people.
fn build(site: &Path, out: &Path, threads: &str) -> String {
    String::from_utf8_lossy(&run(site, out, threads).stderr).into_owned()
}

/// Builds; the findings are on standard output.
fn run(site: &Path, out: &Path, threads: &str) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .args(["build", "--format", "json"])
        .arg(site)
        .arg("--out")
        .arg(out)
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .expect("guidepost runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    output
}

/// Whether a file says on its first line that it is a page.
fn is_page_in_yaml(path: &Path) -> bool {
    let is_yaml = path.extension().is_some_and(|ending| ending == "yml");
    is_yaml && {
        let text = fs::read_to_string(path).expect("a text");
        let kinds = ["FAQ", "Hub", "Landing"];
        kinds.iter().any(|kind| {
            text.trim_start_matches('\u{FEFF}')
                .starts_with(&format!("### YamlMime:{kind}"))
        })
    }
}

/// Every file that is a page, and where it is published.
fn pages() -> Vec<(PathBuf, PathBuf)> {
    let public = site().join("public");
    let mut pages = Vec::new();
    for (locale, corpus) in LOCALES {
        let root = Path::new(CORPORA).join(corpus);
        for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
            let path = entry.expect("a readable folder").into_path();
            let below = path
                .strip_prefix(&root)
                .expect("below")
                .to_string_lossy()
                .into_owned();
            let name = below.rsplit('/').next().unwrap_or_default().to_lowercase();
            let is_part = below.to_lowercase().contains("includes/");
            let is_markdown = name.ends_with(".md") && name != "toc.md" && name != "readme.md";
            if is_part || !(is_markdown || is_page_in_yaml(&path)) {
                continue;
            }
            let mounted = MOUNTS
                .iter()
                .find_map(|(from, to)| Some(format!("{to}{}", below.strip_prefix(from)?)))
                .filter(|_| locale == "en-us")
                .unwrap_or(below);
            let (route, _) = mounted.rsplit_once('.').expect("an ending");
            let route = format!("{route}.html");
            pages.push((path, public.join(locale).join(route)));
        }
    }
    pages
}

fn every_page_is_there() -> Result<(), Failed> {
    let pages = pages();
    let missing: Vec<_> = pages.iter().filter(|(_, html)| !html.is_file()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(pages.len() > 4300, "{} pages", pages.len());
    Ok(())
}

/// And every link to one leads somewhere.
fn every_page_in_yaml_is_there() -> Result<(), Failed> {
    let pages = pages();
    let in_yaml = pages.iter().filter(|(source, _)| is_page_in_yaml(source));
    assert_eq!(in_yaml.count(), 23);
    let output = run(site(), &site().join("public"), "2");
    let findings = String::from_utf8_lossy(&output.stdout);
    assert!(findings.contains("file-not-found"), "findings are shown");
    let is_about_link = |line: &&str| {
        line.contains("message") && line.contains("there is no page") && line.contains(".yml`")
    };
    let broken: Vec<_> = findings.lines().filter(is_about_link).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    Ok(())
}

/// What a reader sees of a page, code left out; and how many tables.
fn visible(html: &str) -> (String, usize) {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").unwrap_or(html.len());
    let (mut text, mut tables, mut code) = (String::new(), 0, 0_usize);
    for token in Tokenizer::new(&html[start..end]).flatten() {
        match token {
            Token::StartTag(tag) => match &**tag.name {
                b"code" | b"pre" => code += 1,
                b"table" => tables += 1,
                _ => {}
            },
            Token::EndTag(tag) if matches!(&**tag.name, b"code" | b"pre") => {
                code = code.saturating_sub(1);
            }
            Token::String(piece) if code == 0 => text.push_str(&String::from_utf8_lossy(&piece)),
            _ => {}
        }
    }
    (text, tables)
}

fn no_form_is_left() -> Result<(), Failed> {
    let mut counts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (source, html) in pages() {
        let text = visible(&fs::read_to_string(&html)?).0;
        let upper = text.to_uppercase();
        for form in [
            "[!INCLUDE",
            "[!NOTE",
            "[!TIP",
            "[!WARNING",
            "[!IMPORTANT",
            "[!CAUTION",
            "[!DIV",
            "[!VIDEO",
            ":::",
            "{{",
            "<!--",
            "\u{FDD0}",
        ] {
            // Four lines of the English corpus show `{{username}}` and its like
            // to their readers, in tables.
            let is_meant = form == "{{" && fs::read_to_string(&source)?.contains("{{");
            if upper.contains(form) && !is_meant {
                counts
                    .entry(form)
                    .or_default()
                    .push(html.display().to_string());
            }
        }
    }
    assert!(counts.is_empty(), "{counts:#?}");
    Ok(())
}

fn no_page_loses_a_table() -> Result<(), Failed> {
    let mut in_sources = 0;
    let mut lost = Vec::new();
    for (source, html) in pages() {
        let expected = source_tables::count(&fs::read_to_string(&source)?);
        let (_, found) = visible(&fs::read_to_string(&html)?);
        in_sources += expected;
        if found < expected {
            lost.push(format!("{}: {found} of {expected}", source.display()));
        }
    }
    println!("{in_sources} tables in the sources");
    assert!(in_sources > 3000, "{in_sources} tables");
    assert!(lost.is_empty(), "{lost:#?}");
    Ok(())
}

/// The letters and digits that a page shows, alternative texts included.
fn shown(html: &str) -> String {
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").unwrap_or(html.len());
    let mut shown = String::new();
    for token in Tokenizer::new(&html[start..end]).flatten() {
        match token {
            Token::StartTag(tag) => {
                let alt = tag.attributes.get(&b"alt"[..]);
                let alt = alt.map(|alt| String::from_utf8_lossy(alt).into_owned());
                shown.push_str(&source_words::letters(&alt.unwrap_or_default()));
            }
            Token::String(piece) => {
                shown.push_str(&source_words::letters(&String::from_utf8_lossy(&piece)));
            }
            _ => {}
        }
    }
    shown
}

/// What of a source, and of the files that it includes, is not in `shown`.
fn lost(source: &Path, shown: &str, depth: usize) -> Vec<String> {
    let Ok(text) = fs::read_to_string(source) else {
        return Vec::new();
    };
    let read = source_words::read(&text);
    let mut lost = Vec::new();
    // Blocks mostly follow each other as they do in the source.
    let mut place = 0;
    for block in &read.blocks {
        let find_from = |start: usize| {
            block.pieces.iter().try_fold(start, |at, piece| {
                let found = shown[at..].find(piece.as_str()).ok_or(piece)?;
                Ok(at + found + piece.len())
            })
        };
        match find_from(place).or_else(|_: &String| find_from(0)) {
            Ok(end) => place = end,
            Err(piece) => lost.push(format!("{}:{}: {piece}", source.display(), block.line)),
        }
    }
    for include in read.includes.iter().filter(|_| depth < 5) {
        let path = source.parent().expect("a folder").join(include);
        lost.extend(self::lost(&path, shown, depth + 1));
    }
    lost
}

/// Lines that machines garbled, so that what they show is not what they were
/// meant to show.
const GARBLED: [&str; 2] = [
    // `<t[CSV files..](csv-files..)d>` was `<td>` once; all of it is shown.
    "csv-files-for-mailbox-migration-exchange-2013-help.md:304:",
    // `[..](() .. [..]() .. https://..)`: the address of the first link is shown.
    "dlp-configure-endpoints-script.md:96:",
];

fn no_page_loses_a_word() -> Result<(), Failed> {
    let lost: Vec<Vec<String>> = pages()
        .par_iter()
        // What pages in YAML show is not what their lines say.
        .filter(|(source, _)| source.extension().is_some_and(|ending| ending == "md"))
        .map(|(source, html)| {
            let shown = shown(&fs::read_to_string(html).expect("a page"));
            lost(source, &shown, 0)
        })
        .collect();
    let mut lost: Vec<String> = lost.concat();
    lost.sort();
    lost.dedup();
    for place in GARBLED {
        let at = lost.iter().position(|lost| lost.contains(place));
        drop(lost.remove(at.expect("a garbled line")));
    }
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
    Ok(())
}

/// How many `**` readers of the Korean corpus see: each is emphasis that its
/// translator wrote wrong.
fn few_marks_of_emphasis() -> Result<(), Failed> {
    let mut marks = 0;
    for (_, html) in pages()
        .iter()
        .filter(|(source, _)| source.to_string_lossy().contains("ko-kr"))
    {
        marks += visible(&fs::read_to_string(html)?).0.matches("**").count();
    }
    println!("{marks} marks of emphasis are shown");
    assert!(marks <= 199, "{marks} marks of emphasis are shown");
    Ok(())
}

/// How often each kind of damage is found. Of findings drawn at random nearly all
/// must be true: whoever changes a number looks at what is new.
fn what_machines_left_behind() -> Result<(), Failed> {
    let output = run(site(), &site().join("public"), "2");
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let all = findings["diagnostics"].as_array().expect("findings");
    for (code, expected) in [
        ("emphasis-not-read", 86),
        ("link-padded", 101),
        ("translation-emphasis-displaced", 1525),
        ("translation-link-swallows-sentence", 3301),
        ("translation-particle-alone", 4774),
        ("translation-repeated-word", 151),
    ] {
        let found = all.iter().filter(|finding| finding["code"] == code).count();
        assert_eq!(found, expected, "{code}");
    }
    Ok(())
}

fn threads_agree() -> Result<(), Failed> {
    let other = tempfile::tempdir()?;
    let out = other.path().join("public");
    build(site(), &out, "1");
    // The manifest holds the SHA-256 of every file.
    let two = fs::read(site().join("public/manifest.json"))?;
    assert!(
        two == fs::read(out.join("manifest.json"))?,
        "the manifests differ"
    );
    Ok(())
}

fn second_build_writes_nothing() -> Result<(), Failed> {
    let said = build(site(), &site().join("public"), "2");
    assert!(said.contains("(0 files written"), "{said}");
    assert!(said.contains("0 removed)"), "{said}");
    Ok(())
}

fn seed_article() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let content = folder.path().join("content/ko-kr/seed");
    fs::create_dir_all(&content)?;
    fs::write(
        folder.path().join("book.toml"),
        "[book]\nsource-locale = \"ko-kr\"\n[locales.ko-kr]\n[rules]\ninclude-not-found = \"warning\"\n",
    )?;
    fs::copy(
        Path::new(CORPORA).join("seed-article.ko-kr.md"),
        content.join("services.md"),
    )?;
    let output = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .arg("build")
        .arg(folder.path())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("warning[include-not-found]"), "{said}");
    assert!(said.contains("services.md:29:1"), "{said}");
    let html = fs::read_to_string(folder.path().join("public/ko-kr/seed/services.html"))?;
    let main = &html[html.find("<main").expect("main")..];
    assert_eq!(main.matches("<table>").count(), 1);
    assert_eq!(
        main.matches("<tr>").count(),
        5,
        "a heading and four rows, no empty one"
    );
    assert!(!main.contains("<hr"), "no rule from `****`");
    let lists = (main.matches("<ul>").count(), main.matches("</ul>").count());
    assert_eq!(lists.0, lists.1, "lists are closed");
    for anchor in [
        "microsoft-support",
        "anti-spam-ip-delist-portal",
        "abuse-and-spam-reporting-for-junk-email-originating-from-exchange-online",
    ] {
        assert!(
            main.contains(&format!("href=\"#{anchor}\"")),
            "{anchor} is linked"
        );
        assert!(
            main.contains(&format!("id=\"{anchor}\"")),
            "{anchor} exists"
        );
    }
    Ok(())
}
