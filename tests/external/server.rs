//! [`Server`]: a web server on loopback that answers as a test wants, and stops at
//! the end of it. It counts what it is asked, and how much of it at once.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// More requests than any test makes: a check that does not end fails instead.
const MOST: usize = 500;

/// Longer than any test waits for anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// The first byte of a client that wants to speak TLS.
const TLS_HANDSHAKE: u8 = 0x16;

/// How the server answers.
pub(crate) enum Reply {
    /// The status line behind `HTTP/1.1`, and headers, each with its line end.
    Status(&'static str, String),
    /// It closes the connection.
    Close,
    /// It keeps the connection and says nothing until the other side is gone.
    Silence,
}

impl Reply {
    pub(crate) fn status(status: &'static str) -> Self {
        Self::Status(status, String::new())
    }

    pub(crate) fn redirect(status: &'static str, to: &str) -> Self {
        Self::Status(status, format!("Location: {to}\r\n"))
    }
}

/// What was asked.
#[derive(Default)]
struct Log {
    /// `HEAD /path`, in the order in which they came.
    requests: Vec<String>,
    agents: Vec<String>,
    running: usize,
    most_at_once: usize,
    is_over: bool,
}

pub(crate) struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Log>>,
    thread: Option<JoinHandle<()>>,
}

/// Decides by the method, the path, and how often that was asked before.
type Answer = dyn Fn(&str, &str, usize) -> Reply + Send + Sync;

impl Server {
    pub(crate) fn new(answer: impl Fn(&str, &str, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let log = Arc::new(Mutex::new(Log::default()));
        let shared = Arc::clone(&log);
        let answer: Arc<Answer> = Arc::new(answer);
        let thread = std::thread::spawn(move || {
            let mut connections = Vec::new();
            for stream in listener.incoming().take(MOST) {
                if lock(&shared).is_over {
                    break;
                }
                let (log, answer) = (Arc::clone(&shared), Arc::clone(&answer));
                let stream = stream.expect("a connection");
                connections.push(std::thread::spawn(move || serve(stream, &log, &*answer)));
            }
            for connection in connections {
                connection.join().expect("an answer");
            }
        });
        Self {
            address,
            log,
            thread: Some(thread),
        }
    }

    /// Answers each path with the status that it begins with, such as `/404/a`.
    pub(crate) fn of_statuses() -> Self {
        Self::new(|_, path, _| {
            Reply::status(match &path[1..4] {
                "200" => "200 OK",
                "404" => "404 Not Found",
                "500" => "500 Internal Server Error",
                other => panic!("no answer for `{other}`"),
            })
        })
    }

    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    /// The address of a page on this server.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked so far, sorted: requests overlap.
    pub(crate) fn requests(&self) -> Vec<String> {
        let mut requests = lock(&self.log).requests.clone();
        requests.sort();
        requests
    }

    pub(crate) fn agents(&self) -> Vec<String> {
        lock(&self.log).agents.clone()
    }

    pub(crate) fn most_at_once(&self) -> usize {
        lock(&self.log).most_at_once
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        lock(&self.log).is_over = true;
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(
                ended.is_ok() || std::thread::panicking(),
                "the server failed"
            );
        }
    }
}

fn lock(log: &Mutex<Log>) -> std::sync::MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(mut stream: TcpStream, log: &Mutex<Log>, answer: &Answer) {
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let Some(head) = read_head(&mut stream) else {
        return;
    };
    let mut words = head.split(' ');
    let (method, path) = (
        words.next().expect("a method"),
        words.next().expect("a path"),
    );
    let request = format!("{method} {path}");
    let before = {
        let mut log = lock(log);
        let before = log.requests.iter().filter(|seen| **seen == request).count();
        log.requests.push(request);
        let agent = head.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("user-agent").then_some(value)
        });
        log.agents.push(agent.unwrap_or_default().to_owned());
        log.running += 1;
        log.most_at_once = log.most_at_once.max(log.running);
        before
    };
    let reply = answer(method, path, before);
    lock(log).running -= 1;
    match reply {
        Reply::Status(status, headers) => {
            let end = "Content-Length: 0\r\nConnection: close\r\n\r\n";
            let text = format!("HTTP/1.1 {status}\r\n{headers}{end}");
            stream
                .write_all(text.as_bytes())
                .expect("somebody who listens");
        }
        Reply::Close => {}
        Reply::Silence => {
            let mut rest = Vec::new();
            // Ends when the client gives up, in whatever way it does.
            let _ = stream.read_to_end(&mut rest);
        }
    }
}

/// The request line and the headers; `None` when nothing is asked.
fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 || head.len() > 8 * 1024 {
            return None;
        }
        if head.is_empty() && byte[0] == TLS_HANDSHAKE {
            // What servers without TLS do: they answer in plain text.
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            return None;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}
