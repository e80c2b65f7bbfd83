//! [`Cache`]: answers of earlier checks. The key is the address as it is asked; an
//! answer is taken for true as long as [`Answer::lasts`] says.

use super::answer::Answer;
use crate::shell::whole_file;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What the file says it is, so that no other is taken for one.
const FORMAT: &str = "guidepost external links 1";

/// Answers of earlier checks and of this one.
#[derive(Debug)]
pub(super) struct Cache {
    path: PathBuf,
    /// Seconds since 1970, when this check began.
    now: u64,
    answers: BTreeMap<String, Remembered>,
    /// Whether the file may be replaced: it is ours, or not there.
    is_ours: bool,
}

#[derive(Serialize, Deserialize)]
struct Written<Answers> {
    format: String,
    answers: Answers,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    /// Seconds since 1970.
    asked: u64,
    #[serde(flatten)]
    answer: Answer,
}

impl Remembered {
    /// Whether it still counts. What comes from the future never does.
    fn is_valid(&self, now: u64) -> bool {
        let age = now.checked_sub(self.asked);
        age.is_some_and(|age| age < self.answer.lasts())
    }
}

impl Cache {
    /// Reads the file, if it is there, and says what is wrong with it.
    pub(super) fn read(path: &Path, now: u64) -> (Self, Option<String>) {
        let mut cache = Self {
            path: path.to_owned(),
            now,
            answers: BTreeMap::new(),
            is_ours: true,
        };
        let shown = path.display();
        let problem = match std::fs::read(path) {
            Ok(bytes) => match parse(&bytes) {
                Some(answers) => {
                    cache.answers = answers;
                    return (cache, None);
                }
                None => format!("`{shown}` holds no answers of other sites"),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (cache, None),
            Err(error) => format!("cannot read `{shown}`: {error}"),
        };
        cache.is_ours = false;
        (cache, Some(problem))
    }

    /// What is remembered of an address, and still counts.
    pub(super) fn answer(&self, address: &str) -> Option<&Answer> {
        let remembered = self.answers.get(address)?;
        remembered.is_valid(self.now).then_some(&remembered.answer)
    }

    pub(super) fn keep(&mut self, address: &str, answer: Answer) {
        let remembered = Remembered {
            asked: self.now,
            answer,
        };
        self.answers.insert(address.to_owned(), remembered);
    }

    /// Writes what still counts: beside the file, then moved into its place. A
    /// file that is not ours stays as it is.
    ///
    /// # Errors
    /// Says that the disk refused.
    pub(super) fn save(&self) -> Result<(), String> {
        if !self.is_ours {
            return Ok(());
        }
        let answers = self.answers.iter();
        let written = Written {
            format: FORMAT.to_owned(),
            answers: answers
                .filter(|(_, remembered)| remembered.is_valid(self.now))
                .collect::<BTreeMap<_, _>>(),
        };
        let folder = match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let write = || -> io::Result<()> {
            std::fs::create_dir_all(folder)?;
            let text = format!("{}\n", serde_json::to_string_pretty(&written)?);
            whole_file::write(&self.path, text.as_bytes())
        };
        write().map_err(|error| format!("cannot write `{}`: {error}", self.path.display()))
    }
}

/// The answers in a file of ours.
fn parse(bytes: &[u8]) -> Option<BTreeMap<String, Remembered>> {
    let written: Written<BTreeMap<String, Remembered>> = serde_json::from_slice(bytes).ok()?;
    (written.format == FORMAT).then_some(written.answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u64 = 24 * 60 * 60;

    #[test]
    fn answers_count_for_as_long_as_they_may() {
        let moved = Answer::Moved { to: String::new() };
        let broken = Answer::Broken { why: String::new() };
        let unreachable = Answer::Unreachable { why: String::new() };
        let asked = 100 * DAY;
        for (answer, days) in [(Answer::Fine, 7), (moved, 7), (broken, 1), (unreachable, 0)] {
            let remembered = Remembered { asked, answer };
            assert!(!remembered.is_valid(asked + days * DAY), "{remembered:?}");
            assert!(!remembered.is_valid(asked - 1), "{remembered:?}");
            let before = (asked + days * DAY).saturating_sub(1);
            assert_eq!(remembered.is_valid(before), days > 0, "{remembered:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("inside/links.json");
        let (mut cache, problem) = Cache::read(&path, DAY);
        assert_eq!(problem, None);
        cache.keep("https://a.net/", Answer::Fine);
        let why = "x".to_owned();
        cache.keep("https://b.net/", Answer::Unreachable { why });
        cache.save().expect("a writable folder");
        let (later, problem) = Cache::read(&path, DAY + 1);
        assert_eq!(problem, None);
        assert_eq!(later.answer("https://a.net/"), Some(&Answer::Fine));
        assert_eq!(later.answer("https://b.net/"), None);
        assert_eq!(later.answers.len(), 1, "what does not last is not written");
        let (much_later, _) = Cache::read(&path, 9 * DAY);
        assert_eq!(much_later.answer("https://a.net/"), None);
    }

    #[test]
    fn a_file_of_others_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("package.json");
        for text in ["{\"format\":\"other\",\"answers\":{}}", "{", ""] {
            std::fs::write(&path, text).expect("a writable folder");
            let (mut cache, problem) = Cache::read(&path, DAY);
            assert!(problem.is_some_and(|problem| problem.contains("holds no answers")));
            cache.keep("https://a.net/", Answer::Fine);
            cache.save().expect("nothing to do");
            assert_eq!(std::fs::read_to_string(&path).expect("a file"), text);
        }
    }
}
