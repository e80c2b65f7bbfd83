//! Cells of Jupyter notebooks, files of the format `nbformat` 4.

use super::{Problem, Snippet};
use serde_json::Value;

/// The source of the cell whose `metadata.name` is `name`.
#[must_use]
pub fn extract_cell(notebook: &str, name: &str) -> Snippet {
    match source(notebook, name) {
        Ok(text) => Snippet {
            text,
            problems: Vec::new(),
        },
        Err(problem) => Snippet {
            text: String::new(),
            problems: vec![problem],
        },
    }
}

fn source(notebook: &str, name: &str) -> Result<String, Problem> {
    let notebook = notebook.strip_prefix('\u{feff}').unwrap_or(notebook);
    let notebook: Value = serde_json::from_str(notebook)
        .map_err(|error| Problem::NotANotebook(format!("it is not JSON: {error}")))?;
    let Some(cells) = notebook["cells"].as_array() else {
        return Err(Problem::NotANotebook("it has no list `cells`".to_owned()));
    };
    let mut named = cells.iter().filter(|cell| name_of(cell) == Some(name));
    match (named.next(), named.next()) {
        (Some(cell), None) => Ok(code_of(cell).replace("\r\n", "\n")),
        (Some(_), Some(_)) => Err(Problem::CellTwice(name.to_owned())),
        (None, _) => Err(Problem::CellNotFound {
            name: name.to_owned(),
            known: cells
                .iter()
                .filter_map(name_of)
                .map(str::to_owned)
                .collect(),
        }),
    }
}

fn name_of(cell: &Value) -> Option<&str> {
    cell["metadata"]["name"].as_str()
}

/// A source is a string or a list of strings that already end with line breaks.
fn code_of(cell: &Value) -> String {
    match &cell["source"] {
        Value::String(source) => source.clone(),
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTEBOOK: &str = r##"{ "cells": [
        { "cell_type": "markdown", "metadata": {}, "source": ["# Title"] },
        { "cell_type": "code", "metadata": { "name": "lines" }, "source": ["a = 1\r\n", "b = 2"] },
        { "cell_type": "code", "metadata": { "name": "text" }, "source": "c = 3\n" },
        { "cell_type": "code", "metadata": { "name": "twice" }, "source": [] },
        { "cell_type": "code", "metadata": { "name": "twice" }, "source": [] },
        { "metadata": { "name": "empty" } }, 7
    ] }"##;

    #[test]
    fn cells_are_found_by_their_name() {
        let known = ["lines", "text", "twice", "twice", "empty"].map(str::to_owned);
        let not_found = Problem::CellNotFound {
            name: "Lines".to_owned(),
            known: known.into(),
        };
        let cases = [
            ("lines", "a = 1\nb = 2", None),
            ("text", "c = 3\n", None),
            ("empty", "", None),
            ("twice", "", Some(Problem::CellTwice("twice".to_owned()))),
            ("Lines", "", Some(not_found)),
        ];
        for (name, text, problem) in cases {
            let snippet = extract_cell(NOTEBOOK, name);
            assert_eq!(snippet.text, text, "{name}");
            assert_eq!(snippet.problems, Vec::from_iter(problem), "{name}");
        }
    }

    #[test]
    fn other_files_are_no_notebooks() {
        let deep = "[".repeat(100_000);
        for text in ["", "x = 1", "[]", "null", r#"{"cells": {}}"#, &deep] {
            let snippet = extract_cell(text, "x");
            assert_eq!(snippet.text, "");
            assert!(matches!(&snippet.problems[..], [Problem::NotANotebook(_)]));
        }
    }
}
