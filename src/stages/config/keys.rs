//! The table of every key that `book.toml` may contain. It drives the reading
//! of the file, "did you mean" and the reference page.

/// What a key's value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// One of these strings.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Switch,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
}

impl Kind {
    /// What the value must be, as a message says it.
    #[must_use]
    pub fn expected(self) -> String {
        match self {
            Self::Text => "a string".to_owned(),
            Self::Texts => "a list of strings".to_owned(),
            Self::Choice(choices) => format!("one of \"{}\"", choices.join("\", \"")),
            Self::Switch => "true or false".to_owned(),
            Self::Table => "a table".to_owned(),
            Self::Tables => "a list of tables".to_owned(),
        }
    }
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// Its place, `*` for a name of the writer's own: `locales.*.title`.
    pub path: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

const SEVERITIES: Kind = Kind::Choice(&["off", "suggestion", "warning", "error"]);

const fn key(path: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { path, kind, about }
}

/// Every key. A table stands before what is in it.
pub const KEYS: &[Key] = &[
    key("book", Kind::Table, "The site as a whole."),
    key(
        "book.title",
        Kind::Text,
        "The site's name, in its header and in every page's title.",
    ),
    key(
        "book.base-url",
        Kind::Text,
        "Where the site is published; for canonical addresses, hreflang and the sitemap only.",
    ),
    key(
        "book.source-locale",
        Kind::Text,
        "The locale that the others are translated from. Default: the first of `[locales]`.",
    ),
    key(
        "book.theme",
        Kind::Text,
        "A folder of `themes`, or the built-in \"harbor\".",
    ),
    key(
        "book.exclude",
        Kind::Texts,
        "Globs of files that are not pages, relative to a locale's content folder.",
    ),
    key(
        "locales",
        Kind::Table,
        "The languages, in the order of the language switcher.",
    ),
    key(
        "locales.*",
        Kind::Table,
        "One language, named by its BCP 47 tag in lower case.",
    ),
    key(
        "locales.*.title",
        Kind::Text,
        "The site's name in this language.",
    ),
    key(
        "locales.*.name",
        Kind::Text,
        "The language's name for itself. Default: the theme's.",
    ),
    key(
        "locales.*.content",
        Kind::Text,
        "Its folder; may lie outside of the site. Default: `content/<locale>`.",
    ),
    key(
        "locales.*.fallback",
        Kind::Texts,
        "Where a missing translation is taken from, in this order. Default: the language \
         without its region, then the source locale.",
    ),
    key("l10n", Kind::Table, "How translations are looked at."),
    key(
        "l10n.coverage-page",
        Kind::Switch,
        "Whether each language has a page `translations.html` that says how much of the site is \
         translated.",
    ),
    key(
        "l10n.do-not-translate",
        Kind::Texts,
        "Names that stand in a translation as they do in its source: `[\"Exchange Online\"]`.",
    ),
    key(
        "mounts",
        Kind::Tables,
        "Source folders that are published under another path.",
    ),
    key(
        "mounts[].from",
        Kind::Text,
        "The folder, relative to a locale's content folder.",
    ),
    key(
        "mounts[].to",
        Kind::Text,
        "The path that takes its place in addresses.",
    ),
    key("links", Kind::Table, "How addresses are understood."),
    key(
        "links.external-roots",
        Kind::Table,
        "Beginnings of root-relative links that belong to another site.",
    ),
    key(
        "links.external-roots.*",
        Kind::Text,
        "The address that takes its place.",
    ),
    key(
        "links.own-roots",
        Kind::Texts,
        "Beginnings of whole addresses that lead to this site: where it was published before.",
    ),
    key(
        "redirects",
        Kind::Table,
        "Old paths below a content folder, `page.md` or `page.md#place`, and where their readers \
         are led.",
    ),
    key(
        "redirects.*",
        Kind::Text,
        "A path relative to the content folder, `/` and a path of the site, or a whole address.",
    ),
    key(
        "links.external",
        Kind::Table,
        "How `guidepost check --external` asks other sites.",
    ),
    key(
        "links.external.ignore",
        Kind::Texts,
        "Globs of addresses that are not asked: `https://intranet.example/**`.",
    ),
    key(
        "markdown",
        Kind::Table,
        "How Markdown is read. What is no part of the dialect is off unless asked for.",
    ),
    key(
        "markdown.dialect",
        Kind::Choice(&["docs", "commonmark"]),
        "\"docs\", the default, is the dialect of Microsoft Docs; \"commonmark\" is CommonMark and \
         nothing else, raw HTML as it is written.",
    ),
    key(
        "markdown.html",
        Kind::Choice(&["trusted", "sanitize"]),
        "\"sanitize\" keeps scripts, event handlers and whatever else may do harm out of pages. \
         Default: \"trusted\".",
    ),
    key(
        "markdown.highlight",
        Kind::Switch,
        "Whether code is highlighted while the site is built. Default: what the theme says, else true.",
    ),
    key(
        "markdown.heading-ids",
        Kind::Choice(&["github", "markdig"]),
        "How ids are made of headings: as GitHub does, the default, or as Markdig does by itself.",
    ),
    key(
        "markdown.math",
        Kind::Switch,
        "`$..$` and `$$..$$` are formulas.",
    ),
    key("markdown.emoji", Kind::Switch, "`:smile:` is an emoji."),
    key("markdown.smileys", Kind::Switch, "`:)` is an emoji."),
    key(
        "markdown.task-lists",
        Kind::Switch,
        "`- [ ]` and `- [x]` are boxes.",
    ),
    key(
        "markdown.definition-lists",
        Kind::Switch,
        "A line that begins with `:` defines the line above it.",
    ),
    key("markdown.footnotes", Kind::Switch, "`[^1]` is a footnote."),
    key(
        "markdown.smart-punctuation",
        Kind::Switch,
        "Straight quotes, `--` and `...` become what printers set.",
    ),
    key("markdown.subscript", Kind::Switch, "`~x~` is lowered."),
    key("markdown.superscript", Kind::Switch, "`^x^` is raised."),
    key(
        "markdown.inserted",
        Kind::Switch,
        "`++x++` is marked as inserted.",
    ),
    key(
        "markdown.alerts",
        Kind::Table,
        "Kinds of alert besides NOTE, TIP, IMPORTANT, WARNING and CAUTION.",
    ),
    key(
        "markdown.alerts.*",
        Kind::Text,
        "The classes of an alert of this kind. Its title is the text `alert_<kind>` of the \
         interface, else the kind.",
    ),
    key(
        "xref",
        Kind::Table,
        "Cross references by uid (`<xref:uid>`, `@uid`) to other sites.",
    ),
    key(
        "xref.maps",
        Kind::Texts,
        "Files with the uids of other sites, as DocFX and Guidepost write them, relative to a \
         locale's content folder.",
    ),
    key(
        "monikers",
        Kind::Table,
        "The versions of products that pages and zones are for. Without it no range is checked.",
    ),
    key(
        "monikers.definition",
        Kind::Text,
        "The JSON file that defines them, relative to a locale's content folder: `monikers` with \
         `moniker_name`, `product_name` and `order`.",
    ),
    key(
        "monikers.ranges",
        Kind::Table,
        "Which monikers pages are for. Of several globs that match a page the last counts.",
    ),
    key(
        "monikers.ranges.*",
        Kind::Text,
        "The range of the pages that this glob matches, relative to a locale's content folder: \
         `>= a < b` is a range, and `||` stands between several.",
    ),
    key(
        "search",
        Kind::Table,
        "The site's search; takes no keys yet.",
    ),
    key("output", Kind::Table, "What is written."),
    key(
        "output.urls",
        Kind::Choice(&["file", "folder"]),
        "\"file\" publishes `a/b.md` as `a/b.html`, \"folder\" as `a/b/index.html`.",
    ),
    key(
        "output.media",
        Kind::Choice(&["fingerprint", "path"]),
        "\"fingerprint\", the default, publishes images and films under `_assets/media/` with their \
         fingerprint in the name, so that browsers may keep them for ever; \"path\" where they lie.",
    ),
    key("serve", Kind::Table, "The preview, `guidepost serve`."),
    key(
        "serve.editor",
        Kind::Text,
        "The editor that findings lead to: \"vscode\", \"zed\", \"idea\" and others, or an address with \
         `{path}`, `{line}` and `{column}`.",
    ),
    key("rules", Kind::Table, "How grave each kind of finding is."),
    key(
        "rules.*",
        SEVERITIES,
        "The severity of the finding with this code.",
    ),
];

/// The key for a place such as `locales.ko-kr`, given its parent's place in the
/// table's own notation and its name.
#[must_use]
pub fn find(parent: &str, name: &str) -> Option<&'static Key> {
    let named = join(parent, name);
    let any = join(parent, "*");
    KEYS.iter()
        .find(|key| key.path == named)
        .or_else(|| KEYS.iter().find(|key| key.path == any))
}

/// The names that may stand directly in a table.
pub fn names_in(parent: &str) -> impl Iterator<Item = &'static str> {
    KEYS.iter().filter_map(move |key| {
        let name = match parent {
            "" => key.path,
            _ => key.path.strip_prefix(parent)?.strip_prefix('.')?,
        };
        (!name.contains(['.', '*', '['])).then_some(name)
    })
}

fn join(parent: &str, name: &str) -> String {
    match parent {
        "" => name.to_owned(),
        _ => format!("{parent}.{name}"),
    }
}
