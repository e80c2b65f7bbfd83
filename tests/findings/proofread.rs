//! What machines leave behind in translations, and where these differ from their
//! source pages.

use crate::found_where;
use guidepost::base::diagnostic::{Code, Diagnostic};
use guidepost::base::sources::Sources;
use guidepost::pipeline::Pipeline;

const BOOK: &str = "[locales.en-us]\n[locales.de-de]\n[locales.ja-jp]\n[locales.ko-kr]\n";

const CODES: [Code; 11] = [
    Code::EmphasisNotRead,
    Code::LinkPadded,
    Code::TranslationEmphasisDisplaced,
    Code::TranslationLinkSwallowsSentence,
    Code::TranslationParticleAlone,
    Code::TranslationRepeatedWord,
    Code::TranslationShapeDiffers,
    Code::TranslationCodeChanged,
    Code::TranslationLinkChanged,
    Code::TranslationNumberChanged,
    Code::TranslationTermChanged,
];

/// What is found in a text of a language, and the text with all edits made that
/// are offered, until none is.
fn read(locale: &str, text: &str) -> (Vec<Code>, String) {
    let file = crate::support::site_path(&format!("content/{locale}/a.md"));
    let mut sources = Sources::default();
    let book = crate::support::site_path("book.toml");
    sources.insert_text(book, BOOK);
    sources.insert_text(file.clone(), text);
    let find = |sources: &Sources| -> Vec<Diagnostic> {
        let mut found = Pipeline::once(sources, &|_, _| {});
        found.retain(|finding| CODES.contains(&finding.code));
        found
    };
    let codes = find(&sources).iter().map(|finding| finding.code).collect();
    let mut mended = text.to_owned();
    for _ in 0..8 {
        let found = find(&sources);
        let Some(fix) = found.into_iter().find_map(|finding| finding.fix) else {
            return (codes, mended);
        };
        mended.replace_range(fix.range.start..fix.range.end, &fix.with);
        sources.insert_text(file.clone(), mended.as_str());
    }
    panic!("edits have no end: {mended}");
}

/// Each text gives findings of this code and no other, and is mended so.
fn mends(locale: &str, code: Code, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let (codes, mended) = read(locale, text);
        assert!(!codes.is_empty(), "{text}");
        assert!(
            codes.iter().all(|found| *found == code),
            "{text}: {codes:?}"
        );
        assert_eq!(mended, *expected, "{text}");
    }
}

fn is_fine(locale: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(read(locale, text).0, [], "{text}");
    }
}

#[test]
fn marks_of_emphasis_that_readers_see() {
    let cases = [
        ("**이름 **을 봅니다.", "**이름**을 봅니다."),
        ("**이름 **단추", "**이름** 단추"),
        ("단추** 이름**과", "단추 **이름**과"),
        ("값은 _이름_입니다.", "값은 *이름*입니다."),
        (
            "| a |\n|---|\n| **이름 **단추 |\n",
            "| a |\n|---|\n| **이름** 단추 |\n",
        ),
        ("> - **이름 **단추\n", "> - **이름** 단추\n"),
        ("(_보낸 사람(값)_을)", "(*보낸 사람(값)*을)"),
        // Nobody can say what was meant.
        ("이름**을", "이름**을"),
        ("**이름** 보고 ** 쓰기", "**이름** 보고 ** 쓰기"),
    ];
    mends("ko-kr", Code::EmphasisNotRead, &cases);
    mends(
        "de-de",
        Code::EmphasisNotRead,
        &[("Klicke **Neu **an.", "Klicke **Neu** an.")],
    );
    is_fine(
        "ko-kr",
        &[
            "**이름**을 봅니다.",
            "`**이름 **`을 봅니다.",
            "    **이름 **을\n",
            "암호는 ******입니다.",
            "경로는 src/**/a.md입니다.",
            "my_variable_name을 씁니다.",
            "_sip._tls를 씁니다.",
            "\\*\\*이름 \\*\\*을",
        ],
    );
}

/// `2 ** 3` is shown as its author wants it. In a translation it may also be
/// emphasis torn apart, but nobody can say so: there it is said, and stays.
#[test]
fn operators_are_no_emphasis() {
    let texts = [
        "Python 2 ** 3 ** 2 is 512, and match a ** or b ** here.",
        "Run a ** b and c ** d",
        "It is 2 ** 3.",
    ];
    is_fine("en-us", &texts);
    for text in texts {
        mends("de-de", Code::EmphasisNotRead, &[(text, text)]);
    }
    // What a mark between blanks belongs to is not known, so all stay.
    let text = "값 a ** b와 **이름 **을 c ** d";
    mends("ko-kr", Code::EmphasisNotRead, &[(text, text)]);
}

/// What an author wrote is said to be read otherwise, and is not edited.
#[test]
fn emphasis_of_source_pages_is_not_edited() {
    let text = "Click **Add **now.";
    mends("en-us", Code::EmphasisNotRead, &[(text, text)]);
    let files = [
        ("/book.toml", "[locales.ko-kr]\n"),
        ("/content/ko-kr/a.md", "값은 _이름_입니다.\n"),
    ];
    let said = found_where(&files, |code| code == Code::EmphasisNotRead);
    assert_eq!(
        said,
        "\
content/ko-kr/a.md:1:4 warning emphasis-not-read: `_` is shown as it stands, because a letter \
stands beside it
  help: emphasise a part of a word with `*`
"
    );
}

#[test]
fn underscores_in_names_are_no_emphasis() {
    is_fine(
        "ko-kr",
        &[
            "snake_변수_이름 x_값_y",
            "변수_이름_값을 씁니다.",
            "__변수_이름을 씁니다.",
            "_변수 다른_이름",
            "변수_이름 _값",
            "첫_값,\n둘째_값",
        ],
    );
}

#[test]
fn blanks_in_links() {
    let cases = [
        (
            "See [the list ](https://a.example/).",
            "See [the list](https://a.example/).",
        ),
        (
            "See[ the list](https://a.example/).",
            "See [the list](https://a.example/).",
        ),
        (
            "See [the list ](https://a.example/)now.",
            "See [the list](https://a.example/) now.",
        ),
        (
            "See [it]( https://a.example/ ).",
            "See [it](https://a.example/).",
        ),
        (
            "See [it] (https://a.example/).",
            "See [it](https://a.example/).",
        ),
    ];
    mends("en-us", Code::LinkPadded, &cases);
    is_fine(
        "en-us",
        &[
            "See [it](https://a.example/).",
            "`[ it ]( a.md )`",
            "An array [] (of items) or [a] (see there).",
            "[![An image](https://a.example/a.png) ](https://a.example/)",
            "\\[it\\] (https://a.example/)",
        ],
    );
}

#[test]
fn links_that_swallowed_the_end_of_their_sentence() {
    let cases = [
        (
            "자세한 내용은 [목록을 참조하세요.](https://a.example/)",
            "자세한 내용은 [목록](https://a.example/)을 참조하세요.",
        ),
        (
            "자세한 내용은 [목록 을 참조합니다.](https://a.example/) 다음",
            "자세한 내용은 [목록](https://a.example/)을 참조합니다. 다음",
        ),
        (
            "도구는 [Exchange 도구.](https://a.example/)",
            "도구는 [Exchange 도구](https://a.example/).",
        ),
        // Which words are the name cannot be known.
        (
            "메일 흐름 [참조하세요.](https://a.example/)",
            "메일 흐름 [참조하세요.](https://a.example/)",
        ),
        (
            "내용은 [구성원을 추가합니다.](https://a.example/)를 참조하세요.",
            "내용은 [구성원을 추가합니다.](https://a.example/)를 참조하세요.",
        ),
    ];
    let code = Code::TranslationLinkSwallowsSentence;
    let (first, rest) = cases.split_at(1);
    mends("ko-kr", code, first);
    // The second has a particle that stands alone as well.
    assert_eq!(read("ko-kr", rest[0].0).1, rest[0].1);
    mends("ko-kr", code, &rest[1..]);
    mends(
        "ja-jp",
        code,
        &[(
            "詳細は[一覧を参照してください。](https://a.example/)",
            "詳細は[一覧](https://a.example/)を参照してください。",
        )],
    );
    is_fine(
        "ko-kr",
        &[
            "[목록을 참조하세요.](https://a.example/)",
            "봅니다. [목록을 참조하세요.](https://a.example/)",
            "- 도움말: [목록을 참조하세요.](https://a.example/)",
            "만든 곳은 [Contoso Inc.](https://a.example/)",
            "단추는 [찾아보기...](https://a.example/)",
        ],
    );
    is_fine("en-us", &["For more, see [the list.](https://a.example/)"]);
}

#[test]
fn particles_torn_off() {
    let cases = [
        ("**저장** 을 선택합니다.", "**저장**을 선택합니다."),
        ("**사서함(공유)** 를 봅니다.", "**사서함(공유)**를 봅니다."),
        ("다른 지역 을 봅니다.", "다른 지역을 봅니다."),
        ("`-all` 로 끝냅니다.", "`-all`로 끝냅니다."),
        (
            "[목록](https://a.example/) 에서 봅니다.",
            "[목록](https://a.example/)에서 봅니다.",
        ),
        ("Microsoft 365 에서 봅니다.", "Microsoft 365에서 봅니다."),
        // The word is lost, or is not this one.
        ("이동하기 위해 를 엽니다.", "이동하기 위해 를 엽니다."),
        ("정한 경우 에서 봅니다.", "정한 경우 에서 봅니다."),
        ("지역 를 봅니다.", "지역 를 봅니다."),
        ("엽니다. 를 봅니다.", "엽니다. 를 봅니다."),
        ("_저장:_ 을 봅니다.", "_저장:_ 을 봅니다."),
        (
            "[를 봅니다](https://a.example/)",
            "[를 봅니다](https://a.example/)",
        ),
    ];
    mends("ko-kr", Code::TranslationParticleAlone, &cases);
    is_fine(
        "ko-kr",
        &[
            "**저장**을 선택하고 이 단추를 누릅니다.",
            "표: 가, 나, 다",
            "영하 5 도, 10 만",
            "- 에서 #\n- 은\n",
            "`을 를`\n",
            "[!INCLUDE [포털](b.md)]을 엽니다.",
        ],
    );
    is_fine("ja-jp", &["**저장** 을 선택합니다."]);
}

/// In plain CommonMark `**(a)**을` is no emphasis, so the blank has to stay.
#[test]
fn a_blank_that_emphasis_needs_stays() {
    let files = [
        (
            "/book.toml",
            &*format!("{BOOK}[markdown]\ndialect = \"commonmark\"\n"),
        ),
        ("/content/ko-kr/a.md", "**(저장)** 을 선택합니다.\n"),
    ];
    let said = found_where(&files, |code| code == Code::TranslationParticleAlone);
    assert!(
        said.contains("help: write the word that it belongs to"),
        "{said}"
    );
}

#[test]
fn emphasis_on_the_wrong_words() {
    let code = Code::TranslationEmphasisDisplaced;
    for text in [
        "저장을 **선택합니다.**",
        "저장 **을** 선택합니다.",
        "할 수 *있습니다.*",
    ] {
        mends("ko-kr", code, &[(text, text)]);
    }
    is_fine(
        "ko-kr",
        &[
            "**선택합니다.**",
            "기본값은 **Off입니다.**",
            "기본값은 **데이터입니다.**",
            "봅니다. **주의하세요.**",
            "저장을 **꼭 선택합니다.**",
        ],
    );
}

#[test]
fn words_said_again() {
    let code = Code::TranslationRepeatedWord;
    let cases = [
        ("보낸 사람 목록 목록 목록.", "보낸 사람 목록."),
        ("목록을 덮어 덮어 덮어 덮어 씁니다.", "목록을 덮어 씁니다."),
        (
            "목록 목록을 봅니다. 목록 목록",
            "목록 목록을 봅니다. 목록 목록",
        ),
    ];
    mends("ko-kr", code, &cases);
    mends("de-de", code, &[("Die Liste Liste.", "Die Liste Liste.")]);
    is_fine(
        "ko-kr",
        &[
            "그런 다음 다음 단계로 갑니다.",
            "보호 설정 설정",
            "목록, 목록 (목록) 목록.",
            "1111 1111 1111",
            "- visa visa visa\n",
            "`목록 목록 목록`",
            "목록 **목록** 목록",
            "목록 목록을",
        ],
    );
    is_fine("de-de", &["Die, die die Liste lesen, und das das Ziel."]);
    is_fine("en-us", &["It says list list list."]);
}

/// What is said of a translation that is held against its source.
fn differs(book: &str, source: &str, translation: &str) -> String {
    let files = [
        (
            "/book.toml",
            &*format!("[locales.en-us]\n[locales.ko-kr]\n{book}"),
        ),
        ("a.md", source),
        ("/content/ko-kr/a.md", translation),
    ];
    let said = found_where(&files, |code| CODES.contains(&code));
    said.replace("content/ko-kr/a.md:", "")
}

#[test]
fn what_a_block_lacks() {
    let said = differs(
        "",
        "# A\n\nUse `-all` and 550 5.7.1 of [it](https://a.example/en-us/b).\n\n```dns\na\nb\n```\n",
        "# 가\n\n`-모두를`과 555 5.7.2를 `씁니다`.\n\n```dns\na\nc\n```\n",
    );
    assert_eq!(
        said,
        "\
3:1 warning translation-code-changed: this text lacks code of its source: `-all`
  help: compare it with line 3 of `content/en-us/a.md`
3:1 warning translation-link-changed: this text lacks links of its source: `https://a.example/b`
  help: compare it with line 3 of `content/en-us/a.md`
3:1 warning translation-number-changed: this text lacks numbers of its source: `5.7.1`, `550`
  help: compare it with line 3 of `content/en-us/a.md`
5:1 warning translation-code-changed: this block of code differs from that of its source page
  help: compare it with line 5 of `content/en-us/a.md`
"
    );
    let said = differs("", "# A\n\nUse `-all`.\n", "# 가\n\n모두 씁니다.\n");
    assert!(
        said.starts_with(
            "3:1 warning translation-code-changed: this text lacks code of its source: `-all`\n"
        ),
        "{said}"
    );
}

#[test]
fn what_languages_may_do() {
    let cases = [
        (
            "# A\n\nOf 2,500 or 100,000 in 12 days.\n",
            "# 가\n\n2.500개 또는 10만 개, 이틀.\n",
        ),
        ("---\ntitle: A\n---\n\nOne.\n", "# 가\n\n하나.\n"),
        ("# A\n\nSee [it](#b).\n", "# 가\n\n[그것](#나)을 봅니다.\n"),
        ("# A\n\nOne.\n\nTwo: 123.\n", "# 가\n\n하나. 둘: 124.\n"),
        (
            "# A\n\n```sh\n# all\ngo\n```\n",
            "# 가\n\n```sh\n# 모두\ngo\n```\n",
        ),
        (
            "# A\n\nUse `<your domain>`.\n",
            "# 가\n\n`<도메인>`을 씁니다.\n",
        ),
        (
            "# A\n\n[One](https://a.example/1)\n",
            "# 가\n\n[하나](https://ko.a.example/1)\n",
        ),
    ];
    for (source, translation) in cases {
        assert_eq!(differs("", source, translation), "", "{source}");
    }
}

#[test]
fn shapes_that_differ_are_said_once() {
    let said = differs(
        "",
        "# A\n\n- 1\n- 2\n\n## B\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## C\n\n550\n",
        "# 가\n\n- 1\n\n## 나\n\n| a |\n|---|\n| 1 |\n\n## 다\n\n551\n",
    );
    assert_eq!(
        said,
        "\
1:1 suggestion translation-shape-differs: this section has fewer items of lists than its source: \
1, not 2, and one more section differs
  help: compare it with `content/en-us/a.md`; what differs in shape is not compared in detail
13:1 warning translation-number-changed: this text lacks numbers of its source: `550`
  help: compare it with line 14 of `content/en-us/a.md`
"
    );
    let said = differs("", "# A\n\n## B\n", "# 가\n\n550\n");
    assert!(
        said.contains("this page has fewer headings than its source page: 1, not 2"),
        "{said}"
    );
    let said = differs("", "# A\n\n## B\n", "# 가\n\n### 나\n");
    assert!(said.contains("other levels"), "{said}");
}

#[test]
fn names_that_are_not_translated() {
    let book = "[l10n]\ndo-not-translate = [\"Exchange Online\", \"SPF\"]\n";
    let said = differs(
        book,
        "# SPF\n\nIn Exchange\nOnline.\n",
        "# 발신자 정책\n\n온라인 교환에서.\n",
    );
    assert_eq!(
        said,
        "\
1:1 warning translation-term-changed: this text lacks names of its source: `SPF`
  help: compare it with line 1 of `content/en-us/a.md`
3:1 warning translation-term-changed: this text lacks names of its source: `Exchange Online`
  help: compare it with line 3 of `content/en-us/a.md`
"
    );
    let said = differs(
        book,
        "# A\n\nSPFS and **Exchange** Online.\n",
        "# 가\n\n**Exchange** Online에서.\n",
    );
    assert_eq!(
        said, "",
        "longer words are other words, emphasis is no letter"
    );
    // Where the blocks do not pair, the page has to have the name somewhere.
    let source = "# A\n\nOf SPF.\n\n- Exchange Online\n";
    let said = differs(book, source, "# 가\n\nSPF.\n");
    assert!(
        said.contains("this page lacks names of its source page: `Exchange Online`\n"),
        "{said}"
    );
}

#[test]
fn names_that_are_none() {
    let said = found_where(
        &[(
            "/book.toml",
            "[locales.en-us]\n[l10n]\ndo-not-translate = [\"\", \" A\", \"B\", \"B\", \"C\\nD\"]\n",
        )],
        |code| code == Code::ConfigInvalid,
    );
    assert_eq!(
        said,
        "\
book.toml:3:21 error config-invalid: this name is empty
  help: take it out
book.toml:3:25 error config-invalid: `A` has blanks around it
  help: write it as it stands in texts
book.toml:3:36 error config-invalid: `B` is named twice
  help: take it out
book.toml:3:41 error config-invalid: a name stands on one line
  help: write each name as a string of its own
"
    );
    let said = found_where(
        &[(
            "/book.toml",
            "[locales.en-us]\n[l10n]\ndo-not-translate = \"A\"\nterms = []\n",
        )],
        |code| code == Code::ConfigInvalid,
    );
    assert!(
        said.contains("`do-not-translate` must be a list of strings"),
        "{said}"
    );
    assert!(said.contains("`[l10n]` has no key `terms`"), "{said}");
}
