//! Which addresses are asked, and as what.

use url::{Host, Url};

/// The address that a server is asked for: as browsers read it, without its
/// fragment, which never leaves the browser. `None` where no browser could
/// follow it.
pub(super) fn asked(written: &str) -> Option<Url> {
    let mut url = Url::parse(written).ok()?;
    url.set_fragment(None);
    url.has_host().then_some(url)
}

/// The fragment of an address, `#` included; empty where it has none.
pub(super) fn fragment(written: &str) -> &str {
    written.find('#').map_or("", |at| &written[at..])
}

/// Whether the host has a name that is set aside for examples and tests, or
/// for the own machine (RFC 2606, RFC 6761): nobody is there to be asked.
pub(super) fn is_reserved(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else {
        return false;
    };
    let name = name.trim_end_matches('.');
    let mut labels = name.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let second = labels.next().unwrap_or_default();
    matches!(top, "example" | "test" | "invalid" | "localhost")
        || second == "example" && matches!(top, "com" | "net" | "org")
}

/// Whether an address names a machine of this network by its number.
pub(super) fn is_inside(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => {
            ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()
        }
        Some(Host::Ipv6(ip)) => {
            let is_local = ip.is_unique_local() || ip.is_unicast_link_local();
            ip.is_loopback() || ip.is_unspecified() || is_local
        }
        Some(Host::Domain(_)) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_servers_hear_them() {
        let cases = [
            ("HTTPS://A.test#b", "https://a.test/"),
            ("https://a.test/b c?d#e#f", "https://a.test/b%20c?d"),
            (
                "https://한국.test/메일",
                "https://xn--3e0b707e.test/%EB%A9%94%EC%9D%BC",
            ),
        ];
        for (written, expected) in cases {
            let url = asked(written).expect(written);
            assert_eq!(url.as_str(), expected);
        }
        for none in ["https://", "http://[", "https://a b/", "a/b"] {
            assert_eq!(asked(none), None, "{none}");
        }
    }

    #[test]
    fn reserved_names() {
        let is_reserved = |written| is_reserved(&asked(written).expect("an address"));
        for reserved in [
            "http://localhost:8080/",
            "http://a.localhost",
            "https://mail.example/",
            "https://a.b.test",
            "https://a.invalid.",
            "https://example.com/a",
            "https://www.EXAMPLE.org",
        ] {
            assert!(is_reserved(reserved), "{reserved}");
        }
        for real in [
            "http://127.0.0.1:1/",
            "http://[::1]/",
            "https://myexample.com",
            "https://example.de",
            "https://test.de/example.com",
        ] {
            assert!(!is_reserved(real), "{real}");
        }
    }

    #[test]
    fn machines_of_this_network() {
        for inside in [
            "http://127.0.0.1/",
            "http://10.1.2.3/",
            "http://[::1]/",
            "http://169.254.169.254/",
        ] {
            assert!(
                is_inside(&Url::parse(inside).expect("an address")),
                "{inside}"
            );
        }
        for outside in ["http://8.8.8.8/", "http://x.test/"] {
            assert!(
                !is_inside(&Url::parse(outside).expect("an address")),
                "{outside}"
            );
        }
    }
}
