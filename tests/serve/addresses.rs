//! Which address leads to what.

use crate::preview::{Preview, languages};
use crate::support::site::Site;

#[test]
fn clean_addresses_lead_to_pages() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let cases = [
        ("/", 200, "Help"),
        ("/en-us/", 200, ">Home</h1>"),
        ("/en-us/index.html", 200, ">Home</h1>"),
        ("/en-us/index", 200, ">Home</h1>"),
        ("/en-us/bounces.html", 200, ">Bounces</h1>"),
        ("/en-us/bounces", 200, ">Bounces</h1>"),
        ("/en-us/bounces?a=b", 200, ">Bounces</h1>"),
        ("/en-us/bounces/codes", 200, ">Codes</h1>"),
        ("/ko-kr/%EB%B0%98%EC%86%A1", 200, ">반송</h1>"),
        ("/ko-kr/%EB%B0%98%EC%86%A1.html", 200, ">반송</h1>"),
    ];
    for (path, status, text) in cases {
        let answer = preview.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert!(answer.text().contains(text), "{path}: {}", answer.text());
    }
    // Without its slash a folder would lead all links of its page astray.
    for (path, to) in [("/ko-kr", "/ko-kr/"), ("/ko-kr?a=%0d", "/ko-kr/?a=%0d")] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (307, to));
    }
}

#[test]
fn the_404_page_speaks_the_language_of_the_path_or_of_the_reader() {
    let preview = Preview::of(languages(), &["--port", "0"]);
    let korean = ("Accept-Language", "ko;q=0.9, en;q=0.1");
    let cases = [
        (
            "/ko-kr/nothing.html",
            ("Accept-Language", "ar"),
            "lang=\"ko-KR\"",
        ),
        ("/ar-sa/a/b/c", korean, "dir=\"rtl\""),
        ("/nothing", korean, "lang=\"ko-KR\""),
        (
            "/ko-krx/nothing",
            ("Accept-Language", "ar-EG"),
            "lang=\"ar-SA\"",
        ),
        ("/nothing", ("Accept-Language", "fr"), "lang=\"en-US\""),
        ("/en-us/bounces/", korean, "lang=\"en-US\""),
        ("//evil.example", korean, "lang=\"ko-KR\""),
        ("/en-us//bounces", korean, "lang=\"en-US\""),
        ("/en-us/Bounces", korean, "lang=\"en-US\""),
    ];
    for (path, language, expected) in cases {
        let answer = preview.get_with(path, &[language]);
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer.text().contains(expected),
            "{path}: {}",
            answer.text()
        );
    }
}

#[test]
fn what_is_no_address_is_refused() {
    let site = languages();
    site.write("secret.txt", "secret");
    let preview = Preview::of(site, &["--port", "0"]);
    let long = format!("/{}", "a".repeat(5000));
    let cases = [
        ("/../secret.txt", 400),
        ("/en-us/../../secret.txt", 400),
        ("/%2e%2e/secret.txt", 400),
        ("/..%2fsecret.txt", 400),
        ("/..%5csecret.txt", 400),
        ("/..\\secret.txt", 400),
        ("/en-us/a%00.html", 400),
        ("/%ff", 400),
        ("/secret.txt", 404),
        ("/book.toml", 404),
        ("/content/en-us/index.md", 404),
        (&long, 414),
    ];
    for (path, status) in cases {
        let answer = preview.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
    assert_eq!(preview.get("/en-us/").status, 200, "it lives on");
}

#[test]
fn a_site_below_a_path_is_served_there() {
    let site = Site::new();
    site.write(
        "book.toml",
        "[book]\ntitle = \"Help\"\nbase-url = \"https://x.example/help me/\"\n\n[locales.en-us]\n",
    );
    let preview = Preview::of(site, &["--port", "0"]);
    assert_eq!(preview.base, "/help%20me/");
    for path in ["/", "/help%20me"] {
        let answer = preview.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (307, "/help%20me/"),
            "{path}"
        );
    }
    let page = preview.get("/help%20me/en-us/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("src=\"/_guidepost/live.js\""));
    assert_eq!(preview.get("/en-us/").status, 404);
    let lost = preview.get("/help%20me/en-us/nothing");
    assert_eq!(lost.status, 404);
    // Its addresses begin at the root of the host, so they lead to what is there.
    let (_, rest) = lost
        .text()
        .split_once("rel=\"stylesheet\" href=\"")
        .expect("a stylesheet");
    let style = rest.split('"').next().expect("an address");
    assert_eq!(preview.get(style).status, 200, "{style}");
}
