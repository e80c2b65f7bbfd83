//! [`Teller`]: says on the terminal, or to an editor, what the loop does.

use super::super::cli::{self, Options, Problem};
use super::super::progress::Progress;
use super::super::report::{self, Detail, Format};
use super::words::{self, Balance};
use super::{Delta, Rebuilt, Written};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::findings::Findings;
use crate::stages::config::Config;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// How many files must have changed for it to be said before all have.
const MANY: usize = 100;

/// How often it is said again.
const PAUSE: Duration = Duration::from_secs(1);

/// Says what the loop does: a line for each round, and of the findings those that
/// are new.
pub(super) struct Teller<'o> {
    options: &'o Options,
    /// What was found in the round before.
    findings: Option<Findings>,
    gathering: Option<(Progress<'o>, Instant)>,
}

impl<'o> Teller<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self {
            options,
            findings: None,
            gathering: None,
        }
    }

    pub(super) fn watching(&self, folder: &Path) {
        let name = folder.display();
        self.tell(
            || format!("watching `{name}`; Ctrl-C ends it"),
            || json!({ "event": "watching", "folder": folder }),
        );
    }

    /// Much is changing just now, this many files so far.
    pub(super) fn changing(&mut self, files: usize) {
        if files < MANY {
            return;
        }
        let options = self.options;
        let begin = || (Progress::of("files that change", options), Instant::now());
        let is_first = self.gathering.is_none();
        let (progress, told) = self.gathering.get_or_insert_with(begin);
        progress.at(files, None);
        if is_first || told.elapsed() > PAUSE {
            *told = Instant::now();
            self.tell_machine(|| json!({ "event": "changing", "files": files }));
        }
    }

    /// A site was built and handed over, or not because of its errors.
    pub(super) fn built(&mut self, rebuilt: &Rebuilt, config: &Config, written: Written) {
        self.gathering = None;
        let time = rebuilt.since.elapsed();
        let findings = &rebuilt.build.diagnostics;
        let (errors, warnings) = count(findings.iter());
        let site = rebuilt.site;
        let (new, mended) = match &self.findings {
            Some(earlier) => findings.since(earlier),
            None => (findings.to_vec(), 0),
        };
        let none = Delta::default();
        let published = match written {
            Written::Yes => rebuilt.delta,
            Written::LastGoodStays | Written::Nothing => &none,
        };
        match self.options.format {
            Format::Json => {
                let pages = rebuilt.build.rendered.iter();
                let pages = pages
                    .map(|(route, reasons)| json!({ "route": route.as_str(), "reasons": reasons }));
                let routes = |routes: &std::collections::BTreeSet<_>| -> Vec<String> {
                    routes.iter().map(ToString::to_string).collect()
                };
                self.tell_machine(|| {
                    json!({
                        "event": "built",
                        "pages": pages.collect::<Vec<Value>>(),
                        "written": routes(&published.written),
                        "removed": routes(&published.removed),
                        "changed": routes(rebuilt.changed),
                        "milliseconds": u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
                        "published": written == Written::Yes,
                        "errors": errors,
                        "warnings": warnings,
                        "findings": report::values(&new, &site.sources, &site.places),
                        "mended": mended,
                    })
                });
            }
            Format::Human => {
                let is_first = self.findings.is_none();
                match is_first {
                    true => cli::report(self.options, Detail::WarningsAndErrors, &new, site),
                    false => report::show(&new, &site.sources, &site.places),
                }
                let (new_errors, new_warnings) = count(new.iter());
                let new = new_errors + new_warnings;
                let earlier = self.findings.as_ref().map(|earlier| count(earlier.iter()));
                let earlier = earlier.map_or(0, |(errors, warnings)| errors + warnings);
                let balance = words::balance(Balance {
                    new: if is_first { 0 } else { new },
                    mended: (earlier + new).saturating_sub(errors + warnings),
                    errors,
                    warnings,
                });
                let line = words::line(rebuilt, config, time);
                cli::say(
                    self.options,
                    &match written {
                        Written::Yes => format!("{line}{balance}"),
                        Written::LastGoodStays => {
                            let left = words::left(errors, warnings);
                            format!("{left}; the last good site stays")
                        }
                        Written::Nothing => {
                            let left = words::left(errors, warnings);
                            format!("{left}; there is no good site yet")
                        }
                    },
                );
            }
            Format::Sarif | Format::Github => {
                let all = findings.to_vec();
                cli::report(self.options, Detail::WarningsAndErrors, &all, site);
            }
        }
        self.findings = Some(findings.clone());
    }

    /// Something could not be done; the loop goes on.
    pub(super) fn failed(&mut self, problem: &Problem) {
        self.gathering = None;
        let (message, help) = (&problem.message, &problem.help);
        match self.options.format {
            Format::Json => {
                self.tell_machine(|| json!({ "event": "failed", "message": message, "help": help }))
            }
            _ => cli::complain(message, help.as_deref()),
        }
    }

    /// A build panicked; what was there stays.
    pub(super) fn panicked(&mut self, said: &str) {
        self.gathering = None;
        match self.options.format {
            Format::Json => self
                .tell_machine(|| json!({ "event": "panicked", "message": said, "help": TO_FILE })),
            _ => cli::complain(&format!("the build panicked: {said}"), Some(TO_FILE)),
        }
    }

    pub(super) fn stopped(&mut self) {
        self.gathering = None;
        self.tell(|| "stopped".to_owned(), || json!({ "event": "stopped" }));
    }

    fn tell(&self, words: impl FnOnce() -> String, event: impl FnOnce() -> Value) {
        match self.options.format {
            Format::Json => self.tell_machine(event),
            _ => cli::say(self.options, &words()),
        }
    }

    /// One object on one line, at once.
    fn tell_machine(&self, event: impl FnOnce() -> Value) {
        if self.options.format == Format::Json {
            // A closed pipe is the reader's choice, not an error of ours.
            let _ = report::print(&format!("{}\n", event()));
        }
    }
}

/// What to do about a panic.
const TO_FILE: &str = "this is a mistake in guidepost, not in your site: please file it at the \
    place you have guidepost from, with the lines above and the file that you saved; \
    the last good site stays, and the next change is built from nothing";

fn count<'f>(findings: impl Iterator<Item = &'f Diagnostic>) -> (usize, usize) {
    findings.fold((0, 0), |(errors, warnings), finding| {
        match finding.severity {
            Severity::Error => (errors + 1, warnings),
            Severity::Warning => (errors, warnings + 1),
            Severity::Suggestion | Severity::Off => (errors, warnings),
        }
    })
}
