//! What the history of a folder says, asked of the `git` that is installed. No
//! repository, no `git`, no such commit: then nothing is known, which is no error.

use std::collections::BTreeSet;
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder in a work tree of git.
pub(super) struct History {
    folder: PathBuf,
}

impl History {
    /// The history of a folder, where it has one.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let history = Self {
            folder: folder.to_owned(),
        };
        let inside = history.ask(&["rev-parse", "--is-inside-work-tree"])?;
        (inside.trim() == "true").then_some(history)
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
        for (index, known) in missing.into_iter().zip(known) {
            if known.is_some() {
                let (file, commit) = &wanted[index];
                let names = self.names(file).into_iter();
                let objects: Vec<String> = names.map(|name| format!("{commit}:{name}")).collect();
                let found = self.read(&objects).unwrap_or_default();
                texts[index] = found.into_iter().flatten().next();
            }
        }
        texts
    }

    /// The commits that changed a file, the newest first.
    pub(super) fn commits(&self, file: &str) -> Vec<String> {
        let log = self.ask(&["log", "--follow", "--format=%H", "--", file]);
        log.unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// The last commit that changed a file, unless it has changed since.
    pub(super) fn settled(&self, file: &str) -> Option<String> {
        let changes = self.ask(&["status", "--porcelain", "--", file])?;
        let last = self.ask(&["log", "-1", "--format=%H", "--", file])?;
        let last = last.trim();
        (changes.trim().is_empty() && !last.is_empty()).then(|| last.to_owned())
    }

    /// Every name that a file had, from the root of the work tree on.
    fn names(&self, file: &str) -> BTreeSet<String> {
        let log = self.ask(&["log", "--follow", "--name-only", "--format=", "--", file]);
        let log = log.unwrap_or_default();
        let names = log.lines().filter(|line| !line.is_empty());
        names.map(str::to_owned).collect()
    }

    fn git(&self) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(&self.folder)
            .args(["-c", "core.quotePath=false"])
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
