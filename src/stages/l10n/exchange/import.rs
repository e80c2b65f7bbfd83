//! From what translators have written to the text of a translation.

use super::align::align;
use super::codes;
use super::fill::{Change, Wanted, code_changed, fill};
use super::given::{Given, Inline, Segment, Texts, invalid};
use super::page::Page;
use super::part::{Form, Part, Piece};
use super::po;
use super::skeleton::{self, skeleton};
use super::write::{is_translated, one_line, pieces, texts};
use super::xliff::Ids;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a translation.
#[derive(Debug, Default)]
pub struct Imported {
    /// Its whole new text; `None` where it stays as it is.
    pub text: Option<String>,
    /// How many of its texts are new.
    pub changed: usize,
    /// How many texts there are to translate.
    pub total: usize,
    /// How many of them are not translated, or not since their source has changed.
    pub left: usize,
    /// How many entries have a new text and were left out, as they are fuzzy.
    pub fuzzy: usize,
    /// What is wrong with the file of the translators. With an error there is no
    /// text.
    pub findings: Vec<Diagnostic<TextRange>>,
}

/// What a page becomes that nobody has translated anything of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untranslated {
    /// It is not written: readers are shown the source, and told so.
    LeftOut,
    /// It is a copy of the source.
    Copied,
}

/// A translation of a part of the source, by its unit and its number there.
struct Translation {
    place: (usize, usize),
    with: Wanted,
    at: TextRange,
}

/// Puts what a file of translators says into the translation that is there, or
/// into a copy of the source.
#[must_use]
pub fn import(
    given: &Given,
    lang: &str,
    source: &Page,
    present: Option<&Page>,
    untranslated: Untranslated,
) -> Imported {
    let mut imported = Imported::default();
    if let Some(finding) = other_language(given, lang) {
        imported.findings.push(finding);
        return imported;
    }
    let pairs = match present {
        Some(present) => align(source, present),
        None => vec![None; source.units.len()],
    };
    let mut reader = Reader {
        source,
        present: present.map(|present| (present, pairs.as_slice())),
        translations: Vec::new(),
        outdated: BTreeSet::new(),
        fuzzy: 0,
        findings: Vec::new(),
    };
    match &given.texts {
        Texts::Xliff(segments) => reader.segments(segments),
        Texts::Po(entries) => reader.entries(entries),
    }
    let Reader {
        mut translations,
        outdated,
        fuzzy,
        findings,
        ..
    } = reader;
    imported.fuzzy = fuzzy;
    translations.sort_by_key(|translation| translation.place);
    imported.findings = findings;
    if has_error(&imported.findings) {
        return imported;
    }
    imported.total = texts_of(source).count();
    imported.left = imported.total;
    if translations.is_empty() {
        if present.is_none() && untranslated == Untranslated::Copied {
            imported.text = Some(source.text.to_owned());
        }
        return imported;
    }
    put(&translations, source, present, &pairs, &mut imported);
    imported.left += outdated.len();
    imported
}

fn has_error(findings: &[Diagnostic<TextRange>]) -> bool {
    let is_error = |finding: &Diagnostic<TextRange>| {
        matches!(
            finding.code,
            Code::ExchangeInvalid | Code::ExchangeCodeChanged
        )
    };
    findings.iter().any(is_error)
}

/// The finding about translations into another language than was asked for. The
/// region is left to the tools, which often drop it.
fn other_language(given: &Given, lang: &str) -> Option<Diagnostic<TextRange>> {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    if primary(&given.lang) == primary(lang) {
        return None;
    }
    let message = match given.lang.as_str() {
        "" => "this file does not say in which language its translations are".to_owned(),
        other => format!("this file is for `{other}`, not for `{lang}`"),
    };
    let hint = "name the locale of the file with `--locale`, or import another file";
    Some(invalid(given.at, message, hint))
}

/// Puts translations into a page and says which have no place there.
fn put(
    translations: &[Translation],
    source: &Page,
    present: Option<&Page>,
    pairs: &[Option<usize>],
    imported: &mut Imported,
) {
    let given = given_texts(translations, present, pairs);
    let with_sections = present.and_then(|present| skeleton(source, present, &given));
    let (base, places) = match (&with_sections, present) {
        (Some(made), Some(present)) => (Page::cut(present.file, &made.text), made.pairs.clone()),
        (None, Some(present)) => (present.clone(), pairs.to_vec()),
        (_, None) => (source.clone(), (0..source.units.len()).map(Some).collect()),
    };
    let mut changes = Vec::new();
    for translation in translations {
        let (unit, part) = translation.place;
        let Some(place) = places[unit] else {
            imported.findings.push(unplaced(translation.at));
            continue;
        };
        if !is_said(&base.units[place].parts[part], &translation.with) {
            let (present, pair) = (present, pairs[unit]);
            changes.push(Change {
                place: (place, part),
                with: &translation.with,
                at: translation.at,
                source: &source.units[unit].parts[part],
                present: present
                    .zip(pair)
                    .map(|(present, index)| &present.units[index].parts[part]),
            });
        }
    }
    changes.sort_by_key(|change| change.place);
    if changes.is_empty() && present.is_some() && with_sections.is_none() {
        return;
    }
    match fill(&base, &changes) {
        Ok(text) => {
            imported.changed = changes.len();
            let page = Page::cut(base.file, &text);
            let is_done = |(unit, part): &(usize, usize)| {
                let Some(place) = places[*unit] else {
                    return false;
                };
                let ours = &source.units[*unit].parts[*part];
                // A translator may say the same, and mean it.
                given.all.contains(&(*unit, *part))
                    || is_translated(ours, &page.units[place].parts[*part])
            };
            imported.left -= texts_of(source).filter(is_done).count();
            imported.text = Some(text);
        }
        Err(findings) => imported.findings.extend(findings),
    }
}

/// The texts of a page by their units and parts.
fn texts_of(page: &Page) -> impl Iterator<Item = (usize, usize)> {
    page.units.iter().enumerate().flat_map(|(unit, cut)| {
        let parts = cut.parts.iter().enumerate();
        let parts = parts.filter(|(_, part)| part.is_translatable());
        parts.map(move |(part, _)| (unit, part))
    })
}

fn given_texts(
    translations: &[Translation],
    present: Option<&Page>,
    pairs: &[Option<usize>],
) -> skeleton::Texts {
    let is_kept = |translation: &&Translation| {
        let (unit, part) = translation.place;
        let pair = present.zip(pairs[unit]);
        pair.is_some_and(|(page, index)| is_said(&page.units[index].parts[part], &translation.with))
    };
    skeleton::Texts {
        all: translations.iter().map(|one| one.place).collect(),
        kept: translations
            .iter()
            .filter(is_kept)
            .map(|one| one.place)
            .collect(),
    }
}

/// Whether a part of a page says already what a translator has written.
fn is_said(part: &Part, wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Pieces(wanted) => pieces(wanted) == pieces(part),
        Wanted::Written(text) => one_line(text, part.form) == one_line(&part.written(), part.form),
    }
}

fn unplaced(at: TextRange) -> Diagnostic<TextRange> {
    let message = "this text has no place in the translation, which is built in another way";
    Diagnostic::new(Code::ExchangeUnplaced, at, message).hint(
        "translate the other texts of its section too, and the section is written anew; \
         or build the translation as its source is",
    )
}

fn source_changed(at: TextRange) -> Diagnostic<TextRange> {
    let message = "the source of this translation is not on the page any more";
    Diagnostic::new(Code::ExchangeSourceChanged, at, message)
        .hint("export the page again, and translate what is new")
}

/// Holds what translators have written against the source.
struct Reader<'a> {
    source: &'a Page<'a>,
    /// The translation that is there, and which of its units are ours.
    present: Option<(&'a Page<'a>, &'a [Option<usize>])>,
    translations: Vec<Translation>,
    /// Texts whose translation is there, but not of what the source says now.
    outdated: BTreeSet<(usize, usize)>,
    /// How many entries have a new text, but are `fuzzy`.
    fuzzy: usize,
    findings: Vec<Diagnostic<TextRange>>,
}

impl Reader<'_> {
    fn segments(&mut self, segments: &[Segment]) {
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
            match resolve(target, ids, part.form) {
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

    /// Notes an entry that is `fuzzy`: one that nobody has worked on says what the
    /// translation says already.
    fn leave_out(&mut self, place: Option<(usize, usize)>, text: &str) {
        let present = place
            .zip(self.present)
            .and_then(|((unit, part), (page, pairs))| Some(&page.units[pairs[unit]?].parts[part]));
        let wanted = Wanted::Written(text.to_owned());
        let is_there = present.is_some_and(|present| is_said(present, &wanted));
        self.fuzzy += usize::from(!is_there);
        self.outdated.extend(place.filter(|_| present.is_some()));
    }

    fn entries(&mut self, entries: &[super::given::Entry]) {
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
            if entry.is_fuzzy {
                self.leave_out(place, &entry.text);
                continue;
            }
            let Some(place) = place else {
                self.findings.push(source_changed(entry.at));
                continue;
            };
            let form = self.source.units[place.0].parts[place.1].form;
            match broken_lines(&entry.text, form, entry.text_at) {
                Some(finding) => self.findings.push(finding),
                None => self.keep(place, Wanted::Written(entry.text.clone()), entry.text_at),
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
