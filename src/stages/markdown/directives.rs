//! The block and inline forms of the dialect: `[!NOTE]`, `[!INCLUDE ..]`,
//! `:::image ..:::` and their kin, as they stand in a line.

use super::lines::Shape;

/// How many bytes a part of a form may have. Without an end, a line full of
/// beginnings would be read to its end for each of them.
const LONGEST: usize = 4096;

/// One form, recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Directive {
    /// `> [!NOTE]`: what follows in the quote is an alert.
    Alert(Alert),
    /// `> [!div class="x" id="y"]`.
    Div {
        class: Option<String>,
        id: Option<String>,
    },
    /// `> [!VIDEO https://..]`, `:::video source=".." title="..":::`.
    Video {
        source: String,
        title: Option<String>,
    },
    /// `[!INCLUDE [title](path)]`.
    Include { path: String },
    /// `:::image ..:::`.
    Image(Image),
    /// `:::image-end:::`, behind a description of a complex image.
    ImageEnd,
    /// `:::row:::` and others that hold blocks.
    Open(Block),
    /// `:::row-end:::` and others.
    Close(&'static str),
    /// `:::no-loc text="..":::`.
    NoLoc(String),
}

/// The kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Makes it easier.
    Tip,
    /// Must be known.
    Important,
    /// May go wrong.
    Warning,
    /// Will do harm.
    Caution,
}

impl Alert {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::Tip,
        Self::Important,
        Self::Warning,
        Self::Caution,
    ];

    /// The kind in lower case: `note`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }

    /// The kind whose marker, such as `[!NOTE]` in any case, begins `text`, and
    /// the marker's length.
    pub(super) fn at_start_of(text: &str) -> Option<(Self, usize)> {
        let inside = text.strip_prefix("[!")?;
        let end = inside.bytes().take(12).position(|b| b == b']')?;
        let key = inside[..end].trim();
        let kind = Self::ALL
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(key))?;
        Some((kind, end + 3))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Image {
    pub kind: ImageKind,
    pub source: String,
    pub alt: String,
    pub lightbox: Option<String>,
    pub link: Option<String>,
    pub border: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ImageKind {
    Content,
    Icon,
    /// A block whose description follows, up to `:::image-end:::`.
    Complex,
}

/// A `:::` form that holds blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Row,
    Column,
    Moniker { range: String },
    Zone { target: String, pivot: String },
}

impl Block {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Column => "column",
            Self::Moniker { .. } => "moniker",
            Self::Zone { .. } => "zone",
        }
    }
}

/// Whether a line that holds only `line` (trimmed) is a block form, and what it
/// does to the lines around it.
pub(super) fn shape(line: &str, in_quote: bool) -> Option<Shape> {
    if line.starts_with(":::") {
        let (directive, len) = triple_colon(line)?;
        return (len == line.len()).then_some(match directive {
            Directive::Open(block) => Shape::Opens(block.name()),
            Directive::Close(name) => Shape::Closes(name),
            Directive::Image(image) if image.kind == ImageKind::Complex => Shape::Opens("image"),
            Directive::ImageEnd => Shape::Closes("image"),
            // It is a word of a sentence, even when it stands alone.
            Directive::NoLoc(_) => return None,
            _ => Shape::Alone,
        });
    }
    if !line.starts_with("[!") {
        return None;
    }
    let is_block = Alert::at_start_of(line).is_some()
        || bracketed(line, in_quote).is_some_and(|(_, len)| len == line.len());
    is_block.then_some(Shape::Alone)
}

/// The `[!..]` form at the start of `text` other than an alert, and its length.
pub(super) fn bracketed(text: &str, in_quote: bool) -> Option<(Directive, usize)> {
    if let Some((path, len)) = include(text) {
        return Some((Directive::Include { path }, len));
    }
    let inside = text.strip_prefix("[!")?;
    let end = inside.find(']')?;
    let (key, rest) = inside[..end].split_once([' ', '\t'])?;
    let directive = if key.eq_ignore_ascii_case("video") {
        Directive::Video {
            source: rest.trim().to_owned(),
            title: None,
        }
    } else if in_quote && key.eq_ignore_ascii_case("div") {
        let attributes = attributes(rest.trim().trim_matches('`'))?;
        Directive::Div {
            class: find(&attributes, "class"),
            id: find(&attributes, "id"),
        }
    } else {
        return None;
    };
    Some((directive, end + 3))
}

/// `[!INCLUDE [title](path "title")]`, in any case, at the start of `text`:
/// the path and the form's length. No blank may stand before the last `]`.
fn include(text: &str) -> Option<(String, usize)> {
    let key = "[!include";
    let head = text.get(..key.len())?;
    if !head.eq_ignore_ascii_case(key) {
        return None;
    }
    let after = &text[key.len()..];
    let after = after.strip_prefix(['+', '-']).unwrap_or(after);
    let title = after.trim_start().strip_prefix('[')?;
    let target = &title[matching(title, b'[', b']')? + 1..];
    let target = target.strip_prefix('(')?;
    let close = matching(target, b'(', b')')?;
    let rest = target[close + 1..].strip_prefix(']')?;
    let destination = target[..close].trim();
    let path = match destination.strip_prefix('<') {
        Some(pointed) => &pointed[..pointed.find('>')?],
        None => destination.split([' ', '\t']).next().unwrap_or_default(),
    };
    if path.is_empty() {
        return None;
    }
    let path = path.replace("\\(", "(").replace("\\)", ")");
    Some((path, text.len() - rest.len()))
}

/// Offset of the `close` that matches an `open` already read, on the same line.
fn matching(text: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 1;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'\n' => return None,
            _ if escaped => {}
            _ if byte == open => depth += 1,
            _ if byte == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}

/// The `:::name ..:::` form at the start of `text`, and its length. Zones and
/// monikers may leave out the closing colons and then take the whole line.
pub(super) fn triple_colon(text: &str) -> Option<(Directive, usize)> {
    let named = text.strip_prefix(":::")?.trim_start_matches([' ', '\t']);
    if !named.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let end = text.bytes().take(LONGEST).position(|byte| byte == b'\n');
    let line = text[..end.unwrap_or(text.len())].trim_end_matches('\r');
    let inside = line.strip_prefix(":::")?;
    let (body, len) = match closing_colons(inside) {
        Some(end) => (&inside[..end], end + 6),
        None => (inside, line.len()),
    };
    let is_closed = len < line.len() || line.ends_with(":::") && line.len() > 3;
    let body = body.trim();
    let name_len = body
        .bytes()
        .take_while(|b| b.is_ascii_alphabetic() || *b == b'-')
        .count();
    let name = body[..name_len].to_ascii_lowercase();
    let written = attributes(&body[name_len..])?;
    let directive = match name.as_str() {
        "row" => Directive::Open(Block::Row),
        "column" => Directive::Open(Block::Column),
        "moniker" => Directive::Open(Block::Moniker {
            range: find(&written, "range")?,
        }),
        "zone" => Directive::Open(Block::Zone {
            target: find(&written, "target").unwrap_or_default(),
            pivot: find(&written, "pivot").unwrap_or_default(),
        }),
        "row-end" => Directive::Close("row"),
        "column-end" => Directive::Close("column"),
        "moniker-end" => Directive::Close("moniker"),
        "zone-end" => Directive::Close("zone"),
        "image-end" => Directive::ImageEnd,
        "image" if is_closed => Directive::Image(image(&written)?),
        "video" if is_closed => Directive::Video {
            source: find(&written, "source")?,
            title: find(&written, "title"),
        },
        "no-loc" if is_closed => Directive::NoLoc(find(&written, "text")?),
        _ => return None,
    };
    let may_stay_open = matches!(directive, Directive::Open(Block::Moniker { .. }))
        || matches!(directive, Directive::Open(Block::Zone { .. }))
        || matches!(directive, Directive::Close("moniker" | "zone"));
    (is_closed || may_stay_open).then_some((directive, len))
}

/// Offset of the `:::` that closes a form, outside of quoted values.
fn closing_colons(inside: &str) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate().take(LONGEST) {
        match byte {
            b'"' if !escaped => quoted = !quoted,
            b':' if !quoted && inside[at..].starts_with(":::") => return Some(at),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}

fn image(written: &[(String, String)]) -> Option<Image> {
    let kind = match find(written, "type").as_deref() {
        None | Some("content") => ImageKind::Content,
        Some("icon") => ImageKind::Icon,
        Some("complex") => ImageKind::Complex,
        Some(_) => return None,
    };
    Some(Image {
        kind,
        source: find(written, "source")?,
        alt: find(written, "alt-text").unwrap_or_default(),
        lightbox: find(written, "lightbox").filter(|value| !value.is_empty()),
        link: find(written, "link").filter(|value| !value.is_empty()),
        border: find(written, "border").is_none_or(|value| value != "false"),
    })
}

/// Reads `name="value" name = "value"`; `None` for anything else.
fn attributes(text: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let name = name.trim();
        let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if name.is_empty() || !name.bytes().all(is_name) {
            return None;
        }
        let value = after.trim_start().strip_prefix('"')?;
        let mut end = value.find('"')?;
        while value[..end].ends_with('\\') {
            end += 1 + value[end + 1..].find('"')?;
        }
        found.push((
            name.to_ascii_lowercase(),
            value[..end].replace("\\\"", "\""),
        ));
        rest = value[end + 1..].trim_start();
    }
    Some(found)
}

fn find(attributes: &[(String, String)], name: &str) -> Option<String> {
    let (_, value) = attributes.iter().find(|(written, _)| written == name)?;
    Some(value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn include_path(text: &str) -> Option<String> {
        include(text).map(|(path, _)| path)
    }

    #[test]
    fn includes() {
        let cases = [
            ("[!INCLUDE [t](a.md)]", Some("a.md")),
            ("[!include[t](../a b.md \"x\")] more", Some("../a")),
            ("[!Include-[a [b]](<a b.md>)]", Some("a b.md")),
            ("[!INCLUDE [t](a\\(1\\).md)]", Some("a(1).md")),
            ("[!INCLUDE [t](a.md) ]", None),
            ("[!INCLUDE]", None),
        ];
        for (text, expected) in cases {
            assert_eq!(include_path(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn alerts_in_any_case() {
        assert_eq!(Alert::at_start_of("[!Note]x"), Some((Alert::Note, 7)));
        assert_eq!(Alert::at_start_of("[!NOTES]"), None);
    }

    #[test]
    fn triple_colons() {
        let image = ":::image type=\"icon\" source=\"a:::b.png\":::";
        let (directive, len) = triple_colon(&format!("{image} text")).expect("an image");
        assert_eq!(len, image.len());
        assert!(matches!(directive, Directive::Image(image) if image.source == "a:::b.png"));
        assert!(triple_colon("::: moniker range=\">= x\"").is_some());
        assert!(triple_colon("::: moniker-end").is_some());
        assert!(triple_colon(":::row:::").is_some());
        assert!(triple_colon(":::row").is_none());
        assert!(triple_colon(":::image type=\"icon\":::").is_none());
        assert!(triple_colon(":::column span=\"\":::").is_some());
    }

    #[test]
    fn blocks_stand_alone() {
        assert!(shape("[!NOTE] text", true).is_some());
        assert!(shape("[!VIDEO https://x.example/v]", true).is_some());
        assert!(shape("[!INCLUDE [t](a.md)] text", false).is_none());
        assert!(shape("[!div class=\"x\"]", false).is_none());
        assert_eq!(shape(":::row-end:::", false), Some(Shape::Closes("row")));
    }
}
