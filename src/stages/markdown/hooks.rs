//! Markup hooks: which constructs a theme writes itself, and what it is told
//! about each.
//!
//! A construct with a hook is not written as HTML but as an [`Element`]: its
//! fields, and two holes around its content. When a page is put together, the
//! theme's template gets both. A construct without one is written at once, in
//! the built-in markup, so a theme pays for its own hooks only.

use super::document::{Hole, Label};
use super::reading::Reading;

/// A construct whose markup a theme may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hook {
    /// `> [!NOTE]`.
    Alert,
    /// A block of code, written or taken from a file.
    Code,
    /// `:::column`.
    Column,
    /// `:::row`.
    Columns,
    /// `:::form`.
    Form,
    /// A heading.
    Heading,
    /// `![]()` and `:::image`.
    Image,
    /// A link.
    Link,
    /// `![](x.mp4)`.
    Media,
    /// An include that leads to no file.
    MissingInclude,
    /// `::: moniker`.
    Moniker,
    /// `:::no-loc`.
    NoLoc,
    /// A pipe table.
    Table,
    /// A group of tabs.
    Tabs,
    /// `[!VIDEO]` and `:::video`.
    Video,
    /// `<xref:uid>` and `@uid`.
    Xref,
    /// `::: zone`.
    Zone,
}

impl Hook {
    /// Every hook.
    pub const ALL: [Self; 17] = [
        Self::Alert,
        Self::Code,
        Self::Column,
        Self::Columns,
        Self::Form,
        Self::Heading,
        Self::Image,
        Self::Link,
        Self::Media,
        Self::MissingInclude,
        Self::Moniker,
        Self::NoLoc,
        Self::Table,
        Self::Tabs,
        Self::Video,
        Self::Xref,
        Self::Zone,
    ];

    /// The template that writes it, below `templates/`.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::Alert => "markup/alert.html",
            Self::Code => "markup/code.html",
            Self::Column => "markup/column.html",
            Self::Columns => "markup/columns.html",
            Self::Form => "markup/form.html",
            Self::Heading => "markup/heading.html",
            Self::Image => "markup/image.html",
            Self::Link => "markup/link.html",
            Self::Media => "markup/media.html",
            Self::MissingInclude => "markup/missing-include.html",
            Self::Moniker => "markup/moniker.html",
            Self::NoLoc => "markup/no-loc.html",
            Self::Table => "markup/table.html",
            Self::Tabs => "markup/tabs.html",
            Self::Video => "markup/video.html",
            Self::Xref => "markup/xref.html",
            Self::Zone => "markup/zone.html",
        }
    }
}

impl Hook {
    /// Whether it stands on lines of its own.
    #[must_use]
    pub fn is_block(self) -> bool {
        match self {
            Self::Alert
            | Self::Code
            | Self::Column
            | Self::Columns
            | Self::Form
            | Self::Heading
            | Self::Moniker
            | Self::Table
            | Self::Tabs
            | Self::Zone => true,
            Self::Image
            | Self::Link
            | Self::Media
            | Self::MissingInclude
            | Self::NoLoc
            | Self::Video
            | Self::Xref => false,
        }
    }
}

/// The hooks of a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hooks(u32);

impl Hooks {
    /// Adds a hook.
    pub fn insert(&mut self, hook: Hook) {
        self.0 |= 1 << hook as u32;
    }

    /// Whether the theme writes this construct itself.
    #[must_use]
    pub fn has(self, hook: Hook) -> bool {
        self.0 & (1 << hook as u32) != 0
    }

    /// The same as a number, for fingerprints.
    pub(super) fn bits(self) -> u32 {
        self.0
    }
}

/// A construct that the theme writes.
#[derive(Debug)]
pub struct Element {
    /// What becomes of its fields and content.
    pub role: Role,
    /// What is known about it besides its content, by the name that templates
    /// use.
    pub fields: Vec<(&'static str, Field)>,
}

/// What becomes of an element's fields and content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// They are given to the hook's template.
    Hook(Hook),
    /// They are added to a list of the element around it, such as the `cells`
    /// of a row.
    Part(&'static str),
    /// Its content is a field of the element around it, such as the `title` of
    /// a tab.
    Slot(&'static str),
}

/// A value of an element.
#[derive(Clone, Debug)]
pub enum Field {
    /// A text as it is; the template escapes it.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// Whether something is so.
    Flag(bool),
    /// An index of [`super::Document::addresses`]; the template gets what it
    /// leads to.
    Address(usize),
    /// The same, for the title of the page it leads to.
    TitleOf(usize),
    /// An index of [`super::Document::anchors`]; the template gets the final id.
    Id(usize),
    /// A text of the interface.
    Label(Label),
    /// A number of a group of tabs; the template gets one that no other group
    /// of the page has.
    Group(usize),
}

impl Field {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

impl Reading<'_> {
    /// Whether the theme writes this construct itself.
    pub(super) fn hooked(&self, hook: Hook) -> bool {
        self.dialect.settings.hooks.has(hook)
    }

    /// Begins a construct that the theme writes; gives its index, for fields
    /// that are known later.
    pub(super) fn begin_element(
        &mut self,
        role: Role,
        fields: Vec<(&'static str, Field)>,
    ) -> usize {
        self.document.elements.push(Element { role, fields });
        let index = self.document.elements.len() - 1;
        self.writer.hole(Hole::Begin(index));
        index
    }

    /// Ends the construct that was begun last.
    pub(super) fn end_element(&mut self) {
        self.writer.hole(Hole::End);
    }

    /// A construct without content that the theme writes.
    pub(super) fn element(&mut self, hook: Hook, fields: Vec<(&'static str, Field)>) {
        self.begin_element(Role::Hook(hook), fields);
        self.end_element();
    }
}
