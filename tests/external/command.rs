//! The binary as people run it.

use crate::server::{Reply, Server};
use crate::support::site::{NOTHING, Site, changed};

/// A site whose page has a link that is fine, one that is broken and one that
/// has moved.
fn site(server: &Server) -> Site {
    let site = Site::new();
    let [fine, gone, moved] = ["/fine", "/gone", "/old"].map(|path| server.url(path));
    let links = format!("# Page\n\n[Gone]({gone}) [fine]({fine}) [local](gone.md)\n\n<{moved}>\n");
    site.write("content/en-us/page.md", links);
    site
}

fn server() -> Server {
    Server::new(|_, path, _| match path {
        "/gone" => Reply::status("410 Gone"),
        "/old" => Reply::redirect("301 Moved Permanently", "/new"),
        _ => Reply::status("200 OK"),
    })
}

#[test]
fn other_sites_are_asked_when_that_is_wanted() {
    let server = server();
    let site = site(&server);
    let said = site.succeeds(&["check", "--external"]);
    let said = said.replace(&server.host(), "HOST");
    let gone = server.url("/gone").len();
    let expected = format!(
        "\
asked other sites for 3 pages, 0 more known from earlier
warning[external-link-broken]: `http://HOST/gone` leads nowhere: `127.0.0.1` answered 410 Gone
 --> content/en-us/page.md:3:8
  |
3 | [Gone](http://HOST/gone) [fine](http://HOST/fine) [local](gone.md)
  |        {}
  |
  = help: mend the address, or take the link away

warning[file-not-found]: there is no page `gone.md`
 --> content/en-us/page.md:3:{}
",
        "^".repeat(gone),
        "[Gone]() [fine]() [local](".len() + 2 * gone + 1,
    );
    assert!(said.starts_with(&expected), "{said}\n---\n{expected}");
    assert!(
        said.contains("suggestion[external-link-moved]: `http://HOST/old` has moved to `http://HOST/new` for good\n"),
        "{said}"
    );
    assert!(said.contains("\n2 warnings, 1 suggestion ("), "{said}");
    assert!(site.has(".guidepost/external-links.json"));

    let before = server.requests();
    let said = site.succeeds(&["check", "--external"]);
    assert!(said.starts_with("asked other sites for 0 pages, 3 more known from earlier\n"));
    assert_eq!(server.requests(), before);
}

#[test]
fn nothing_is_asked_unless_that_is_wanted() {
    let server = server();
    let site = site(&server);
    let before = site.snapshot("");
    site.succeeds(&["check"]);
    assert_eq!(changed(&before, &site.snapshot("")), NOTHING);
    site.succeeds(&["build"]);
    assert!(server.requests().is_empty());
}

#[test]
fn rules_and_strictness_count_as_for_all_findings() {
    let server = server();
    let site = Site::new();
    let gone = server.url("/gone");
    site.write(
        "content/en-us/page.md",
        format!("# Page\n\n[Gone]({gone})\n"),
    );
    assert_eq!(site.run(&["check", "--external", "--strict"]).code, 1);
    let book = "[locales.en-us]\n[rules]\nexternal-link-broken = \"off\"\n";
    site.write("book.toml", book);
    let said = site.succeeds(&["check", "--external", "--strict", "--quiet"]);
    assert_eq!(said, "");
}

#[test]
fn json_has_the_edit() {
    let server = server();
    let site = Site::new();
    let old = server.url("/old");
    site.write("content/en-us/page.md", format!("# Page\n\n<{old}#a>\n"));
    let run = site.run(&["check", "--external", "--format", "json", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let fix = &found["diagnostics"][0]["fix"];
    assert_eq!(fix["replacement"], format!("{}#a", server.url("/new")));
    assert_eq!(
        (fix["line"].as_u64(), fix["column"].as_u64()),
        (Some(3), Some(2))
    );
}

#[test]
fn answers_are_remembered_where_that_is_wanted() {
    let server = server();
    let site = site(&server);
    site.succeeds(&["check", "--external", "--cache", "kept/links.json"]);
    assert!(site.has("kept/links.json"));
    assert!(!site.has(".guidepost"));
    site.write("kept/links.json", "[1]");
    let said = site.succeeds(&[
        "check",
        "--external",
        "--cache",
        "kept/links.json",
        "--quiet",
    ]);
    let problem = "error: `kept/links.json` holds no answers of other sites\nhelp: remove the \
                   file, or name another with `--cache`; the findings are right without it\n";
    assert!(said.starts_with(problem), "{said}");
    assert_eq!(site.read("kept/links.json"), "[1]");
    let run = site.run(&["check", "--cache", "kept/links.json"]);
    assert_eq!(run.code, 2, "a file of answers and nobody to ask");
}

/// What is remembered never becomes a part of the site, not even where the whole
/// folder is content.
#[test]
fn answers_are_no_content() {
    let server = server();
    let site = Site::empty();
    site.write("book.toml", "[locales.en-us]\ncontent = \".\"\n");
    site.write(
        "index.md",
        format!("# Home\n\n[a]({})\n", server.url("/fine")),
    );
    site.succeeds(&["check", "--external"]);
    assert!(site.has(".guidepost/external-links.json"));
    site.succeeds(&["build"]);
    let files = site.snapshot("public");
    assert!(files.keys().all(|path| !path.contains("external-links")));
}
