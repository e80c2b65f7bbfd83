//! What the history of a folder says, asked of the `git` that is installed. No
//! repository, no `git`, no such commit: then nothing is known, which is no error.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder in a work tree of git.
pub(super) struct History {
    folder: PathBuf,
    /// The way to it from the root of the work tree, with `/` at its end.
    prefix: String,
}

impl History {
    /// The history of a folder, where it has one.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let mut history = Self {
            folder: folder.to_owned(),
            prefix: String::new(),
        };
        let inside = history.ask(&["rev-parse", "--is-inside-work-tree"])?;
        if inside.trim() != "true" {
            return None;
        }
        let prefix = history.ask(&["rev-parse", "--show-prefix"])?;
        history.prefix.push_str(prefix.trim_end_matches('\n'));
        Some(history)
    }

    /// The texts of files, named from the folder on, each at a commit. A file that
    /// had another name then is found by it.
    pub(super) fn texts(&self, wanted: &[(String, String)]) -> Vec<Option<String>> {
        let objects: Vec<String> = wanted
            .iter()
            .map(|(file, commit)| format!("{commit}:./{file}"))
            .collect();
        let mut texts = self.read(&objects).unwrap_or_default();
        texts.resize(wanted.len(), None);
        let missing = (0..wanted.len()).filter(|&index| texts[index].is_none());
        let missing: Vec<usize> = missing.collect();
        let commits: Vec<String> = missing
            .iter()
            .map(|&index| format!("{}^{{commit}}", wanted[index].1))
            .collect();
        // Most commits of a translation are those of a repository that is elsewhere.
        let known = self.read(&commits).unwrap_or_default();
        let renamed = missing.into_iter().zip(known);
        let renamed = renamed.filter_map(|(index, known)| known.map(|_| index));
        let renamed: Vec<usize> = renamed.collect();
        if renamed.is_empty() {
            return texts;
        }
        let names = self.earlier_names();
        let mut objects = Vec::new();
        let mut owners = Vec::new();
        for index in renamed {
            let (file, commit) = &wanted[index];
            for name in names_of(&names, format!("{}{file}", self.prefix)) {
                objects.push(format!("{commit}:{name}"));
                owners.push(index);
            }
        }
        let found = self.read(&objects).unwrap_or_default();
        for (index, text) in owners.into_iter().zip(found) {
            if texts[index].is_none() {
                texts[index] = text;
            }
        }
        texts
    }

    /// The commits that changed a file, the newest first.
    pub(super) fn commits(&self, file: &str) -> Vec<String> {
        let log = self.ask(&["log", "--follow", "--format=%H", "--", file]);
        log.unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// By file, the last commit that changed it, for files that have not changed
    /// since.
    pub(super) fn settled(&self) -> BTreeMap<String, String> {
        let log = ["log", "-z", "--name-only", "--format=%x01%H", "--", "."];
        let log = self.ask(&log).unwrap_or_default();
        let mut settled = BTreeMap::new();
        for commit in log.split('\u{1}').skip(1) {
            let mut parts = commit.split(['\0', '\n']).filter(|part| !part.is_empty());
            let Some(id) = parts.next() else {
                continue;
            };
            for name in parts.filter_map(|part| part.strip_prefix(self.prefix.as_str())) {
                let place = settled.entry(name.to_owned());
                place.or_insert_with(|| id.to_owned());
            }
        }
        let status = self.ask(&["status", "--porcelain", "-z", "--", "."]);
        for change in status.unwrap_or_default().split('\0') {
            // Two letters and a blank, or the earlier name of what is renamed.
            let names = [change, change.get(3..).unwrap_or_default()];
            for name in names {
                if let Some(name) = name.strip_prefix(self.prefix.as_str()) {
                    settled.remove(name);
                }
            }
        }
        settled
    }

    /// The names that files had before, from the root of the work tree on, by the
    /// name that each was given.
    fn earlier_names(&self) -> BTreeMap<String, BTreeSet<String>> {
        let log = [
            "log",
            "-z",
            "-M",
            "--diff-filter=R",
            "--name-status",
            "--format=",
        ];
        let log = self.ask(&log).unwrap_or_default();
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut parts = log.split(['\0', '\n']).filter(|part| !part.is_empty());
        while let (Some(_), Some(from), Some(to)) = (parts.next(), parts.next(), parts.next()) {
            let earlier = names.entry(to.to_owned()).or_default();
            earlier.insert(from.to_owned());
        }
        names
    }

    fn git(&self) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(&self.folder)
            .args(["--literal-pathspecs", "-c", "core.quotePath=false"])
            .stderr(Stdio::null());
        command
    }

    fn ask(&self, arguments: &[&str]) -> Option<String> {
        let output = self.git().args(arguments).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then_some(text)
    }

    /// The contents of objects that are text, in one conversation.
    fn read(&self, objects: &[String]) -> io::Result<Vec<Option<String>>> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let mut child = self
            .git()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(mut questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Ok(Vec::new());
        };
        // Questions and answers would wait for each other if one thread did both.
        let texts = std::thread::scope(|scope| {
            scope.spawn(move || {
                for object in objects.iter().filter(|object| is_one_line(object)) {
                    // A closed pipe means that there are no more answers either.
                    let _ = writeln!(questions, "{object}");
                }
            });
            let mut answers = BufReader::new(answers);
            let answer = |object: &String| match is_one_line(object) {
                true => answer(&mut answers),
                false => Ok(None),
            };
            objects.iter().map(answer).collect()
        });
        child.wait()?;
        texts
    }
}

/// Every name that a file had, itself left out.
fn names_of(earlier: &BTreeMap<String, BTreeSet<String>>, file: String) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![file];
    while let Some(name) = open.pop() {
        for before in earlier.get(&name).into_iter().flatten() {
            if names.insert(before.clone()) {
                open.push(before.clone());
            }
        }
    }
    names
}

/// Whether an object can be asked for: a file's name may hold a line break.
fn is_one_line(object: &str) -> bool {
    !object.contains('\n')
}

/// One answer of `git cat-file --batch`: `<id> <type> <length>`, a line break, the
/// content and another; or a line that says that there is none.
fn answer(answers: &mut impl io::BufRead) -> io::Result<Option<String>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let mut words = head.trim_end().rsplitn(2, ' ');
    let length = words.next().and_then(|length| length.parse().ok());
    let is_object = words.next().is_some_and(|rest| rest.contains(' '));
    let Some(length) = length.filter(|_| is_object) else {
        return Ok(None);
    };
    let mut content = vec![0; length];
    answers.read_exact(&mut content)?;
    answers.read_exact(&mut [0])?;
    Ok(String::from_utf8(content).ok())
}
