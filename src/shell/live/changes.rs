//! [`Changes`]: what has happened on the disk, gathered until it is quiet.

use super::super::disk::Disk;
use super::super::lock::PREFIX;
use super::Message;
use super::watcher::{Told, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long the disk must be quiet after a single save.
const SHORTEST: Duration = Duration::from_millis(4);

/// How long it must be quiet when much has changed. Tools that write thousands of
/// files pause for no longer.
const LONGEST: Duration = Duration::from_millis(250);

/// How long git is waited for that holds its lock and changes no file.
const LOCKED: Duration = Duration::from_secs(5);

/// How often it is looked whether git has done its work.
const PULSE: Duration = Duration::from_millis(5);

/// What has happened since the sources were looked at.
pub(super) struct Batch {
    /// The paths where something happened.
    pub paths: BTreeSet<PathBuf>,
    /// Whether there is more than paths tell.
    pub everything: bool,
    /// Whether the history of the sources has moved.
    pub history: bool,
    /// Whether what we write is no more.
    pub is_output_gone: bool,
    first: Option<Instant>,
    /// When the last of it was noticed.
    pub last: Instant,
}

/// Tells what has happened.
pub(super) struct Changes<'c> {
    pub messages: Receiver<Message>,
    pub watcher: Watcher,
    /// What we write ourselves.
    pub ours: &'c [PathBuf],
    pub poll: Option<Duration>,
}

/// Why there will be no more changes.
pub(super) struct Stopped;

impl Batch {
    /// Nothing has happened yet.
    fn new() -> Self {
        Self {
            paths: BTreeSet::new(),
            everything: false,
            history: false,
            is_output_gone: false,
            first: None,
            last: Instant::now(),
        }
    }

    /// Everything must be looked at.
    pub(super) fn of_everything() -> Self {
        Self {
            everything: true,
            ..Self::new()
        }
    }

    /// How long it must be quiet: the longer the more has changed, and the longer
    /// it has been changing.
    fn patience(&self) -> Duration {
        let files = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        let by_number = SHORTEST.saturating_mul(files);
        let by_time = self.first.map_or(SHORTEST, |first| (self.last - first) / 2);
        by_number.max(by_time).clamp(SHORTEST, LONGEST)
    }
}

impl Changes<'_> {
    /// Waits until something has happened, and then for quiet. Meanwhile `progress`
    /// hears how many paths have changed so far. Where there is something to `retry`
    /// it waits no longer than until then.
    pub(super) fn next(
        &mut self,
        disk: &Disk,
        retry: Option<Instant>,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Batch, Stopped> {
        let mut batch = Batch::new();
        let poll = self.poll.map(|interval| Instant::now() + interval);
        let end = poll.into_iter().chain(retry).min();
        loop {
            let message = match end {
                Some(end) => {
                    let left = end.saturating_duration_since(Instant::now());
                    match self.messages.recv_timeout(left) {
                        Err(RecvTimeoutError::Timeout) if poll.is_some() => {
                            return Ok(Batch::of_everything());
                        }
                        Err(RecvTimeoutError::Timeout) => return Ok(Batch::new()),
                        message => message.map_err(|_| Stopped)?,
                    }
                }
                None => self.messages.recv().map_err(|_| Stopped)?,
            };
            if self.take(message, disk, &mut batch)? {
                self.gather(disk, &mut batch, progress)?;
                return Ok(batch);
            }
        }
    }

    /// Waits a little for the rest of what seems to be half done; `None` when
    /// nothing comes.
    pub(super) fn more(
        &mut self,
        disk: &Disk,
        patience: Duration,
    ) -> Result<Option<Batch>, Stopped> {
        let mut batch = Batch::new();
        let end = Instant::now() + patience;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(left) {
                Ok(message) => {
                    if self.take(message, disk, &mut batch)? {
                        self.gather(disk, &mut batch, &mut |_| {})?;
                        return Ok(Some(batch));
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    let is_polling = self.poll.is_some();
                    return Ok(is_polling.then(Batch::of_everything));
                }
                Err(RecvTimeoutError::Disconnected) => return Err(Stopped),
            }
        }
    }

    fn gather(
        &mut self,
        disk: &Disk,
        batch: &mut Batch,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), Stopped> {
        loop {
            // What came while others were at work has been waiting long enough.
            while let Ok(message) = self.messages.try_recv() {
                self.take(message, disk, batch)?;
                progress(batch.paths.len());
            }
            let quiet_at = batch.last + batch.patience();
            let locked_at = batch.last + LOCKED;
            let now = Instant::now();
            let left = match quiet_at.saturating_duration_since(now) {
                Duration::ZERO if !self.watcher.git_is_busy() => return Ok(()),
                Duration::ZERO if now > locked_at => {
                    self.watcher.ignore_git();
                    return Ok(());
                }
                Duration::ZERO => PULSE,
                left => left,
            };
            match self.messages.recv_timeout(left) {
                Ok(message) => {
                    self.take(message, disk, batch)?;
                    progress(batch.paths.len());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(Stopped),
            }
        }
    }

    /// Adds what a message says; false when that is no matter of ours.
    fn take(&mut self, message: Message, disk: &Disk, batch: &mut Batch) -> Result<bool, Stopped> {
        let (at, event) = match message {
            Message::Stop => return Err(Stopped),
            Message::Disk(at, event) => (at, event),
        };
        let matters = match event {
            Ok(event) if self.is_ours(&event.paths) => {
                batch.is_output_gone |= self.is_gone(&event.paths);
                batch.is_output_gone
            }
            Ok(event) => match self.watcher.told(&event) {
                Told::Everything => {
                    batch.everything = true;
                    true
                }
                Told::History => {
                    batch.history = true;
                    true
                }
                Told::Paths(paths) => {
                    let paths = paths.into_iter().filter(|path| disk.concerns(path));
                    let paths: Vec<PathBuf> = paths.collect();
                    let matters = !paths.is_empty();
                    batch.paths.extend(paths);
                    matters
                }
            },
            Err(error) => {
                self.watcher.has_failed(&error);
                false
            }
        };
        if matters {
            batch.last = at;
            batch.first.get_or_insert(batch.last);
        }
        Ok(matters)
    }

    /// Whether paths name all that we write, and it is not there.
    fn is_gone(&self, paths: &[PathBuf]) -> bool {
        let is_gone = |path: &PathBuf| self.ours.contains(path) && !path.exists();
        paths.iter().any(is_gone)
    }

    fn is_ours(&self, paths: &[PathBuf]) -> bool {
        let is_ours = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(PREFIX) || self.ours.iter().any(|ours| path.starts_with(ours))
        };
        !paths.is_empty() && paths.iter().all(is_ours)
    }
}

/// The paths that the system may name for a folder of ours, which need not be
/// there yet.
pub(super) fn real(folder: &Path) -> PathBuf {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let above = absolute.ancestors();
    let mut real = above.filter_map(|above| Some((above, above.canonicalize().ok()?)));
    match real.next() {
        Some((above, real)) => real.join(absolute.strip_prefix(above).unwrap_or(Path::new(""))),
        None => absolute,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(files: usize, milliseconds: u64) -> Batch {
        let mut batch = Batch::new();
        batch.first = Some(batch.last);
        batch.last += Duration::from_millis(milliseconds);
        batch.paths = (0..files).map(|number| number.to_string().into()).collect();
        batch
    }

    #[test]
    fn patience_grows_with_what_has_changed() {
        for (files, milliseconds, patience) in [
            (1, 0, 4),
            (3, 1, 12),
            (5_000, 1, 250),
            (1, 100, 50),
            (2, 9_000, 250),
        ] {
            let expected = Duration::from_millis(patience);
            assert_eq!(
                batch(files, milliseconds).patience(),
                expected,
                "{files} files"
            );
        }
    }

    #[test]
    fn a_folder_that_is_not_there_has_a_real_path_too() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let here = folder.path().canonicalize().expect("a real path");
        assert_eq!(real(&folder.path().join("a/b")), here.join("a/b"));
    }
}
