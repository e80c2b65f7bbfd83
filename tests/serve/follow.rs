//! `--follow`: the browser goes where the writer writes.

use crate::preview::{Preview, languages};
use serde_json::json;

#[test]
fn the_browser_goes_to_the_heading_that_was_changed() {
    let preview = Preview::of(languages(), &["--port", "0", "--follow"]);
    let mut page = preview.open("/ko-kr/");
    preview.site.write(
        "content/en-us/bounces.md",
        "# Bounces\n\nText.\n\n## What to do\n\nRun.\n",
    );
    assert_eq!(
        page.hears("follow"),
        json!({ "address": "/en-us/bounces.html", "place": "what-to-do" })
    );
    // On the page itself it is the place to go to.
    let mut page = preview.open("/en-us/bounces");
    preview.site.write(
        "content/en-us/bounces.md",
        "# Bounces\n\nText.\n\n## What to do\n\nHide.\n",
    );
    assert_eq!(page.hears("reload"), json!({ "place": "what-to-do" }));
    // Who comes later is not led to what was before.
    let mut late = preview.open("/ko-kr/");
    preview
        .site
        .write("content/ko-kr/반송.md", "# 반송\n\n새 글.\n");
    assert_eq!(
        late.hears("follow")["address"],
        "/ko-kr/%EB%B0%98%EC%86%A1.html"
    );
}

#[test]
fn the_browser_follows_a_page_to_its_new_name() {
    let preview = Preview::of(languages(), &["--port", "0", "--follow"]);
    let mut page = preview.open("/en-us/bounces/codes");
    std::fs::rename(
        preview.site.path("content/en-us/bounces/codes.md"),
        preview.site.path("content/en-us/bounces/numbers.md"),
    )
    .expect("a new name");
    assert_eq!(
        page.hears("follow")["address"],
        "/en-us/bounces/numbers.html"
    );
}

#[test]
fn nobody_is_led_anywhere_unasked() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let mut page = preview.open("/ko-kr/");
    preview
        .site
        .write("content/en-us/bounces.md", "# Bounces\n\nNew.\n");
    preview
        .site
        .write("content/ko-kr/index.md", "# 도움말\n\n새 글.\n");
    assert_eq!(page.hears("reload"), json!({ "place": null }));
}
