//! [`Writer`]: markup under construction, with a stack of what is open, so that
//! whatever a writer forgot to close is closed where its container ends.

use super::cjk_emphasis;
use super::document::{Hole, Markup};
use super::elements;
use super::prepare::Prepared;
use super::triple_colon;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::markup::{decode, escape_into};
use crate::base::text::TextRange;
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Writer {
    pub markup: Markup,
    pub diagnostics: Vec<Diagnostic<TextRange>>,
    /// Whether marks stand in the text that the page does not show.
    drops_marks: bool,
    pub(super) open: Vec<Open>,
    /// Where the open paragraph stands in `open`, as long as it is a `p`.
    pub(super) narrow_paragraph: Option<usize>,
    /// How many elements of each name are open, so that an end tag without one
    /// costs nothing; the same for blocks, and for links of raw HTML.
    names: BTreeMap<String, usize>,
    blocks: BTreeMap<&'static str, usize>,
    links: usize,
}

/// What an element means for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A link: no other link may stand in it.
    Link,
    /// An anchor: a link ends it.
    Anchor,
    Other,
}

#[derive(Debug)]
pub(super) enum Open {
    /// A container of Markdown: what is opened inside is closed inside.
    Container,
    /// A paragraph of Markdown, and where its start tag stands.
    Paragraph { at: usize, tag: &'static str },
    /// An element of raw HTML.
    Element {
        name: String,
        range: TextRange,
        /// Where the markup stood before and behind its start tag.
        before: usize,
        inside: usize,
        holes: usize,
        role: Role,
    },
    /// A block of the dialect.
    Block {
        name: &'static str,
        range: TextRange,
        end: End,
    },
}

/// How a block of the dialect ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With these end tags.
    Html(&'static str),
    /// The theme writes it.
    Element,
}

impl Writer {
    /// A writer of what a prepared text says.
    pub(super) fn over(prepared: &Prepared) -> Self {
        Self {
            drops_marks: prepared.has_marks,
            ..Self::default()
        }
    }

    /// Appends markup that is already right.
    pub(super) fn raw(&mut self, html: &str) {
        self.markup.html.push_str(html);
    }

    /// Appends text, without the marks that CommonMark needed.
    pub(super) fn text(&mut self, text: &str) {
        if !self.drops_marks {
            return escape_into(&mut self.markup.html, text);
        }
        for piece in text.split(cjk_emphasis::MARK) {
            escape_into(&mut self.markup.html, piece);
        }
    }

    pub(super) fn hole(&mut self, hole: Hole) {
        self.markup.holes.push((self.markup.html.len(), hole));
    }

    /// Where the markup ends at present; [`Writer::is_at`] asks whether
    /// anything was written since.
    pub(super) fn position(&self) -> (usize, usize) {
        (self.markup.html.len(), self.markup.holes.len())
    }

    pub(super) fn is_at(&self, position: (usize, usize)) -> bool {
        self.position() == position
    }

    /// The text written since `position`, where it is text only.
    pub(super) fn text_since(&self, position: (usize, usize)) -> Option<String> {
        let html = self.markup.html.get(position.0..)?;
        let is_text = self.markup.holes.len() == position.1 && !html.contains('<');
        (is_text && !html.trim().is_empty()).then(|| decode(html))
    }

    /// Takes back what was written since `position`.
    pub(super) fn rewind(&mut self, position: (usize, usize)) {
        self.markup.html.truncate(position.0);
        self.markup.holes.truncate(position.1);
    }

    /// Begins a container of Markdown, such as a list item or a cell.
    pub(super) fn begin(&mut self) {
        self.open.push(Open::Container);
    }

    /// Ends the innermost container and everything left open in it.
    pub(super) fn end(&mut self) {
        while let Some(open) = self.open.pop() {
            match open {
                Open::Container => return,
                Open::Paragraph { .. } => {}
                Open::Element { .. } | Open::Block { .. } => self.close_forgotten(open),
            }
        }
    }

    /// Whether a link of raw HTML is open. An anchor that is open is ended: a
    /// link follows.
    pub(super) fn begin_link(&mut self) -> bool {
        if matches!(
            self.open.last(),
            Some(Open::Element {
                role: Role::Anchor,
                ..
            })
        ) {
            self.close_down_to(self.open.len() - 1);
        }
        self.links > 0
    }

    /// Begins a block of the dialect, whose start is written.
    pub(super) fn begin_block(&mut self, name: &'static str, range: TextRange, end: End) {
        *self.blocks.entry(name).or_default() += 1;
        self.open.push(Open::Block { name, range, end });
    }

    /// Ends the innermost thing that is open, which its writer did not.
    pub(super) fn end_forgotten(&mut self) {
        if let Some(open) = self.open.pop() {
            self.close_forgotten(open);
        }
    }

    /// Whether a block of that name is the innermost thing that is open.
    pub(super) fn is_directly_in(&self, name: &str) -> bool {
        matches!(self.open.last(), Some(Open::Block { name: open, .. }) if *open == name)
    }

    /// How many blocks of that name are open.
    pub(super) fn count_open(&self, name: &str) -> usize {
        self.blocks.get(name).copied().unwrap_or_default()
    }

    /// Writes the end of a block of the dialect.
    pub(super) fn write_end(&mut self, end: End) {
        match end {
            End::Html(tags) => self.raw(tags),
            End::Element => self.hole(Hole::End),
        }
    }

    /// Ends the innermost `:::` block of that name in this container.
    pub(super) fn end_block(&mut self, name: &'static str, range: TextRange) {
        let is_it = |open: &Open| matches!(open, Open::Block { name: open, .. } if *open == name);
        let found = match self.count_open(name) {
            0 => None,
            _ => self.find_in_container(is_it),
        };
        match found {
            Some(depth) => self.close_down_to(depth),
            None => self.diagnostics.push(
                Diagnostic::new(
                    triple_colon::code_of(name),
                    range,
                    format!("`:::{name}-end` closes nothing here"),
                )
                .hint(format!("remove it, or write `:::{name}` before it")),
            ),
        }
    }

    /// Begins an element of raw HTML, ending first what its start tag ends.
    /// `write` writes the start tag.
    pub(super) fn begin_element(
        &mut self,
        name: &str,
        role: Role,
        range: TextRange,
        write: impl FnOnce(&mut Self),
    ) {
        self.imply_ends(name);
        let before = self.markup.html.len();
        let holes = self.markup.holes.len();
        write(self);
        if !elements::is_void(name) {
            *self.names.entry(name.to_owned()).or_default() += 1;
            self.links += usize::from(role == Role::Link);
            self.open.push(Open::Element {
                name: name.to_owned(),
                range,
                before,
                inside: self.markup.html.len(),
                holes,
                role,
            });
        }
    }

    /// Ends the innermost raw element of that name in this container, or
    /// nothing where there is none.
    pub(super) fn end_element(&mut self, name: &str, range: TextRange) {
        let is_it = |open: &Open| matches!(open, Open::Element { name: open, .. } if open == name);
        let found = match self.has_open(name) {
            true => self.find_in_container(is_it),
            false => None,
        };
        if let Some(depth) = found {
            self.close_down_to(depth);
        } else if !matches!(name, "p" | "a") {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::HtmlUnbalanced,
                    range,
                    format!("`</{name}>` closes nothing here"),
                )
                .hint("remove it, or open the element in the same paragraph, item or cell"),
            );
        }
    }

    /// Whether an element of raw HTML with that name is open.
    pub(super) fn has_open(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|count| *count > 0)
    }

    /// Counts something no longer that was begun.
    fn forget(&mut self, open: &Open) {
        let count = match open {
            Open::Element { name, role, .. } => {
                self.links -= usize::from(*role == Role::Link);
                self.names.get_mut(name)
            }
            Open::Block { name, .. } => self.blocks.get_mut(name),
            Open::Container | Open::Paragraph { .. } => None,
        };
        if let Some(count) = count {
            *count = count.saturating_sub(1);
        }
    }

    /// Ends everything, at the end of the text.
    pub(super) fn end_all(&mut self) {
        while let Some(open) = self.open.pop() {
            if matches!(open, Open::Element { .. } | Open::Block { .. }) {
                self.close_forgotten(open);
            }
        }
    }

    /// How many containers, elements and blocks are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether nothing is open: the next block stands at the top of the page.
    pub(super) fn is_at_top(&self) -> bool {
        self.open.is_empty()
    }

    /// The innermost thing of that kind that may end here: not one outside of
    /// the container or the paragraph, which Markdown ends itself.
    fn find_in_container(&self, is_it: impl Fn(&Open) -> bool) -> Option<usize> {
        let is_bound = |open: &Open| matches!(open, Open::Container | Open::Paragraph { .. });
        let mut innermost = self.open.iter().enumerate().rev();
        let (depth, open) = innermost.find(|(_, open)| is_it(open) || is_bound(open))?;
        is_it(open).then_some(depth)
    }

    /// Closes the entry at `depth`, as its writer asked, and what was forgotten
    /// above it.
    fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth + 1 {
            if let Some(open) = self.open.pop() {
                self.close_forgotten(open);
            }
        }
        let last = self.open.pop();
        if let Some(open) = &last {
            self.forget(open);
        }
        match last {
            Some(Open::Element { name, .. }) => {
                self.raw("</");
                self.raw(&name);
                self.raw(">");
            }
            Some(Open::Block { end, .. }) => self.write_end(end),
            Some(Open::Container | Open::Paragraph { .. }) | None => {}
        }
    }

    fn imply_ends(&mut self, name: &str) {
        while let Some(Open::Element { name: open, .. }) = self.open.last() {
            if !elements::implies_end(name, open) {
                break;
            }
            let depth = self.open.len() - 1;
            self.close_down_to(depth);
        }
        if elements::ends_paragraph(name) {
            self.widen_paragraph();
        }
    }

    /// Ends an element that its writer did not. An element with nothing in it in
    /// another of its name, such as the last tag of `<ul>..<ul>`, was meant as
    /// an end tag.
    pub(super) fn close_forgotten(&mut self, open: Open) {
        self.forget(&open);
        match open {
            Open::Element {
                name,
                range,
                before,
                inside,
                holes,
                role: _,
            } => {
                let is_bare = inside - before == name.len() + 2;
                let is_empty = is_bare
                    && (self.has_open(&name) || name == "p")
                    && self.markup.html[inside..].trim().is_empty()
                    && self.markup.holes.len() == holes;
                if is_empty {
                    self.markup.html.truncate(before);
                } else {
                    self.raw("</");
                    self.raw(&name);
                    self.raw(">");
                }
                if !elements::end_is_optional(&name) {
                    self.diagnostics.push(
                        Diagnostic::new(
                            Code::HtmlUnbalanced,
                            range,
                            format!("`<{name}>` is not closed"),
                        )
                        .hint(if is_empty {
                            format!("write `</{name}>` if it was meant to close one")
                        } else {
                            format!("write `</{name}>` where it ends")
                        }),
                    );
                }
            }
            Open::Block { name, range, end } => {
                self.write_end(end);
                // Tabs end where what holds them does.
                if matches!(name, "tab" | "tabs") {
                    return;
                }
                self.diagnostics.push(
                    Diagnostic::new(
                        triple_colon::code_of(name),
                        range,
                        format!("`:::{name}` is not closed"),
                    )
                    .hint(format!(
                        "write `:::{name}-end:::` on a line of its own where it ends"
                    )),
                );
            }
            Open::Container | Open::Paragraph { .. } => {}
        }
    }
}
