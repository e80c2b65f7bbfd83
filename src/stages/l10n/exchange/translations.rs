//! What translators have written, held against the source.

use super::codes;
use super::fill::{Wanted, code_changed};
use super::given::{Entry, Inline, Segment, invalid};
use super::page::Page;
use super::part::{Form, Part, Piece};
use super::po;
use super::write::{mark, mark_of_written, one_line, pieces, texts};
use super::xliff::Ids;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use std::collections::{BTreeMap, BTreeSet};

/// A translation of a part of the source, by its unit and its number there.
pub(super) struct Translation {
    pub(super) place: (usize, usize),
    pub(super) with: Wanted,
    pub(super) at: TextRange,
}

/// Whether a part of a page says already what a translator has written.
pub(super) fn is_said(part: &Part, wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Pieces(wanted) => pieces(wanted) == pieces(part),
        Wanted::Written(text) => one_line(text, part.form) == one_line(&part.written(), part.form),
    }
}

fn source_changed(at: TextRange) -> Diagnostic<TextRange> {
    let message = "the source of this translation is not on the page any more";
    Diagnostic::new(Code::ExchangeSourceChanged, at, message)
        .hint("export the page again, and translate what is new")
}

/// Holds what translators have written against the source.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Page<'a>,
    /// The translation that is there, and which of its units are ours.
    pub(super) present: Option<(&'a Page<'a>, &'a [Option<usize>])>,
    pub(super) translations: Vec<Translation>,
    /// Texts whose translation is there, but not of what the source says now.
    pub(super) outdated: BTreeSet<(usize, usize)>,
    /// How many entries have a new text, but are `fuzzy`.
    pub(super) fuzzy: usize,
    pub(super) findings: Vec<Diagnostic<TextRange>>,
}

impl Reader<'_> {
    /// Reads the segments of XLIFF.
    pub(super) fn segments(&mut self, segments: &[Segment]) {
        let units = self.source.units.iter().enumerate();
        let units: BTreeMap<&str, usize> = units
            .map(|(index, unit)| (unit.id.as_str(), index))
            .collect();
        let mut all_ids: BTreeMap<usize, Ids> = BTreeMap::new();
        for segment in segments {
            let Some((target, at)) = &segment.target else {
                continue;
            };
            let unit = units.get(segment.unit.as_str()).copied();
            let part = unit.and_then(|unit| self.source.units[unit].parts.get(segment.part));
            let (Some(unit), Some(part)) = (unit, part) else {
                self.findings.push(source_changed(segment.at));
                continue;
            };
            let ours = &self.source.units[unit];
            let theirs = self
                .present
                .and_then(|(page, pairs)| Some(&page.units[pairs[unit]?]));
            let ids = all_ids
                .entry(unit)
                .or_insert_with(|| Ids::new(ours, theirs));
            let is_ours = resolve(&segment.source, ids, part.form)
                .is_ok_and(|said| pieces(&said) == pieces(part));
            if !is_ours {
                self.findings.push(source_changed(segment.at));
                continue;
            }
            let present = theirs.and_then(|unit| unit.parts.get(segment.part));
            // What no translator has changed says what the page says by now.
            let current = |new: Part| match present {
                Some(present) if segment.exported == Some(mark(&new).to_string()) => {
                    present.clone()
                }
                _ => new,
            };
            match resolve(target, ids, part.form).map(current) {
                Ok(new) if segment.is_initial && is_same(present, &new) => {
                    self.outdated.insert((unit, segment.part));
                    self.keep((unit, segment.part), Wanted::Pieces(new), *at);
                }
                Ok(new) => self.translation(part, present, (unit, segment.part), new, *at),
                Err(finding) => self.findings.push(finding),
            }
        }
    }

    fn translation(
        &mut self,
        source: &Part,
        present: Option<&Part>,
        place: (usize, usize),
        new: Part,
        at: TextRange,
    ) {
        if is_same(present, &new) {
            return self.keep(place, Wanted::Pieces(new), at);
        }
        if let Some(message) = codes::changed(source, present, &new) {
            self.findings.push(code_changed(at, &message));
        } else if let Some(finding) =
            texts(&new).find_map(|text| broken_lines(text, source.form, at))
        {
            self.findings.push(finding);
        } else {
            self.keep(place, Wanted::Pieces(new), at);
        }
    }

    fn keep(&mut self, place: (usize, usize), with: Wanted, at: TextRange) {
        self.translations.push(Translation { place, with, at });
    }

    /// The part of the translation that a text of the source has.
    fn present_part(&self, (unit, part): (usize, usize)) -> Option<&Part> {
        let (page, pairs) = self.present?;
        page.units[pairs[unit]?].parts.get(part)
    }

    /// What an entry says; what no translator has changed since it was exported says
    /// what the page says by now.
    fn current(&self, place: Option<(usize, usize)>, entry: &Entry) -> String {
        let present = place.and_then(|place| self.present_part(place));
        let is_untouched = |form| {
            let mark = mark_of_written(&entry.text, form).to_string();
            entry.exported.as_ref() == Some(&mark)
        };
        match present {
            Some(present) if is_untouched(present.form) => present.written(),
            _ => entry.text.clone(),
        }
    }

    /// Notes an entry that is `fuzzy`: one that nobody has worked on says what the
    /// translation says already.
    fn leave_out(&mut self, place: Option<(usize, usize)>, text: &str) {
        let present = place.and_then(|place| self.present_part(place));
        let wanted = Wanted::Written(text.to_owned());
        let is_there = present.is_some_and(|present| is_said(present, &wanted));
        let is_present = present.is_some();
        self.fuzzy += usize::from(!is_there);
        self.outdated.extend(place.filter(|_| is_present));
    }

    /// Reads the entries of PO.
    pub(super) fn entries(&mut self, entries: &[Entry]) {
        let ours = po::entries(self.source);
        let places: BTreeMap<(Option<&str>, &str), (usize, usize)> = ours
            .iter()
            .map(|entry| ((entry.context.as_deref(), entry.id.as_str()), entry.place))
            .collect();
        let mut seen = BTreeSet::new();
        for entry in entries {
            let key = (entry.context.as_deref(), entry.id.as_str());
            if !seen.insert(key) {
                let message = "this text is in the file twice";
                let hint = "remove one of the two, or give them different contexts";
                self.findings.push(invalid(entry.at, message, hint));
                continue;
            }
            if entry.text.trim().is_empty() {
                continue;
            }
            let place = places.get(&key).copied();
            let text = self.current(place, entry);
            if entry.is_fuzzy {
                self.leave_out(place, &text);
                continue;
            }
            let Some(place) = place else {
                self.findings.push(source_changed(entry.at));
                continue;
            };
            let form = self.source.units[place.0].parts[place.1].form;
            match broken_lines(&text, form, entry.text_at) {
                Some(finding) => self.findings.push(finding),
                None => self.keep(place, Wanted::Written(text), entry.text_at),
            }
        }
    }
}

fn is_same(present: Option<&Part>, new: &Part) -> bool {
    present.is_some_and(|present| pieces(present) == pieces(new))
}

/// The finding about line breaks where a text can have none.
fn broken_lines(text: &str, form: Form, at: TextRange) -> Option<Diagnostic<TextRange>> {
    let text = text.trim();
    let (message, hint) = match form {
        Form::Cell if text.contains('\n') => (
            "a cell of a table has no line breaks",
            "write the text on one line",
        ),
        Form::Markdown | Form::Html if has_blank_line(text) => (
            "a blank line would divide this text",
            "write the text of one paragraph only",
        ),
        _ => return None,
    };
    Some(invalid(at, message, hint))
}

fn has_blank_line(text: &str) -> bool {
    text.lines().any(|line| line.trim().is_empty())
}

/// Texts and codes by their ids as a part.
fn resolve(inlines: &[Inline], ids: &Ids, form: Form) -> Result<Part, Diagnostic<TextRange>> {
    let mut part = Part::empty(0, form);
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for inline in inlines {
        let (id, at, has_end) = match inline {
            Inline::Text(text) => {
                append_text(&mut part.pieces, text);
                continue;
            }
            Inline::Open(id, at) | Inline::Close(id, at) => (id, *at, true),
            Inline::Alone(id, at) => (id, *at, false),
        };
        let Some(code) = ids.get(id) else {
            let message = format!("the id `{id}` is not in the source");
            return Err(code_changed(at, &message));
        };
        if code.end.is_some() != has_end {
            let message = format!("`{id}` is another kind of markup");
            return Err(code_changed(at, &message));
        }
        let code = *used.entry(id).or_insert_with(|| {
            part.codes.push(code.clone());
            part.codes.len() - 1
        });
        part.pieces.push(match inline {
            Inline::Open(..) => Piece::Open(code),
            Inline::Close(..) => Piece::Close(code),
            _ => Piece::Alone(code),
        });
    }
    if !form.folds_blanks() {
        // The blanks around a text are those of its file.
        for piece in &mut part.pieces {
            if let Piece::Text { shown, written } = piece {
                *shown = shown.trim().to_owned();
                written.clone_from(shown);
            }
        }
    }
    Ok(part)
}

fn append_text(pieces: &mut Vec<Piece>, text: &str) {
    if let Some(Piece::Text { shown, written }) = pieces.last_mut() {
        shown.push_str(text);
        written.push_str(text);
        return;
    }
    pieces.push(Piece::Text {
        shown: text.to_owned(),
        written: text.to_owned(),
    });
}
