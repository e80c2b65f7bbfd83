//! Marks of emphasis that are shown, and emphasis on the wrong words.

use super::korean;
use super::prose::{Block, Prose, is_blank};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use crate::stages::markdown::{self, Dialect, Mark, What};

/// Who wrote a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    /// An author, who may well show a mark on purpose: nothing is edited.
    Author,
    /// A translator or a machine.
    Translator,
}

/// The findings about marks of emphasis that readers see.
pub(super) fn unread(
    block: &Block,
    dialect: Dialect,
    writer: Writer,
) -> Vec<Diagnostic<TextRange>> {
    let mut findings = underscores(block);
    match writer {
        Writer::Translator => findings.extend(unread_stars(block, stars(block), dialect)),
        Writer::Author => {
            let mut stars = stars(block);
            stars.retain(|mark| !is_free(block, *mark));
            findings.extend(unread_stars(block, stars, dialect));
            for finding in &mut findings {
                finding.fix = None;
            }
        }
    }
    findings
}

fn unread_stars(
    block: &Block,
    stars: Vec<TextRange>,
    dialect: Dialect,
) -> Vec<Diagnostic<TextRange>> {
    let mut findings = Vec::new();
    let has_free = stars.iter().any(|mark| is_free(block, *mark));
    // Of many marks nobody can say which belong together.
    let pairs = match stars.len() {
        2 => stars.as_chunks::<2>().0,
        4 | 6 | 8 if !has_free => stars.as_chunks::<2>().0,
        _ => &[],
    };
    let unread = |at| {
        let message = "`**` is shown as it stands, because it neither opens nor closes anything";
        Diagnostic::new(Code::EmphasisNotRead, at, message)
            .hint("write the marks directly around what is emphasised, without blanks inside")
    };
    for [open, close] in pairs {
        let whole = TextRange::new(open.start, close.end);
        match mended(block, *open, *close, dialect) {
            Some(mended) => findings.push(unread(whole).fix(whole, mended)),
            None => findings.extend([unread(*open), unread(*close)]),
        }
    }
    if pairs.is_empty() {
        findings.extend(stars.into_iter().map(unread));
    }
    findings
}

/// Whether a mark has blanks on both sides, as an operator has: `2 ** 3`.
fn is_free(block: &Block, mark: TextRange) -> bool {
    is_blank(block.before(mark.start)) && is_blank(block.behind(mark.end))
}

/// Where `**` stands in what readers see.
fn stars(block: &Block) -> Vec<TextRange> {
    let mut found = Vec::new();
    for (text, start) in block.texts() {
        let mut from = 0;
        while let Some(at) = text[from..].find("**") {
            let at = from + at;
            let rest = text[at..].trim_start_matches('*');
            from = text.len() - rest.len();
            let is_of_path = |letter: Option<char>| matches!(letter, Some('/' | '\\' | '.'));
            let place = TextRange::new(at, from).shifted(start);
            let is_path = is_of_path(block.before(place.start)) || is_of_path(rest.chars().next());
            if from - at == 2 && !is_path {
                found.push(place);
            }
        }
    }
    found
}

/// Two marks and what stands between them, the blanks moved out, if that makes
/// emphasis of them.
fn mended(block: &Block, open: TextRange, close: TextRange, dialect: Dialect) -> Option<String> {
    let between = block.at(TextRange::new(open.end, close.start));
    let bare = between.trim();
    if is_free(block, open) && is_free(block, close) {
        return None;
    }
    if bare.is_empty() || bare.len() == between.len() || between.contains(['\n', '*']) {
        return None;
    }
    let pad = |was_there: bool, is_blank: bool| match was_there && !is_blank {
        true => " ",
        false => "",
    };
    let mended = format!(
        "{}**{bare}**{}",
        pad(
            between.starts_with(char::is_whitespace),
            is_blank(block.before(open.start))
        ),
        pad(
            between.ends_with(char::is_whitespace),
            is_blank(block.behind(close.end))
        ),
    );
    // The letters beside the marks decide, and what else stands in the block.
    let before = block.at(TextRange::new(block.range.start, open.start));
    let behind = block.at(TextRange::new(close.end, block.range.end));
    let shown = |text: &str| {
        let document = markdown::parse(text, dialect);
        let outline = &document.outline;
        let prose = Prose { text, outline };
        let blocks = outline.blocks.iter();
        blocks
            .map(|block| stars(&prose.block(block)).len())
            .sum::<usize>()
    };
    let is_better = shown(&format!("{before}{mended}{behind}")) + 2 == shown(block.at(block.range));
    is_better.then_some(mended)
}

/// `_word_을`: CommonMark takes no `_` beside a letter.
fn underscores(block: &Block) -> Vec<Diagnostic<TextRange>> {
    let mut findings = Vec::new();
    for (text, start) in block.texts() {
        let mut open: Option<usize> = None;
        for (at, _) in text.match_indices('_') {
            if let Some(begin) = open.take_if(|begin| is_pair(text, *begin, at)) {
                let place = TextRange::new(begin, at + 1).shifted(start);
                let message = "`_` is shown as it stands, because a letter stands beside it";
                let finding = Diagnostic::new(Code::EmphasisNotRead, place, message)
                    .hint("emphasise a part of a word with `*`");
                findings.push(finding.fix(place, format!("*{}*", &text[begin + 1..at])));
                continue;
            }
            let [before, behind] = beside(text, at);
            let opens = !is_blank(behind) && !before.is_some_and(is_of_name);
            open = opens.then_some(at);
        }
    }
    findings
}

/// Whether two `_` were meant to stand around a part of a word. One with letters on
/// both sides may be a part of a name, as in `snake_변수_이름`: two such are no pair,
/// and one is of a pair only where no blank parts it from the other.
fn is_pair(text: &str, open: usize, close: usize) -> bool {
    let inside = &text[open + 1..close];
    let [before, _] = beside(text, open);
    let [last, behind] = beside(text, close);
    let is_ours = |letter: Option<char>| letter.is_some_and(korean::is_hangul);
    let is_beside_ours = is_ours(behind) || (is_ours(before) && !behind.is_some_and(is_of_name));
    let is_bare = inside.starts_with(char::is_alphanumeric) && !is_blank(last);
    let joined = [open, close].map(|at| is_joined(text, at));
    let may_be = match joined {
        [true, true] => false,
        [false, false] => true,
        _ => !inside.contains(char::is_whitespace),
    };
    is_beside_ours && is_bare && may_be && !inside.contains('*')
}

/// Whether a letter is one that names in code have, the sign between their words
/// included.
fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// Whether a mark has letters on both sides.
fn is_joined(text: &str, at: usize) -> bool {
    beside(text, at)
        .into_iter()
        .all(|letter| letter.is_some_and(char::is_alphanumeric))
}

/// The characters before and behind a `_`.
fn beside(text: &str, at: usize) -> [Option<char>; 2] {
    [
        text[..at].chars().next_back(),
        text[at + 1..].chars().next(),
    ]
}

/// The findings about emphasis that lies on a particle or a verb alone.
pub(super) fn displaced(block: &Block) -> Vec<Diagnostic<TextRange>> {
    let mut findings = Vec::new();
    for (at, three) in block.pieces.windows(3).enumerate() {
        let [open, inside, close] = three else {
            continue;
        };
        let is_emphasis = open.what == What::Open(Mark::Emphasis)
            && close.what == What::Close(Mark::Emphasis)
            && inside.what == What::Text;
        let before = at.checked_sub(1).map(|at| block.pieces[at]);
        let Some(before) = before.filter(|_| is_emphasis) else {
            continue;
        };
        let word = block.at(inside.range()).trim().trim_end_matches('.');
        let goes_on = before.what == What::Text && {
            let before = block.at(before.range()).trim_end();
            before.ends_with(|last: char| last.is_alphanumeric() || last == ')')
        };
        let kind = match word {
            _ if korean::is_particle(word) && !korean::is_word_too(word) => "particle",
            _ if goes_on && korean::is_predicate(word) => "verb",
            _ => continue,
        };
        let message = format!("the {kind} `{word}` is emphasised, and not what it belongs to");
        findings.push(
            Diagnostic::new(Code::TranslationEmphasisDisplaced, open.range(), message)
                .hint("emphasise the words that the source page emphasises"),
        );
    }
    findings
}
