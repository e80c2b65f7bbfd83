//! [`Schedule`]: what may be asked next, so that no host is asked too much. Time
//! is a value, counted from the beginning of the check.

use super::answer::Answer;
use super::inquiry::{Inquiry, Step, host};
use super::manners::Manners;
use super::reply::Reply;
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;
use url::Url;

/// All addresses that have no answer yet.
pub(super) struct Schedule<'m> {
    manners: &'m Manners,
    hosts: BTreeMap<String, Host>,
    running: usize,
}

/// What is known of a host.
#[derive(Default)]
struct Host {
    waiting: VecDeque<Waiting>,
    running: usize,
    /// When the next request may begin.
    open_at: Duration,
    /// What is said of every address of a host that is not to be asked again.
    closed: Option<Answer>,
}

struct Waiting {
    ready_at: Duration,
    inquiry: Inquiry,
}

/// What a worker does next.
#[derive(Debug)]
pub(super) enum Next {
    /// It asks.
    Ask(Inquiry),
    /// It waits until then, or until another worker is done.
    WaitUntil(Duration),
    /// It waits until another worker is done.
    WaitForOthers,
    /// Every address has its answer.
    Finish,
}

/// An address and its answer.
pub(super) type Answered = (Url, Answer);

impl Host {
    /// When it may be asked for the first of its addresses that is ready, and
    /// which one that is.
    fn next(&self, manners: &Manners) -> Option<(Duration, usize)> {
        if self.running >= manners.at_once_per_host {
            return None;
        }
        let ready = self.waiting.iter().map(|waiting| waiting.ready_at);
        let (index, ready_at) = ready.enumerate().min_by_key(|(_, ready_at)| *ready_at)?;
        Some((ready_at.max(self.open_at), index))
    }
}

impl<'m> Schedule<'m> {
    pub(super) fn new(manners: &'m Manners, addresses: impl IntoIterator<Item = Url>) -> Self {
        let mut schedule = Self {
            manners,
            hosts: BTreeMap::new(),
            running: 0,
        };
        for address in addresses {
            let host = schedule.host(&address);
            host.waiting.push_back(Waiting {
                ready_at: Duration::ZERO,
                inquiry: Inquiry::new(address),
            });
        }
        schedule
    }

    fn host(&mut self, url: &Url) -> &mut Host {
        self.hosts.entry(host(url).to_owned()).or_default()
    }

    /// What to do now. Of the hosts that may be asked the one with most
    /// addresses comes first: it will be the last to be done.
    pub(super) fn next(&mut self, now: Duration) -> Next {
        if self.running >= self.manners.at_once {
            return Next::WaitForOthers;
        }
        let manners = self.manners;
        let mut soonest: Option<Duration> = None;
        let mut best: Option<(&mut Host, usize)> = None;
        for host in self.hosts.values_mut() {
            match host.next(manners) {
                Some((at, index)) if at <= now => {
                    let most = best.as_ref().map_or(0, |(best, _)| best.waiting.len());
                    if host.waiting.len() > most {
                        best = Some((host, index));
                    }
                }
                Some((at, _)) => soonest = Some(soonest.map_or(at, |soonest| soonest.min(at))),
                None => {}
            }
        }
        let chosen = best.and_then(|(host, index)| {
            let waiting = host.waiting.remove(index)?;
            host.running += 1;
            host.open_at = now + manners.between;
            Some(waiting.inquiry)
        });
        match (chosen, soonest) {
            (Some(inquiry), _) => {
                self.running += 1;
                Next::Ask(inquiry)
            }
            (None, Some(at)) => Next::WaitUntil(at),
            (None, None) if self.running > 0 => Next::WaitForOthers,
            (None, None) => Next::Finish,
        }
    }

    /// Takes the reply to a request; gives what is answered now.
    pub(super) fn take(&mut self, asked: Inquiry, reply: Reply, now: Duration) -> Vec<Answered> {
        let (first, at) = (asked.first.clone(), asked.at.clone());
        self.running = self.running.saturating_sub(1);
        let host = self.host(&at);
        host.running = host.running.saturating_sub(1);
        match asked.after(reply, self.manners) {
            Step::Ask(inquiry) => self.wait(inquiry, now),
            Step::AskLater(inquiry, wait) => self.wait(inquiry, now + wait),
            Step::LeaveHost(inquiry, wait) => {
                let host = self.host(&at);
                host.open_at = host.open_at.max(now + wait);
                self.wait(inquiry, now)
            }
            Step::CloseHost(answer) => {
                let host = self.host(&at);
                host.closed = Some(answer.clone());
                let others = std::mem::take(&mut host.waiting);
                let others = others.into_iter().map(|waiting| waiting.inquiry.first);
                std::iter::once(first)
                    .chain(others)
                    .map(|address| (address, answer.clone()))
                    .collect()
            }
            Step::Done(answer) => vec![(first, answer)],
        }
    }

    /// Puts an address, which may lead to another host by now, in its host's queue.
    fn wait(&mut self, inquiry: Inquiry, ready_at: Duration) -> Vec<Answered> {
        let host = self.host(&inquiry.at);
        if let Some(answer) = &host.closed {
            return vec![(inquiry.first, answer.clone())];
        }
        host.waiting.push_back(Waiting { ready_at, inquiry });
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn urls(paths: &[&str]) -> Vec<Url> {
        let urls = paths
            .iter()
            .map(|path| Url::parse(&format!("https://{path}")));
        urls.collect::<Result<_, _>>().expect("addresses")
    }

    fn status(code: u16, retry_after: Option<u64>) -> Reply {
        Reply::Status {
            code,
            location: None,
            retry_after: retry_after.map(Duration::from_secs),
        }
    }

    fn milliseconds(number: u64) -> Duration {
        Duration::from_millis(number)
    }

    #[track_caller]
    fn asks(schedule: &mut Schedule, now: u64) -> Inquiry {
        match schedule.next(milliseconds(now)) {
            Next::Ask(inquiry) => inquiry,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn waits_until(schedule: &mut Schedule, now: u64, until: u64) {
        match schedule.next(milliseconds(now)) {
            Next::WaitUntil(at) => assert_eq!(at, milliseconds(until)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_host_is_asked_twice_at_once_and_not_at_the_same_moment() {
        let manners = Manners::default();
        let mut schedule = Schedule::new(&manners, urls(&["a.net/1", "a.net/2", "a.net/3"]));
        let first = asks(&mut schedule, 0);
        waits_until(&mut schedule, 0, 100);
        let second = asks(&mut schedule, 100);
        assert!(matches!(
            schedule.next(milliseconds(500)),
            Next::WaitForOthers
        ));
        schedule.take(first, status(200, None), milliseconds(500));
        let third = asks(&mut schedule, 500);
        schedule.take(second, status(200, None), milliseconds(600));
        assert!(matches!(
            schedule.next(milliseconds(600)),
            Next::WaitForOthers
        ));
        let done = schedule.take(third, status(200, None), milliseconds(700));
        assert_eq!(done.len(), 1);
        assert!(matches!(schedule.next(milliseconds(700)), Next::Finish));
    }

    #[test]
    fn the_host_with_most_addresses_comes_first() {
        let manners = Manners::default();
        let mut schedule = Schedule::new(&manners, urls(&["a.net/1", "b.net/1", "b.net/2"]));
        assert_eq!(asks(&mut schedule, 0).at.as_str(), "https://b.net/1");
        assert_eq!(asks(&mut schedule, 0).at.as_str(), "https://a.net/1");
    }

    #[test]
    fn a_busy_host_is_left_alone_and_others_are_not() {
        let manners = Manners::default();
        let mut schedule = Schedule::new(&manners, urls(&["a.net/1", "a.net/2", "b.net/1"]));
        let busy = asks(&mut schedule, 0);
        let none = schedule.take(busy, status(429, Some(30)), milliseconds(50));
        assert_eq!(none, []);
        asks(&mut schedule, 60);
        waits_until(&mut schedule, 200, 30_050);
        asks(&mut schedule, 30_050);
    }

    #[test]
    fn a_host_that_does_not_want_to_be_asked_is_not() {
        let manners = Manners::default();
        let mut schedule = Schedule::new(&manners, urls(&["a.net/1", "a.net/2"]));
        let busy = asks(&mut schedule, 0);
        let done = schedule.take(busy, status(503, Some(3600)), milliseconds(50));
        let answered: BTreeSet<&str> = done.iter().map(|(url, _)| url.as_str()).collect();
        assert_eq!(
            answered,
            BTreeSet::from(["https://a.net/1", "https://a.net/2"])
        );
        assert!(matches!(schedule.next(milliseconds(60)), Next::Finish));
    }

    #[test]
    fn retries_wait_and_take_no_place_of_others() {
        let manners = Manners::default();
        let mut schedule = Schedule::new(&manners, urls(&["a.net/1", "a.net/2"]));
        let bad = asks(&mut schedule, 0);
        schedule.take(bad, status(500, None), milliseconds(50));
        assert_eq!(asks(&mut schedule, 100).at.as_str(), "https://a.net/2");
        waits_until(&mut schedule, 200, 2_050);
        assert_eq!(asks(&mut schedule, 2_050).at.as_str(), "https://a.net/1");
    }

    /// Many addresses of many hosts, each of which answers after a while: the
    /// limits hold at every moment.
    #[test]
    fn no_limit_is_ever_passed() {
        let manners = Manners::default();
        let paths: Vec<String> = (0..300).map(|n| format!("h{}.net/{n}", n % 20)).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let mut schedule = Schedule::new(&manners, urls(&paths));
        let mut running: Vec<(u64, Inquiry)> = Vec::new();
        let mut starts: BTreeMap<String, u64> = BTreeMap::new();
        let mut answers = 0;
        for now in 0.. {
            while let Some(at) = running.iter().position(|(end, _)| *end <= now) {
                let (_, inquiry) = running.remove(at);
                let code = if inquiry.at.path().ends_with('7') {
                    500
                } else {
                    200
                };
                let done = schedule.take(inquiry, status(code, None), milliseconds(now));
                answers += done.len();
            }
            match schedule.next(milliseconds(now)) {
                Next::Ask(inquiry) => {
                    let name = host(&inquiry.at).to_owned();
                    if let Some(before) = starts.insert(name.clone(), now) {
                        assert!(now - before >= 100, "{name} at {now}");
                    }
                    let end = now + 10 + (now * 7919) % 900;
                    running.push((end, inquiry));
                    let of_host = running.iter().filter(|(_, other)| host(&other.at) == name);
                    assert!(of_host.count() <= 2 && running.len() <= 16);
                }
                Next::Finish => break,
                Next::WaitUntil(at) => assert!(at > milliseconds(now)),
                Next::WaitForOthers => assert!(!running.is_empty()),
            }
        }
        assert_eq!(answers, 300);
    }
}
