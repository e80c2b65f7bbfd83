//! Puts translations into a page.

use super::codes;
use super::page::{Page, Unit, continuation};
use super::part::{Form, Part};
use super::value::{self, line_break};
use super::write::{Escape, one_line, pieces, written};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;

/// A text that is to take the place of another.
#[derive(Debug)]
pub(super) struct Change<'a> {
    /// The unit of the page, and the part of it.
    pub(super) place: (usize, usize),
    /// What takes its place.
    pub(super) with: &'a Wanted,
    /// Where the translator has written it.
    pub(super) at: TextRange,
    /// What it translates.
    pub(super) source: &'a Part,
    /// What the page has so far, if that is a translation.
    pub(super) present: Option<&'a Part>,
}

/// What a translator has written.
#[derive(Debug)]
pub(super) enum Wanted {
    /// Texts and codes.
    Pieces(Part),
    /// Markdown, or whatever the file is written in.
    Written(String),
}

/// Makes changes, which are in order and each in another part.
///
/// The page is read again afterwards: it must be cut as before and say what was
/// asked for. Where a text was read as markup it is written with escapes.
///
/// # Errors
/// What is wrong with the translations, at their places.
pub(super) fn fill(page: &Page, changes: &[Change]) -> Result<String, Vec<Diagnostic<TextRange>>> {
    let mut escapes = vec![Escape::Needed; changes.len()];
    let mut faults: Vec<Fault> = Vec::new();
    for attempt in [Attempt::Plain, Attempt::Escaped, Attempt::AllEscaped] {
        match attempt {
            Attempt::Plain => {}
            Attempt::Escaped => {
                for fault in &faults {
                    escapes[fault.change] = Escape::Possible;
                }
            }
            Attempt::AllEscaped => escapes.fill(Escape::Possible),
        }
        let text = compose(page, changes, &escapes);
        faults = find_faults(page, changes, &text);
        if faults.is_empty() {
            return Ok(text);
        }
    }
    Err(faults.into_iter().map(|fault| fault.finding).collect())
}

/// How changes are written: those that were misread with escapes the next time,
/// and all of them when that does not help.
#[derive(Clone, Copy)]
enum Attempt {
    Plain,
    Escaped,
    AllEscaped,
}

struct Fault {
    change: usize,
    finding: Diagnostic<TextRange>,
}

/// The text of the page with the changes made.
fn compose(page: &Page, changes: &[Change], escapes: &[Escape]) -> String {
    let mut text = String::with_capacity(page.text.len());
    let mut copied = 0;
    let mut replace = |start: usize, end: usize, with: &str| {
        text.push_str(&page.text[copied..start]);
        text.push_str(with);
        copied = end;
    };
    let mut rest: Vec<(&Change, Escape)> = changes.iter().zip(escapes.iter().copied()).collect();
    rest.sort_by_key(|(change, _)| change.place);
    for group in rest.chunk_by(|(a, _), (b, _)| a.place.0 == b.place.0) {
        let unit = &page.units[group[0].0.place.0];
        let layer = page.layer(unit);
        let edits = group.iter().map(|(change, escape)| {
            let part = &unit.parts[change.place.1];
            (part.range, content(page, unit, part, change, *escape))
        });
        match &unit.value {
            None => edits.for_each(|(range, with)| replace(range.start, range.end, &with)),
            Some(value) => {
                let mut new = String::new();
                let mut at = 0;
                for (range, with) in edits {
                    new.push_str(&layer[at..range.start]);
                    new.push_str(&with);
                    at = range.end;
                }
                new.push_str(&layer[at..]);
                let range = unit.block.range.into();
                let edit = value::edit(page.text, range, &value.scalar, &new);
                replace(edit.range.start, edit.range.end, &edit.with);
            }
        }
    }
    text.push_str(&page.text[copied..]);
    text
}

/// What takes the place of a part, further lines begun as those around it.
fn content(page: &Page, unit: &Unit, part: &Part, change: &Change, escape: Escape) -> String {
    let text = match change.with {
        Wanted::Pieces(pieces) => written(pieces, escape),
        Wanted::Written(text) => one_line(text, part.form),
    };
    if !text.contains('\n') || !part.form.folds_blanks() {
        return text;
    }
    let layer = page.layer(unit);
    let line_break = match unit.value {
        Some(_) => "\n",
        None => line_break(page.text),
    };
    let next = format!("{line_break}{}", continuation(layer, part.range.start));
    text.replace('\n', &next)
}

/// What is wrong with a page after changes.
fn find_faults(page: &Page, changes: &[Change], text: &str) -> Vec<Fault> {
    let new_page = Page::cut(page.file, text);
    let as_before = page.units.iter().zip(&new_page.units);
    let same = as_before.take_while(|(old, new)| old.shape() == new.shape());
    let same = same.count();
    if same < page.units.len() || same < new_page.units.len() {
        return vec![other_shape(changes, last_before(changes, same))];
    }
    let mut faults = Vec::new();
    let mut next = 0;
    for (index, (old, new)) in page.units.iter().zip(&new_page.units).enumerate() {
        let layers = (page.layer(old), new_page.layer(new));
        for (part, (old, new)) in old.parts.iter().zip(&new.parts).enumerate() {
            let change = changes.get(next);
            let change = change.filter(|change| change.place == (index, part));
            let is_in_place = lead(layers.0, old) == lead(layers.1, new);
            let is_said = match change.map(|change| change.with) {
                None => pieces(old) == pieces(new),
                Some(Wanted::Pieces(wanted)) => pieces(wanted) == pieces(new),
                Some(Wanted::Written(_)) => true,
            };
            if !is_in_place || !is_said {
                let blamed = match change {
                    Some(_) => next,
                    None => last_before(changes, index),
                };
                faults.push(other_shape(changes, blamed));
            }
            let Some(change) = change else { continue };
            if let Wanted::Written(_) = change.with
                && let Some(message) = codes::changed(change.source, change.present, new)
            {
                let finding = code_changed(change.at, &message);
                faults.push(Fault {
                    change: next,
                    finding,
                });
            }
            next += 1;
        }
    }
    faults
}

/// What stands before a text on its line: the marks of headings, lists and
/// quotes, which a text must not add to.
fn lead<'l>(layer: &'l str, part: &Part) -> Option<&'l str> {
    let before = &layer[..part.range.start];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    // Other texts may stand before a cell, and between tags.
    (part.form == Form::Markdown).then_some(&before[line..])
}

/// The finding about markup that a translation does not keep.
pub(super) fn code_changed(at: TextRange, message: &str) -> Diagnostic<TextRange> {
    let message = format!("the translation does not keep the markup of its source: {message}");
    Diagnostic::new(Code::ExchangeCodeChanged, at, message)
        .hint("have each piece of markup of the source once, letter by letter, where it belongs")
}

/// The change in a unit, or the last one before it.
fn last_before(changes: &[Change], unit: usize) -> usize {
    let before = changes.partition_point(|change| change.place.0 <= unit);
    before.saturating_sub(1)
}

/// The fault of a change that makes something else of its page.
fn other_shape(changes: &[Change], change: usize) -> Fault {
    let blamed = changes.get(change);
    let at = blamed.map(|change| change.at).unwrap_or_default();
    let hint = match blamed.map(|change| change.source.form) {
        Some(Form::Cell) => "write `\\|` for `|` in a cell, and close what the text opens",
        Some(Form::Attribute) => "leave out double quotes",
        _ => "begin it with none of `#`, `-`, `>` or `1.`, and close what it opens",
    };
    let message = "this translation would not stay one text in its page";
    let finding = Diagnostic::new(Code::ExchangeInvalid, at, message).hint(hint);
    Fault { change, finding }
}
