//! `guidepost watch`: wait for a change, refresh, build, publish.

use super::cli::{self, Options};
use super::disk;
use super::lock::PREFIX;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long the disk must be quiet before a build begins.
const QUIET: Duration = Duration::from_millis(15);

/// Builds now and after every change of the sources, until it is stopped.
pub(super) fn run(site: &Path, out: &Path, options: &Options) -> Result<ExitCode, String> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver lives as long as the loop below.
        let _ = sender.send(event);
    })
    .map_err(|error| format!("cannot watch for changes: {error}"))?;
    let mut pipeline = crate::pipeline::Pipeline::default();
    disk::read(site)?;
    cli::say(options, "watching for changes; Ctrl-C ends it");
    let ours = [out.to_owned(), std::path::absolute(out).unwrap_or_default()];
    loop {
        let roots = disk::read(site).map(|read| read.places.roots());
        watch(&mut watcher, site, roots.as_deref().unwrap_or_default());
        if let Err(problem) = cli::rebuild(&mut pipeline, site, out, options) {
            cli::complain(&problem.message, problem.help.as_deref());
        }
        if !wait(&changes, &ours) {
            return Ok(ExitCode::SUCCESS);
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
/// What we write ourselves, below `ours`, is no change.
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
