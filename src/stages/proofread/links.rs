//! What machines do to links.

use super::korean;
use super::prose::{Block, is_blank, offset};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use crate::stages::markdown::{Mark, Piece, What};

/// What ends a sentence behind the name of what is to be looked at, with the
/// particle that binds the two.
const TAILS: [&str; 12] = [
    "을 참조하세요.",
    "를 참조하세요.",
    "을 참조하십시오.",
    "를 참조하십시오.",
    "을 참조합니다.",
    "를 참조합니다.",
    "을 참고하세요.",
    "를 참고하세요.",
    "을 참고하십시오.",
    "를 참고하십시오.",
    "を参照してください。",
    "をご覧ください。",
];

/// Words that end with a full stop of their own.
const SHORT: [&str; 8] = ["Inc", "Corp", "Ltd", "Co", "etc", "No", "vs", "Jr"];

/// A link `[text](address)`.
pub(super) struct Link<'t> {
    pub whole: TextRange,
    /// What stands before it in its block.
    before: &'t [Piece],
    inside: &'t [Piece],
    /// What stands between its brackets.
    text: &'t str,
    /// What stands between its parentheses.
    pub address: &'t str,
}

/// The links of a block. Those whose source is written otherwise are left out.
pub(super) fn links<'b, 't>(block: &'b Block<'t>) -> impl Iterator<Item = Link<'t>> + use<'b, 't> {
    let mut open = None;
    let pieces = block.pieces.iter().enumerate();
    pieces.filter_map(move |(at, piece)| match piece.what {
        What::Open(Mark::Link) => {
            open = Some(at);
            None
        }
        What::Close(Mark::Link) => link(block, open.take()?, at),
        _ => None,
    })
}

fn link<'t>(block: &Block<'t>, open: usize, close: usize) -> Option<Link<'t>> {
    let whole = block.pieces[open].range();
    let inside = &block.pieces[open + 1..close];
    let start = whole.start + 1;
    let end = inside.iter().map(|piece| piece.range().end).max();
    let end = end.unwrap_or(start);
    let rest = block.at(TextRange::new(end, whole.end));
    Some(Link {
        whole,
        before: &block.pieces[..open],
        inside,
        text: block.at(TextRange::new(start, end)),
        address: rest.strip_prefix("](")?.strip_suffix(')')?,
    })
}

/// The findings about blanks just inside the brackets of links.
pub(super) fn padded(block: &Block) -> Vec<Diagnostic<TextRange>> {
    let mut findings: Vec<_> = links(block)
        .filter_map(|link| padding(block, &link))
        .collect();
    for (text, start) in block.texts() {
        let parts = text.match_indices("] (");
        findings.extend(parts.filter_map(|(at, _)| parted(text, at, start)));
    }
    findings
}

fn padding(block: &Block, link: &Link) -> Option<Diagnostic<TextRange>> {
    let Link {
        whole,
        text,
        address,
        ..
    } = link;
    let bare = text.trim();
    let is_padded = bare.len() < text.len() || address.trim().len() < address.len();
    let holds_image = || link.inside.iter().any(|piece| piece.what == What::Image);
    if !is_padded || bare.is_empty() || address.trim().is_empty() || holds_image() {
        return None;
    }
    let needs_none =
        |next: Option<char>| is_blank(next) || next.is_some_and(|next| next.is_ascii_punctuation());
    let pad = |was_there: bool, needs_none: bool| match was_there && !needs_none {
        true => " ",
        false => "",
    };
    let mended = format!(
        "{}[{bare}]({}){}",
        pad(
            text.starts_with(char::is_whitespace),
            is_blank(block.before(whole.start))
        ),
        address.trim(),
        pad(
            text.ends_with(char::is_whitespace),
            needs_none(block.behind(whole.end))
        ),
    );
    let message = "this link has blanks just inside its brackets";
    let finding = Diagnostic::new(Code::LinkPadded, *whole, message)
        .hint("put the blanks outside of the link, or take them out");
    Some(finding.fix(*whole, mended))
}

/// `[text] (address)`, which is no link: the finding about the `] (` at `at`.
fn parted(text: &str, at: usize, start: usize) -> Option<Diagnostic<TextRange>> {
    let (before, behind) = (&text[..at], &text[at + "] (".len()..]);
    let open = before.rfind(['[', ']'])?;
    let name = before[open..].strip_prefix('[')?.trim();
    let address = behind.trim_start();
    let address = &address[..address.find([')', ' ', '\n'])?];
    let rest = &behind[offset(behind, address) + address.len()..];
    let end = behind.len() - rest.trim_start().strip_prefix(')')?.len();
    // What stands in parentheses in prose looks otherwise.
    let leads = address.starts_with("http")
        || address.starts_with(['/', '#'])
        || address.starts_with("./")
        || address.starts_with("../")
        || address.rsplit('.').next() == Some("md");
    if !leads || name.is_empty() {
        return None;
    }
    let whole = TextRange::new(open, at + "] (".len() + end).shifted(start);
    let message = "a blank parts this link in two, so readers see its brackets";
    let finding = Diagnostic::new(Code::LinkPadded, whole, message)
        .hint("write the address directly behind the text");
    Some(finding.fix(whole, format!("[{name}]({address})")))
}

/// The findings about links that hold the end of their sentence.
pub(super) fn swallowing(block: &Block, language: &str) -> Vec<Diagnostic<TextRange>> {
    let holds_end =
        |link: &Link| ends_sentence(link.text.trim_end()) && is_begun(block, link.before);
    let links = links(block).filter(holds_end);
    links
        .map(|link| {
            let message = "the text of this link holds the end of the sentence";
            let finding =
                Diagnostic::new(Code::TranslationLinkSwallowsSentence, link.whole, message)
                    .hint("put into the link the name of what it leads to, and nothing else");
            match freed(block, &link, language) {
                Some(mended) => finding.fix(link.whole, mended),
                None => finding,
            }
        })
        .collect()
}

fn ends_sentence(text: &str) -> bool {
    if text.ends_with('。') {
        return true;
    }
    let Some(rest) = text.strip_suffix('.') else {
        return false;
    };
    let last = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    !rest.is_empty() && !last.contains('.') && !SHORT.contains(&last)
}

/// Whether a sentence has begun in these pieces and goes on behind them.
fn is_begun(block: &Block, pieces: &[Piece]) -> bool {
    for piece in pieces.iter().rev() {
        match piece.what {
            What::HardBreak | What::Html => return false,
            What::Break | What::Open(_) | What::Close(_) => {}
            What::Text | What::Entity => {
                let text = block.at(piece.range()).trim_end();
                if !text.is_empty() {
                    return text.ends_with(|last: char| {
                        last.is_alphanumeric()
                            || matches!(last, ')' | '"' | '”' | '\'' | '’' | '(' | '&')
                    });
                }
            }
            What::Code | What::Image => return true,
        }
    }
    false
}

/// The link with the end of the sentence behind it, where it is plain what that is.
fn freed(block: &Block, link: &Link, language: &str) -> Option<String> {
    let goes_on = block
        .behind(link.whole.end)
        .is_some_and(|next| !next.is_whitespace() && !matches!(next, '|' | '<'));
    if goes_on || link.inside.iter().any(|piece| piece.what != What::Text) {
        return None;
    }
    let (text, address) = (link.text.trim_end(), link.address);
    let tail = TAILS.iter().find(|tail| text.ends_with(*tail));
    if let Some(tail) = tail {
        let name = text.strip_suffix(tail)?;
        let name = name.trim_end();
        return (!name.is_empty()).then(|| format!("[{name}]({address}){tail}"));
    }
    let name = text.strip_suffix('.')?;
    let is_name = language == "ko" && !korean::ends_like_sentence(name);
    is_name.then(|| format!("[{name}]({address})."))
}
