//! `guidepost check --external`: asks other sites whether the pages that links
//! lead to are there.
//!
//! What a reply means ([`inquiry`]) and what may be asked next ([`schedule`]) is
//! decided without network and clock; `client` sends one request, `workers` are
//! the threads. A fragment is not looked for: it never reaches the server, and
//! many pages make their places with scripts.

mod address;
mod answer;
mod cache;
mod client;
mod command;
mod findings;
mod inquiry;
mod manners;
mod reply;
mod schedule;
mod workers;

pub use manners::Manners;

pub(super) use command::findings;

use crate::base::diagnostic::Diagnostic;
use crate::base::sources::Sources;
use crate::pipeline::WebPlaces;
use address::{asked, is_reserved};
use answer::Answer;
use cache::Cache;
use globset::GlobSet;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// How a site's links to other sites are checked.
pub struct Check<'c> {
    /// How the other sites are treated.
    pub manners: &'c Manners,
    /// The file that remembers answers.
    pub cache: &'c Path,
    /// Addresses that are not asked.
    pub ignore: &'c GlobSet,
    /// Hears, after each answer, how many of how many addresses are answered.
    pub progress: &'c (dyn Fn(usize, usize) + Sync),
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// A finding for each place that names an address that is not fine.
    pub findings: Vec<Diagnostic>,
    /// How many addresses other sites were asked.
    pub asked: usize,
    /// How many answers were known already.
    pub remembered: usize,
    /// What is wrong with the file of answers; the findings are right without it.
    pub problems: Vec<String>,
}

/// After so many answers they are written, so that little is lost with a process
/// that is ended.
const SAVED_EVERY: usize = 200;

impl Check<'_> {
    /// Asks for every address once, unless the answer is known.
    #[must_use]
    pub fn run(&self, places: &WebPlaces, sources: &Sources) -> Outcome {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let (mut cache, problem) = Cache::read(self.cache, now.unwrap_or_default().as_secs());
        let mut outcome = Outcome {
            findings: Vec::new(),
            asked: 0,
            remembered: 0,
            problems: problem.into_iter().collect(),
        };
        let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
        let mut open = BTreeMap::new();
        for url in places.keys().filter_map(|written| self.wanted(written)) {
            match cache.answer(url.as_str()) {
                Some(answer) => drop(answers.insert(url.to_string(), answer.clone())),
                None => drop(open.insert(url.to_string(), url)),
            }
        }
        outcome.remembered = answers.len();
        outcome.asked = open.len();
        if !open.is_empty() {
            let problem = self.ask(open.into_values().collect(), &mut cache, &mut answers);
            outcome.problems.extend(problem);
        }
        for (written, spans) in places {
            let answer = match asked(written) {
                Some(url) => answers.get(url.as_str()).cloned(),
                None => Some(Answer::Broken {
                    why: "no browser can follow it".to_owned(),
                }),
            };
            if let Some(answer) = answer {
                let said = |at| findings::finding(sources, at, written, &answer);
                outcome.findings.extend(spans.iter().filter_map(said));
            }
        }
        outcome
    }

    /// What is asked for an address, if anything is.
    fn wanted(&self, written: &str) -> Option<url::Url> {
        let url = asked(written)?;
        let is_ignored = self.ignore.is_match(written) || self.ignore.is_match(url.as_str());
        (!is_ignored && !is_reserved(&url)).then_some(url)
    }

    /// Asks other sites, and gives what is wrong with the file of answers.
    fn ask(
        &self,
        open: Vec<url::Url>,
        cache: &mut Cache,
        answers: &mut BTreeMap<String, Answer>,
    ) -> Option<String> {
        let client = client::client(self.manners);
        let total = open.len();
        let mut done = 0;
        workers::ask_all(
            open,
            self.manners,
            |inquiry| client::ask(&client, &inquiry.at, inquiry.method),
            |url, answer| {
                done += 1;
                cache.keep(url.as_str(), answer.clone());
                answers.insert(url.to_string(), answer);
                if done % SAVED_EVERY == 0 {
                    // What goes wrong now goes wrong at the end too, and is said there.
                    let _ = cache.save();
                }
                (self.progress)(done, total);
            },
        );
        cache.save().err()
    }
}
