//! The loop that writers live in: wait for a change, refresh, build, hand over.

mod changes;
mod delta;
mod git_folder;
mod guard;
mod stop;
mod teller;
mod watcher;
mod words;

use super::cli::{self, Options, Problem};
use super::disk::{Disk, Met, Site};
use super::progress::Progress;
use crate::base::path::SitePath;
use crate::pipeline::{Build, Pipeline};
use changes::{Batch, Changes, Stopped, real};
pub(super) use delta::Delta;
use delta::Shown;
use guard::guarded;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use teller::Teller;
use watcher::Watcher;

/// How long the second step of a save may take.
const HALF_SAVED: Duration = Duration::from_millis(40);

/// How many steps a save may have.
const MOST_STEPS: usize = 5;

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
    /// The sources that are not what they were at the round before.
    pub changed: &'r BTreeSet<SitePath>,
    /// How the site differs from the last good one that was taken over.
    pub delta: &'r Delta,
    /// When the last of the changes was noticed.
    pub since: Instant,
}

/// Whether a build has become the site that readers see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Yes,
    LastGoodStays,
    Nothing,
}

/// What wakes the loop.
enum Message {
    /// Something happened on the disk, and was noticed then.
    Disk(Instant, notify::Result<notify::Event>),
    /// The writer has seen enough.
    Stop,
}

/// Builds now and after every change of the sources, until it is stopped by
/// Ctrl-C or a signal. The loop says on the terminal what it does.
///
/// # Errors
/// When nothing can be watched, or there is no site to begin with. What
/// `hand_over` cannot do is said, and the loop goes on.
pub(super) fn run(
    site: &Watched,
    options: &Options,
    hand_over: &mut dyn FnMut(&Outcome) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let (sender, messages) = channel();
    let stopped = stop::on_signal(sender.clone())?;
    let watcher = match site.poll {
        Some(_) => Watcher::polling(),
        None => Watcher::of_the_system(sender).map_err(|error| {
            let message = format!("cannot watch for changes: {error}");
            Problem::failure(message, "use `--poll` to look for changes instead")
        })?,
    };
    let ours: Vec<PathBuf> = site.ours.iter().map(|path| real(path)).collect();
    let mut changes = Changes {
        messages,
        watcher,
        ours: &ours,
        poll: site.poll,
    };
    let mut live = Live {
        disk: Disk::new(site.folder),
        pipeline: Pipeline::default(),
        shown: None,
        is_owed: true,
        teller: Teller::new(options),
        stopped,
        hand_over,
    };
    let begun = Instant::now();
    live.teller.watching(site.folder);
    let progress = Progress::of("building", options);
    live.look(&Batch::of_everything(), &mut changes);
    live.disk.settle().map_err(cli::no_site)?;
    live.round(begun, Some(progress));
    let done = live.follow(&mut changes);
    live.teller.stopped();
    let Err(Stopped) = done;
    Ok(())
}

/// The loop and what it keeps from one round to the next.
struct Live<'l> {
    disk: Disk,
    pipeline: Pipeline,
    /// The last good site that was taken over.
    shown: Option<Shown>,
    /// Whether the last round did not come to its end, so that the next has to
    /// build even if nothing has changed since.
    is_owed: bool,
    teller: Teller<'l>,
    stopped: Arc<AtomicBool>,
    hand_over: &'l mut dyn FnMut(&Outcome) -> Result<(), Problem>,
}

impl Live<'_> {
    /// Goes from round to round.
    fn follow(&mut self, changes: &mut Changes) -> Result<std::convert::Infallible, Stopped> {
        loop {
            if self.stopped.load(Ordering::Relaxed) {
                return Err(Stopped);
            }
            let teller = &mut self.teller;
            let batch = changes.next(&self.disk, &mut |files| teller.changing(files))?;
            let mut since = batch.last;
            self.look(&batch, changes);
            for _ in 0..MOST_STEPS {
                if !self.disk.is_half_saved() {
                    break;
                }
                let Some(rest) = changes.more(&self.disk, HALF_SAVED)? else {
                    break;
                };
                since = rest.last;
                self.look(&rest, changes);
            }
            let progress = self.teller.gathered();
            self.round(since, progress);
        }
    }

    /// Looks at what a batch names, and watches what is met on the way.
    fn look(&mut self, batch: &Batch, changes: &mut Changes) {
        let mut meet = |met: Met| changes.watcher.meet(met);
        match batch.everything {
            true => self.disk.look_at_all(&mut meet),
            false => self.disk.look_at(&batch.paths, &mut meet),
        }
        if batch.history || batch.everything {
            self.disk.look_at_history();
        }
        for folder in self.disk.histories() {
            changes.watcher.meet_history(&folder);
        }
    }

    /// Builds what the disk has now, and hands it over.
    fn round(&mut self, since: Instant, progress: Option<Progress>) {
        let settled = guarded(|| self.disk.settle());
        let changed = self.disk.changes();
        let progress = progress.filter(|_| matches!(settled, Ok(Ok(()))));
        match settled {
            Ok(Ok(())) if changed.is_empty() && !self.is_owed => return,
            Ok(Ok(())) => {}
            Ok(Err(message)) => {
                if !(changed.is_empty() && self.is_owed) {
                    self.fail(&cli::no_site(message));
                }
                return;
            }
            Err(said) => return self.panic(&said),
        }
        let done = guarded(|| self.pipeline.build(&self.disk.site.sources));
        drop(progress);
        match done {
            Ok(_) if self.stopped.load(Ordering::Relaxed) => {}
            Ok(build) => self.show(&build, &changed.files, since),
            Err(said) => {
                self.pipeline = Pipeline::default();
                self.panic(&said);
            }
        }
    }

    fn show(&mut self, build: &Build, changed: &BTreeSet<SitePath>, since: Instant) {
        let sources = &self.disk.site.sources;
        let none = Shown::default();
        let delta = self.shown.as_ref().unwrap_or(&none).delta(build, sources);
        let rebuilt = Rebuilt {
            site: &self.disk.site,
            build,
            changed,
            delta: &delta,
            since,
        };
        let outcome = Outcome::Built(rebuilt);
        let handed = (self.hand_over)(&outcome);
        let Outcome::Built(rebuilt) = outcome else {
            return;
        };
        self.is_owed = handed.is_err();
        let written = match (build.has_errors() || handed.is_err(), &self.shown) {
            (false, _) => Written::Yes,
            (true, Some(_)) => Written::LastGoodStays,
            (true, None) => Written::Nothing,
        };
        match handed {
            Ok(()) => self.teller.built(&rebuilt, self.disk.config(), written),
            Err(problem) => self.teller.failed(&problem),
        }
        if written == Written::Yes {
            self.shown = Some(Shown::new(build, sources));
        }
    }

    /// There is no site to build just now.
    fn fail(&mut self, problem: &Problem) {
        self.is_owed = true;
        self.teller.failed(problem);
        let handed = (self.hand_over)(&Outcome::Failed(problem));
        if let Err(problem) = handed {
            self.teller.failed(&problem);
        }
    }

    fn panic(&mut self, said: &str) {
        self.is_owed = true;
        self.teller.panicked(said);
        let handed = (self.hand_over)(&Outcome::Panicked(said));
        if let Err(problem) = handed {
            self.teller.failed(&problem);
        }
    }
}
