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
        let address = self.address_in(&destination, range, Purpose::Link);
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
        });
        self.document.addresses.len() - 1
    }

    /// Registers the address of a Markdown link or image that takes `range` of
    /// the prepared text, and finds where in it the address stands.
    pub(super) fn address_in(
        &mut self,
        written: &str,
        range: Range<usize>,
        purpose: Purpose,
    ) -> usize {
        let whole = &self.prepared.text[range.clone()];
        let at = match whole.rfind(written) {
            Some(at) if !written.is_empty() => {
                TextRange::new(range.start + at, range.start + at + written.len())
            }
            _ => range.into(),
        };
        self.address(written, self.prepared.origin(at), purpose)
    }
}
