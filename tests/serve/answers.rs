//! How files are answered: types, tags, encodings, ranges.

use crate::preview::{Answer, Deadline, Preview, languages};
use crate::support::site::Site;

fn with_media() -> Site {
    let site = Site::new();
    site.write("content/en-us/files/film.bin", b"0123456789");
    site.write(
        "content/en-us/index.md",
        "# Home\n\n[film](files/film.bin)\n",
    );
    for name in [
        "a.webmanifest",
        "b.mjs",
        "c.svg",
        "d.avif",
        "e.txt",
        "f.xml",
        "g.unheard-of",
    ] {
        site.write(&format!("static/{name}"), "text");
    }
    site
}

const FILM: &str = "/en-us/files/film.bin";

#[test]
fn files_come_with_their_types() {
    let preview = Preview::of(with_media(), &["--port", "0"]);
    let cases = [
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/_guidepost/live.js", "text/javascript; charset=utf-8"),
        ("/_guidepost/overlay.css", "text/css; charset=utf-8"),
        (FILM, "application/octet-stream"),
    ];
    for (path, expected) in cases {
        let answer = preview.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, expected),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    assert_eq!(preview.get("/_guidepost/nothing.js").status, 404);
}

#[test]
fn head_is_get_without_the_body_and_nothing_is_written() {
    let preview = Preview::of(with_media(), &["--port", "0"]);
    for path in ["/en-us/", FILM] {
        let (get, head) = (preview.get(path), preview.ask("HEAD", path, &[]));
        assert_eq!(head.status, 200);
        assert!(head.body.is_empty());
        for name in ["content-length", "content-type", "etag"] {
            assert!(!head.header(name).is_empty(), "{name}");
            assert_eq!(head.header(name), get.header(name), "{path}: {name}");
        }
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = preview.ask(method, "/en-us/", &[]);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[test]
fn a_page_that_is_known_is_not_sent_again() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let tag = preview.get("/en-us/bounces").header("etag").to_owned();
    assert!(tag.starts_with('"'), "{tag}");
    for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let answer = preview.get_with("/en-us/bounces", &[("If-None-Match", &known)]);
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{known}");
        assert_eq!(answer.header("etag"), tag);
    }
    let answer = preview.get_with("/en-us/bounces", &[("If-None-Match", "\"x\"")]);
    assert_eq!(answer.status, 200);
    let mut page = preview.open("/en-us/bounces");
    preview
        .site
        .write("content/en-us/bounces.md", "# Bounces\n\nNew.\n");
    page.hears("reload");
    let answer = preview.get_with("/en-us/bounces", &[("If-None-Match", &tag)]);
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("New."));
}

#[test]
fn texts_are_encoded_behind_the_reader_s_back() {
    let site = languages();
    let long = "A sentence of a long page. ".repeat(200);
    site.write("content/en-us/long.md", format!("# Long\n\n{long}\n"));
    let preview = Preview::of(site, &["--port", "0"]);
    let whole = preview.get("/en-us/long");
    assert_eq!(whole.header("vary"), "Accept-Encoding");
    let brotli = [("Accept-Encoding", "gzip, br;q=0.5")];
    let first = preview.get_with("/en-us/long", &brotli);
    assert_eq!(first.header("content-encoding"), "", "nobody waits for it");
    assert_eq!(first.body, whole.body);
    let encoded = until(|| preview.get_with("/en-us/long", &brotli), "br");
    assert!(encoded.body.len() < whole.body.len() / 2);
    let mut decoded = Vec::new();
    brotli::BrotliDecompress(&mut &encoded.body[..], &mut decoded).expect("brotli");
    assert_eq!(decoded, whole.body);
    let gzip = until(
        || preview.get_with("/en-us/long", &[("Accept-Encoding", "gzip")]),
        "gzip",
    );
    assert!(gzip.body.starts_with(&[0x1f, 0x8b]));
    let tags = [&whole, &encoded, &gzip].map(|answer| answer.header("etag").to_owned());
    assert!(
        tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2],
        "{tags:?}"
    );
    // Whoever has one of them has the text.
    for tag in &tags {
        let headers = [("Accept-Encoding", "br, gzip"), ("If-None-Match", tag)];
        assert_eq!(
            preview.get_with("/en-us/long", &headers).status,
            304,
            "{tag}"
        );
    }
    // A changed text goes out as it is again.
    let mut page = preview.open("/en-us/long");
    preview
        .site
        .write("content/en-us/long.md", format!("# Long\n\nNew. {long}\n"));
    page.hears("reload");
    let first = preview.get_with("/en-us/long", &brotli);
    assert_eq!(first.header("content-encoding"), "");
    assert!(first.text().contains("New. A sentence"));
    let refused = preview.get_with("/en-us/long", &[("Accept-Encoding", "br;q=0, identity")]);
    assert_eq!(refused.header("content-encoding"), "");
}

fn until(ask: impl Fn() -> Answer, encoding: &str) -> Answer {
    let deadline = Deadline::new();
    loop {
        let answer = ask();
        if answer.header("content-encoding") == encoding {
            return answer;
        }
        deadline.check(encoding);
    }
}

#[test]
fn whoever_reads_gzip_only_gets_it() {
    let site = languages();
    let long = "A sentence of a long page. ".repeat(200);
    site.write("content/en-us/long.md", format!("# Long\n\n{long}\n"));
    let preview = Preview::of(site, &["--port", "0"]);
    let gzip = [("Accept-Encoding", "gzip")];
    let whole = preview.get_with("/en-us/long", &gzip);
    assert_eq!(whole.header("content-encoding"), "");
    let encoded = until(|| preview.get_with("/en-us/long", &gzip), "gzip");
    assert!(encoded.body.len() < whole.body.len() / 2);
}

#[test]
fn parts_of_a_file_are_served() {
    let preview = Preview::of(with_media(), &["--port", "0"]);
    let ranged = |range: &str| preview.get_with(FILM, &[("Range", range)]);
    let whole = preview.get(FILM);
    assert_eq!((whole.status, whole.text()), (200, "0123456789"));
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let cases = [
        ("bytes=0-3", "0123", "bytes 0-3/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=5-100", "56789", "bytes 5-9/10"),
    ];
    for (range, text, content_range) in cases {
        let answer = ranged(range);
        assert_eq!((answer.status, answer.text()), (206, text), "{range}");
        assert_eq!(answer.header("content-range"), content_range);
    }
    for range in ["bytes=10-", "bytes=7-3"] {
        let answer = ranged(range);
        assert_eq!(
            (answer.status, answer.header("content-range")),
            (416, "bytes */10"),
            "{range}"
        );
    }
    // Parts are for GET only.
    let head = preview.ask("HEAD", FILM, &[("Range", "bytes=0-3")]);
    let length = (head.status, head.header("content-length"));
    assert_eq!((length, head.header("content-range")), ((200, "10"), ""));
    let tag = whole.header("etag");
    let same = preview.get_with(FILM, &[("Range", "bytes=0-3"), ("If-Range", tag)]);
    assert_eq!((same.status, same.text()), (206, "0123"));
    let other = preview.get_with(FILM, &[("Range", "bytes=0-3"), ("If-Range", "\"x\"")]);
    assert_eq!((other.status, other.text()), (200, "0123456789"));
    let known = preview.get_with(FILM, &[("If-None-Match", tag)]);
    assert_eq!((known.status, known.body.len()), (304, 0));
}

#[test]
fn a_file_that_is_gone_from_the_disk_is_not_found() {
    let preview = Preview::of(with_media(), &["--port", "0"]);
    let mut page = preview.open("/en-us/");
    preview.site.remove("content/en-us/files/film.bin");
    // Whether the build has seen it yet or not.
    assert_eq!(preview.get(FILM).status, 404);
    page.hears("findings");
}

#[test]
fn what_build_writes_has_no_script() {
    let site = languages();
    site.succeeds(&["build"]);
    assert!(
        !site
            .read("public/en-us/bounces.html")
            .contains("_guidepost")
    );
    let preview = Preview::of(site, &["--port", "0"]);
    let served = preview.get("/en-us/bounces").text().to_owned();
    assert_eq!(served.matches("_guidepost/live.js").count(), 1);
    let (before, rest) = served
        .split_once("<script type=\"module\"")
        .expect("a script");
    let (_, after) = rest.split_once("</script>\n").expect("its end");
    assert_eq!(
        format!("{before}{after}"),
        preview.site.read("public/en-us/bounces.html")
    );
}
