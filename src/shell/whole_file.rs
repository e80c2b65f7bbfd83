//! Writes a file whole or not at all: beside its place, then moved.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes a file, with the permissions of the one that it replaces, else with
/// those of any new file.
///
/// # Errors
/// When the disk refuses; the file is then as it was.
pub(super) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    staged_file(path, content)?.persist(path)?;
    Ok(())
}

/// Writes several files. All are written beside their places before the first is
/// moved there, so that a full disk leaves every one as it was.
///
/// # Errors
/// When the disk refuses, with the file that it refuses.
pub(super) fn write_all(files: &[(PathBuf, String)]) -> Result<(), (PathBuf, io::Error)> {
    let mut ready = Vec::new();
    for (path, content) in files {
        let staged = path.parent().map_or(Ok(()), fs::create_dir_all);
        let staged = staged.and_then(|()| staged_file(path, content.as_bytes()));
        ready.push((path, staged.map_err(|error| (path.clone(), error))?));
    }
    for (path, file) in ready {
        let moved = file.persist(path);
        moved.map_err(|error| (path.clone(), error.error))?;
    }
    Ok(())
}

/// A file beside its place.
fn staged_file(path: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|parent| *parent != Path::new(""));
    let mut builder = tempfile::Builder::new();
    for_everybody(&mut builder);
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(content)?;
    if let Ok(there) = fs::metadata(path) {
        file.as_file().set_permissions(there.permissions())?;
    }
    Ok(file)
}

/// Temporary files are made for their owner only.
#[cfg(unix)]
fn for_everybody(builder: &mut tempfile::Builder) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn for_everybody(_: &mut tempfile::Builder) {}
