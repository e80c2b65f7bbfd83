//! Groups of tabs: headings that are nothing but a link to `#tab/..`.
//!
//! The built-in markup is a group of `details` of which one is open at a time,
//! which needs no script. Which one is open at first is known when the whole
//! text is read, as docfx does it: a group that shares ids with an earlier one
//! starts where that one does.

use super::document::Hole;
use super::hooks::{Field, Hook, Role};
use super::reading::{Pair, Reading, until_end};
use super::writer::End;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::markup::escape;
use crate::base::text::TextRange;
use pulldown_cmark::{Event, Tag as MarkdownTag, TagEnd};

/// A group of tabs.
pub(super) struct Group {
    tabs: Vec<Tab>,
}

struct Tab {
    /// The ids that select it.
    ids: Vec<String>,
    /// It is for readers who selected this id in another group.
    condition: Option<String>,
    range: TextRange,
    /// The element, where the theme writes tabs.
    element: Option<usize>,
    /// An index of `Document::selected_tabs`.
    index: usize,
}

/// What `#tab/id+id/condition` says.
struct Target {
    ids: Vec<String>,
    condition: Option<String>,
}

/// Reads the destination of a tab's link.
fn target(destination: &str) -> Option<Target> {
    let tab = destination.strip_prefix("#tab/")?;
    let (ids, condition) = match tab.split_once('/') {
        Some((ids, condition)) => (ids, Some(condition)),
        None => (tab, None),
    };
    let is_id =
        |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let ids: Vec<String> = ids.split('+').map(str::to_owned).collect();
    let is_right = ids.iter().all(|id| is_id(id)) && condition.is_none_or(is_id);
    is_right.then(|| Target {
        ids,
        condition: condition.map(str::to_owned),
    })
}

impl Reading<'_> {
    /// Writes a heading that is a tab; gives the heading's events back when it
    /// is none. `anchor` is the id of an anchor before the link.
    pub(super) fn tab<'e>(
        &mut self,
        inside: Vec<Pair<'e>>,
        anchor: Option<&str>,
        range: TextRange,
    ) -> Result<(), Vec<Pair<'e>>> {
        let destination = match (inside.first(), inside.last()) {
            (
                Some((Event::Start(MarkdownTag::Link { dest_url, .. }), _)),
                Some((Event::End(TagEnd::Link), _)),
            ) => target(dest_url),
            _ => None,
        };
        let links = inside
            .iter()
            .filter(|(event, _)| matches!(event, Event::Start(MarkdownTag::Link { .. })));
        let Some(target) = destination.filter(|_| links.count() == 1) else {
            return Err(inside);
        };
        self.writer.leave_raw_paragraph();
        match self.writer.is_directly_in("tab") {
            true => self.writer.end_block("tab", range),
            false => self.begin_tabs(range),
        }
        let mut events = inside.into_iter();
        events.next();
        let title = until_end(&mut events, TagEnd::Link);
        self.begin_tab(target, title, anchor, range);
        Ok(())
    }

    fn begin_tabs(&mut self, range: TextRange) {
        let number = self.tab_groups.len();
        self.tab_groups.push(Group { tabs: Vec::new() });
        self.open_groups.truncate(self.writer.count_open("tabs"));
        self.open_groups.push(number);
        self.document.tab_groups += 1;
        let end = if self.hooked(Hook::Tabs) {
            let fields = vec![("number", Field::Group(number))];
            self.begin_element(Role::Hook(Hook::Tabs), fields);
            End::Element
        } else {
            self.writer.raw("<div class=\"tabs\">\n");
            End::Html("</div>\n")
        };
        self.writer.begin_block("tabs", range, end);
    }

    fn begin_tab(
        &mut self,
        target: Target,
        title: Vec<Pair>,
        anchor: Option<&str>,
        range: TextRange,
    ) {
        self.open_groups.truncate(self.writer.count_open("tabs"));
        let group = self.open_groups.last().copied().unwrap_or_default();
        let id = target.ids.join("+");
        let index = self.document.selected_tabs.len();
        self.document.selected_tabs.push(false);
        let (element, end) = if self.hooked(Hook::Tabs) {
            let mut fields = vec![("id", Field::text(&id))];
            if let Some(condition) = &target.condition {
                fields.push(("condition", Field::text(condition)));
            }
            let element = self.begin_element(Role::Part("tabs"), fields);
            self.begin_element(Role::Slot("title"), Vec::new());
            self.events(title);
            self.end_element();
            (Some(element), End::Element)
        } else {
            self.writer.raw("<details class=\"tab\" name=\"tabgroup_");
            self.writer.hole(Hole::Group(group));
            self.writer.raw("\" id=\"tabpanel_");
            self.writer.hole(Hole::Group(group));
            self.writer.raw(&format!("_{}", escape(&id)));
            if let Some(condition) = &target.condition {
                self.writer.raw(&format!("_{}", escape(condition)));
            }
            self.writer.raw(&format!("\" data-tab=\"{}\"", escape(&id)));
            if let Some(condition) = &target.condition {
                self.writer
                    .raw(&format!(" data-condition=\"{}\"", escape(condition)));
            }
            self.writer.hole(Hole::Selected(index));
            self.writer.raw(">\n<summary>");
            self.events(title);
            self.writer.raw("</summary>\n");
            (None, End::Html("</details>\n"))
        };
        self.writer.begin_block("tab", range, end);
        if let Some(anchor) = anchor {
            self.writer.raw("<a id=\"");
            self.anchor(anchor, None);
            self.writer.raw("\"></a>\n");
        }
        if let Some(group) = self.tab_groups.get_mut(group) {
            group.tabs.push(Tab {
                ids: target.ids,
                condition: target.condition,
                range,
                element,
                index,
            });
        }
    }

    /// Ends the group of tabs whose tab is directly open.
    pub(super) fn end_tabs(&mut self) {
        let nowhere = TextRange::default();
        self.writer.end_block("tab", nowhere);
        self.writer.end_block("tabs", nowhere);
    }

    /// Decides for each group which tab is shown first, and says so to whoever
    /// writes it.
    pub(super) fn choose_tabs(&mut self) {
        // The ids of the groups so far, the selected one of each first.
        let mut remembered: Vec<Vec<String>> = Vec::new();
        for group in std::mem::take(&mut self.tab_groups) {
            let is_visible = |tab: &Tab| match &tab.condition {
                None => true,
                Some(condition) => remembered.iter().any(|ids| ids.first() == Some(condition)),
            };
            let visible: Vec<bool> = group.tabs.iter().map(is_visible).collect();
            let mut ids: Vec<String> = Vec::new();
            for (tab, _) in group
                .tabs
                .iter()
                .zip(&visible)
                .filter(|(_, visible)| **visible)
            {
                for id in &tab.ids {
                    match ids.contains(id) {
                        true => self.report_tab(
                            tab.range,
                            &format!("`{id}` selects two tabs of this group"),
                        ),
                        false => ids.push(id.clone()),
                    }
                }
            }
            let mut active = visible.iter().position(|visible| *visible);
            if active.is_none()
                && let Some(tab) = group.tabs.first()
            {
                self.report_tab(
                    tab.range,
                    "every tab of this group waits for a choice that no group before it offers",
                );
            }
            let earlier = remembered
                .iter()
                .find(|set| set.iter().any(|id| ids.contains(id)));
            if let Some(earlier) = earlier {
                let is_other =
                    earlier.len() != ids.len() || ids.iter().any(|id| !earlier.contains(id));
                let has_first =
                    |(tab, visible): (&Tab, &bool)| *visible && tab.ids.contains(&earlier[0]);
                active = group
                    .tabs
                    .iter()
                    .zip(&visible)
                    .position(has_first)
                    .or(active);
                if is_other && let Some(tab) = group.tabs.first() {
                    self.report_tab(
                        tab.range,
                        "this group has other ids than an earlier one that shares some with it",
                    );
                }
            } else if !ids.is_empty() {
                remembered.push(ids);
            }
            let active = active.unwrap_or_default();
            for (at, (tab, visible)) in group.tabs.iter().zip(visible).enumerate() {
                self.document.selected_tabs[tab.index] = at == active;
                if let Some(element) = tab.element {
                    let fields = &mut self.document.elements[element].fields;
                    fields.push(("is_selected", Field::Flag(at == active)));
                    fields.push(("is_visible", Field::Flag(visible)));
                }
            }
        }
    }

    fn report_tab(&mut self, at: TextRange, message: &str) {
        self.document
            .diagnostics
            .push(Diagnostic::new(Code::InvalidTabGroup, at, message).hint(
                "give the tabs of a group different ids, and groups that belong together the same",
            ));
    }
}
