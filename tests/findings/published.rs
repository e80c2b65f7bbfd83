//! Addresses that were published.

use crate::found;

const LIMITS: &str = "# Limits\n\n## How much\n\n## How often\n";

#[test]
fn what_is_gone_is_said_with_what_took_its_place() {
    let lock = "# Published\nen-us/limits.html\n  #how-mutch\n  #how-much\n  #limits\nen-us/old/send.html\n\
                  #gone-too\nen-us/quota.html\nwhat is this\n   # x\n";
    let lock = lock.replace("\n#gone", "\n  #gone");
    let said = found(&[
        ("/urls.lock", &lock),
        ("limits.md", LIMITS),
        ("new/send.md", "# Send\n"),
    ]);
    assert_eq!(
        said,
        "\
urls.lock:3:1 warning published-anchor-missing: `#how-mutch` on `en-us/limits.html` was published and is gone
  help: is it `#how-much` now?
  help: write `<a name=\"how-mutch\"></a>` in the heading that took its place, or redirect it in `[redirects]` of `book.toml`: `\"page.md#how-mutch\" = \"page.md#new\"`
urls.lock:6:1 warning published-url-missing: `en-us/old/send.html` was published and is gone
  help: its page may be `content/en-us/new/send.md` now: add `aliases` with the old path to its front matter, or redirect it in `[redirects]` of `book.toml`
urls.lock:8:1 warning published-url-missing: `en-us/quota.html` was published and is gone
  help: redirect it in `[redirects]` of `book.toml` to the page that took its place
urls.lock:9:1 warning published-url-missing: `what is this` was published and is gone
  help: redirect it in `[redirects]` of `book.toml` to the page that took its place
urls.lock:10:1 warning url-lock-invalid: this line is no address
  help: write the route of a page, `en-us/a.html`, or `  #anchor` below it
"
    );
}

#[test]
fn what_is_redirected_is_not_gone() {
    let said = found(&[
        (
            "/book.toml",
            "[locales.en-us]\n[redirects]\n\"quota.md\" = \"limits.md\"\n\
             \"limits.md#how-many\" = \"limits.md#how-much\"\n",
        ),
        (
            "/urls.lock",
            "en-us/limits.html\n  #how-many\nen-us/quota.html\n  #any\nen-us/alias.html\n",
        ),
        ("limits.md", LIMITS),
        ("b.md", "---\naliases: alias.md\n---\n# B\n"),
    ]);
    assert_eq!(said, "");
}
