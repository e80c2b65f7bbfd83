//! [`Watching`]: a site on the disk with `guidepost watch` beside it.

use crate::generated;
use crate::support::site::without_times;
use guidepost::base::sources::Body;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;

/// How long the binary may say nothing. It is no measure of anything: a machine
/// may be as slow as it likes.
const DEADLINE: Duration = Duration::from_secs(120);

/// A folder with a site in `site`, whose theme renders quickly.
pub(crate) struct Ground {
    folder: TempDir,
}

impl Ground {
    /// A site with an empty page.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let ground = Self { folder };
        for (file, source) in generated::site(0).files {
            if let Body::Text(text) = source.body {
                ground.write(&format!("site/{file}"), &*text);
            }
        }
        ground.page("page", "Old.");
        ground
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }

    /// Writes an English page with a text.
    pub(crate) fn page(&self, name: &str, text: &str) {
        let file = format!("site/content/en-us/{name}.md");
        self.write(&file, format!("# {name}\n\n{text}\n"));
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).expect("a new name");
    }

    pub(crate) fn remove(&self, path: &str) {
        let path = self.path(path);
        match path.is_dir() && !path.is_symlink() {
            true => fs::remove_dir_all(path),
            false => fs::remove_file(path),
        }
        .expect("something to remove");
    }

    /// What is published at a route, where something is.
    pub(crate) fn published(&self, route: &str) -> Option<String> {
        fs::read_to_string(self.path("site/public").join(route)).ok()
    }

    /// Runs `git` in the folder.
    pub(crate) fn git(&self, arguments: &[&str]) {
        let status = Command::new("git")
            .args(["-c", "user.name=Test", "-c", "user.email=test@test.example"])
            .args(["-c", "init.defaultBranch=main", "-c", "gc.auto=0"])
            .args(arguments)
            .current_dir(self.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(status.expect("git runs").success(), "git {arguments:?}");
    }

    /// Begins to watch, and waits for the first build.
    pub(crate) fn watch(self) -> Watching {
        self.watch_with(&[])
    }

    pub(crate) fn watch_with(self, arguments: &[&str]) -> Watching {
        let child = self.guidepost();
        self.watch_through(child, arguments)
    }

    /// The same, started by another program.
    pub(crate) fn watch_by(self, program: &str) -> Watching {
        let mut child = Command::new(program);
        child.current_dir(self.folder.path());
        child.arg(env!("CARGO_BIN_EXE_guidepost"));
        self.watch_through(child, &[])
    }

    fn watch_through(self, mut child: Command, arguments: &[&str]) -> Watching {
        let child = child
            .args(["watch", "site", "--format", "json"])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.expect("the binary runs");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let (sender, events) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let event = serde_json::from_str(&line).expect("an object on a line");
                if sender.send(event).is_err() {
                    return;
                }
            }
        });
        let mut watching = Watching {
            ground: self,
            child,
            events,
            markers: 0,
        };
        assert_eq!(watching.event()["event"], "watching");
        let first = watching.event();
        assert!(matches!(first["event"].as_str(), Some("built")), "{first}");
        watching
    }

    /// A file that is removed and made again tells of more than the system notes.
    pub(crate) fn overflow(&self) -> bool {
        let limit = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events");
        let limit = limit
            .ok()
            .and_then(|limit| limit.trim().parse::<usize>().ok());
        let Some(limit) = limit.filter(|limit| *limit <= 1 << 16) else {
            return false;
        };
        for number in 0..=limit {
            // The system folds what is twice the same.
            let name = format!("site/content/en-us/t{}.txt", number % 2);
            self.write(&name, "x");
            self.remove(&name);
        }
        true
    }

    /// Begins to watch as people do.
    pub(crate) fn watch_for_people(self) -> Told {
        let mut child = self.guidepost();
        let child = child.args(["watch", "site"]).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("the binary runs");
        let lines = BufReader::new(child.stderr.take().expect("what it says")).lines();
        let (sender, said) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Told {
            ground: self,
            child,
            said,
        }
    }

    pub(crate) fn guidepost(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
        command.current_dir(self.folder.path());
        command
    }
}

/// A site that is watched.
pub(crate) struct Watching {
    pub(crate) ground: Ground,
    child: Child,
    events: Receiver<Value>,
    markers: usize,
}

impl Watching {
    /// The next thing that is said.
    #[track_caller]
    pub(crate) fn event(&mut self) -> Value {
        let event = self.events.recv_timeout(DEADLINE);
        event.expect("the binary says something")
    }

    /// Everything that is said until one thing is, that included.
    #[track_caller]
    pub(crate) fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Vec<Value> {
        let mut events = Vec::new();
        loop {
            let event = self.event();
            let is_last = is_it(&event);
            events.push(event);
            if is_last {
                return events;
            }
        }
    }

    /// The builds that are said until all that has happened so far is a part of
    /// them; a page is written to know when.
    #[track_caller]
    pub(crate) fn builds(&mut self) -> Vec<Value> {
        self.markers += 1;
        let text = format!("Marker {}.", self.markers);
        self.ground.page("marker", &text);
        let marker = "content/en-us/marker.md".to_owned();
        let events = self.until(|event| {
            let changed = event["changed"].as_array();
            changed.is_some_and(|changed| changed.contains(&Value::String(marker.clone())))
        });
        let is_build = |event: &Value| event["event"] == "built";
        events.into_iter().filter(is_build).collect()
    }

    /// Once all that has happened is published, it is what a clean build writes.
    #[track_caller]
    pub(crate) fn equals_a_clean_build(&mut self) {
        self.builds();
        let status = self
            .ground
            .guidepost()
            .args(["build", "site", "--quiet", "--out", "clean"])
            .stderr(Stdio::null())
            .status();
        assert!(status.expect("the binary runs").success(), "a clean build");
        let published = contents(&self.ground.path("site/public"));
        let clean = contents(&self.ground.path("clean"));
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| -> Vec<PathBuf> {
            files.keys().cloned().collect()
        };
        assert_eq!(names(&published), names(&clean));
        for (file, content) in clean {
            assert!(published[&file] == content, "{} differs", file.display());
        }
        self.ground.remove("clean");
    }

    /// Sends a signal.
    #[track_caller]
    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// Sends a signal, and gives the exit code and what was said until then.
    #[track_caller]
    pub(crate) fn end(&mut self, signal: &str) -> (Option<i32>, Vec<Value>) {
        self.signal(signal);
        let code = self.child.wait().expect("it ends").code();
        (code, self.events.iter().collect())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A site that is watched by a person.
pub(crate) struct Told {
    pub(crate) ground: Ground,
    child: Child,
    said: Receiver<String>,
}

impl Told {
    /// The next line that is said, with `N ms` for a time.
    #[track_caller]
    pub(crate) fn line(&mut self) -> String {
        let line = self.said.recv_timeout(DEADLINE);
        without_times(&line.expect("the binary says something"))
    }

    /// Everything that is said up to a line with a text.
    #[track_caller]
    pub(crate) fn until(&mut self, text: &str) -> String {
        let mut lines = Vec::new();
        loop {
            lines.push(self.line());
            if lines.last().is_some_and(|line| line.contains(text)) {
                return lines.join("\n");
            }
        }
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every file below a folder.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    entries
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("a file in it");
            let content = fs::read(entry.path()).expect("a readable file");
            (name.to_owned(), content)
        })
        .collect()
}
