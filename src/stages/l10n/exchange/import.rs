//! From what translators have written to the text of a translation.

use super::align::align;
use super::fill::{Change, fill};
use super::given::{Given, Texts, invalid};
use super::page::Page;
use super::skeleton::{self, skeleton};
use super::translations::{Reader, Translation, is_said};
use super::write::is_translated;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use std::collections::BTreeSet;

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

/// What is given, and what of it the translation says already.
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

fn unplaced(at: TextRange) -> Diagnostic<TextRange> {
    let message = "this text has no place in the translation, which is built in another way";
    Diagnostic::new(Code::ExchangeUnplaced, at, message).hint(
        "translate the other texts of its section too, and the section is written anew; \
         or build the translation as its source is",
    )
}
