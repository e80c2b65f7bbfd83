//! `YamlMime:Architecture`: an article in `content`, mostly an include, with
//! what a catalogue of articles needs around it.

use super::assembly::Assembly;
use crate::stages::load::yaml::Node;

const KEYS: &[&str] = &[
    "name",
    "content",
    "azureCategories",
    "products",
    "thumbnailUrl",
];

pub(super) fn write(page: &mut Assembly, root: &Node) {
    if !page.opening(root, &["name", "title"], KEYS) {
        return;
    }
    match page.text(root, "content") {
        Some(content) => page.blocks(1, content),
        None => page.missing(
            root,
            "this page has no content",
            "write `content: |` and below it the text, indented",
        ),
    }
}
