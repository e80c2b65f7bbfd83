//! What a build may write, replace and remove.

use crate::support::site::{NOTHING, Site, changed};

#[test]
fn output_folder_that_is_not_ours() {
    let site = Site::new();
    site.write("out/letter.txt", "mine");
    site.refuses(
        &["build", "--out", "out"],
        2,
        "\
error: `out` is not empty and was not written by guidepost, so it is left alone
help: choose another folder with `--out`, or empty this one yourself
",
    );
}

#[test]
fn output_folder_of_another_generator() {
    let site = Site::new();
    site.write(
        "out/manifest.json",
        "{\"generator\": \"other\", \"files\": {}}",
    );
    site.refuses(
        &["build", "--out", "out"],
        2,
        "\
error: `out` is not empty and was not written by guidepost, so it is left alone
help: choose another folder with `--out`, or empty this one yourself
",
    );
}

#[test]
fn the_site_itself_as_output_folder() {
    let site = Site::new();
    site.refuses(
        &["build", "--out", "."],
        2,
        "\
error: `.` is not empty and was not written by guidepost, so it is left alone
help: choose another folder with `--out`, or empty this one yourself
",
    );
}

#[test]
fn an_empty_output_folder_is_taken() {
    let site = Site::new();
    std::fs::create_dir(site.path("out")).expect("a folder");
    site.succeeds(&["build", "--out", "out"]);
    assert!(site.has("out/en-us/index.html"));
}

#[test]
fn a_file_as_output_folder() {
    let site = Site::new();
    site.write("out", "a file");
    let before = site.snapshot("");
    let run = site.run(&["build", "--out", "out"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.starts_with("error: cannot write `out`: "),
        "{}",
        run.stderr
    );
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
}

#[test]
fn a_foreign_file_survives_and_a_stale_page_goes() {
    let site = Site::new();
    site.write("content/en-us/deep/old.md", "# Old\n");
    site.succeeds(&["build"]);
    site.write("public/google1234.html", "mine");
    site.write("public/en-us/deep/mine.txt", "mine");
    site.remove("content/en-us/deep/old.md");
    assert_eq!(
        site.succeeds(&["build"]),
        "5 pages in N ms -> ./public (2 files written, 9 unchanged, 3 removed)\n"
    );
    assert!(!site.has("public/en-us/deep/old.html"));
    assert_eq!(site.read("public/google1234.html"), "mine");
    assert_eq!(site.read("public/en-us/deep/mine.txt"), "mine");
}

#[test]
fn folders_left_empty_go_too() {
    let site = Site::new();
    site.write("content/en-us/a/b/old.md", "# Old\n");
    site.succeeds(&["build"]);
    site.remove("content/en-us/a/b/old.md");
    site.succeeds(&["build"]);
    assert!(!site.has("public/en-us/a"));
}

#[test]
fn a_foreign_file_where_a_page_should_go() {
    let site = Site::built();
    site.write("public/en-us/new.html", "mine");
    site.write("content/en-us/new.md", "# New\n");
    site.refuses(
        &["build"],
        2,
        "\
error: `./public/en-us/new.html` was not written by guidepost, so it is not replaced
help: move the file away, or rename the page that is published there
",
    );
}

#[test]
fn a_foreign_folder_where_a_page_should_go() {
    let site = Site::built();
    site.write("public/en-us/new.html/letter.txt", "mine");
    site.write("content/en-us/new.md", "# New\n");
    site.refuses(
        &["build"],
        2,
        "\
error: `./public/en-us/new.html/letter.txt` was not written by guidepost, so it is not replaced
help: move the file away, or rename the page that is published there
",
    );
}

/// Neither saving the sources again nor building again writes a file.
#[test]
fn a_second_build_writes_nothing() {
    let site = Site::new();
    site.write("content/en-us/media/a.png", [0, 1, 2]);
    site.write("content/en-us/a.md", "# A\n\n![A](media/a.png)\n");
    site.succeeds(&["build"]);
    let before = site.snapshot("public");
    for source in ["book.toml", "content/en-us/index.md", "content/en-us/a.md"] {
        site.touch(source);
    }
    site.touch("content/en-us/media/a.png");
    assert_eq!(
        site.succeeds(&["build"]),
        "7 pages in N ms -> ./public (0 files written, 15 unchanged, 0 removed)\n"
    );
    assert_eq!(changed(&before, &site.snapshot("public")), NOTHING);
}

#[test]
fn a_changed_page_alone_is_written() {
    let site = Site::new();
    site.write("content/en-us/other.md", "# Other\n");
    site.succeeds(&["build"]);
    let before = site.snapshot("public");
    site.write("content/en-us/index.md", "# Home\n\nAnother text.\n");
    assert_eq!(
        site.succeeds(&["build"]),
        "7 pages in N ms -> ./public (1 files written, 13 unchanged, 0 removed)\n"
    );
    let after = site.snapshot("public");
    assert_eq!(
        changed(&before, &after),
        ["en-us/index.html", "manifest.json"]
    );
}

#[test]
fn a_changed_asset_of_the_same_size_is_written() {
    let site = Site::new();
    site.write("content/en-us/a.md", "# A\n\n[A](a.pdf)\n");
    site.write("content/en-us/a.pdf", "one");
    site.succeeds(&["build"]);
    site.write("content/en-us/a.pdf", "two");
    site.succeeds(&["build"]);
    assert_eq!(site.read("public/en-us/a.pdf"), "two");
}

/// A page of ours that somebody changed or removed is put right.
#[test]
fn our_own_files_are_restored() {
    let site = Site::built();
    let page = site.read("public/en-us/index.html");
    site.write("public/en-us/index.html", "changed");
    site.remove("public/robots.txt");
    site.succeeds(&["build"]);
    assert_eq!(site.read("public/en-us/index.html"), page);
    assert!(site.has("public/robots.txt"));
}

/// The manifest names every file but itself, with size and SHA-256.
#[test]
fn the_manifest_is_complete() {
    let site = Site::built();
    let manifest: serde_json::Value =
        serde_json::from_str(&site.read("public/manifest.json")).expect("JSON");
    let files = manifest["files"].as_object().expect("files");
    let mut named: Vec<&str> = files.keys().map(String::as_str).collect();
    named.push("manifest.json");
    named.sort_unstable();
    let snapshot = site.snapshot("public");
    let written = snapshot
        .keys()
        .filter(|path| site.path("public").join(path).is_file());
    assert_eq!(named, written.map(String::as_str).collect::<Vec<_>>());
    assert_eq!(files["robots.txt"]["size"], 23);
    assert_eq!(
        files[".nojekyll"]["sha256"],
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

#[test]
fn a_new_site_is_never_half_visible() {
    let site = Site::new();
    site.write("content/en-us/bad.md", "[!INCLUDE [x](gone.md)]\n");
    let before = site.snapshot("");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
}

#[test]
fn a_failed_build_leaves_no_folder_above_a_new_output() {
    let site = Site::new();
    site.write("content/en-us/bad.md", "[!INCLUDE [x](gone.md)]\n");
    let before = site.snapshot("");
    let run = site.run(&["build", "--out", "deep/er/out"]);
    assert_eq!(run.code, 1);
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
}

#[test]
fn a_first_build_that_fails_promises_nothing() {
    let site = Site::new();
    site.write("content/en-us/bad.md", "[!INCLUDE [x](gone.md)]\n");
    let run = site.run(&["build"]);
    assert!(
        !run.stderr.contains("the last good site is still there"),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn everybody_may_read_the_site() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::built();
    let mode = |path: &str| {
        let about = std::fs::metadata(site.path(path)).expect("a published file");
        about.permissions().mode() & 0o777
    };
    for folder in ["public", "public/en-us", "public/_assets"] {
        assert_eq!(mode(folder) & 0o555, 0o555, "{folder}");
    }
    for file in ["public/en-us/index.html", "public/manifest.json"] {
        assert_eq!(mode(file) & 0o444, 0o444, "{file}");
    }
}

#[test]
fn a_manifest_that_leads_out_of_the_folder_is_not_ours() {
    let site = Site::new();
    site.write("precious.txt", "keep me");
    site.write(
        "public/manifest.json",
        "{\"generator\":\"guidepost\",\"files\":{\"../precious.txt\":{\"sha256\":\"\",\"size\":0}}}",
    );
    site.refuses(
        &["build"],
        2,
        "error: `./public` is not empty and was not written by guidepost, so it is left alone\n\
         help: choose another folder with `--out`, or empty this one yourself\n",
    );
}

#[test]
fn a_page_becomes_a_folder_and_a_page_again() {
    let site = Site::new();
    site.write("content/en-us/v1.md", "# One");
    site.succeeds(&["build"]);
    site.remove("content/en-us/v1.md");
    site.write("content/en-us/v1.html/z.md", "# Below");
    site.succeeds(&["build"]);
    assert!(site.has("public/en-us/v1.html/z.html"));
    site.remove("content/en-us/v1.html/z.md");
    site.write("content/en-us/v1.md", "# One");
    site.succeeds(&["build"]);
    assert!(site.read("public/en-us/v1.html").contains("One"));
}

#[test]
fn what_a_killed_build_left_is_removed() {
    let site = Site::new();
    site.succeeds(&["build"]);
    site.write("public/.guidepost-Ab12/en-us/index.html", "half a page");
    site.succeeds(&["build"]);
    assert!(!site.has("public/.guidepost-Ab12"));
    assert!(!site.has("public/.guidepost-lock"));
}
