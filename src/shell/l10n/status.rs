//! `guidepost l10n status`: how much of each locale is translated.

use super::condition::{Condition, percent};
use super::table::columns;
use super::{locales, read, whole};
use crate::base::diagnostic::Diagnostic;
use crate::base::text::LineIndex;
use crate::pipeline::Translated;
use crate::shell::cli::{Options, Problem, complain, report};
use crate::shell::disk::Site;
use crate::shell::report::{Detail, Format};
use crate::stages::l10n::{Coverage, Covered, Evidence, State};
use clap::Args;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `guidepost l10n status` takes.
#[derive(Args)]
pub(in crate::shell) struct Status {
    /// The folder with `book.toml`
    #[arg(default_value = ".")]
    site: PathBuf,
    /// One locale only
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
    /// List every file that is not current
    #[arg(long)]
    files: bool,
    /// Fail where this holds for a locale: `stale>20%`, `missing>=50%`, `current<80%`, each a
    /// share of the words of the source; may be given more than once
    #[arg(long, value_name = "CONDITION")]
    fail_on: Vec<Condition>,
}

/// Writes how much is translated, for people or as JSON; fails where a condition
/// holds that was asked for.
pub(super) fn run(status: &Status, options: &Options) -> Result<ExitCode, Problem> {
    let site = read(&status.site)?;
    let translated = whole(Translated::read(&site.sources), &site, options)?;
    let evidence = translated.evidence();
    let mut covered = Vec::new();
    let mut findings = Vec::new();
    for locale in locales(&translated, status.locale.as_deref())? {
        let (translations, found) = evidence.translations(locale);
        findings.extend(found);
        covered.push((locale, Coverage::of(evidence, translations)));
    }
    let listed = match status.files {
        true => Listed::Files,
        false => Listed::Nothing,
    };
    let text = match options.format {
        Format::Json => as_json(evidence, &covered, &findings, &site),
        _ => as_text(evidence, &covered, &site, listed),
    };
    // A closed pipe is the reader's choice, not an error of ours.
    let _ = anstream::stdout().write_all(text.as_bytes());
    if options.format == Format::Human {
        report(options, Detail::Everything, &findings, &site);
    }
    let mut code = u8::from(!findings.is_empty());
    for condition in &status.fail_on {
        for (locale, coverage) in &covered {
            let tag = &translated.config.locales[*locale].tag;
            if let Some(share) = condition.met(coverage.words) {
                let message = format!("`{condition}` holds for `{tag}`: {share:.1}%");
                let help = format!("see `guidepost l10n todo --locale {tag}`");
                complain(&message, Some(&help));
                code = 1;
            }
        }
    }
    Ok(ExitCode::from(code))
}

/// What a table is followed by.
#[derive(Clone, Copy, PartialEq)]
enum Listed {
    Nothing,
    Files,
}

const HEAD: [&str; 9] = [
    "locale",
    "files",
    "words",
    "current",
    "stale",
    "untracked",
    "missing",
    "orphaned",
    "oldest",
];

fn as_text(
    evidence: Evidence,
    covered: &[(usize, Coverage)],
    site: &Site,
    listed: Listed,
) -> String {
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    for (locale, coverage) in covered {
        let tag = &evidence.addresses.config.locales[*locale].tag;
        let words = coverage.words;
        let share = |part| format!("{:.1}%", percent(part, words.total()));
        let states = coverage.states();
        let sources = coverage.files.len() - states.get("orphaned").unwrap_or(&0);
        rows.push(vec![
            tag.clone(),
            sources.to_string(),
            words.total().to_string(),
            share(words.current),
            share(words.stale),
            share(words.untracked),
            share(words.missing),
            states.get("orphaned").unwrap_or(&0).to_string(),
            coverage.oldest().unwrap_or("-").to_owned(),
        ]);
    }
    let mut text = columns(&rows);
    if listed == Listed::Files {
        for (locale, coverage) in covered {
            for covered in &coverage.files {
                let line = line(evidence, *locale, covered, site);
                text.push_str(&line.unwrap_or_default());
            }
        }
    }
    text
}

/// A line about a file that is not current.
fn line(evidence: Evidence, locale: usize, covered: &Covered, site: &Site) -> Option<String> {
    let place = |file| site.places.of(file).display().to_string();
    let pair = &covered.translation.pair;
    let source = pair.source.as_ref().map(place).unwrap_or_default();
    let translation = pair.translation.as_ref().map(place).unwrap_or_default();
    let (changed, total) = covered.changed();
    Some(match &covered.translation.state {
        State::Current => return None,
        State::Stale(_) => {
            let lines = numbers(&covered.lines);
            format!("{translation}: stale, {changed} of {total} parts: {source}:{lines}\n")
        }
        State::Untracked => format!("{translation}: untracked\n"),
        State::Missing => {
            let wanted = pair.source.as_ref();
            let wanted = wanted.and_then(|source| evidence.place(locale, source));
            let wanted = wanted.as_ref().map(place).unwrap_or_default();
            format!("{wanted}: missing: {source}\n")
        }
        State::Orphaned { successor, .. } => {
            let key = successor.as_ref();
            let place_now = key.and_then(|key| evidence.place_of_key(locale, key));
            match place_now.as_ref().map(place) {
                Some(now) => format!("{translation}: orphaned: move it to {now}\n"),
                None => format!("{translation}: orphaned\n"),
            }
        }
    })
}

/// `1, 2, 3`, and how many more.
fn numbers(lines: &[usize]) -> String {
    let shown = lines.iter().take(8).map(usize::to_string);
    let shown = shown.collect::<Vec<_>>().join(",");
    match lines.len().saturating_sub(8) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn as_json(
    evidence: Evidence,
    covered: &[(usize, Coverage)],
    findings: &[Diagnostic],
    site: &Site,
) -> String {
    let locales = covered.iter().map(|(locale, coverage)| {
        let tag = &evidence.addresses.config.locales[*locale].tag;
        let words = coverage.words;
        let files = coverage.files.iter().map(|covered| file(covered, site));
        json!({
            "locale": tag,
            "words": {
                "total": words.total(),
                "current": words.current,
                "stale": words.stale,
                "untracked": words.untracked,
                "missing": words.missing,
            },
            "oldest": coverage.oldest(),
            "files": files.collect::<Vec<Value>>(),
        })
    });
    let locales: Vec<Value> = locales.collect();
    let findings = findings.iter().map(|finding| {
        let text = site.sources.text(&finding.at.file).map_or("", |text| text);
        json!({
            "file": site.places.of(&finding.at.file).display().to_string(),
            "line": LineIndex::new(text).line(finding.at.range.start),
            "code": finding.code.name(),
            "message": finding.message,
        })
    });
    let findings: Vec<Value> = findings.collect();
    format!(
        "{:#}\n",
        json!({ "locales": locales, "findings": findings })
    )
}

fn file(covered: &Covered, site: &Site) -> Value {
    let place = |file| site.places.of(file).display().to_string();
    let translation = &covered.translation;
    let (changed, total) = covered.changed();
    let successor = match &translation.state {
        State::Orphaned { successor, .. } => successor.as_ref().map(ToString::to_string),
        _ => None,
    };
    json!({
        "source": translation.pair.source.as_ref().map(place),
        "translation": translation.pair.translation.as_ref().map(place),
        "state": translation.state.name(),
        "accepted": translation.accepted,
        "changed": changed,
        "blocks": total,
        "lines": covered.lines,
        "successor": successor,
        "words": covered.words.total(),
        "stale_words": covered.words.stale,
    })
}
