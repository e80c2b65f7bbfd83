//! What pages are told when sources change.

use crate::preview::{Preview, languages};

#[test]
fn a_page_reloads_only_if_its_own_bytes_changed() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let mut codes = preview.open("/en-us/bounces/codes");
    let mut bounces = preview.open("/en-us/bounces.html");
    preview
        .site
        .write("content/en-us/bounces.md", "# Bounces\n\nChanged.\n");
    assert_eq!(bounces.hears("reload")["place"], serde_json::Value::Null);
    bounces.reload();
    preview
        .site
        .write("content/en-us/bounces/codes.md", "# Codes\n\nChanged.\n");
    // Its first event is about its own change: it was told nothing of the other.
    codes.hears("reload");
    assert!(
        preview
            .get("/en-us/bounces/codes")
            .text()
            .contains("Changed.")
    );
    preview
        .site
        .write("content/en-us/bounces.md", "# Bounces\n\nAgain.\n");
    bounces.hears("reload");
}

#[test]
fn a_page_that_was_away_is_told_at_once() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let version = preview.get("/en-us/bounces").version();
    let mut old = preview.listen("/en-us/bounces", "0123456789abcdef");
    let event = old.next().expect("an event");
    assert_eq!(
        (event.name.as_str(), event.id.as_str()),
        ("reload", version.as_str())
    );
    // One that shows what is there is told of the next change.
    let mut current = preview.listen("/en-us/bounces", &version);
    preview
        .site
        .write("content/en-us/bounces.md", "# Bounces\n\nChanged.\n");
    current.hears("reload");
}

#[test]
fn stylesheets_are_swapped_without_loading_the_page() {
    let site = languages();
    site.write("static/site.css", "h1 { color: red }");
    let preview = Preview::of(site, &["--port", "0"]);
    let style = || {
        let page = preview.get("/en-us/bounces/codes");
        let (before, _) = page
            .text()
            .split_once(".css\">\n</head>")
            .unwrap_or_else(|| page.text().rsplit_once(".css\"").expect("a stylesheet"));
        let (_, address) = before.rsplit_once('"').expect("an address");
        format!("{address}.css")
    };
    let old = style();
    let mut page = preview.open("/en-us/bounces/codes");
    preview.site.write("static/site.css", "h1 { color: blue }");
    let event = page.next().expect("an event");
    let new = style();
    assert_ne!(old, new);
    assert_eq!(event.name, "style");
    assert_eq!(event.data, serde_json::json!([[old, new]]));
    assert_eq!(event.id, preview.get("/en-us/bounces/codes").version());
    // The page shows the new version now, so the next change is one from there.
    preview.site.write("static/site.css", "h1 { color: green }");
    assert_eq!(page.hears("style")[0][0], new);
    preview
        .site
        .write("content/en-us/bounces/codes.md", "# Codes\n\nChanged.\n");
    page.hears("reload");
}

#[test]
fn a_page_that_is_deleted_and_comes_back() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let mut page = preview.open("/ko-kr/%EB%B0%98%EC%86%A1");
    preview.site.remove("content/ko-kr/반송.md");
    page.hears("reload");
    let gone = preview.get("/ko-kr/%EB%B0%98%EC%86%A1");
    assert_eq!(gone.status, 404);
    // The 404 page is told as well when there is something to see again.
    let mut page = preview.open("/ko-kr/%EB%B0%98%EC%86%A1");
    preview
        .site
        .write("content/ko-kr/반송.md", "# 반송\n\n새 글.\n");
    page.hears("reload");
    let back = preview.get("/ko-kr/%EB%B0%98%EC%86%A1");
    assert_eq!(back.status, 200);
    assert!(back.text().contains("새 글."));
}

#[test]
fn many_pages_listen_at_once_and_many_have_left() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    for _ in 0..500 {
        drop(preview.open("/en-us/bounces"));
    }
    let mut pages: Vec<_> = (0..200).map(|_| preview.open("/en-us/bounces")).collect();
    preview
        .site
        .write("content/en-us/bounces.md", "# Bounces\n\nChanged.\n");
    for page in &mut pages {
        page.hears("reload");
    }
}
