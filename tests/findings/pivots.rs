//! Zone pivots and the groups that declare them.

use crate::{found, found_without_help};

const GROUPS: &str = "groups:\n- id: shells\n  title: Shells\n  pivots:\n  - id: bash\n  - id: power\n\
                      \x20 - id: bash\n- id: shells\n  pivots: []\n- id: empty\n";

fn page(front_matter: &str, pivots: &[&str]) -> String {
    let mut page = format!("---\n{front_matter}\n---\n# P\n");
    for pivot in pivots {
        page.push_str(&format!("\n::: zone pivot=\"{pivot}\"\nx\n::: zone-end\n"));
    }
    page
}

#[test]
fn zones_and_groups_that_agree() {
    let declared = "groups:\n- id: shells\n  pivots: [{id: bash}, {id: power}]\n";
    let shells = "zone_pivot_groups: shells";
    let said = found(&[
        ("zone-pivot-groups.yml", declared),
        ("more/other.yml", declared),
        ("a.md", &page(shells, &["bash,power"])),
        ("more/b.md", &page(shells, &["bash", "power"])),
        (
            "more/c.md",
            &page(
                "zone_pivot_groups: shells\nzone_pivot_group_filename: other.json",
                &["bash", "power"],
            ),
        ),
        (
            "d.md",
            "---\nzone_pivot_groups: shells\n---\n# D\n\n[!INCLUDE [x](includes/x.md)]\n",
        ),
        ("includes/x.md", &page("title: X", &["power", "bash"])),
    ]);
    assert_eq!(said, "");
}

#[test]
fn what_is_not_declared() {
    let said = found(&[
        ("zone-pivot-groups.yml", GROUPS),
        ("a.md", &page("zone_pivot_groups: shell", &["bash"])),
        (
            "b.md",
            &page("zone_pivot_groups: shells", &["bash", "powre,zsh"]),
        ),
        ("c.md", &page("title: C", &["bash", "power"])),
        (
            "d.md",
            &page(
                "zone_pivot_groups: a\nzone_pivot_group_filename: b.yml",
                &[],
            ),
        ),
    ]);
    assert_eq!(
        said,
        "a.md:2:20 suggestion pivot-group-not-found: `content/en-us/zone-pivot-groups.yml` has no group `shell`\n\
         \x20 help: did you mean `shells`?\n\
         b.md:2:20 suggestion pivot-id-unused: no zone of this page is for the pivot `power` of `shells`\n\
         \x20 help: add a zone for it, or name a group without it\n\
         b.md:10:1 suggestion pivot-id-not-found: the group `shells` has no pivot `powre`\n\
         \x20 help: did you mean `power`?\n\
         b.md:10:1 suggestion pivot-id-not-found: the group `shells` has no pivot `zsh`\n\
         \x20 help: declare it there, or name one that is declared\n\
         c.md:6:1 suggestion zone-pivot-group-missing: the page has zones for pivots, but no `zone_pivot_groups`\n\
         \x20 help: name the group of its pivots in the front matter: `zone_pivot_groups: ..`\n\
         d.md:2:20 suggestion pivot-group-not-found: there is no file `b.yml` that declares `a`\n\
         \x20 help: put it into the folder of the page, or one above\n\
         zone-pivot-groups.yml:7:9 suggestion duplicate-pivot-ids: there is a pivot `bash` already; this one is not used\n\
         \x20 help: rename one of the two, or remove it\n\
         zone-pivot-groups.yml:8:7 suggestion duplicate-pivot-groups: there is a group `shells` already; this one is not used\n\
         \x20 help: rename one of the two, or remove it\n"
    );
}

/// A translation has the groups of its source.
#[test]
fn groups_of_another_locale() {
    let said = found_without_help(&[
        ("/book.toml", "[locales.en-us]\n[locales.ko-kr]\n"),
        (
            "zone-pivot-groups.yml",
            "\u{feff}groups:\n- id: a\n  pivots:\n  - id: b\n",
        ),
        ("/content/ko-kr/p.md", &page("zone_pivot_groups: a", &["c"])),
    ]);
    assert_eq!(
        said,
        "content/ko-kr/p.md:2:20 suggestion pivot-id-unused: no zone of this page is for the pivot `b` of `a`\n\
         content/ko-kr/p.md:6:1 suggestion pivot-id-not-found: the group `a` has no pivot `c`\n"
    );
}
