//! `guidepost l10n todo`: what is left to translate.

use super::{locales, read, whole};
use crate::pipeline::Translated;
use crate::shell::cli::{Options, Problem, count, report, say};
use crate::shell::report::{Detail, Format};
use crate::stages::l10n::{Coverage, Covered, State, need};
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `guidepost l10n todo` takes.
#[derive(Args)]
pub(in crate::shell) struct Todo {
    /// The folder with `book.toml`
    #[arg(default_value = ".")]
    site: PathBuf,
    /// The locale that is translated into
    #[arg(long, value_name = "TAG")]
    locale: String,
}

/// Writes a line for each file that is missing or stale, in the order in which
/// readers need them: the ways into the site, what explains error codes, the rest.
pub(super) fn run(todo: &Todo, options: &Options) -> Result<ExitCode, Problem> {
    let site = read(&todo.site)?;
    let translated = whole(Translated::read(&site.sources), &site, options)?;
    let evidence = translated.evidence();
    let mut work: Vec<Covered> = Vec::new();
    let mut left_behind = BTreeMap::new();
    for locale in locales(&translated, Some(&todo.locale))? {
        let (translations, findings) = evidence.translations(locale);
        if options.format == Format::Human {
            report(options, Detail::Everything, &findings, &site);
        }
        for translation in &translations {
            if let (
                State::Orphaned {
                    successor: Some(key),
                    ..
                },
                Some(file),
            ) = (&translation.state, &translation.pair.translation)
            {
                left_behind.insert(key.clone(), file.clone());
            }
        }
        work.extend(Coverage::of(evidence, translations).files);
    }
    work.retain(|covered| matches!(covered.translation.state, State::Missing | State::Stale(_)));
    work.sort_by_cached_key(|covered| {
        let source = covered.translation.pair.source.clone();
        (need(evidence, &covered.translation), source)
    });
    let words = |covered: &Covered| covered.words.stale + covered.words.missing;
    let place = |file| site.places.of(file).display().to_string();
    let mut text = String::new();
    let mut list = Vec::new();
    for covered in &work {
        let translation = &covered.translation;
        let source = translation
            .pair
            .source
            .as_ref()
            .map(place)
            .unwrap_or_default();
        let name = translation.state.name();
        let (changed, total) = covered.changed();
        let what = match changed {
            0 => name.to_owned(),
            _ => format!("{name}, {changed} of {total} parts"),
        };
        let words = words(covered);
        let key = translation.pair.key.as_ref();
        let left = key.and_then(|key| left_behind.get(key)).map(place);
        let hint = match &left {
            Some(file) => format!("; move {file} there first"),
            None => String::new(),
        };
        text.push_str(&format!(
            "{source}: {what}, {}{hint}\n",
            count(words, "word")
        ));
        list.push(json!({
            "source": source,
            "translation": translation.pair.translation.as_ref().map(place),
            "left_behind": left,
            "state": name,
            "words": words,
            "changed": changed,
            "blocks": total,
            "lines": covered.lines,
        }));
    }
    if options.format == Format::Json {
        text = format!("{:#}\n", Value::Array(list));
    }
    // A closed pipe is the reader's choice, not an error of ours.
    let _ = anstream::stdout().write_all(text.as_bytes());
    let words: usize = work.iter().map(words).sum();
    let (files, words) = (count(work.len(), "file"), count(words, "word"));
    say(options, &format!("{files}, {words} to translate"));
    Ok(ExitCode::SUCCESS)
}
