//! Thousands of files at once.

use super::watching::Ground;

const PAGES: usize = 2_000;

/// Writes the pages of a branch: three in four are on both, with other texts.
fn pages(ground: &Ground, branch: usize) {
    for number in 0..PAGES {
        let name = match number % 4 {
            0 => format!("only-{branch}/p{number}"),
            _ => format!("both-{}/p{number}", number % 50),
        };
        ground.page(&name, &format!("Text of branch {branch}."));
    }
}

#[test]
fn a_branch_of_2_000_pages_is_checked_out() {
    let ground = Ground::new();
    ground.git(&["init"]);
    ground.write(".gitignore", "public\nclean\nmarker.md\n");
    pages(&ground, 1);
    ground.git(&["add", "."]);
    ground.git(&["commit", "-m", "One"]);
    ground.git(&["checkout", "-b", "two"]);
    ground.remove("site/content/en-us/only-1");
    pages(&ground, 2);
    ground.git(&["add", "."]);
    ground.git(&["commit", "-m", "Two"]);
    let mut watching = ground.watch();
    watching.ground.git(&["checkout", "main"]);
    let said = watching.until(|event| event["event"] == "built");
    let said_before: Vec<&str> = said.iter().filter_map(|it| it["event"].as_str()).collect();
    assert!(said_before.contains(&"changing"), "{said_before:?}");
    let changed = said[said.len() - 1]["changed"].as_array().map(Vec::len);
    assert_eq!(changed, Some(PAGES + PAGES / 4), "all in one build");
    assert_eq!(
        watching.builds().len(),
        1,
        "and only the page that ends it after that"
    );
    watching.equals_a_clean_build();
    let page = watching.ground.published("en-us/both-1/p1.html");
    assert!(page.is_some_and(|page| page.contains("Text of branch 1.")));
}

#[test]
fn ten_thousand_files_appear() {
    let mut watching = Ground::new().watch();
    for number in 0..10_000 {
        let name = format!("site/content/en-us/files-{}/{number}.txt", number % 100);
        watching.ground.write(&name, format!("File {number}.\n"));
    }
    watching.ground.page("page", "New.");
    watching.equals_a_clean_build();
    for folder in 0..100 {
        watching
            .ground
            .remove(&format!("site/content/en-us/files-{folder}"));
    }
    watching.equals_a_clean_build();
}
