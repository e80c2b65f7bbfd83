//! Places of source pages that their translations lack.

use crate::found_where;
use guidepost::base::diagnostic::Code;

const BOOK: &str = "[locales.en-us]\n[locales.ko-kr]\n";

fn lacking(source: &str, translation: &str) -> String {
    let files = [
        ("/book.toml", BOOK),
        ("a.md", source),
        ("/content/ko-kr/a.md", translation),
    ];
    found_where(&files, |code| code == Code::TranslationAnchorMissing)
}

#[test]
fn headings_pair_up_where_both_pages_have_the_same_outline() {
    let said = lacking(
        "# Title\n\n## One\n\n## Two\n\n### Three\n",
        "# 제목\n\n## 하나\n\n## <a name=\"two\"></a>둘\n\n### 셋\n",
    );
    assert_eq!(
        said,
        "\
/content/ko-kr/a.md:3:1 warning translation-anchor-missing: this heading lacks the place `#one` of its source page
  help: write `<a name=\"one\"></a>` before its text
/content/ko-kr/a.md:7:1 warning translation-anchor-missing: this heading lacks the place `#three` of its source page
  help: write `<a name=\"three\"></a>` before its text
"
        .replace("/content/", "content/")
    );
}

#[test]
fn other_places_are_said_together() {
    let said = lacking(
        "# Title\n\n## One\n\n## Two\n\n<a name=\"a\"></a> <p id=\"b\"></p>\n\n## C\n\n## D\n\n## E\n",
        "# 제목\n\n## 하나\n",
    );
    assert_eq!(
        said,
        "content/ko-kr/a.md:1:1 warning translation-anchor-missing: this translation lacks places of \
         its source page: `#a`, `#b`, `#c`, `#d`, `#e` and 2 more\n  help: write \
         `<a name=\"..\"></a>` where each is on the source page\n"
    );
}

/// The top of a page is where a link to its heading arrives anyway; a page that
/// is not translated shows the source itself.
#[test]
fn what_no_reader_would_miss() {
    assert_eq!(lacking("# Title\n", "# 제목\n"), "");
    let files = [("/book.toml", BOOK), ("a.md", "# Title\n\n## One\n")];
    let said = found_where(&files, |code| code == Code::TranslationAnchorMissing);
    assert_eq!(said, "");
}
