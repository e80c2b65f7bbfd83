//! Writes headings and their ids.

use super::document::{Anchor, Form, Heading, Hole, PageHeading};
use super::hooks::{Field, Hook, Role};
use super::raw_html;
use super::reading::{Pair, Reading};
use super::slug::{markdig_slug, slug};
use super::xref::without_mentions;
use crate::stages::config::HeadingIds;
use pulldown_cmark::{Event, HeadingLevel, TagEnd};
use std::ops::Range;

impl Reading<'_> {
    pub(super) fn heading<'e>(
        &mut self,
        level: HeadingLevel,
        range: Range<usize>,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        let mut inside: Vec<Pair<'e>> = events
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
            .collect();
        let mut explicit = None;
        let at = self.prepared.origin(range.into());
        if !self.is_commonmark() {
            explicit = lift_anchor(&mut inside);
            match self.tab(inside, explicit.as_deref(), at) {
                Ok(()) => return,
                Err(heading) => inside = heading,
            }
        }
        let text = self.plain_text(&inside);
        if self.dialect.form == Form::Inline {
            self.events(inside);
            return self.writer.raw(" ");
        }
        self.writer.leave_raw_paragraph();
        let level = level as u8;
        let is_page_heading = level == 1
            && self.document.heading.is_none()
            && self.writer.is_at_top()
            && self.writer.markup.is_empty();
        let wanted = explicit.unwrap_or_else(|| self.heading_id(&text));
        self.document.headings.push(Heading {
            level,
            text,
            range: at,
        });
        let heading = Some(self.document.headings.len() - 1);
        self.writer.begin();
        if is_page_heading {
            self.document.anchors.push(Anchor { wanted, heading });
            let anchor = self.document.anchors.len() - 1;
            let before = std::mem::take(&mut self.writer.markup);
            self.events(inside);
            self.writer.end();
            let markup = std::mem::replace(&mut self.writer.markup, before);
            self.document.heading = Some(PageHeading { markup, anchor });
            return;
        }
        if self.hooked(Hook::Heading) {
            self.document.anchors.push(Anchor { wanted, heading });
            let fields = vec![
                ("level", Field::text(level.to_string())),
                ("id", Field::Id(self.document.anchors.len() - 1)),
            ];
            self.begin_element(Role::Hook(Hook::Heading), fields);
            self.events(inside);
            self.writer.end();
            return self.end_element();
        }
        self.writer.raw(&format!("<h{level} id=\""));
        self.anchor(&wanted, heading);
        self.writer.raw("\">");
        self.events(inside);
        self.writer.end();
        self.writer.raw(&format!("</h{level}>\n"));
    }

    fn heading_id(&self, text: &str) -> String {
        match self.dialect.settings.options.heading_ids {
            HeadingIds::GitHub => slug(&without_mentions(text)),
            HeadingIds::Markdig => markdig_slug(&without_mentions(text)),
        }
    }

    pub(super) fn anchor(&mut self, wanted: &str, heading: Option<usize>) {
        self.document.anchors.push(Anchor {
            wanted: wanted.to_owned(),
            heading,
        });
        let index = self.document.anchors.len() - 1;
        self.writer.hole(Hole::Id(index));
    }
}

/// Takes `<a name="x"></a>` from the start of a heading and gives `x`.
fn lift_anchor(inside: &mut Vec<Pair>) -> Option<String> {
    let is_blank = |event: &Event| matches!(event, Event::Text(text) if text.trim().is_empty());
    let first = inside.iter().position(|(event, _)| !is_blank(event))?;
    let Event::InlineHtml(tag) = &inside[first].0 else {
        return None;
    };
    let name = raw_html::anchor_name(tag)?;
    let is_end =
        |event: &Event| matches!(event, Event::InlineHtml(tag) if tag.eq_ignore_ascii_case("</a>"));
    let end = inside
        .iter()
        .position(|(event, _)| is_end(event))
        .filter(|end| *end == first + 1);
    match end {
        Some(end) => drop(inside.drain(first..=end)),
        None => drop(inside.remove(first)),
    }
    // `<a name="x">Title</a>`: the end tag belongs to the start tag just taken.
    if end.is_none()
        && let Some(end) = inside.iter().rposition(|(event, _)| is_end(event))
    {
        inside.remove(end);
    }
    if let Some((Event::Text(text), _)) = inside.get_mut(first) {
        *text = text.trim_start().to_owned().into();
    }
    Some(name)
}
