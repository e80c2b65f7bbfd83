//! [`Manners`]: how much is asked of other sites, and how long they are waited for.

use std::time::Duration;

/// How other sites are treated.
#[derive(Clone, Debug)]
pub struct Manners {
    /// How long a connection may take to come about.
    pub connect: Duration,
    /// How long a request may take from its first byte to the answer.
    pub whole: Duration,
    /// How many requests run at the same time.
    pub at_once: usize,
    /// How many of them go to one host.
    pub at_once_per_host: usize,
    /// How long after a request to a host the next one may begin.
    pub between: Duration,
    /// How long to wait before an address is asked again, each time.
    pub retries: Vec<Duration>,
    /// The longest that a host is waited for when it asks for that.
    pub longest_wait: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(20),
            at_once: 16,
            at_once_per_host: 2,
            between: Duration::from_millis(100),
            retries: vec![Duration::from_secs(2), Duration::from_secs(8)],
            longest_wait: Duration::from_secs(60),
        }
    }
}
