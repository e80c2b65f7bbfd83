//! Where the server listens.

use crate::shell::cli::Problem;
use std::io::ErrorKind;
use std::net::TcpListener;

/// Where a port is looked for when none is asked for.
const FIRST: u16 = 4000;
/// How many ports are tried.
const TRIES: u16 = 100;

/// A port that is ours, and what to say about it.
pub(super) struct Bound {
    pub listener: TcpListener,
    pub notice: Option<String>,
}

/// Listens on the port that was asked for, else on the first that is free.
pub(super) fn bind(host: &str, asked: Option<u16>) -> Result<Bound, Problem> {
    let first = asked.unwrap_or(FIRST);
    match listen(host, first) {
        Ok(listener) => Ok(Bound {
            listener,
            notice: None,
        }),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let free = next_free(host, first)?;
            let in_use = format!("port {first} is in use");
            match (asked, free) {
                (_, None) => Err(Problem::failure(
                    format!("{in_use}, and so are those behind it"),
                    "name another with `--port`",
                )),
                (Some(_), Some((port, _))) => Err(Problem::failure(
                    in_use,
                    &format!("port {port} is free: `--port {port}`"),
                )),
                (None, Some((port, listener))) => Ok(Bound {
                    listener,
                    notice: Some(format!("{in_use}; serving on {port}")),
                }),
            }
        }
        Err(error) => Err(cannot_listen(host, first, &error)),
    }
}

fn next_free(host: &str, taken: u16) -> Result<Option<(u16, TcpListener)>, Problem> {
    for port in (taken..=u16::MAX).skip(1).take(TRIES.into()) {
        match listen(host, port) {
            Ok(listener) => return Ok(Some((port, listener))),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(cannot_listen(host, port, &error)),
        }
    }
    Ok(None)
}

fn listen(host: &str, port: u16) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind((host, port))?;
    // The runtime waits for all sockets together.
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn cannot_listen(host: &str, port: u16, error: &std::io::Error) -> Problem {
    Problem::failure(
        format!("cannot listen on port {port} of `{host}`: {error}"),
        "name an address of this machine with `--host`, and a port with `--port`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_offers_the_next_free_one() {
        let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = taken.local_addr().expect("an address").port();
        let Err(problem) = bind("127.0.0.1", Some(port)) else {
            panic!("the port is taken");
        };
        assert_eq!(problem.message, format!("port {port} is in use"));
        let help = problem.help.expect("help");
        assert!(help.contains("is free: `--port "), "{help}");
    }

    #[test]
    fn another_machine_is_no_place_to_listen() {
        let Err(problem) = bind("192.0.2.1", Some(0)) else {
            panic!("no address of ours");
        };
        assert!(
            problem.message.starts_with("cannot listen"),
            "{}",
            problem.message
        );
    }
}
