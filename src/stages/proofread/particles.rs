//! Korean particles that were torn off their words.

use super::korean;
use super::prose::{Block, offset};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use crate::stages::config::Markdown;
use crate::stages::markdown::{Mark, Piece, What};

/// The findings about particles that stand alone.
pub(super) fn alone(block: &Block, options: &Markdown) -> Vec<Diagnostic<TextRange>> {
    let mut findings = Vec::new();
    for (index, piece) in block.pieces.iter().enumerate() {
        if piece.what != What::Text {
            continue;
        }
        let before = index.checked_sub(1).map(|at| &block.pieces[at]);
        let after = block.pieces.get(index + 1);
        let is = |piece: Option<&Piece>, what| piece.is_some_and(|piece| piece.what == what);
        // What is emphasised and nothing else is a finding of its own.
        if !is(before, What::Open(Mark::Emphasis)) || !is(after, What::Close(Mark::Emphasis)) {
            in_text(block, [before, after], piece, options, &mut findings);
        }
    }
    findings
}

fn in_text(
    block: &Block,
    [before, after]: [Option<&Piece>; 2],
    piece: &Piece,
    options: &Markdown,
    findings: &mut Vec<Diagnostic<TextRange>>,
) {
    let text = block.at(piece.range());
    let start = piece.range().start;
    let mut previous = "";
    for token in text.split_ascii_whitespace() {
        let word = token.trim_end_matches(['.', ',', ':', ';', ')', '!', '?']);
        let is_repeated = std::mem::replace(&mut previous, word) == word;
        if !korean::is_particle(word) || is_repeated {
            continue;
        }
        let at = offset(text, token);
        let ahead = text[..at].trim_end();
        let host = match ahead.chars().next_back() {
            Some(letter) => Host::of(letter, ahead),
            None => Host::of_piece(block, before, options),
        };
        let is_attached = at == 0 && before.is_some_and(|piece| !begins_word(piece));
        let is_last = at + token.len() == text.len();
        let runs_on = is_last && after.is_some_and(|next| !ends_before(next));
        let is_a_word = korean::is_word_too(word) && !matches!(host, Host::Word { .. });
        let starts_block = ahead.is_empty() && before.is_none();
        if !(is_attached || runs_on || is_a_word || starts_block) {
            let gap = TextRange::new(ahead.len(), at).shifted(start);
            let place = TextRange::new(at, at + word.len()).shifted(start);
            findings.push(torn_off(word, host, place, gap));
        }
    }
}

/// The finding about a particle, and the blanks before it taken out where the
/// word before them is surely its own.
fn torn_off(word: &str, host: Host, place: TextRange, gap: TextRange) -> Diagnostic<TextRange> {
    let message = format!("the particle `{word}` stands alone");
    let finding = Diagnostic::new(Code::TranslationParticleAlone, place, message);
    let is_sure = gap.start < gap.end
        && match host {
            Host::Word { last, is_sure } => is_sure && korean::agrees(last, word),
            Host::Number => true,
            Host::None => false,
        };
    match is_sure {
        true => finding
            .hint("write it together with the word before it")
            .fix(gap, ""),
        false => finding.hint("write the word that it belongs to, or take it out"),
    }
}

/// Whether a word begins behind a piece, so that none goes on there.
fn begins_word(piece: &Piece) -> bool {
    matches!(piece.what, What::Break | What::HardBreak | What::Open(_))
}

/// Whether a word has ended where a piece begins.
fn ends_before(piece: &Piece) -> bool {
    matches!(
        piece.what,
        What::Break | What::HardBreak | What::Close(_) | What::Html
    )
}

/// What stands before a particle.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Host {
    /// Something that particles are written together with, its last letter, and
    /// whether the particle is surely its own.
    Word {
        last: Option<char>,
        is_sure: bool,
    },
    Number,
    None,
}

impl Host {
    /// `ahead` is the text that ends with the letter.
    fn of(letter: char, ahead: &str) -> Self {
        let is_mark = matches!(letter, ')' | '"' | '\'' | '”' | '’' | ']' | '%');
        let word = ahead.rsplit(char::is_whitespace).next();
        match letter {
            digit if digit.is_numeric() => Self::Number,
            letter if letter.is_alphabetic() || is_mark => Self::Word {
                last: Some(letter),
                is_sure: !(korean::ends_in_connective(ahead)
                    || word.is_some_and(korean::is_particle)),
            },
            _ => Self::None,
        }
    }

    fn of_piece(block: &Block, piece: Option<&Piece>, options: &Markdown) -> Self {
        let Some(piece) = piece else {
            return Self::None;
        };
        let source = block.at(piece.range());
        let (last, is_sure) = match piece.what {
            // A `_` closes nothing beside a letter, and in plain CommonMark a `*`
            // does not between a sign and a letter.
            What::Close(_) => {
                let last = source.trim_end_matches('*').chars().next_back();
                let is_letter = last.is_some_and(char::is_alphanumeric);
                (
                    last,
                    is_letter || !(source.ends_with('_') || options.is_commonmark),
                )
            }
            What::Code => (None, true),
            What::Html if source.starts_with("</") => (None, true),
            _ => return Self::None,
        };
        Self::Word { last, is_sure }
    }
}
