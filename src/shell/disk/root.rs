//! [`Root`]: a folder of the disk that a part of the sources comes from.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::path::SitePath;
use crate::stages::config;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A folder that a part of the sources comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Root {
    /// Where its files are among the sources.
    pub at: SitePath,
    /// Where it is on the disk; nothing for the current folder.
    pub folder: PathBuf,
    /// Which of its files are sources.
    pub holds: Holds,
}

/// Which files below a root are sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// All that are not settings of tools.
    Everything,
    /// What each translation was made from.
    Locks,
    /// The settings, the addresses that are published, and redirections.
    Settings,
}

/// What is met on the way through the disk, before it is looked into.
#[derive(Clone, Copy)]
pub(in crate::shell) enum Met<'p> {
    /// A folder that holds sources, or one above a root.
    Folder(&'p Path),
    /// A link to a file.
    Link(&'p Path),
}

/// What a walk found: files, and what could not be read, each by its place among
/// the sources.
#[derive(Default)]
pub(super) struct Found {
    pub files: Vec<(SitePath, PathBuf)>,
    pub problems: Vec<(SitePath, Diagnostic)>,
}

impl Holds {
    fn depth(self) -> usize {
        match self {
            Self::Everything => usize::MAX,
            Self::Locks | Self::Settings => 1,
        }
    }

    fn wants_name(self, name: &str) -> bool {
        match self {
            Self::Everything => !is_of_a_tool(name),
            Self::Locks => Path::new(name).extension().is_some_and(|end| end == "lock"),
            Self::Settings => {
                name == config::FILE || name == config::URL_LOCK || is_redirection(name)
            }
        }
    }

    fn wants(self, below: &SitePath) -> bool {
        below.parts().count() <= self.depth() && below.parts().all(|name| self.wants_name(name))
    }
}

impl Root {
    /// What is to be looked at again among the sources when something happened at
    /// a path of the disk.
    pub(super) fn concerned(&self, path: &Path) -> Option<SitePath> {
        if self.folder.starts_with(path) {
            return Some(self.at.clone());
        }
        let below = path.strip_prefix(&self.folder).ok()?;
        // A name that is not UTF-8 is a matter of the folder that it is in.
        let parts: Vec<&str> = below.iter().map_while(|part| part.to_str()).collect();
        let below = SitePath::new(&parts.join("/"))?;
        let is_wanted = self.holds.wants(&below);
        is_wanted.then(|| self.at.join(below.as_str())).flatten()
    }

    /// The part of this root that a place among the sources is made of: a path
    /// below the root, or all of it.
    pub(super) fn part(&self, at: &SitePath) -> Option<SitePath> {
        let below = match at.below(&self.at) {
            Some(below) => below,
            None if self.at.below(at).is_some() => SitePath::root(),
            None => return None,
        };
        self.holds.wants(&below).then_some(below)
    }

    /// Meets the folders in which it shows that a root goes or comes: those between
    /// the site and it, else the nearest one above it. The outermost is met first,
    /// so that none that appears meanwhile is missed.
    pub(super) fn meet_above(&self, site: &Path, meet: &mut dyn FnMut(Met)) {
        let site = here(plain(site)).canonicalize().unwrap_or_default();
        let mut above: Vec<&Path> = Vec::new();
        for folder in self.folder.ancestors().skip(1) {
            above.push(folder);
            let real = here(folder).canonicalize();
            if real.is_ok_and(|real| real == site || !real.starts_with(&site)) {
                break;
            }
        }
        for folder in above.into_iter().rev() {
            if here(folder).is_dir() {
                meet(Met::Folder(folder));
            }
        }
    }

    /// Collects the files of a part, in no order; links are followed.
    pub(super) fn walk(&self, part: &SitePath, found: &mut Found, meet: &mut dyn FnMut(Met)) {
        let start = match part == &SitePath::root() {
            true => here(&self.folder).to_owned(),
            false => self.folder.join(part.as_str()),
        };
        let at = self.at.join(part.as_str()).unwrap_or_else(SitePath::root);
        match start.symlink_metadata() {
            Ok(_) => {}
            Err(error) if is_gone(&error) => return,
            Err(error) => {
                found.problems.push((at.clone(), not_readable(&at, &error)));
                return;
            }
        }
        let depth = self.holds.depth().saturating_sub(part.parts().count());
        let entries = WalkDir::new(&start).follow_links(true).max_depth(depth);
        let mut entries = entries.into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if !self.is_wanted(&entry) => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_dir() => {
                    if let Some(ancestor) = self.loop_above(&start, &entry) {
                        let at = self.place(entry.path());
                        found
                            .problems
                            .push((at.clone(), leads_back(&at, &ancestor)));
                        entries.skip_current_dir();
                        continue;
                    }
                    meet(Met::Folder(plain(entry.path())));
                }
                Ok(entry) if entry.file_type().is_file() => {
                    if entry.path_is_symlink() {
                        meet(Met::Link(plain(entry.path())));
                    }
                    self.add(entry, found);
                }
                Ok(_) => {}
                Err(error) => self.complain(&at, &error, found, meet),
            }
        }
    }

    fn is_wanted(&self, entry: &DirEntry) -> bool {
        let is_root = plain(entry.path()) == self.folder;
        is_root || self.holds.wants_name(&entry.file_name().to_string_lossy())
    }

    fn add(&self, entry: DirEntry, found: &mut Found) {
        let path = entry.into_path();
        if let Some(at) = self.place_of(&path) {
            found.files.push((at, path));
            return;
        }
        let message = format!("the name `{}` is not UTF-8", path.display());
        let finding = Diagnostic::about_file(Code::FileNotReadable, &self.at, message);
        let finding = finding.hint("rename the file");
        found.problems.push((self.place(&path), finding));
    }

    /// A link that leads back to a folder above the part that is walked, which the
    /// walk itself cannot know.
    fn loop_above(&self, start: &Path, entry: &DirEntry) -> Option<PathBuf> {
        if !entry.path_is_symlink() {
            return None;
        }
        let real = entry.path().canonicalize().ok()?;
        let above = start.ancestors().skip(1);
        let mut above = above.take_while(|above| plain(above).starts_with(&self.folder));
        let ancestor = above.find(|above| here(above).canonicalize().is_ok_and(|it| it == real));
        ancestor.map(Path::to_owned)
    }

    fn complain(
        &self,
        start: &SitePath,
        error: &walkdir::Error,
        found: &mut Found,
        meet: &mut dyn FnMut(Met),
    ) {
        let Some(path) = error.path() else {
            let message = error.to_string();
            let finding = Diagnostic::about_file(Code::FileNotReadable, start, message);
            found.problems.push((start.clone(), finding));
            return;
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if plain(path) != self.folder && !self.holds.wants_name(&name) {
            return;
        }
        let at = self.place(path);
        let finding = match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => leads_back(&at, ancestor),
            (None, Some(error)) => {
                if path.is_symlink() {
                    meet(Met::Link(plain(path)));
                }
                not_readable(&at, error)
            }
            (None, None) => Diagnostic::about_file(Code::FileNotReadable, &at, error.to_string()),
        };
        found.problems.push((at, finding));
    }

    /// The place among the sources of a path that has one.
    fn place_of(&self, path: &Path) -> Option<SitePath> {
        let below = plain(path).strip_prefix(&self.folder).ok()?.to_str()?;
        self.at.join(&below.replace('\\', "/"))
    }

    /// The place of a path, or of the nearest folder above that has one.
    fn place(&self, path: &Path) -> SitePath {
        let mut above = path.ancestors();
        above
            .find_map(|path| self.place_of(path))
            .unwrap_or_else(|| self.at.clone())
    }
}

/// Settings of tools, but for the list of redirections, and what editors lay
/// beside a file while they save it.
fn is_of_a_tool(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && !is_redirection(name);
    let is_backup = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    is_hidden || is_backup || name == "node_modules"
}

fn is_redirection(name: &str) -> bool {
    name.starts_with(config::REDIRECTIONS)
}

fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// A folder as the disk wants it named: nothing is the current one.
pub(super) fn here(folder: &Path) -> &Path {
    match folder == Path::new("") {
        true => Path::new("."),
        false => folder,
    }
}

/// A path without a needless `./` in front, as people write it.
pub(super) fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

fn leads_back(file: &SitePath, ancestor: &Path) -> Diagnostic {
    let message = format!("this link leads back to `{}`", plain(ancestor).display());
    Diagnostic::about_file(Code::SymlinkLoop, file, message)
        .hint("remove the link, or let it lead elsewhere")
}

pub(super) fn not_readable(file: &SitePath, error: &io::Error) -> Diagnostic {
    let message = format!("this file cannot be read: {error}");
    Diagnostic::about_file(Code::FileNotReadable, file, message)
        .hint("check that it exists and that you may read it")
}
