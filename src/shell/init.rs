//! `guidepost init`: a new site that builds.

use std::fs;
use std::io;
use std::path::Path;

/// What the site is.
const SETTINGS: (&str, &str) = ("book.toml", include_str!("init/book.toml"));

/// What the program writes, which nobody keeps; a list that is there already is
/// its owner's.
const IGNORED: (&str, &str) = (".gitignore", "/public/\n/exchange/\n/.guidepost/\n");

/// Where pages are.
const CONTENT: &str = "content";

/// The pages to begin with.
const PAGES: [(&str, &str); 3] = [
    ("content/en-us/index.md", include_str!("init/index.md")),
    ("content/en-us/bounces.md", include_str!("init/bounces.md")),
    ("content/en-us/toc.yml", include_str!("init/toc.yml")),
];

/// The locale of these pages, as the settings name it.
const LOCALE: &str = "en-us";

/// Makes a folder a site, which may have pages already: then it gets the settings
/// for their languages, and no others. No file is written over. Gives what was
/// there and is left as it is.
///
/// # Errors
/// Says that it is a site already, or what the disk refused.
pub(super) fn run(folder: &Path) -> Result<Vec<&'static str>, String> {
    let settings = folder.join(SETTINGS.0);
    if settings.exists() {
        return Err(format!("`{}` exists already", settings.display()));
    }
    let locales = locales(&folder.join(CONTENT));
    let text = settings_for(&locales);
    let pages: &[(&str, &str)] = if locales.is_empty() { &PAGES } else { &[] };
    let mut left = Vec::new();
    if !locales.is_empty() {
        left.push(CONTENT);
    }
    let files = [(SETTINGS.0, text.as_str()), IGNORED];
    for (name, text) in files.into_iter().chain(pages.iter().copied()) {
        let path = folder.join(name);
        match write_new(&path, text) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => left.push(name),
            Err(error) => return Err(format!("cannot write `{}`: {error}", path.display())),
        }
    }
    Ok(left)
}

/// The folders with pages that bear the tag of a language, the source first.
fn locales(content: &Path) -> Vec<String> {
    let entries = fs::read_dir(content).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let mut parts = name.split('-');
        let is_language = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3));
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        let is_tag = is_language && parts.all(|part| matches!(part.len(), 2..=8));
        let is_tag = is_tag && name.chars().all(|letter| letter == '-' || is_plain(letter));
        let has_files = fs::read_dir(entry.path()).ok()?.next().is_some();
        (is_tag && has_files).then_some(name)
    });
    let mut named: Vec<String> = named.collect();
    named.sort_by_key(|name| (name != LOCALE, name.clone()));
    named
}

/// The settings of a site in these languages.
fn settings_for(locales: &[String]) -> String {
    let Some(source) = locales.first() else {
        return SETTINGS.1.to_owned();
    };
    let table = |tag: &str| format!("[locales.{tag}]\n");
    let tables: String = locales.iter().map(|tag| table(tag)).collect();
    let text = SETTINGS.1.replace(&table(LOCALE), &tables);
    text.replace(&format!("\"{LOCALE}\""), &format!("\"{source}\""))
}

/// Writes a file unless there is one of that name.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = fs::File::create_new(path)?;
    io::Write::write_all(&mut file, text.as_bytes())
}
