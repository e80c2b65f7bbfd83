//! Folders that come, go and are elsewhere.

use super::watching::Ground;

#[test]
fn a_folder_is_renamed() {
    let ground = Ground::new();
    for number in 0..20 {
        ground.page(&format!("old/deep/p{number}"), "Text.");
    }
    let mut watching = ground.watch();
    watching
        .ground
        .rename("site/content/en-us/old", "site/content/en-us/new");
    watching.equals_a_clean_build();
    assert_eq!(watching.ground.published("en-us/old/deep/p1.html"), None);
    // What is in it now is watched where it is.
    watching.ground.page("new/deep/p1", "Changed.");
    watching.ground.page("new/deep/er/p", "New.");
    watching.equals_a_clean_build();
    watching
        .ground
        .rename("site/content/en-us/new/deep", "site/content/en-us/deep");
    watching.ground.page("deep/p2", "Changed.");
    watching.equals_a_clean_build();
}

#[test]
fn a_folder_is_copied_file_by_file() {
    let mut watching = Ground::new().watch();
    for number in 0..100 {
        watching
            .ground
            .page(&format!("a/b{}/c/p{number}", number % 7), "Text.");
    }
    watching.equals_a_clean_build();
    watching.ground.remove("site/content/en-us/a");
    watching.ground.page("a", "A page where a folder was.");
    watching.equals_a_clean_build();
}

#[test]
fn the_content_is_deleted_and_restored() {
    let mut watching = Ground::new().watch();
    for _ in 0..2 {
        watching.ground.rename("site/content", "kept");
        let said = watching.until(|event| event["event"] == "built");
        let last = &said[said.len() - 1];
        assert_eq!(last["published"], false, "{last}");
        assert!(watching.ground.published("en-us/page.html").is_some());
        watching.ground.rename("kept", "site/content");
        watching.equals_a_clean_build();
        watching.ground.page("page", "New.");
        watching.equals_a_clean_build();
    }
}

#[test]
fn a_locale_is_added_whose_folder_is_elsewhere() {
    let ground = Ground::new();
    ground.write("translations/de/page.md", "# Seite\n\nAlt.\n");
    let mut watching = ground.watch();
    let file = watching.ground.path("site/book.toml");
    let book = std::fs::read_to_string(&file).expect("settings");
    let german = "[locales.de-de]\ncontent = \"../translations/de\"\n";
    watching
        .ground
        .write("site/book.toml", format!("{book}\n{german}"));
    watching.equals_a_clean_build();
    watching
        .ground
        .write("translations/de/page.md", "# Seite\n\nNeu.\n");
    watching.equals_a_clean_build();
    let page = watching.ground.published("de-de/page.html");
    assert!(page.is_some_and(|page| page.contains("Neu.")));
    watching.ground.rename("translations", "gone");
    watching.until(|event| event["published"] == false);
    watching.ground.rename("gone", "translations");
    watching
        .ground
        .write("translations/de/page.md", "# Seite\n\nNoch neuer.\n");
    watching.equals_a_clean_build();
    watching.ground.write("site/book.toml", book);
    watching.equals_a_clean_build();
    assert_eq!(watching.ground.published("de-de/page.html"), None);
}

/// Two languages share a folder by links, and a page is a link to a file.
#[cfg(unix)]
#[test]
fn folders_and_files_behind_links() {
    use std::os::unix::fs::symlink;
    let ground = Ground::new();
    ground.write("shared/note.md", "# Note\n\nOld.\n");
    ground.write("one/single.md", "# Single\n\nOld.\n");
    for locale in ["en-us", "ko-kr"] {
        let link = ground.path(&format!("site/content/{locale}/shared"));
        symlink(ground.path("shared"), link).expect("a link");
    }
    let single = ground.path("site/content/en-us/single.md");
    symlink("../../../one/single.md", single).expect("a link");
    let mut watching = ground.watch();
    watching.ground.write("shared/note.md", "# Note\n\nNew.\n");
    watching.ground.write("one/single.md", "# Single\n\nNew.\n");
    watching.equals_a_clean_build();
    for route in [
        "en-us/shared/note.html",
        "ko-kr/shared/note.html",
        "en-us/single.html",
    ] {
        let page = watching.ground.published(route);
        assert!(page.is_some_and(|page| page.contains("New.")), "{route}");
    }
    watching
        .ground
        .write("other/single.md", "# Single\n\nOther.\n");
    watching.ground.remove("site/content/en-us/single.md");
    let single = watching.ground.path("site/content/en-us/single.md");
    symlink(watching.ground.path("other/single.md"), single).expect("a link");
    watching.ground.remove("shared/note.md");
    watching.equals_a_clean_build();
}

/// More happens than the system notes while nobody listens; a folder that is another
/// one then is watched again.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_made_again_while_too_much_happens() {
    let ground = Ground::new();
    ground.page("sub/page", "One.");
    let mut watching = ground.watch();
    watching.signal("-STOP");
    if !watching.ground.overflow() {
        watching.signal("-CONT");
        eprintln!("not run: the queue of the system is too long to overflow");
        return;
    }
    watching.ground.remove("site/content/en-us/sub");
    watching.ground.page("sub/page", "Two.");
    watching.signal("-CONT");
    watching.builds();
    let is_in_sub = |event: &serde_json::Value| event["changed"].to_string().contains("sub/page");
    watching.ground.page("sub/page", "Three.");
    watching.until(is_in_sub);
    watching.equals_a_clean_build();
}
