//! `guidepost l10n export` and `guidepost l10n import`: what translators get, what
//! comes back, and what is refused.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

mod support;

use guidepost::base::path::SitePath;
use guidepost::stages::l10n::exchange::{self, Export, Format, Page, Untranslated};
use std::path::Path;
use support::site::Site;

const FORMATS: [Format; 2] = [Format::Xliff, Format::Po];

fn exported(source: &Page, translation: Option<&Page>, format: Format) -> String {
    let path = SitePath::root().with_suffix(source.file.name());
    let export = Export {
        source,
        path: &path,
        translation,
        source_lang: "en-US",
        lang: "ko-KR",
        is_stale: &|_| false,
    };
    exchange::export(&export, format)
}

fn imported(
    text: &str,
    source: &Page,
    translation: Option<&Page>,
    format: Format,
) -> exchange::Imported {
    let (given, findings) = exchange::read(text, format);
    assert_eq!(findings, [], "{text}");
    let copied = Untranslated::Copied;
    exchange::import(&given[0], "ko-KR", source, translation, copied)
}

/// An export with a text for every translation: `write` makes it of the source.
fn translated(export: &str, format: Format, write: impl Fn(&str) -> String) -> String {
    let (before, after) = match format {
        Format::Xliff => ("<source>", "</source>"),
        Format::Po => ("msgid ", "msgstr \"\"\n"),
    };
    let (head, body) = match format {
        Format::Xliff => ("", export),
        Format::Po => export.split_at(export.find("\n\n").map_or(export.len(), |end| end + 1)),
    };
    let mut text = head.to_owned();
    let mut rest = body;
    while let Some(start) = rest.find(before) {
        let end = start + rest[start..].find(after).expect("an end");
        let source = &rest[start + before.len()..end];
        let behind = end + after.len();
        text.push_str(&rest[..end]);
        text.push_str(&match format {
            Format::Xliff => format!("</source><target>{}</target>", write(source)),
            Format::Po => format!("msgstr {}", write(source)),
        });
        rest = &rest[behind..];
    }
    text + rest
}

/// XLIFF with another letter wherever a text has an `e`; markup stays.
fn accented(source: &str) -> String {
    let mut text = String::new();
    let (mut is_tag, mut is_entity) = (false, false);
    for letter in source.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            '&' => is_entity = true,
            ';' => is_entity = false,
            _ => {}
        }
        let is_text = !is_tag && !is_entity;
        text.push(if letter == 'e' && is_text {
            'ë'
        } else {
            letter
        });
    }
    text
}

/// An untranslated export gives back every byte of the source; a translated one
/// gives exactly what was translated, or says what is wrong.
fn round_trip(file: &SitePath, text: &str) -> Result<(), String> {
    let source = Page::cut(file, text);
    for format in FORMATS {
        let export = exported(&source, None, format);
        let back = imported(&export, &source, None, format);
        assert_eq!(back.findings, [], "{file}");
        assert_eq!(back.text.as_deref(), Some(text), "{file}");
        // The page as its own translation: nothing is to be changed.
        let export = exported(&source, Some(&source), format);
        let back = imported(&export, &source, Some(&source), format);
        assert_eq!((back.text, back.findings), (None, Vec::new()), "{file}");
        let export = exported(&source, None, format);
        let export = translated(&export, format, |source| match format {
            Format::Xliff => accented(source),
            Format::Po => source.to_owned(),
        });
        let back = imported(&export, &source, None, format);
        if let Some(finding) = back.findings.first() {
            return Err(format!("{file}: {}", finding.message));
        }
        let new = back.text.expect("a translation");
        if format == Format::Po {
            assert_eq!(new, text, "{file}");
            continue;
        }
        let new = Page::cut(file, &new);
        let again = exported(&source, Some(&new), format);
        let difference = support::difference(&targets(&export), &targets(&again));
        assert_eq!(difference, None, "{file}");
    }
    Ok(())
}

/// The translations of XLIFF, a line each; a copy of the source is none.
fn targets(xliff: &str) -> String {
    let target = |segment: &str| {
        let (source, rest) = segment.split_once("</source>")?;
        let target = rest.split_once("<target>")?.1.split("</target>").next()?;
        (target != source).then(|| target.to_owned())
    };
    let targets = xliff.split("<source>").skip(1).filter_map(target);
    targets.collect::<Vec<_>>().join("\n")
}

fn files_below(folder: &Path) -> Vec<(SitePath, String)> {
    let files = support::files_below(folder).into_iter();
    let wanted = files.filter(|file| {
        let ending = file.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("md" | "yml"))
    });
    let read = |file: std::path::PathBuf| {
        let path = file.strip_prefix(folder).expect("a file below");
        let text = std::fs::read_to_string(&file).ok()?;
        Some((support::site_path(&support::slashed(path)), text))
    };
    wanted.filter_map(read).collect()
}

#[test]
fn own_content_makes_round_trips() {
    let content = support::repository().join("content");
    let files = files_below(&content);
    assert!(files.len() > 30, "{}", files.len());
    for (file, text) in files {
        assert_eq!(round_trip(&file, &text), Ok(()));
    }
}

/// Thousands of pages that many people have written over many years. Four of them
/// are so damaged that a text cannot be written anew on one line, which is said.
#[test]
#[ignore = "takes minutes, and needs the corpora beside the checkout"]
fn the_corpora_make_round_trips() {
    const DAMAGED: usize = 4;
    let corpora = support::repository().join("../shared/corpora");
    let mut refused = Vec::new();
    let files = files_below(&corpora);
    assert!(
        files.len() > 2_000,
        "the corpora are not beside this checkout"
    );
    for (file, text) in files {
        if let Err(error) = round_trip(&file, &text) {
            refused.push(error);
        }
    }
    assert!(refused.len() <= DAMAGED, "{}", refused.join("\n"));
}

/// What people and tools have written, at its worst.
const HOSTILE: &[(&str, &str)] = &[
    (
        "quotes.md",
        "> a\n> > b\n> > c *d\n> > e*\n>\n> - f\n>   g  \n>   h\\\n>   i\n",
    ),
    (
        "cells.md",
        "| a \\| b | `c \\| d` |\n|---|:-:|\n| 1 | e<br>f *g* |\n|  | h |\n",
    ),
    (
        "crlf.md",
        "\u{feff}---\r\ntitle: \"A \\\"b\\\"\"\r\n---\r\n# One  \r\n\r\nText\r\nof two.  \r\nLines.\r\n",
    ),
    (
        "right-to-left.md",
        "# مرحبا `SPF`\n\n\u{200f}النص (a) **غامق**\u{200e} \u{2067}x\u{2069}.\n",
    ),
    (
        "faq.yml",
        "### YamlMime:FAQ\ntitle: 'It''s'\nsummary: >+\n  a *b*\n  c\n\n  - d\n\n\nsections:\n- name: \"x\\ty\"\n  questions:\n  - question: Is it?\n    answer: |2-\n        code\n      One\n\n      # Two `c`\n",
    ),
    (
        "toc.yml",
        "- name: A # not\n  href: a.md\n- {name: 'B, c', href: b.md}\n- name: &x C\n- name: *x\n",
    ),
    (
        "emoji.md",
        "A 👩‍👩‍👧 family :smile: &copy; &nbsp; &amp; &lt;b&gt; \\*no\\* \\\\ a_b_c.\n",
    ),
    (
        "html.md",
        "<div title='>'>\n  One &amp; <b>two\n  three</b>\n  <script>if (a < b) {}</script>\n</div>\n\nA <span>b</i> <c> < d.\n",
    ),
    (
        "broken.md",
        "**a [b](c **d** ` e *f _g* h_ <a href=\"x\n\n[i][j] [k] [l][]\n\n[k]: x\n[l]: y 'z'\n",
    ),
    (
        "dialect.md",
        ":::row:::\n:::image type=\"content\" source=\"a.png\" alt-text=\"A map \":::\nText [!INCLUDE [x](y.md)] more.\n:::row-end:::\n\n> [!NOTE]\n> Note **it**.\n\n## <a name=\"x\"></a>A [link](b.md \"t  t\") {#id}\n\n[!INCLUDE [x](y.md)]\n",
    ),
    (
        "setext.md",
        "A title\n=======\n\nTwo\nlines\n---\n\n1. a\n\n       code\n2. b [^1]\n\n[^1]: A note\n    of two.\n",
    ),
    (
        "control.md",
        "---\ntitle: \"a\\x01b\\u2028c\"\n---\nbell \u{7} here\u{c}.\n",
    ),
    ("empty.md", ""),
    (
        "numbers.md",
        "1.\n\n2026\n\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n",
    ),
    (
        "front.md",
        "---\ntitle: 12\ndescription:\n  folded\n  plain\nkeywords: [a, 'b']\n---\n",
    ),
];

#[test]
fn hostile_texts_make_round_trips() {
    for (name, text) in HOSTILE {
        assert_eq!(round_trip(&support::site_path(name), text), Ok(()));
    }
}

/// A page with the texts that `write` makes of those of its XLIFF.
fn rewritten(name: &str, text: &str, write: impl Fn(&str) -> String) -> String {
    let file = support::site_path(name);
    let source = Page::cut(&file, text);
    let export = translated(
        &exported(&source, None, Format::Xliff),
        Format::Xliff,
        write,
    );
    let back = imported(&export, &source, None, Format::Xliff);
    assert_eq!(back.findings, []);
    back.text.expect("a translation")
}

#[test]
fn what_a_translator_writes_is_text() {
    let all = |new: &'static str| move |_: &str| new.to_owned();
    let cases = [
        (
            "a.md",
            "Text.\n",
            "# 1. *가* &lt;b&gt;",
            "\\# 1. \\*가\\* \\<b\\>\n",
        ),
        ("a.md", "- Text\n", "1) 가", "- 1\\) 가\n"),
        ("a.md", "Text\n", "[가](나) `다", "\\[가\\](나) \\`다\n"),
        ("a.md", "| x |\n|---|\n", "가|나", "| 가\\|나 |\n|---|\n"),
        (
            "a.md",
            "<p>x</p>\n",
            "가 &lt;b&gt; &amp;copy;",
            "<p>가 &lt;b> &amp;copy;</p>\n",
        ),
        (
            "a.md",
            "---\ntitle: x\n---\n",
            "가: 나",
            "---\ntitle: \"가: 나\"\n---\n",
        ),
        ("toc.yml", "- name: x\n", "가 #나", "- name: \"가 #나\"\n"),
        (
            "toc.yml",
            "- {name: x}\n",
            "가, 나",
            "- {name: \"가, 나\"}\n",
        ),
    ];
    for (name, text, new, expected) in cases {
        assert_eq!(rewritten(name, text, all(new)), expected, "{text}");
    }
}

/// A site in English and Korean.
fn site() -> Site {
    let site = Site::empty();
    site.write(
        "book.toml",
        "[book]\ntitle = \"Help\"\nsource-locale = \"en-us\"\n[locales.en-us]\n[locales.ko-kr]\n",
    );
    site.write(
        "content/en-us/a.md",
        "# Send\n\nRun `send` and\nsee [this](b.md).\n\n| Code | Yes |\n|---|---|\n| `a` | Yes |\n",
    );
    site.write(
        "content/ko-kr/a.md",
        "# 보내기\n\n`send`를 실행하고\n[이것](b.md)을 보세요.\n\n| 코드 | 예 |\n|---|---|\n| `a` | 예 |\n",
    );
    site.write("content/en-us/b.md", "# Other\n\nText.\n");
    site
}

const EXPORT: &[&str] = &["l10n", "export", "--locale", "ko-kr", "--out", "x"];
const IMPORT: &[&str] = &["l10n", "import", "x", "--locale", "ko-kr"];

fn export_as(site: &Site, format: &str) {
    site.succeeds(&[EXPORT, &["--as", format]].concat());
}

#[test]
fn one_text_changes_one_place() {
    for (format, name, old, new) in [
        ("xliff", "x/a.md.xlf", "를 실행하고", "부터 실행하고"),
        ("po", "x/a.md.po", "를 실행하고", "부터 실행하고"),
    ] {
        let site = site();
        export_as(&site, format);
        assert_eq!(site.succeeds(IMPORT), "0 texts changed, 0 files written\n");
        assert!(!site.has("content/ko-kr/b.md"));
        site.write(name, site.read(name).replace(old, new));
        let said = site.succeeds(IMPORT);
        assert_eq!(
            said,
            "1 text changed, 1 file written\n\
             read it, then run `guidepost l10n accept content/ko-kr/a.md`\n"
        );
        assert_eq!(
            site.read("content/ko-kr/a.md"),
            "# 보내기\n\n`send`부터 실행하고 [이것](b.md)을 보세요.\n\n| 코드 | 예 |\n|---|---|\n| `a` | 예 |\n"
        );
    }
}

/// Somebody edits the page while translators work: what they did not touch is as it
/// is in the page by now, what they did is theirs.
#[test]
fn what_has_changed_in_the_page_since_stays() {
    let source = "# Page\n\nFirst text.\n\n- One\n- Two\n\n| a | b |\n|---|---|\n| c | d |\n";
    let before = "# 페이지\n\n첫 글.\n\n- 하나\n- 둘\n\n| 가 | 나 |\n|---|---|\n| 다 | 라 |\n";
    let by_hand = before
        .replace("첫 글.", "손으로 **고친** 글.")
        .replace("| 다", "| 손");
    let file = SitePath::root().with_suffix("page.md");
    let source = Page::cut(&file, source);
    for format in FORMATS {
        let text = exported(&source, Some(&Page::cut(&file, before)), format);
        let page = Page::cut(&file, &by_hand);
        let untouched = imported(&text, &source, Some(&page), format);
        assert_eq!((untouched.text, untouched.changed), (None, 0), "{format:?}");
        let worked_on = text.replace("둘", "두 번째");
        let imported = imported(&worked_on, &source, Some(&page), format);
        assert_eq!(imported.findings, []);
        let expected = by_hand.replace("둘", "두 번째");
        assert_eq!(imported.text, Some(expected), "{format:?}");
    }
}

#[test]
fn a_page_that_is_new_is_a_copy_of_its_source() {
    let site = site();
    export_as(&site, "po");
    let po = site.read("x/b.md.po").replace(
        "msgid \"Text.\"\nmsgstr \"\"",
        "msgid \"Text.\"\nmsgstr \"글.\"",
    );
    site.write("x/b.md.po", po);
    site.succeeds(IMPORT);
    assert_eq!(site.read("content/ko-kr/b.md"), "# Other\n\n글.\n");
}

#[test]
fn pages_without_translations_are_copied_when_asked_for() {
    let site = site();
    export_as(&site, "xliff");
    let said = site.succeeds(&[IMPORT, &["--all"]].concat());
    let left = "2 of 2 texts of content/ko-kr/b.md are not translated\n";
    assert_eq!(said, format!("0 texts changed, 1 file written\n{left}"));
    assert_eq!(
        site.read("content/ko-kr/b.md"),
        site.read("content/en-us/b.md")
    );
}

#[test]
fn work_that_is_not_imported_is_not_written_over() {
    let site = site();
    export_as(&site, "xliff");
    let file = site.read("x/a.md.xlf").replace("보내기", "전송");
    site.write("x/a.md.xlf", &file);
    let message = "error: `x/a.md.xlf` has translations that are not imported yet\n\
        help: import it first, or give them up with `--force`; nothing was written\n";
    site.refuses(EXPORT, 1, message);
    site.succeeds(&[EXPORT, &["--force"]].concat());
    assert!(site.read("x/a.md.xlf").contains("보내기"));
}

/// Checks what is said, and where, about a file of translators in which `old` is
/// `new`. A second page is translated beside, and not written either.
#[track_caller]
fn refused(format: &str, old: &str, new: &str, expected: [&str; 2]) {
    let site = site();
    export_as(&site, format);
    let (name, other) = match format {
        "po" => ("x/a.md.po", "x/b.md.po"),
        _ => ("x/a.md.xlf", "x/b.md.xlf"),
    };
    let good = site.read(other);
    let good = match format {
        "po" => good.replace("\"Text.\"\nmsgstr \"\"", "\"Text.\"\nmsgstr \"글.\""),
        _ => good.replace("Text.</source>", "Text.</source><target>글.</target>"),
    };
    site.write(other, good);
    let file = site.read(name);
    assert!(file.contains(old), "{file}");
    site.write(name, file.replacen(old, new, 1));
    let said = site.run(IMPORT).stderr;
    let mut lines = said.lines();
    let first = lines.next().unwrap_or_default();
    let place = lines.next().unwrap_or_default().trim_start();
    assert_eq!([first, place], expected, "{said}");
    assert!(said.contains("= help: "), "{said}");
    assert!(said.contains("error: nothing was written\n"), "{said}");
    site.refuses(IMPORT, 1, &said);
}

#[test]
fn xliff_with_broken_markup_is_refused() {
    let expected = [
        "error[exchange-invalid]: this is not XML: expected 'pc' tag, not 'target'",
        "--> x/a.md.xlf:26:197",
    ];
    refused("xliff", "</pc>을", "을", expected);
    let expected = [
        "error[exchange-invalid]: `b` cannot stand in a text",
        "--> x/a.md.xlf:11:17",
    ];
    refused("xliff", "보내기", "<b>보내기</b>", expected);
}

#[test]
fn markup_that_is_gone_added_or_doubled_is_refused() {
    const MESSAGE: &str =
        "error[exchange-code-changed]: the translation does not keep the markup of its source: ";
    let said = |what: &str| format!("{MESSAGE}{what}");
    let cases = [
        (
            "po",
            "msgstr \"`send`를",
            "msgstr \"send를",
            "`send` is missing",
            "--> x/a.md.po:25:1",
        ),
        (
            "po",
            "이것](b.md)",
            "이것](c.md)",
            "`](b.md)` is missing",
            "--> x/a.md.po:25:1",
        ),
        (
            "po",
            "을 보세요",
            "을 <b>보세요",
            "`<b>` is not in the source",
            "--> x/a.md.po:25:1",
        ),
        (
            "xliff",
            "/>를",
            "/><ph id=\"1\"/>를",
            "`send` is there more than once",
            "--> x/a.md.xlf:26:9",
        ),
        (
            "xliff",
            "/>를",
            "/><ph id=\"9\"/>를",
            "the id `9` is not in the source",
            "--> x/a.md.xlf:26:97",
        ),
        (
            "xliff",
            "/>를",
            "/><ph id=\"2\"/>를",
            "`2` is another kind of markup",
            "--> x/a.md.xlf:26:97",
        ),
    ];
    for (format, old, new, what, place) in cases {
        refused(format, old, new, [&said(what), place]);
    }
}

#[test]
fn what_a_cell_cannot_hold_is_refused() {
    let expected = [
        "error[exchange-invalid]: a cell of a table has no line breaks",
        "--> x/a.md.po:30:1",
    ];
    refused("po", "msgstr \"코드\"", "msgstr \"코\\n드\"", expected);
    let expected = [
        "error[exchange-invalid]: this translation would not stay one text in its page",
        "--> x/a.md.po:30:1",
    ];
    refused("po", "msgstr \"코드\"", "msgstr \"코|드\"", expected);
}

#[test]
fn what_would_begin_something_else_is_refused() {
    let message = "error[exchange-invalid]: this translation would not stay one text in its page";
    let place = "--> x/a.md.po:25:1";
    let old = "msgstr \"`send`를";
    refused("po", old, "msgstr \"- `send`를", [message, place]);
    let message = "error[exchange-invalid]: a blank line would divide this text";
    refused("po", old, "msgstr \"가\\n\\n`send`를", [message, place]);
}

#[test]
fn broken_po_is_refused() {
    let expected = [
        "error[exchange-invalid]: this string is not closed",
        "--> x/a.md.po:30:8",
    ];
    refused("po", "msgstr \"코드\"", "msgstr \"코드", expected);
}

#[test]
fn another_language_is_refused() {
    let expected = [
        "error[exchange-invalid]: this file is for `ja`, not for `ko-KR`",
        "--> x/a.md.xlf:3:3",
    ];
    refused("xliff", "trgLang=\"ko-KR\"", "trgLang=\"ja\"", expected);
}

#[test]
fn a_file_that_is_not_utf8_is_refused() {
    let site = site();
    site.write("x/a.md.po", b"msgid \"\xb0\xa1\"");
    let said = site.run(IMPORT).stderr;
    let first = said.lines().next().unwrap_or_default();
    assert_eq!(
        first,
        "error[exchange-invalid]: this file is not UTF-8: see line 1"
    );
    site.refuses(IMPORT, 1, &said);
}

#[test]
fn a_translation_that_is_not_utf8_is_not_written_over() {
    let site = site();
    export_as(&site, "po");
    site.write("content/ko-kr/a.md", b"# \xb0\xa1");
    let said = site.run(IMPORT).stderr;
    assert!(said.contains("`content/ko-kr/a.md` is no text"), "{said}");
    site.refuses(IMPORT, 1, &said);
}

#[test]
fn a_locale_that_is_not_there_is_named() {
    let site = site();
    let export = ["l10n", "export", "--locale", "fr"];
    site.refuses(
        &export,
        2,
        "error: there is no locale `fr`\nhelp: name one of `ko-kr`\n",
    );
}

#[test]
fn a_source_that_has_changed_is_left_out() {
    let site = site();
    export_as(&site, "xliff");
    let file = site
        .read("x/a.md.xlf")
        .replace("보내기", "전송")
        .replace("이것", "저것");
    site.write("x/a.md.xlf", file);
    let source = site
        .read("content/en-us/a.md")
        .replace("# Send", "# Send mail");
    site.write("content/en-us/a.md", source);
    let said = site.succeeds(IMPORT);
    assert!(said.contains("warning[exchange-source-changed]"), "{said}");
    assert!(said.ends_with("1 text changed, 1 file written\n"), "{said}");
    let page = site.read("content/ko-kr/a.md");
    assert!(page.contains("보내기") && page.contains("저것"), "{page}");
}

#[test]
fn a_new_section_is_put_where_it_belongs() {
    let site = site();
    let source = site.read("content/en-us/a.md") + "\n## More\n\nNew text.\n";
    site.write("content/en-us/a.md", source);
    export_as(&site, "po");
    let po = site.read("x/a.md.po");
    let po = po.replace("\"More\"\nmsgstr \"\"", "\"More\"\nmsgstr \"더\"");
    site.write("x/a.md.po", &po);
    let said = site.succeeds(IMPORT);
    assert!(said.contains("warning[exchange-unplaced]"), "{said}");
    let po = po.replace(
        "\"New text.\"\nmsgstr \"\"",
        "\"New text.\"\nmsgstr \"새 글.\"",
    );
    site.write("x/a.md.po", po);
    let before = site.read("content/ko-kr/a.md");
    site.succeeds(IMPORT);
    assert_eq!(
        site.read("content/ko-kr/a.md"),
        before + "\n## 더\n\n새 글.\n"
    );
}

#[test]
fn two_files_of_one_page_are_refused() {
    let site = site();
    export_as(&site, "xliff");
    export_as(&site, "po");
    let xliff = site.read("x/a.md.xlf").replace("보내기", "전송");
    site.write("x/a.md.xlf", xliff);
    // Of the other nothing has changed.
    assert!(
        site.succeeds(IMPORT)
            .starts_with("1 text changed, 1 file written\n")
    );
    let xliff = site.read("x/a.md.xlf").replace("전송", "송신");
    site.write("x/a.md.xlf", xliff);
    let po = site.read("x/a.md.po").replace("보내기", "발송");
    site.write("x/a.md.po", po);
    let said = site.run(IMPORT).stderr;
    let message = "error[exchange-invalid]: `x/a.md.po` has translations of `a.md`, too";
    assert_eq!(said.lines().next(), Some(message), "{said}");
    site.refuses(IMPORT, 1, &said);
}

#[test]
fn what_has_changed_in_the_source_is_marked() {
    let file = support::site_path("a.md");
    let path = file.clone();
    let source = Page::cut(&file, "# One\n\nTwo.\n");
    let translation = Page::cut(&file, "# 하나\n\n둘.\n");
    let export = Export {
        source: &source,
        path: &path,
        translation: Some(&translation),
        source_lang: "en-US",
        lang: "ko-KR",
        is_stale: &|block| block.source(source.text) == "Two.",
    };
    let po = exchange::export(&export, Format::Po);
    assert_eq!(po.matches("#, fuzzy\nmsgid").count(), 1, "{po}");
    assert!(
        po.contains("#, fuzzy\nmsgid \"Two.\"\nmsgstr \"둘.\"\n"),
        "{po}"
    );
    let xliff = exchange::export(&export, Format::Xliff);
    let stale = "state=\"initial\">\n        <source>Two.</source>\n        <target>둘.</target>";
    assert!(xliff.contains(stale), "{xliff}");
    assert_eq!(xliff.matches("state=\"initial\"").count(), 1, "{xliff}");
}

#[test]
fn a_section_without_anchors_in_the_source_is_put_where_it_belongs() {
    let source = "# Page\n\nIntro.\n\n## One\n\nFirst text.\n\n## Two\n\nSecond text.\n";
    let translation = "# 페이지\n\n소개.\n\n## <a name=\"one\"></a>하나\n\n첫 글.\n\n\
        ## <a name='two'></a>둘\n\n둘째 글.\n";
    for new in ["## Three", "## Three\n\n- a\n\n## Four"] {
        let site = site();
        let new = format!("\n{new}\n\nThird text.\n");
        site.write("content/en-us/p.md", source.to_owned() + &new);
        site.write("content/ko-kr/p.md", translation);
        export_as(&site, "xliff");
        let xliff = site.read("x/p.md.xlf");
        assert_eq!(xliff.matches("<target>").count(), 6, "{xliff}");
        let xliff = xliff.replace(
            "</source>\n      </segment>",
            "</source><target>새</target></segment>",
        );
        site.write("x/p.md.xlf", xliff);
        site.succeeds(IMPORT);
        let new = new.replace("Three", "새").replace("Four", "새");
        let new = new.replace("- a", "- 새").replace("Third text.", "새");
        assert_eq!(
            site.read("content/ko-kr/p.md"),
            translation.to_owned() + &new
        );
    }
}

#[test]
fn sections_that_may_be_others_are_left_alone() {
    let cases = [
        // Which of the three is new, nobody can say.
        (
            "# A\n\n## B\n\nT.\n\n## C\n\nT.\n\n## D\n\nT.\n",
            "# 가\n\n## 나\n\n글.\n\n## 다\n\n글.\n",
        ),
        // The translation says more than the source.
        (
            "# A\n\n## B {#b}\n\n- T.\n\nT.\n",
            "# 가\n\n## 나 {#b}\n\n글.\n\n- 글.\n\n글.\n",
        ),
        // Its code has been translated.
        (
            "# A\n\n## B {#b}\n\nT.\n\n    code\n\nNew.\n",
            "# 가\n\n## 나 {#b}\n\n글.\n\n    코드\n",
        ),
    ];
    let file = support::site_path("a.md");
    for (source, translation) in cases {
        let source = Page::cut(&file, source);
        let translation = Page::cut(&file, translation);
        for format in FORMATS {
            let export = exported(&source, None, format);
            let export = translated(&export, format, |source| match format {
                Format::Xliff => "새".to_owned(),
                Format::Po => source.replace(['A', 'B', 'C', 'D', 'T', 'N', 'M'], "새"),
            });
            let back = imported(&export, &source, Some(&translation), format);
            let text = back.text.unwrap_or_else(|| translation.text.to_owned());
            let last = translation.text.split("\n\n").last();
            assert!(text.ends_with(last.expect("a block")), "{text}");
            let is_said = back
                .findings
                .iter()
                .any(|finding| finding.message.contains("no place"));
            assert!(is_said, "{text}");
        }
    }
}

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A section of a page in both languages: its name, and which blocks it has.
#[derive(Clone)]
struct Section {
    name: String,
    level: usize,
    has_anchor: [bool; 2],
    blocks: Vec<u64>,
}

impl Section {
    fn of(name: String, chance: &mut Chance) -> Self {
        let len = chance.below(4);
        Self {
            name,
            level: 2 + usize::from(chance.happens(30)),
            has_anchor: [chance.happens(20), chance.happens(50)],
            blocks: (0..len).map(|_| chance.below(4)).collect(),
        }
    }

    /// `mark` tells languages apart, and every text is another.
    fn write(&self, locale: usize, mark: &str, line_break: &str, page: &mut String) {
        let anchor = match self.has_anchor[locale] {
            true => format!("<a name=\"source-{}\"></a>", self.name),
            false => String::new(),
        };
        let hashes = "#".repeat(self.level);
        let mut blocks = vec![format!("{hashes} {anchor}{mark} {}", self.name)];
        for (number, block) in self.blocks.iter().enumerate() {
            let text = format!("{mark} {} {number}", self.name);
            blocks.push(match block {
                0 => format!("- {text} a\n- {text} b"),
                1 => format!("```\n{} {number}\n```", self.name),
                _ => text,
            });
        }
        for block in blocks {
            page.push_str(&block.replace('\n', line_break));
            page.push_str(&line_break.repeat(2));
        }
    }
}

/// Adds, removes, moves and changes sections.
fn edit(sections: &mut Vec<Section>, new: &str, chance: &mut Chance) {
    for number in 0..chance.below(4) {
        let at = usize::try_from(chance.below(sections.len() as u64 + 1)).expect("an index");
        let section = Section::of(format!("{new}{number}"), chance);
        match chance.below(4) {
            0 | 1 => sections.insert(at, section),
            2 if at < sections.len() => drop(sections.remove(at)),
            3 if at < sections.len() => sections[at].blocks = section.blocks,
            _ => sections.reverse(),
        }
    }
}

/// The texts of the translation in XLIFF: before and after some are written.
fn fill(xliff: &str, chance: &mut Chance) -> (String, Vec<String>) {
    let mut filled = String::new();
    let mut changed = Vec::new();
    for (number, segment) in xliff.split_inclusive("</segment>").enumerate() {
        let Some((head, _)) = segment.split_once("</source>") else {
            filled.push_str(segment);
            continue;
        };
        let old = targets(segment);
        // Texts that are there are seldom touched.
        if !chance.happens(if old.is_empty() { 90 } else { 10 }) {
            filled.push_str(segment);
            continue;
        }
        filled.push_str(&format!(
            "{head}</source><target>new {number}</target></segment>"
        ));
        changed.push(old);
    }
    (filled, changed)
}

/// Whatever has happened to both pages: a block of the translation stays as it
/// is, letter by letter and in its order, unless the file has another text for it.
#[test]
fn an_import_changes_nothing_but_what_the_file_changes() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let file = support::site_path("a.md");
    let (mut written, mut added) = (0, 0);
    for round in 0..3_000 {
        let len = chance.below(5);
        let mut ours: Vec<Section> = (0..len)
            .map(|number| Section::of(format!("s{number}"), &mut chance))
            .collect();
        let mut theirs = ours.clone();
        edit(&mut ours, "n", &mut chance);
        edit(&mut theirs, "o", &mut chance);
        let line_break = if chance.happens(20) { "\r\n" } else { "\n" };
        let mut source = "# Title\n\n".to_owned();
        for section in &ours {
            section.write(0, "source", "\n", &mut source);
        }
        let mut translation = format!("# 제목{line_break}{line_break}");
        for section in &theirs {
            section.write(1, "번역", line_break, &mut translation);
        }
        let source = Page::cut(&file, &source);
        let translation = Page::cut(&file, &translation);
        let export = exported(&source, Some(&translation), Format::Xliff);
        let (export, changed) = fill(&export, &mut chance);
        let back = imported(&export, &source, Some(&translation), Format::Xliff);
        let Some(text) = back.text else { continue };
        written += 1;
        added += usize::from(text.lines().count() > translation.text.lines().count());
        let mut rest = text.as_str();
        for unit in &translation.units {
            let block = unit.block.source(translation.text);
            let is_changed = changed
                .iter()
                .any(|old| !old.is_empty() && block.ends_with(old));
            if let Some(at) = rest.find(block).filter(|_| !is_changed) {
                rest = &rest[at + block.len()..];
                continue;
            }
            assert!(
                is_changed || is_replaced(&theirs, block, &text),
                "{round}: `{block}` of\n{}\nis not in\n{text}\nof\n{}",
                translation.text,
                source.text
            );
        }
    }
    assert!(written > 1_000 && added > 300, "{written} {added}");
}

/// Whether a block stood in a section that was translated anew as a whole: all
/// that is left of it is its heading, and it has gained blocks.
fn is_replaced(theirs: &[Section], block: &str, text: &str) -> bool {
    let name = block
        .split_whitespace()
        .find(|word| word.starts_with(['s', 'n', 'o']));
    let section = theirs
        .iter()
        .find(|section| Some(section.name.as_str()) == name);
    let Some(section) = section else { return false };
    let text = text.replace("\r\n", "\n");
    let heading = match section.has_anchor[1] {
        true => format!("<a name=\"source-{}\"></a>", section.name),
        false => format!("번역 {}\n", section.name),
    };
    let Some((_, below)) = text.split_once(&heading) else {
        return false;
    };
    let below = below.split_once('\n').map_or("", |(_, below)| below);
    let below = below.split("\n#").next().unwrap_or_default();
    let file = support::site_path("a.md");
    let now = Page::cut(&file, below).units.len();
    let before = section
        .blocks
        .iter()
        .map(|block| 1 + usize::from(*block == 0));
    now > before.sum() && !below.contains("번역")
}

#[test]
fn a_copy_of_the_source_is_not_translated() {
    for (format, name) in [("xliff", "x/b.md.xlf"), ("po", "x/b.md.po")] {
        let site = site();
        site.write("content/ko-kr/b.md", "# 다른\n\nText.\n");
        export_as(&site, format);
        let file = site.read(name);
        let targets = match format {
            "po" => file.matches("msgstr \"\"\n").count() - 1,
            _ => file.matches("state=\"initial\"").count(),
        };
        assert_eq!(targets, 1, "{file}");
        site.write(name, file.replace("다른", "나머지"));
        assert_eq!(
            site.succeeds(IMPORT),
            "1 text changed, 1 file written\n\
             1 of 2 texts of content/ko-kr/b.md are not translated\n"
        );
    }
}

#[test]
fn fuzzy_entries_are_counted() {
    let site = site();
    export_as(&site, "po");
    let po = site.read("x/b.md.po").replace(
        "msgid \"Text.\"\nmsgstr \"\"",
        "#, fuzzy\nmsgid \"Text.\"\nmsgstr \"글.\"",
    );
    site.write("x/b.md.po", po);
    assert_eq!(
        site.succeeds(IMPORT),
        "0 texts changed, 0 files written\n1 entry is fuzzy and was left out\n"
    );
}

#[test]
fn a_folder_without_files_of_translators_is_refused() {
    let site = site();
    site.write("x/readme.txt", "");
    let message = "error: `x` has no files of translators\n\
        help: name a folder with files that end with `.xlf`, `.xliff` or `.po`\n";
    site.refuses(IMPORT, 2, message);
}

#[test]
fn pages_are_named_by_any_of_their_paths() {
    for page in ["b.md", "content/en-us/b.md", "content/ko-kr/b.md"] {
        let site = site();
        site.write("content/ko-kr/b.md", "# 다른\n\n글.\n");
        site.succeeds(&[EXPORT, &[page]].concat());
        assert!(site.has("x/b.md.xlf") && !site.has("x/a.md.xlf"), "{page}");
    }
    let site = site();
    let message = "error: there is no page `c.md` to translate\n\
        help: name a page of the source or its translation, such as \
        `content/en-us/index.md`, or its path below the content folder\n";
    site.refuses(&[EXPORT, &["c.md"]].concat(), 2, message);
}
