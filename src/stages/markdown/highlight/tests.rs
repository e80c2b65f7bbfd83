//! A sample of each language, and what no text may break.

use super::highlight;
use super::languages::{LANGUAGES, find};
use super::scanner::Pattern;
use std::collections::BTreeSet;

/// A language and code whose parts are marked: `⟦class:part⟧`.
const SAMPLES: &[(&str, &str)] = &[
    (
        "powershell",
        r#"⟦comment:# All of them⟧
⟦name:Get-Mailbox⟧ ⟦attribute:-ResultSize⟧ Unlimited | ⟦name:where⟧ {⟦variable:$_⟧.Size ⟦keyword:-gt⟧ ⟦number:10MB⟧}
⟦name:Set-Mailbox⟧ ⟦variable:<your mailbox>⟧ ⟦attribute:-Enabled⟧:⟦number:$true⟧ ⟦string:'it'⟧ O'Brien "x"
⟦keyword:foreach⟧ (⟦variable:${m}⟧ ⟦keyword:in⟧ ⟦variable:$all⟧) {⟦type:[string]⟧⟦variable:$env:Path⟧; ⟦string:"a`"b"⟧}
⟦comment:<# two⟧
⟦comment:lines #>⟧ ⟦string:@"⟧
⟦string:"x"⟧
⟦string:"@⟧"#,
    ),
    (
        "PS1",
        r"⟦comment:PS C:\>⟧⟦name:Get-User⟧ a-b
⟦comment:[PS] C:\>⟧ ⟦variable:$a⟧ = ⟦name:Get-User⟧",
    ),
    (
        "bash",
        r#"⟦comment:$⟧ ⟦name:dig⟧ +short ⟦attribute:-x⟧ 198.51.100.7 | ⟦name:grep⟧ ⟦string:'v=⟧
⟦string:spf1'⟧ ⟦comment:# why⟧
⟦variable:KEY⟧=⟦string:"a\"b"⟧ \
  ⟦attribute:--data⟧ ⟦variable:$HOME⟧
⟦keyword:if⟧ true; ⟦keyword:then⟧ cd ⟦variable:<folder>⟧; ⟦keyword:fi⟧"#,
    ),
    (
        "console",
        r#"⟦comment:C:\Temp>⟧ Setup.exe ⟦attribute:/PrepareAD⟧ ⟦attribute:-q⟧ ⟦string:"a b"⟧
https://a.example/b don't"#,
    ),
    (
        "xml",
        r#"⟦name:<?xml⟧ ⟦attribute:version⟧=⟦string:"1.0"⟧⟦name:?>⟧⟦comment:<!-- a⟧
⟦comment:<b> -->⟧
⟦name:<Entity⟧ ⟦attribute:id⟧=⟦string:'1'⟧ ⟦attribute:x⟧=⟦string:y⟧⟦name:><Any/>⟧ a < b ⟦number:&amp;⟧
⟦string:<![CDATA[<c>]]>⟧⟦name:</Entity>⟧"#,
    ),
    (
        "json",
        r#"{ ⟦attribute:"a"⟧: ⟦string:"b: \"c\""⟧, ⟦attribute:"n"⟧ : [⟦number:0.00062⟧, ⟦number:true⟧] ⟦comment:// why⟧
}"#,
    ),
    (
        "dns",
        r#"⟦keyword:$ORIGIN⟧ example.com. ⟦comment:; ours⟧
⟦name:_dmarc⟧ ⟦number:3600⟧ ⟦type:IN⟧ ⟦keyword:TXT⟧ ( ⟦string:"v=DMARC1; p=none"⟧
  ⟦string:"x"⟧ )
⟦name:@⟧ ⟦number:1d⟧ ⟦keyword:MX⟧ ⟦number:10⟧ mx
⟦name:7.100.51.198.in-addr.arpa.⟧ ⟦keyword:PTR⟧ out1.example.
⟦name:out1⟧ ⟦keyword:AAAA⟧ ⟦number:2001:db8:5e:25::7⟧
⟦name:out1⟧ ⟦keyword:A⟧ ⟦number:198.51.100.7⟧"#,
    ),
    (
        "smtp",
        r"⟦comment:S:⟧ ⟦number:220⟧ mx1.example ESMTP
⟦comment:C:⟧ ⟦keyword:EHLO⟧ out1.example
⟦comment:S:⟧ ⟦number:250⟧-SIZE 100
⟦keyword:Mail from:⟧⟦string:<a@b.example>⟧ ⟦attribute:BODY⟧=8BITMIME
⟦number:550 5.7.606⟧ Access denied, 198.51.100.7 is blocked
⟦name:Subject⟧: Data
⟦keyword:DATA⟧
2500 5.1.1",
    ),
    (
        "eml",
        r#"⟦name:Authentication-Results⟧: mx.example;
 spf=⟦keyword:pass⟧ smtp.mailfrom=a.example (p=⟦keyword:reject⟧)
⟦name:To⟧: ⟦string:"Ana"⟧ ⟦string:<a@b.example>⟧

Please pass.
⟦comment:--part⟧"#,
    ),
    (
        "http",
        r#"⟦keyword:POST⟧ /a?b=1 ⟦keyword:HTTP/1.1⟧
⟦name:Host⟧: a.example

{ ⟦attribute:"a"⟧: ⟦string:"b"⟧ }
⟦keyword:HTTP/1.1 200⟧ OK"#,
    ),
    (
        "yaml",
        r"⟦comment:# why⟧
- ⟦attribute:a.b⟧: ⟦string:'c'⟧ ⟦comment:# d⟧
  ⟦attribute:url⟧: https://a.example/#b
  ⟦attribute:on⟧: ⟦number:true⟧
  ⟦attribute:n⟧: ⟦number:25⟧",
    ),
    (
        "toml",
        r#"⟦comment:# why⟧
⟦name:[mail."x"]⟧
⟦attribute:port⟧ = ⟦number:25⟧ ⟦comment:; why⟧
⟦attribute:a.b⟧=⟦string:"c"⟧"#,
    ),
    (
        "c#",
        r#"⟦keyword:var⟧ a = ⟦keyword:new⟧ ⟦name:Client⟧(⟦string:"b\""⟧, ⟦string:'c'⟧); ⟦type:int⟧ n = ⟦number:1.5⟧; ⟦comment:// why⟧
a.class ⟦comment:/* x⟧
⟦comment:y */⟧ ⟦number:null⟧"#,
    ),
    (
        "js",
        r"⟦keyword:const⟧ f = () => { ⟦keyword:return⟧ ⟦name:call⟧(⟦string:`a⟧
⟦string:${b}`⟧, {⟦attribute:c⟧: ⟦number:true⟧ }); } ⟦comment:// why⟧",
    ),
    (
        "python",
        r#"⟦attribute:@cache⟧
⟦keyword:def⟧ ⟦name:f⟧(a=⟦number:None⟧):⟦comment:# why⟧
    ⟦string:"""x⟧
⟦string:"y" """⟧
    ⟦keyword:return⟧ ⟦string:'it\'s'⟧"#,
    ),
    (
        "sql",
        r"⟦keyword:SELECT⟧ ⟦name:count⟧(*) ⟦keyword:FROM⟧ [Mail] ⟦keyword:WHERE⟧ a = ⟦variable:@id⟧ ⟦comment:-- why⟧
⟦keyword:AND⟧ b = ⟦string:'it''s'⟧; ⟦keyword:declare⟧ ⟦variable:@id⟧ ⟦type:INT⟧",
    ),
    (
        "kql",
        r#"⟦comment:// why⟧
EmailEvents
| ⟦keyword:where⟧ Timestamp > ⟦name:ago⟧(⟦number:1d⟧) ⟦keyword:and⟧ To ⟦keyword:has⟧ ⟦string:"a\"b"⟧
| ⟦keyword:project-away⟧ To"#,
    ),
    (
        "diff",
        r"⟦comment:--- a⟧
⟦comment:+++ b⟧
⟦keyword:@@ -1 +1 @@⟧
 a
 - b
⟦deleted:-c⟧
⟦inserted:+d⟧",
    ),
];

/// What means something somewhere, has no end, or is no text.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\"", "'", "`", "\\", "\"\\", "\"\\\"", "`\"", "\"\"\"", "\"a\" ", "@\"", "@'", "\"@", "<#",
    "#>", "/*", "*/", "//", "--", "#", ";", "<!--", "-->", "<![CDATA[", "]]>", "<", ">", "</",
    "/>", "<a", "<a b=", "&", "&amp;", "$", "${", "}", "{", "(", "[", "]", "[a", "[a[]]", "|",
    "=", ":", ": ", ",", ".", "0", "0x", "1.5", "-1", "-a", "--a", "/a", "@a", "a", "a-", "a.",
    "if", "TXT", "IN", "2001:db8::", ":::", "250", "250-", "550 5.7.1", "MAIL FROM:", "C:", "S: ",
    "PS >", "C:\\>", "$ ", "a@b$", "GET", "HTTP/", "+", "@@", "\0", "\u{b}", "\r", "\n", "\r\n",
    " ", "\t", "한", "é", "“", "\u{fffd}", "😀", "\u{2028}",
];

/// The first name of each language.
fn languages() -> impl Iterator<Item = &'static str> + Clone {
    LANGUAGES
        .iter()
        .filter_map(|language| language.names.split(' ').next())
}

/// Turns HTML into the marks of a sample.
fn marked(html: &str) -> String {
    let marks = html
        .replace("<span class=\"hl-", "⟦")
        .replace("\">", ":")
        .replace("</span>", "⟧");
    unescaped(&marks)
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The text of HTML, which may have spans that do not nest and nothing else.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut spans = html.split("<span class=\"hl-");
    text.push_str(spans.next().unwrap_or_default());
    for span in spans {
        let (class, span) = span.split_once("\">").expect("a class");
        let (inside, behind) = span.split_once("</span>").expect("an end");
        assert!(
            class.bytes().all(|byte| byte.is_ascii_lowercase()),
            "{html}"
        );
        text.push_str(inside);
        text.push_str(behind);
    }
    assert!(!text.contains(['<', '>', '"']), "{html}");
    unescaped(&text)
}

/// A sample without its marks.
fn unmarked(sample: &str) -> String {
    let mut pieces = sample.split('⟦');
    let mut code = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (_, part) = piece.split_once(':').expect("a class");
        code.push_str(&part.replacen('⟧', "", 1));
    }
    code
}

fn check(language: &str, code: &str) {
    let html = highlight(language, code).expect("a language");
    assert_eq!(text(&html), code, "{language}");
}

#[test]
fn samples() {
    for (language, sample) in SAMPLES {
        let html = highlight(language, &unmarked(sample)).expect("a language");
        assert_eq!(marked(&html), *sample, "{language}");
    }
}

#[test]
fn the_html_of_a_line() {
    assert_eq!(
        highlight("powershell", "Get-User -Filter \"a > 'b'\" # <c>").as_deref(),
        Some(
            "<span class=\"hl-name\">Get-User</span> \
             <span class=\"hl-attribute\">-Filter</span> \
             <span class=\"hl-string\">&quot;a &gt; 'b'&quot;</span> \
             <span class=\"hl-comment\"># &lt;c&gt;</span>"
        )
    );
}

#[test]
fn every_language_has_a_sample_and_names_of_its_own() {
    let names: Vec<&str> = LANGUAGES
        .iter()
        .flat_map(|language| language.names.split(' '))
        .collect();
    assert!(names.iter().all(|name| *name == name.to_lowercase()));
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for language in LANGUAGES {
        let is_it = |name: &str| find(name).is_some_and(|found| found.names == language.names);
        assert!(
            SAMPLES.iter().any(|(name, _)| is_it(name)),
            "{}",
            language.names
        );
    }
}

#[test]
fn text_output_and_unknown_languages_stay_as_they_are() {
    for language in [
        "",
        "text",
        "output",
        "mermaid",
        "syntax",
        "-interactive",
        "한",
    ] {
        assert_eq!(highlight(language, "if \"a\""), None, "{language}");
    }
}

#[test]
fn lists_of_words_are_sorted_and_folded() {
    for language in LANGUAGES {
        for (_, pattern, _) in language.rules.iter().chain(language.tag_rules) {
            let Pattern::Words(list) = pattern else {
                continue;
            };
            assert!(list.is_sorted(), "{list:?}");
            assert!(!language.folds_case || list.iter().all(|word| *word == word.to_lowercase()));
        }
    }
}

#[test]
fn no_text_is_lost_or_added() {
    for language in languages() {
        for one in PIECES {
            check(language, one);
            for other in PIECES {
                check(language, &format!("{one}{other}"));
            }
        }
    }
}

/// Code of pieces in an order that looks random and is always the same.
#[test]
fn no_random_text_is_lost_or_added() {
    let mut state = 1_u32;
    for language in languages().cycle().take(4_000) {
        let mut code = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            code.push_str(PIECES[(state >> 16) as usize % PIECES.len()]);
        }
        check(language, &code);
    }
}

/// In time that grew with the square of the length this would take hours.
#[test]
fn long_lines_are_read_in_one_pass() {
    for (piece, language) in PIECES.iter().zip(languages().cycle()) {
        check(language, &piece.repeat(20_000 / piece.len()));
    }
    check("powershell", &"\"'a<b ".repeat(150_000));
}
