//! `SUMMARY.md`, as mdBook reads it: lists of links, links on lines of their
//! own before and after them, and headings as titles of parts.

use super::{Line, Lines, Written, names_table};
use crate::base::text::TextRange;
use crate::stages::load;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Reads the entries. The first heading is the title of the whole and no entry;
/// a chapter without an address is one that leads nowhere yet.
pub(super) fn read(text: &str) -> Lines {
    let start = load::body_start(text);
    let mut reader = Reader {
        read: Lines::default(),
        depth: 0,
        part: 0,
        heading: None,
        link: None,
        has_title: false,
    };
    for (event, range) in Parser::new(&text[start..]).into_offset_iter() {
        reader.event(event, TextRange::from(range).shifted(start));
    }
    reader.read
}

struct Reader {
    read: Lines,
    /// How many lists are open.
    depth: usize,
    /// 1 below the title of a part.
    part: usize,
    heading: Option<String>,
    link: Option<(String, Option<Written>)>,
    has_title: bool,
}

impl Reader {
    fn event(&mut self, event: Event, range: TextRange) {
        match event {
            Event::Start(Tag::List(_)) => self.depth += 1,
            Event::End(TagEnd::List(_)) => self.depth -= 1,
            Event::Start(Tag::Heading { .. }) => self.heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let address = (!dest_url.is_empty()).then(|| Written {
                    address: dest_url.to_string(),
                    range,
                });
                self.link = Some((String::new(), address));
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Text(text) | Event::Code(text) => {
                if let Some((name, _)) = &mut self.link {
                    name.push_str(&text);
                } else if let Some(title) = &mut self.heading {
                    title.push_str(&text);
                }
            }
            // A rule ends a part.
            Event::Rule => self.part = 0,
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        let title = self.heading.take().unwrap_or_default();
        let is_first = !std::mem::replace(&mut self.has_title, true);
        if is_first && self.read.lines.is_empty() {
            return;
        }
        self.part = 1;
        self.read.lines.push(Line {
            name: title,
            ..Line::default()
        });
    }

    fn end_link(&mut self) {
        let Some((name, address)) = self.link.take() else {
            return;
        };
        let (table, page) = match address {
            Some(written) if names_table(&written.address) => (Some(written), None),
            address => (None, address),
        };
        self.read.lines.push(Line {
            depth: self.part + self.depth,
            name: name.trim().to_owned(),
            page,
            table,
            ..Line::default()
        });
    }
}
