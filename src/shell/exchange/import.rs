//! `guidepost l10n import`.

use super::super::cli::strictness;
use super::super::cli::{Options, Problem, complain, count, exit_code, read, report, say};
use super::super::disk::Site;
use super::super::l10n::folder_of;
use super::super::report::{Detail, Format as Report};
use super::super::whole_file;
use super::Languages;
use crate::base::diagnostic::{Code, Diagnostic, Span, settle};
use crate::base::path::SitePath;
use crate::base::sources::{Body, Source};
use crate::base::text::TextRange;
use crate::stages::config;
use crate::stages::l10n::exchange::{self, Format, Given, Page, Untranslated};
use clap::Args;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use walkdir::WalkDir;

/// What `guidepost l10n import` takes.
#[derive(Args)]
pub(in crate::shell) struct Import {
    /// Files of translators, or folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The language that they are translated to
    #[arg(long)]
    locale: String,
    /// Copy pages too of which nothing is translated
    #[arg(long)]
    all: bool,
    /// Treat warnings as errors: write nothing when a translation is left out
    #[arg(long)]
    strict: bool,
    /// The folder with `book.toml` [default: here, or the nearest above the first file]
    #[arg(long)]
    site: Option<PathBuf>,
}

/// Writes the pages that translators have changed: all of them, or none.
pub(in crate::shell) fn import(import: &Import, options: &Options) -> Result<ExitCode, Problem> {
    let is_here = Path::new(config::FILE).is_file();
    let folder = match &import.site {
        None if is_here => PathBuf::from("."),
        site => folder_of(site.as_deref(), import.files.first()),
    };
    let mut site = read(&folder)?;
    let languages = Languages::of(&site, &import.locale)?;
    let files = add(&import.files, &mut site)?;
    let mut work = Work {
        site: &site,
        languages: &languages,
        translated: exchange::files(&languages.config, &site.sources),
        untranslated: match import.all {
            true => Untranslated::Copied,
            false => Untranslated::LeftOut,
        },
        pages: BTreeMap::new(),
        fuzzy: 0,
        findings: Vec::new(),
    };
    for (file, format) in &files {
        work.file(file, *format);
    }
    let Work {
        pages,
        fuzzy,
        mut findings,
        ..
    } = work;
    let pages: Vec<New> = pages.into_values().collect();
    let texts: Vec<(PathBuf, String)> = pages
        .iter()
        .map(|page| (page.place.clone(), page.text.clone()))
        .collect();
    settle(&mut findings);
    report(options, Detail::Everything, &findings, &site);
    let code = exit_code(&findings, strictness(import.strict));
    if code != 0 {
        if options.format == Report::Human {
            let help = "mend what is said above, and import again";
            complain("nothing was written", Some(help));
        }
        return Ok(ExitCode::from(code));
    }
    whole_file::write_all(&texts).map_err(|(path, error)| {
        let message = format!("cannot write `{}`: {error}", path.display());
        Problem::failure(
            message,
            "make room on the disk, or allow writing, and import again",
        )
    })?;
    for line in summary(&pages, fuzzy) {
        say(options, &line);
    }
    Ok(ExitCode::SUCCESS)
}

/// What was written, what is left to translate, and what to do next.
fn summary(pages: &[New], fuzzy: usize) -> Vec<String> {
    /// How many pages the command names that is to be run next.
    const NAMED: usize = 10;
    let changed = pages.iter().map(|page| page.changed).sum();
    let written = count(pages.len(), "file");
    let mut lines = vec![format!(
        "{} changed, {written} written",
        count(changed, "text")
    )];
    match fuzzy {
        0 => {}
        1 => lines.push("1 entry is fuzzy and was left out".to_owned()),
        _ => lines.push(format!("{fuzzy} entries are fuzzy and were left out")),
    }
    for page in pages.iter().filter(|page| page.left > 0) {
        let New { left, total, .. } = page;
        let texts = count(*total, "text");
        lines.push(format!(
            "{left} of {texts} of {} are not translated",
            page.shown
        ));
    }
    let done = pages.iter().filter(|page| page.is_done);
    let done: Vec<&str> = done.map(|page| page.shown.as_str()).collect();
    let more = match done.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" .. (and {more} more)"),
    };
    let named = done[..done.len().min(NAMED)].join(" ");
    match done.len() {
        0 => {}
        1 => lines.push(format!("read it, then run `guidepost l10n accept {named}`")),
        _ => lines.push(format!(
            "read them, then run `guidepost l10n accept {named}{more}`"
        )),
    }
    lines
}

/// Adds files of translators to the sources, so that findings can show them.
fn add(files: &[PathBuf], site: &mut Site) -> Result<Vec<(SitePath, Format)>, Problem> {
    let mut added = Vec::new();
    for (index, path) in found(files)?.into_iter().enumerate() {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let Some(format) = Format::of(name) else {
            let message = format!("`{}` is no file of translators", path.display());
            let help = "name files that end with `.xlf`, `.xliff` or `.po`";
            return Err(Problem::usage(message, help));
        };
        let bytes = std::fs::read(&path).map_err(|error| {
            let message = format!("cannot read `{}`: {error}", path.display());
            Problem::usage(message, "name a file of translators, or a folder of them")
        })?;
        let root = SitePath::root().with_suffix(&format!("exchange:{index}"));
        let file = root.with_suffix(&format!("/{name}"));
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        site.places.add(root, folder);
        site.sources
            .files
            .insert(file.clone(), Source::from_bytes(bytes));
        added.push((file, format));
    }
    Ok(added)
}

/// The files, and those in folders, in the order of their names.
fn found(files: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let mut found = Vec::new();
    for path in files {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let before = found.len();
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let message = format!("cannot read `{}`: {error}", path.display());
                Problem::usage(message, "name a folder that you may read")
            })?;
            let is_ours = Format::of(&entry.file_name().to_string_lossy()).is_some();
            if entry.file_type().is_file() && is_ours {
                found.push(entry.into_path());
            }
        }
        if found.len() == before {
            let message = format!("`{}` has no files of translators", path.display());
            let help = "name a folder with files that end with `.xlf`, `.xliff` or `.po`";
            return Err(Problem::usage(message, help));
        }
    }
    Ok(found)
}

/// What is to be written, and what is wrong.
struct Work<'a> {
    site: &'a Site,
    languages: &'a Languages,
    /// The files that are translated, by their path below the content folder.
    translated: BTreeMap<SitePath, &'a SitePath>,
    untranslated: Untranslated,
    /// The pages that become others, by their source.
    pages: BTreeMap<SitePath, New>,
    /// How many entries were left out.
    fuzzy: usize,
    findings: Vec<Diagnostic>,
}

/// A page that becomes another.
struct New {
    /// The file of translators that says so.
    by: SitePath,
    place: PathBuf,
    /// The path of the page as people name it.
    shown: String,
    text: String,
    changed: usize,
    left: usize,
    total: usize,
    /// Whether all of it is translated, and nothing was left out.
    is_done: bool,
}

impl Work<'_> {
    fn file(&mut self, file: &SitePath, format: Format) {
        let body = self.site.sources.files.get(file).map(|source| &source.body);
        let Some(Body::Text(text)) = body else {
            let message = match body {
                Some(Body::NotUtf8 { line, .. }) => {
                    format!("this file is not UTF-8: see line {line}")
                }
                _ => "this file is no text".to_owned(),
            };
            let finding = Diagnostic::about_file(Code::ExchangeInvalid, file, message);
            self.findings
                .push(finding.hint("save it in the encoding UTF-8"));
            return;
        };
        let (given, findings) = exchange::read(text, format);
        self.report(file, findings);
        for given in &given {
            self.page(file, given);
        }
    }

    fn report(&mut self, file: &SitePath, findings: Vec<Diagnostic<TextRange>>) {
        let at = |range| Span {
            file: file.clone(),
            range,
        };
        let findings = findings.into_iter().map(|finding| finding.at(at));
        self.findings.extend(findings);
    }

    fn page(&mut self, file: &SitePath, given: &Given) {
        let Some((source, path)) = self.source(&given.page) else {
            let message = format!("there is no page `{}` to translate any more", given.page);
            let finding = Diagnostic::new(Code::ExchangeSourceChanged, given.at, message)
                .hint("export the pages again; what has moved keeps its texts");
            return self.report(file, vec![finding]);
        };
        let Some(translated) = self.languages.translation(&path) else {
            return;
        };
        if let Some(message) = self.refusal(&source, &translated) {
            let finding = Diagnostic::new(Code::ExchangeInvalid, given.at, message)
                .hint("give the translation a file of its own, as its source has");
            return self.report(file, vec![finding]);
        }
        let sources = &self.site.sources;
        if sources.files.contains_key(&translated) && sources.text(&translated).is_none() {
            let message = format!("`{translated}` is no text, so nothing can be put into it");
            let finding = Diagnostic::new(Code::ExchangeInvalid, given.at, message)
                .hint("save it in the encoding UTF-8");
            return self.report(file, vec![finding]);
        }
        let text = sources.text(&source).map_or("", |text| text);
        let page = Page::cut(&source, text);
        let present = sources.text(&translated);
        let present = present.map(|text| Page::cut(&translated, text));
        let lang = &self.languages.target().lang;
        let imported = exchange::import(given, lang, &page, present.as_ref(), self.untranslated);
        let is_done = imported.left == 0 && imported.findings.is_empty();
        self.report(file, imported.findings);
        self.fuzzy += imported.fuzzy;
        let Some(text) = imported.text else { return };
        let place = self.site.places.of(&translated);
        let new = New {
            by: file.clone(),
            shown: place.display().to_string(),
            // Where a link leads to the file, the file changes and the link stays.
            place: std::fs::canonicalize(&place).unwrap_or(place),
            text,
            changed: imported.changed,
            left: imported.left,
            total: imported.total,
            is_done,
        };
        self.add(source, &path, new, given);
    }

    /// Why a page cannot be put into the file of its translation.
    fn refusal(&self, source: &SitePath, translated: &SitePath) -> Option<String> {
        if source.extension() != translated.extension() {
            return Some(format!("`{translated}` is not written as `{source}` is"));
        }
        let real = |file: &SitePath| std::fs::canonicalize(self.site.places.of(file)).ok();
        let there = real(translated)?;
        let mut others = self.languages.config.locales.iter();
        let is_elsewhere = others.any(|locale| {
            let content = real(&locale.content);
            let is_own = locale.content == self.languages.target().content;
            !is_own && content.is_some_and(|content| there.starts_with(content))
        });
        is_elsewhere.then(|| format!("`{translated}` is a link to a file of another language"))
    }

    /// Adds a page that becomes another. Of two files for one page one may say
    /// nothing new, or both the same.
    fn add(&mut self, source: SitePath, path: &SitePath, new: New, given: &Given) {
        let Some(other) = self.pages.get(&source) else {
            self.pages.insert(source, new);
            return;
        };
        if new.changed == 0 || new.text == other.text {
            return;
        }
        if other.changed == 0 {
            self.pages.insert(source, new);
            return;
        }
        let other = self.site.places.of(&other.by);
        let message = format!("`{}` has translations of `{path}`, too", other.display());
        let finding = Diagnostic::new(Code::ExchangeInvalid, given.at, message)
            .hint("import one of them, and then the other");
        self.report(&new.by, vec![finding]);
    }

    /// The page that a file names, by its path below the content folder or, as
    /// PO refers to it, by its path in the site.
    fn source(&self, page: &str) -> Option<(SitePath, SitePath)> {
        let content = &self.languages.source().content;
        let path = SitePath::new(page)?;
        let path = path.below(content).unwrap_or(path);
        let file = self.translated.get(&path)?;
        Some(((*file).clone(), path))
    }
}
