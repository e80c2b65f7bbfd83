//! `YamlMime:Hub`: groups of cards, which lead somewhere or hold lists of links.

use super::assembly::Assembly;
use crate::stages::load::yaml::Node;

/// The groups of a page; they differ in their names only.
const GROUPS: &[&str] = &[
    "highlightedContent",
    "productDirectory",
    "conceptualContent",
    "tools",
    "additionalContent",
];
/// `azureCategories` are filters of a directory, not text.
const GROUP: &[&str] = &[
    "title",
    "summary",
    "items",
    "sections",
    "footer",
    "footerLink",
    "azureCategories",
];

pub(super) fn write(page: &mut Assembly, root: &Node) {
    if !page.opening(root, &["title"], GROUPS) {
        return;
    }
    let is_group = |key: &str| GROUPS.iter().any(|group| group.eq_ignore_ascii_case(key));
    let mut has_groups = false;
    for entry in root.entries() {
        if is_group(&entry.key) && !entry.value.is_empty() {
            has_groups = true;
            group(page, &entry.value, 2);
        }
    }
    if !has_groups {
        let hint = format!("write one of `{}`", GROUPS.join("`, `"));
        page.missing(root, "this page has no cards", hint);
    }
}

/// A group of cards, or of such groups, its heading at `level`.
fn group(page: &mut Assembly, node: &Node, level: u8) {
    if !page.check(node, "a group of cards", GROUP) {
        return;
    }
    let title = page.text(node, "title");
    if let Some(title) = title {
        page.heading(level, title, None);
    }
    let inside = level + u8::from(title.is_some());
    if let Some(summary) = page.text(node, "summary") {
        page.blocks(inside - 1, summary);
    }
    let sections = page.list(node, "sections");
    for section in sections {
        group(page, section, inside);
    }
    if sections.is_empty() || node.entry("items").is_some() {
        let hint = "write `items:` and below it a list of `title` and `url` or `links`";
        let items = page.some(node, "items", "this group has no cards", hint);
        page.cards(items, inside);
    }
    page.footer_link(node);
    if let Some(footer) = page.text(node, "footer") {
        page.blocks(inside - 1, footer);
    }
}
