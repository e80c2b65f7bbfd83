//! A program that serves a site, from its start to its end.

use super::client::Connection;
use super::sites::{FIRST, Site};
use super::tools::Tool;
use std::fs;
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::time::Duration;

/// How long a program may take until it serves its first page.
const START: Duration = Duration::from_secs(300);

/// A running server, ended with this value.
pub(crate) struct Server {
    pub(crate) port: u16,
    child: Child,
}

impl Server {
    /// Starts a program and waits for its first page; says why it cannot.
    pub(crate) fn start(tool: &Tool, site: &Site) -> Option<Self> {
        let port = free_port();
        let mut command = tool.command(site.folder(), port);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = match command.spawn() {
            Ok(child) => child,
            Err(error) => {
                eprintln!("skipped: {} cannot be run: {error}", tool.name);
                return None;
            }
        };
        let server = Self { port, child };
        let mut page = Connection::new(port, &site.address(site.page));
        if page.wait_for(FIRST, START).is_none() {
            eprintln!("skipped: {} does not serve {}", tool.name, site.name);
            return None;
        }
        Some(server)
    }

    /// A line of `/proc/PID/status` in MiB: `VmRSS`, `VmHWM`.
    pub(crate) fn memory(&self, name: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kib: f64 = line
            .and_then(|line| line.trim().split(' ').next()?.parse().ok())
            .unwrap_or(f64::NAN);
        kib / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}
