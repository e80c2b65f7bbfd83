//! What a block of a translation keeps of the block that it translates: code,
//! targets of links, numbers, names.

use super::figures::figures;
use super::links::links;
use super::prose::Block;
use crate::stages::markdown::What;
use std::collections::{BTreeMap, BTreeSet};

/// Code of the source that our block lacks. Where the source shows what is to be
/// filled in, as in `<your domain>`, code in our language stands for it.
pub(super) fn lost_code(ours: &Block, theirs: &Block) -> Vec<String> {
    fn codes<'t>(block: &Block<'t>) -> impl Iterator<Item = &'t str> {
        let pieces = block.pieces.iter().filter(|piece| piece.what == What::Code);
        pieces.map(|piece| block.at(piece.range()).trim_matches(['`', ' ']))
    }
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for code in codes(ours) {
        *said.entry(code).or_default() += 1;
    }
    let mut lost = Vec::new();
    for code in codes(theirs) {
        match said.get_mut(code) {
            Some(times) if *times > 0 => *times -= 1,
            _ => lost.push(code.to_owned()),
        }
    }
    let own = said.iter().filter(|(code, _)| !code.is_ascii());
    let mut filled_in: usize = own.map(|(_, times)| times).sum();
    lost.retain(|code| {
        let is_filled_in = filled_in > 0 && code.contains(['<', '{', '[', ' ']);
        filled_in -= usize::from(is_filled_in);
        !is_filled_in
    });
    lost
}

/// Targets of links of the source that our block lacks: those within the site,
/// and others where we have fewer links. Places on pages are not compared: the
/// contract about anchors says what is to be said.
pub(super) fn lost_targets(ours: &Block, theirs: &Block) -> Vec<String> {
    let targets = |block: &Block| -> Vec<String> {
        let addresses = links(block).map(|link| target(link.address));
        addresses.filter(|target| !target.is_empty()).collect()
    };
    let (said, wanted) = (targets(ours), targets(theirs));
    let has_fewer = said.len() < wanted.len();
    let said: BTreeSet<String> = said.into_iter().collect();
    let is_own = |target: &String| !target.starts_with('/') && !target.contains(':');
    let mut missing: Vec<String> = wanted
        .into_iter()
        .filter(|target| !said.contains(target.as_str()) && (has_fewer || is_own(target)))
        .collect();
    missing.dedup();
    missing
}

/// The path of an address in lower case, its language left out.
fn target(address: &str) -> String {
    let address = address.trim().trim_start_matches('<');
    let end = address
        .find(['#', '?', '>', ' ', '\n'])
        .unwrap_or(address.len());
    let path = address[..end].to_lowercase();
    let is_language = |part: &str| {
        let part = part.as_bytes();
        part.len() == 5 && part[2] == b'-' && part.is_ascii() && !part.contains(&b'.')
    };
    match path.contains("://") || path.starts_with('/') {
        true => {
            let parts = path.trim_end_matches('/').split('/');
            parts
                .filter(|part| !is_language(part))
                .collect::<Vec<_>>()
                .join("/")
        }
        false => path,
    }
}

/// What readers see of a block.
pub(super) fn shown(block: &Block) -> String {
    let mut shown = String::new();
    for piece in block.pieces {
        match piece.what {
            What::Text | What::Entity | What::Code => shown.push_str(block.at(piece.range())),
            What::Break | What::HardBreak => shown.push(' '),
            _ => {}
        }
    }
    shown
}

/// Numbers of the source that our block lacks.
pub(super) fn lost_numbers(ours: &Block, theirs: &Block) -> Vec<String> {
    let texts = theirs.texts();
    let mut lost: BTreeSet<String> = texts.flat_map(|(text, _)| figures(text)).collect();
    if !lost.is_empty() {
        for figures in figures(ours.at(ours.range)) {
            lost.remove(&figures);
        }
    }
    lost.into_iter().collect()
}

/// Names that stand in the source and not in our text.
pub(super) fn lost_names(names: &[String], ours: &str, theirs: &str) -> Vec<String> {
    let lost = names
        .iter()
        .filter(|name| has_term(theirs, name) && !ours.contains(name.as_str()));
    lost.cloned().collect()
}

/// Whether two blocks of code say the same. Comments are translated, and what
/// is to be filled in.
pub(super) fn is_same_code(ours: &Block, theirs: &Block) -> bool {
    let lines = |block: &Block<'_>| -> Vec<String> {
        let lines = block.at(block.range).lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let is_comment = |line: &str| {
        let signs = ["#", "//", ";", "--", "<!--"];
        signs.iter().any(|sign| line.starts_with(sign))
    };
    let (ours, theirs) = (lines(ours), lines(theirs));
    ours.len() == theirs.len()
        && ours.iter().zip(&theirs).all(|(ours, theirs)| {
            ours == theirs || !ours.is_ascii() || (is_comment(ours) && is_comment(theirs))
        })
}

/// Whether a text has a term that is not a part of a longer word.
fn has_term(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + term.len()..].chars().next();
        ![before, behind]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}
