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
use std::collections::{BTreeMap, BTreeSet};

/// A group of tabs.
#[derive(Default)]
pub(super) struct Group {
    tabs: Vec<Tab>,
    /// How many tabs have these ids and this condition.
    addresses: BTreeMap<(String, Option<String>), usize>,
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
        self.tab_groups.push(Group::default());
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
        let twins = self.twins(group, &target);
        let mut panel = match &target.condition {
            Some(condition) => format!("{id}_{condition}"),
            None => id.clone(),
        };
        if twins > 0 {
            panel.push_str(&format!("__{}", twins + 1));
        }
        let (element, end) = if self.hooked(Hook::Tabs) {
            let mut fields = vec![("id", Field::text(&id)), ("panel", Field::text(&panel))];
            if let Some(condition) = &target.condition {
                fields.push(("condition", Field::text(condition)));
            }
            let element = self.begin_element(Role::Part("tabs"), fields);
            self.begin_element(Role::Slot("title"), Vec::new());
            self.tab_title(title);
            self.end_element();
            (Some(element), End::Element)
        } else {
            self.writer.raw("<details class=\"tab\" name=\"tabgroup_");
            self.writer.hole(Hole::Group(group));
            self.writer.raw("\" id=\"tabpanel_");
            self.writer.hole(Hole::Group(group));
            self.writer.raw(&format!("_{}", escape(&panel)));
            self.writer.raw(&format!("\" data-tab=\"{}\"", escape(&id)));
            if let Some(condition) = &target.condition {
                self.writer
                    .raw(&format!(" data-condition=\"{}\"", escape(condition)));
            }
            self.writer.hole(Hole::Selected(index));
            self.writer.raw(">\n<summary>");
            self.tab_title(title);
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

    /// The title closes what raw HTML opens in it, and holds no links: to choose
    /// the tab is what a click on it does.
    fn tab_title(&mut self, title: Vec<Pair>) {
        self.writer.begin();
        self.link_depth += 1;
        self.events(title);
        self.link_depth -= 1;
        self.writer.end();
    }

    /// How many tabs before this one have the same address: a mistake, but no
    /// reason to give an id twice.
    fn twins(&mut self, group: usize, target: &Target) -> usize {
        let Some(group) = self.tab_groups.get_mut(group) else {
            return 0;
        };
        let address = (target.ids.join("+"), target.condition.clone());
        let count = group.addresses.entry(address).or_default();
        *count += 1;
        *count - 1
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
        let mut choices = Choices::default();
        for group in std::mem::take(&mut self.tab_groups) {
            let is_visible = |tab: &Tab| match &tab.condition {
                None => true,
                Some(condition) => choices.has_first(condition),
            };
            let visible: Vec<bool> = group.tabs.iter().map(is_visible).collect();
            let shown: Vec<usize> = (0..visible.len()).filter(|at| visible[*at]).collect();
            let ids = self.ids_of(&group, &shown);
            let mut active = shown.first().copied();
            match (choices.sharing(&ids), group.tabs.first()) {
                (_, None) => {}
                (None, Some(tab)) if ids.is_empty() => self.report_tab(
                    tab.range,
                    "every tab of this group waits for a choice that no group before it offers",
                ),
                (None, Some(_)) => choices.remember(&ids),
                (Some(earlier), Some(tab)) => {
                    let first = &choices.sets[earlier].first;
                    let has_first = |at: &usize| group.tabs[*at].ids.contains(first);
                    active = shown.iter().copied().find(has_first).or(active);
                    if !choices.equals(earlier, &ids) {
                        self.report_tab(
                            tab.range,
                            "this group has other ids than an earlier one that shares some with it",
                        );
                    }
                }
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

    /// The ids of the tabs of a group that are shown, each once.
    fn ids_of(&mut self, group: &Group, shown: &[usize]) -> Vec<String> {
        let mut met = BTreeSet::new();
        let mut ids = Vec::new();
        for tab in shown.iter().map(|at| &group.tabs[*at]) {
            for id in &tab.ids {
                match met.insert(id) {
                    true => ids.push(id.clone()),
                    false => self
                        .report_tab(tab.range, &format!("`{id}` selects two tabs of this group")),
                }
            }
        }
        ids
    }

    fn report_tab(&mut self, at: TextRange, message: &str) {
        self.document
            .diagnostics
            .push(Diagnostic::new(Code::InvalidTabGroup, at, message).hint(
                "give the tabs of a group different ids, and groups that belong together the same",
            ));
    }
}

/// The ids that the groups so far let readers choose from. No id is in two sets.
#[derive(Default)]
struct Choices {
    sets: Vec<IdSet>,
    set_of: BTreeMap<String, usize>,
}

struct IdSet {
    /// The id that is chosen at first.
    first: String,
    len: usize,
}

impl Choices {
    /// Whether an id is the first of its set.
    fn has_first(&self, id: &str) -> bool {
        let set = self.set_of.get(id);
        set.is_some_and(|set| self.sets[*set].first == id)
    }

    /// The earliest set that shares an id with these.
    fn sharing(&self, ids: &[String]) -> Option<usize> {
        ids.iter()
            .filter_map(|id| self.set_of.get(id))
            .min()
            .copied()
    }

    /// Whether a set has just these ids.
    fn equals(&self, set: usize, ids: &[String]) -> bool {
        ids.len() == self.sets[set].len && ids.iter().all(|id| self.set_of.get(id) == Some(&set))
    }

    /// Adds ids that are in no set yet.
    fn remember(&mut self, ids: &[String]) {
        let Some(first) = ids.first() else {
            return;
        };
        let set = self.sets.len();
        self.set_of.extend(ids.iter().map(|id| (id.clone(), set)));
        self.sets.push(IdSet {
            first: first.clone(),
            len: ids.len(),
        });
    }
}
