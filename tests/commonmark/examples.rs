//! [`Example`]s as the specification writes them, see `README.md` beside.

use crate::support::repository;

/// A text in Markdown and its HTML.
#[derive(Clone)]
pub(crate) struct Example {
    /// As the specification counts, from 1.
    pub(crate) number: usize,
    pub(crate) section: String,
    pub(crate) markdown: String,
    pub(crate) html: String,
}

pub(crate) fn read() -> Vec<Example> {
    let fence = "`".repeat(32);
    let path = repository().join("tests/commonmark/examples.txt");
    let text = std::fs::read_to_string(path).expect("the examples");
    let mut lines = text.lines();
    let mut section = String::new();
    let mut examples = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            name.clone_into(&mut section);
        }
        if !line.starts_with(&fence) {
            continue;
        }
        let mut until = |end: &str| -> String {
            let inside = lines.by_ref().take_while(|line| *line != end);
            let text: String = inside.flat_map(|line| [line, "\n"]).collect();
            text.replace('→', "\t")
        };
        examples.push(Example {
            number: examples.len() + 1,
            section: section.clone(),
            markdown: until("."),
            html: until(&fence),
        });
    }
    examples
}
