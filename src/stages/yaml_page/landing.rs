//! `YamlMime:Landing`: cards with lists of links, each list of one kind.

use super::assembly::Assembly;
use crate::stages::load::yaml::Node;

const CARD: &[&str] = &["title", "summary", "linkLists"];
const LINK_LIST: &[&str] = &["linkListType", "title", "links"];

pub(super) fn write(page: &mut Assembly, root: &Node) {
    if !page.opening(root, &["title"], &["landingContent"]) {
        return;
    }
    let hint = "write `landingContent:` and below it a list of `title` and `linkLists`";
    let cards = page.some(root, "landingContent", "this page has no cards", hint);
    if cards.is_empty() {
        return;
    }
    page.raw("<div class=\"cards\">\n");
    for node in cards {
        if page.check(node, "a card", CARD) {
            card(page, node);
        }
    }
    page.raw("</div>\n");
}

fn card(page: &mut Assembly, node: &Node) {
    page.raw("<section class=\"card\">\n");
    if let Some(title) = page.text(node, "title") {
        page.heading(2, title, None);
    }
    if let Some(summary) = page.text(node, "summary") {
        page.blocks(2, summary);
    }
    let hint = "write `linkLists:` and below it a list of `linkListType` and `links`";
    for node in page.some(node, "linkLists", "this card has no links", hint) {
        if page.check(node, "a list of links", LINK_LIST) {
            link_list(page, node);
        }
    }
    page.raw("</section>\n");
}

/// A list of links below its title, or below what kind of pages it leads to:
/// a heading for those who listen, without an id, since it repeats itself.
fn link_list(page: &mut Assembly, node: &Node) {
    let kind = page.item_type(node, "linkListType");
    match page.text(node, "title") {
        Some(title) => page.heading(3, title, None),
        None => page.label(kind, "h3"),
    }
    page.links(node);
}
