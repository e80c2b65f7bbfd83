//! [`Progress`]: how far long work is, as a bar on a terminal and as a line from
//! time to time elsewhere.

use super::cli::{self, Options};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often a line is written where there is no bar.
const PAUSE: Duration = Duration::from_secs(2);

/// How often a bar moves.
const TICK: Duration = Duration::from_millis(100);

/// Work that may take long. Nothing is left of its bar when it ends.
pub(super) struct Progress<'o> {
    options: &'o Options,
    what: &'static str,
    bar: Option<ProgressBar>,
    /// When a line is due.
    due: Mutex<Instant>,
}

impl<'o> Progress<'o> {
    /// Begins some work: `building`.
    pub(super) fn of(what: &'static str, options: &'o Options) -> Self {
        let has_bar = options.speaks() && std::io::stderr().is_terminal();
        let bar = has_bar.then(|| {
            let bar = ProgressBar::new_spinner().with_message(what);
            bar.enable_steady_tick(TICK);
            bar
        });
        let due = Mutex::new(Instant::now() + PAUSE);
        Self {
            options,
            what,
            bar,
            due,
        }
    }

    /// Says how much is done, of how much where that is known. May be called from
    /// any thread and as often as anything is done.
    pub(super) fn at(&self, done: usize, total: Option<usize>) {
        if let Some(bar) = &self.bar {
            if let Some(total) = total
                && bar.length() != Some(total as u64)
            {
                bar.set_length(total as u64);
                bar.set_style(style());
            }
            bar.set_position(done as u64);
            if total.is_none() {
                bar.set_message(format!("{}: {done}", self.what));
            }
            return;
        }
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if now >= *due {
            *due = now + PAUSE;
            let total = total.map_or(String::new(), |total| format!(" of {total}"));
            cli::say(self.options, &format!("{}: {done}{total}", self.what));
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style() -> ProgressStyle {
    let template = "{msg} {bar:30} {pos} of {len}";
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
