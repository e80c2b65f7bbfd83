//! What is found about translations.

use super::state::{Evidence, State, Translation};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::path::SitePath;

/// How many lines a message names; the rest is counted.
const NAMED: usize = 5;

/// The findings about translations whose source has changed, or is gone.
pub fn findings(
    evidence: Evidence,
    translations: &[Translation],
) -> impl Iterator<Item = Diagnostic> {
    translations.iter().filter_map(move |translation| {
        let file = translation.pair.translation.as_ref()?;
        match &translation.state {
            State::Stale(_) => stale(evidence, translation, file),
            State::Orphaned {
                successor,
                is_certain: true,
            } => Some(orphaned(evidence, file, successor.as_ref())),
            _ => None,
        }
    })
}

fn stale(evidence: Evidence, translation: &Translation, file: &SitePath) -> Option<Diagnostic> {
    let State::Stale(comparison) = &translation.state else {
        return None;
    };
    let source = translation.pair.source.as_ref()?;
    let lines = evidence.lines_of(source, comparison);
    let named = lines.iter().take(NAMED).map(usize::to_string);
    let named = named.collect::<Vec<_>>().join(", ");
    let more = match lines.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (changed, total) = (comparison.changes.len(), comparison.total);
    let message = format!(
        "the source has changed since this was translated: {changed} of {total} parts, at line \
         {named}{more} of `{source}`"
    );
    let finding = Diagnostic::about_file(Code::TranslationStale, file, message);
    Some(finding.hint(
        "`guidepost l10n diff` shows them; when this says the same, `guidepost l10n accept` it",
    ))
}

fn orphaned(evidence: Evidence, file: &SitePath, successor: Option<&SitePath>) -> Diagnostic {
    let Some(key) = successor else {
        let message = "the source of this translation is gone";
        let finding = Diagnostic::about_file(Code::TranslationOrphaned, file, message);
        return finding.hint(match moved_to(evidence, file) {
            Some((source, place)) => {
                format!("if its source is now `{source}`, move this file to `{place}`")
            }
            None => "remove this file, and redirect its address if readers may have it".to_owned(),
        });
    };
    let message = format!("the source of this translation is now `{key}`");
    let locale = evidence.addresses.config.locale_of(file);
    let place = locale.and_then(|locale| evidence.place_of_key(locale, key));
    Diagnostic::about_file(Code::TranslationOrphaned, file, message).hint(match place {
        Some(place) => format!("move this file to `{place}`"),
        None => "move this file to where its source is".to_owned(),
    })
}

/// Where the source of a translation may have gone, and where the translation
/// belongs then: the only file of its name in the source language, where nothing
/// else is the translation of that.
fn moved_to(evidence: Evidence, file: &SitePath) -> Option<(SitePath, SitePath)> {
    let addresses = evidence.addresses;
    let config = addresses.config;
    let namesakes = addresses.inventory.files_named(file.name()).iter();
    let mut sources = namesakes.filter(|other| config.locale_of(other) == Some(config.source));
    let source = sources.next().filter(|_| sources.next().is_none())?;
    let place = evidence.place(config.locale_of(file)?, source)?;
    let is_free = !addresses.sources.files.contains_key(&place);
    (is_free && !file.name().starts_with("index.")).then(|| (source.clone(), place))
}
