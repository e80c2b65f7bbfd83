//! [`GitFolder`]: where git keeps the history that a folder is a part of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// Where git keeps the history of a work tree, seen from its root.
pub(super) const GIT: &str = ".git";

/// The files of git that change when a history does.
const HEADS: [&str; 4] = ["HEAD", "FETCH_HEAD", "ORIG_HEAD", "packed-refs"];
const REFS: &str = "refs";

/// The folders of git for a work tree, which has one of its own and shares one
/// with others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GitFolder {
    own: PathBuf,
    shared: PathBuf,
}

impl GitFolder {
    /// The folder of git for the work tree around a folder, without asking git.
    pub(super) fn around(folder: &Path) -> Option<Self> {
        let folder = std::path::absolute(folder).ok()?;
        let mut above = folder.ancestors();
        let own = above.find_map(|above| {
            let named = above.join(GIT);
            match named.is_dir() {
                true => named.canonicalize().ok(),
                false => leads_to(&named, "gitdir: "),
            }
        })?;
        let shared = leads_to(&own.join("commondir"), "").unwrap_or_else(|| own.clone());
        Some(Self { own, shared })
    }

    /// Whether it is there.
    pub(super) fn is_there(&self) -> bool {
        self.own.is_dir()
    }

    /// Whether one of the folders lies at a path or below.
    pub(super) fn lies_in(&self, path: &Path) -> bool {
        self.own.starts_with(path) || self.shared.starts_with(path)
    }

    /// When the files changed that say where the history is. A branch shows in the
    /// folder that it lies in.
    pub(super) fn stamps(&self) -> BTreeMap<PathBuf, SystemTime> {
        let own = HEADS.iter().map(|head| self.own.join(head));
        let shared = HEADS.iter().map(|head| self.shared.join(head));
        let paths = own.chain(shared).chain(self.folders_of_refs());
        let stamp = |path: PathBuf| {
            let time = path.metadata().and_then(|metadata| metadata.modified());
            Some((path, time.ok()?))
        };
        paths.filter_map(stamp).collect()
    }

    /// The folders to watch.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let own = [self.own.clone(), self.shared.clone()];
        own.into_iter().chain(self.folders_of_refs()).collect()
    }

    fn folders_of_refs(&self) -> impl Iterator<Item = PathBuf> {
        let refs = WalkDir::new(self.shared.join(REFS)).into_iter().flatten();
        let refs = refs.filter(|entry| entry.file_type().is_dir());
        refs.map(walkdir::DirEntry::into_path)
    }

    /// Whether a path says where the history is.
    pub(super) fn tells(&self, path: &Path) -> bool {
        let is_head = |folder: &Path| HEADS.iter().any(|head| path == folder.join(head));
        let is_lock = path.extension().is_some_and(|end| end == "lock");
        let is_ref = path.starts_with(self.shared.join(REFS)) && !is_lock;
        is_head(&self.own) || is_head(&self.shared) || is_ref
    }

    /// Since when git holds the lock with which it changes the work tree.
    pub(super) fn locked(&self) -> Option<SystemTime> {
        let lock = self.own.join("index.lock").metadata().ok()?;
        lock.modified().ok()
    }
}

/// The folder that a file of one line names, seen from the file's.
fn leads_to(file: &Path, before: &str) -> Option<PathBuf> {
    let text = std::fs::read_to_string(file).ok()?;
    let named = text.strip_prefix(before)?.trim_end_matches(['\r', '\n']);
    file.parent()?.join(named).canonicalize().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_work_tree_of_its_own_and_one_that_shares() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path().canonicalize().expect("a real path");
        let make = |path: &str| fs::create_dir_all(folder.join(path)).expect("a new folder");
        make("one/.git/refs/heads");
        make("one/.git/worktrees/two");
        make("one/site/content");
        make("two/site");
        let tree = folder.join("one/.git/worktrees/two");
        fs::write(tree.join("commondir"), "../..\n").expect("a new file");
        let named = format!("gitdir: {}\n", tree.display());
        fs::write(folder.join("two/.git"), named).expect("a new file");

        let one = GitFolder::around(&folder.join("one/site/content")).expect("git");
        assert_eq!(one.own, folder.join("one/.git"));
        assert_eq!(one.shared, one.own);
        let two = GitFolder::around(&folder.join("two/site")).expect("git");
        assert_eq!(two.own, tree);
        assert_eq!(two.shared, one.own);

        assert!(one.tells(&folder.join("one/.git/HEAD")));
        assert!(two.tells(&folder.join("one/.git/refs/heads/main")));
        assert!(!one.tells(&folder.join("one/.git/index")));
        assert!(!one.tells(&folder.join("one/.git/refs/heads/main.lock")));
        assert!(one.folders().contains(&folder.join("one/.git/refs/heads")));

        assert_eq!(one.locked(), None);
        fs::write(folder.join("one/.git/index.lock"), "").expect("a new file");
        assert!(one.locked().is_some() && two.locked().is_none());
    }

    #[test]
    fn a_broken_file_of_git_is_no_history() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(".git"), "nothing").expect("a new file");
        // Whatever is around the temporary folder is not asked about.
        let found = GitFolder::around(folder.path());
        assert!(found.is_none_or(|git| !git.own.starts_with(folder.path())));
    }
}
