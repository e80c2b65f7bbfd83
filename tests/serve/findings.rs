//! What is wrong is shown on the page, and the last good page stays under it.

use crate::preview::{Preview, languages};
use crate::support::site::Site;
use serde_json::json;

#[test]
fn an_error_is_shown_and_goes_when_it_is_mended() {
    let preview = Preview::of(languages(), &["--port", "0", "--editor", "zed"]);
    let mut page = preview.open("/en-us/bounces");
    let mut other = preview.open("/ko-kr/");
    let good = preview.get("/en-us/bounces").body;
    let broken = "# Bounces\n\n<b>한글</b> [!INCLUDE [x](none.md)] end\n";
    preview.site.write("content/en-us/bounces.md", broken);
    let shown = page.hears("findings");
    let finding = &shown["report"]["findings"][0];
    assert_eq!(finding["severity"], "error", "{shown}");
    assert_eq!(finding["code"], "include-not-found");
    let place = finding["place"].as_str().expect("a place");
    assert!(place.starts_with("content/en-us/bounces.md:3:"), "{place}");
    let link = finding["link"].as_str().expect("a link");
    let path = preview
        .site
        .path("content/en-us/bounces.md")
        .display()
        .to_string();
    assert!(link.starts_with(&format!("zed://file{path}:3:")), "{link}");
    assert_eq!(finding["lines"][0]["number"], 3);
    let excerpt = &finding["lines"][0];
    let parts = ["before", "marked", "after"].map(|part| excerpt[part].as_str().expect("text"));
    assert_eq!(parts.concat(), "<b>한글</b> [!INCLUDE [x](none.md)] end");
    // It keeps all pages from being renewed, so all say so.
    assert_eq!(
        other.hears("findings")["report"]["findings"][0]["code"],
        "include-not-found"
    );
    assert_eq!(
        preview.get("/en-us/bounces").body,
        good,
        "the last good page stays"
    );
    // Mended as it was: nothing has to be loaded again.
    preview.site.write(
        "content/en-us/bounces.md",
        "# Bounces\n\nText.\n\n## What to do\n\nWait.\n",
    );
    assert_eq!(
        page.hears("findings")["report"],
        json!({ "findings": [], "more": 0 })
    );
    assert_eq!(other.hears("findings")["report"]["findings"], json!([]));
    // Mended in another way: only the page itself has to.
    preview.site.write("content/en-us/bounces.md", broken);
    page.hears("findings");
    other.hears("findings");
    preview
        .site
        .write("content/en-us/bounces.md", "# Bounces\n\nMended.\n");
    page.hears("reload");
    assert_eq!(other.hears("findings")["report"]["findings"], json!([]));
}

#[test]
fn a_warning_is_shown_on_its_own_page_only() {
    let site = languages();
    site.write(
        "content/en-us/bounces.md",
        "# Bounces\n\n[gone](nowhere.md)\n",
    );
    let preview = Preview::of(site, &["--port", "0"]);
    let mut page = preview.open("/en-us/bounces");
    let finding = page.hears("findings")["report"]["findings"][0].clone();
    assert_eq!(finding["severity"], "warning", "{finding}");
    assert_eq!(finding["link"], json!(null));
    let mut other = preview.open("/en-us/bounces/codes");
    preview
        .site
        .write("content/en-us/bounces/codes.md", "# Codes\n\nChanged.\n");
    other.hears("reload");
    // A page that stands in for a translation is made of the same file.
    let mut korean = preview.open("/ko-kr/bounces");
    assert_eq!(korean.hears("findings")["report"]["findings"][0], finding);
}

/// Nobody would see them on any page: they belong to all, or to those of a language.
#[test]
fn what_is_found_in_files_of_all_pages_is_shown_on_each() {
    let site = languages();
    site.write(".openpublishing.redirection.json", "{");
    site.write(
        "content/en-us/toc.yml",
        "- name: Gone\n  href: gone.md\n- name: Home\n  href: index.md\n",
    );
    site.write(
        "content/en-us/bounces.md",
        "# Bounces\n\n[gone](nowhere.md)\n",
    );
    let preview = Preview::of(site, &["--port", "0"]);
    let files = |page: &str| -> Vec<String> {
        let shown = preview.open(page).hears("findings");
        let findings = shown["report"]["findings"].as_array().expect("findings");
        let place = findings.iter().map(|finding| {
            assert_eq!(finding["severity"], "warning", "{finding}");
            let place = finding["place"].as_str().expect("a place");
            place.split(':').next().expect("a file").to_owned()
        });
        place.collect()
    };
    let (own, toc) = ("content/en-us/bounces.md", "content/en-us/toc.yml");
    let lists = ".openpublishing.redirection.json";
    assert_eq!(files("/en-us/bounces"), [own, lists, toc]);
    assert_eq!(files("/en-us/"), [lists, toc]);
    assert_eq!(files("/ko-kr/"), [lists]);
}

#[test]
fn what_was_mended_while_nobody_listened_goes() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let version = preview.get("/en-us/bounces").version();
    let mut page = preview.listen("/en-us/bounces", &format!("{version}&findings=shown"));
    assert_eq!(page.hears("findings")["report"]["findings"], json!([]));
}

#[test]
fn without_a_good_site_the_page_says_what_is_wrong() {
    let site = Site::new();
    let hostile = "[<img src=x onerror=alert(1)>](x.md) [!INCLUDE [x](<script>.md)]";
    site.write("content/en-us/index.md", format!("# Home\n\n{hostile}\n"));
    let preview = Preview::begin(site, &["--port", "0"]);
    preview.hears("error");
    let page = loop {
        let page = preview.get("/anything");
        assert_eq!(page.status, 503);
        if page.text().contains("There is no site to show yet") {
            break page;
        }
    };
    assert!(page.text().contains("include-not-found"), "{}", page.text());
    assert!(page.text().contains("&lt;img src=x"), "{}", page.text());
    assert!(!page.text().contains("<img"), "{}", page.text());
    let mut waiting = preview.open("/en-us/");
    preview.site.write(
        "content/en-us/index.md",
        "# Home\n\n[!INCLUDE [x](none.md)]\n",
    );
    waiting.hears("reload");
    waiting.reload();
    preview
        .site
        .write("content/en-us/index.md", "# Home\n\nGood.\n");
    waiting.hears("reload");
    let page = preview.get("/en-us/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Good."));
}

#[test]
fn a_site_without_its_settings_is_said_and_lives_on() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let mut page = preview.open("/en-us/");
    let settings = preview.site.read("book.toml");
    preview.site.remove("book.toml");
    let finding = page.hears("findings")["report"]["findings"][0].clone();
    let message = finding["message"].as_str().expect("a message");
    assert!(message.contains("`book.toml`"), "{message}");
    assert_eq!(finding["severity"], "error");
    assert_eq!(preview.get("/en-us/").status, 200);
    preview.site.write("book.toml", settings);
    assert_eq!(page.hears("findings")["report"]["findings"], json!([]));
}

#[test]
fn a_broken_template_is_shown_on_every_page() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let mut page = preview.open("/ko-kr/");
    preview.site.write("templates/page.html", "{% if %}");
    let finding = page.hears("findings")["report"]["findings"][0].clone();
    assert_eq!(finding["code"], "template-error", "{finding}");
    preview.site.remove("templates/page.html");
    assert_eq!(page.hears("findings")["report"]["findings"], json!([]));
}

#[test]
fn an_editor_is_named_in_the_settings() {
    let site = Site::new();
    site.write(
        "book.toml",
        "[book]\ntitle = \"Help\"\n\n[locales.en-us]\n\n[serve]\neditor = \"x-edit://{path}#{line}\"\n",
    );
    site.write("content/en-us/index.md", "# Home\n\n[gone](nowhere.md)\n");
    let preview = Preview::of(site, &["--port", "0"]);
    let mut page = preview.open("/en-us/");
    let shown = page.hears("findings");
    let link = shown["report"]["findings"][0]["link"]
        .as_str()
        .expect("a link")
        .to_owned();
    let path = preview
        .site
        .path("content/en-us/index.md")
        .display()
        .to_string();
    assert_eq!(link, format!("x-edit://{path}#3"));
}
