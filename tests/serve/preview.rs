//! [`Preview`]: a site that is being served, and what a browser would do with it.

use crate::support::site::Site;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A site that is being served.
pub(crate) struct Preview {
    pub(crate) site: Site,
    child: RefCell<Child>,
    /// What is said on standard error, line by line.
    said: Receiver<String>,
    pub(crate) port: u16,
    /// The path of the site: `/`, or that of `base-url`.
    pub(crate) base: String,
}

impl Preview {
    /// Serves a site, and waits until its first build is done.
    pub(crate) fn of(site: Site, arguments: &[&str]) -> Self {
        let preview = Self::begin(site, arguments);
        let deadline = Deadline::new();
        while preview.get(&preview.base).status == 503 {
            deadline.check("a first build");
        }
        preview
    }

    /// Serves a site; its first build may not be done, or not succeed.
    pub(crate) fn begin(site: Site, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_guidepost"))
            .arg("serve")
            .args(arguments)
            .current_dir(site.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let errors = child.stderr.take().expect("a pipe");
        let (sender, said) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                // Nobody listens any more at the end of a test.
                let _ = sender.send(line);
            }
        });
        let mut preview = Self {
            site,
            child: RefCell::new(child),
            said,
            port: 0,
            base: "/".to_owned(),
        };
        let line = preview.hears("serving http://");
        let (_, address) = line.split_once("http://").expect("an address");
        let (host, path) = address.split_once('/').expect("a path");
        let (_, port) = host.rsplit_once(':').expect("a port");
        preview.port = port.parse().expect("a port");
        preview.base = format!("/{path}");
        preview
    }

    /// Waits for a line on standard error that begins so.
    pub(crate) fn hears(&self, beginning: &str) -> String {
        loop {
            let line = self.said.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("nobody said `{beginning}`"));
            if line.starts_with(beginning) {
                return line;
            }
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub(crate) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers)
    }

    /// Sends one request, exactly so, and reads the answer to its end.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut reader = self.send(method, path, headers);
        let mut answer = Answer::head(&mut reader);
        reader.read_to_end(&mut answer.body).expect("a body");
        answer
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request.push_str("Host: localhost\r\n");
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        BufReader::new(stream)
    }

    /// The page at an address, open in a browser.
    pub(crate) fn open(&self, page: &str) -> Page<'_> {
        let version = self.get(page).version();
        self.listen(page, &version)
    }

    /// A page that shows a version which it may have from long ago.
    pub(crate) fn listen(&self, page: &str, version: &str) -> Page<'_> {
        let path = format!("/_guidepost/events?page={page}&version={version}");
        let mut reader = self.send("GET", &path, &[]);
        let answer = Answer::head(&mut reader);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "text/event-stream");
        let mut page = Page {
            preview: self,
            reader,
            address: page.to_owned(),
        };
        // From here on it is told of every change.
        page.line(": ready");
        page
    }

    /// Sends a signal, and waits for the end.
    pub(crate) fn end(&self, signal: &str) -> Option<i32> {
        let mut child = self.child.borrow_mut();
        let pid = child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.expect("a signal").success());
        let deadline = Deadline::new();
        loop {
            if let Some(status) = child.try_wait().expect("a child") {
                return status.code();
            }
            deadline.check("the end");
            std::thread::yield_now();
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended already.
        let child = self.child.get_mut();
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn head(reader: &mut BufReader<TcpStream>) -> Self {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a status");
        let status = line.split(' ').nth(1).expect("a status");
        let status = status.parse().expect("a number");
        let mut headers = BTreeMap::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("a header");
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                break;
            };
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
        Self {
            status,
            headers,
            body: Vec::new(),
        }
    }

    /// A header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value)
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    /// The version that a page names.
    pub(crate) fn version(&self) -> String {
        let (_, rest) = self.text().split_once("data-version=\"").expect("a script");
        rest.split('"').next().expect("a value").to_owned()
    }
}

/// A page in a browser, with its stream of events.
pub(crate) struct Page<'p> {
    preview: &'p Preview,
    reader: BufReader<TcpStream>,
    address: String,
}

/// One event.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) data: Value,
}

impl Page<'_> {
    /// The next event; `None` when the stream has ended.
    pub(crate) fn next(&mut self) -> Option<Event> {
        let mut event = Event {
            name: String::new(),
            id: String::new(),
            data: Value::Null,
        };
        loop {
            let mut line = String::new();
            if self.reader.read_line(&mut line).expect("an event") == 0 {
                return None;
            }
            // Lines between are those of the chunks that the stream comes in.
            match line.trim_end().split_once(": ") {
                Some(("event", name)) => name.clone_into(&mut event.name),
                Some(("id", id)) => id.clone_into(&mut event.id),
                Some(("data", data)) => {
                    event.data = serde_json::from_str(data).expect("JSON");
                }
                _ => {}
            }
            if line.trim_end().is_empty() && !event.name.is_empty() {
                return Some(event);
            }
        }
    }

    /// The next event, which must have that name; gives its data.
    #[track_caller]
    pub(crate) fn hears(&mut self, name: &str) -> Value {
        let event = self.next().expect("an event");
        assert_eq!(event.name, name, "{event:?}");
        event.data
    }

    /// Does as it was told: loads the page again.
    pub(crate) fn reload(&mut self) {
        *self = self.preview.open(&self.address);
    }

    fn line(&mut self, expected: &str) {
        loop {
            let mut line = String::new();
            let read = self.reader.read_line(&mut line).expect("an event");
            assert!(read > 0, "the stream has ended");
            if line.trim_end() == expected {
                return;
            }
        }
    }
}

/// When a test gives up.
pub(crate) struct Deadline(Instant);

impl Deadline {
    pub(crate) fn new() -> Self {
        Self(Instant::now())
    }

    #[track_caller]
    pub(crate) fn check(&self, waited_for: &str) {
        assert!(self.0.elapsed() < PATIENCE, "waited for {waited_for}");
    }
}

/// A site in three languages, with pages in folders.
pub(crate) fn languages() -> Site {
    let site = Site::new();
    site.write(
        "book.toml",
        "[book]\ntitle = \"Help\"\nsource-locale = \"en-us\"\n\n\
         [locales.en-us]\n[locales.ko-kr]\n[locales.ar-sa]\n",
    );
    site.write("content/en-us/bounces/codes.md", "# Codes\n\nText.\n");
    site.write(
        "content/en-us/bounces.md",
        "# Bounces\n\nText.\n\n## What to do\n\nWait.\n",
    );
    site.write("content/ko-kr/index.md", "# 도움말\n\n글.\n");
    site.write("content/ko-kr/반송.md", "# 반송\n\n글.\n");
    site.write("content/ar-sa/index.md", "# مساعدة\n\nنص.\n");
    site
}
