//! `guidepost explain`: what a finding means, from the text that is also the
//! page `docs/findings.md`, so that nobody has to look for it.

use super::cli::Problem;
use crate::base::diagnostic::{Code, nearest};
use std::io::Write as _;

/// A section for each code, below a heading of level 2 with its name.
const FINDINGS: &str = include_str!("../../docs/findings.md");

/// What the text says of one code.
#[derive(Clone, Copy)]
pub(super) struct Explanation {
    markdown: &'static str,
}

/// Says what a code means; all codes in a line each where none is named.
pub(super) fn run(code: Option<&str>) -> Result<(), Problem> {
    let text = match code {
        None => list(),
        Some(name) => {
            let code = Code::from_name(name).ok_or_else(|| unknown(name))?;
            explain(code)
        }
    };
    // A closed pipe is the reader's choice, not an error of ours.
    let _ = anstream::stdout().write_all(text.as_bytes());
    Ok(())
}

/// The section about a code.
pub(super) fn explanation(code: Code) -> Option<Explanation> {
    let mut sections = Sections { rest: FINDINGS };
    sections.find_map(|(name, markdown)| {
        (name == code.name()).then_some(Explanation {
            markdown: markdown.trim_ascii(),
        })
    })
}

impl Explanation {
    /// The whole section.
    pub(super) fn markdown(self) -> &'static str {
        self.markdown
    }

    /// What stands above the examples.
    pub(super) fn prose(self) -> &'static str {
        let prose = self.markdown.split_once("\nBad:\n");
        prose.map_or(self.markdown, |(prose, _)| prose).trim_ascii()
    }

    /// The section as a terminal shows it: examples are indented, below the
    /// names of their files.
    fn plain(self) -> String {
        let mut plain = String::new();
        let mut lines = self.markdown.lines();
        while let Some(line) = lines.next() {
            let Some((fence, info)) = fence(line) else {
                plain.push_str(&format!("{line}\n"));
                continue;
            };
            if let Some(file) = file_of(info) {
                plain.push_str(&format!("  {file}:\n"));
            }
            for line in lines.by_ref().take_while(|line| *line != fence) {
                let line = format!("    {line}");
                plain.push_str(&format!("{}\n", line.trim_end()));
            }
        }
        plain
    }
}

fn explain(code: Code) -> String {
    let severity = code.default_severity().name();
    let rule = match code.is_fatal() {
        true => "`[rules]` cannot lower it",
        false => "`[rules]` in `book.toml` sets another severity",
    };
    let text = explanation(code).map_or(code.about().to_owned(), Explanation::plain);
    let name = code.name();
    format!("{name}: {severity}\n\n{}\n\n{rule}\n", text.trim_end())
}

fn list() -> String {
    let lines = Code::ALL.iter().map(|code| {
        let (name, severity) = (code.name(), code.default_severity().name());
        format!("{name:36}{severity:12}{}\n", code.about())
    });
    lines.collect()
}

fn unknown(name: &str) -> Problem {
    let known = Code::ALL.iter().map(|code| code.name());
    let help = match nearest(name, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`guidepost explain` lists all".to_owned(),
    };
    Problem::usage(format!("there is no finding `{name}`"), &help)
}

/// The sections below headings of level 2: the name and the text of each. In
/// an example, a line that begins with `##` is no heading.
struct Sections {
    rest: &'static str,
}

impl Iterator for Sections {
    type Item = (&'static str, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        let (_, section) = self.rest.split_at_checked(heading(self.rest)?)?;
        let (name, text) = section.split_once('\n')?;
        let (text, rest) = text.split_at(heading(text).unwrap_or(text.len()));
        self.rest = rest;
        Some((name.trim_start_matches("## "), text))
    }
}

/// Where the first heading of level 2 begins.
fn heading(text: &str) -> Option<usize> {
    let mut open = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        match (open, fence(trimmed)) {
            (Some(fence), _) if fence == trimmed => open = None,
            (None, Some((fence, _))) => open = Some(fence),
            (None, None) if line.starts_with("## ") => return Some(at),
            _ => {}
        }
        at += line.len();
    }
    None
}

/// The back-ticks and the info string of a line that begins an example.
fn fence(line: &str) -> Option<(&str, &str)> {
    let info = line.trim_start_matches('`');
    let fence = &line[..line.len() - info.len()];
    (fence.len() >= 3).then_some((fence, info))
}

/// The file that an example shows; `None` where it shows none.
fn file_of(info: &str) -> Option<&str> {
    match (info.split_once(' '), info) {
        (Some((_, path)), _) => Some(path.trim_start_matches('/')),
        (None, "md") => Some("page.md"),
        (None, "yml") => Some("page.yml"),
        (None, "toml") => Some("book.toml"),
        (None, "files") => Some("files that exist"),
        (None, _) => None,
    }
}
