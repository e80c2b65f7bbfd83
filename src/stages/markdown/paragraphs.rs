//! Paragraphs: where they begin and end, and what becomes of one that holds a
//! block of raw HTML.

use super::writer::{Open, Writer};

impl Writer {
    pub(super) fn begin_paragraph(&mut self) {
        self.narrow_paragraph = Some(self.open.len());
        self.open.push(Open::Paragraph {
            at: self.markup.html.len(),
            tag: "p",
        });
        self.raw("<p>");
    }

    /// Ends a `<p>` of raw HTML, as every block does.
    pub(super) fn leave_raw_paragraph(&mut self) {
        if matches!(self.open.last(), Some(Open::Element { name, .. }) if name == "p")
            && let Some(open) = self.open.pop()
        {
            self.close_forgotten(open);
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.narrow_paragraph = None;
        while let Some(open) = self.open.pop() {
            match open {
                Open::Paragraph { tag, .. } => {
                    self.raw("</");
                    self.raw(tag);
                    self.raw(">\n");
                    return;
                }
                Open::Container => {
                    self.open.push(open);
                    return;
                }
                Open::Element { .. } | Open::Block { .. } => self.close_forgotten(open),
            }
        }
    }

    /// Makes the open paragraph, if any, a `div`: HTML's `p` holds no blocks.
    pub(super) fn widen_paragraph(&mut self) {
        const NARROW: &str = "<p>";
        const WIDE: &str = "<div class=\"paragraph\">";
        let index = self.narrow_paragraph.take();
        let Some(Open::Paragraph { at, tag }) = index.and_then(|index| self.open.get_mut(index))
        else {
            return;
        };
        *tag = "div";
        let start = *at;
        let html = &mut self.markup.html;
        html.replace_range(start..start + NARROW.len(), WIDE);
        let shift = |place: &mut usize| {
            if *place > start {
                *place += WIDE.len() - NARROW.len();
            }
        };
        for (at, _) in self.markup.holes.iter_mut().rev() {
            if *at <= start {
                break;
            }
            shift(at);
        }
        for open in &mut self.open {
            if let Open::Element { before, inside, .. } = open {
                shift(before);
                shift(inside);
            }
        }
    }
}
