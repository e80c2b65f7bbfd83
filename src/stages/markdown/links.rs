//! Writes links and images, and registers the addresses of both.

use super::cjk_emphasis;
use super::document::{Address, Hole, Purpose};
use super::reading::{Pair, Reading, until_end};
use super::video;
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
        // HTML has no links in links; the outer one wins.
        if self.writer.begin_link() || self.link_depth > 0 {
            return self.events(inside);
        }
        let destination: CowStr = match link_type {
            LinkType::Email => format!("mailto:{destination}").into(),
            _ => destination.into(),
        };
        let address = self.address_in(&destination, range, Purpose::Link);
        self.writer.begin();
        self.writer.raw("<a href=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\"");
        self.title(title);
        self.writer.raw(">");
        let before = self.writer.position();
        self.link_depth += 1;
        self.events(inside);
        self.link_depth -= 1;
        if self.writer.is_at(before) {
            self.writer.hole(Hole::TitleOf(address));
        }
        self.writer.end();
        self.writer.raw("</a>");
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.writer.raw(" title=\"");
            let title = self.unmarked(title);
            self.writer.text(&title);
            self.writer.raw("\"");
        }
    }

    pub(super) fn image<'e>(
        &mut self,
        source: &str,
        title: &str,
        range: Range<usize>,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        let inside = until_end(events, TagEnd::Image);
        let address = self.address_in(source, range, Purpose::Media);
        if video::is_file(source) {
            self.writer.raw("<video controls preload=\"none\" src=\"");
            self.writer.hole(Hole::Address(address));
            self.writer.raw("\">");
            self.writer.text(&self.plain_text(&inside));
            self.writer.raw("</video>");
            return;
        }
        self.writer.raw("<img src=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\" alt=\"");
        self.writer.text(&self.plain_text(&inside));
        self.writer.raw("\"");
        self.title(title);
        self.writer.raw(" loading=\"lazy\">");
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
