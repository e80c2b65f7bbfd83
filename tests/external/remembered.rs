//! The file with what other sites answered.

use crate::Lab;
use crate::server::Server;
use std::fs;

#[test]
fn the_second_check_asks_nothing_that_it_knows() {
    let server = Server::of_statuses();
    let lab = Lab::new(&[server.url("/200"), server.url("/404"), server.url("/200#a")]);
    let broken = "page.md:2:5 warning external-link-broken: `http://HOST/404` leads nowhere: `127.0.0.1` answered 404 Not Found\n";
    lab.says(&server, broken);
    let asked = server.requests();
    assert_eq!(asked, ["GET /404", "HEAD /200", "HEAD /404"]);
    lab.says(&server, broken);
    assert_eq!(server.requests(), asked);
    let outcome = lab.run();
    assert_eq!((outcome.asked, outcome.remembered), (0, 2));
}

#[test]
fn what_may_be_better_next_time_is_asked_again() {
    let server = Server::of_statuses();
    let mut lab = Lab::new(&[server.url("/500")]);
    lab.manners.retries.clear();
    lab.run();
    lab.run();
    assert_eq!(server.requests(), ["HEAD /500", "HEAD /500"]);
}

#[test]
fn old_answers_are_asked_again() {
    let server = Server::of_statuses();
    let lab = Lab::new(&[server.url("/200")]);
    lab.run();
    let text = fs::read_to_string(lab.cache()).expect("a file");
    let mut written: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    written["answers"][server.url("/200")]["asked"] = 1.into();
    fs::write(lab.cache(), written.to_string()).expect("a writable file");
    lab.run();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_foreign_file_is_left_alone_and_said() {
    let server = Server::of_statuses();
    let lab = Lab::new(&[server.url("/404")]);
    fs::create_dir(lab.folder.path().join(".guidepost")).expect("a new folder");
    fs::write(lab.cache(), "{\"name\": \"other\"}").expect("a new file");
    let outcome = lab.run();
    assert_eq!(outcome.findings.len(), 1);
    assert_eq!(outcome.problems.len(), 1);
    assert!(
        outcome.problems[0].ends_with("external-links.json` holds no answers of other sites"),
        "{:?}",
        outcome.problems
    );
    let text = fs::read_to_string(lab.cache()).expect("a file");
    assert_eq!(text, "{\"name\": \"other\"}");
}

/// No file is left beside the one that was moved into its place.
#[test]
fn the_folder_holds_the_file_alone() {
    let server = Server::of_statuses();
    let lab = Lab::new(&[server.url("/200")]);
    lab.run();
    lab.run();
    let folder = lab.folder.path().join(".guidepost");
    assert_eq!(fs::read_dir(folder).expect("a folder").count(), 1);
}
