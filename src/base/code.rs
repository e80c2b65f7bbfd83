//! [`Code`]: which kinds of findings there are, in one table.

use serde::Serialize;

/// How grave a finding is. The order is the order of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not reported at all.
    Off,
    /// Could be better.
    Suggestion,
    /// A reader will notice; the site is published all the same.
    Warning,
    /// The site is not published.
    Error,
}

impl Severity {
    /// The severity as `[rules]` writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Self::Off,
            "suggestion" => Self::Suggestion,
            "warning" => Self::Warning,
            "error" => Self::Error,
            _ => return None,
        })
    }

    /// The severity in lower case, as it is written everywhere.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Declares [`Code`], its names and default severities in one table.
macro_rules! codes {
    ($($(#[doc = $about:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// What kind of finding it is; its name is stable and public.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $about])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code as people read and write it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The severity where `[rules]` says nothing.
            #[must_use]
            pub fn default_severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What the code means, in a sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => concat!($($about),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// `book.toml` cannot be read, or says something that Guidepost does not understand.
    ConfigInvalid = "config-invalid", Error;
    /// A folder that `book.toml` names does not exist.
    ContentFolderMissing = "content-folder-missing", Error;
    /// A file or folder cannot be read.
    FileNotReadable = "file-not-readable", Error;
    /// A symbolic link leads back to a folder that it lies in.
    SymlinkLoop = "symlink-loop", Error;
    /// A text file is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A character that nobody sees changes the order in which the text around it is shown.
    TrojanSource = "trojan-source", Warning;
    /// Code holds a character that nobody sees, and that everybody copies with it.
    HiddenInCode = "hidden-in-code", Warning;
    /// Two sources would be published at one address.
    PublishUrlConflict = "publish-url-conflict", Error;
    /// The front matter is not valid YAML.
    YamlHeaderSyntaxError = "yaml-header-syntax-error", Error;
    /// The front matter is YAML, but not a list of keys and values.
    YamlHeaderNotObject = "yaml-header-not-object", Error;
    /// A page in YAML is not valid YAML; what stands above the mistake is shown.
    YamlSyntaxError = "yaml-syntax-error", Error;
    /// A YAML file looks like a page, but its first line does not say which kind of page it is.
    SchemaNotFound = "schema-not-found", Warning;
    /// A page in YAML has a list, a text or a map where it must have something else, which is not shown.
    UnexpectedType = "unexpected-type", Error;
    /// A page in YAML lacks something, such as the answer to a question.
    MissingAttribute = "missing-attribute", Warning;
    /// A page in YAML has a key that is not known, so that its text is not shown.
    UnknownField = "unknown-field", Suggestion;
    /// A key of the front matter, or of a page in YAML, has a value that it cannot have.
    AttributeInvalid = "attribute-invalid", Warning;
    /// A key of the front matter is one that a build gives its value.
    AttributeReserved = "attribute-reserved", Warning;
    /// An included file does not exist.
    IncludeNotFound = "include-not-found", Error;
    /// An included file is not translated; that of another locale is shown.
    IncludeUntranslated = "include-untranslated", Suggestion;
    /// An include climbs out of the content folder of its locale; it is refused.
    IncludeOutOfScope = "include-out-of-scope", Error;
    /// An include, or a table of contents in another, leads back to itself.
    CircularReference = "circular-reference", Error;
    /// An address leads out of the content folder of its locale, or to a file
    /// there that is not published.
    LinkOutOfScope = "link-out-of-scope", Warning;
    /// A link or an image leads to a file that does not exist.
    FileNotFound = "file-not-found", Warning;
    /// A link names a place on a page that is not there.
    BookmarkNotFound = "bookmark-not-found", Warning;
    /// The address of a link has blanks, so that it is no link and shown as text.
    LinkHasBlanks = "link-has-blanks", Warning;
    /// An address and the file that it leads to differ in the case of letters.
    LinkCaseMismatch = "link-case-mismatch", Suggestion;
    /// An address leads to a page that has moved; readers are led to where it is now.
    LinkRedirected = "link-redirected", Suggestion;
    /// A translation lacks a place that links to its source page name.
    TranslationAnchorMissing = "translation-anchor-missing", Warning;
    /// Marks of emphasis are shown as they stand, because they do not open or close anything.
    EmphasisNotRead = "emphasis-not-read", Warning;
    /// A link has blanks just inside its brackets.
    LinkPadded = "link-padded", Suggestion;
    /// Emphasis in a translation lies on a particle or a verb alone, not on what is meant.
    TranslationEmphasisDisplaced = "translation-emphasis-displaced", Suggestion;
    /// The text of a link in a translation holds the end of the sentence.
    TranslationLinkSwallowsSentence = "translation-link-swallows-sentence", Suggestion;
    /// A particle stands alone, apart from the word that it belongs to.
    TranslationParticleAlone = "translation-particle-alone", Suggestion;
    /// A translation says a word again and again.
    TranslationRepeatedWord = "translation-repeated-word", Warning;
    /// A translation has other headings, lists or tables than its source page.
    TranslationShapeDiffers = "translation-shape-differs", Suggestion;
    /// A translation lacks code that its source has, or has changed it.
    TranslationCodeChanged = "translation-code-changed", Warning;
    /// A translation lacks a link that its source has, or leads elsewhere.
    TranslationLinkChanged = "translation-link-changed", Warning;
    /// A translation lacks a number that its source has.
    TranslationNumberChanged = "translation-number-changed", Warning;
    /// A translation lacks a name that must not be translated.
    TranslationTermChanged = "translation-term-changed", Warning;
    /// A page has no heading of level 1, so that its title takes its place.
    H1Missing = "h1-missing", Suggestion;
    /// A page has neither a title in its front matter nor a heading, so that lists show its file's name.
    TitleMissing = "title-missing", Warning;
    /// The front matter of a page has no description for search engines to show.
    DescriptionMissing = "description-missing", Suggestion;
    /// Two pages of a locale have the same title, so that readers cannot tell them apart.
    DuplicateTitle = "duplicate-title", Suggestion;
    /// An image has no alternative text for those who cannot see it.
    AltTextMissing = "alt-text-missing", Warning;
    /// A heading lies more than one level below the one above it.
    HeadingLevelSkipped = "heading-level-skipped", Suggestion;
    /// A page is named by no table of contents.
    PageNotInToc = "page-not-in-toc", Suggestion;
    /// A JSON file is not valid JSON; what can be read of it is used.
    JsonSyntaxError = "json-syntax-error", Warning;
    /// A redirection cannot be used: it lacks a path, or the path is none of a page.
    RedirectionInvalid = "redirection-invalid", Warning;
    /// A redirection leads to a page, or a place on a page, that is not there.
    RedirectUrlInvalid = "redirect-url-invalid", Warning;
    /// Two redirections lead from one address to different ones; the first is used.
    RedirectionConflict = "redirection-conflict", Warning;
    /// A page is redirected and still there; it is shown.
    RedirectedFileNotRemoved = "redirected-file-not-removed", Warning;
    /// Redirections lead in a circle; none of them is published.
    CircularRedirection = "circular-redirection", Warning;
    /// A page was published and is gone, and no redirection says where readers find it now.
    PublishedUrlMissing = "published-url-missing", Warning;
    /// A place on a page was published and is gone, and no redirection says where readers find it now.
    PublishedAnchorMissing = "published-anchor-missing", Warning;
    /// A line of the list of published addresses cannot be read.
    UrlLockInvalid = "url-lock-invalid", Warning;
    /// The source of a translation has changed since it was made.
    TranslationStale = "translation-stale", Suggestion;
    /// A translation has no source any more.
    TranslationOrphaned = "translation-orphaned", Warning;
    /// A line of `l10n/<locale>.lock` records nothing.
    L10nLockInvalid = "l10n-lock-invalid", Warning;
    /// Another site says that the page which a link leads to does not exist.
    ExternalLinkBroken = "external-link-broken", Warning;
    /// Another site did not answer, or refused to, when a link to it was checked.
    ExternalLinkUnreachable = "external-link-unreachable", Suggestion;
    /// Another site says that the page which a link leads to has moved for good.
    ExternalLinkMoved = "external-link-moved", Suggestion;
    /// A page names a group of pivots that is not declared.
    PivotGroupNotFound = "pivot-group-not-found", Suggestion;
    /// A page has zones for pivots and names no group of pivots.
    ZonePivotGroupMissing = "zone-pivot-group-missing", Suggestion;
    /// A zone is for a pivot that the group of its page does not have.
    PivotIdNotFound = "pivot-id-not-found", Suggestion;
    /// A page has no zone for a pivot of its group.
    PivotIdUnused = "pivot-id-unused", Suggestion;
    /// Two groups of pivots have one id; the first is used.
    DuplicatePivotGroups = "duplicate-pivot-groups", Suggestion;
    /// Two pivots of a group have one id; the first is used.
    DuplicatePivotIds = "duplicate-pivot-ids", Suggestion;
    /// The file that defines monikers cannot be read, or defines one twice.
    MonikerDefinitionInvalid = "moniker-definition-invalid", Error;
    /// A range of monikers is not written right, or names a moniker that is not defined.
    MonikerRangeInvalid = "moniker-range-invalid", Error;
    /// The front matter of a page names none of the monikers that `book.toml` gives it.
    MonikerRangeOutOfScope = "moniker-range-out-of-scope", Error;
    /// A page or a zone names monikers, but `book.toml` gives the page none.
    MonikerRangeUndefined = "moniker-range-undefined", Suggestion;
    /// A zone is for none of the monikers of its page; it is shown all the same.
    MonikerZoneEmpty = "moniker-zone-empty", Warning;
    /// An alert such as `[!NOTE]` is not alone on the first line of a quote.
    InvalidNoteSection = "invalid-note-section", Suggestion;
    /// A `:::` block is not known.
    InvalidTripleColon = "invalid-triple-colon", Warning;
    /// An `:::image` lacks its source or its alternative text.
    InvalidImage = "invalid-image", Warning;
    /// A `:::video` lacks its source, or its address is none that shows videos.
    InvalidVideo = "invalid-video", Warning;
    /// A `:::code` lacks its source or is not written right.
    InvalidCode = "invalid-code", Warning;
    /// A `:::form` lacks what it does or what its button says.
    InvalidForm = "invalid-form", Warning;
    /// A `:::row` is not written right, not closed or closed twice.
    InvalidRow = "invalid-row", Warning;
    /// A `:::column` is not written right, not closed or closed twice.
    InvalidColumn = "invalid-nested-column", Warning;
    /// A `::: moniker` has no range, is not closed or closed twice.
    InvalidMonikerRange = "invalid-moniker-range", Warning;
    /// A `::: zone` names neither target nor pivot, is not closed or closed twice.
    InvalidZone = "invalid-zone", Warning;
    /// Tabs of a group have the same id, other ids than the group's other conditions, or are all hidden.
    InvalidTabGroup = "invalid-tab-group", Warning;
    /// A file whose code is to be shown does not exist, or is not text.
    CodeSnippetNotFound = "codesnippet-not-found", Warning;
    /// The lines of a file that are to be shown do not exist.
    SnippetRange = "codesnippet-range-invalid", Warning;
    /// A file has no tag, or a notebook no cell, of that name.
    TagNotFound = "tag-not-found", Warning;
    /// Several cells of a notebook have the same name.
    MultipleTags = "multiple-tags-with-same-name", Warning;
    /// A file is no notebook.
    NotNotebook = "not-notebook-content", Warning;
    /// A language is not known, so every way to mark a tag is tried.
    UnknownLanguage = "unknown-language-code", Suggestion;
    /// A uid leads to no page.
    XrefNotFound = "xref-not-found", Warning;
    /// Two pages have the same uid.
    DuplicateUid = "duplicate-uid", Warning;
    /// A map of uids cannot be read.
    XrefMapInvalid = "xref-map-invalid", Warning;
    /// A tag is left out, because HTML is sanitized and the tag is not safe.
    DisallowedTag = "disallowed-html-tag", Warning;
    /// An attribute is left out, because HTML is sanitized and the attribute is not safe.
    DisallowedAttribute = "disallowed-html-attribute", Warning;
    /// An address is left out, because HTML is sanitized and following it would not be safe.
    UnsafeAddress = "unsafe-address", Warning;
    /// HTML tags are not closed, or closed without having been opened.
    HtmlUnbalanced = "html-unbalanced", Suggestion;
    /// A tag is not HTML, so it is shown as text.
    HtmlUnknownTag = "html-unknown-tag", Suggestion;
    /// `****` on a line of its own keeps a table apart; it is not shown.
    TableSpacer = "table-spacer", Suggestion;
    /// A row of a table is a lone `|`; it is not shown.
    TableRowEmpty = "table-row-empty", Suggestion;
    /// A `|` in code parts no cells here, but does so elsewhere unless it is escaped.
    TablePipeInCode = "table-pipe-in-code", Suggestion;
    /// `</br>` is no tag; it is read as a line break.
    HtmlLineBreak = "html-line-break", Suggestion;
    /// An alert was flattened into a line or a cell; its marker is shown as its title.
    AlertFlattened = "alert-flattened", Suggestion;
    /// A link has no text; the title of what it leads to is shown.
    LinkTextMissing = "link-text-missing", Suggestion;
    /// The end of a `:::` block stands directly below a table, which would swallow it elsewhere.
    BlockEndBelowTable = "block-end-below-table", Suggestion;
    /// A table's rows do not fit its heading, so it was widened to lose no text.
    TableUneven = "table-uneven", Suggestion;
    /// A table of contents cannot be read.
    InvalidTocSyntax = "invalid-toc-syntax", Error;
    /// A heading in a table of contents lies more than one level below the one above it.
    InvalidTocLevel = "invalid-toc-level", Warning;
    /// The `tocHref` of an entry leads to something that is no table of contents.
    InvalidTocHref = "invalid-toc-href", Warning;
    /// A folder has two tables of contents.
    OutputPathConflict = "output-path-conflict", Warning;
    /// A template cannot be parsed, or fails while a page is rendered.
    TemplateError = "template-error", Error;
    /// The theme does not exist or lacks a template that every theme has.
    ThemeInvalid = "theme-invalid", Error;
    /// A file of texts of the interface cannot be read.
    StringsInvalid = "strings-invalid", Error;
    /// Files are included through more files than anybody means, or make a page too large.
    IncludeTooDeep = "include-too-deep", Error;
    /// A text of the interface does not exist in the language of a locale.
    StringMissing = "string-missing", Warning;
    /// No locale of the site reads a file of texts that it has.
    StringsUnread = "strings-unread", Warning;
    /// A text of the interface does not exist in English, and nothing asks for it.
    StringExtra = "string-extra", Warning;
    /// Nothing asks for a text of the interface.
    StringUnused = "string-unused", Suggestion;
    /// HTML in a text of the interface would be seen by readers.
    StringMarkup = "string-markup", Warning;
    /// A text of the interface lacks a plural form that its language has.
    PluralFormMissing = "plural-form-missing", Warning;
    /// A text of the interface has a plural form that its language never uses.
    PluralFormExtra = "plural-form-extra", Suggestion;
    /// A text of the interface has other placeables than in English.
    PlaceableMismatch = "placeable-mismatch", Warning;
    /// A file for translators cannot be read, or has a text that cannot stand in its page; nothing is written.
    ExchangeInvalid = "exchange-invalid", Error;
    /// A translation does not have the markup of its source; nothing is written.
    ExchangeCodeChanged = "exchange-code-changed", Error;
    /// A file for translators translates a text that the page does not have any more; it is left out.
    ExchangeSourceChanged = "exchange-source-changed", Warning;
    /// A translation belongs to a section that the translated page does not have in that shape; it is left out.
    ExchangeUnplaced = "exchange-unplaced", Warning;
}

impl Code {
    /// Whether a site with such a finding lacks pages or settings, so that it
    /// must never be published: `[rules]` cannot lower its severity.
    #[must_use]
    pub fn is_fatal(self) -> bool {
        matches!(
            self,
            Self::ConfigInvalid
                | Self::ContentFolderMissing
                | Self::NotUtf8
                | Self::PublishUrlConflict
                | Self::TemplateError
                | Self::ThemeInvalid
        )
    }

    /// The code of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_names_are_unique_and_found_again() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.name()), Some(*code));
            assert!(code.about().ends_with('.'), "{}", code.name());
        }
    }
}
