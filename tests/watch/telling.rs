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
    assert_eq!(
        built["written"].as_array().map(Vec::len),
        Some(1),
        "{built}"
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
