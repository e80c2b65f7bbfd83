//! [`Document`]: what the Markdown of one file says, before any other file is
//! asked.

use super::alerts::Alert;
use super::code::CodeBlock;
use super::hooks::Element;
use super::outline::Outline;
use crate::base::diagnostic::Diagnostic;
use crate::base::text::TextRange;
use crate::stages::snippet::Selection;

/// One Markdown text, parsed. It knows ranges of its own text only, never a
/// file's name, so that it can be kept while files move.
#[derive(Debug, Default)]
pub struct Document {
    /// The first heading of level 1, where nothing is shown before it; its
    /// markup is not part of `body`.
    pub heading: Option<PageHeading>,
    /// Everything else.
    pub body: Markup,
    /// Ids in the order in which they appear.
    pub anchors: Vec<Anchor>,
    /// Headings in the order in which they appear, the page's own included.
    pub headings: Vec<Heading>,
    /// Addresses that other pages decide.
    pub addresses: Vec<Address>,
    /// Files to be pasted in.
    pub includes: Vec<Include>,
    /// Files whose code is shown.
    pub snippets: Vec<Snippet>,
    /// References to uids.
    pub xrefs: Vec<Xref>,
    /// Constructs that the theme writes.
    pub elements: Vec<Element>,
    /// Groups of tabs, whether each of their tabs is shown first.
    pub tab_groups: usize,
    /// Whether each tab is the one that its group shows first.
    pub selected_tabs: Vec<bool>,
    /// The pivots that its zones are for.
    pub pivots: Vec<Pivot>,
    /// Its zones for monikers.
    pub moniker_zones: Vec<MonikerZone>,
    /// How the text is written; nothing for a page in YAML.
    pub outline: Outline,
    /// What is wrong with the text.
    pub diagnostics: Vec<Diagnostic<TextRange>>,
}

/// HTML with holes for what a single text cannot know.
#[derive(Debug, Default)]
pub struct Markup {
    /// The HTML.
    pub html: String,
    /// What belongs between its bytes, in order.
    pub holes: Vec<(usize, Hole)>,
}

/// Something that is decided when the pages are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// The value of an `id` attribute: an index of [`Document::anchors`].
    Id(usize),
    /// The value of an `href` or `src` attribute: an index of
    /// [`Document::addresses`].
    Address(usize),
    /// The title of the page an address leads to, for a link without a text.
    TitleOf(usize),
    /// A whole document: an index of [`Document::includes`].
    Include(usize),
    /// Lines of a file of code: an index of [`Document::snippets`].
    Snippet(usize),
    /// A reference to a uid: an index of [`Document::xrefs`].
    Xref(usize),
    /// A text of the interface in the language of the content.
    Label(Label),
    /// The number of a group of tabs, unique on the page.
    Group(usize),
    /// ` open` where the tab is shown first: an index of
    /// [`Document::selected_tabs`].
    Selected(usize),
    /// What follows, up to its [`Hole::End`], is the content of an element: an
    /// index of [`Document::elements`].
    Begin(usize),
    /// The end of the innermost element.
    End,
}

/// Texts of the interface that stand in the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The title of an alert.
    Alert(Alert),
    /// What is said where a file of code is missing.
    MissingSnippet,
    /// What a film in a frame is called where its writer gives it no title.
    Video,
    /// What assistive technology calls the scrolling region around a table.
    Table,
    /// What stands before the range of a moniker zone.
    AppliesTo,
    /// The kind of pages that links of a YAML page lead to: the key of its text.
    ItemType(&'static str),
}

impl Label {
    /// The key of the text in `strings/<locale>.toml`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Alert(Alert::Note) => "alert_note",
            Self::Alert(Alert::Tip) => "alert_tip",
            Self::Alert(Alert::Important) => "alert_important",
            Self::Alert(Alert::Warning) => "alert_warning",
            Self::Alert(Alert::Caution) => "alert_caution",
            Self::Alert(Alert::Custom(_)) => "alert",
            Self::MissingSnippet => "missing_snippet",
            Self::Video => "video_label",
            Self::Table => "table_label",
            Self::AppliesTo => "applies_to",
            Self::ItemType(key) => key,
        }
    }
}

/// The heading that names the page.
#[derive(Debug)]
pub struct PageHeading {
    /// What stands inside the `h1`.
    pub markup: Markup,
    /// Its id: an index of [`Document::anchors`].
    pub anchor: usize,
}

/// An `id`, as wanted; a page gives each id once.
#[derive(Debug)]
pub struct Anchor {
    /// The id the writer or the heading's text asks for.
    pub wanted: String,
    /// The heading it belongs to: an index of [`Document::headings`].
    pub heading: Option<usize>,
}

/// A heading.
#[derive(Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Where it stands.
    pub range: TextRange,
}

/// An address as written, in Markdown or in raw HTML.
#[derive(Debug)]
pub struct Address {
    /// The address, character references and escapes decoded.
    pub written: String,
    /// Where it stands.
    pub range: TextRange,
    /// What it is for.
    pub purpose: Purpose,
    /// Whether it is written in its range, so that it can be edited there: not
    /// that of a reference, which stands elsewhere, nor one in YAML.
    pub editable: bool,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be followed by a reader.
    Link,
    /// To be fetched by the browser: an image, a video, a frame.
    Media,
}

/// An `[!INCLUDE ..]`.
#[derive(Debug)]
pub struct Include {
    /// The path as written.
    pub path: String,
    /// Where the directive stands.
    pub range: TextRange,
    /// Whether the file's blocks or only its text is pasted.
    pub form: Form,
    /// The title as written, which only a missing file shows.
    pub title: String,
}

/// A `[!code-..]`, `[!notebook-..]` or `:::code`.
#[derive(Debug)]
pub struct Snippet {
    /// The path as written.
    pub path: String,
    /// Where the directive stands.
    pub range: TextRange,
    /// Which lines are wanted.
    pub selection: Selection,
    /// Whether a cell of a notebook is wanted.
    pub is_cell: bool,
    /// How the code is shown; its text is not known yet.
    pub block: CodeBlock,
}

/// A `<xref:uid>` or `@uid`.
#[derive(Debug)]
pub struct Xref {
    /// The uid as written, with its query and fragment.
    pub written: String,
    /// The uid.
    pub uid: String,
    /// The query to be kept, `?` included.
    pub query: String,
    /// The fragment, `#` included.
    pub fragment: String,
    /// The text of the source, for a uid that is not found.
    pub raw: String,
    /// What is to be shown in its place, where the writer says so.
    pub text: Option<String>,
    /// What is to be shown for a uid that is not found.
    pub alt: Option<String>,
    /// Where it stands.
    pub range: TextRange,
    /// Whether a uid that is not found is reported: `@` may mean other things.
    pub must_exist: bool,
}

/// A pivot of a `::: zone pivot=".."`: the variant of a page to which a zone
/// belongs.
#[derive(Debug)]
pub struct Pivot {
    /// Its id.
    pub id: String,
    /// Where the zone begins.
    pub range: TextRange,
}

/// A `::: moniker range=".."`.
#[derive(Debug)]
pub struct MonikerZone {
    /// The range of monikers, as written.
    pub written: String,
    /// Where the zone begins.
    pub range: TextRange,
}

/// How much of an included file is pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Its blocks.
    Block,
    /// The text of its paragraphs, to stand in a sentence.
    Inline,
}

impl Markup {
    /// Whether nothing would be shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.holes.is_empty() && self.html.trim().is_empty()
    }
}
