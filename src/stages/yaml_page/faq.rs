//! `YamlMime:FAQ`: questions, which become headings, and their answers.

use super::assembly::Assembly;
use super::fields::Text;
use crate::stages::load::yaml::Node;

const SECTION: &[&str] = &["name", "summary", "questions"];
const QUESTION: &[&str] = &["question", "answer"];

pub(super) fn write(page: &mut Assembly, root: &Node) {
    if !page.opening(root, &["title"], &["sections", "additionalContent"]) {
        return;
    }
    let hint = "write `sections:` and below it a list of `name` and `questions`";
    for node in page.some(root, "sections", "this page has no questions", hint) {
        if page.check(node, "a section", SECTION) {
            section(page, node);
        }
    }
    if let Some(more) = page.text(root, "additionalContent") {
        page.blocks(1, more);
    }
}

/// A section with a name has its questions one level below it.
fn section(page: &mut Assembly, node: &Node) {
    let name = page.text(node, "name").filter(|name| !is_ignored(*name));
    let level = match name {
        Some(name) => {
            page.heading(2, name, None);
            3
        }
        None => 2,
    };
    if let Some(summary) = page.text(node, "summary") {
        page.blocks(level - 1, summary);
    }
    let hint = "write `questions:` and below it a list of `question` and `answer`";
    for node in page.some(node, "questions", "this section has no questions", hint) {
        if page.check(node, "a question", QUESTION) {
            question(page, node, level);
        }
    }
}

fn question(page: &mut Assembly, node: &Node, level: u8) {
    match page.text(node, "question") {
        Some(question) => page.heading(level, question, None),
        None => page.missing(node, "this answer has no question", "write `question: ..`"),
    }
    match page.text(node, "answer") {
        Some(answer) => page.blocks(level, answer),
        None => page.missing(
            node,
            "this question has no answer",
            "write `answer: |` and below it the text, indented",
        ),
    }
}

/// Learn shows no heading for a section of this name, and its tools write it.
fn is_ignored(name: Text) -> bool {
    name.scalar.text.trim().eq_ignore_ascii_case("ignored")
}
