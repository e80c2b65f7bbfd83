//! A site in three languages as search engines and readers see it: which pages say
//! that they are translations of which, where a fallback page sends machines, and
//! what a translation says about its source.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests read the theme from the disk and stop at what they did not expect"
)]

mod support;

use guidepost::base::sources::Sources;
use guidepost::pipeline::{Build, Pipeline};
use guidepost::stages::emit::Content;
use std::collections::{BTreeMap, BTreeSet};

const BASE: &str = "https://post.example/help/";

const BOOK: &str = "\
[book]
base-url = \"https://post.example/help/\"
source-locale = \"en-us\"

[locales.en-us]
[locales.ko-kr]
[locales.zh-hant-tw]

[l10n]
coverage-page = true
";

/// Which locales have which pages: some all, some two, some one.
const PAGES: [(&str, &[&str]); 5] = [
    ("index", &["en-us", "ko-kr", "zh-hant-tw"]),
    ("bounces/codes", &["en-us", "ko-kr"]),
    ("delisting", &["en-us", "zh-hant-tw"]),
    ("contact", &["en-us"]),
    ("local", &["ko-kr"]),
];

fn built(files: &[(&str, String)]) -> Build {
    let mut sources = Sources::default();
    let theme = support::repository().join("themes/harbor");
    support::add_folder(&mut sources, &theme, "themes/harbor");
    sources.insert_text(support::site_path("book.toml"), BOOK);
    for (path, text) in files {
        sources.insert_text(support::site_path(path), text.as_str());
    }
    let build = Pipeline::default().build(&sources);
    assert!(!build.has_errors(), "{:?}", build.diagnostics);
    build
}

fn three_languages() -> Build {
    let files = PAGES.iter().flat_map(|(key, locales)| {
        let page = move |locale: &&str| {
            let text = format!("# <a name=\"top\"></a>{key} in {locale}\n\nText.\n");
            (format!("content/{locale}/{key}.md"), text)
        };
        locales.iter().map(page)
    });
    let files: Vec<(String, String)> = files.collect();
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    built(&files)
}

fn text<'b>(build: &'b Build, route: &str) -> &'b str {
    let route = support::site_path(route);
    match build.output.files.get(&route) {
        Some(Content::Text(text)) => text,
        other => panic!("{route}: {other:?}"),
    }
}

/// The values of an attribute in the lines that have some words.
fn values<'t>(text: &'t str, words: &'t str, attribute: &'t str) -> impl Iterator<Item = &'t str> {
    let opening = format!("{attribute}=\"");
    let lines = text.lines().filter(move |line| line.contains(words));
    lines.filter_map(move |line| {
        let start = line.find(&opening)? + opening.len();
        let len = line[start..].find('"')?;
        Some(&line[start..start + len])
    })
}

/// Each language that a page names as a translation, with its address.
fn alternates(html: &str) -> BTreeMap<String, String> {
    let langs = values(html, "rel=\"alternate\" hreflang", "hreflang").map(str::to_owned);
    let urls = values(html, "rel=\"alternate\" hreflang", "href").map(str::to_owned);
    langs.zip(urls).collect()
}

fn lang(locale: &str) -> &'static str {
    match locale {
        "en-us" => "en-US",
        "ko-kr" => "ko-KR",
        _ => "zh-Hant-TW",
    }
}

#[test]
fn translations_name_each_other_and_nothing_else() {
    let build = three_languages();
    for (key, locales) in PAGES {
        let source = if locales.contains(&"en-us") {
            "en-us"
        } else {
            locales[0]
        };
        let url = |locale: &str| format!("{BASE}{locale}/{key}.html");
        let mut expected: BTreeMap<String, String> = locales
            .iter()
            .map(|locale| (lang(locale).to_owned(), url(locale)))
            .collect();
        expected.insert("x-default".to_owned(), url(source));
        // The same set on every page of it, so that each link is returned.
        for locale in locales {
            let html = text(&build, &format!("{locale}/{key}.html"));
            assert_eq!(alternates(html), expected, "{locale}/{key}");
            let canonical: Vec<&str> = values(html, "rel=\"canonical\"", "href").collect();
            assert_eq!(canonical, [url(locale)]);
            assert!(!html.contains("<meta name=\"robots\""), "{locale}/{key}");
        }
    }
}

#[test]
fn a_fallback_page_sends_machines_to_its_source_and_says_so_to_readers() {
    let build = three_languages();
    let html = text(&build, "ko-kr/contact.html");
    let canonical: Vec<&str> = values(html, "rel=\"canonical\"", "href").collect();
    assert_eq!(canonical, [format!("{BASE}en-us/contact.html")]);
    assert!(!html.contains("<meta name=\"robots\""));
    assert!(html.contains("<html lang=\"ko-KR\" dir=\"ltr\">"));
    assert!(
        html.contains("<article lang=\"en-US\" dir=\"ltr\">")
            || html.contains(" lang=\"en-US\" dir=\"ltr\">")
    );
    assert!(html.contains("href=\"../en-us/contact.html\" hreflang=\"en-US\""));
    let fallbacks = [
        "ko-kr/contact",
        "ko-kr/delisting",
        "zh-hant-tw/contact",
        "zh-hant-tw/bounces/codes",
    ];
    for fallback in fallbacks {
        let html = text(&build, &format!("{fallback}.html"));
        let (_, key) = fallback.split_once('/').expect("a locale and a key");
        let canonical: Vec<&str> = values(html, "rel=\"canonical\"", "href").collect();
        assert_eq!(canonical, [format!("{BASE}en-us/{key}.html")], "{fallback}");
        let own = lang(&fallback[..fallback.len() - key.len() - 1]);
        assert!(!alternates(html).contains_key(own), "{fallback}");
    }
}

#[test]
fn sitemaps_list_real_translations_and_agree_with_canonical_addresses() {
    let build = three_languages();
    let index = text(&build, "sitemap.xml");
    let mut listed = BTreeSet::new();
    for locale in ["en-us", "ko-kr", "zh-hant-tw"] {
        assert!(
            index.contains(&format!("<loc>{BASE}{locale}/sitemap.xml</loc>")),
            "{index}"
        );
        let sitemap = text(&build, &format!("{locale}/sitemap.xml"));
        let urls = sitemap.split("<loc>").skip(1);
        for url in urls.filter_map(|rest| rest.split("</loc>").next()) {
            assert!(url.starts_with(&format!("{BASE}{locale}/")), "{url}");
            assert!(listed.insert(url.to_owned()), "{url} is listed twice");
        }
    }
    let written = PAGES.iter().flat_map(|(key, locales)| {
        locales
            .iter()
            .map(move |locale| format!("{BASE}{locale}/{key}.html"))
    });
    assert_eq!(listed, written.collect());
    for url in &listed {
        let html = text(&build, url.strip_prefix(BASE).expect("a page of the site"));
        let canonical: Vec<&str> = values(html, "rel=\"canonical\"", "href").collect();
        assert_eq!(canonical, [url]);
    }
}

const SOURCE: &str = "\
# Codes

Text.

## Refused

Old words.

## Blocked

Wait.
";

const TRANSLATION: &str = "\
# <a name=\"codes\"></a>코드

글.

## <a name=\"refused\"></a>거부됨

말.

## <a name=\"blocked\"></a>차단됨

기다리세요.
";

/// A lock that says that a translation was made from [`SOURCE`].
fn lock() -> String {
    use guidepost::stages::l10n::{Entry, Lock, blocks};
    let file = support::site_path("codes.md");
    let blocks = blocks(&file, SOURCE);
    let entry = Entry {
        accepted: Some("2026-11-24".to_owned()),
        commit: None,
        blocks: blocks.iter().map(|block| block.mark(SOURCE)).collect(),
    };
    let entries = [("codes.md".to_owned(), entry)].into();
    Lock { entries }.to_text()
}

fn with_source(source: String, translation: &str) -> Build {
    built(&[
        ("content/en-us/codes.md", source),
        ("content/ko-kr/codes.md", translation.to_owned()),
        ("l10n/ko-kr.lock", lock()),
    ])
}

/// The notice above a page, tags taken out.
fn notice(html: &str) -> String {
    let Some(start) = html.find("<div class=\"notice\"") else {
        return String::new();
    };
    let notice = &html[start..start + html[start..].find("</div>").expect("an end")];
    let mut said = String::new();
    for piece in notice.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').expect("a whole tag");
        if let Some((_, rest)) = tag.split_once("href=\"") {
            said.push_str(&format!(
                "<{}> ",
                rest.split('"').next().unwrap_or_default()
            ));
        }
        let words = words.trim();
        if !words.is_empty() {
            said.push_str(words);
            said.push(' ');
        }
    }
    said.trim_end().to_owned()
}

#[test]
fn a_translation_that_says_what_its_source_says_needs_no_notice() {
    let build = with_source(SOURCE.to_owned(), TRANSLATION);
    assert_eq!(notice(text(&build, "ko-kr/codes.html")), "");
    assert_eq!(notice(text(&build, "en-us/codes.html")), "");
}

#[test]
fn sections_that_have_changed_are_named_with_the_date() {
    let build = with_source(SOURCE.replace("Old words", "New words"), TRANSLATION);
    assert_eq!(
        notice(text(&build, "ko-kr/codes.html")),
        "이 페이지를 번역한 뒤 원문이 변경되었습니다. 번역일: 2026년 11월 24일 \
         원문에서 변경된 부분: <../en-us/codes.html#refused> Refused \
         <../en-us/codes.html> 원문 페이지로 이동 ( English )"
    );
}

#[test]
fn sections_that_the_source_has_gained_are_named() {
    let source = SOURCE.replace(
        "## Blocked",
        "## Delayed\n\nLater.\n\n### How long\n\nOn.\n\n## Blocked",
    );
    let build = built(&[
        ("content/en-us/codes.md", source.clone()),
        ("content/ko-kr/codes.md", TRANSLATION.to_owned()),
    ]);
    assert_eq!(
        notice(text(&build, "ko-kr/codes.html")),
        "아직 번역되지 않은 섹션: <../en-us/codes.html#delayed> Delayed \
         <../en-us/codes.html#how-long> How long \
         <../en-us/codes.html> 원문 페이지로 이동 ( English )"
    );
    // What it lacks with them is nobody's mistake.
    let codes = build.diagnostics.iter().map(|found| found.code.name());
    assert!(
        codes
            .into_iter()
            .all(|code| code != "translation-anchor-missing")
    );
    // One that stands there under another name is its translation.
    let renamed = TRANSLATION.replace(
        "## <a name=\"blocked\">",
        "## 지연됨\n\n나중에.\n\n## <a name=\"blocked\">",
    );
    let build = built(&[
        ("content/en-us/codes.md", source),
        ("content/ko-kr/codes.md", renamed),
    ]);
    assert_eq!(notice(text(&build, "ko-kr/codes.html")), "");
}

#[test]
fn a_translation_without_places_of_the_source_says_nothing_about_sections() {
    let bare = "# 코드\n\n글.\n\n## 거부됨\n\n말.\n";
    let build = built(&[
        ("content/en-us/codes.md", SOURCE.to_owned()),
        ("content/ko-kr/codes.md", bare.to_owned()),
    ]);
    assert_eq!(notice(text(&build, "ko-kr/codes.html")), "");
}

#[test]
fn a_machine_is_named() {
    let translation = format!("---\nms.translationtype: MT\n---\n{TRANSLATION}");
    let build = with_source(SOURCE.to_owned(), &translation);
    assert_eq!(
        notice(text(&build, "ko-kr/codes.html")),
        "이 페이지는 기계 번역되었습니다. <../en-us/codes.html> 원문 페이지로 이동 ( English )"
    );
}

#[test]
fn included_files_fall_back_and_say_so() {
    let page = "# <a name=\"top\"></a>Page\n\n[!INCLUDE [a](includes/a.md)]\n\nSay [!INCLUDE [b](includes/b.md)] now.\n";
    let build = built(&[
        ("content/en-us/page.md", page.to_owned()),
        ("content/ko-kr/page.md", page.to_owned()),
        (
            "content/en-us/includes/a.md",
            "> [!NOTE]\n> See [the page](../page.md).\n".to_owned(),
        ),
        ("content/en-us/includes/b.md", "*these words*".to_owned()),
    ]);
    let html = text(&build, "ko-kr/page.html");
    assert!(html.contains("<div lang=\"en-US\" dir=\"ltr\">"), "{html}");
    assert!(
        html.contains("<span lang=\"en-US\" dir=\"ltr\"><em>these words</em></span>"),
        "{html}"
    );
    // The note is called what it is called in its own language.
    assert!(html.contains(">Note<"), "{html}");
    let own = text(&build, "en-us/page.html");
    assert!(!own.contains("<span lang"), "{own}");
    let found = build
        .diagnostics
        .iter()
        .filter(|found| found.code.name() == "include-untranslated");
    assert_eq!(found.count(), 2);
}

#[test]
fn a_page_says_how_much_is_translated() {
    let build = with_source(SOURCE.replace("Old words", "New words"), TRANSLATION);
    let states = [
        ("ko-kr", "6개 중 1개 부분 변경됨"),
        ("zh-hant-tw", "未翻譯"),
    ];
    for (locale, state) in states {
        let html = text(&build, &format!("{locale}/translations.html"));
        assert!(html.contains("<a href=\"codes.html\">"), "{html}");
        let small: Vec<&str> = html.split("<small>").skip(3).collect();
        assert!(small[0].starts_with(state), "{small:?}");
        assert_eq!(html.matches("<th scope=\"row\">").count(), 2, "{html}");
    }
    let english = text(&build, "en-us/translations.html");
    assert!(!english.contains("<ul class=\"left\">"), "{english}");
}
