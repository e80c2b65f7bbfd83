//! Writes a file whole or not at all: beside its place, then moved.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file, with the permissions of the one that it replaces, else with
/// those of any new file.
///
/// # Errors
/// When the disk refuses; the file is then as it was.
pub(super) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|parent| *parent != Path::new(""));
    let mut builder = tempfile::Builder::new();
    for_everybody(&mut builder);
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(content)?;
    if let Ok(there) = fs::metadata(path) {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.persist(path)?;
    Ok(())
}

/// Temporary files are made for their owner only.
#[cfg(unix)]
fn for_everybody(builder: &mut tempfile::Builder) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn for_everybody(_: &mut tempfile::Builder) {}
