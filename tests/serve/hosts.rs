//! Who is answered.

use crate::preview::{Preview, languages};

#[test]
fn other_names_are_refused_and_told_why() {
    let preview = Preview::of(
        languages(),
        &["--port", "0", "--allow-host", ".team.example"],
    );
    let port = preview.port;
    let with_port = format!("127.0.0.1:{port}");
    for host in [
        &with_port,
        "localhost",
        "docs.localhost:1",
        "[::1]:4000",
        "a.team.example",
    ] {
        let answer = preview.get_with("/en-us/", &[("Host", host)]);
        assert_eq!(answer.status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "team.example",
        "192.168.1.5",
        "localhost.evil.example",
        "[::1]evil",
        "[localhost",
        "",
    ] {
        for path in [
            "/en-us/",
            "/robots.txt",
            "/_guidepost/live.js",
            "/_guidepost/events?page=/",
        ] {
            let answer = preview.get_with(path, &[("Host", host)]);
            assert_eq!(answer.status, 403, "{host} {path}");
            assert!(answer.text().contains("--allow-host"), "{}", answer.text());
            assert!(!answer.text().contains("Home"));
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("cache-control"), "no-cache");
        }
    }
    // Of two names one may be anybody's.
    let two = [("Host", "localhost"), ("Host", "evil.example")];
    assert_eq!(preview.get_with("/en-us/", &two).status, 400);
}

#[test]
fn events_are_for_the_pages_of_the_server() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let refused = [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://localhost:1"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ];
    for header in refused {
        let answer = preview.get_with("/_guidepost/events?page=/en-us/", &[header]);
        assert_eq!(answer.status, 403, "{header:?}");
    }
    for page in ["", "page=", "page=/../x", "page=%ff", "other=/"] {
        let answer = preview.get(&format!("/_guidepost/events?{page}"));
        assert_eq!(answer.status, 400, "{page}");
    }
}
