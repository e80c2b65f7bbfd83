//! One page over a connection that is kept, asked for again and again, and the
//! stream of its events.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A page, asked for over one connection.
pub(crate) struct Connection {
    port: u16,
    address: String,
    stream: Option<BufReader<TcpStream>>,
}

impl Connection {
    pub(crate) fn new(port: u16, address: &str) -> Self {
        Self {
            port,
            address: address.to_owned(),
            stream: None,
        }
    }

    /// Asks until the page has this text, and says when it had.
    pub(crate) fn wait_for(&mut self, text: &str, patience: Duration) -> Option<Instant> {
        let start = Instant::now();
        while start.elapsed() < patience {
            // Some programs answer with errors, or not at all, while they build.
            match self.get() {
                Ok(body) if contains(&body, text) => return Some(Instant::now()),
                Ok(_) => {}
                Err(_) => {
                    self.stream = None;
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
        }
        None
    }

    /// What `guidepost serve` calls the present state of the page.
    pub(crate) fn version(&mut self) -> String {
        let body = self.get().unwrap_or_default();
        let text = String::from_utf8_lossy(&body);
        let version = text.split_once("data-version=\"");
        let version = version.and_then(|(_, rest)| rest.split('"').next());
        version.unwrap_or_default().to_owned()
    }

    fn get(&mut self) -> io::Result<Vec<u8>> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => connect(self.port)?,
        };
        request(stream.get_mut(), self.port, &self.address)?;
        let body = answer(&mut stream)?;
        self.stream = Some(stream);
        Ok(body)
    }
}

fn connect(port: u16) -> io::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    Ok(BufReader::new(stream))
}

fn request(stream: &mut TcpStream, port: u16, address: &str) -> io::Result<()> {
    let request =
        format!("GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n");
    stream.write_all(request.as_bytes())
}

/// The body of an answer, whole, so that the connection can be used again.
fn answer(stream: &mut BufReader<TcpStream>) -> io::Result<Vec<u8>> {
    let (mut length, mut is_chunked) = (None, false);
    loop {
        let line = line(stream)?;
        let line = line.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        match line.split_once(':') {
            Some(("content-length", value)) => length = value.trim().parse().ok(),
            Some(("transfer-encoding", value)) => is_chunked = value.trim() == "chunked",
            _ => {}
        }
    }
    let mut body = Vec::new();
    if is_chunked {
        loop {
            let size = usize::from_str_radix(&line(stream)?, 16).map_err(io::Error::other)?;
            let start = body.len();
            body.resize(start + size, 0);
            stream.read_exact(&mut body[start..])?;
            line(stream)?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
    body.resize(length.ok_or(io::ErrorKind::InvalidData)?, 0);
    stream.read_exact(&mut body)?;
    Ok(body)
}

/// A line without its end.
fn line(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}

fn contains(body: &[u8], text: &str) -> bool {
    body.windows(text.len())
        .any(|window| window == text.as_bytes())
}

/// The events of one page.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    pub(crate) fn of(port: u16, page: &str, version: &str) -> Self {
        let mut stream = connect(port).expect("a server");
        let address = format!("/_guidepost/events?page={page}&version={version}");
        request(stream.get_mut(), port, &address).expect("a server");
        Self(stream)
    }

    /// Waits for the event that has a browser load the page again.
    pub(crate) fn wait(&mut self, patience: Duration) -> Option<Instant> {
        self.0.get_ref().set_read_timeout(Some(patience)).ok()?;
        let start = Instant::now();
        while start.elapsed() < patience {
            if line(&mut self.0).ok()? == "event: reload" {
                return Some(Instant::now());
            }
        }
        None
    }
}
