//! `guidepost init`: a new site that builds.

use std::fs;
use std::path::Path;

/// What the program writes, which nobody keeps; a list that is there already is
/// its owner's.
const IGNORED: (&str, &str) = (".gitignore", "/public/\n/exchange/\n/.guidepost/\n");

const FILES: [(&str, &str); 4] = [
    ("book.toml", include_str!("init/book.toml")),
    ("content/en-us/index.md", include_str!("init/index.md")),
    ("content/en-us/bounces.md", include_str!("init/bounces.md")),
    ("content/en-us/toc.yml", include_str!("init/toc.yml")),
];

/// Writes a new site into a folder, which may exist but must hold none of the
/// files.
///
/// # Errors
/// Says which file is in the way, or what the disk refused; nothing is written
/// when a file is in the way.
pub(super) fn run(folder: &Path) -> Result<(), String> {
    for (name, _) in FILES {
        let path = folder.join(name);
        if path.exists() {
            return Err(format!("`{}` exists already", path.display()));
        }
    }
    let ignored = Some(IGNORED).filter(|(name, _)| !folder.join(name).exists());
    for (name, text) in FILES.into_iter().chain(ignored) {
        let path = folder.join(name);
        let write = || {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&path, text)
        };
        write().map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    }
    Ok(())
}
