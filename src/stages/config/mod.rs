//! `book.toml`: from what is written to what it means.

mod editor;
mod globs;
pub mod keys;
mod l10n;
mod links;
mod locale;
mod markdown;
mod monikers;
mod written;

pub use editor::Editor;
pub use links::{Mount, WrittenRedirect};
pub use locale::{Locale, lookup};
pub use markdown::{HeadingIds, Markdown};
pub use monikers::{MonikerRange, Monikers};

use crate::base::diagnostic::{Code, Diagnostic, Severity, Span, nearest};
use crate::base::path::{SitePath, encode_address};
use crate::base::sources::Sources;
use crate::base::text::TextRange;
use globset::GlobSet;
use std::collections::BTreeMap;
use written::{Table, Written};

/// The name of the configuration file.
pub const FILE: &str = "book.toml";
/// What the names of files with redirections begin with; they end with `.json`.
pub const REDIRECTIONS: &str = ".openpublishing.redirection";
/// The name of the list of published addresses.
pub const URL_LOCK: &str = "urls.lock";

/// The folder with what each translation was made from.
pub const LOCKS: &str = "l10n";

/// What a site is, no option left open.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// Where it is published, with a `/` at its end.
    pub base_url: Option<String>,
    /// The theme's name.
    pub theme: String,
    /// The languages, in the order of the switcher; never empty.
    pub locales: Vec<Locale>,
    /// The index of the source locale.
    pub source: usize,
    /// Whether a page says how much of the site is translated.
    pub has_coverage_page: bool,
    /// Folders published under another path, the deepest first.
    pub mounts: Vec<Mount>,
    /// Beginnings of root-relative addresses and what takes their place, the
    /// longest first.
    pub external_roots: Vec<(String, String)>,
    /// Beginnings of whole addresses that lead to this site, in lower case; that
    /// of `base-url` is one.
    pub own_roots: Vec<String>,
    /// Redirections that `book.toml` itself has.
    pub redirects: Vec<WrittenRedirect>,
    /// Addresses that other sites are not asked for.
    pub external_ignore: GlobSet,
    /// Files that are not pages.
    pub exclude: GlobSet,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// Files that say what uids of other sites lead to, relative to a locale's
    /// content folder.
    pub xref_maps: Vec<String>,
    /// The versions that pages are for, where the site has such.
    pub monikers: Option<Monikers>,
    /// Names that stand in a translation as they do in its source.
    pub do_not_translate: Vec<String>,
    /// The shape of addresses.
    pub urls: Urls,
    /// Where images and films are published.
    pub media: Media,
    /// The editor that the preview leads to.
    pub editor: Option<Editor>,
    /// Severities that differ from a code's default.
    pub rules: BTreeMap<Code, Severity>,
}

/// The shape of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urls {
    /// `a/b.html`.
    File,
    /// `a/b/index.html`.
    Folder,
}

/// Where images and films are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// Together, each with its fingerprint in its name.
    Fingerprinted,
    /// At their own path.
    AtPath,
}

impl Config {
    /// Reads `book.toml` and what overrides it. Where something is wrong a default takes its place,
    /// so that the rest can be checked too; the findings say so, all errors.
    #[must_use]
    pub fn read(sources: &Sources) -> (Self, Vec<Diagnostic>) {
        let file = SitePath::root().with_suffix(FILE);
        let text = sources.text(&file).map_or("", |text| text);
        let (table, mut findings) = written::read(text);
        let locales = locales(&table, &mut findings);
        let source = source(&table, &locales, &mut findings);
        let mut config = Self {
            title: string(&table, "book.title").unwrap_or_else(|| "Guidepost".to_owned()),
            base_url: match &sources.overrides.base_url {
                Some(url) => Some(with_slash(&encode_address(url))),
                None => base_url(&table, &mut findings),
            },
            theme: match &sources.overrides.theme {
                Some(theme) => theme.clone(),
                None => string(&table, "book.theme").unwrap_or_else(|| "harbor".to_owned()),
            },
            locales,
            source,
            has_coverage_page: table.switch("l10n.coverage-page").unwrap_or(false),
            mounts: links::mounts(&table, &mut findings),
            external_roots: links::external_roots(&table),
            own_roots: Vec::new(),
            redirects: links::redirects(&table),
            external_ignore: globs::read(&table, "links.external.ignore", &mut findings),
            exclude: globs::read(&table, "book.exclude", &mut findings),
            markdown: markdown::read(&table),
            xref_maps: table
                .texts("xref.maps")
                .unwrap_or_default()
                .iter()
                .map(|path| path.value.clone())
                .collect(),
            monikers: monikers::read(&table, &mut findings),
            do_not_translate: l10n::do_not_translate(&table, &mut findings),
            urls: match table.text("output.urls") {
                Some(urls) if urls.value == "folder" => Urls::Folder,
                _ => Urls::File,
            },
            media: match table.text("output.media") {
                Some(media) if media.value == "path" => Media::AtPath,
                _ => Media::Fingerprinted,
            },
            editor: editor::read(&table, &mut findings),
            rules: rules(&table, &mut findings),
        };
        config.own_roots = links::own_roots(&table, config.base_url.as_deref());
        config.set_fallbacks(&table, &mut findings);
        let at = |range| Span {
            file: file.clone(),
            range,
        };
        let findings = findings.into_iter().map(|finding| finding.at(at)).collect();
        (config, findings)
    }

    /// The index of the locale with that tag.
    #[must_use]
    pub fn locale(&self, tag: &str) -> Option<usize> {
        self.locales.iter().position(|locale| locale.tag == tag)
    }

    /// Where it is recorded what the translations of a locale were made from.
    #[must_use]
    pub fn lock_of(&self, locale: usize) -> SitePath {
        let tag = &self.locales[locale].tag;
        SitePath::root().with_suffix(&format!("{LOCKS}/{tag}.lock"))
    }

    /// The index of the locale whose content folder a file lies in.
    #[must_use]
    pub fn locale_of(&self, file: &SitePath) -> Option<usize> {
        self.locales
            .iter()
            .position(|locale| file.below(&locale.content).is_some())
    }

    /// A path below a content folder with the mounts applied.
    #[must_use]
    pub fn mounted(&self, path: &SitePath) -> SitePath {
        self.mounts
            .iter()
            .find_map(|mount| mount.to.join(path.below(&mount.from)?.as_str()))
            .unwrap_or_else(|| path.clone())
    }

    fn set_fallbacks(&mut self, table: &Table, findings: &mut Findings) {
        let written: Vec<Option<&[Written<String>]>> = self
            .locales
            .iter()
            .map(|locale| table.texts(&format!("locales.{}.fallback", locale.tag)))
            .collect();
        let mut chains = Vec::new();
        for (index, written) in written.iter().enumerate() {
            let mut chain = Vec::new();
            if let Some(tags) = written {
                for tag in *tags {
                    match self.locale(&tag.value) {
                        Some(found) => chain.push(found),
                        None => findings.push(unknown_locale(tag, &self.locales)),
                    }
                }
            } else {
                let parents = locale::lookup(&self.locales[index].tag).skip(1);
                chain.extend(parents.filter_map(|parent| self.locale(parent)));
                chain.push(self.source);
            }
            chain.retain(|&other| other != index);
            let mut seen = Vec::new();
            chain.retain(|other| {
                let is_new = !seen.contains(other);
                seen.push(*other);
                is_new
            });
            chains.push(chain);
        }
        for (locale, chain) in self.locales.iter_mut().zip(chains) {
            locale.fallback = chain;
        }
    }
}

type Findings = Vec<Diagnostic<TextRange>>;

fn string(table: &Table, path: &str) -> Option<String> {
    Some(table.text(path)?.value.clone())
}

fn invalid(at: TextRange, message: impl Into<String>) -> Diagnostic<TextRange> {
    Diagnostic::new(Code::ConfigInvalid, at, message)
}

fn locales(table: &Table, findings: &mut Findings) -> Vec<Locale> {
    let mut locales: Vec<Locale> = Vec::new();
    for (name, options) in table.named_tables("locales") {
        let Some((lang, dir)) = locale::describe(&name.value) else {
            findings.push(
                invalid(
                    name.range,
                    format!("`{}` is not a BCP 47 language tag", name.value),
                )
                .hint("write a language, and a region where it matters: `ko` or `ko-kr`"),
            );
            continue;
        };
        if name.value != name.value.to_lowercase() {
            findings.push(
                invalid(name.range, "a locale is written in lower case")
                    .hint(format!("write `{}`", name.value.to_lowercase())),
            );
        }
        let tag = name.value.to_lowercase();
        let written = options.text("content");
        let folder = written.map_or_else(|| format!("content/{tag}"), |text| text.value.clone());
        let own_place = SitePath::root()
            .join(&format!("content/{tag}"))
            .unwrap_or_else(SitePath::root);
        let content = match folder.starts_with('/') {
            true => own_place,
            false => SitePath::new(&folder).unwrap_or(own_place),
        };
        if let Some(twin) = locales.iter().find(|other| {
            content.below(&other.content).is_some() || other.content.below(&content).is_some()
        }) {
            let at = written.map_or(name.range, |text| text.range);
            findings.push(
                invalid(
                    at,
                    format!("this folder is, or is in, that of `{}`", twin.tag),
                )
                .hint("give each locale a content folder of its own"),
            );
            continue;
        }
        locales.push(Locale {
            tag,
            lang,
            dir,
            title: options.text("title").map(|text| text.value.clone()),
            name: options.text("name").map(|text| text.value.clone()),
            content,
            folder,
            has_own_folder: written.is_some(),
            named_at: written.map_or(name.range, |text| text.range),
            fallback: Vec::new(),
        });
    }
    if locales.is_empty() {
        let tag = string(table, "book.source-locale").unwrap_or_else(|| "en-us".to_owned());
        let (lang, dir) = locale::describe(&tag).unwrap_or_else(|| ("en-US".to_owned(), "ltr"));
        let folder = format!("content/{tag}");
        locales.push(Locale {
            lang,
            dir,
            title: None,
            name: None,
            content: SitePath::new(&folder).unwrap_or_else(SitePath::root),
            folder,
            has_own_folder: false,
            named_at: TextRange::default(),
            fallback: Vec::new(),
            tag,
        });
    }
    locales
}

fn source(table: &Table, locales: &[Locale], findings: &mut Findings) -> usize {
    let Some(written) = table.text("book.source-locale") else {
        return 0;
    };
    let found = locales
        .iter()
        .position(|locale| locale.tag == written.value);
    if found.is_none() {
        findings.push(unknown_locale(written, locales));
    }
    found.unwrap_or(0)
}

fn unknown_locale(written: &Written<String>, locales: &[Locale]) -> Diagnostic<TextRange> {
    let tags: Vec<&str> = locales.iter().map(|locale| locale.tag.as_str()).collect();
    let finding = invalid(
        written.range,
        format!("there is no locale `{}`", written.value),
    );
    match nearest(&written.value, tags.iter().copied()) {
        Some(meant) => finding.hint(format!("did you mean `{meant}`?")),
        None => finding.hint(format!(
            "add `[locales.{}]`, or name one of: `{}`",
            written.value,
            tags.join("`, `")
        )),
    }
}

fn base_url(table: &Table, findings: &mut Findings) -> Option<String> {
    let written = table.text("book.base-url")?;
    let url = written.value.trim();
    if !is_absolute(url) {
        findings.push(
            invalid(written.range, "`base-url` must be an absolute address")
                .hint("write `https://` and the host, and the path where there is one"),
        );
        return None;
    }
    Some(with_slash(&encode_address(url)))
}

/// Whether an address names its host.
#[must_use]
pub fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// An address with a `/` at its end.
#[must_use]
pub fn with_slash(url: &str) -> String {
    match url.ends_with('/') {
        true => url.to_owned(),
        false => format!("{url}/"),
    }
}

fn rules(table: &Table, findings: &mut Findings) -> BTreeMap<Code, Severity> {
    let mut rules = BTreeMap::new();
    for (name, severity) in table.named_texts("rules") {
        let Some(code) = Code::from_name(&name.value) else {
            let finding = invalid(name.range, format!("there is no code `{}`", name.value));
            let names = Code::ALL.iter().map(|code| code.name());
            findings.push(match nearest(&name.value, names) {
                Some(meant) => finding.hint(format!("did you mean `{meant}`?")),
                None => finding.hint("docs/reference.md lists the codes"),
            });
            continue;
        };
        let Some(wanted) = Severity::from_name(&severity.value) else {
            continue;
        };
        if code.is_fatal() && wanted < Severity::Error {
            let message = format!("`{}` is always an error", code.name());
            findings.push(
                invalid(severity.range, message)
                    .hint("a site with such a finding would lack pages; remove the rule"),
            );
            continue;
        }
        rules.insert(code, wanted);
    }
    rules
}
