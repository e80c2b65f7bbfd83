//! What is asked of a server, and what is said of its answers.

use crate::Lab;
use crate::server::{Reply, Server};
use std::time::Duration;

const NOT_FOUND: &str = "404 Not Found";
const MOVED: &str = "301 Moved Permanently";

#[test]
fn pages_that_are_there_and_pages_that_are_not() {
    let server = Server::new(|_, path, _| {
        Reply::status(match path {
            "/gone" => "410 Gone",
            "/missing" => NOT_FOUND,
            _ => "200 OK",
        })
    });
    let paths = ["/ok#part", "/gone", "/missing", "/ok"].map(|path| server.url(path));
    Lab::new(&paths).says(
        &server,
        "\
page.md:2:5 warning external-link-broken: `http://HOST/gone` leads nowhere: `127.0.0.1` answered 410 Gone
page.md:3:5 warning external-link-broken: `http://HOST/missing` leads nowhere: `127.0.0.1` answered 404 Not Found
",
    );
    assert_eq!(
        server.requests(),
        ["GET /missing", "HEAD /gone", "HEAD /missing", "HEAD /ok"]
    );
    let version = env!("CARGO_PKG_VERSION");
    let agent = format!("guidepost/{version} (+link check)");
    assert!(server.agents().iter().all(|seen| *seen == agent));
}

#[test]
fn get_where_head_is_refused_or_the_connection_closed() {
    let server = Server::new(|method, path, _| match (method, path) {
        ("GET", _) => Reply::status("200 OK"),
        (_, "/closed") => Reply::Close,
        (_, "/forbidden") => Reply::status("403 Forbidden"),
        _ => Reply::status("405 Method Not Allowed"),
    });
    let paths = ["/closed", "/forbidden", "/refused"].map(|path| server.url(path));
    Lab::new(&paths).says(&server, "");
    assert_eq!(server.requests().len(), 6);
}

#[test]
fn a_page_that_has_moved_for_good_gets_a_fix() {
    let server = Server::new(|_, path, _| match path {
        "/a" => Reply::redirect(MOVED, "/b"),
        "/b" => Reply::redirect("308 Permanent Redirect", "/c"),
        "/temporary" => Reply::redirect("302 Found", "/c"),
        "/both" => Reply::redirect(MOVED, "/temporary"),
        "/lost" => Reply::redirect(MOVED, "/missing"),
        "/missing" => Reply::status(NOT_FOUND),
        _ => Reply::status("200 OK"),
    });
    let paths = ["/a#part", "/temporary", "/both", "/lost"].map(|path| server.url(path));
    let fixed = Lab::new(&paths).says(
        &server,
        "\
page.md:1:5 suggestion external-link-moved: `http://HOST/a#part` has moved to `http://HOST/c#part` for good
page.md:4:5 warning external-link-broken: `http://HOST/lost` leads nowhere: `127.0.0.1` answered 404 Not Found
",
    );
    assert_eq!(
        fixed,
        "[a](http://HOST/c#part)\n[a](http://HOST/temporary)\n[a](http://HOST/both)\n\
         [a](http://HOST/lost)\n"
    );
}

#[test]
fn no_fix_where_the_source_says_it_in_other_words() {
    let server = Server::new(|_, path, _| match path {
        "/root/a" => Reply::redirect(MOVED, "/b"),
        _ => Reply::status("200 OK"),
    });
    let mut lab = Lab::new(&["/root/a".to_owned()]);
    let root = server.url("/root/");
    lab.book = format!("[locales.en-us]\n[links.external-roots]\n\"/root/\" = \"{root}\"\n");
    let fixed = lab.says(
        &server,
        "page.md:1:5 suggestion external-link-moved: `http://HOST/root/a` has moved to `http://HOST/b` for good\n",
    );
    assert_eq!(fixed, lab.page);
}

#[test]
fn redirects_in_a_circle_come_to_an_end() {
    let server = Server::new(|_, path, _| match path {
        "/a" => Reply::redirect(MOVED, "/b"),
        _ => Reply::redirect("302 Found", "/a"),
    });
    Lab::new(&[server.url("/a")]).says(
        &server,
        "page.md:1:5 suggestion external-link-unreachable: `http://HOST/a` could not be checked: `127.0.0.1` redirects more than 10 times\n",
    );
    assert_eq!(server.requests().len(), 11);
}

#[test]
fn servers_in_trouble_are_asked_again() {
    let server = Server::new(|method, path, before| match (path, before) {
        ("/busy", 0) => Reply::Status("429 Too Many Requests", "Retry-After: 0\r\n".to_owned()),
        ("/always", _) => Reply::status("500 Internal Server Error"),
        ("/trouble", _) if method == "HEAD" => Reply::status("500 Internal Server Error"),
        _ => Reply::status("200 OK"),
    });
    let paths = ["/busy", "/trouble", "/always"].map(|path| server.url(path));
    Lab::new(&paths).says(
        &server,
        "page.md:3:5 suggestion external-link-unreachable: `http://HOST/always` could not be checked: `127.0.0.1` answered 500 Internal Server Error\n",
    );
    assert_eq!(
        server.requests(),
        [
            "GET /always",
            "GET /trouble",
            "HEAD /always",
            "HEAD /always",
            "HEAD /busy",
            "HEAD /busy",
            "HEAD /trouble",
            "HEAD /trouble"
        ]
    );
}

#[test]
fn a_host_that_wants_to_be_left_alone_for_long_is_asked_once() {
    let server = Server::new(|_, _, _| {
        Reply::Status(
            "503 Service Unavailable",
            "Retry-After: 3600\r\n".to_owned(),
        )
    });
    let mut lab = Lab::new(&[server.url("/a"), server.url("/b")]);
    lab.manners.at_once_per_host = 1;
    lab.says(
        &server,
        "\
page.md:1:5 suggestion external-link-unreachable: `http://HOST/a` could not be checked: `127.0.0.1` answered 503 Service Unavailable, and asks to be left alone for 3600 s
page.md:2:5 suggestion external-link-unreachable: `http://HOST/b` could not be checked: `127.0.0.1` answered 503 Service Unavailable, and asks to be left alone for 3600 s
",
    );
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_server_that_only_closes_connections() {
    let server = Server::new(|_, _, _| Reply::Close);
    Lab::new(&[server.url("/a")]).says(
        &server,
        "page.md:1:5 suggestion external-link-unreachable: `http://HOST/a` could not be checked: `127.0.0.1` closed the connection without an answer\n",
    );
    assert_eq!(server.requests(), ["GET /a", "GET /a", "GET /a", "HEAD /a"]);
}

#[test]
fn a_server_that_never_answers() {
    let server = Server::new(|_, _, _| Reply::Silence);
    let mut lab = Lab::new(&[server.url("/a")]);
    lab.manners.whole = Duration::from_millis(50);
    lab.says(
        &server,
        "page.md:1:5 suggestion external-link-unreachable: `http://HOST/a` could not be checked: `127.0.0.1` did not answer in time\n",
    );
}

#[test]
fn a_server_without_tls() {
    let server = Server::of_statuses();
    let address = format!("https://{}/", server.host());
    let outcome = Lab::new(std::slice::from_ref(&address)).run();
    let message = &outcome.findings[0].message;
    let start =
        format!("`{address}` could not be checked: `127.0.0.1` offers no secure connection (");
    assert!(message.starts_with(&start), "{message}");
}

/// The port is one that a system gives to nobody who asks for any.
#[test]
fn nobody_listens() {
    let outcome = Lab::new(&["http://127.0.0.1:1/".to_owned()]).run();
    let message = &outcome.findings[0].message;
    let start = "`http://127.0.0.1:1/` could not be checked: `127.0.0.1` cannot be reached (";
    assert!(message.starts_with(start), "{message}");
}

/// However the threads happen to run, the server never has more to do at once.
#[test]
fn a_host_has_two_requests_at_once_at_most() {
    let server = Server::new(|_, _, _| {
        // Long enough for others to come, if they may.
        std::thread::sleep(Duration::from_millis(5));
        Reply::status("200 OK")
    });
    let paths: Vec<String> = (0..60).map(|n| server.url(&format!("/{n}"))).collect();
    Lab::new(&paths).says(&server, "");
    assert_eq!(server.requests().len(), 60);
    assert!(server.most_at_once() <= 2, "{}", server.most_at_once());
}

#[test]
fn what_no_browser_can_follow_is_broken() {
    let server = Server::of_statuses();
    Lab::new(&["http://127.0.0.1:99999/".to_owned()]).says(
        &server,
        "page.md:1:5 warning external-link-broken: `http://127.0.0.1:99999/` leads nowhere: no browser can follow it\n",
    );
}

#[test]
fn reserved_names_and_what_is_ignored_are_not_asked() {
    let server = Server::of_statuses();
    let mut lab = Lab::new(&[
        "https://mail.example/a".to_owned(),
        "http://localhost:9/".to_owned(),
        server.url("/404/a"),
        server.url("/404/b#c"),
        server.url("/200"),
    ]);
    let ignored = server.url("/404/**");
    lab.book = format!("[locales.en-us]\n[links.external]\nignore = [\"{ignored}\"]\n");
    lab.says(&server, "");
    assert_eq!(server.requests(), ["HEAD /200"]);
}
