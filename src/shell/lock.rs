//! The right to write to an output folder.

use super::publish_error::PublishError;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What is only there while a build writes begins with this.
pub(super) const PREFIX: &str = ".guidepost-";
const LOCK: &str = ".guidepost-lock";

/// The right to write to a folder, held by one build at a time. The file goes
/// when the build ends; one that a killed build has left is not locked.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    pub(super) fn take(out: &Path) -> Result<Self, PublishError> {
        let path = out.join(LOCK);
        let io = |error| PublishError::Io(path.clone(), error);
        let file = File::create(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PublishError::Busy(out.to_owned())),
            // Some network file systems have no locks: better to build than not.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        remove_leftovers(out);
        Ok(Self { path, _file: file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind it does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes what killed builds have staged.
fn remove_leftovers(out: &Path) {
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX));
        if is_ours && entry.path().is_dir() {
            // What cannot be removed now does no harm to this build.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
