//! What is said on the terminal, and to editors.

use super::watching::Ground;
use serde_json::json;

#[test]
fn an_editor_is_told_what_is_new_and_what_is_mended() {
    let mut watching = Ground::new().watch();
    watching.ground.page("page", "[A link](nothing.md).");
    let said = watching.until(|event| event["changed"] == json!(["content/en-us/page.md"]));
    let built = &said[said.len() - 1];
    assert_eq!(
        built["pages"][0],
        json!({ "route": "en-us/page.html", "reasons": ["text"] })
    );
    assert_eq!(built["published"], true);
    let written = json!(["en-us/page.html", "ko-kr/page.html"]);
    assert_eq!(
        built["written"], written,
        "a page and what stands in for it"
    );
    let found = &built["findings"][0];
    assert_eq!(found["code"], "file-not-found");
    assert_eq!(found["file"], "site/content/en-us/page.md");
    let warnings = built["warnings"].as_u64();
    watching
        .ground
        .page("page", "Another line.\n\n[A link](nothing.md).");
    let said = watching.until(|event| event["event"] == "built");
    assert_eq!(said[said.len() - 1]["findings"], json!([]), "it only moved");
    watching.ground.page("page", "No link.");
    let said = watching.until(|event| event["event"] == "built");
    let built = &said[said.len() - 1];
    assert_eq!(built["mended"], 1, "{built}");
    assert_eq!(built["warnings"].as_u64().map(|left| left + 1), warnings);
}

#[test]
fn people_are_told_in_a_line() {
    let ground = Ground::new();
    let file = "site/content/ko-kr/page.md";
    ground.write(file, "# Page\n\nOld.\n");
    let mut told = ground.watch_for_people();
    assert_eq!(told.line(), "watching `site`; Ctrl-C ends it");
    told.until("pages in");
    told.ground.write(file, "# Page\n\n[A link](nothing.md).\n");
    let said = told.until("in N ms");
    assert!(said.contains("warning[file-not-found]"), "{said}");
    let line = "1 page in N ms (ko-kr/page.md: text); 7 warnings left";
    assert_eq!(said.lines().last(), Some(line));
    told.ground.write(file, "# Page\n\nNew.\n");
    let line = "1 page in N ms (ko-kr/page.md: text); 1 mended, 6 warnings left";
    assert_eq!(told.until("in N ms"), line);
    let template = "site/themes/plain/templates/page.html";
    let whole = std::fs::read(told.ground.path(template)).expect("a template");
    told.ground.write(template, "{% if %}");
    let said = told.until("stays");
    assert!(said.contains("error[template-error]"), "{said}");
    let line = "1 error, 6 warnings; the last good site stays";
    assert_eq!(said.lines().last(), Some(line));
    told.ground.write(template, whole);
    let said = told.until("in N ms");
    assert!(said.contains("1 mended, 6 warnings left"), "{said}");
    told.ground.remove("site/book.toml");
    assert_eq!(told.line(), "error: there is no `book.toml` in `site`");
}

/// A translation names a commit that comes later, from another clone.
#[test]
fn a_commit_that_arrives_tells_how_a_translation_stands() {
    let ground = Ground::new();
    ground.git(&["init", "site"]);
    ground.git(&["-C", "site", "add", "."]);
    ground.git(&["-C", "site", "commit", "-m", "One"]);
    ground.git(&["clone", "site", "clone"]);
    ground.write("clone/content/en-us/page.md", "# Page\n\nAs it was.\n");
    ground.git(&["-C", "clone", "commit", "-a", "-m", "Two"]);
    let head = std::fs::read_to_string(ground.path("clone/.git/refs/heads/main"));
    let commit = head.expect("a commit").trim().to_owned();
    let translation = format!("---\nms.sourcegitcommit: {commit}\n---\n# Page\n\nText.\n");
    ground.write("site/content/ko-kr/page.md", translation);
    let mut watching = ground.watch();
    watching
        .ground
        .git(&["-C", "site", "fetch", "../clone", "main"]);
    let said = watching.until(|event| event["event"] == "built");
    let built = &said[said.len() - 1];
    assert_eq!(built["changed"], json!([]));
    assert!(
        built["findings"].to_string().contains("translation-stale"),
        "{built}"
    );
    watching.equals_a_clean_build();
}
