//! The block and inline forms of the dialect: `[!NOTE]`, `[!INCLUDE ..]`,
//! `:::image ..:::` and their kin.

use super::alerts::{Alert, Own};
use super::attributes::Attributes;
use super::lines::Shape;
use super::{bracketed, triple_colon};
use crate::stages::snippet::Selection;

/// How many bytes a part of a form may have. Without an end, a line full of
/// beginnings would be read to its end for each of them.
pub(super) const LONGEST: usize = 4096;

/// One form, recognised.
#[derive(Clone, Debug)]
pub(super) enum Directive {
    /// `> [!NOTE]`: what follows in the quote is an alert.
    Alert(Alert),
    /// `> [!div class="x" id="y"]`.
    Div { attributes: Attributes },
    /// `> [!VIDEO https://..]`, `:::video source=".." title="..":::`.
    Video(Video),
    /// `[!INCLUDE [title](path)]`. `is_inline` is what a sign behind the word
    /// says: `[!include-[..` stands in a sentence, `[!include+[..` does not.
    Include {
        path: String,
        title: String,
        is_inline: Option<bool>,
    },
    /// `[!code-csharp[name](path)]`, `:::code source="path":::`.
    Snippet(Snippet),
    /// `[!BUTTON [text](target)]`.
    Button { text: String, target: String },
    /// `:::image ..:::`.
    Image(Image),
    /// `:::image-end:::`, behind a description of a complex image.
    ImageEnd,
    /// `:::row:::` and others that hold blocks.
    Open(Block),
    /// `:::row-end:::` and others.
    Close(&'static str),
    /// `:::form action=".." submitText="..":::`.
    Form { action: String, submit: String },
    /// `:::no-loc text="..":::`.
    NoLoc(String),
}

#[derive(Clone, Debug, Default)]
pub(super) struct Video {
    pub source: String,
    pub title: Option<String>,
    /// In pixels.
    pub max_width: Option<u16>,
    pub thumbnail: Option<String>,
    pub upload_date: Option<String>,
    /// Whether it may stand in a sentence.
    pub is_inline: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Snippet {
    pub path: String,
    pub language: Option<String>,
    pub name: Option<String>,
    pub title: Option<String>,
    pub selection: Selection,
    pub highlight: Option<String>,
    /// `interactive="..."` of `:::code`.
    pub interactive: Option<String>,
    /// Whether a cell of a notebook is meant.
    pub is_cell: bool,
    pub is_triple_colon: bool,
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
    Column {
        span: Option<u8>,
    },
    Moniker {
        range: String,
    },
    Zone {
        target: Option<String>,
        pivots: Vec<String>,
    },
}

impl Block {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Column { .. } => "column",
            Self::Moniker { .. } => "moniker",
            Self::Zone { .. } => "zone",
        }
    }
}

/// Whether a line that holds only `line` (trimmed) is a block form, and what it
/// does to the lines around it.
pub(super) fn shape(line: &str, in_quote: bool, own: Own) -> Option<Shape> {
    if line.starts_with(":::") {
        let (directive, len) = triple_colon::read(line)?;
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
    if Alert::at_start_of(line, own).is_some() {
        return Some(Shape::Alone);
    }
    let (directive, len) = bracketed::read(line, in_quote)?;
    let stands_in_sentence = matches!(
        directive,
        Directive::Button { .. }
            | Directive::Include {
                is_inline: Some(true),
                ..
            }
    );
    (len == line.len() && !stands_in_sentence).then_some(Shape::Alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_alone() {
        let shape = |line, in_quote| shape(line, in_quote, &[]);
        assert!(shape("[!NOTE] text", true).is_some());
        assert!(shape("[!VIDEO https://x.example/v]", true).is_some());
        assert!(shape("[!INCLUDE [t](a.md)] text", false).is_none());
        assert!(shape("[!include-[t](a.md)]", false).is_none());
        assert!(shape("[!div class=\"x\"]", false).is_none());
        assert!(shape("[!code-cs[](a.cs)]", false).is_some());
        assert_eq!(shape(":::row-end:::", false), Some(Shape::Closes("row")));
    }
}
