//! Files that are published as they are, and keys that mean nothing.

use crate::{found, found_without_help};

#[test]
fn assets_in_the_way_of_pages() {
    let files = [
        (
            "a.md",
            "# A\n\n![x](b.svg) ![y](b.svg/index.html) ![z](c/d.svg)\n",
        ),
        ("b.svg.md", "# B\n"),
        ("b.svg", ""),
        ("c/d.svg", ""),
    ];
    assert!(!found(&files).contains("publish-url-conflict"));
    let book = "[locales.en-us]\n[output]\nurls = \"folder\"\nmedia = \"path\"\n";
    let said = found_without_help(&[&files[..], &[("/book.toml", book)]].concat());
    assert!(
        said.contains(
            "b.svg:1:1 error publish-url-conflict: `en-us/b.svg` is a folder: a page is \
             published at `en-us/b.svg/index.html`\n"
        ),
        "{said}"
    );
}

#[test]
fn assets_in_the_way_of_each_other() {
    let said = found_without_help(&[
        (
            "/book.toml",
            "[locales.en-us]\n[output]\nmedia = \"path\"\n[[mounts]]\nfrom = \"a\"\nto = \"x\"\n[[mounts]]\nfrom = \"b\"\nto = \"x\"\n",
        ),
        ("a/one.md", "# One\n\n![x](i.svg)\n"),
        ("b/two.md", "# Two\n\n![x](i.svg)\n"),
        ("a/i.svg", ""),
        ("b/i.svg", ""),
    ]);
    assert_eq!(
        said,
        "b/i.svg:1:1 error publish-url-conflict: `content/en-us/a/i.svg` is published at \
         `en-us/x/i.svg` already\n"
    );
}

#[test]
fn an_asset_below_a_page() {
    let said = found_without_help(&[
        (
            "/book.toml",
            "[locales.en-us]\n[output]\nmedia = \"path\"\n",
        ),
        ("a.md", "# A\n\n![x](a.html/i.svg)\n"),
        ("a.html/i.svg", ""),
    ]);
    assert_eq!(
        said,
        "a.html/i.svg:1:1 error publish-url-conflict: a page is published at `en-us/a.html`, which is a \
         folder of this file\n"
    );
}

/// Images are published under their fingerprints, each once, however many
/// locales and folders have it.
#[test]
fn images_are_never_in_the_way() {
    let said = found(&[
        ("a.md", "# A\n\n![x](b.svg) ![y](c/b.svg)\n"),
        ("b.svg.md", "# B\n"),
        ("b.svg", "one"),
        ("c/b.svg", "other"),
        (
            "/book.toml",
            "[locales.en-us]\n[output]\nurls = \"folder\"\n",
        ),
    ]);
    assert_eq!(said, "");
}

#[test]
fn reserved_keys() {
    let said = found(&[("a.md", "---\ntitle: A\nwordCount: 15\n---\n# A\n")]);
    assert_eq!(
        said,
        "a.md:3:1 warning attribute-reserved: `wordCount` is reserved: a build gives it its value\n\
         \x20 help: remove the key\n"
    );
}
