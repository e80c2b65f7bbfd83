//! [`Inquiry`]: one address on its way to an answer. Which request comes next is
//! decided here, from replies alone: no network, no clock.

use super::address::{is_inside, is_reserved};
use super::answer::Answer;
use super::manners::Manners;
use super::reply::{Failure, Method, Reply};
use std::time::Duration;
use ureq::http::StatusCode;
use url::Url;

/// How many redirects are followed, as browsers and RFC 9110 have it.
const REDIRECTS: usize = 10;

/// An address that is being asked for.
#[derive(Clone, Debug)]
pub(super) struct Inquiry {
    /// The address asked for first.
    pub first: Url,
    /// The address to be asked for next.
    pub at: Url,
    /// How.
    pub method: Method,
    redirects: usize,
    /// Whether all of them say that the page has moved for good.
    all_permanent: bool,
    retries: usize,
}

/// What comes after a reply.
#[derive(Debug)]
pub(super) enum Step {
    /// The next request, when its host may be asked.
    Ask(Inquiry),
    /// The same after a while.
    AskLater(Inquiry, Duration),
    /// The same after a while for which the whole host wants to be left alone.
    LeaveHost(Inquiry, Duration),
    /// Nothing, nor does the host want to be asked for anything else today.
    CloseHost(Answer),
    /// Nothing.
    Done(Answer),
}

impl Inquiry {
    pub(super) fn new(url: Url) -> Self {
        Self {
            first: url.clone(),
            at: url,
            method: Method::Head,
            redirects: 0,
            all_permanent: true,
            retries: 0,
        }
    }

    /// What to do after the reply to the request that `self` stands for.
    pub(super) fn after(self, reply: Reply, manners: &Manners) -> Step {
        match reply {
            Reply::Status {
                code,
                location,
                retry_after,
            } => self.after_status(code, location.as_deref(), retry_after, manners),
            Reply::Failure(failure) => self.after_failure(failure, manners),
        }
    }

    fn after_status(
        mut self,
        code: u16,
        location: Option<&str>,
        retry_after: Option<Duration>,
        manners: &Manners,
    ) -> Step {
        let why = self.said(&format!("answered {}", status(code)));
        match (code, self.method) {
            (200..=299, _) => Step::Done(match self.has_moved() {
                true => Answer::Moved {
                    to: self.at.to_string(),
                },
                false => Answer::Fine,
            }),
            (301 | 302 | 303 | 307 | 308, _) => self.redirected(code, location),
            // Some servers know no `HEAD`, or say of every page that it is not there.
            (400 | 403 | 404 | 405 | 501, Method::Head) => {
                self.method = Method::Get;
                Step::Ask(self)
            }
            (404 | 410, _) => Step::Done(Answer::Broken { why }),
            (429 | 503, _) => match (retry_after, manners.retries.get(self.retries)) {
                (Some(wait), _) if wait > manners.longest_wait => {
                    let seconds = wait.as_secs();
                    Step::CloseHost(Answer::Unreachable {
                        why: format!("{why}, and asks to be left alone for {seconds} s"),
                    })
                }
                (Some(wait), Some(_)) => self.left_alone(wait),
                (None, Some(wait)) if code == 429 => self.left_alone(*wait),
                _ => self.again(why, manners),
            },
            (500..=599, _) => self.again(why, manners),
            _ => Step::Done(Answer::Unreachable { why }),
        }
    }

    fn after_failure(mut self, failure: Failure, manners: &Manners) -> Step {
        match failure {
            Failure::NoSuchName => Step::Done(Answer::Broken {
                why: self.said("does not exist"),
            }),
            Failure::Closed if self.method == Method::Head => {
                self.method = Method::Get;
                Step::Ask(self)
            }
            Failure::Closed => {
                let why = self.said("closed the connection without an answer");
                self.again(why, manners)
            }
            Failure::TimedOut => {
                let why = self.said("did not answer in time");
                self.again(why, manners)
            }
            Failure::NotConnected(error) => {
                let why = self.said(&format!("cannot be reached ({error})"));
                self.again(why, manners)
            }
            Failure::Insecure(error) => Step::Done(Answer::Unreachable {
                why: self.said(&format!("offers no secure connection ({error})")),
            }),
            Failure::NotHttp(error) => Step::Done(Answer::Unreachable {
                why: self.said(&format!("answered what is not HTTP ({error})")),
            }),
        }
    }

    fn redirected(mut self, code: u16, location: Option<&str>) -> Step {
        let why = self.said(&format!("answered {}", status(code)));
        let unreachable = |why| Step::Done(Answer::Unreachable { why });
        let Some(location) = location else {
            return unreachable(format!("{why} without saying where the page is"));
        };
        let to = match self.at.join(location) {
            Ok(to) if to.has_host() && matches!(to.scheme(), "http" | "https") => to,
            _ => return unreachable(format!("{why} and leads to `{location}`")),
        };
        // Nobody outside may send us to what only we can reach.
        let goes_inside = is_inside(&to) && to.host() != self.first.host();
        if is_reserved(&to) || goes_inside {
            return unreachable(format!(
                "{why} and leads to `{to}`, which is no public place"
            ));
        }
        if self.redirects == REDIRECTS {
            return unreachable(format!(
                "`{}` redirects more than {REDIRECTS} times",
                host(&self.first)
            ));
        }
        self.redirects += 1;
        self.all_permanent &= matches!(code, 301 | 308);
        self.at = to;
        Step::Ask(self)
    }

    /// The same request once more, if it was not repeated often enough.
    fn again(mut self, why: String, manners: &Manners) -> Step {
        let Some(wait) = manners.retries.get(self.retries) else {
            return Step::Done(Answer::Unreachable { why });
        };
        self.retries += 1;
        if self.retries == manners.retries.len() {
            // The last word has what a reader's browser would hear.
            self.method = Method::Get;
        }
        Step::AskLater(self, *wait)
    }

    fn left_alone(mut self, wait: Duration) -> Step {
        self.retries += 1;
        Step::LeaveHost(self, wait)
    }

    /// Whether every server on the way says that its address is outdated.
    fn has_moved(&self) -> bool {
        self.redirects > 0 && self.all_permanent && self.at != self.first
    }

    /// A sentence about the host that was asked last.
    fn said(&self, what: &str) -> String {
        format!("`{}` {what}", host(&self.at))
    }
}

/// The host that answers for an address.
pub(super) fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

/// `404 Not Found`.
fn status(code: u16) -> String {
    let reason = StatusCode::from_u16(code).ok();
    match reason.and_then(|status| status.canonical_reason()) {
        Some(reason) => format!("{code} {reason}"),
        None => code.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inquiry() -> Inquiry {
        Inquiry::new(Url::parse("https://a.net/old").expect("an address"))
    }

    fn status(code: u16) -> Reply {
        Reply::Status {
            code,
            location: None,
            retry_after: None,
        }
    }

    fn redirect(code: u16, to: &str) -> Reply {
        Reply::Status {
            code,
            location: Some(to.to_owned()),
            retry_after: None,
        }
    }

    fn busy(code: u16, seconds: u64) -> Reply {
        Reply::Status {
            code,
            location: None,
            retry_after: Some(Duration::from_secs(seconds)),
        }
    }

    /// What comes of these replies: the waits in seconds, and the answer.
    fn course(replies: &[Reply]) -> (Vec<u64>, Answer) {
        let mut waits = Vec::new();
        let mut inquiry = inquiry();
        let mut replies = replies.iter().cloned();
        loop {
            let reply = replies.next().expect("a reply to every request");
            inquiry = match inquiry.after(reply, &Manners::default()) {
                Step::Ask(next) => next,
                Step::AskLater(next, wait) | Step::LeaveHost(next, wait) => {
                    waits.push(wait.as_secs());
                    next
                }
                Step::CloseHost(answer) | Step::Done(answer) => {
                    assert_eq!(replies.next(), None, "a reply that was not asked for");
                    return (waits, answer);
                }
            };
        }
    }

    fn answer(replies: &[Reply]) -> Answer {
        course(replies).1
    }

    fn broken(why: &str) -> Answer {
        Answer::Broken {
            why: why.to_owned(),
        }
    }

    fn unreachable(why: &str) -> Answer {
        Answer::Unreachable {
            why: why.to_owned(),
        }
    }

    #[test]
    fn head_is_believed_when_it_is_good_or_gone() {
        assert_eq!(answer(&[status(200)]), Answer::Fine);
        assert_eq!(answer(&[status(204)]), Answer::Fine);
        let gone = broken("`a.net` answered 410 Gone");
        assert_eq!(answer(&[status(410)]), gone);
        let refused = unreachable("`a.net` answered 401 Unauthorized");
        assert_eq!(answer(&[status(401)]), refused);
    }

    #[test]
    fn get_where_head_is_refused() {
        for code in [400, 403, 404, 405, 501] {
            let Step::Ask(next) = inquiry().after(status(code), &Manners::default()) else {
                panic!("{code} is asked again");
            };
            assert_eq!(next.method, Method::Get);
            assert_eq!(answer(&[status(code), status(200)]), Answer::Fine);
        }
        let closed = Reply::Failure(Failure::Closed);
        assert_eq!(answer(&[closed, status(200)]), Answer::Fine);
        assert_eq!(
            answer(&[status(405), status(404)]),
            broken("`a.net` answered 404 Not Found")
        );
        assert_eq!(
            answer(&[status(403), status(403)]),
            unreachable("`a.net` answered 403 Forbidden")
        );
    }

    #[test]
    fn moved_when_every_redirect_is_permanent() {
        let moved = |to: &str| Answer::Moved { to: to.to_owned() };
        let (new, other) = (redirect(301, "/new"), redirect(308, "http://b.net/x#y"));
        assert_eq!(
            answer(&[new.clone(), status(200)]),
            moved("https://a.net/new")
        );
        assert_eq!(
            answer(&[new.clone(), other.clone(), status(200)]),
            moved("http://b.net/x#y")
        );
        assert_eq!(
            answer(&[new.clone(), redirect(302, "/home"), status(200)]),
            Answer::Fine
        );
        assert_eq!(
            answer(&[new.clone(), redirect(301, "/old"), status(200)]),
            Answer::Fine
        );
        assert_eq!(
            answer(&[new, other, status(404), status(404)]),
            broken("`b.net` answered 404 Not Found")
        );
    }

    #[test]
    fn redirects_that_lead_nowhere() {
        assert_eq!(
            answer(&vec![redirect(302, "/old"); 11]),
            unreachable("`a.net` redirects more than 10 times")
        );
        assert_eq!(
            answer(&[redirect(302, "https://login.localhost/")]),
            unreachable(
                "`a.net` answered 302 Found and leads to `https://login.localhost/`, which is no \
                 public place"
            )
        );
        assert_eq!(
            answer(&[redirect(302, "app:open")]),
            unreachable("`a.net` answered 302 Found and leads to `app:open`")
        );
        assert_eq!(
            answer(&[status(301)]),
            unreachable("`a.net` answered 301 Moved Permanently without saying where the page is")
        );
    }

    #[test]
    fn two_retries_with_growing_waits() {
        let good = course(&[status(500), status(502), status(200)]);
        assert_eq!(good, (vec![2, 8], Answer::Fine));
        let timed_out = Reply::Failure(Failure::TimedOut);
        assert_eq!(
            course(&vec![timed_out; 3]),
            (vec![2, 8], unreachable("`a.net` did not answer in time"))
        );
        let refused = Reply::Failure(Failure::NotConnected("refused".to_owned()));
        assert_eq!(
            course(&vec![refused; 3]),
            (
                vec![2, 8],
                unreachable("`a.net` cannot be reached (refused)")
            )
        );
    }

    #[test]
    fn what_is_not_asked_twice() {
        assert_eq!(
            course(&[Reply::Failure(Failure::NoSuchName)]),
            (vec![], broken("`a.net` does not exist"))
        );
        let insecure = Reply::Failure(Failure::Insecure("expired".to_owned()));
        assert_eq!(
            course(&[insecure]),
            (
                vec![],
                unreachable("`a.net` offers no secure connection (expired)")
            )
        );
    }

    #[test]
    fn a_busy_host_is_left_alone_for_as_long_as_it_asks() {
        for code in [429, 503] {
            let step = inquiry().after(busy(code, 60), &Manners::default());
            assert!(matches!(step, Step::LeaveHost(_, wait) if wait.as_secs() == 60));
            let good = course(&[busy(code, 7), busy(code, 0), status(200)]);
            assert_eq!(good, (vec![7, 0], Answer::Fine));
        }
        assert_eq!(
            course(&[status(429), status(429), status(429)]),
            (
                vec![2, 8],
                unreachable("`a.net` answered 429 Too Many Requests")
            )
        );
    }

    #[test]
    fn a_host_that_wants_to_be_left_alone_for_long_is_not_asked_again() {
        let step = inquiry().after(busy(429, 61), &Manners::default());
        let Step::CloseHost(answer) = step else {
            panic!("{step:?}");
        };
        assert_eq!(
            answer,
            unreachable(
                "`a.net` answered 429 Too Many Requests, and asks to be left alone for 61 s"
            )
        );
    }
}
