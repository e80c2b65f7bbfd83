//! Reads a site from the disk into [`Sources`].

use super::past;
use crate::base::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::base::fingerprint::{Fingerprint, Fingerprinter};
use crate::base::path::SitePath;
use crate::base::sources::{Body, Source, Sources};
use crate::stages::config::{self, Config};
use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The themes that come with the binary.
static THEMES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Folders of a site besides its content.
const FOLDERS: [&str; 4] = ["templates", "static", "strings", "themes"];

/// A site on the disk.
pub(super) struct Site {
    /// Its files.
    pub sources: Sources,
    /// Where the sources come from.
    pub places: Places,
}

/// Which folder of the disk each part of the sources comes from.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The site's own folder.
    pub site: PathBuf,
    /// Content folders, which may lie outside of the site.
    content: Vec<(SitePath, PathBuf)>,
}

impl Places {
    /// The file on the disk that a source is read from.
    pub(super) fn of(&self, file: &SitePath) -> PathBuf {
        for (root, folder) in &self.content {
            if let Some(rest) = file.below(root) {
                return join(folder, rest.as_str());
            }
        }
        join(&self.site, file.as_str())
    }

    /// Says where files that a command reads besides come from.
    pub(super) fn add(&mut self, root: SitePath, folder: PathBuf) {
        self.content.push((root, folder));
    }

    /// Every folder and file to watch.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        let content = self.content.iter().map(|(_, folder)| folder.clone());
        content
            .chain(FOLDERS.iter().map(|name| self.site.join(name)))
            .chain([self.site.join(config::LOCKS)])
            .chain([self.site.join(config::FILE)])
            .collect()
    }
}

/// `folder/path` without a needless `./` in front, as people write it.
fn join(folder: &Path, path: &str) -> PathBuf {
    match folder == Path::new(".") || folder == Path::new("") {
        true => PathBuf::from(path),
        false => folder.join(path),
    }
}

/// Reads the site in a folder.
///
/// # Errors
/// Says why there is no site to read, as a sentence for people.
pub(super) fn read(site: &Path) -> Result<Site, String> {
    let settings = site.join(config::FILE);
    let bytes = std::fs::read(&settings).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("there is no `book.toml` in `{}`", site.display()),
        _ => format!("cannot read `{}`: {error}", settings.display()),
    })?;
    let mut sources = Sources::default();
    let file = SitePath::root().with_suffix(config::FILE);
    sources
        .files
        .insert(file.clone(), Source::from_bytes(bytes));
    if sources.text(&file).is_none() {
        return Err(format!("`{}` is not UTF-8", settings.display()));
    }
    let (config, _) = Config::read(&sources);
    let mut diagnostics = Vec::new();
    let mut found = own_files(site);
    let mut content = Vec::new();
    for (index, locale) in config.locales.iter().enumerate() {
        let folder = join(site, &locale.folder);
        if folder.is_dir() {
            walk(&folder, &locale.content, &mut found, &mut diagnostics);
        } else {
            let at = Span {
                file: file.clone(),
                range: locale.named_at,
            };
            let mut finding = missing_folder(at, &locale.tag, &folder);
            if index != config.source && !locale.has_own_folder {
                // A locale without any translation yet; git would not keep the folder.
                finding.severity = Severity::Suggestion;
            }
            diagnostics.push(finding);
        }
        content.push((locale.content.clone(), folder));
    }
    for name in FOLDERS {
        let folder = site.join(name);
        if folder.is_dir() {
            let root = SitePath::root().with_suffix(name);
            walk(&folder, &root, &mut found, &mut diagnostics);
        }
    }
    read_files(found, &mut sources, &mut diagnostics);
    add_embedded_themes(&mut sources);
    sources.problems = diagnostics;
    let mut site = Site {
        sources,
        places: Places {
            site: site.to_owned(),
            content,
        },
    };
    past::read(&config, &mut site);
    Ok(site)
}

/// The files beside `book.toml` that say what was published where, and what each
/// translation was made from.
fn own_files(site: &Path) -> Vec<(SitePath, PathBuf)> {
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        names.collect()
    };
    let beside = names(site).into_iter();
    let beside = beside.filter(|name| name == config::URL_LOCK || is_redirection(name));
    let locks = names(&site.join(config::LOCKS)).into_iter();
    let locks = locks.filter(|name| Path::new(name).extension().is_some_and(|end| end == "lock"));
    beside
        .chain(locks.map(|name| format!("{}/{name}", config::LOCKS)))
        .map(|name| (SitePath::root().with_suffix(&name), site.join(&name)))
        .filter(|(_, path)| path.is_file())
        .collect()
}

/// A site of one folder of Markdown, for a page that stands in none.
pub(super) fn read_folder(folder: &Path) -> Site {
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    let content = SitePath::root().with_suffix("content/en-us");
    walk(folder, &content, &mut found, &mut diagnostics);
    let mut sources = Sources::default();
    read_files(found, &mut sources, &mut diagnostics);
    add_embedded_themes(&mut sources);
    sources.problems = diagnostics;
    Site {
        sources,
        places: Places {
            site: folder.to_owned(),
            content: vec![(content, folder.to_owned())],
        },
    }
}

fn read_files(
    found: Vec<(SitePath, PathBuf)>,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let read: Vec<(SitePath, io::Result<Source>)> = found
        .into_par_iter()
        .map(|(file, path)| {
            let source = read_source(&file, &path);
            (file, source)
        })
        .collect();
    for (file, source) in read {
        match source {
            Ok(source) => {
                sources.files.insert(file, source);
            }
            Err(error) => diagnostics.push(not_readable(&file, &error)),
        }
    }
}

fn missing_folder(at: Span, tag: &str, folder: &Path) -> Diagnostic {
    let message = format!("the locale `{tag}` has no folder `{}`", folder.display());
    Diagnostic::new(Code::ContentFolderMissing, at, message)
        .hint("make the folder, or say with `content = \"..\"` where the pages are")
}

/// Collects the files below a folder, in no order; links are followed.
fn walk(
    folder: &Path,
    root: &SitePath,
    found: &mut Vec<(SitePath, PathBuf)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || is_wanted(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = entry.into_path();
                let below = path.strip_prefix(folder).ok().and_then(Path::to_str);
                match below.and_then(|below| root.join(&below.replace('\\', "/"))) {
                    Some(file) => found.push((file, path)),
                    None => diagnostics.push(
                        Diagnostic::about_file(
                            Code::FileNotReadable,
                            root,
                            format!("the name `{}` is not UTF-8", path.display()),
                        )
                        .hint("rename the file"),
                    ),
                }
            }
            Ok(_) => {}
            Err(error) => diagnostics.push(walk_error(folder, root, &error)),
        }
    }
}

/// Hidden files and folders are settings of tools, not content, but for the
/// list of redirections.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_hidden = name.starts_with('.') && !is_redirection(&name);
    !is_hidden && name != "node_modules"
}

fn is_redirection(name: &str) -> bool {
    name.starts_with(config::REDIRECTIONS)
}

fn walk_error(folder: &Path, root: &SitePath, error: &walkdir::Error) -> Diagnostic {
    let below = error
        .path()
        .and_then(|path| path.strip_prefix(folder).ok())
        .and_then(Path::to_str);
    let file = below
        .and_then(|below| root.join(below))
        .unwrap_or_else(|| root.clone());
    if let Some(ancestor) = error.loop_ancestor() {
        let message = format!("this link leads back to `{}`", ancestor.display());
        return Diagnostic::about_file(Code::SymlinkLoop, &file, message)
            .hint("remove the link, or let it lead elsewhere");
    }
    match error.io_error() {
        Some(error) => not_readable(&file, error),
        None => Diagnostic::about_file(Code::FileNotReadable, &file, error.to_string()),
    }
}

fn not_readable(file: &SitePath, error: &io::Error) -> Diagnostic {
    let message = format!("this file cannot be read: {error}");
    Diagnostic::about_file(Code::FileNotReadable, file, message)
        .hint("check that it exists and that you may read it")
}

/// The largest file that is read as code to be shown.
const LONGEST_CODE: u64 = 1 << 20;

fn read_source(file: &SitePath, path: &Path) -> io::Result<Source> {
    if is_text(file) {
        return std::fs::read(path).map(Source::from_bytes);
    }
    let mut input = File::open(path)?;
    if !is_media(file) && input.metadata()?.len() <= LONGEST_CODE {
        let bytes = std::fs::read(path)?;
        return Ok(match is_binary(&bytes) {
            true => Source {
                body: Body::Binary {
                    len: bytes.len() as u64,
                },
                fingerprint: Fingerprint::of(&bytes),
            },
            false => Source::from_bytes(bytes),
        });
    }
    let mut hasher = Fingerprinter::default();
    let len = io::copy(&mut input, &mut hasher)?;
    Ok(Source {
        body: Body::Binary { len },
        fingerprint: hasher.finish(),
    })
}

/// Files whose text a build reads.
fn is_text(file: &SitePath) -> bool {
    matches!(
        file.extension().as_str(),
        "md" | "yml"
            | "yaml"
            | "toml"
            | "html"
            | "css"
            | "js"
            | "mjs"
            | "svg"
            | "json"
            | "txt"
            | "lock"
    )
}

/// Files that are only ever copied. Any other may be code that a page shows.
fn is_media(file: &SitePath) -> bool {
    matches!(
        file.extension().as_str(),
        "png"
            | "jpg"
            | "jpeg"
            | "gif"
            | "webp"
            | "avif"
            | "ico"
            | "bmp"
            | "mp4"
            | "webm"
            | "mov"
            | "mp3"
            | "wav"
            | "pdf"
            | "zip"
            | "gz"
            | "woff"
            | "woff2"
            | "ttf"
            | "docx"
            | "xlsx"
            | "pptx"
    )
}

/// Whether bytes are no text that a page could show.
fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) || std::str::from_utf8(bytes).is_err()
}

/// A theme folder of the site wins over the embedded theme of its name.
fn add_embedded_themes(sources: &mut Sources) {
    let themes = SitePath::root().with_suffix("themes");
    for theme in THEMES.dirs() {
        let Some(folder) = theme.path().to_str().and_then(|name| themes.join(name)) else {
            continue;
        };
        if sources.below(&folder).next().is_none() {
            add_embedded(sources, &themes, theme);
        }
    }
}

fn add_embedded(sources: &mut Sources, themes: &SitePath, folder: &Dir) {
    for file in folder.files() {
        let path = file.path().to_str().and_then(|path| themes.join(path));
        if let Some(path) = path {
            let source = Source::from_bytes(file.contents().to_vec());
            sources.files.insert(path, source);
        }
    }
    for inner in folder.dirs() {
        add_embedded(sources, themes, inner);
    }
}
