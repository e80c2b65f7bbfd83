//! `TOC.md`: a heading is an entry, and its level the depth.

use super::{Line, Lines, Written, names_table};
use crate::base::diagnostic::{Code, Diagnostic, Severity};
use crate::base::text::TextRange;
use crate::stages::load;
use pulldown_cmark::{Event, LinkType, Parser, Tag};

/// Reads `# [Name](href)`, `# Name`, `# @uid` and `# <xref:uid>` lines; front
/// matter and comments are passed over.
pub(super) fn read(text: &str) -> Lines {
    let mut read = Lines::default();
    let mut bad: Option<Bad> = None;
    let mut in_comment = false;
    let mut at = load::body_start(text);
    let mut above: Option<usize> = None;
    for whole in text[at..].split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let line = without_comments(whole.trim_end(), &mut in_comment);
        let range = TextRange::new(start, start + whole.trim_end().len());
        let indent = line.len() - line.trim_start_matches(' ').len();
        let level = line[indent..].bytes().take_while(|&b| b == b'#').count();
        let rest = &line[indent + level..];
        let fault = match (level, rest.bytes().next()) {
            _ if line.trim().is_empty() => None,
            (0, _) => Some(Fault::Text),
            (_, None | Some(b' ' | b'\t')) => None,
            (_, Some(_)) => Some(Fault::NoBlank),
        };
        match (fault, &mut bad) {
            (Some(fault), Some(bad)) => bad.grow(fault, range),
            (Some(fault), None) => bad = Some(Bad { fault, range }),
            (None, _) => read.findings.extend(bad.take().map(Bad::finding)),
        }
        if level > 0 {
            if let Some(above) = above
                && level > above + 1
            {
                read.findings.push(skipped(range, above, level));
            }
            above = Some(level);
            read.lines
                .push(entry(level, rest, start + indent + level, range));
        }
    }
    read.findings.extend(bad.map(Bad::finding));
    read
}

/// What is wrong with a line; the graver last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// `#[Name](href)`: an entry all the same.
    NoBlank,
    /// No heading.
    Text,
}

/// Lines beside each other that are wrong.
struct Bad {
    fault: Fault,
    range: TextRange,
}

impl Bad {
    fn grow(&mut self, fault: Fault, range: TextRange) {
        self.fault = self.fault.max(fault);
        self.range.end = range.end;
    }

    fn finding(self) -> Diagnostic<TextRange> {
        let new = |message: &str| Diagnostic::new(Code::InvalidTocSyntax, self.range, message);
        match self.fault {
            Fault::Text => new("this is no entry of a table of contents")
                .hint("write `# [Name](page.md)`, with a `#` more for each level"),
            Fault::NoBlank => {
                let mut finding = new("a blank is missing behind `#`");
                finding.severity = Severity::Warning;
                finding.hint("write `# [Name](page.md)`")
            }
        }
    }
}

fn skipped(range: TextRange, above: usize, level: usize) -> Diagnostic<TextRange> {
    let message = format!("this entry of level {level} stands below one of level {above}");
    let hint = format!(
        "begin it with `{}`, or add the level between",
        "#".repeat(above + 1)
    );
    Diagnostic::new(Code::InvalidTocLevel, range, message).hint(hint)
}

/// Reads what stands behind the `#` of the heading at `line`.
fn entry(depth: usize, rest: &str, rest_start: usize, line: TextRange) -> Line {
    const HEADING: &str = "# ";
    // As a heading, so that a name such as `1. Name` stays what it is.
    let heading = format!("{HEADING}{}", rest.trim_start());
    let shift = rest_start + rest.len() - rest.trim_start().len();
    let mut name = String::new();
    let mut address = None;
    let mut is_bare_uid = false;
    for (event, range) in Parser::new(&heading).into_offset_iter() {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) if !dest_url.is_empty() => {
                is_bare_uid = link_type == LinkType::Autolink && dest_url.starts_with("xref:");
                let start = shift + range.start - HEADING.len();
                let end = start + range.len();
                let written = Written {
                    address: dest_url.trim_start_matches('@').to_owned(),
                    range: TextRange::new(start.min(line.end), end.min(line.end)),
                };
                address = Some(match dest_url.starts_with('@') {
                    true => written.uid(),
                    false => written,
                });
            }
            Event::Text(piece) | Event::Code(piece) | Event::InlineHtml(piece) => {
                name.push_str(&piece);
            }
            _ => {}
        }
    }
    let mut name = name.trim().to_owned();
    if let (Some(uid), None) = (name.strip_prefix('@'), &address) {
        let written = Written {
            address: uid.to_owned(),
            range: line,
        };
        address = Some(written.uid());
        is_bare_uid = true;
    }
    if is_bare_uid {
        // The title of the page is the name.
        name.clear();
    }
    let (table, page) = match address {
        Some(written) if names_table(&written.address) => (Some(written), None),
        address => (None, address),
    };
    Line {
        depth,
        name,
        page,
        table,
        ..Line::default()
    }
}

/// A line with blanks for what stands in comments, which may span lines.
fn without_comments(line: &str, in_comment: &mut bool) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    loop {
        let mark = if *in_comment { "-->" } else { "<!--" };
        let Some(at) = rest.find(mark) else { break };
        let hidden = if *in_comment {
            at
        } else {
            shown.push_str(&rest[..at]);
            0
        };
        shown.push_str(&" ".repeat(hidden + mark.len()));
        *in_comment = !*in_comment;
        rest = &rest[at + mark.len()..];
    }
    if !*in_comment {
        shown.push_str(rest);
    }
    shown
}
