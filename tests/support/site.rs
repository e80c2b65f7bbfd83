//! [`Site`]: a site in a temporary folder, and runs of the binary in it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;
use tempfile::TempDir;

/// A site of one page in a folder of its own, removed at the end of a test.
pub(crate) struct Site {
    folder: TempDir,
}

/// How a run of the binary ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    /// What people read, times taken out.
    pub(crate) stderr: String,
}

/// Every file and folder below a place: the content, and what would change if
/// a file were written again.
pub(crate) type Snapshot = BTreeMap<String, (Vec<u8>, SystemTime, u64)>;

impl Site {
    /// A site that builds, not yet built.
    pub(crate) fn new() -> Self {
        let site = Self::empty();
        site.write("book.toml", "[book]\ntitle = \"Help\"\n\n[locales.en-us]\n");
        site.write("content/en-us/index.md", "# Home\n\nText.\n");
        site
    }

    /// The same, built into `public`.
    pub(crate) fn built() -> Self {
        let site = Self::new();
        site.succeeds(&["build"]);
        site
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        Self { folder }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, content).expect("a new file");
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("a file to remove");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Makes a file look as if it had been saved again just now.
    pub(crate) fn touch(&self, path: &str) {
        let file = File::options()
            .append(true)
            .open(self.path(path))
            .expect("a file");
        let long_ago = SystemTime::UNIX_EPOCH;
        file.set_modified(long_ago).expect("a time can be set");
    }

    /// Runs the binary in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_guidepost"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .output()
            .expect("the binary runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Run {
            code: output.status.code().expect("an exit code"),
            stdout: text(output.stdout),
            stderr: without_times(&text(output.stderr)),
        }
    }

    /// Runs the binary, which must exit with 0; gives what it said.
    #[track_caller]
    pub(crate) fn succeeds(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stderr
    }

    /// Runs the binary, which must exit with `code`, say exactly `stderr`, and
    /// change nothing in the whole folder, output and leftovers included.
    #[track_caller]
    pub(crate) fn refuses(&self, arguments: &[&str], code: i32, stderr: &str) {
        let before = self.snapshot("");
        let run = self.run(arguments);
        if let Some(difference) = super::difference(stderr, &run.stderr) {
            panic!("standard error differs\n{difference}");
        }
        assert_eq!(run.code, code, "exit code");
        assert_eq!(
            changed(&before, &self.snapshot("")),
            NOTHING,
            "changed on the disk"
        );
    }

    /// What is below a folder of the site at present.
    pub(crate) fn snapshot(&self, folder: &str) -> Snapshot {
        let root = self.path(folder);
        let mut snapshot = Snapshot::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let about = fs::symlink_metadata(&path).expect("metadata");
                let below = path.strip_prefix(&root).expect("a path below").to_owned();
                let time = about.modified().expect("a time");
                let entry = if about.is_dir() {
                    folders.push(path);
                    // A file staged beside others changes its folder's time.
                    (Vec::new(), SystemTime::UNIX_EPOCH, 0)
                } else if about.is_symlink() {
                    (Vec::new(), time, identity(&about))
                } else {
                    (fs::read(&path).expect("a file"), time, identity(&about))
                };
                snapshot.insert(super::slashed(&below), entry);
            }
        }
        snapshot
    }
}

/// No paths, to compare [`changed`] with.
pub(crate) const NOTHING: [&str; 0] = [];

/// The paths that came, went, or were written again.
pub(crate) fn changed<'s>(before: &'s Snapshot, after: &'s Snapshot) -> Vec<&'s str> {
    let mut paths: Vec<&str> = before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path))
        .map(String::as_str)
        .collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// A number that is another for a file that was replaced by an equal one.
#[cfg(unix)]
fn identity(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> u64 {
    0
}

/// `in 12 ms` becomes `in N ms`.
pub(crate) fn without_times(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" in ") {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_time = digits > 0 && after[digits..].starts_with(" ms");
        plain.push_str(before);
        plain.push_str(if is_time { " in N" } else { " in " });
        rest = if is_time { &after[digits..] } else { after };
    }
    plain + rest
}
