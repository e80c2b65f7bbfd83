//! Ends the loop when the system or the writer says so.

use super::super::cli::Problem;
use super::Message;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

/// Sends [`Message::Stop`] at Ctrl-C, SIGTERM and SIGHUP, and says so to those
/// who are at work. Who asks twice does not want to wait for the work to end.
pub(super) fn on_signal(sender: Sender<Message>) -> Result<Arc<AtomicBool>, Problem> {
    let stopped = Arc::new(AtomicBool::new(false));
    let is_stopped = Arc::clone(&stopped);
    listen(move || {
        if is_stopped.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        // Nobody listens any more when the loop has ended.
        let _ = sender.send(Message::Stop);
    })
    .map_err(|message| {
        let message = format!("cannot wait for Ctrl-C: {message}");
        Problem::failure(message, "try again")
    })?;
    Ok(stopped)
}

#[cfg(unix)]
fn listen(stop: impl Fn() + Send + 'static) -> Result<(), String> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    let hang_up = (!is_hang_up_ignored()).then_some(SIGHUP);
    let signals = [SIGINT, SIGTERM].into_iter().chain(hang_up);
    let mut signals = Signals::new(signals).map_err(|error| error.to_string())?;
    std::thread::spawn(move || {
        for _ in &mut signals {
            stop();
        }
    });
    Ok(())
}

/// Whether whoever started us wants it to outlive the terminal, as `nohup` does.
/// Only Linux tells: SIGHUP is the first bit.
#[cfg(unix)]
fn is_hang_up_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let ignored = lines.find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|ignored| u64::from_str_radix(ignored.trim(), 16).ok());
    ignored.is_some_and(|ignored| ignored & 1 != 0)
}

#[cfg(not(unix))]
fn listen(stop: impl Fn() + Send + 'static) -> Result<(), String> {
    ctrlc::set_handler(stop).map_err(|error| error.to_string())
}
