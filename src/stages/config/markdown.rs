//! `[markdown]`: how Markdown is read.

use super::written::Table;
use serde::Serialize;

/// How Markdown is read, no option left open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in `book.toml`"
)]
pub struct Markdown {
    /// Whether Markdown is CommonMark and nothing else.
    pub is_commonmark: bool,
    /// Whether raw HTML and addresses are reduced to what can do no harm.
    pub sanitizes: bool,
    /// Whether code is highlighted; `None` leaves it to the theme.
    pub highlight: Option<bool>,
    /// How ids are made of headings.
    pub heading_ids: HeadingIds,
    /// `$..$` and `$$..$$`.
    pub math: bool,
    /// `:smile:`.
    pub emoji: bool,
    /// `:)`.
    pub smileys: bool,
    /// `- [ ]`.
    pub task_lists: bool,
    /// `: definition` below a term.
    pub definition_lists: bool,
    /// `[^1]`.
    pub footnotes: bool,
    /// Typographic quotes and dashes.
    pub smart_punctuation: bool,
    /// `~x~`.
    pub subscript: bool,
    /// `^x^`.
    pub superscript: bool,
    /// `++x++`.
    pub inserted: bool,
    /// Kinds of alert besides the five, in capitals, and their classes.
    pub alerts: Vec<(String, String)>,
}

/// How ids are made of headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum HeadingIds {
    /// As GitHub does.
    #[default]
    GitHub,
    /// As Markdig does where it is not told otherwise.
    Markdig,
}

/// Reads `[markdown]`.
pub(super) fn read(table: &Table) -> Markdown {
    let is = |name: &str, value: &str| {
        let written = table.text(&format!("markdown.{name}"));
        written.is_some_and(|written| written.value == value)
    };
    let switch = |name: &str| table.switch(&format!("markdown.{name}"));
    let is_on = |name: &str| switch(name).unwrap_or_default();
    let alerts = table.named_texts("markdown.alerts");
    Markdown {
        is_commonmark: is("dialect", "commonmark"),
        sanitizes: is("html", "sanitize"),
        highlight: switch("highlight"),
        heading_ids: match is("heading-ids", "markdig") {
            true => HeadingIds::Markdig,
            false => HeadingIds::GitHub,
        },
        math: is_on("math"),
        emoji: is_on("emoji"),
        smileys: is_on("smileys"),
        task_lists: is_on("task-lists"),
        definition_lists: is_on("definition-lists"),
        footnotes: is_on("footnotes"),
        smart_punctuation: is_on("smart-punctuation"),
        subscript: is_on("subscript"),
        superscript: is_on("superscript"),
        inserted: is_on("inserted"),
        alerts: alerts
            .map(|(key, class)| (key.value.to_uppercase(), class.value.clone()))
            .collect(),
    }
}
