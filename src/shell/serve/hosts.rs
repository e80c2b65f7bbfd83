//! Who may ask. Any site can let its own name lead to this machine and then have
//! its visitors' browsers ask here (DNS rebinding); the name that they were sent
//! with gives it away.

use std::net::{IpAddr, Ipv6Addr};

/// The names that this server answers to.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    /// The address of `--host`, and the names of `--allow-host`, in lower case.
    allowed: Vec<String>,
    /// Whether the server listens on all addresses of the machine. An address
    /// is no name that anybody could let lead elsewhere.
    any_address: bool,
}

impl Hosts {
    pub(super) fn new(host: &str, allowed: &[String]) -> Self {
        let names = allowed.iter().map(String::as_str).chain([host]);
        let is_any = |address: IpAddr| address.is_unspecified();
        Self {
            allowed: names
                .filter_map(|name| Some(bare(name)?.to_ascii_lowercase()))
                .collect(),
            any_address: host.parse().is_ok_and(is_any),
        }
    }

    /// Whether a `Host`, or what stands behind the scheme in an `Origin`, is us.
    pub(super) fn allow(&self, host: &str) -> bool {
        let Some(name) = bare(host).map(str::to_ascii_lowercase) else {
            return false;
        };
        let name = name.strip_suffix('.').unwrap_or(&name);
        if let Ok(address) = name.parse::<IpAddr>() {
            return address.is_loopback() || self.any_address || self.names(name);
        }
        name == "localhost" || name.ends_with(".localhost") || self.names(name)
    }

    /// Whether a name was named: itself, or below `.example.com`.
    fn names(&self, name: &str) -> bool {
        self.allowed.iter().any(|allowed| {
            allowed == name || (allowed.starts_with('.') && name.ends_with(allowed.as_str()))
        })
    }
}

/// A host without its port, and an IPv6 address without its brackets; `None` where
/// it is none (RFC 3986, section 3.2.2).
fn bare(host: &str) -> Option<&str> {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = host.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let is_address = address.parse::<Ipv6Addr>().is_ok();
        let has_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return (is_address && has_port).then_some(address);
    }
    match host.split_once(':') {
        Some((name, port)) if is_port(port) => Some(name),
        _ => Some(host),
    }
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn this_machine_is_allowed_and_nobody_else() {
        let hosts = Hosts::new("127.0.0.1", &[]);
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "localhost.:4000",
            "127.0.0.1:4000",
            "127.9.9.9",
            "[::1]:4000",
            "docs.localhost:4000",
        ] {
            assert!(hosts.allow(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:4000",
            "evillocalhost",
            "127.0.0.1.evil.example",
            "127.0.0.1@evil.example",
            "192.168.1.5:4000",
            "0.0.0.0:4000",
            "[::2]",
            "[::1]evil",
            "[::1]:4000.evil.example",
            "[::1",
            "[localhost]",
            "[localhost",
            "[127.0.0.1]",
            "null",
        ] {
            assert!(!hosts.allow(host), "{host}");
        }
    }

    #[test]
    fn others_are_allowed_where_they_are_named() {
        let named = ["Preview.example".to_owned(), ".team.example:80".to_owned()];
        let hosts = Hosts::new("192.168.1.5", &named);
        for host in ["192.168.1.5:4000", "preview.example", "a.team.example:4000"] {
            assert!(hosts.allow(host), "{host}");
        }
        for host in ["192.168.1.6", "a.preview.example", "team.example.evil"] {
            assert!(!hosts.allow(host), "{host}");
        }
        let hosts = Hosts::new("0.0.0.0", &[]);
        assert!(hosts.allow("192.168.1.5:4000") && !hosts.allow("evil.example"));
    }
}
