//! The threads that ask. They share a [`Schedule`], which says whose turn it is.

use super::answer::Answer;
use super::inquiry::Inquiry;
use super::manners::Manners;
use super::reply::Reply;
use super::schedule::{Next, Schedule};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// Asks for every address with `send`, and gives each answer to `answered` as soon
/// as it is there; one at a time.
pub(super) fn ask_all(
    addresses: Vec<Url>,
    manners: &Manners,
    send: impl Fn(&Inquiry) -> Reply + Sync,
    answered: impl FnMut(Url, Answer) + Send,
) {
    let threads = manners.at_once.min(addresses.len());
    let work = Work {
        begin: Instant::now(),
        state: Mutex::new(State {
            schedule: Schedule::new(manners, addresses),
            answered,
        }),
        changed: Condvar::new(),
        send,
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work.run());
        }
    });
}

struct Work<'m, Send, Answered> {
    begin: Instant,
    state: Mutex<State<'m, Answered>>,
    changed: Condvar,
    send: Send,
}

struct State<'m, Answered> {
    schedule: Schedule<'m>,
    answered: Answered,
}

impl<Send, Answered> Work<'_, Send, Answered>
where
    Send: Fn(&Inquiry) -> Reply,
    Answered: FnMut(Url, Answer),
{
    fn now(&self) -> Duration {
        self.begin.elapsed()
    }

    /// What one thread does until every address has its answer.
    fn run(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let now = self.now();
            state = match state.schedule.next(now) {
                Next::Ask(inquiry) => {
                    drop(state);
                    let reply = (self.send)(&inquiry);
                    let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                    for (url, answer) in state.schedule.take(inquiry, reply, self.now()) {
                        (state.answered)(url, answer);
                    }
                    self.changed.notify_all();
                    state
                }
                Next::WaitUntil(at) => {
                    let waited = self.changed.wait_timeout(state, at.saturating_sub(now));
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                Next::WaitForOthers => self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner),
                Next::Finish => return,
            };
        }
    }
}
