//! What a site must not do, whatever its files say: lead to unsafe addresses
//! when HTML is sanitized, or grow without end.

use crate::found_without_help;

#[test]
fn no_address_passes_the_list_of_safe_ones() {
    let said = found_without_help(&[
        (
            "/book.toml",
            "[locales.en-us]\n[markdown]\nhtml = \"sanitize\"\n[xref]\nmaps = [\"map.yml\"]\n",
        ),
        (
            "map.yml",
            "references:\n- uid: evil\n  href: \"javascript:x\"\n",
        ),
        (
            "toc.yml",
            "- name: x\n  href: javascript:x\n- name: I\n  href: index.md\n",
        ),
        (
            "cards.yml",
            "### YamlMime:Landing\ntitle: L\nsummary: s\nlandingContent:\n- title: t\n  linkLists:\n  \
             - linkListType: overview\n    links:\n    - text: L\n      url: \"javascript:x\"\n",
        ),
        (
            "index.md",
            "# I\n\n[a](xref:evil)\n\n> [!VIDEO https://evil.example/v]\n",
        ),
    ]);
    for expected in [
        "map.yml:1:1 warning xref-map-invalid: the `href` of `evil`, `javascript:x`, is not safe",
        "toc.yml:2:9 warning unsafe-address: `javascript:x` is left out",
        "cards.yml:10:12 warning unsafe-address: `javascript:x` is left out",
        "index.md:3:5 warning xref-not-found",
        "index.md:5:3 warning disallowed-html-tag: `<iframe>` is left out",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn files_that_show_the_next_one_twice_end() {
    let names: Vec<String> = (0..40).map(|n| format!("i{n}.md")).collect();
    let texts: Vec<String> = (1..41)
        .map(|n| format!("[!INCLUDE [a](i{n}.md)]\n\n[!INCLUDE [a](i{n}.md)]\n"))
        .collect();
    let mut files: Vec<(&str, &str)> = names
        .iter()
        .zip(&texts)
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    files.push(("i40.md", ""));
    let said = found_without_help(&files);
    assert!(said.contains("error include-too-deep"), "{said}");
}

#[test]
fn code_that_is_shown_often_ends() {
    let code = "line of code\n".repeat(50_000);
    let page = ":::code language=\"text\" source=\"a.cs\":::\n\n".repeat(200);
    let said = found_without_help(&[("a.cs", &code), ("page.md", &page)]);
    assert_eq!(said.matches("error include-too-deep").count(), 1, "{said}");
}
