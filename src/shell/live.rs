//! The loop that writers live in: wait for a change, refresh, build, hand over.

use super::cli::{self, Options, Problem};
use super::disk::Site;
use super::lock::PREFIX;
use super::report::Detail;
use crate::base::path::SitePath;
use crate::pipeline::{Build, Pipeline};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long the disk must be quiet before a build begins.
const QUIET: Duration = Duration::from_millis(15);

/// What is watched, and how.
pub(super) struct Watched<'w> {
    /// The folder with `book.toml`.
    pub folder: &'w Path,
    /// What is written by ourselves: changes below are none.
    pub ours: &'w [PathBuf],
    /// How often to look, where the disk tells nobody of changes.
    pub poll: Option<Duration>,
}

/// What a round of the loop came to. Whatever it is, the loop goes on.
pub(super) enum Outcome<'r> {
    /// The site was built. With errors it must not replace the last good site.
    Built(Rebuilt<'r>),
    /// There is nothing to build from, such as a folder without `book.toml`.
    Failed(&'r Problem),
    /// The build panicked, and this is what it said.
    Panicked(&'r str),
}

/// A site that was built again.
pub(super) struct Rebuilt<'r> {
    /// The sources that it read, and where they lie.
    pub site: &'r Site,
    /// What was made of them.
    pub build: &'r Build,
    /// The sources that are not what they were at the build before.
    pub changed: &'r BTreeSet<SitePath>,
    /// When the change was noticed.
    pub since: Instant,
}

/// Builds now and after every change of the sources, until it is stopped by
/// Ctrl-C or a signal. The loop says on the terminal what it does.
///
/// # Errors
/// When nothing can be watched, or there is no site to begin with. What
/// `hand_over` cannot do is said, and the loop goes on.
pub(super) fn run(
    watched: &Watched,
    options: &Options,
    hand_over: &mut dyn FnMut(&Outcome) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let Watched { folder, ours, .. } = *watched;
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver lives as long as the loop below.
        let _ = sender.send(event);
    })
    .map_err(|error| Problem::failure(format!("cannot watch for changes: {error}"), ""))?;
    let mut pipeline = Pipeline::default();
    cli::read(folder)?;
    cli::say(options, "watching for changes; Ctrl-C ends it");
    loop {
        let since = Instant::now();
        watch(&mut watcher, folder, &[]);
        let handed = match cli::read(folder) {
            Ok(site) => {
                let build = pipeline.build(&site.sources);
                let detail = Detail::WarningsAndErrors;
                cli::report(options, detail, &build.diagnostics.to_vec(), &site);
                hand_over(&Outcome::Built(Rebuilt {
                    site: &site,
                    build: &build,
                    changed: &BTreeSet::new(),
                    since,
                }))
            }
            Err(problem) => {
                cli::complain(&problem.message, problem.help.as_deref());
                hand_over(&Outcome::Failed(&problem))
            }
        };
        if let Err(problem) = handed {
            cli::complain(&problem.message, problem.help.as_deref());
        }
        if !wait(&changes, ours) {
            return Ok(());
        }
    }
}

/// Watches what is there, and the site's folder itself for what is not yet
/// there.
fn watch(watcher: &mut RecommendedWatcher, site: &Path, roots: &[PathBuf]) {
    let roots = roots.iter().filter(|root| root.exists());
    let roots = roots.map(|root| (root.as_path(), RecursiveMode::Recursive));
    for (root, mode) in roots.chain([(site, RecursiveMode::NonRecursive)]) {
        if let Err(error) = watcher.watch(root, mode) {
            cli::complain(&format!("cannot watch `{}`: {error}", root.display()), None);
        }
    }
}

/// Waits for a change and then for quiet; false when nothing can come any more.
fn wait(changes: &Receiver<notify::Result<notify::Event>>, ours: &[PathBuf]) -> bool {
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        ours.iter().any(|ours| path.starts_with(ours)) || name.starts_with(PREFIX)
    };
    loop {
        match changes.recv() {
            Ok(Ok(event)) if event.kind.is_access() => {}
            Ok(Ok(event)) if !event.paths.is_empty() && event.paths.iter().all(is_ours) => {}
            Ok(_) => break,
            Err(_) => return false,
        }
    }
    loop {
        match changes.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}
