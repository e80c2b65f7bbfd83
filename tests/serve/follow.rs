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

/// Untranslated pages show it as well, and come first in the order of routes.
#[test]
fn what_is_included_is_followed_to_a_page_of_its_language() {
    let site = languages();
    site.write("content/en-us/includes/note.md", "Old note.\n");
    site.write(
        "content/en-us/bounces.md",
        "# Bounces\n\nText.\n\n## Notes\n\n[!INCLUDE [note](includes/note.md)]\n",
    );
    let preview = Preview::of(site, &["--port", "0", "--follow"]);
    let mut elsewhere = preview.open("/ko-kr/");
    let mut stand_in = preview.open("/ar-sa/bounces");
    preview
        .site
        .write("content/en-us/includes/note.md", "New note.\n");
    assert_eq!(
        elsewhere.hears("follow"),
        json!({ "address": "/en-us/bounces.html", "place": "notes" })
    );
    // Who sees it already stays.
    assert_eq!(stand_in.hears("reload"), json!({ "place": "notes" }));
}

#[test]
fn nobody_follows_what_nobody_has_typed() {
    let preview = Preview::of(languages(), &["--port", "0", "--follow"]);
    let mut page = preview.open("/en-us/bounces");
    // A folder that comes with all its files in one move, as from a checkout.
    for number in 0..4 {
        preview.site.write(
            &format!("other/{number}.md"),
            format!("# Page {number}\n\nText.\n"),
        );
    }
    std::fs::rename(
        preview.site.path("other"),
        preview.site.path("content/en-us/other"),
    )
    .expect("a folder in its place");
    // The page is told of its new neighbours in the navigation, and led nowhere.
    assert_eq!(page.hears("reload"), json!({ "place": null }));
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
