//! [`Retry`]: when to do again what could not be done.

use super::super::cli::Problem;
use std::time::{Duration, Instant};

/// How long is waited after the first attempt, and after each further one twice
/// as long.
const SHORTEST: Duration = Duration::from_millis(250);

/// How long is waited at most.
const LONGEST: Duration = Duration::from_secs(5);

/// A site that could not be handed over, and may be soon: another build was
/// writing, or a file of somebody else stood in the way.
pub(super) struct Retry {
    pub at: Instant,
    pause: Duration,
    problem: Option<Problem>,
}

impl Retry {
    /// At once, without a problem.
    pub(super) fn now() -> Self {
        Self {
            at: Instant::now(),
            pause: Duration::ZERO,
            problem: None,
        }
    }

    /// Later than the earlier attempt, if that had the same problem.
    pub(super) fn after(earlier: Option<Self>, problem: Problem) -> Self {
        let earlier = earlier.filter(|earlier| earlier.is_of(&problem));
        let pause = earlier.map_or(SHORTEST, |earlier| (earlier.pause * 2).min(LONGEST));
        Self {
            at: Instant::now() + pause,
            pause,
            problem: Some(problem),
        }
    }

    pub(super) fn is_due(&self) -> bool {
        Instant::now() >= self.at
    }

    /// Whether it is for the sake of a problem.
    pub(super) fn is_of(&self, problem: &Problem) -> bool {
        let own = self.problem.as_ref();
        own.is_some_and(|own| own.message == problem.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_while_the_problem_is_the_same() {
        let problem = |message: &str| Problem::failure(message, "wait");
        let mut retry = Retry::after(Some(Retry::now()), problem("busy"));
        let mut pauses = Vec::new();
        for _ in 0..7 {
            pauses.push(retry.pause.as_millis());
            retry = Retry::after(Some(retry), problem("busy"));
        }
        assert_eq!(pauses, [250, 500, 1000, 2000, 4000, 5000, 5000]);
        let retry = Retry::after(Some(retry), problem("full"));
        assert_eq!(retry.pause, SHORTEST);
    }
}
