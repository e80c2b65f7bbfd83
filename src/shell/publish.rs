//! Writes a site so that no reader ever sees half of it.
//!
//! Every file is compared with what is there; only those that differ are
//! written, to a folder beside, and moved into place when the whole build has
//! gone well. What an earlier build wrote and this one did not is removed, by
//! the manifest of that build; files of others are never touched.

use super::disk::Places;
use crate::base::path::SitePath;
use crate::stages::emit::Content;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// The manifest's name in the output folder.
const MANIFEST: &str = "manifest.json";
const GENERATOR: &str = "guidepost";

/// Every file of a published site, so that a deploy can send only what changed.
#[derive(Serialize, Deserialize)]
struct Manifest {
    generator: String,
    files: BTreeMap<String, Entry>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    sha256: String,
    size: u64,
}

/// Why a site could not be written.
#[derive(Debug)]
pub(super) enum PublishError {
    /// The output folder belongs to somebody else.
    NotOurs(PathBuf),
    /// A file of somebody else stands where ours should.
    Occupied(PathBuf),
    /// The disk refused.
    Io(PathBuf, io::Error),
}

/// What a publication did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Summary {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// A site being written.
pub(super) struct Publication<'p> {
    out: PathBuf,
    places: &'p Places,
    staging: TempDir,
    /// What the last build wrote; `None` when there is no output folder yet.
    earlier: Option<BTreeMap<String, Entry>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Entry>,
    changed: BTreeSet<String>,
    folders: BTreeSet<PathBuf>,
    error: Option<PublishError>,
}

impl<'p> Publication<'p> {
    /// Prepares to write to `out`, which must not exist, be empty, or hold a
    /// site of ours.
    ///
    /// # Errors
    /// When the folder is somebody else's, or cannot be written to.
    pub(super) fn begin(out: &Path, places: &'p Places) -> Result<Self, PublishError> {
        let io = |error| PublishError::Io(out.to_owned(), error);
        let earlier = earlier_files(out)?;
        // A new site is made beside its folder; a failed one leaves nothing.
        let mut beside = out;
        while !beside.is_dir() {
            beside = match beside.parent() {
                Some(parent) if parent != Path::new("") => parent,
                _ => Path::new("."),
            };
        }
        let staging = tempfile::Builder::new()
            .prefix(".guidepost-")
            .tempdir_in(beside)
            .map_err(io)?;
        Ok(Self {
            out: out.to_owned(),
            places,
            staging,
            earlier,
            state: Mutex::default(),
        })
    }

    /// Whether a site of ours is there already.
    pub(super) fn has_earlier(&self) -> bool {
        self.earlier.as_ref().is_some_and(|files| !files.is_empty())
    }

    /// Takes one file of the site. May be called from any thread; an error is
    /// kept for [`Publication::commit`].
    pub(super) fn put(&self, route: &SitePath, content: &Content) {
        let done = match content {
            Content::Text(text) => self.put_text(route, text),
            Content::Copy(file) => self.put_copy(route, &self.places.of(file)),
        };
        if let Err(error) = done {
            self.state().error.get_or_insert(error);
        }
    }

    fn put_text(&self, route: &SitePath, text: &str) -> Result<(), PublishError> {
        let entry = Entry {
            sha256: hex(&Sha256::digest(text)),
            size: text.len() as u64,
        };
        let there = self.out.join(route.as_str());
        if self.is_there(&there, entry.size, || {
            Ok(fs::read(&there)? == text.as_bytes())
        }) {
            self.record(route, entry, false);
            return Ok(());
        }
        self.check_owner(route, &there)?;
        let staged = self.staged(route)?;
        fs::write(&staged, text).map_err(|error| PublishError::Io(staged, error))?;
        self.record(route, entry, true);
        Ok(())
    }

    fn put_copy(&self, route: &SitePath, from: &Path) -> Result<(), PublishError> {
        let io = |error| PublishError::Io(from.to_owned(), error);
        let (sha256, size) = hash_file(from).map_err(io)?;
        let there = self.out.join(route.as_str());
        let entry = Entry { sha256, size };
        if self.is_there(&there, size, || Ok(hash_file(&there)?.0 == entry.sha256)) {
            self.record(route, entry, false);
            return Ok(());
        }
        self.check_owner(route, &there)?;
        let staged = self.staged(route)?;
        fs::copy(from, &staged).map_err(io)?;
        self.record(route, entry, true);
        Ok(())
    }

    /// Whether the file that should be written is there already.
    fn is_there(
        &self,
        there: &Path,
        size: u64,
        is_same: impl FnOnce() -> io::Result<bool>,
    ) -> bool {
        self.earlier.is_some()
            && fs::metadata(there).is_ok_and(|found| found.is_file() && found.len() == size)
            && is_same().unwrap_or(false)
    }

    /// A file that we did not write is not ours to replace.
    fn check_owner(&self, route: &SitePath, there: &Path) -> Result<(), PublishError> {
        match &self.earlier {
            Some(earlier) if !earlier.contains_key(route.as_str()) && there.exists() => {
                Err(PublishError::Occupied(there.to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn staged(&self, route: &SitePath) -> Result<PathBuf, PublishError> {
        let staged = self.staging.path().join(route.as_str());
        if let Some(folder) = staged.parent() {
            let is_new = !self.state().folders.contains(folder);
            if is_new {
                fs::create_dir_all(folder)
                    .map_err(|error| PublishError::Io(folder.to_owned(), error))?;
                self.state().folders.insert(folder.to_owned());
            }
        }
        Ok(staged)
    }

    fn record(&self, route: &SitePath, entry: Entry, is_changed: bool) {
        let mut state = self.state();
        if is_changed {
            state.changed.insert(route.to_string());
        }
        state.files.insert(route.to_string(), entry);
    }

    /// A panic cannot leave the state half changed: each change is one insert.
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the site visible: all of it at once where there was none before,
    /// else static files first, then pages, then removals.
    ///
    /// # Errors
    /// When a file could not be staged, nothing has changed; when the disk
    /// refuses in the middle of the moves, the next build mends the rest.
    pub(super) fn commit(self) -> Result<Summary, PublishError> {
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = state.error {
            return Err(error);
        }
        let mut summary = Summary {
            written: state.changed.len(),
            unchanged: state.files.len() - state.changed.len(),
            removed: 0,
        };
        let Some(earlier) = self.earlier else {
            write_manifest(self.staging.path(), &state.files)?;
            let staged = self.staging.keep();
            let made = self.out.parent().map_or(Ok(()), fs::create_dir_all);
            return match made.and_then(|()| fs::rename(&staged, &self.out)) {
                Ok(()) => {
                    make_readable(&self.out);
                    Ok(summary)
                }
                Err(error) => {
                    let _ = fs::remove_dir_all(&staged);
                    Err(PublishError::Io(self.out, error))
                }
            };
        };
        // Until all is done the manifest owns both builds' files, so that an
        // interrupted build leaves nothing that the next one would not know.
        let mut both = earlier.clone();
        both.extend(state.files.clone());
        if both != earlier {
            write_manifest(&self.out, &both)?;
        }
        let is_page = |route: &&String| Path::new(route).extension().is_some_and(|e| e == "html");
        let assets = state.changed.iter().filter(|route| !is_page(route));
        for route in assets.chain(state.changed.iter().filter(is_page)) {
            let to = self.out.join(route);
            let io = |error| PublishError::Io(to.clone(), error);
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(io)?;
            }
            fs::rename(self.staging.path().join(route), &to).map_err(io)?;
        }
        for route in earlier.keys() {
            if !state.files.contains_key(route) {
                let path = self.out.join(route);
                match fs::remove_file(&path) {
                    Ok(()) => summary.removed += 1,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(PublishError::Io(path, error)),
                }
                remove_empty_folders(&path, &self.out);
            }
        }
        write_manifest(&self.out, &state.files)?;
        Ok(summary)
    }
}

/// What the last build wrote: `None` when there is no folder, nothing when it
/// is empty.
fn earlier_files(out: &Path) -> Result<Option<BTreeMap<String, Entry>>, PublishError> {
    let io = |error| PublishError::Io(out.to_owned(), error);
    let mut entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io(error)),
    };
    match fs::read(out.join(MANIFEST)) {
        Ok(manifest) => match serde_json::from_slice::<Manifest>(&manifest) {
            Ok(manifest) if manifest.generator == GENERATOR => Ok(Some(manifest.files)),
            _ => Err(PublishError::NotOurs(out.to_owned())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => match entries.next().is_none() {
            true => Ok(Some(BTreeMap::new())),
            false => Err(PublishError::NotOurs(out.to_owned())),
        },
        Err(error) => Err(io(error)),
    }
}

/// Writes the manifest beside itself and moves it into place, unless it says
/// the same already.
fn write_manifest(folder: &Path, files: &BTreeMap<String, Entry>) -> Result<(), PublishError> {
    let path = folder.join(MANIFEST);
    let io = |error: io::Error| PublishError::Io(path.clone(), error);
    let manifest = Manifest {
        generator: GENERATOR.to_owned(),
        files: files.clone(),
    };
    let mut text = serde_json::to_string_pretty(&manifest).map_err(|error| io(error.into()))?;
    text.push('\n');
    if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let mut file = tempfile::Builder::new()
        .prefix(".guidepost-")
        .tempfile_in(folder)
        .map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)?;
    let file = file.persist(&path).map_err(|error| io(error.error))?;
    drop(file);
    make_readable(&path);
    Ok(())
}

/// Temporary files and folders are made for their owner only; a site is for
/// everybody.
#[cfg(unix)]
fn make_readable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = if path.is_dir() { 0o755 } else { 0o644 };
    // A file system without permissions needs none.
    let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn make_readable(_: &Path) {}

fn remove_empty_folders(removed: &Path, out: &Path) {
    let mut folder = removed.parent();
    while let Some(path) = folder.filter(|path| *path != out && path.starts_with(out)) {
        if fs::remove_dir(path).is_err() {
            return;
        }
        folder = path.parent();
    }
}

fn hash_file(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((hex(&hasher.finalize()), size));
        }
        size += read as u64;
        hasher.update(&buffer[..read]);
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

impl std::fmt::Display for PublishError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOurs(path) => write!(
                f,
                "`{}` is not empty and was not written by guidepost, so it is left alone",
                path.display()
            ),
            Self::Occupied(path) => write!(
                f,
                "`{}` was not written by guidepost, so it is not replaced",
                path.display()
            ),
            Self::Io(path, error) => write!(f, "cannot write `{}`: {error}", path.display()),
        }
    }
}

impl PublishError {
    /// How to mend it.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::NotOurs(_) => "choose another folder with `--out`, or empty this one yourself",
            Self::Occupied(_) => "move the file away, or rename the page that is published there",
            Self::Io(..) => {
                "check that the folder exists, that you may write, and that there is room"
            }
        }
    }
}
