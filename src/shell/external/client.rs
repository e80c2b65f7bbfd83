//! One request over the network. What follows from the reply is decided elsewhere.

use super::manners::Manners;
use super::reply::{Failure, Method, Reply, retry_after};
use std::io;
use std::time::SystemTime;
use ureq::http::HeaderMap;
use ureq::{Agent, Error};
use url::{Host, Url};

/// A client with these manners, which says honestly what it is.
pub(super) fn client(manners: &Manners) -> Agent {
    let version = env!("CARGO_PKG_VERSION");
    Agent::config_builder()
        .user_agent(format!("guidepost/{version} (+link check)"))
        .timeout_connect(Some(manners.connect))
        .timeout_global(Some(manners.whole))
        // Each redirect is a request of its own, to a host that may be busy.
        .max_redirects(0)
        .http_status_as_error(false)
        .build()
        .new_agent()
}

/// Sends one request. The body of the answer is not read.
pub(super) fn ask(client: &Agent, url: &Url, method: Method) -> Reply {
    let mut url = url.clone();
    url.set_fragment(None);
    let request = match method {
        Method::Head => client.head(url.as_str()),
        Method::Get => client.get(url.as_str()),
    };
    let proxy = client.config().proxy();
    let proxy = proxy.filter(|_| !is_loopback(&url)).cloned();
    let sent = request.config().proxy(proxy).build().call();
    let answer = match sent {
        Ok(answer) => answer,
        Err(error) => return Reply::Failure(failure(error, &url)),
    };
    let headers = answer.headers();
    let wait = text(headers, "retry-after");
    Reply::Status {
        code: answer.status().as_u16(),
        location: text(headers, "location"),
        retry_after: wait.and_then(|wait| retry_after(&wait, SystemTime::now())),
    }
}

/// Whether the host is this machine. To a proxy it would be another one.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    }
}

/// The value of a header. Servers that write other than ASCII mean UTF-8.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.as_bytes();
    Some(String::from_utf8_lossy(value).into_owned())
}

fn failure(error: Error, url: &Url) -> Failure {
    match error {
        Error::HostNotFound => Failure::NoSuchName,
        Error::Timeout(_) => Failure::TimedOut,
        Error::Io(error) => io_failure(&error, url),
        Error::Tls(why) => Failure::Insecure(why.to_owned()),
        Error::Rustls(error) => Failure::Insecure(error.to_string()),
        Error::Protocol(_) | Error::LargeResponseHeader(..) => Failure::NotHttp(error.to_string()),
        _ => Failure::NotConnected(error.to_string()),
    }
}

fn io_failure(error: &io::Error, url: &Url) -> Failure {
    let why = error.to_string();
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Failure::TimedOut,
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => Failure::Closed,
        // What rustls says of a handshake.
        io::ErrorKind::InvalidData if url.scheme() == "https" => Failure::Insecure(why),
        _ if names_nobody(error.raw_os_error(), &why) => Failure::NoSuchName,
        _ => Failure::NotConnected(why),
    }
}

/// Whether a failed lookup says for certain that there is no such name. Systems
/// say it in words only; a lookup that failed in another way proves nothing.
fn names_nobody(code: Option<i32>, why: &str) -> bool {
    const WINDOWS: [i32; 2] = [11001, 11004];
    const WORDS: [&str; 5] = [
        "Name or service not known",
        "No address associated with hostname",
        "nodename nor servname provided",
        "Name does not resolve",
        "Name has no usable address",
    ];
    code.is_some_and(|code| cfg!(windows) && WINDOWS.contains(&code))
        || WORDS.iter().any(|words| why.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_nobody_has() {
        let lookup = "failed to lookup address information: ";
        let certain = format!("{lookup}Name or service not known");
        assert!(names_nobody(None, &certain));
        let unsure = format!("{lookup}Temporary failure in name resolution");
        assert!(!names_nobody(None, &unsure));
    }

    #[test]
    fn failures_of_connections() {
        let url = Url::parse("https://a.net/").expect("an address");
        let failure = |kind| io_failure(&io::Error::new(kind, "x"), &url);
        assert_eq!(failure(io::ErrorKind::ConnectionReset), Failure::Closed);
        assert_eq!(failure(io::ErrorKind::TimedOut), Failure::TimedOut);
        let refused = Failure::NotConnected("x".to_owned());
        assert_eq!(failure(io::ErrorKind::ConnectionRefused), refused);
        let insecure = Failure::Insecure("x".to_owned());
        assert_eq!(failure(io::ErrorKind::InvalidData), insecure);
    }
}
