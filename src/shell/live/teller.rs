//! [`Teller`]: says on the terminal, or to an editor, what the loop does.

use super::super::cli::{self, Options, Problem};
use super::super::progress::Progress;
use super::super::report::{self, Detail, Format, News};
use super::words::{self, Balance};
use super::{Delta, Rebuilt, Written};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::findings::Findings;
use crate::base::path::SitePath;
use crate::stages::config::Config;
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many files must have changed for it to be said before all have.
const MANY: usize = 100;

/// How many new findings are shown to people. More are one mistake, or a branch
/// that was changed, and would hide the worst.
const MOST_NEWS: usize = 10;

/// How often it is said again.
const PAUSE: Duration = Duration::from_secs(1);

/// Says what the loop does: a line for each round, and of the findings those that
/// are new.
pub(super) struct Teller<'o> {
    options: &'o Options,
    /// What was found in the round before.
    findings: Option<Findings>,
    gathering: Option<(Progress<'o>, Instant)>,
    /// Whether nobody listens any more.
    is_alone: Cell<bool>,
}

impl<'o> Teller<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self {
            options,
            findings: None,
            gathering: None,
            is_alone: Cell::new(false),
        }
    }

    /// Whether nobody listens any more: whoever started it has ended.
    pub(super) fn is_alone(&self) -> bool {
        self.is_alone.get()
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

    /// What was changing has changed; long work may follow.
    pub(super) fn gathered(&mut self) -> Option<Progress<'o>> {
        let options = self.options;
        let gathering = self.gathering.take();
        gathering.map(|_| Progress::of("building", options))
    }

    /// A site was built and handed over, or not because of its errors.
    pub(super) fn built(&mut self, rebuilt: &Rebuilt, config: &Config, written: Written) {
        let time = rebuilt.since.elapsed();
        let findings = &rebuilt.build.diagnostics;
        match self.options.format {
            Format::Json => self.tell_machine(|| self.event(rebuilt, time, written)),
            _ => self.tell_people(rebuilt, config, time, written),
        }
        self.findings = Some(findings.clone());
    }

    fn event(&self, rebuilt: &Rebuilt, time: Duration, written: Written) -> Value {
        let site = rebuilt.site;
        let findings = &rebuilt.build.diagnostics;
        let (new, mended) = self.news(findings);
        let none = Delta::default();
        let published = match written {
            Written::Yes => rebuilt.delta,
            Written::LastGoodStays | Written::Nothing => &none,
        };
        let page = |(route, reasons): (&SitePath, &Vec<&str>)| json!({ "route": route.as_str(), "reasons": reasons });
        let pages: Vec<Value> = rebuilt.pages.iter().map(page).collect();
        let names = |files: &BTreeSet<SitePath>| -> Vec<String> {
            files.iter().map(SitePath::to_string).collect()
        };
        json!({
            "event": "built",
            "changed": names(rebuilt.changed),
            "pages": pages,
            "published": written == Written::Yes,
            "written": names(&published.written),
            "removed": names(&published.removed),
            "milliseconds": u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
            "errors": findings.count(Severity::Error),
            "warnings": findings.count(Severity::Warning),
            "suggestions": findings.count(Severity::Suggestion),
            "findings": report::values(&new, &site.sources, &site.places),
            "mended": mended,
        })
    }

    fn tell_people(&self, rebuilt: &Rebuilt, config: &Config, time: Duration, written: Written) {
        let site = rebuilt.site;
        let findings = &rebuilt.build.diagnostics;
        let (new, _) = self.news(findings);
        let mut balance = Balance {
            errors: findings.count(Severity::Error),
            warnings: findings.count(Severity::Warning),
            ..Balance::default()
        };
        if let Some(earlier) = &self.findings {
            let news = News::Most(MOST_NEWS);
            self.heard(report::show(news, &new, &site.sources, &site.places));
            let is_shown = |finding: &&Diagnostic| finding.severity > Severity::Suggestion;
            let shown_earlier = earlier.iter().filter(is_shown).count();
            balance.new = new.iter().filter(is_shown).count();
            balance.mended = shown_earlier + balance.new - balance.errors - balance.warnings;
        } else {
            cli::report(self.options, Detail::WarningsAndErrors, &new, site);
        }
        let is_said = self.findings.is_none();
        let left = match (is_said, words::left(balance)) {
            (false, left) => format!("{left}; "),
            // The findings were counted above.
            (true, _) => String::new(),
        };
        let line = match written {
            Written::Yes => {
                let line = words::line(rebuilt, config, time);
                format!("{line}{}", words::balance(balance))
            }
            Written::LastGoodStays => format!("{left}the last good site stays"),
            Written::Nothing => format!("{left}there is no good site yet"),
        };
        self.heard(cli::try_to_say(self.options, &line));
    }

    /// Notes whether anybody listens.
    fn heard(&self, said: io::Result<()>) {
        if said.is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            self.is_alone.set(true);
        }
    }

    /// What is found and was not before, and how much is mended.
    fn news(&self, findings: &Findings) -> (Vec<Diagnostic>, usize) {
        let none = Findings::default();
        findings.since(self.findings.as_ref().unwrap_or(&none))
    }

    /// Something could not be done; the loop goes on.
    pub(super) fn failed(&mut self, problem: &Problem) {
        let (message, help) = (&problem.message, &problem.help);
        match self.options.format {
            Format::Json => {
                let event = json!({ "event": "failed", "message": message, "help": help });
                self.tell_machine(|| event);
            }
            _ => cli::complain(message, help.as_deref()),
        }
    }

    /// A build panicked; what was there stays.
    pub(super) fn panicked(&mut self, said: &str) {
        match self.options.format {
            Format::Json => {
                let event = json!({ "event": "panicked", "message": said, "help": TO_FILE });
                self.tell_machine(|| event);
            }
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
            _ => self.heard(cli::try_to_say(self.options, &words())),
        }
    }

    /// One object on one line, at once.
    fn tell_machine(&self, event: impl FnOnce() -> Value) {
        if self.options.format == Format::Json {
            self.heard(report::print(&format!("{}\n", event())));
        }
    }
}

/// What to do about a panic.
const TO_FILE: &str = "this is a mistake in guidepost, not in your site: please file it at the \
    place you have guidepost from, with the lines above and the file that you saved; \
    the last good site stays, and the next change is built from nothing";
