//! `guidepost l10n export`.

use super::super::cli::{Options, Problem, count, read, say};
use super::super::disk::Site;
use super::super::l10n::folder_of;
use super::super::whole_file;
use super::{Languages, folder};
use crate::base::path::SitePath;
use crate::pipeline::Translated;
use crate::stages::l10n::exchange::{self, Format, Page, Untranslated};
use crate::stages::l10n::{Block, State};
use clap::{Args, ValueEnum};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `guidepost l10n export` takes.
#[derive(Args)]
pub(in crate::shell) struct Export {
    /// Pages and folders, by their path from here or below the content folder [default: all]
    #[arg(value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// The language to translate to
    #[arg(long)]
    locale: String,
    /// The format of the files
    #[arg(long = "as", value_enum, default_value_t, value_name = "FORMAT")]
    form: Form,
    /// The folder to write to [default: `exchange/LOCALE` in the site]
    #[arg(long)]
    out: Option<PathBuf>,
    /// Write over files with translations that are not imported yet
    #[arg(long)]
    force: bool,
    /// The folder with `book.toml` [default: the nearest above the first page]
    #[arg(long)]
    site: Option<PathBuf>,
}

/// The formats as the command line names them.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Form {
    /// XLIFF 2.1
    #[default]
    Xliff,
    /// gettext PO
    Po,
}

/// Writes a file for every page.
pub(in crate::shell) fn export(export: &Export, options: &Options) -> Result<ExitCode, Problem> {
    let here = folder_of(export.site.as_deref(), export.pages.first());
    let site = read(&here)?;
    let languages = Languages::of(&site, &export.locale)?;
    let format = match export.form {
        Form::Xliff => Format::Xliff,
        Form::Po => Format::Po,
    };
    let out = export.out.clone();
    let out = out.unwrap_or_else(|| folder(&here, &languages));
    let stale = stale(&site, &languages);
    let mut written = Vec::new();
    for (path, file) in chosen(&site, &languages, &export.pages)? {
        let stale = stale.get(file);
        let is_stale = |block: &Block| stale.is_some_and(|at| at.contains(&block.range.start));
        let Some(text) = made(&site, &languages, file, &path, format, &is_stale) else {
            continue;
        };
        let place = out.join(format!("{path}.{}", format.extension()));
        let there = std::fs::read_to_string(&place).unwrap_or_default();
        if there == text {
            continue;
        }
        if !export.force && is_unfinished(&there, &site, &languages, file, &path, format) {
            let message = format!(
                "`{}` has translations that are not imported yet",
                place.display()
            );
            let help = "import it first, or give them up with `--force`; nothing was written";
            return Err(Problem::failure(message, help));
        }
        written.push((place, text));
    }
    whole_file::write_all(&written).map_err(|(path, error)| {
        let message = format!("cannot write `{}`: {error}", path.display());
        Problem::failure(message, "choose another folder with `--out`")
    })?;
    let files = count(written.len(), "file");
    say(options, &format!("{files} written -> {}", out.display()));
    Ok(ExitCode::SUCCESS)
}

/// The files that the command names, or all of them.
fn chosen<'s>(
    site: &'s Site,
    languages: &'s Languages,
    names: &[PathBuf],
) -> Result<BTreeMap<SitePath, &'s SitePath>, Problem> {
    let mut files = exchange::files(&languages.config, &site.sources);
    if names.is_empty() {
        return Ok(files);
    }
    let mut wanted = Vec::new();
    for name in names {
        let is_there = |path: &SitePath| files.keys().any(|file| file.below(path).is_some());
        let slashed = |path: &Path| SitePath::new(&path.to_string_lossy().replace('\\', "/"));
        let on_disk = below_content(site, languages, name);
        let on_disk = on_disk.and_then(|path| slashed(&path)).filter(is_there);
        let Some(path) = on_disk.or_else(|| slashed(name).filter(is_there)) else {
            let message = format!("there is no page `{}` to translate", name.display());
            let help = "name a page of the source or its translation, such as \
                        `content/en-us/index.md`, or its path below the content folder";
            return Err(Problem::usage(message, help));
        };
        wanted.push(path);
    }
    files.retain(|file, _| wanted.iter().any(|path| file.below(path).is_some()));
    Ok(files)
}

/// The path below the content folder of what a path on the disk names: a page or
/// a folder, of the source or of the translation.
fn below_content(site: &Site, languages: &Languages, name: &Path) -> Option<PathBuf> {
    let full = name.canonicalize().ok()?;
    let contents = [languages.source(), languages.target()];
    contents.iter().find_map(|locale| {
        let content = site.places.of(&locale.content).canonicalize().ok()?;
        Some(full.strip_prefix(content).ok()?.to_owned())
    })
}

/// By the file of the source, where its blocks begin that have changed since they
/// were translated.
fn stale(site: &Site, languages: &Languages) -> BTreeMap<SitePath, BTreeSet<usize>> {
    let translated = Translated::read(&site.sources);
    let evidence = translated.evidence();
    let (translations, _) = evidence.translations(languages.target);
    let mut stale = BTreeMap::new();
    for translation in translations {
        if let (State::Stale(comparison), Some(source)) =
            (&translation.state, &translation.pair.source)
        {
            let blocks = evidence.blocks_of(source);
            let changed = comparison.changes.iter().filter_map(|change| change.now);
            let starts = changed.map(|index| blocks[index].range.start);
            stale.insert(source.clone(), starts.collect());
        }
    }
    stale
}

/// The file for translators; `None` for a page without words.
fn made(
    site: &Site,
    languages: &Languages,
    file: &SitePath,
    path: &SitePath,
    format: Format,
    is_stale: &dyn Fn(&Block) -> bool,
) -> Option<String> {
    let source = Page::cut(file, site.sources.text(file)?);
    if !source.is_translatable() {
        return None;
    }
    let translated = languages.translation(path)?;
    let text = site.sources.text(&translated);
    // What is written in another language of markup has no parts that pair.
    let text = text.filter(|_| translated.extension() == file.extension());
    let translation = text.map(|text| Page::cut(&translated, text));
    let export = exchange::Export {
        source: &source,
        path,
        translation: translation.as_ref(),
        source_lang: &languages.source().lang,
        lang: &languages.target().lang,
        is_stale,
    };
    Some(exchange::export(&export, format))
}

/// Whether a file that is there has translations that the site does not have.
fn is_unfinished(
    there: &str,
    site: &Site,
    languages: &Languages,
    file: &SitePath,
    path: &SitePath,
    format: Format,
) -> bool {
    let (given, findings) = exchange::read(there, format);
    let (Some(text), Some(translated)) = (site.sources.text(file), languages.translation(path))
    else {
        return false;
    };
    let source = Page::cut(file, text);
    let present = site.sources.text(&translated);
    let present = present.map(|text| Page::cut(&translated, text));
    let lang = &languages.target().lang;
    let is_new = |given| {
        let left_out = Untranslated::LeftOut;
        let imported = exchange::import(given, lang, &source, present.as_ref(), left_out);
        imported.text.is_some() || !imported.findings.is_empty()
    };
    !there.is_empty() && (!findings.is_empty() || given.iter().any(is_new))
}
