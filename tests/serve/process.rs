//! Ports, wrong usage, and the end.

use crate::preview::{Preview, languages};
use crate::support::site::Site;
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

#[test]
fn a_port_that_is_asked_for_and_in_use_is_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let site = Site::new();
    let run = site.run(&["serve", "--port", &port]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let beginning = format!("error: port {port} is in use\nhelp: port ");
    assert!(run.stderr.starts_with(&beginning), "{}", run.stderr);
    assert!(run.stderr.contains(" is free: `--port "), "{}", run.stderr);
}

#[test]
fn two_sites_are_served_beside_each_other() {
    // Whoever comes first, nobody asked for a port and both get one.
    let first = Preview::of(languages(), &[]);
    let second = Preview::of(Site::new(), &[]);
    assert_ne!(first.port, second.port);
    assert!(second.port > 4000, "{}", second.port);
    assert_eq!(second.get("/en-us/bounces").status, 404);
    assert_eq!(first.get("/en-us/bounces").status, 200);
}

/// The first line on standard output, of a server that is ended then.
fn first_line(site: &Site, arguments: &[&str]) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .args(["serve", "--port", "0"])
        .args(arguments)
        .current_dir(site.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut line = String::new();
    let output = child.stdout.take().expect("a pipe");
    BufReader::new(output).read_line(&mut line).expect("a line");
    child.kill().expect("its end");
    child.wait().expect("its end");
    line
}

#[test]
fn machines_are_told_the_address_first() {
    let line = first_line(&Site::new(), &["--format", "json"]);
    let event: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(event["event"], "serving");
    let url = event["url"].as_str().expect("an address");
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    let line = first_line(&Site::new(), &["--format", "json", "--quiet"]);
    assert!(line.starts_with("{\"event\":\"serving\""), "{line}");
}

#[test]
fn who_lets_others_read_is_told_so() {
    let preview = Preview::begin(Site::new(), &["--port", "0", "--host", "0.0.0.0"]);
    let line = preview.hears("others can read it now, at ");
    assert!(!line.contains("0.0.0.0"), "{line}");
}

#[test]
fn what_cannot_be_served_is_said() {
    let site = Site::empty();
    let run = site.run(&["serve", "--port", "0"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: there is no `book.toml`"),
        "{}",
        run.stderr
    );
    let site = Site::new();
    let run = site.run(&["serve", "--editor", "vscod"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("did you mean `vscode`?"),
        "{}",
        run.stderr
    );
    let run = site.run(&["serve", "--port", "0", "--host", "192.0.2.1"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.starts_with("error: cannot listen on port 0"),
        "{}",
        run.stderr
    );
}

#[test]
fn signals_end_it_and_the_streams_with_it() {
    for signal in ["-TERM", "-INT"] {
        let preview = Preview::of(languages(), &["--port", "0"]);
        let mut page = preview.open("/en-us/");
        // Held open over the end: nobody waits for it.
        let idle = TcpStream::connect(("127.0.0.1", preview.port)).expect("a connection");
        assert_eq!(preview.end(signal), Some(0), "{signal}");
        assert!(page.next().is_none(), "{signal}");
        drop(idle);
    }
}
