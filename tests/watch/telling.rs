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
    let line = "1 page in N ms (ko-kr/page.md: text); 1 new warning, 7 in all";
    assert_eq!(said.lines().last(), Some(line));
    told.ground.write(file, "# Page\n\nNew.\n");
    let line = "1 page in N ms (ko-kr/page.md: text); 1 mended, 6 left";
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
    assert!(said.contains("1 mended, 6 left"), "{said}");
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

/// Git removes the folders of branches when it packs them.
#[test]
fn a_branch_that_comes_after_branches_were_packed() {
    let ground = Ground::new();
    ground.git(&["init", "site"]);
    ground.git(&["-C", "site", "add", "."]);
    ground.git(&["-C", "site", "commit", "-m", "One"]);
    ground.git(&["-C", "site", "branch", "feat/one"]);
    ground.git(&["clone", "site", "clone"]);
    ground.write("clone/content/en-us/page.md", "# Page\n\nAs it was.\n");
    ground.git(&["-C", "clone", "commit", "-a", "-m", "Two"]);
    let head = std::fs::read_to_string(ground.path("clone/.git/refs/heads/main"));
    let commit = head.expect("a commit").trim().to_owned();
    let translation = format!("---\nms.sourcegitcommit: {commit}\n---\n# Page\n\nText.\n");
    ground.write("site/content/ko-kr/page.md", translation);
    let mut watching = ground.watch();
    watching.ground.git(&["-C", "site", "pack-refs", "--all"]);
    watching.builds();
    // Nothing but the branch itself tells of it.
    let fetch = ["-C", "site", "fetch", "--no-write-fetch-head", "../clone"];
    let branch = ["main:refs/heads/feat/two"];
    watching.ground.git(&[&fetch[..], &branch[..]].concat());
    let said = watching.until(|event| event["event"] == "built");
    let found = said[said.len() - 1]["findings"].to_string();
    assert!(found.contains("translation-stale"), "{found}");
}

/// A folder without a history is given one.
#[test]
fn a_history_that_comes_is_noticed() {
    let ground = Ground::new();
    ground.git(&["init", "elsewhere"]);
    let text = std::fs::read(ground.path("site/content/en-us/page.md")).expect("a page");
    ground.write("elsewhere/content/en-us/page.md", "# Page\n\nAs it was.\n");
    ground.git(&["-C", "elsewhere", "add", "."]);
    ground.git(&["-C", "elsewhere", "commit", "-m", "One"]);
    let head = std::fs::read_to_string(ground.path("elsewhere/.git/refs/heads/main"));
    let commit = head.expect("a commit").trim().to_owned();
    let translation = format!("---\nms.sourcegitcommit: {commit}\n---\n# Page\n\nText.\n");
    ground.write("site/content/ko-kr/page.md", translation);
    ground.write("site/content/en-us/page.md", text);
    let mut watching = ground.watch();
    watching.ground.git(&["init", "site"]);
    watching
        .ground
        .git(&["-C", "site", "fetch", "../elsewhere", "main"]);
    let said = watching.until(|event| event["findings"].to_string().contains("translation-stale"));
    assert_eq!(said[said.len() - 1]["event"], "built");
    watching.equals_a_clean_build();
}

#[test]
fn the_first_build_names_what_lies_on_the_disk() {
    let ground = Ground::new();
    let mut child = ground.guidepost();
    child.args(["watch", "site", "--format", "json"]);
    let mut child = child
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let output = child.stdout.take().expect("its output");
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(output));
    lines.next().expect("a line").expect("text");
    let first = lines.next().expect("a line").expect("text");
    assert!(first.contains("content/en-us/page.md"), "{first}");
    assert!(!first.contains("themes/harbor"), "{first}");
    // Nobody reads any more, which it notices when it has something to say.
    drop(lines);
    ground.page("page", "New.");
    let code = child.wait().expect("it ends").code();
    assert_eq!(code, Some(0));
}

#[test]
fn people_who_read_no_more_end_it() {
    let ground = Ground::new();
    let mut child = ground.guidepost();
    let child = child
        .args(["watch", "site"])
        .stderr(std::process::Stdio::piped());
    let mut child = child.spawn().expect("the binary runs");
    drop(child.stderr.take());
    let code = child.wait().expect("it ends").code();
    assert_eq!(code, Some(0));
}

#[test]
fn what_cannot_be_watched_is_said_first() {
    let ground = Ground::new();
    for (arguments, expected) in [
        (
            &["nothing"][..],
            "error: there is no `book.toml` in `nothing`",
        ),
        (
            &["--poll", "2000"],
            "help: write `--poll=2000` to look that often",
        ),
        (&["site", "--format", "sarif"], "help: use `--format json`"),
    ] {
        let done = ground.guidepost().arg("watch").args(arguments).output();
        let done = done.expect("the binary runs");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.contains(expected), "{said}");
        assert!(!said.contains("watching"), "{said}");
        assert_eq!(done.status.code(), Some(2));
    }
}

#[test]
fn of_many_new_findings_the_worst_are_said_last() {
    let mut told = Ground::new().watch_for_people();
    told.until("pages in");
    let links: Vec<String> = (0..30)
        .map(|number| format!("[A](no{number}.md)"))
        .collect();
    told.ground.page("page", &links.join("\n\n"));
    let said = told.until("new warning");
    assert_eq!(said.matches("warning[").count(), 10, "{said}");
    assert!(said.contains("\n20 more: `guidepost check`\n"), "{said}");
}
