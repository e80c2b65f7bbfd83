//! Findings for machines, and those that say the same folded for people.

use crate::support::site::{Run, Site};
use serde_json::{Value, json};

/// Findings of each severity, in a file whose name has to be escaped in every
/// format, on lines in Korean, with an edit, on several lines, and about a whole
/// file.
fn site() -> Site {
    let site = Site::new();
    site.write(
        "content/en-us/a, b/코드 50%.md",
        "# 오류\n\n[여기](gone.md), [저기](gone.md)\n첫 줄</br>둘째\n",
    );
    site.write("content/en-us/bad.md", b"# Bad\n\nA \xe9.\n");
    site.write("content/en-us/list.md", "---\n- a\n- b\n---\n# List\n");
    site
}

#[test]
fn commands_for_github() {
    let run = site().run(&["check", "--format", "github", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_eq!(
        run.stdout,
        "\
::warning file=content/en-us/a%2C b/코드 50%25.md,line=3,endLine=3,col=6,endColumn=13,title=file-not-found::there is no page `gone.md`%0Amend the path, which is relative to this file
::warning file=content/en-us/a%2C b/코드 50%25.md,line=3,endLine=3,col=21,endColumn=28,title=file-not-found::there is no page `gone.md`%0Amend the path, which is relative to this file
::notice file=content/en-us/a%2C b/코드 50%25.md,line=4,endLine=4,col=4,endColumn=9,title=html-line-break::`</br>` is no tag; it is read as a line break%0Awrite `<br>`
::error file=content/en-us/bad.md,title=not-utf8::this file is not UTF-8: see line 3%0Asave it in the encoding UTF-8 in your editor
::error file=content/en-us/list.md,line=2,endLine=3,col=1,title=yaml-header-not-object::the front matter is not a list of keys and values%0Awrite one `key: value` on each line
"
    );
}

/// The results and the rules of a run.
fn sarif(run: &Run) -> (Vec<Value>, Vec<Value>) {
    let mut log: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let mut list = |path: &str| match log.pointer_mut(path).map(Value::take) {
        Some(Value::Array(items)) => items,
        other => panic!("{path} is {other:?}"),
    };
    let results = list("/runs/0/results");
    (results, list("/runs/0/tool/driver/rules"))
}

/// Takes out what tells an old result from a new one.
fn fingerprint(result: &mut Value) -> String {
    let fingerprints = result["partialFingerprints"].take();
    let fingerprint = fingerprints["primaryLocationLineHash"].as_str();
    fingerprint.expect("a fingerprint").to_owned()
}

#[test]
fn results_of_sarif() {
    let run = site().run(&["check", "--format", "sarif", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let (mut results, _) = sarif(&run);
    for result in &mut results {
        fingerprint(result);
    }
    let korean = "content/en-us/a%2C%20b/%EC%BD%94%EB%93%9C%2050%25.md";
    let gone = "there is no page `gone.md`\nhelp: mend the path, which is relative to this file";
    let line_break = json!({ "startLine": 4, "startColumn": 4, "endLine": 4, "endColumn": 9 });
    let expected = [
        result(
            ("file-not-found", 2, "warning"),
            gone,
            korean,
            json!({ "startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 13 }),
        ),
        result(
            ("file-not-found", 2, "warning"),
            gone,
            korean,
            json!({ "startLine": 3, "startColumn": 21, "endLine": 3, "endColumn": 28 }),
        ),
        with(
            result(
                ("html-line-break", 3, "note"),
                "`</br>` is no tag; it is read as a line break\nhelp: write `<br>`",
                korean,
                line_break.clone(),
            ),
            "fixes",
            json!([{
                "artifactChanges": [{
                    "artifactLocation": { "uri": korean },
                    "replacements": [{
                        "deletedRegion": line_break,
                        "insertedContent": { "text": "<br>" },
                    }],
                }],
            }]),
        ),
        result(
            ("not-utf8", 0, "error"),
            "this file is not UTF-8: see line 3\nhelp: save it in the encoding UTF-8 in your editor",
            "content/en-us/bad.md",
            Value::Null,
        ),
        result(
            ("yaml-header-not-object", 1, "error"),
            "the front matter is not a list of keys and values\n\
             help: write one `key: value` on each line",
            "content/en-us/list.md",
            json!({ "startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 4 }),
        ),
    ];
    assert_eq!(
        format!("{:#}", Value::from(results)),
        format!("{:#}", json!(expected))
    );
}

fn result(rule: (&str, usize, &str), message: &str, uri: &str, region: Value) -> Value {
    let location = json!({ "artifactLocation": { "uri": uri } });
    let location = match region {
        Value::Null => location,
        region => with(location, "region", region),
    };
    json!({
        "ruleId": rule.0,
        "ruleIndex": rule.1,
        "level": rule.2,
        "message": { "text": message },
        "locations": [{ "physicalLocation": location }],
        "partialFingerprints": null,
    })
}

fn with(mut value: Value, key: &str, inside: Value) -> Value {
    value[key] = inside;
    value
}

#[test]
fn rules_of_sarif_are_those_that_were_met() {
    let run = site().run(&["check", "--format", "sarif", "--quiet"]);
    let log: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let driver = &log["runs"][0]["tool"]["driver"];
    assert_eq!(driver["name"], "guidepost");
    assert_eq!(driver["version"], env!("CARGO_PKG_VERSION"));
    let (_, rules) = sarif(&run);
    let ids: Vec<&Value> = rules.iter().map(|rule| &rule["id"]).collect();
    assert_eq!(
        ids,
        [
            "not-utf8",
            "yaml-header-not-object",
            "file-not-found",
            "html-line-break"
        ]
    );
    let rule = &rules[3];
    assert_eq!(
        rule["shortDescription"]["text"],
        "`</br>` is no tag; it is read as a line break."
    );
    assert_eq!(rule["defaultConfiguration"]["level"], "note");
    let help = rule["help"]["text"].as_str().expect("a text");
    assert!(help.ends_with("Write `<br>`."), "{help}");
    let whole = rule["help"]["markdown"].as_str().expect("a text");
    assert!(whole.starts_with(help) && whole.ends_with("```"), "{whole}");
}

/// Of findings that nothing tells apart, the first stays the first.
#[test]
fn fingerprints_stay_when_lines_move() {
    let site = site();
    let fingerprints = || -> Vec<String> {
        let run = site.run(&["check", "--format", "sarif", "--quiet"]);
        sarif(&run).0.iter_mut().map(fingerprint).collect()
    };
    let before = fingerprints();
    assert!(before[0].ends_with(":1") && before[1].ends_with(":2"));
    assert_eq!(before[0].split(':').next(), before[1].split(':').next());
    let file = "content/en-us/a, b/코드 50%.md";
    let text = site.read(file);
    site.write(file, text.replace("\n첫", "\n\nMore.\n\n첫"));
    assert_eq!(fingerprints(), before);
    site.write(file, text.replace("첫 줄", "첫 번째 줄"));
    let after = fingerprints();
    assert_eq!(after[..2], before[..2]);
    assert_ne!(after[2], before[2]);
}

/// However the command line leads to a site, tools get the path below the
/// folder that they run in.
#[test]
fn paths_are_below_the_current_folder() {
    let outer = Site::empty();
    outer.write("help/book.toml", "[locales.en-us]\ncontent = \"../docs\"\n");
    outer.write("docs/index.md", "# Home\n\n[Gone](gone.md)\n");
    let whole = outer.path("help");
    let whole = whole.to_str().expect("UTF-8");
    for site in ["help", "./help/../help", whole] {
        let run = outer.run(&["check", site, "--format", "github", "--quiet"]);
        assert!(
            run.stdout
                .starts_with("::warning file=docs/index.md,line=3,"),
            "{}",
            run.stdout
        );
        let run = outer.run(&["check", site, "--format", "sarif", "--quiet"]);
        let (results, _) = sarif(&run);
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "docs/index.md");
    }
}

#[test]
fn a_site_without_findings() {
    let site = Site::new();
    let run = site.run(&["check", "--format", "github", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let run = site.run(&["check", "--format", "sarif", "--quiet"]);
    assert_eq!(sarif(&run), (vec![], vec![]));
}

/// People read a finding once; what is counted is each place.
#[test]
fn findings_that_say_the_same_are_folded() {
    let site = Site::new();
    let page = "a</br>b\n\n".repeat(13);
    site.write("content/en-us/page.md", format!("# Page\n\n{page}"));
    site.write("content/en-us/other.md", "# Other\n\na</br>b</br>c\n");
    assert_eq!(
        site.succeeds(&["check"]),
        "\
suggestion[html-line-break]: `</br>` is no tag; it is read as a line break
 --> content/en-us/other.md:3:2
  |
3 | a</br>b</br>c
  |  ^^^^^
  |
  = help: write `<br>`
  = note: also at 3:8

suggestion[html-line-break]: `</br>` is no tag; it is read as a line break
 --> content/en-us/page.md:3:2
  |
3 | a</br>b
  |  ^^^^^
  |
  = help: write `<br>`
  = note: also at 5:2, 7:2, 9:2, 11:2, 13:2, 15:2, 17:2, 19:2, 21:2, 23:2 and 2 more

15 suggestions (`guidepost explain CODE` says more)
checked 3 Markdown files in N ms
"
    );
}
