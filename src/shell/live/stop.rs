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
    ctrlc::set_handler(move || {
        if is_stopped.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        // Nobody listens any more when the loop has ended.
        let _ = sender.send(Message::Stop);
    })
    .map_err(|error| Problem::failure(format!("cannot wait for Ctrl-C: {error}"), "try again"))?;
    Ok(stopped)
}
