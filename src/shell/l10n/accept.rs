//! `guidepost l10n accept`: a translation says what its source says now.

use super::{Finder, folder_of, locales, read, whole};
use crate::base::path::SitePath;
use crate::pipeline::Translated;
use crate::shell::cli::{Options, Problem, count, report, say};
use crate::shell::date::today;
use crate::shell::disk::Site;
use crate::shell::git::History;
use crate::shell::report::Detail;
use crate::shell::whole_file;
use crate::stages::l10n::{Entry, State, Translation};
use clap::Args;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `guidepost l10n accept` takes.
#[derive(Args)]
pub(in crate::shell) struct Accept {
    /// The files of translations: `content/ko-kr/bounces/codes.md`
    #[arg(required_unless_present = "all")]
    pages: Vec<PathBuf>,
    /// Every translation that nothing is recorded about yet
    #[arg(long, conflicts_with = "pages")]
    all: bool,
    /// With `--all`: of this locale only
    #[arg(long, requires = "all", value_name = "TAG")]
    locale: Option<String>,
    /// The folder with `book.toml` [default: the nearest above the first page]
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
}

/// Records translations, all or none.
pub(super) fn run(accept: &Accept, options: &Options) -> Result<ExitCode, Problem> {
    let site = read(&folder_of(accept.site.as_deref(), accept.pages.first()))?;
    let translated = whole(Translated::read(&site.sources), &site, options)?;
    let mut accepted: BTreeMap<usize, Vec<Translation>> = BTreeMap::new();
    let mut finder = Finder::new(&translated, &site);
    for page in &accept.pages {
        let (locale, translation) = finder.translation_at(page)?;
        if translation.pair.source.is_none() {
            return Err(Problem::usage(
                format!("`{}` has no source page", page.display()),
                "remove it, or move it to where its source is",
            ));
        }
        accepted.entry(locale).or_default().push(translation);
    }
    if accept.all {
        for locale in locales(&translated, accept.locale.as_deref())? {
            let (mut translations, _) = translated.evidence().translations(locale);
            translations.retain(|translation| translation.state == State::Untracked);
            accepted.insert(locale, translations);
        }
    }
    let config = &translated.config;
    let history = History::of(&site.places.of(&config.locales[config.source].content));
    let commits = history.map(|history| history.settled()).unwrap_or_default();
    let mut files = Vec::new();
    for (locale, translations) in &accepted {
        let lock = record(&translated, &site, *locale, translations, &commits, options)?;
        let lock = lock.map(|(file, text)| (site.places.of(&file), text));
        // A link leads to the file that is meant.
        files.extend(lock.map(|(path, text)| (path.canonicalize().unwrap_or(path), text)));
    }
    whole_file::write_all(&files).map_err(|(path, error)| {
        let message = format!("cannot write `{}`: {error}", path.display());
        Problem::usage(message, "check that you may write there")
    })?;
    let number = accepted.values().map(Vec::len).sum();
    say(
        options,
        &format!("{} accepted", count(number, "translation")),
    );
    Ok(ExitCode::SUCCESS)
}

/// The lock of a locale with what these translations were made from.
fn record(
    translated: &Translated,
    site: &Site,
    locale: usize,
    translations: &[Translation],
    commits: &BTreeMap<String, String>,
    options: &Options,
) -> Result<Option<(SitePath, String)>, Problem> {
    let config = &translated.config;
    let evidence = translated.evidence();
    let (mut lock, findings) = evidence.lock(locale);
    if !findings.is_empty() {
        report(options, Detail::Everything, &findings, site);
        let message = format!("`{}` would lose lines", config.lock_of(locale));
        return Err(Problem::usage(message, "mend what is said above"));
    }
    let source = &config.locales[config.source].content;
    let today = today();
    for translation in translations {
        let files = (&translation.pair.source, &translation.pair.translation);
        let (Some(from), Some(to)) = files else {
            continue;
        };
        let content = &config.locales[locale].content;
        let (Some(name), Some(path)) = (from.below(source), to.below(content)) else {
            continue;
        };
        let entry = Entry {
            accepted: Some(today.clone()),
            commit: commits.get(name.as_str()).cloned(),
            blocks: evidence.marks_of(from),
        };
        lock.entries.insert(path.to_string(), entry);
    }
    let gone: Vec<String> = evidence.settled(&lock, locale);
    for path in gone {
        lock.entries.remove(&path);
    }
    let is_new = !translations.is_empty();
    Ok(is_new.then(|| (config.lock_of(locale), lock.to_text())))
}
