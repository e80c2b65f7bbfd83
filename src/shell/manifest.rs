//! `manifest.json`: every file of a published site, so that a deploy sends only
//! what changed, and a build removes only what an earlier one wrote.

use super::lock::PREFIX;
use super::publish_error::PublishError;
use crate::base::path::SitePath;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// The manifest's name in the output folder.
pub(super) const MANIFEST: &str = "manifest.json";
const GENERATOR: &str = "guidepost";

/// Every file of a published site, so that a deploy can send only what changed.
#[derive(Deserialize)]
struct Manifest {
    generator: String,
    files: BTreeMap<String, Entry>,
}

/// The same, to be written.
#[derive(Serialize)]
struct Written<'f> {
    generator: &'static str,
    files: &'f BTreeMap<String, Entry>,
}

impl Manifest {
    /// Whether we wrote it: nobody else's paths are ever removed, and none
    /// that leads out of the folder.
    fn is_ours(&self) -> bool {
        let is_inside =
            |route: &String| SitePath::new(route).is_some_and(|path| path.as_str() == route);
        self.generator == GENERATOR && self.files.keys().all(is_inside)
    }
}

/// What is known of a file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub sha256: String,
    pub size: u64,
}

impl Entry {
    pub(super) fn of_text(text: &str) -> Self {
        Self {
            sha256: hex(&Sha256::digest(text)),
            size: text.len() as u64,
        }
    }

    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        let mut size = 0;
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                let sha256 = hex(&hasher.finalize());
                return Ok(Self { sha256, size });
            }
            size += read as u64;
            hasher.update(&buffer[..read]);
        }
    }
}

/// What the last build wrote: `None` when there is no folder, nothing when it
/// is empty.
pub(super) fn earlier_files(out: &Path) -> Result<Option<BTreeMap<String, Entry>>, PublishError> {
    let io = |error| PublishError::Io(out.to_owned(), error);
    let mut entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io(error)),
    };
    match fs::read(out.join(MANIFEST)) {
        Ok(manifest) => match serde_json::from_slice::<Manifest>(&manifest) {
            Ok(manifest) if manifest.is_ours() => Ok(Some(manifest.files)),
            _ => Err(PublishError::NotOurs(out.to_owned())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // What a killed build of ours has left is nobody else's.
            let is_leftover = |entry: io::Result<fs::DirEntry>| {
                entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX))
            };
            match entries.all(is_leftover) {
                true => Ok(Some(BTreeMap::new())),
                false => Err(PublishError::NotOurs(out.to_owned())),
            }
        }
        Err(error) => Err(io(error)),
    }
}

/// Writes the manifest and moves it into place, unless it says the same already.
pub(super) fn write_manifest(
    staging: &Path,
    folder: &Path,
    files: &BTreeMap<String, Entry>,
) -> Result<(), PublishError> {
    let path = folder.join(MANIFEST);
    let io = |error: io::Error| PublishError::Io(path.clone(), error);
    let manifest = Written {
        generator: GENERATOR,
        files,
    };
    let mut text = serde_json::to_string_pretty(&manifest).map_err(|error| io(error.into()))?;
    text.push('\n');
    if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let staged = staging.join(MANIFEST);
    fs::write(&staged, text).map_err(io)?;
    match staged == path {
        true => Ok(()),
        false => fs::rename(&staged, &path).map_err(io),
    }
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
