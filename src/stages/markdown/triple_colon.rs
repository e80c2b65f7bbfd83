//! `:::name attribute="value":::` and its kin, as they stand in a line.

use super::attributes::{self, Attributes, find};
use super::directives::{Block, Directive, Image, ImageKind, LONGEST, Snippet, Video};
use crate::base::diagnostic::Code;
use crate::stages::snippet::Selection;

/// What is known about the forms of a name.
pub(super) struct Spec {
    pub name: &'static str,
    /// The code of findings about them.
    pub code: Code,
    /// Without these a line is no such form.
    pub required: &'static [&'static str],
    pub optional: &'static [&'static str],
}

const fn spec(
    name: &'static str,
    code: Code,
    required: &'static [&'static str],
    optional: &'static [&'static str],
) -> Spec {
    Spec {
        name,
        code,
        required,
        optional,
    }
}

/// Every form.
#[rustfmt::skip]
pub(super) const SPECS: &[Spec] = &[
    spec("row", Code::InvalidRow, &[], &["count"]),
    spec("row-end", Code::InvalidRow, &[], &[]),
    spec("column", Code::InvalidColumn, &[], &["span"]),
    spec("column-end", Code::InvalidColumn, &[], &[]),
    spec("moniker", Code::InvalidMonikerRange, &["range"], &[]),
    spec("moniker-end", Code::InvalidMonikerRange, &[], &[]),
    spec("zone", Code::InvalidZone, &[], &["target", "pivot"]),
    spec("zone-end", Code::InvalidZone, &[], &[]),
    spec("form", Code::InvalidForm, &["action", "submitText"], &["model"]),
    spec("image", Code::InvalidImage, &["source"],
        &["type", "alt-text", "lightbox", "link", "border", "loc-scope"]),
    spec("image-end", Code::InvalidImage, &[], &[]),
    spec("video", Code::InvalidVideo, &["source"],
        &["title", "max-width", "thumbnail", "upload-date", "duration", "type"]),
    spec("code", Code::InvalidCode, &["source"],
        &["language", "id", "range", "highlight", "interactive", "title"]),
    spec("no-loc", Code::InvalidTripleColon, &["text"], &[]),
];

/// A line that has the shape of a form, whether or not it is one.
pub(super) struct Written {
    /// Its name in lower case.
    pub name: String,
    /// `None` where they are not written right.
    pub attributes: Option<Attributes>,
    /// Whether `:::` ends it.
    pub is_closed: bool,
    /// Its length in bytes.
    pub len: usize,
}

impl Written {
    /// What is known about forms of its name.
    pub(super) fn spec(&self) -> Option<&'static Spec> {
        SPECS.iter().find(|spec| spec.name == self.name)
    }
}

/// What stands at the start of `text`, if it begins as a form does.
pub(super) fn written(text: &str) -> Option<Written> {
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
    Some(Written {
        name: body[..name_len].to_ascii_lowercase(),
        attributes: attributes::read(&body[name_len..]),
        is_closed,
        len,
    })
}

/// The form at the start of `text`, and its length. Zones and monikers may
/// leave out the closing colons and then take the whole line.
pub(super) fn read(text: &str) -> Option<(Directive, usize)> {
    let form = written(text)?;
    let spec = form.spec()?;
    let written = form.attributes.as_ref()?;
    if missing(spec, written).is_some() {
        return None;
    }
    let may_stay_open = matches!(spec.name, "moniker" | "moniker-end" | "zone" | "zone-end");
    if !form.is_closed && !may_stay_open {
        return None;
    }
    let text = |name| find(written, name).unwrap_or_default();
    let directive = match spec.name {
        "row" => Directive::Open(Block::Row),
        "column" => Directive::Open(Block::Column {
            span: text("span").parse().ok(),
        }),
        "moniker" => Directive::Open(Block::Moniker {
            range: text("range"),
        }),
        "zone" => Directive::Open(zone(written)?),
        "row-end" => Directive::Close("row"),
        "column-end" => Directive::Close("column"),
        "moniker-end" => Directive::Close("moniker"),
        "zone-end" => Directive::Close("zone"),
        "image-end" => Directive::ImageEnd,
        "form" => Directive::Form {
            action: text("action"),
            submit: text("submitText"),
        },
        "image" => Directive::Image(image(written)?),
        "video" => Directive::Video(Video {
            source: text("source"),
            title: find(written, "title"),
            max_width: find(written, "max-width").and_then(|width| width.parse().ok()),
            thumbnail: find(written, "thumbnail"),
            upload_date: find(written, "upload-date"),
            is_inline: true,
        }),
        "code" => Directive::Snippet(snippet(written)),
        "no-loc" => Directive::NoLoc(text("text")),
        _ => return None,
    };
    Some((directive, form.len))
}

/// The code of findings about blocks of that name.
pub(super) fn code_of(name: &str) -> Code {
    let spec = SPECS.iter().find(|spec| spec.name == name);
    spec.map_or(Code::InvalidTripleColon, |spec| spec.code)
}

/// The first attribute that a form must have and has not. An empty `source`
/// leads nowhere, or to the page itself.
pub(super) fn missing(spec: &Spec, written: &Attributes) -> Option<&'static str> {
    let is_given =
        |name: &str| find(written, name).is_some_and(|value| name != "source" || !value.is_empty());
    let mut required = spec.required.iter().copied();
    required.find(|name| !is_given(name))
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

fn image(written: &Attributes) -> Option<Image> {
    let kind = match find(written, "type").as_deref() {
        None | Some("content") => ImageKind::Content,
        Some("icon") => ImageKind::Icon,
        Some("complex") => ImageKind::Complex,
        Some(_) => return None,
    };
    let given = |name| find(written, name).filter(|value| !value.is_empty());
    let border = find(written, "border");
    Some(Image {
        kind,
        source: find(written, "source")?,
        alt: find(written, "alt-text").unwrap_or_default(),
        lightbox: given("lightbox"),
        link: given("link"),
        border: match kind {
            ImageKind::Icon => border.is_some_and(|value| value == "true"),
            _ => border.is_none_or(|value| value != "false"),
        },
    })
}

/// A zone is shown to a target, to some pivots, or to those pivots of a target.
fn zone(written: &Attributes) -> Option<Block> {
    let target = find(written, "target");
    let pivots = find(written, "pivot");
    let is_target = |target: &String| matches!(target.as_str(), "docs" | "chromeless" | "pdf");
    let is_pivot = |pivot: &str| {
        let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        !pivot.is_empty() && pivot.bytes().all(is_part)
    };
    let pivots: Vec<String> = pivots.as_deref().map_or(Vec::new(), |pivots| {
        pivots
            .split(',')
            .map(|pivot| pivot.trim().to_owned())
            .collect()
    });
    let is_right = target.as_ref().is_none_or(is_target)
        && pivots.iter().all(|pivot| is_pivot(pivot))
        && (target.is_some() || !pivots.is_empty())
        && (target.as_deref() != Some("pdf") || pivots.is_empty());
    is_right.then_some(Block::Zone { target, pivots })
}

fn snippet(written: &Attributes) -> Snippet {
    let interactive = find(written, "interactive");
    Snippet {
        path: find(written, "source").unwrap_or_default(),
        language: find(written, "language"),
        name: None,
        title: find(written, "title"),
        selection: Selection::from_attributes(
            find(written, "id").as_deref(),
            find(written, "range").as_deref(),
        ),
        highlight: find(written, "highlight"),
        interactive,
        is_cell: false,
        is_triple_colon: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_recognised() {
        let image = ":::image type=\"icon\" source=\"a:::b.png\":::";
        let (directive, len) = read(&format!("{image} text")).expect("an image");
        assert_eq!(len, image.len());
        assert!(matches!(directive, Directive::Image(image) if image.source == "a:::b.png"));
        assert!(read("::: moniker range=\">= x\"").is_some());
        assert!(read("::: moniker-end").is_some());
        assert!(read(":::row:::").is_some());
        assert!(read(":::row").is_none());
        assert!(read(":::image type=\"icon\":::").is_none());
        assert!(read(":::column span=\"\":::").is_some());
        assert!(read("::: zone pivot=\"a, b\"").is_some());
        for wrong in [
            "",
            " pivot=\"A\"",
            " target=\"pdf\" pivot=\"a\"",
            " target=docs",
        ] {
            assert!(read(&format!("::: zone{wrong}")).is_none(), "{wrong}");
        }
    }
}
