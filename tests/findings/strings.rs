//! Texts of the interface: of a theme, and those that a site writes over them.

use crate::found;

/// A theme with a template that asks for `files`, `by` and `menu`.
const THEME: [(&str, &str); 5] = [
    ("/book.toml", "[book]\ntheme = \"small\"\n[locales.en-us]\n"),
    (
        "/themes/small/templates/page.html",
        "{{ strings.files | plural(n=2) }} {{ strings[\"by\"] | fill(who=1) }} {{ strings.menu }}",
    ),
    ("/themes/small/templates/languages.html", "x"),
    ("/themes/small/templates/not-found.html", "x"),
    ("a.md", "# A\n"),
];

const ENGLISH: &str = "menu = \"Menu\"\nby = \"by {who}\"\n\
    files = { one = \"{n} file\", other = \"{n} files\" }\n";

/// What is found when the theme has this file beside English.
fn with(file: &str, texts: &str) -> String {
    let path = format!("/themes/small/strings/{file}");
    let english = ("/themes/small/strings/en.toml", ENGLISH);
    found(&[&THEME[..], &[english, (&path, texts)]].concat())
}

#[test]
fn nothing_is_wrong_with_good_texts() {
    let russian = "menu = \"Меню\"\nby = \"{who}\"\n[files]\none = \"{n} файл\"\n\
        few = \"{n} файла\"\nmany = \"{n} файлов\"\nother = \"{n} файла\"\n";
    assert_eq!(with("ru.toml", russian), "");
    // Two files have a word of their own in Arabic, and none needs no number.
    let arabic = "[files]\nzero = \"لا ملفات\"\none = \"ملف واحد\"\ntwo = \"ملفان\"\n\
        few = \"{n} ملفات\"\nmany = \"{n} ملفًا\"\nother = \"{n} ملف\"\n";
    assert_eq!(with("ar.toml", arabic), "");
}

#[test]
fn forms_that_the_language_does_not_have() {
    let said = with(
        "ru.toml",
        "files = { one = \"{n} файл\", two = \"{n} файла\" }\n",
    );
    assert_eq!(
        said,
        "\
themes/small/strings/ru.toml:1:1 warning plural-form-missing: `files` lacks the plural forms `few`, `many`, `other`, which `ru` has
  help: `ru` has the forms `one`, `few`, `many`, `other`
themes/small/strings/ru.toml:1:35 suggestion plural-form-extra: `files` has the plural form `two`, which `ru` never uses
  help: remove it; `ru` has the forms `one`, `few`, `many`, `other`
"
    );
}

#[test]
fn placeables_are_those_of_english() {
    let said = with(
        "ru.toml",
        "by = \"{whom}\"\nmenu = \"Меню {n}\"\n[files]\none = \"файл\"\n\
         few = \"{n} файла\"\nmany = \"{n} файлов\"\nother = \"{n} файла\"\n",
    );
    assert_eq!(
        said,
        "\
themes/small/strings/ru.toml:1:6 warning placeable-mismatch: `by` has `{whom}` where English has `{who}`
  help: write `{who}`
themes/small/strings/ru.toml:2:8 warning placeable-mismatch: `menu` has `{n}`, which nothing is known for
  help: leave it out; values are given by the names that English uses
themes/small/strings/ru.toml:4:7 warning placeable-mismatch: the form `one` of `files` lacks `{n}`
  help: write `{n}` where the value belongs
"
    );
}

#[test]
fn keys_that_nobody_knows_or_asks_for() {
    let said = with("ko.toml", "menus = \"메뉴\"\nmine = \"내 것\"\n");
    assert_eq!(
        said,
        "\
themes/small/strings/ko.toml:1:1 warning string-extra: there is no text `menus` in English, and no template asks for it
  help: did you mean `menu`?
themes/small/strings/ko.toml:2:1 warning string-extra: there is no text `mine` in English, and no template asks for it
  help: remove it, or add it to `strings/en.toml`
"
    );
    let english = format!("{ENGLISH}left = \"Left over\"\n");
    let said = found(&[&THEME[..], &[("/themes/small/strings/en.toml", &english)]].concat());
    assert_eq!(
        said,
        "\
themes/small/strings/en.toml:4:1 suggestion string-unused: no template asks for the text `left`
  help: remove it from the file of every language
"
    );
}

/// A site may have texts for templates of its own, and for its own alerts.
#[test]
fn a_site_has_texts_of_its_own() {
    let files = [
        (
            "/book.toml",
            "[locales.en-us]\n[markdown.alerts]\nTODO = \"todo\"\n",
        ),
        (
            "/strings/en.toml",
            "alert_todo = \"To do\"\ngreeting = \"Hello\"\n",
        ),
        ("/templates/parts/footer.html", "{{ strings.greeting }}"),
        ("a.md", "# A\n"),
    ];
    assert_eq!(found(&files), "");
}

/// A template gives values by the names of the theme's English.
#[test]
fn english_of_a_site_is_held_against_that_of_its_theme() {
    let said = found(&[
        (
            "/strings/en.toml",
            "translated_on = \"{day}\"\ncoverage_pages = \"pages\"\n",
        ),
        ("a.md", "# A\n"),
    ]);
    assert_eq!(
        said,
        "\
strings/en.toml:1:17 warning placeable-mismatch: `translated_on` has `{day}` where English has `{date}`
  help: write `{date}`
strings/en.toml:2:1 error strings-invalid: `coverage_pages` has plural forms in English, but not here
  help: write `coverage_pages = { other = \"..\" }`
"
    );
}

#[test]
fn html_would_be_seen() {
    let said = with(
        "en-gb.toml",
        "menu = \"<b>Menu</b>\"\nby = \"{who} &amp; co\"\n",
    );
    assert_eq!(
        said,
        "\
themes/small/strings/en-gb.toml:1:8 warning string-markup: `menu` has a tag in it, which readers would see
  help: write plain text; markup belongs in the template
themes/small/strings/en-gb.toml:2:6 warning string-markup: `by` has a character reference in it, which readers would see
  help: write plain text; markup belongs in the template
"
    );
    assert_eq!(with("en-gb.toml", "menu = \"a < b & c\"\n"), "");
}

#[test]
fn files_that_cannot_be_read() {
    let said = with("ko.toml", "menu = \"메뉴\"\nby = {who}\nfiles = \"파일\"\n");
    assert!(
        said.starts_with("themes/small/strings/ko.toml:2:") && said.contains("strings-invalid"),
        "{said}"
    );
    assert_eq!(
        with("korean.toml", "menu = \"메뉴\"\n"),
        "\
themes/small/strings/korean.toml:1:1 error strings-invalid: `korean` is no language tag
  help: name the file after a language: `ko.toml`, `zh-hant.toml`
"
    );
    assert_eq!(
        with("ko.toml", "menu = 1\nby = [\"a\"]\nfiles = { othr = \"{n}\", other = 2 }\n"),
        "\
themes/small/strings/ko.toml:1:1 error strings-invalid: `menu` is neither a text nor a table of plural forms
  help: write `menu = \"text\"`
themes/small/strings/ko.toml:2:1 error strings-invalid: `by` is neither a text nor a table of plural forms
  help: write `by = \"text\"`
themes/small/strings/ko.toml:3:1 warning plural-form-missing: `files` lacks the plural form `other`, which `ko` has
  help: `ko` has the form `other`
themes/small/strings/ko.toml:3:11 error strings-invalid: `files` has a plural form `othr`, which no language has
  help: did you mean `other`?
themes/small/strings/ko.toml:3:25 error strings-invalid: the form `other` of `files` is no text
  help: write `other = \"text\"`
"
    );
}

#[test]
fn a_text_has_forms_in_every_language_or_in_none() {
    assert_eq!(
        with("ko.toml", "files = \"파일 {n}개\"\nmenu = { other = \"메뉴\" }\n"),
        "\
themes/small/strings/ko.toml:1:1 error strings-invalid: `files` has plural forms in English, but not here
  help: write `files = { other = \"..\" }`
themes/small/strings/ko.toml:2:1 error strings-invalid: `menu` has plural forms, but not in English
  help: write `menu = \"text\"`
"
    );
}

/// A language is looked for by what its tag means, not by how it is written.
#[test]
fn locales_find_their_texts() {
    let book = "[book]\ntheme = \"small\"\nsource-locale = \"en-us\"\n\
        [locales.en-us]\n[locales.zh-tw]\n[locales.pt-pt]\n";
    let files = [
        ("/book.toml", book),
        ("/themes/small/strings/en.toml", "menu = \"Menu\"\n"),
        ("/themes/small/strings/zh-hant.toml", "menu = \"功能表\"\n"),
        ("/themes/small/strings/zh-hans.toml", "menu = \"菜单\"\n"),
        ("/themes/small/templates/page.html", "{{ strings.menu }}"),
        ("/content/zh-tw/a.md", "# A\n"),
        ("/content/pt-pt/a.md", "# A\n"),
    ];
    assert_eq!(
        found(&[&THEME[2..], &files[..]].concat()),
        "\
book.toml:6:10 warning string-missing: the interface has no text in `pt` for `menu`
  help: write `strings/pt.toml` with these keys
"
    );
}

/// Every file of the built-in theme, in a site that has all its languages.
#[test]
fn harbor_speaks_all_its_languages() {
    let tags = [
        "en-us", "ko-kr", "ja-jp", "zh-cn", "zh-tw", "ar-sa", "he-il", "de-de", "fr-fr", "es-es",
        "pt-br", "da-dk", "ru-ru",
    ];
    let locales = tags.map(|tag| format!("[locales.{tag}]\n")).concat();
    let book = format!("[book]\nsource-locale = \"en-us\"\n{locales}");
    let pages = tags.map(|tag| format!("/content/{tag}/a.md"));
    let mut files = vec![("/book.toml", book.as_str())];
    files.extend(pages.iter().map(|page| (page.as_str(), "# A\n")));
    assert_eq!(found(&files), "");
}
