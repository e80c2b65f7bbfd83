//! Marks of emphasis that are shown, and emphasis on the wrong words.

use super::korean;
use super::prose::{Block, Prose, is_blank};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use crate::stages::markdown::{self, Dialect, Mark, What};

/// The findings about marks of emphasis that readers see.
pub(super) fn unread(block: &Block, dialect: Dialect) -> Vec<Diagnostic<TextRange>> {
    let mut findings = underscores(block);
    let stars = stars(block);
    // Of many marks nobody can say which belong together.
    let pairs = match stars.len() {
        2 | 4 | 6 | 8 => stars.as_chunks::<2>().0,
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
    let is_ours = |letter: Option<char>| letter.is_some_and(korean::is_hangul);
    let is_ascii =
        |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    for (text, start) in block.texts() {
        let mut open: Option<usize> = None;
        for (at, _) in text.match_indices('_') {
            let before = text[..at].chars().next_back();
            let behind = text[at + 1..].chars().next();
            if let Some(begin) = open.take() {
                let inside = &text[begin + 1..at];
                let is_inside_word = is_ours(behind)
                    || (is_ours(text[..begin].chars().next_back()) && !is_ascii(behind));
                let is_bare = inside.starts_with(char::is_alphanumeric) && !is_blank(before);
                if is_inside_word && is_bare && !inside.contains('*') {
                    let place = TextRange::new(begin, at + 1).shifted(start);
                    let message = "`_` is shown as it stands, because a letter stands beside it";
                    let finding = Diagnostic::new(Code::EmphasisNotRead, place, message)
                        .hint("emphasise a part of a word with `*`");
                    findings.push(finding.fix(place, format!("*{inside}*")));
                    continue;
                }
            }
            if !is_blank(behind) && !is_ascii(before) {
                open = Some(at);
            }
        }
    }
    findings
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
