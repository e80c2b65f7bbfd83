//! Each way in which editors save a file.

use super::watching::{Ground, Watching};
use std::fs::{self, File, OpenOptions};
use std::io::{Seek as _, Write as _};

const PAGE: &str = "site/content/en-us/page.md";
const NEW: &str = "# page\n\nNew.\n";

/// A page that is saved in some way is published with its new text, and nothing
/// that lay beside it meanwhile.
#[track_caller]
fn saved(save: impl FnOnce(&Ground)) -> Watching {
    let mut watching = Ground::new().watch();
    save(&watching.ground);
    watching.equals_a_clean_build();
    let page = watching.ground.published("en-us/page.html");
    assert!(page.is_some_and(|page| page.contains("New.")));
    watching
}

#[test]
fn written_in_place() {
    saved(|ground| ground.write(PAGE, NEW));
}

#[test]
fn written_in_place_without_being_emptied_first() {
    saved(|ground| {
        let mut file = OpenOptions::new().write(true).open(ground.path(PAGE));
        let file = file.as_mut().expect("a file");
        file.rewind().expect("its beginning");
        file.write_all(NEW.as_bytes()).expect("room");
        file.set_len(NEW.len() as u64).expect("a length");
    });
}

#[test]
fn written_in_pieces() {
    saved(|ground| {
        let mut file = File::create(ground.path(PAGE)).expect("a file");
        for byte in NEW.as_bytes() {
            file.write_all(&[*byte]).expect("room");
            file.sync_data().expect("a disk");
        }
    });
}

/// Visual Studio Code where it saves atomically, gedit, and most tools.
#[test]
fn written_beside_and_renamed_over() {
    saved(|ground| {
        ground.write("site/content/en-us/page.md.tmp.4321", NEW);
        ground.rename("site/content/en-us/page.md.tmp.4321", PAGE);
    });
}

#[test]
fn written_elsewhere_and_renamed_over() {
    saved(|ground| {
        ground.write("elsewhere.md", NEW);
        ground.rename("elsewhere.md", PAGE);
    });
}

/// `:w` of vim with `backupcopy=no`: it tries whether it may write, moves the file
/// away, writes it anew and removes the backup.
#[test]
fn vim_with_a_backup_by_rename() {
    saved(|ground| {
        ground.write("site/content/en-us/.page.md.swp", "b0VIM");
        ground.write("site/content/en-us/4913", "");
        ground.remove("site/content/en-us/4913");
        ground.rename(PAGE, "site/content/en-us/page.md~");
        ground.write(PAGE, NEW);
        ground.remove("site/content/en-us/page.md~");
        ground.remove("site/content/en-us/.page.md.swp");
    });
}

/// `:w` of vim with `backupcopy=yes`: it copies the file and writes it in place.
#[test]
fn vim_with_a_backup_by_copy() {
    saved(|ground| {
        ground.write("site/content/en-us/.page.md.swp", "b0VIM");
        let copy = ground.path("site/content/en-us/page.md~");
        fs::copy(ground.path(PAGE), copy).expect("a copy");
        ground.write(PAGE, NEW);
    });
}

/// The safe write of the editors of `JetBrains`.
#[test]
fn jetbrains_safe_write() {
    saved(|ground| {
        ground.write("site/content/en-us/page.md___jb_tmp___", NEW);
        ground.rename(PAGE, "site/content/en-us/page.md___jb_old___");
        ground.rename("site/content/en-us/page.md___jb_tmp___", PAGE);
        ground.remove("site/content/en-us/page.md___jb_old___");
    });
}

/// Emacs lays a link beside a file that leads nowhere, and a copy of what was not
/// saved yet; it leaves a backup.
#[cfg(unix)]
#[test]
fn emacs_with_a_lock() {
    saved(|ground| {
        let lock = ground.path("site/content/en-us/.#page.md");
        std::os::unix::fs::symlink("writer@host.4321:1", lock).expect("a link");
        ground.write("site/content/en-us/#page.md#", NEW);
        ground.rename(PAGE, "site/content/en-us/page.md~");
        ground.write(PAGE, NEW);
        ground.remove("site/content/en-us/#page.md#");
        ground.remove("site/content/en-us/.#page.md");
    });
}

/// The settings are watched as well as a page, however they are saved.
#[test]
fn settings_renamed_over_again_and_again() {
    let mut watching = Ground::new().watch();
    let book = fs::read_to_string(watching.ground.path("site/book.toml")).expect("settings");
    for title in ["One", "Two", "Three"] {
        let renamed = book.replace("title = \"Test\"", &format!("title = \"{title}\""));
        watching.ground.write("site/book.toml.new", renamed);
        watching
            .ground
            .rename("site/book.toml.new", "site/book.toml");
        watching.until(|event| event["changed"].to_string().contains("book.toml"));
    }
    watching.equals_a_clean_build();
}

#[test]
fn saved_without_a_change() {
    let mut watching = Ground::new().watch();
    let text = fs::read(watching.ground.path(PAGE)).expect("a page");
    watching.ground.write(PAGE, text);
    let builds = watching.builds();
    let changed: Vec<String> = builds.iter().map(|it| it["changed"].to_string()).collect();
    assert!(!changed.concat().contains("page.md"), "{changed:?}");
    watching.equals_a_clean_build();
}

#[test]
fn deleted_and_renamed() {
    let mut watching = Ground::new().watch();
    watching.ground.page("other", "Other.");
    watching.builds();
    watching.ground.remove(PAGE);
    watching.ground.rename(
        "site/content/en-us/other.md",
        "site/content/en-us/another.md",
    );
    watching.equals_a_clean_build();
    assert_eq!(watching.ground.published("en-us/page.html"), None);
    assert_eq!(watching.ground.published("en-us/other.html"), None);
    assert!(watching.ground.published("en-us/another.html").is_some());
}

/// A page that is written by a slow tool while it is read again and again.
#[test]
fn changed_while_it_is_read() {
    let mut watching = Ground::new().watch();
    let line = "A line that is written while others read. ".repeat(20);
    for number in 0..40 {
        let mut file = File::create(watching.ground.path(PAGE)).expect("a file");
        for _ in 0..50 {
            writeln!(file, "{line}{number}\n").expect("room");
        }
    }
    watching.equals_a_clean_build();
    let page = watching
        .ground
        .published("en-us/page.html")
        .expect("a page");
    assert_eq!(page.matches(". 39").count(), 50);
}

#[test]
fn looked_for_instead_of_told() {
    let mut watching = Ground::new().watch_with(&["--poll=20"]);
    watching.ground.write(PAGE, NEW);
    watching.ground.page("a/b/new", "In a new folder.");
    watching.equals_a_clean_build();
    watching.ground.remove("site/content/en-us/a");
    watching
        .ground
        .rename(PAGE, "site/content/en-us/renamed.md");
    watching.equals_a_clean_build();
    assert_eq!(watching.ground.published("en-us/page.html"), None);
}
