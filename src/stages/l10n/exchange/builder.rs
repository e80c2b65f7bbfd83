//! [`Builder`]: puts a part together piece by piece.

use super::part::{Code, Form, Part, Piece, Role, fold, is_blank};
use crate::base::text::TextRange;
use std::ops::Range;

/// Puts a part together from pieces that stand behind each other in a layer.
#[derive(Default)]
pub(super) struct Builder {
    pieces: Vec<(Piece, Range<usize>)>,
    codes: Vec<Code>,
}

impl Builder {
    /// Appends text that stands in a range of the layer.
    pub(super) fn text(&mut self, shown: &str, written: &str, range: Range<usize>) {
        let piece = Piece::Text {
            shown: shown.to_owned(),
            written: written.to_owned(),
        };
        self.pieces.push((piece, range));
    }

    /// Appends a code that holds nothing.
    pub(super) fn alone(&mut self, role: Role, written: String, range: Range<usize>) {
        let code = self.code(role, written);
        self.pieces.push((Piece::Alone(code), range));
    }

    /// Appends the beginning of a code; gives its index for its end.
    pub(super) fn open(&mut self, role: Role, written: &str, range: Range<usize>) -> usize {
        let code = self.code(role, written.to_owned());
        self.pieces.push((Piece::Open(code), range));
        code
    }

    /// Appends the end of a code.
    pub(super) fn close(&mut self, code: usize, written: String, range: Range<usize>) {
        self.codes[code].end = Some(written);
        self.pieces.push((Piece::Close(code), range));
    }

    fn code(&mut self, role: Role, start: String) -> usize {
        let end = None;
        self.codes.push(Code { role, start, end });
        self.codes.len() - 1
    }

    /// The part, without the blanks, anchors and directives around it, which
    /// stay in the file; `None` where nothing is left. The builder is empty then.
    pub(super) fn finish(&mut self, form: Form) -> Option<Part> {
        let Self { pieces, codes } = std::mem::take(self);
        let is_around = |piece: &Piece| match piece {
            Piece::Text { shown, .. } => shown.chars().all(is_blank),
            Piece::Alone(code) => matches!(codes[*code].role, Role::Anchor | Role::Directive),
            Piece::Open(_) | Piece::Close(_) => false,
        };
        let first = pieces.iter().position(|(piece, _)| !is_around(piece))?;
        let last = pieces.iter().rposition(|(piece, _)| !is_around(piece))?;
        let kept = &pieces[first..=last];
        let mut part = Part::empty(0, form);
        part.range = TextRange::new(kept[0].1.start, kept[kept.len() - 1].1.end);
        if let Piece::Text { written, .. } = &kept[0].0 {
            part.range.start += written.len() - written.trim_start_matches(is_blank).len();
        }
        if let Piece::Text { written, .. } = &kept[kept.len() - 1].0 {
            part.range.end -= written.len() - written.trim_end_matches(is_blank).len();
        }
        let mut renumbered = vec![None; codes.len()];
        for (piece, _) in kept {
            part.append(piece, &codes, &mut renumbered);
        }
        part.fold();
        Some(part)
    }
}

impl Part {
    fn append(&mut self, piece: &Piece, codes: &[Code], renumbered: &mut [Option<usize>]) {
        let mut number = |code: usize| {
            *renumbered[code].get_or_insert_with(|| {
                self.codes.push(codes[code].clone());
                self.codes.len() - 1
            })
        };
        let piece = match piece {
            Piece::Open(code) => Piece::Open(number(*code)),
            Piece::Close(code) => Piece::Close(number(*code)),
            Piece::Alone(code) => Piece::Alone(number(*code)),
            Piece::Text { shown, written } => {
                if let Some(Piece::Text {
                    shown: shown_before,
                    written: written_before,
                }) = self.pieces.last_mut()
                {
                    shown_before.push_str(shown);
                    written_before.push_str(written);
                    return;
                }
                piece.clone()
            }
        };
        self.pieces.push(piece);
    }

    /// Folds blanks, and leaves out those at both ends.
    fn fold(&mut self) {
        let last = self.pieces.len().saturating_sub(1);
        for (index, piece) in self.pieces.iter_mut().enumerate() {
            if let Piece::Text { shown, written } = piece {
                for text in [shown, written] {
                    let folded = fold(text);
                    let mut kept = folded.as_str();
                    if index == 0 {
                        kept = kept.trim_start_matches(is_blank);
                    }
                    if index == last {
                        kept = kept.trim_end_matches(is_blank);
                    }
                    kept.clone_into(text);
                }
            }
        }
    }
}
