//! Joins the documents of several texts into one.

use crate::base::text::TextRange;
use crate::stages::markdown::{Document, Field, Hole, Markup};

/// How much of each kind stood in a document before a part was taken over: by
/// this the part's indexes are shifted.
#[derive(Clone, Copy)]
pub(super) struct Before {
    pub anchors: usize,
    headings: usize,
    addresses: usize,
    includes: usize,
    snippets: usize,
    xrefs: usize,
    elements: usize,
    tab_groups: usize,
    selected_tabs: usize,
}

/// Takes over everything of a part but its markup.
pub(super) fn adopt(document: &mut Document, part: Document) -> Before {
    let before = Before {
        anchors: document.anchors.len(),
        headings: document.headings.len(),
        addresses: document.addresses.len(),
        includes: document.includes.len(),
        snippets: document.snippets.len(),
        xrefs: document.xrefs.len(),
        elements: document.elements.len(),
        tab_groups: document.tab_groups,
        selected_tabs: document.selected_tabs.len(),
    };
    // Taken apart in full: a field that is forgotten does not compile.
    let Document {
        heading: _,
        body: _,
        anchors,
        headings,
        addresses,
        includes,
        snippets,
        xrefs,
        pivots,
        moniker_zones,
        elements,
        tab_groups,
        selected_tabs,
        // A page's outline is that of its Markdown.
        outline: _,
        diagnostics,
    } = part;
    document
        .anchors
        .extend(anchors.into_iter().map(|mut anchor| {
            anchor.heading = anchor.heading.map(|index| index + before.headings);
            anchor
        }));
    document.headings.extend(headings);
    document.addresses.extend(addresses);
    document.includes.extend(includes);
    document.snippets.extend(snippets);
    document.xrefs.extend(xrefs);
    document.pivots.extend(pivots);
    document.moniker_zones.extend(moniker_zones);
    document
        .elements
        .extend(elements.into_iter().map(|mut element| {
            for (_, field) in &mut element.fields {
                before.shift_field(field);
            }
            element
        }));
    document.tab_groups += tab_groups;
    document.selected_tabs.extend(selected_tabs);
    document.diagnostics.extend(diagnostics);
    before
}

/// Leads every range of a part elsewhere.
pub(super) fn relocate(part: &mut Document, back: impl Fn(TextRange) -> TextRange) {
    for address in &mut part.addresses {
        address.range = back(address.range);
        address.editable = false;
    }
    for include in &mut part.includes {
        include.range = back(include.range);
    }
    for snippet in &mut part.snippets {
        snippet.range = back(snippet.range);
    }
    for xref in &mut part.xrefs {
        xref.range = back(xref.range);
    }
    for pivot in &mut part.pivots {
        pivot.range = back(pivot.range);
    }
    for zone in &mut part.moniker_zones {
        zone.range = back(zone.range);
    }
    for heading in &mut part.headings {
        heading.range = back(heading.range);
    }
    for finding in &mut part.diagnostics {
        finding.at = back(finding.at);
        // What mends Markdown may break the YAML around it.
        finding.fix = None;
    }
}

impl Before {
    /// A part's markup, its holes counted in the whole document and `by` bytes
    /// on.
    pub(super) fn shifted(self, mut markup: Markup, by: usize) -> Markup {
        for (at, hole) in &mut markup.holes {
            *at += by;
            self.shift_hole(hole);
        }
        markup
    }

    fn shift_hole(self, hole: &mut Hole) {
        match hole {
            Hole::Id(index) => *index += self.anchors,
            Hole::Address(index) | Hole::TitleOf(index) => *index += self.addresses,
            Hole::Include(index) => *index += self.includes,
            Hole::Snippet(index) => *index += self.snippets,
            Hole::Xref(index) => *index += self.xrefs,
            Hole::Group(number) => *number += self.tab_groups,
            Hole::Selected(index) => *index += self.selected_tabs,
            Hole::Begin(index) => *index += self.elements,
            Hole::End | Hole::Label(_) => {}
        }
    }

    fn shift_field(self, field: &mut Field) {
        match field {
            Field::Address(index) | Field::TitleOf(index) => *index += self.addresses,
            Field::Id(index) => *index += self.anchors,
            Field::Group(number) => *number += self.tab_groups,
            Field::Text(_) | Field::Texts(_) | Field::Flag(_) | Field::Label(_) => {}
        }
    }
}
