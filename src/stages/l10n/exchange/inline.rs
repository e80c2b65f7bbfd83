//! From Markdown to parts: text, and the inline markup that is protected.

use super::builder::Builder;
use super::opaque::{self, Opaque};
use super::part::{Form, Part, Role};
use crate::base::text::TextRange;
use crate::stages::l10n::block::{Block, Kind};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::VecDeque;
use std::ops::Range;

/// The inline events of a Markdown text with their ranges in the layer.
pub(super) struct Inlines<'t> {
    layer: &'t str,
    events: Vec<(Event<'t>, Range<usize>)>,
}

impl<'t> Inlines<'t> {
    /// Reads the Markdown that begins at `start` of a layer, with the options
    /// that cut it into blocks.
    pub(super) fn read(layer: &'t str, start: usize) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let parser = Parser::new_ext(&layer[start..], options).into_offset_iter();
        let events = parser
            .filter(|(event, _)| is_inline(event))
            .map(|(event, range)| (event, range.start + start..range.end + start))
            .collect();
        Self { layer, events }
    }

    /// The parts of a block of Markdown: one for each cell of a row, and for
    /// any other block those between lines of directives.
    pub(super) fn parts(&self, block: &Block) -> Vec<Part> {
        if block.kind == Kind::Row {
            let cell = |cell: &TextRange| {
                let parts = self.of_range(Range::from(*cell), Form::Cell);
                let part = parts.into_iter().next();
                part.unwrap_or_else(|| Part::empty(cell.start, Form::Cell))
            };
            return block.cells.iter().map(cell).collect();
        }
        self.of_range(Range::from(block.range), Form::Markdown)
    }

    fn of_range(&self, within: Range<usize>, form: Form) -> Vec<Part> {
        let events = &self.events;
        let first = events.partition_point(|(_, range)| range.start < within.start);
        let inside = events[first..]
            .iter()
            .take_while(|(_, range)| range.start < within.end);
        let mut walk = Walk::new(self.layer, within.clone(), form);
        for (event, range) in inside {
            walk.event(event, range.clone());
        }
        walk.finish()
    }
}

fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => role(tag).is_some(),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image
        ),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn role(tag: &Tag) -> Option<Role> {
    Some(match tag {
        Tag::Emphasis => Role::Emphasis,
        Tag::Strong => Role::Strong,
        Tag::Link { .. } => Role::Link,
        Tag::Image { .. } => Role::Image,
        _ => return None,
    })
}

/// A walk over the inline events of a block. What lies between them is markup.
struct Walk<'t> {
    layer: &'t str,
    form: Form,
    opaque: VecDeque<Opaque>,
    builder: Builder,
    parts: Vec<Part>,
    /// Up to where the layer has been read; `None` before the first event.
    at: Option<usize>,
    within: Range<usize>,
    /// What is passed over because it stands in something opaque.
    passed: Range<usize>,
    is_behind_break: bool,
    /// The codes that are open: their index, where they begin and end, and
    /// whether their text names a definition.
    open: Vec<(usize, Range<usize>, bool)>,
}

impl<'t> Walk<'t> {
    fn new(layer: &'t str, within: Range<usize>, form: Form) -> Self {
        Self {
            layer,
            form,
            opaque: opaque::find(layer, within.clone()).into(),
            builder: Builder::default(),
            parts: Vec::new(),
            at: None,
            within,
            passed: 0..0,
            is_behind_break: false,
            open: Vec::new(),
        }
    }

    fn event(&mut self, event: &Event, range: Range<usize>) {
        if self.passed.contains(&range.start) {
            // The rest of a text that begins in something opaque.
            if let (Event::Text(_), true) = (event, range.end > self.passed.end) {
                self.text_between(self.passed.end..range.end);
            }
            return;
        }
        match event {
            Event::End(_) => return self.close(),
            Event::Text(text) => return self.text(text, range),
            _ => self.gap(range.start),
        }
        match event {
            Event::Start(tag) => self.begin(tag, range.clone()),
            Event::SoftBreak => {
                self.builder.text(" ", " ", range.clone());
                self.at = Some(range.end);
                self.is_behind_break = true;
            }
            Event::HardBreak => {
                let is_mark = self.layer[range.clone()].starts_with('\\');
                let written = if is_mark { "\\\n" } else { "  \n" };
                let written = written.to_owned();
                self.builder.alone(Role::Break, written, range.clone());
                self.at = Some(range.end);
                self.is_behind_break = true;
            }
            Event::Code(_) => self.alone(Role::InlineCode, range),
            Event::InlineHtml(_) => self.tag(range),
            _ => self.alone(Role::Other, range),
        }
    }

    /// Reads what lies between the last event and the next one.
    fn gap(&mut self, until: usize) {
        let Some(at) = self.at else {
            // What stands before all of it, such as `##`, is not in a part, but
            // an escape belongs to what it escapes.
            return;
        };
        if at >= until {
            return;
        }
        let mut gap = &self.layer[at..until];
        if std::mem::take(&mut self.is_behind_break) {
            gap = gap.trim_start_matches([' ', '\t', '\r', '\n', '>']);
        }
        let start = until - gap.len();
        if gap.is_empty() {
        } else if gap.trim().is_empty() {
            self.builder.text(" ", gap, start..until);
        } else {
            self.builder.alone(Role::Other, unfolded(gap), start..until);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let before = self.at.unwrap_or(self.within.start);
        let is_escaped = range.start > before && self.layer[before..range.start].ends_with('\\');
        let start = range.start - usize::from(is_escaped);
        self.gap(start);
        self.is_behind_break = false;
        let source = &self.layer[range.clone()];
        if is_escaped && source == text {
            let mark = source.chars().next().map_or(0, char::len_utf8);
            let end = range.start + mark;
            let written = &self.layer[start..end];
            self.builder.text(&source[..mark], written, start..end);
            self.at = Some(end);
            return self.text_between(end..range.end);
        }
        if source == text {
            return self.text_between(range);
        }
        match text {
            "<" | ">" | "&" | "\"" | "'" => self.builder.text(text, source, range.clone()),
            _ if source.starts_with('&') => {
                self.builder
                    .alone(Role::Entity, source.to_owned(), range.clone());
            }
            _ => self
                .builder
                .alone(Role::Other, unfolded(source), range.clone()),
        }
        self.at = Some(range.end);
    }

    /// Text that stands in the layer as it is, with what is opaque in it.
    fn text_between(&mut self, mut range: Range<usize>) {
        while range.start < range.end {
            let next = self.next_opaque(&range);
            let end = next.as_ref().map_or(range.end, |next| next.range.start);
            if range.start < end {
                let text = &self.layer[range.start..end];
                self.builder.text(text, text, range.start..end);
            }
            self.at = Some(end);
            let Some(next) = next else { return };
            self.pass(&next);
            range.start = next.range.end;
        }
    }

    /// The first opaque form that begins in a range; those before it stand in
    /// code and are none.
    fn next_opaque(&mut self, range: &Range<usize>) -> Option<Opaque> {
        while self.opaque.front()?.range.start < range.start {
            self.opaque.pop_front();
        }
        match self.opaque.front()?.range.start < range.end {
            true => self.opaque.pop_front(),
            false => None,
        }
    }

    fn pass(&mut self, next: &Opaque) {
        let range = next.range.clone();
        self.at = Some(range.end);
        self.passed = range.clone();
        if next.kind == opaque::Kind::Line && self.open.is_empty() && self.form == Form::Markdown {
            self.flush();
            if let Some(value) = opaque::alternative_text(self.layer, range) {
                let text = Part::text(self.layer, value.into(), Form::Attribute);
                self.parts.push(text);
            }
            return;
        }
        let written = unfolded(&self.layer[range.clone()]);
        self.builder.alone(Role::Directive, written, range);
    }

    fn begin(&mut self, tag: &Tag, range: Range<usize>) {
        let link_type = match tag {
            Tag::Link { link_type, .. } | Tag::Image { link_type, .. } => Some(*link_type),
            _ => None,
        };
        if let Some(LinkType::Autolink | LinkType::Email) = link_type {
            self.passed = range.clone();
            return self.alone(Role::Other, range);
        }
        let Some(role) = role(tag) else { return };
        let len = match role {
            Role::Strong | Role::Image => 2,
            _ => 1,
        };
        let start = range.start..range.start + len;
        let code = self
            .builder
            .open(role, &self.layer[start.clone()], start.clone());
        let is_named = matches!(link_type, Some(LinkType::Shortcut | LinkType::Collapsed));
        self.open.push((code, start.end..range.end, is_named));
        self.at = Some(start.end);
    }

    fn close(&mut self) {
        let Some((code, inside, is_named)) = self.open.pop() else {
            return;
        };
        let at = self.at.unwrap_or(inside.start).min(inside.end);
        let written = match is_named {
            // A translated text would name no definition, so the name is said.
            true => format!("][{}]", unfolded(&self.layer[inside.start..at])),
            false => unfolded(&self.layer[at..inside.end]),
        };
        self.builder.close(code, written, at..inside.end);
        self.is_behind_break = false;
        self.at = Some(inside.end);
    }

    fn alone(&mut self, role: Role, range: Range<usize>) {
        let written = unfolded(&self.layer[range.clone()]);
        self.at = Some(range.end);
        self.is_behind_break = false;
        self.builder.alone(role, written, range);
    }

    /// A tag; `<a name="x"></a>` is an anchor.
    fn tag(&mut self, range: Range<usize>) {
        let source = &self.layer[range.clone()];
        let role = match self.layer[range.end..].starts_with("</a>") || source.ends_with("/>") {
            true if is_anchor(source) => Role::Anchor,
            _ if source == "</a>" && self.is_behind_anchor(range.start) => Role::Anchor,
            _ => Role::Tag,
        };
        self.alone(role, range);
    }

    fn is_behind_anchor(&self, at: usize) -> bool {
        let before = &self.layer[self.within.start..at];
        before.ends_with('>')
            && before
                .rfind('<')
                .is_some_and(|start| is_anchor(&before[start..]))
    }

    fn flush(&mut self) {
        self.parts.extend(self.builder.finish(self.form));
        self.is_behind_break = true;
    }

    fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.parts
    }
}

/// Whether a tag is `<a name="x">` or `<a id="x">`, which leads nowhere.
fn is_anchor(tag: &str) -> bool {
    let inner = tag.strip_prefix("<a").unwrap_or_default();
    inner.starts_with(is_blank_of_html)
        && !inner.contains("href")
        && (inner.contains("name=") || inner.contains("id="))
}

fn is_blank_of_html(letter: char) -> bool {
    letter.is_ascii_whitespace()
}

/// Markup on one line: a line break in it, and the marks that begin the next
/// line, mean a blank.
fn unfolded(markup: &str) -> String {
    if !markup.contains('\n') {
        return markup.to_owned();
    }
    let mut lines = markup.lines();
    let mut unfolded = lines.next().unwrap_or_default().trim_end().to_owned();
    for line in lines {
        unfolded.push(' ');
        unfolded.push_str(line.trim_start_matches([' ', '\t', '>']).trim_end());
    }
    unfolded
}
