//! `guidepost l10n`: how translations stand to their sources.

mod accept;
mod condition;
mod diff;
mod status;
mod table;
mod todo;

use super::cli::{Options, Problem};
use super::disk::{self, Site};
use super::exchange::{self, Export, Import};
use super::report::Format;
use crate::base::path::SitePath;
use crate::pipeline::Translated;
use crate::stages::config;
use crate::stages::l10n::Translation;
use clap::Subcommand;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `guidepost l10n` can do.
#[derive(Subcommand)]
pub(super) enum L10n {
    /// Say how much of each locale is translated, and how much of it is out of date
    Status(status::Status),
    /// Show what has changed in the source of a page since it was translated
    Diff(diff::Diff),
    /// List what is left to translate, what readers need most first
    Todo(todo::Todo),
    /// Record that a translation says what its source says now
    Accept(accept::Accept),
    /// Write files for translators, XLIFF or gettext PO
    Export(Export),
    /// Put what translators have written into the translated pages
    Import(Import),
}

/// Runs a command about translations.
pub(super) fn run(l10n: &L10n, options: &Options) -> Result<ExitCode, Problem> {
    check_format(options)?;
    match l10n {
        L10n::Status(status) => status::run(status, options),
        L10n::Diff(diff) => diff::run(diff, options),
        L10n::Todo(todo) => todo::run(todo, options),
        L10n::Accept(accept) => accept::run(accept, options),
        L10n::Export(export) => exchange::export(export, options),
        L10n::Import(import) => exchange::import(import, options),
    }
}

/// The folder of the site: the one that is named, or the nearest above a page.
pub(super) fn folder_of(site: Option<&Path>, page: Option<&PathBuf>) -> PathBuf {
    if let Some(site) = site {
        return site.to_owned();
    }
    let full = page.and_then(|page| page.canonicalize().ok());
    let is_site = |folder: &&Path| folder.join(config::FILE).is_file();
    let above = full
        .as_ref()
        .and_then(|full| full.ancestors().skip(1).find(is_site));
    match above {
        // A path from here reads better, and is what findings are named by.
        Some(above) if std::env::current_dir().is_ok_and(|here| here == above) => ".".into(),
        Some(above) => above.to_owned(),
        None => ".".into(),
    }
}

/// The settings, unless something is wrong with them.
fn whole<'s>(
    translated: Translated<'s>,
    site: &Site,
    options: &Options,
) -> Result<Translated<'s>, Problem> {
    if translated.findings.is_empty() {
        return Ok(translated);
    }
    super::cli::report(
        options,
        super::report::Detail::Everything,
        &translated.findings,
        site,
    );
    Err(Problem::usage(
        "`book.toml` cannot be used",
        "mend what is said above",
    ))
}

/// The locales that are asked about: one, or all that are translated.
fn locales(translated: &Translated, tag: Option<&str>) -> Result<Vec<usize>, Problem> {
    let config = &translated.config;
    let translations = (0..config.locales.len()).filter(|&locale| locale != config.source);
    let translations: Vec<usize> = translations.collect();
    let Some(tag) = tag else {
        return Ok(translations);
    };
    let tags = translations
        .iter()
        .map(|&locale| config.locales[locale].tag.as_str());
    let tags: Vec<&str> = tags.collect();
    match config.locale(&tag.to_lowercase()) {
        Some(locale) if locale != config.source => Ok(vec![locale]),
        Some(_) => Err(Problem::usage(
            format!("`{tag}` is the source locale, which is not translated"),
            &named(&tags),
        )),
        None => Err(Problem::usage(
            format!("there is no locale `{tag}`"),
            &named(&tags),
        )),
    }
}

fn named(tags: &[&str]) -> String {
    match tags.is_empty() {
        true => "add a table `[locales.ko-kr]` to `book.toml`".to_owned(),
        false => format!("name one of: `{}`", tags.join("`, `")),
    }
}

/// Finds translations by their paths on the disk.
struct Finder<'s> {
    translated: &'s Translated<'s>,
    /// The files of the site by where they really are.
    files: BTreeMap<PathBuf, &'s SitePath>,
    /// The translations of the locales that were asked for, by their files.
    translations: BTreeMap<usize, BTreeMap<SitePath, Translation>>,
}

impl<'s> Finder<'s> {
    fn new(translated: &'s Translated, site: &'s Site) -> Self {
        let files = site.sources.files.keys();
        let files =
            files.filter_map(|file| Some((site.places.of(file).canonicalize().ok()?, file)));
        Self {
            translated,
            files: files.collect(),
            translations: BTreeMap::new(),
        }
    }

    /// The translation that a path names, with the index of its locale.
    fn translation_at(&mut self, page: &Path) -> Result<(usize, Translation), Problem> {
        let shown = page.display();
        let help = "name the file of a translation, such as `content/ko-kr/index.md`";
        let full = page.canonicalize().ok();
        let Some(&file) = full.and_then(|full| self.files.get(&full)) else {
            let help = format!("{help}; `guidepost l10n todo` lists what is missing");
            let message = format!("`{shown}` is no file of this site");
            return Err(Problem::usage(message, &help));
        };
        let config = &self.translated.config;
        let locale = config.locale_of(file);
        let Some(locale) = locale.filter(|&locale| locale != config.source) else {
            return Err(Problem::usage(format!("`{shown}` is no translation"), help));
        };
        let evidence = self.translated.evidence();
        let of_locale = self.translations.entry(locale).or_insert_with(|| {
            let (translations, _) = evidence.translations(locale);
            let by_file = translations.into_iter().filter_map(|translation| {
                Some((translation.pair.translation.clone()?, translation))
            });
            by_file.collect()
        });
        if let Some(translation) = of_locale.get(file) {
            return Ok((locale, translation.clone()));
        }
        let message = format!(
            "`{shown}` is not translated: it is no page, included file or table of contents"
        );
        Err(Problem::usage(message, help))
    }
}

/// Which forms of output these commands have.
fn check_format(options: &Options) -> Result<(), Problem> {
    match options.format {
        Format::Human | Format::Json => Ok(()),
        Format::Sarif | Format::Github => Err(Problem::usage(
            "this command writes no findings in that format",
            "write `--format json`, or use `guidepost check`, which finds what is stale too",
        )),
    }
}

/// Reads a site for a command about translations.
fn read(folder: &Path) -> Result<Site, Problem> {
    disk::read(folder)
        .map_err(|message| Problem::usage(message, "name the folder of a site with `--site`"))
}
