//! [`Watcher`]: asks the system to tell of changes where sources are.

use super::super::cli;
use super::super::disk::{Met, Names};
use super::Message;
use super::git_folder::{GIT, GitFolder};
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Instant, SystemTime};

/// Where the system tells of one folder at a time we ask for each that has
/// sources, and so for none below `node_modules` or `.git`. Elsewhere it tells of
/// all that is below, and a folder that is watched cannot be renamed.
const MODE: RecursiveMode = match cfg!(any(target_os = "linux", target_os = "android")) {
    true => RecursiveMode::NonRecursive,
    false => RecursiveMode::Recursive,
};

/// Watches folders, or nothing where changes are looked for from time to time.
pub(super) struct Watcher {
    system: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
    names: Names,
    /// Where git keeps histories, each with the lock that is not waited for.
    git: BTreeMap<GitFolder, Option<SystemTime>>,
    /// The folders whose history is watched.
    looked: BTreeSet<PathBuf>,
    /// When the histories changed last, as far as anybody has asked.
    stamps: Option<BTreeMap<PathBuf, SystemTime>>,
    /// What could not be watched, which is said once.
    refused: BTreeSet<PathBuf>,
}

/// What an event of the system is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Paths of sources, as they are named where sources are read.
    Paths(BTreeSet<PathBuf>),
    /// The history of the sources.
    History,
    /// More than it could tell: everything must be looked at.
    Everything,
}

impl Watcher {
    /// A watcher that sends what it is told.
    pub(super) fn of_the_system(sender: Sender<Message>) -> notify::Result<Self> {
        let tell = move |event: notify::Result<notify::Event>| {
            // That files are read is told as well, by ourselves most of all.
            if !event.as_ref().is_ok_and(|event| event.kind.is_access()) {
                // Nobody listens any more when the loop has ended.
                let _ = sender.send(Message::Disk(Instant::now(), event));
            }
        };
        let system = notify::recommended_watcher(tell)?;
        Ok(Self {
            system: Some(system),
            ..Self::polling()
        })
    }

    /// A watcher that is told nothing.
    pub(super) fn polling() -> Self {
        Self {
            system: None,
            watched: BTreeSet::new(),
            names: Names::default(),
            git: BTreeMap::new(),
            looked: BTreeSet::new(),
            stamps: None,
            refused: BTreeSet::new(),
        }
    }

    /// Watches what is met on the way to sources.
    pub(super) fn meet(&mut self, met: Met) {
        for folder in self.names.meet(met) {
            self.watch(&folder);
        }
    }

    /// Watches the history that a folder is a part of.
    pub(super) fn meet_history(&mut self, folder: &Path) {
        if self.looked.contains(folder) {
            return;
        }
        if let Some(git) = GitFolder::around(folder) {
            self.looked.insert(folder.to_owned());
            for folder in git.folders() {
                self.watch(&folder);
            }
            self.git.entry(git).or_default();
        }
    }

    /// Whether a history has moved since this was asked last, by the stamps of its
    /// files. Histories are looked for again: one may have come or gone.
    pub(super) fn has_history_moved(&mut self, folders: &[PathBuf]) -> bool {
        self.looked.clear();
        self.git.retain(|git, _| git.is_there());
        for folder in folders {
            self.meet_history(folder);
        }
        let now = self.git.keys().flat_map(GitFolder::stamps).collect();
        let then = self.stamps.replace(now);
        then != self.stamps
    }

    /// Whether git is changing files just now.
    pub(super) fn git_is_busy(&self) -> bool {
        let mut git = self.git.iter();
        git.any(|(git, ignored)| git.locked().is_some_and(|lock| Some(lock) != *ignored))
    }

    /// Waits no longer for what git locks just now: it may be at work on something
    /// else, such as the message of a commit, or have been killed.
    pub(super) fn ignore_git(&mut self) {
        for (git, ignored) in &mut self.git {
            *ignored = git.locked();
        }
    }

    /// What an event is about; what is neither a source nor a history is no path.
    pub(super) fn told(&mut self, event: &notify::Event) -> Told {
        if event.need_rescan() {
            self.forget_all();
            return Told::Everything;
        }
        let is_about_history = self.is_about_history(event);
        let mut names = BTreeSet::new();
        for path in &event.paths {
            names.extend(self.names.of(path));
            if !is_about_data(event.kind) {
                self.forget(path);
            }
        }
        match is_about_history {
            true => {
                // A branch may have come in a folder of its own.
                self.looked.clear();
                Told::History
            }
            false => Told::Paths(names),
        }
    }

    fn is_about_history(&self, event: &notify::Event) -> bool {
        let tells =
            |path: &PathBuf| path.ends_with(GIT) || self.git.keys().any(|git| git.tells(path));
        event.paths.iter().any(tells)
    }

    fn watch(&mut self, folder: &Path) {
        let Some(system) = &mut self.system else {
            return;
        };
        let is_watched = match MODE {
            RecursiveMode::NonRecursive => self.watched.contains(folder),
            RecursiveMode::Recursive => {
                let mut above = folder.ancestors();
                above.any(|above| self.watched.contains(above))
            }
        };
        if is_watched {
            return;
        }
        match system.watch(folder, MODE) {
            Ok(()) => {
                self.watched.insert(folder.to_owned());
                self.refused.remove(folder);
            }
            Err(error) => self.complain(folder, &error),
        }
    }

    /// Stops watching a folder that was moved or removed, and all below: what is
    /// there now will be met again, and may be another folder.
    fn forget(&mut self, folder: &Path) {
        let below = self.watched.range(folder.to_owned()..);
        let below = below.take_while(|path| path.starts_with(folder));
        let below: Vec<PathBuf> = below.cloned().collect();
        for path in below {
            self.watched.remove(&path);
            self.unwatch(&path);
        }
        let histories = self.git.len();
        self.git.retain(|git, _| !git.lies_in(folder));
        if self.git.len() < histories {
            self.looked.clear();
        }
    }

    /// Stops watching everything: what is still there will be met again. What has
    /// happened meanwhile is not known, so that any folder may be another one.
    pub(super) fn forget_all(&mut self) {
        for path in std::mem::take(&mut self.watched) {
            self.unwatch(&path);
        }
        self.looked.clear();
    }

    fn unwatch(&mut self, folder: &Path) {
        if let Some(system) = &mut self.system {
            // The system forgets by itself what is gone.
            let _ = system.unwatch(folder);
        }
    }

    fn complain(&mut self, folder: &Path, error: &notify::Error) {
        let (about, message, help) = match &error.kind {
            // It has gone meanwhile, which is told where it was.
            ErrorKind::PathNotFound => return,
            ErrorKind::MaxFilesWatch => (Path::new(""), too_many(), Some(MORE)),
            _ => {
                let message = format!("cannot watch `{}`: {}", folder.display(), reason(error));
                (folder, message, Some(OTHERWISE))
            }
        };
        if self.refused.insert(about.to_owned()) {
            cli::complain(&message, help);
        }
    }

    /// Says that the system could not tell of a change.
    pub(super) fn has_failed(&mut self, error: &notify::Error) {
        let about = error.paths.first().cloned().unwrap_or_default();
        self.complain(&about, error);
    }
}

const OTHERWISE: &str = "check that you may read it, or use `--poll` to look for changes instead";

const MORE: &str = "use `--poll` to look for changes instead, or allow more with \
    `sudo sysctl fs.inotify.max_user_watches=524288`";

fn too_many() -> String {
    "the system watches no more folders, so that some changes will not be noticed".to_owned()
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::Io(error) => error.to_string(),
        ErrorKind::Generic(message) => message.clone(),
        _ => error.to_string(),
    }
}

/// Whether an event is about what is in a file, so that no folder can have come,
/// moved or gone.
fn is_about_data(kind: EventKind) -> bool {
    matches!(kind, EventKind::Modify(notify::event::ModifyKind::Data(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, Event, Flag, ModifyKind};
    use std::fs;

    #[test]
    fn a_lock_of_git_is_waited_for_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let lock = folder.path().join(".git/index.lock");
        fs::create_dir_all(folder.path().join(".git")).expect("a new folder");
        let mut watcher = Watcher::polling();
        watcher.meet_history(folder.path());
        assert!(!watcher.git_is_busy());
        let file = fs::File::create(&lock).expect("a new file");
        assert!(watcher.git_is_busy());
        watcher.ignore_git();
        assert!(!watcher.git_is_busy());
        file.set_modified(SystemTime::UNIX_EPOCH).expect("a time");
        assert!(watcher.git_is_busy(), "another lock");
    }

    #[test]
    fn what_events_are_about() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path().canonicalize().expect("a real path");
        fs::create_dir_all(folder.join("site/.git")).expect("a new folder");
        let mut watcher = Watcher::polling();
        watcher.meet(Met::Folder(&folder.join("site")));
        watcher.meet_history(&folder.join("site"));

        let data = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let mut told = |kind, path: &str| {
            let event = Event::new(kind).add_path(folder.join(path));
            watcher.told(&event)
        };
        let page = BTreeSet::from([folder.join("site/page.md")]);
        assert_eq!(told(data, "site/page.md"), Told::Paths(page));
        assert_eq!(
            told(data, "elsewhere/page.md"),
            Told::Paths(BTreeSet::new())
        );
        let created = EventKind::Create(CreateKind::File);
        assert_eq!(told(created, "site/.git/HEAD"), Told::History);
        assert_eq!(
            told(EventKind::Any, "site/.git/index"),
            Told::Paths(BTreeSet::new())
        );
        assert_eq!(told(created, "site/.git"), Told::History, "a new history");
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(watcher.told(&overflow), Told::Everything);
    }
}
