//! [`Reply`]: what came of one request.

use std::time::{Duration, SystemTime};

/// How a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Without its body.
    Head,
    /// With its body, which is not read.
    Get,
}

/// What came of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// The server answered.
    Status {
        code: u16,
        /// Where it says the page is.
        location: Option<String>,
        /// How long it wants to be left alone.
        retry_after: Option<Duration>,
    },
    /// It did not.
    Failure(Failure),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// No host has that name.
    NoSuchName,
    /// The connection was closed before the answer.
    Closed,
    /// Neither a connection nor an answer came in time.
    TimedOut,
    /// No secure connection came about.
    Insecure(String),
    /// There was no connection.
    NotConnected(String),
    /// What was said is not HTTP.
    NotHttp(String),
}

/// How long `Retry-After` asks to wait: seconds or a date (RFC 9110, 10.2.3).
pub(super) fn retry_after(written: &str, now: SystemTime) -> Option<Duration> {
    let written = written.trim();
    if let Ok(seconds) = written.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(written).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_that_servers_ask_for() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let cases = [
            ("0", Some(0)),
            (" 120 ", Some(120)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30)),
            ("Sunday, 06-Nov-94 08:50:07 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
            ("-1", None),
            ("soon", None),
            ("", None),
        ];
        for (written, seconds) in cases {
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(retry_after(written, now), expected, "{written}");
        }
    }
}
