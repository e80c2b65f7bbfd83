//! Tables of contents: `toc.yml` and `TOC.md`, read into one flat list in the
//! order of reading, each entry with its parent.

use super::addresses::{Addresses, Target};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::discover::PageId;
use crate::stages::load::{self, yaml};
use crate::stages::markdown::Purpose;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::Value;

/// One table of contents.
#[derive(Debug)]
pub(super) struct Toc {
    /// Its folder, below the content folder of its locale.
    pub folder: SitePath,
    /// Its entries, parents before their children.
    pub entries: Vec<Entry>,
}

/// One entry of a table of contents.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name as written; empty where it is taken from the page's title.
    pub name: String,
    /// What it leads to.
    pub target: Option<EntryTarget>,
    /// The index of the entry it lies in.
    pub parent: Option<usize>,
    /// The indexes of the entries in it.
    pub children: Vec<usize>,
}

/// What an entry leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum EntryTarget {
    /// A page.
    Page(PageId),
    /// Another site.
    Elsewhere(String),
}

/// An entry as read, before its address is looked up.
struct Line {
    depth: usize,
    name: String,
    href: Option<String>,
    range: TextRange,
}

/// Reads a table of contents of a locale.
pub(super) fn read(
    addresses: &Addresses,
    locale: usize,
    file: &SitePath,
    text: &str,
    folder: SitePath,
    findings: &mut Vec<Diagnostic>,
) -> Toc {
    let at = |range| Span {
        file: file.clone(),
        range,
    };
    let lines = if file.extension() == "md" {
        markdown_lines(text, load::body_start(text))
    } else {
        let start = load::mark_len(text);
        match yaml::parse(&text[start..]) {
            Ok(value) => {
                if !is_list(&value) {
                    let range = TextRange::new(start, text.trim_end().len().max(start));
                    findings.push(
                        Diagnostic::new(
                            Code::InvalidTocSyntax,
                            at(range),
                            "a table of contents is a list of entries",
                        )
                        .hint("write `- name: ..` and below it `  href: ..` for each entry"),
                    );
                }
                let mut reader = YamlReader {
                    text,
                    from: 0,
                    lines: Vec::new(),
                };
                reader.list(&value, 0);
                reader.lines
            }
            Err(error) => {
                findings.push(
                    Diagnostic::new(
                        Code::InvalidTocSyntax,
                        at(error.range.shifted(start)),
                        error.message,
                    )
                    .hint(error.hint),
                );
                Vec::new()
            }
        }
    };
    let mut toc = Toc {
        folder,
        entries: Vec::with_capacity(lines.len()),
    };
    let mut ancestors: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        while ancestors
            .last()
            .is_some_and(|(depth, _)| *depth >= line.depth)
        {
            ancestors.pop();
        }
        let index = toc.entries.len();
        let parent = ancestors.last().map(|(_, parent)| *parent);
        if let Some(parent) = parent {
            toc.entries[parent].children.push(index);
        }
        ancestors.push((line.depth, index));
        let target = line.href.as_deref().and_then(|href| {
            let target = target(addresses, locale, file, href);
            if target.is_none() {
                findings.push(missing(at(line.range), href));
            }
            target
        });
        toc.entries.push(Entry {
            name: line.name,
            target,
            parent,
            children: Vec::new(),
        });
    }
    toc
}

/// A list, a map with a list of `items`, or nothing at all.
fn is_list(value: &Value) -> bool {
    match value {
        Value::Null | Value::Array(_) => true,
        value => value.get("items").is_some_and(Value::is_array),
    }
}

fn missing(at: Span, href: &str) -> Diagnostic {
    let message = format!("this entry leads to `{href}`, which is not a page");
    Diagnostic::new(Code::FileNotFound, at, message)
        .hint("mend the path, which is relative to this file, or remove the entry")
}

fn target(
    addresses: &Addresses,
    locale: usize,
    file: &SitePath,
    href: &str,
) -> Option<EntryTarget> {
    match addresses.resolve(locale, file, href, Purpose::Link) {
        Target::Page(id, _) => Some(EntryTarget::Page(id)),
        Target::Elsewhere(address) => Some(EntryTarget::Elsewhere(address)),
        Target::Asset(..) | Target::SamePage(_) | Target::Nothing(_) => None,
    }
}

struct YamlReader<'t> {
    text: &'t str,
    from: usize,
    lines: Vec<Line>,
}

impl YamlReader<'_> {
    /// A list of entries, or a map with such a list in `items`.
    fn list(&mut self, value: &Value, depth: usize) {
        let items = match value {
            Value::Array(items) => items,
            Value::Object(_) => match value.get("items") {
                Some(Value::Array(items)) => items,
                _ => return,
            },
            _ => return,
        };
        for item in items {
            self.entry(item, depth);
        }
    }

    fn entry(&mut self, item: &Value, depth: usize) {
        let text = |key: &str| match item.get(key) {
            Some(Value::String(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let name = text("name").unwrap_or_default();
        let href = text("href").or_else(|| text("topicHref"));
        if name.is_empty() && href.is_none() && item.get("items").is_none() {
            return;
        }
        let range = self.find(href.as_deref().unwrap_or(&name));
        self.lines.push(Line {
            depth,
            name,
            href,
            range,
        });
        if let Some(items) = item.get("items") {
            self.list(items, depth + 1);
        }
    }

    /// Where a value stands: entries are met in the order of the text, so it is
    /// the first place behind the last one.
    fn find(&mut self, value: &str) -> TextRange {
        match self.text[self.from..].find(value) {
            Some(at) if !value.is_empty() => {
                let start = self.from + at;
                self.from = start + value.len();
                TextRange::new(start, start + value.len())
            }
            _ => TextRange::new(self.from, self.from),
        }
    }
}

/// `# [Name](href)`: the level of the heading is the depth of the entry.
fn markdown_lines(text: &str, start: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut open: Option<Line> = None;
    for (event, range) in Parser::new(&text[start..]).into_offset_iter() {
        let range = range.start + start..range.end + start;
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                open = Some(Line {
                    depth: level as usize,
                    name: String::new(),
                    href: None,
                    range: range.into(),
                });
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(line) = &mut open {
                    line.href = Some(dest_url.to_string());
                    line.range = range.into();
                }
            }
            Event::Text(piece) | Event::Code(piece) => {
                if let Some(line) = &mut open {
                    line.name.push_str(&piece);
                }
            }
            Event::End(TagEnd::Heading(_)) => lines.extend(open.take()),
            _ => {}
        }
    }
    lines
}
