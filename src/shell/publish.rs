//! Writes a site so that no reader ever sees half of it.
//!
//! Every file is compared with what is there; only those that differ are
//! written, to a folder beside, and moved into place when the whole build has
//! gone well. What an earlier build wrote and this one did not is removed, by
//! the manifest of that build; files of others are never touched. Who publishes
//! again and again, and knows what has changed since, gives only that.

use super::disk::Places;
use super::lock::{Lock, PREFIX};
use super::manifest::{Entry, earlier_files, write_manifest};
use super::publish_error::PublishError;
use crate::base::path::SitePath;
use crate::stages::emit::Content;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

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
    /// Held until the publication ends; not needed where the whole folder is
    /// moved into place.
    _lock: Option<Lock>,
    /// What the last build wrote; `None` when there is no output folder yet.
    earlier: Option<BTreeMap<String, Entry>>,
    /// What the last build wrote and this one does not; `None` when that is all
    /// that is not put.
    gone: Option<BTreeSet<String>>,
    state: Mutex<State>,
}

/// What is published now.
pub(super) struct Published {
    pub summary: Summary,
    /// Every file of the site.
    pub files: BTreeMap<String, Entry>,
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
        let earlier = earlier_files(out)?;
        Self::after(earlier, None, out, places)
    }

    /// Prepares to write what has changed since the site `earlier` was published
    /// to `out`: what is put, and what is `gone`.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub(super) fn resume(
        earlier: BTreeMap<String, Entry>,
        gone: BTreeSet<String>,
        out: &Path,
        places: &'p Places,
    ) -> Result<Self, PublishError> {
        Self::after(Some(earlier), Some(gone), out, places)
    }

    fn after(
        earlier: Option<BTreeMap<String, Entry>>,
        gone: Option<BTreeSet<String>>,
        out: &Path,
        places: &'p Places,
    ) -> Result<Self, PublishError> {
        let io = |error| PublishError::Io(out.to_owned(), error);
        let lock = match earlier {
            Some(_) => Some(Lock::take(out)?),
            None => None,
        };
        // A new site is made beside its folder; a failed one leaves nothing.
        let mut beside = out;
        while !beside.is_dir() {
            beside = match beside.parent() {
                Some(parent) if parent != Path::new("") => parent,
                _ => Path::new("."),
            };
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        for_everybody(&mut builder);
        let staging = builder.tempdir_in(beside).map_err(io)?;
        Ok(Self {
            out: out.to_owned(),
            places,
            staging,
            _lock: lock,
            earlier,
            gone,
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
        let entry = Entry::of_text(text);
        let there = self.out.join(route.as_str());
        self.check_owner(route, &there)?;
        if self.is_there(&there, entry.size, || {
            Ok(fs::read(&there)? == text.as_bytes())
        }) {
            self.record(route, entry, false);
            return Ok(());
        }
        let staged = self.staged(route)?;
        fs::write(&staged, text).map_err(|error| PublishError::Io(staged, error))?;
        self.record(route, entry, true);
        Ok(())
    }

    fn put_copy(&self, route: &SitePath, from: &Path) -> Result<(), PublishError> {
        let io = |error| PublishError::Io(from.to_owned(), error);
        let entry = Entry::of_file(from).map_err(io)?;
        let there = self.out.join(route.as_str());
        self.check_owner(route, &there)?;
        if self.is_there(&there, entry.size, || Ok(Entry::of_file(&there)? == entry)) {
            self.record(route, entry, false);
            return Ok(());
        }
        let staged = self.staged(route)?;
        // Not `fs::copy`, which copies permissions too: a site is for everybody.
        let copy = || io::copy(&mut File::open(from)?, &mut File::create(&staged)?);
        copy().map_err(io)?;
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

    /// A file that we did not write is not ours to replace; nor is a folder
    /// with such a file in it.
    fn check_owner(&self, route: &SitePath, there: &Path) -> Result<(), PublishError> {
        let Some(earlier) = &self.earlier else {
            return Ok(());
        };
        let is_ours = |path: &Path| {
            let below = path.strip_prefix(&self.out).ok().and_then(Path::to_str);
            below.is_some_and(|below| earlier.contains_key(&below.replace('\\', "/")))
        };
        if earlier.contains_key(route.as_str()) || !there.exists() {
            return Ok(());
        }
        let entries = walkdir::WalkDir::new(there).into_iter().flatten();
        let files: Vec<_> = entries
            .filter(|entry| !entry.file_type().is_dir())
            .collect();
        match files.iter().find(|file| !is_ours(file.path())) {
            Some(foreign) => Err(PublishError::Occupied(foreign.path().to_owned())),
            None if files.is_empty() => Err(PublishError::Occupied(there.to_owned())),
            None => Ok(()),
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
    pub(super) fn commit(self) -> Result<Published, PublishError> {
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = state.error {
            return Err(error);
        }
        let staging = self.staging.path();
        let written = state.changed.len();
        let Some(mut owned) = self.earlier else {
            write_manifest(staging, staging, &state.files)?;
            let io = |error| PublishError::Io(self.out.clone(), error);
            if let Some(folder) = self.out.parent() {
                fs::create_dir_all(folder).map_err(io)?;
            }
            fs::rename(staging, &self.out).map_err(|error| match error.kind() {
                // It was not there when this build began.
                io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => {
                    PublishError::Busy(self.out.clone())
                }
                _ => io(error),
            })?;
            return Ok(Published::of(written, 0, state.files));
        };
        let gone: BTreeSet<String> = self.gone.unwrap_or_else(|| {
            let is_gone = |route: &&String| !state.files.contains_key(*route);
            owned.keys().filter(is_gone).cloned().collect()
        });
        // Until all is done the manifest owns both builds' files, so that an
        // interrupted build leaves nothing that the next one would not know.
        let has_new = state.files.keys().any(|route| !owned.contains_key(route));
        owned.extend(state.files.clone());
        if has_new {
            write_manifest(staging, &self.out, &owned)?;
        }
        let (in_the_way, later): (Vec<&String>, Vec<&String>) = gone
            .iter()
            .partition(|route| stands_in_the_way(route, &state.files));
        let mut removed = in_the_way.len();
        for route in in_the_way {
            remove(&self.out, route)?;
        }
        let is_page = |route: &&String| Path::new(route).extension().is_some_and(|e| e == "html");
        let assets = state.changed.iter().filter(|route| !is_page(route));
        for route in assets.chain(state.changed.iter().filter(is_page)) {
            let to = self.out.join(route);
            let io = |error| PublishError::Io(to.clone(), error);
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(io)?;
            }
            fs::rename(staging.join(route), &to).map_err(io)?;
        }
        for route in later {
            if !is_the_same_file(&self.out, route, &state.files) {
                remove(&self.out, route)?;
                removed += 1;
            }
        }
        owned.retain(|route, _| !gone.contains(route));
        write_manifest(staging, &self.out, &owned)?;
        Ok(Published::of(written, removed, owned))
    }
}

impl Published {
    fn of(written: usize, removed: usize, files: BTreeMap<String, Entry>) -> Self {
        let unchanged = files.len() - written;
        Self {
            summary: Summary {
                written,
                unchanged,
                removed,
            },
            files,
        }
    }
}

/// Whether a stale file stands where a new one needs a folder, or in a folder
/// whose name a new file needs.
fn stands_in_the_way(stale: &str, files: &BTreeMap<String, Entry>) -> bool {
    let folder = format!("{stale}/");
    let needs_folder = files
        .range(folder.clone()..)
        .next()
        .is_some_and(|(route, _)| route.starts_with(&folder));
    let mut above = Path::new(stale).ancestors().skip(1);
    needs_folder
        || above.any(|above| {
            above
                .to_str()
                .is_some_and(|above| files.contains_key(above))
        })
}

/// Whether a stale name and a new one that differ in case alone name one file,
/// as they do where the file system does not tell cases apart.
fn is_the_same_file(out: &Path, stale: &str, files: &BTreeMap<String, Entry>) -> bool {
    let has_twin = files.keys().any(|route| route.eq_ignore_ascii_case(stale));
    let path = out.join(stale);
    let names = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    let is_listed = |mut entries: fs::ReadDir| {
        entries.any(|entry| {
            entry.is_ok_and(|entry| Some(entry.file_name().as_os_str()) == path.file_name())
        })
    };
    has_twin && !names.is_some_and(is_listed)
}

/// Removes a file of ours and the folders it leaves empty.
fn remove(out: &Path, route: &str) -> Result<(), PublishError> {
    let path = out.join(route);
    match fs::remove_file(&path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(PublishError::Io(path, error)),
    }
    remove_empty_folders(&path, out);
    Ok(())
}

/// Temporary folders are made for their owner only; a site is for everybody.
#[cfg(unix)]
fn for_everybody(builder: &mut tempfile::Builder) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o777));
}

#[cfg(not(unix))]
fn for_everybody(_: &mut tempfile::Builder) {}

fn remove_empty_folders(removed: &Path, out: &Path) {
    let mut folder = removed.parent();
    while let Some(path) = folder.filter(|path| *path != out && path.starts_with(out)) {
        if fs::remove_dir(path).is_err() {
            return;
        }
        folder = path.parent();
    }
}
