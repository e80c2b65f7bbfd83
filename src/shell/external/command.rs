//! What `guidepost check` does when it is asked to check links to other sites.

use super::{Check, Manners};
use crate::base::diagnostic::Diagnostic;
use crate::base::sources::Sources;
use crate::pipeline::{Pipeline, apply_rules};
use crate::shell::cli::{Options, complain, count, say};
use crate::stages::config::Config;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Where answers are remembered in the folder of a site. Hidden folders are no
/// content.
const CACHE: &str = ".guidepost/external-links.json";

/// How often a terminal is told how far the check is.
const OFTEN: Duration = Duration::from_secs(3);

/// Every finding about a site, those about other sites among them.
pub(in crate::shell) fn findings(
    sources: &Sources,
    folder: &Path,
    cache: Option<PathBuf>,
    options: &Options,
) -> Vec<Diagnostic> {
    let checked = Pipeline::check(sources);
    let (config, _) = Config::read(sources);
    let cache = cache.unwrap_or_else(|| folder.join(CACHE));
    let said_at = Mutex::new(Instant::now());
    let progress = |done: usize, total: usize| {
        let mut said_at = said_at.lock().unwrap_or_else(PoisonError::into_inner);
        if std::io::stderr().is_terminal() && said_at.elapsed() >= OFTEN {
            *said_at = Instant::now();
            say(
                options,
                &format!("asked other sites for {done} of {total} pages"),
            );
        }
    };
    let check = Check {
        manners: &Manners::default(),
        cache: &cache,
        ignore: &config.external_ignore,
        progress: &progress,
    };
    let outcome = check.run(&checked.web_addresses, sources);
    for problem in &outcome.problems {
        let help = "remove the file, or name another with `--cache`; the findings are right \
                    without it";
        complain(problem, Some(help));
    }
    let (asked, known) = (count(outcome.asked, "page"), outcome.remembered);
    say(
        options,
        &format!("asked other sites for {asked}, {known} more known from earlier"),
    );
    let mut findings = checked.diagnostics;
    findings.extend(outcome.findings);
    apply_rules(&config, &mut findings);
    findings
}
