//! Writes links, and registers addresses.

use super::cjk_emphasis;
use super::document::{Address, Hole, Purpose};
use super::hooks::{Field, Hook, Role};
use super::malformed;
use super::reading::{Pair, Reading, until_end};
use super::xref;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use pulldown_cmark::{CowStr, LinkType, TagEnd};
use std::ops::Range;

impl Reading<'_> {
    pub(super) fn link<'e>(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: &str,
        range: Range<usize>,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        let inside = until_end(events, TagEnd::Link);
        if self.is_in_link() {
            return self.events(inside);
        }
        if link_type == LinkType::Autolink
            && let Some(written) = destination.strip_prefix("xref:")
            && !self.is_commonmark()
        {
            let at = self.prepared.origin(range.into());
            let raw = format!("<{destination}>");
            let quoted = written.strip_prefix(['"', '\'']).unwrap_or(written);
            let written = quoted.strip_suffix(['"', '\'']).unwrap_or(quoted);
            return self.xref(xref::read(written, &raw, at, true));
        }
        let destination: CowStr = match link_type {
            LinkType::Email => format!("mailto:{destination}").into(),
            _ => destination.into(),
        };
        if destination.is_empty() && !self.is_commonmark() {
            let at = self.prepared.origin(range.clone().into());
            self.document.diagnostics.push(malformed::no_address(at));
        }
        let label_end = label_end(range.start + 1, &inside);
        let address = self.address_in(&destination, range, label_end, Purpose::Link);
        self.writer.begin();
        if self.hooked(Hook::Link) {
            let mut fields = vec![
                ("href", Field::Address(address)),
                ("target_title", Field::TitleOf(address)),
                ("is_xref", Field::Flag(destination.starts_with("xref:"))),
            ];
            if !title.is_empty() {
                fields.push(("title", Field::Text(self.unmarked(title))));
            }
            self.begin_element(Role::Hook(Hook::Link), fields);
            self.link_content(inside, address);
            self.writer.end();
            return self.end_element();
        }
        self.writer.raw("<a href=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\"");
        self.title(title);
        self.writer.raw(">");
        if !self.link_content(inside, address) && !self.is_commonmark() {
            self.writer.hole(Hole::TitleOf(address));
        }
        self.writer.end();
        self.writer.raw("</a>");
    }

    /// Writes what stands in a link; gives whether there is anything.
    fn link_content(&mut self, inside: Vec<Pair>, address: usize) -> bool {
        let before = self.writer.position();
        self.link_depth += 1;
        self.events(inside);
        self.link_depth -= 1;
        let has_text = !self.writer.is_at(before);
        if !has_text && !self.is_commonmark() {
            let at = self.document.addresses[address].range;
            self.document.diagnostics.push(malformed::no_link_text(at));
        }
        has_text
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.writer.raw(" title=\"");
            let title = self.unmarked(title);
            self.writer.text(&title);
            self.writer.raw("\"");
        }
    }

    /// Registers an address; gives its index.
    pub(super) fn address(&mut self, written: &str, range: TextRange, purpose: Purpose) -> usize {
        let written = self.unmarked(written).replace(cjk_emphasis::MARK, "");
        self.document.addresses.push(Address {
            written,
            range,
            purpose,
            editable: true,
        });
        self.document.addresses.len() - 1
    }

    /// Registers the address of a Markdown link or image that takes `range` of
    /// the prepared text, its text up to `label_end`, and finds where in it the
    /// address stands.
    pub(super) fn address_in(
        &mut self,
        written: &str,
        range: Range<usize>,
        label_end: usize,
        purpose: Purpose,
    ) -> usize {
        let text = &self.prepared.text;
        let is_bare = text[range.clone()] == *format!("<{written}>");
        let exact = match is_bare {
            true => Some(range.start + 1),
            false => destination(&text[..range.end], label_end.max(range.start), written),
        };
        let at = exact.map_or(range, |at| at..at + written.len());
        let at = self.prepared.origin(at.into());
        let index = self.address(written, at, purpose);
        self.document.addresses[index].editable = exact.is_some();
        index
    }
}

impl Reading<'_> {
    /// Reports what would be a link if its address had no blanks: CommonMark
    /// takes `[text](my page.md)` for text, which stands in `range`.
    pub(super) fn blanks_in_address(&mut self, range: &Range<usize>) {
        if self.is_commonmark() {
            return;
        }
        let prepared = &self.prepared;
        for (at, _) in prepared.text[range.clone()].match_indices(']') {
            let (before, behind) = prepared.text.split_at(range.start + at);
            let Some((start, address)) = blank_address(&behind[1..]) else {
                continue;
            };
            // Behind a backslash nothing is a form.
            let line = before.lines().next_back().unwrap_or_default();
            let is_label = line
                .rfind('[')
                .is_some_and(|open| !line[..open].ends_with('\\'));
            if before.ends_with('\\') || !is_label {
                continue;
            }
            let start = before.len() + 1 + start;
            let at = prepared.origin(TextRange::new(start, start + address.len()));
            let message = format!("the address `{address}` has blanks, so this is no link");
            let finding = Diagnostic::new(Code::LinkHasBlanks, at, message)
                .hint(format!("write `<{address}>` between the parentheses"));
            self.document.diagnostics.push(finding);
        }
    }
}

/// The address with blanks that a text begins with, in parentheses, and where it
/// stands. Prose in parentheses behind brackets is none: it names no file.
fn blank_address(text: &str) -> Option<(usize, &str)> {
    const ENDINGS: [&str; 14] = [
        "md", "yml", "yaml", "html", "htm", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf",
        "docx", "xlsx",
    ];
    let line = text.strip_prefix('(')?.lines().next()?;
    let (inside, _) = line.split_once(')')?;
    let address = match inside.trim_end().strip_suffix('"') {
        Some(titled) => titled.rsplit_once(" \"")?.0,
        None => inside,
    };
    let address = address.trim();
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let (_, ending) = path.rsplit_once('.')?;
    let is_file = ENDINGS.contains(&ending.to_ascii_lowercase().as_str());
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    let is_address = (is_file || is_web) && !address.contains(['<', '>', '(', '"']);
    let start = 1 + inside.len() - inside.trim_start().len();
    (is_address && address.contains(' ')).then_some((start, address))
}

/// Where the destination of an inline link stands, whose text ends at
/// `label_end` (CommonMark 6.3): behind `](`, blanks and perhaps a `<`.
fn destination(text: &str, label_end: usize, written: &str) -> Option<usize> {
    let behind = text.get(label_end..)?;
    let bracket = behind.find(']')?;
    let rest = behind[bracket + 1..].strip_prefix('(')?;
    let is_label_over = behind[..bracket]
        .chars()
        .all(|letter| letter.is_whitespace() || "*_`~!".contains(letter));
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('<').unwrap_or(rest);
    let is_it = !written.is_empty() && is_label_over && rest.starts_with(written);
    is_it.then(|| text.len() - rest.len())
}

/// Where the text of a link or an image ends that begins at `start`.
pub(super) fn label_end(start: usize, inside: &[Pair]) -> usize {
    let ends = inside.iter().map(|(_, range)| range.end);
    ends.max().unwrap_or(start)
}
