//! Writes links, and registers addresses.

use super::cjk_emphasis;
use super::document::{Address, Hole, Purpose};
use super::hooks::{Field, Hook, Role};
use super::malformed;
use super::reading::{Pair, Reading, until_end};
use super::xref;
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
