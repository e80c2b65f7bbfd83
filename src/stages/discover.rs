//! Which sources are pages, where they are published, and which locale lacks
//! which of them.

use super::config::{self, Config, Urls};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::schema::{self, Schema};
use crate::base::sources::{Body, Source, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// The files of a site by what they are for.
#[derive(Debug, Default)]
pub struct Inventory {
    /// Every page of every locale, translated or not, by locale and key.
    pub pages: BTreeMap<PageId, Page>,
    /// The pages' own files: which page a file is.
    pub page_of: BTreeMap<SitePath, PageId>,
    /// The tables of contents of each locale.
    pub tocs: Vec<Vec<SitePath>>,
    /// The files of each locale that say where it stands among others.
    pub breadcrumbs: Vec<Vec<SitePath>>,
    /// The files that say which pages have moved.
    pub redirections: Vec<SitePath>,
    /// Every key and every file by itself in lower case, for writers whose disk
    /// does not tell cases apart.
    folded_keys: BTreeMap<String, SitePath>,
    folded_files: BTreeMap<String, SitePath>,
    /// Every file of the content folders by its name in lower case.
    named: BTreeMap<String, Vec<SitePath>>,
}

/// A page: the index of its locale, and its key, the same in all locales.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId {
    /// The index of the locale in which it is read.
    pub locale: usize,
    /// Its path without locale and ending.
    pub key: SitePath,
}

/// Where a page comes from and goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its file.
    pub file: SitePath,
    /// The index of the locale the file belongs to: another than the page's
    /// own on a fallback page.
    pub content_locale: usize,
    /// Where it is published.
    pub route: SitePath,
}

/// Sorts the sources.
#[must_use]
pub fn discover(config: &Config, sources: &Sources) -> (Inventory, Vec<Diagnostic>) {
    let mut inventory = Inventory::default();
    let mut findings = Vec::new();
    let mut routes = BTreeMap::new();
    for (locale, settings) in config.locales.iter().enumerate() {
        let mut tocs = Vec::new();
        let mut breadcrumbs = Vec::new();
        for (file, source) in sources.below(&settings.content) {
            let Some(path) = file.below(&settings.content) else {
                continue;
            };
            if let Body::NotUtf8 { line, .. } = source.body
                && matches!(path.extension().as_str(), "md" | "yml" | "yaml")
            {
                findings.push(not_utf8(file, line));
            } else if is_toc(&path) {
                match is_breadcrumb(&path) {
                    true => breadcrumbs.push(file.clone()),
                    false => tocs.push(file.clone()),
                }
            } else if is_page(config, &path, source) {
                let key = config.mounted(&path).without_extension();
                let id = PageId { locale, key };
                inventory.add(config, id, file.clone(), &mut routes, &mut findings);
            } else if let Body::Text(text) = &source.body
                && schema::is_yaml(&path)
                && is_in_place(config, &path)
            {
                let at = |range| Span {
                    file: file.clone(),
                    range,
                };
                findings.extend(schema::perhaps_meant(text).map(|finding| finding.at(at)));
            }
        }
        inventory.tocs.push(tocs);
        inventory.breadcrumbs.push(breadcrumbs);
    }
    inventory.add_fallbacks(config);
    inventory.fold(config, sources);
    let all = sources.files.keys();
    inventory.redirections = all.filter(|file| is_redirection(file)).cloned().collect();
    (inventory, findings)
}

impl Inventory {
    fn add(
        &mut self,
        config: &Config,
        id: PageId,
        file: SitePath,
        routes: &mut BTreeMap<SitePath, SitePath>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let route = route(config, id.locale, &id.key);
        let twin = routes.insert(route.clone(), file.clone());
        if let Some(twin) = twin {
            findings.push(
                Diagnostic::about_file(
                    Code::PublishUrlConflict,
                    &file,
                    format!("`{twin}` is published at `{route}` already"),
                )
                .hint("rename one of the two, or keep one out with `exclude` in `book.toml`"),
            );
            routes.insert(route, twin);
            return;
        }
        self.page_of.insert(file.clone(), id.clone());
        let page = Page {
            file,
            content_locale: id.locale,
            route,
        };
        self.pages.insert(id, page);
    }

    fn fold(&mut self, config: &Config, sources: &Sources) {
        let fold = |path: &SitePath| (path.as_str().to_lowercase(), path.clone());
        // Of two that differ in case alone the first counts.
        let keys = self.pages.keys().rev();
        self.folded_keys = keys.map(|id| fold(&id.key)).collect();
        self.folded_files = sources.files.keys().rev().map(fold).collect();
        let files = sources.files.keys();
        for file in files.filter(|file| config.locale_of(file).is_some()) {
            let same = self.named.entry(file.name().to_lowercase()).or_default();
            same.push(file.clone());
        }
    }

    /// The files of the content folders that have this name, in any case and
    /// any folder.
    #[must_use]
    pub fn files_named(&self, name: &str) -> &[SitePath] {
        self.named
            .get(&name.to_lowercase())
            .map_or(&[], Vec::as_slice)
    }

    /// A page's key as it is, for one written in other case.
    #[must_use]
    pub fn key_in_any_case(&self, key: &SitePath) -> Option<&SitePath> {
        self.folded_keys.get(&key.as_str().to_lowercase())
    }

    /// A file's path as it is, for one written in other case.
    #[must_use]
    pub fn file_in_any_case(&self, file: &SitePath) -> Option<&SitePath> {
        self.folded_files.get(&file.as_str().to_lowercase())
    }

    /// The same without the pages of some files, which are given up.
    #[must_use]
    pub fn without(mut self, given_up: &BTreeSet<SitePath>) -> Self {
        self.pages.retain(|_, page| !given_up.contains(&page.file));
        self.page_of.retain(|file, _| !given_up.contains(file));
        self
    }

    /// The home page of a locale: its `index`, else its first page.
    #[must_use]
    pub fn home(&self, locale: usize) -> Option<&Page> {
        let at = |key: &str| PageId {
            locale,
            key: SitePath::root().with_suffix(key),
        };
        let first = || {
            let (id, page) = self.pages.range(at("")..).next()?;
            (id.locale == locale).then_some(page)
        };
        self.pages.get(&at("index")).or_else(first)
    }

    /// Whether a file lists pages or addresses, or says where the site stands
    /// among others.
    #[must_use]
    pub fn is_list(&self, file: &SitePath) -> bool {
        let mut lists = self.tocs.iter().chain(&self.breadcrumbs).flatten();
        lists.any(|list| list == file) || self.redirections.contains(file)
    }

    /// The page that a file is; a file that is none, such as an include, is
    /// made one.
    pub fn page_for(&mut self, config: &Config, file: &SitePath) -> Option<PageId> {
        if let Some(id) = self.page_of.get(file) {
            return Some(id.clone());
        }
        let locale = config.locale_of(file)?;
        let path = file.below(&config.locales[locale].content)?;
        if path.extension() != "md" && !schema::is_yaml(&path) {
            return None;
        }
        let key = config.mounted(&path).without_extension();
        let id = PageId { locale, key };
        let page = Page {
            file: file.clone(),
            content_locale: locale,
            route: route(config, locale, &id.key),
        };
        self.pages.insert(id.clone(), page);
        Some(id)
    }

    /// Gives each locale the pages it lacks from the first locale of its chain
    /// that has them.
    fn add_fallbacks(&mut self, config: &Config) {
        let mut missing = BTreeMap::new();
        for (locale, settings) in config.locales.iter().enumerate() {
            for &other in &settings.fallback {
                let theirs = self
                    .pages
                    .range(first_of(other)..)
                    .take_while(|(id, _)| id.locale == other);
                for (id, page) in theirs {
                    let id = PageId {
                        locale,
                        key: id.key.clone(),
                    };
                    if self.pages.contains_key(&id) || missing.contains_key(&id) {
                        continue;
                    }
                    let route = route(config, locale, &id.key);
                    let fallback = Page {
                        file: page.file.clone(),
                        content_locale: other,
                        route,
                    };
                    missing.insert(id, fallback);
                }
            }
        }
        self.pages.append(&mut missing);
    }
}

fn first_of(locale: usize) -> PageId {
    PageId {
        locale,
        key: SitePath::root(),
    }
}

/// Where a page is published.
#[must_use]
pub fn route(config: &Config, locale: usize, key: &SitePath) -> SitePath {
    let below_locale = match config.urls {
        Urls::Folder if key.name() != "index" => format!("{key}/index.html"),
        Urls::Folder | Urls::File => format!("{key}.html"),
    };
    in_locale(config, locale, &below_locale)
}

/// A path below a locale's folder of the published site.
#[must_use]
pub fn in_locale(config: &Config, locale: usize, path: &str) -> SitePath {
    let folder = SitePath::root().with_suffix(&config.locales[locale].tag);
    folder.join(path).unwrap_or(folder)
}

fn not_utf8(file: &SitePath, line: usize) -> Diagnostic {
    let message = format!("this file is not UTF-8: see line {line}");
    Diagnostic::about_file(Code::NotUtf8, file, message)
        .hint("save it in the encoding UTF-8 in your editor")
}

/// `.openpublishing.redirection.json`, which may have a name of its own before
/// its ending.
fn is_redirection(file: &SitePath) -> bool {
    file.name().starts_with(config::REDIRECTIONS) && file.extension() == "json"
}

/// `toc.yml`, `TOC.md` and their like, and the `SUMMARY.md` of mdBook.
fn is_toc(path: &SitePath) -> bool {
    let name = path.name().to_ascii_lowercase();
    matches!(name.as_str(), "toc.yml" | "toc.yaml" | "toc.md") || is_summary(path)
}

/// mdBook's table of contents: no other spelling is one.
#[must_use]
pub fn is_summary(file: &SitePath) -> bool {
    file.name() == "SUMMARY.md"
}

/// `breadcrumb/toc.yml` says where a site stands among others; it lists no pages.
fn is_breadcrumb(path: &SitePath) -> bool {
    let folder = path.folder();
    matches!(folder.name(), "breadcrumb" | "breadcrumbs")
}

/// Markdown, and YAML that says it is a page.
fn is_page(config: &Config, path: &SitePath, source: &Source) -> bool {
    let name = path.name();
    let is_note =
        name.eq_ignore_ascii_case("readme.md") || name.starts_with("LICENSE") || is_toc(path);
    let is_written_as_page = match &source.body {
        Body::Text(text) if schema::is_yaml(path) => Schema::of(text).is_some(),
        _ => path.extension() == "md",
    };
    is_written_as_page && !is_note && is_in_place(config, path)
}

/// Whether a file lies where pages lie.
fn is_in_place(config: &Config, path: &SitePath) -> bool {
    let folder = path.folder();
    let is_part = folder
        .parts()
        .any(|part| part.eq_ignore_ascii_case("includes"));
    !is_part && !config.exclude.is_match(path.as_str())
}
