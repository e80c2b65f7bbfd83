//! The loop that writers live in: wait for a change, refresh, build, hand over.

mod changes;
mod delta;
mod git_folder;
mod guard;
mod outcome;
mod retry;
mod stop;
mod teller;
mod watcher;
mod words;

use super::cli::{self, Options, Problem};
use super::disk::{self, Disk, Met};
use super::progress::Progress;
use crate::base::path::SitePath;
use crate::pipeline::{Build, Pipeline, Reasons};
use crate::shell::report::Format;
use changes::{Batch, Changes, Stopped, real};
pub(super) use delta::Delta;
use delta::Shown;
use guard::guarded;
pub(super) use outcome::{Outcome, Rebuilt};
use retry::Retry;
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
    if !matches!(options.format, Format::Human | Format::Json) {
        let message = "builds that follow each other are said as lines or as JSON";
        let help = "use `--format json`, or leave `--format` out";
        return Err(Problem::usage(message, help));
    }
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
        folder: site.folder,
        disk: Disk::new(site.folder),
        is_lost: false,
        pipeline: Pipeline::default(),
        shown: None,
        pages: Reasons::new(),
        retry: None,
        teller: Teller::new(options),
        stopped,
        hand_over,
    };
    let begun = Instant::now();
    let progress = Progress::of("building", options);
    live.look(&Batch::of_everything(), &mut changes);
    let settled = guarded(|| live.disk.settle());
    if let Ok(Err(message)) = settled {
        return Err(no_site(message, site));
    }
    live.teller.watching(site.folder);
    live.round(begun, Some(progress));
    let done = live.follow(&mut changes);
    live.teller.stopped();
    let Err(Stopped) = done;
    Ok(())
}

/// Why there is nothing to watch.
fn no_site(message: String, site: &Watched) -> Problem {
    let name = site.folder.to_string_lossy();
    let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    match site.poll {
        Some(_) if is_number => {
            let help = format!("write `--poll={name}` to look that often");
            Problem::usage(message, &help)
        }
        _ => cli::no_site(message),
    }
}

/// The loop and what it keeps from one round to the next.
struct Live<'l> {
    folder: &'l Path,
    disk: Disk,
    /// Whether the disk is not known, since a look at it panicked.
    is_lost: bool,
    pipeline: Pipeline,
    /// The last good site that was taken over.
    shown: Option<Shown>,
    /// The pages that were rendered since.
    pages: Reasons,
    /// When to hand over again what could not be.
    retry: Option<Retry>,
    teller: Teller<'l>,
    stopped: Arc<AtomicBool>,
    hand_over: &'l mut dyn FnMut(&Outcome) -> Result<(), Problem>,
}

impl Live<'_> {
    /// Goes from round to round.
    fn follow(&mut self, changes: &mut Changes) -> Result<std::convert::Infallible, Stopped> {
        loop {
            if self.stopped.load(Ordering::Relaxed) || self.teller.is_alone() {
                return Err(Stopped);
            }
            let teller = &mut self.teller;
            let retry = self.retry.as_ref().map(|retry| retry.at);
            let mut progress = |files| teller.changing(files);
            let batch = changes.next(&self.disk, retry, &mut progress)?;
            if batch.is_output_gone {
                self.shown = None;
                self.retry = Some(Retry::now());
            }
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
        let looked = guarded(|| {
            let watcher = &mut changes.watcher;
            let everything = batch.everything || self.is_lost;
            if everything {
                self.disk.look_at_all(&mut |met| watcher.meet(met));
            } else {
                let meet = &mut |met: Met| watcher.meet(met);
                self.disk.look_at(&batch.paths, meet);
            }
            let histories = self.disk.histories();
            for folder in &histories {
                watcher.meet_history(folder);
            }
            if batch.history || (everything && watcher.has_history_moved(&histories)) {
                self.disk.look_at_history();
            }
        });
        self.is_lost = looked.is_err();
        if let Err(said) = looked {
            changes.watcher.forget_all();
            self.lose(&said);
        }
    }

    /// The disk must not be used after a panic in it.
    fn lose(&mut self, said: &str) {
        self.is_lost = true;
        self.disk = Disk::new(self.folder);
        self.panic(said);
    }

    /// Builds what the disk has now, and hands it over.
    fn round(&mut self, since: Instant, progress: Option<Progress>) {
        if self.is_lost {
            return;
        }
        let settled = guarded(|| self.disk.settle());
        let changed = self.disk.changes();
        let is_due = self.retry.as_ref().is_some_and(Retry::is_due);
        let progress = progress.filter(|_| matches!(settled, Ok(Ok(()))));
        match settled {
            Ok(_) if changed.is_empty() && !is_due => return,
            Ok(Ok(())) => {}
            Ok(Err(message)) => return self.fail(&cli::no_site(message)),
            Err(said) => return self.lose(&said),
        }
        let told = |done, total| {
            if let Some(progress) = &progress {
                progress.at(done, Some(total));
            }
        };
        let sources = &self.disk.site.sources;
        let done = guarded(|| self.pipeline.build_with(sources, &told));
        drop(progress);
        match done {
            Ok(_) if self.stopped.load(Ordering::Relaxed) => {}
            Ok(build) => self.show(&build, &changed, since),
            Err(said) => {
                self.pipeline = Pipeline::default();
                self.panic(&said);
            }
        }
    }

    fn show(&mut self, build: &Build, changed: &disk::Changes, since: Instant) {
        let sources = &self.disk.site.sources;
        let none = Shown::default();
        let delta = self.shown.as_ref().unwrap_or(&none).delta(build, sources);
        self.pages.extend(build.rendered.clone());
        let differs =
            |route: &SitePath| delta.written.contains(route) || build.rendered.contains_key(route);
        let pages = self.pages.iter().filter(|(route, _)| differs(route));
        let pages = pages
            .map(|(route, reasons)| (route.clone(), reasons.clone()))
            .collect();
        let outcome = Outcome::Built(Rebuilt {
            site: &self.disk.site,
            build,
            changed: &changed.files,
            delta: &delta,
            pages: &pages,
            is_first: self.shown.is_none(),
            since,
        });
        let handed = guarded(|| (self.hand_over)(&outcome));
        let Outcome::Built(rebuilt) = outcome else {
            return;
        };
        let written = match (build.has_errors(), &self.shown) {
            (false, _) => Written::Yes,
            (true, Some(_)) => Written::LastGoodStays,
            (true, None) => Written::Nothing,
        };
        match handed {
            Ok(Ok(())) => {
                self.retry = None;
                self.teller.built(&rebuilt, self.disk.config(), written);
                if written == Written::Yes {
                    self.shown = Some(Shown::new(build, sources));
                    self.pages.clear();
                }
            }
            Ok(Err(problem)) => {
                let earlier = self.retry.take();
                let is_said = earlier.as_ref().is_some_and(|retry| retry.is_of(&problem));
                if !(is_said && changed.is_empty()) {
                    self.teller.failed(&problem);
                }
                self.retry = Some(Retry::after(earlier, problem));
            }
            Err(said) => {
                self.retry = None;
                self.teller.panicked(&said);
            }
        }
    }

    /// There is no site to build just now.
    fn fail(&mut self, problem: &Problem) {
        self.teller.failed(problem);
        self.hand_trouble(&Outcome::Failed(problem));
    }

    fn panic(&mut self, said: &str) {
        self.teller.panicked(said);
        self.hand_trouble(&Outcome::Panicked(said));
    }

    fn hand_trouble(&mut self, trouble: &Outcome) {
        self.retry = None;
        match guarded(|| (self.hand_over)(trouble)) {
            Ok(Ok(())) => {}
            Ok(Err(problem)) => self.teller.failed(&problem),
            Err(said) => self.teller.panicked(&said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[derive(clap::Parser)]
    struct Arguments {
        #[command(flatten)]
        options: Options,
    }

    /// What a round came to, and the pages that it would write.
    type Round = (&'static str, usize);

    /// Two rounds with a change between them, of which some are handed over badly.
    fn rounds(mut hand_over: impl FnMut(usize) -> Result<(), Problem>) -> Vec<Round> {
        let site = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| {
            let path = site.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
            std::fs::write(path, text).expect("a new file");
        };
        write("book.toml", "[book]\n[locales.en-us]\n");
        write("content/en-us/a.md", "# A\n");
        write("content/en-us/b.md", "# B\n");
        let Arguments { options } = Arguments::parse_from(["watch", "--quiet"]);
        let mut rounds = Vec::new();
        let mut hand_over = |outcome: &Outcome| {
            let (name, pages) = match outcome {
                Outcome::Built(rebuilt) => ("built", rebuilt.pages.len()),
                Outcome::Failed(_) => ("failed", 0),
                Outcome::Panicked(_) => ("panicked", 0),
            };
            rounds.push((name, pages));
            hand_over(rounds.len())
        };
        let (_sender, messages) = channel();
        let mut changes = Changes {
            messages,
            watcher: Watcher::polling(),
            ours: &[],
            poll: Some(Duration::ZERO),
        };
        let mut live = Live {
            folder: site.path(),
            disk: Disk::new(site.path()),
            is_lost: false,
            pipeline: Pipeline::default(),
            shown: None,
            pages: Reasons::new(),
            retry: None,
            teller: Teller::new(&options),
            stopped: Arc::default(),
            hand_over: &mut hand_over,
        };
        live.look(&Batch::of_everything(), &mut changes);
        live.round(Instant::now(), None);
        live.round(Instant::now(), None);
        live.lose("a look that panicked");
        write("content/en-us/a.md", "# A\n\nNew.\n");
        live.round(Instant::now(), None);
        live.look(&Batch::of_everything(), &mut changes);
        live.round(Instant::now(), None);
        drop(live);
        rounds
    }

    #[test]
    fn a_panic_of_the_disk_has_all_looked_at_again() {
        let rounds = rounds(|_| Ok(()));
        let [first, lost, again] = rounds.as_slice() else {
            panic!("{rounds:?}");
        };
        assert!(first.1 >= 2, "{first:?}");
        assert_eq!(*lost, ("panicked", 0));
        assert_eq!(*again, ("built", 1), "what the pipeline knows is kept");
    }

    #[test]
    fn what_panicked_while_it_was_handed_over_is_so_again_as_a_whole() {
        let rounds = rounds(|round| match round {
            1 => panic!("a disk that is full of surprises"),
            _ => Ok(()),
        });
        assert_eq!(rounds.first(), rounds.last(), "{rounds:?}");
        assert_eq!(rounds.len(), 3, "{rounds:?}");
    }
}
