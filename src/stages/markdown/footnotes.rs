//! Footnotes, where `[markdown] footnotes` is on. A note stands where it is
//! written, which is where its writer put it for a reason.

use super::reading::Reading;
use super::slug::slug;
use crate::base::markup::escape;

impl Reading<'_> {
    pub(super) fn footnote_reference(&mut self, name: &str) {
        let (id, name) = (escape(&slug(name)), escape(name));
        self.writer
            .raw(&format!("<sup><a href=\"#note-{id}\">{name}</a></sup>"));
    }

    pub(super) fn start_footnote(&mut self, name: &str) {
        self.writer.raw("<div class=\"footnote\" id=\"");
        self.anchor(&format!("note-{}", slug(name)), None);
        self.writer
            .raw(&format!("\"><sup>{}</sup>\n", escape(name)));
        self.writer.begin();
    }
}
