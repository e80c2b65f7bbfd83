//! Ranges of monikers, in `book.toml`, in front matter and of zones.

use crate::{found, found_without_help};

/// Versions in the order that `order` says, and a comma too many.
const DEFINITION: &str = r#"{
  "monikers": [
    { "moniker_name": "post-3", "product_name": "Post", "order": 3 },
    { "moniker_name": "post-1", "product_name": "Post", "order": 1 },
    { "moniker_name": "post-2", "product_name": "Post", "order": 2 },
    { "moniker_name": "mail-1", "product_name": "Mail" },
  ]
}
"#;
const BOOK: &str = "[locales.en-us]\n\n[monikers]\ndefinition = \"monikers.json\"\n\n\
                    [monikers.ranges]\n\"new/**\" = \">= post-2\"\n\"*/*old.md\" = \"< post-2\"\n";

fn page(front_matter: &str, zones: &[&str]) -> String {
    let mut page = format!("---\n{front_matter}\n---\n# P\n");
    for range in zones {
        page.push_str(&format!(
            "\n::: moniker range=\"{range}\"\nx\n::: moniker-end\n"
        ));
    }
    page
}

#[test]
fn ranges_that_agree() {
    let said = found(&[
        ("/book.toml", BOOK),
        ("monikers.json", DEFINITION),
        (
            "new/a.md",
            &page("title: A", &["post-3", "<= post-2 || mail-1"]),
        ),
        (
            "new/b.md",
            &page("monikerRange: '> POST-2'", &["= post-3", ">= post-1"]),
        ),
        ("new/c.md", &page("monikers:\n- post-3\n- mail-1", &[])),
        // The last glob that matches counts.
        ("new/old.md", &page("monikerRange: post-1", &["< post-2"])),
        ("elsewhere.md", &page("monikerRange:", &[])),
    ]);
    assert_eq!(said, "");
}

#[test]
fn nothing_is_said_where_nothing_is_defined() {
    let said = found(&[("new/a.md", &page("monikerRange: what ever", &["<"]))]);
    assert_eq!(said, "");
}

#[test]
fn ranges_that_do_not_agree() {
    let said = found(&[
        ("/book.toml", BOOK),
        ("monikers.json", DEFINITION),
        (
            "new/a.md",
            &page("monikerRange: '< post-2'", &["post-1", "sql"]),
        ),
        (
            "new/b.md",
            &page("replace_monikers: mail-1\nmonikers: post-2", &[]),
        ),
        ("new/c.md", &page("title: C", &["< post-2", "post-2"])),
        ("d.md", &page("monikerRange: '> post-2'", &["post-1"])),
    ]);
    assert_eq!(
        said,
        "d.md:2:15 suggestion moniker-range-undefined: `[monikers.ranges]` has no range for this page, so `> post-2` is not read\n\
         \x20 help: add a range whose glob names the page, or remove this one\n\
         d.md:6:1 suggestion moniker-range-undefined: `[monikers.ranges]` has no range for this page, so `post-1` is not read\n\
         \x20 help: add a range whose glob names the page, or remove this one\n\
         new/a.md:2:15 error moniker-range-out-of-scope: none of the page's monikers in `book.toml` is in `< post-2`\n\
         \x20 help: `[monikers.ranges]` gives it `post-2`, `post-3`: mend one of the two ranges\n\
         new/a.md:10:1 error moniker-range-invalid: the moniker `sql` is not defined\n\
         \x20 help: define it, or name one that is defined\n\
         new/a.md:10:1 warning moniker-zone-empty: none of the page's monikers is in `sql`\n\
         \x20 help: the page is for `mail-1`, `post-1`, `post-2`, `post-3`: mend the range, or remove the zone\n\
         new/b.md:2:19 error moniker-range-out-of-scope: none of the page's monikers in `book.toml` is in `mail-1`\n\
         \x20 help: `[monikers.ranges]` gives it `post-2`, `post-3`: mend one of the two ranges\n\
         new/c.md:6:1 warning moniker-zone-empty: none of the page's monikers is in `< post-2`\n\
         \x20 help: the page is for `post-2`, `post-3`: mend the range, or remove the zone\n"
    );
}

#[test]
fn ranges_that_cannot_be_read() {
    let book = BOOK.replace(">= post-2", ">= past-2");
    let said = found(&[
        ("/book.toml", &book),
        ("monikers.json", DEFINITION),
        (
            "new/a.md",
            &page("monikerRange: post-1 <", &["post-2 | post-3"]),
        ),
        ("new/b.md", &page("monikerRange: post-9 || post-1", &[""])),
    ]);
    assert_eq!(
        said,
        "book.toml:7:12 error moniker-range-invalid: the moniker `past-2` is not defined\n\
         \x20 help: did you mean `post-2`?\n\
         new/a.md:2:15 error moniker-range-invalid: a moniker is missing in `post-1 <`\n\
         \x20 help: write `>= a < b` for a range, and `||` between several\n\
         new/a.md:2:15 error moniker-range-out-of-scope: none of the page's monikers in `book.toml` is in `post-1 <`\n\
         \x20 help: `[monikers.ranges]` gives it `mail-1`, `post-1`, `post-2`, `post-3`: mend one of the two ranges\n\
         new/a.md:6:1 error moniker-range-invalid: a moniker is missing before `| post-3`\n\
         \x20 help: write `>= a < b` for a range, and `||` between several\n\
         new/a.md:6:1 warning moniker-zone-empty: none of the page's monikers is in `post-2 | post-3`\n\
         \x20 help: the page is for `mail-1`, `post-1`, `post-2`, `post-3`: mend the range, or remove the zone\n\
         new/b.md:2:15 error moniker-range-invalid: the moniker `post-9` is not defined\n\
         \x20 help: did you mean `post-1`?\n\
         new/b.md:6:1 warning moniker-zone-empty: none of the page's monikers is in ``\n\
         \x20 help: the page is for `post-1`: mend the range, or remove the zone\n"
    );
}

/// An included zone is empty only when it is so on every page.
#[test]
fn zones_of_included_files() {
    let including = "# P\n\n[!INCLUDE [x](../includes/x.md)]\n";
    let said = found_without_help(&[
        ("/book.toml", BOOK),
        ("monikers.json", DEFINITION),
        ("new/a.md", including),
        ("more/old.md", including),
        ("more/undefined.md", including),
        (
            "includes/x.md",
            &page("title: X", &["post-3", "post-1", "mail-1", "> mail"]),
        ),
    ]);
    assert_eq!(
        said,
        "includes/x.md:14:1 warning moniker-zone-empty: none of the page's monikers is in `mail-1`\n\
         includes/x.md:18:1 error moniker-range-invalid: the moniker `mail` is not defined\n\
         includes/x.md:18:1 warning moniker-zone-empty: none of the page's monikers is in `> mail`\n"
    );
}

#[test]
fn definitions_that_cannot_be_used() {
    let with = |definition: &str| {
        found(&[
            ("/book.toml", BOOK),
            ("monikers.json", definition),
            ("new/a.md", "# A\n"),
        ])
    };
    let faulty = DEFINITION.replace("\"post-3\"", "\"Post-1\"");
    let faulty = faulty.replace("\"moniker_name\": \"post-2\",", "");
    let said = [
        with("{ \"monikers\": [}"),
        with("{\n  \"monikers\": 1\n}"),
        with("[]"),
        with(&faulty),
        found(&[("/book.toml", BOOK), ("new/a.md", "# A\n")]),
        found(&[
            (
                "/book.toml",
                "[locales.en-us]\n[monikers.ranges]\n\"[\" = \"a\"\n",
            ),
            ("a.md", "# A\n"),
        ]),
    ];
    assert_eq!(
        said.join("\n"),
        "monikers.json:1:16 error moniker-definition-invalid: did not find expected node content\n\
         \x20 help: write JSON: names and texts in double quotes, commas between entries\n\n\
         monikers.json:2:15 error moniker-definition-invalid: this file has no list `monikers`\n\
         \x20 help: write `{\"monikers\": [{\"moniker_name\": \"..\", \"product_name\": \"..\"}]}`\n\n\
         monikers.json:1:1 error moniker-definition-invalid: this file has no list `monikers`\n\
         \x20 help: write `{\"monikers\": [{\"moniker_name\": \"..\", \"product_name\": \"..\"}]}`\n\n\
         book.toml:7:12 error moniker-range-invalid: the moniker `post-2` is not defined\n\
         \x20 help: did you mean `Post-1`?\n\
         book.toml:8:15 error moniker-range-invalid: the moniker `post-2` is not defined\n\
         \x20 help: did you mean `Post-1`?\n\
         monikers.json:4:23 error moniker-definition-invalid: there is a moniker `post-1` already; this one is not used\n\
         \x20 help: rename one of the two, or remove it\n\
         monikers.json:5:5 error moniker-definition-invalid: a moniker has no `moniker_name`\n\
         \x20 help: name it, or remove it\n\n\
         book.toml:4:14 error moniker-definition-invalid: there is no file `monikers.json` in a content folder\n\
         \x20 help: mend the path; it is relative to a locale's content folder\n\n\
         book.toml:3:1 error config-invalid: `[monikers]` names no file that defines monikers\n\
         \x20 help: write `definition = \"monikerDefinition.json\"` below `[monikers]`\n\
         book.toml:3:1 error config-invalid: not a glob: unclosed character class; missing ']'\n\
         \x20 help: `*` is any name, `**` any folders: `docs/v1/**`\n"
    );
}
