//! Where the site is found: by this machine, and by others where they can reach it.

use crate::shell::cli::{Options, say};
use crate::shell::report::{self, Format};
use crate::stages::config::Config;
use crate::stages::emit::base_path;
use serde_json::json;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// The addresses of a site.
pub(super) struct Addresses {
    /// Works in a browser of this machine.
    own: String,
    /// For others; `None` where they cannot reach it.
    others: Option<Others>,
}

/// What others have to ask for.
#[derive(Debug, PartialEq, Eq)]
enum Others {
    /// The same as this machine.
    Same,
    At(String),
    /// Any address of this machine, which knows none that others could use.
    Any,
}

impl Addresses {
    /// The addresses of a site that listens at one of the machine's, or at all.
    pub(super) fn of(listening: SocketAddr, config: &Config) -> Self {
        let url = |ip| {
            let address = SocketAddr::new(ip, listening.port());
            format!("http://{address}{}", base_path(config))
        };
        let ip = listening.ip();
        let others = || outward(ip).map_or(Others::Any, |ip| Others::At(url(ip)));
        let (own, others) = match ip {
            ip if ip.is_loopback() => (ip, None),
            IpAddr::V4(any) if any.is_unspecified() => (Ipv4Addr::LOCALHOST.into(), Some(others())),
            IpAddr::V6(any) if any.is_unspecified() => (Ipv6Addr::LOCALHOST.into(), Some(others())),
            ip => (ip, Some(Others::Same)),
        };
        Self {
            own: url(own),
            others,
        }
    }

    /// Says where the site is found.
    pub(super) fn announce(&self, options: &Options) {
        if options.format == Format::Json {
            let event = json!({ "event": "serving", "url": self.own });
            // A closed pipe is the reader's choice, not an error of ours.
            let _ = report::print(&format!("{event}\n"));
            return;
        }
        say(options, &format!("serving {}", self.own));
        let at = match &self.others {
            None => return,
            Some(Others::Same) => "this address",
            Some(Others::At(url)) => url,
            Some(Others::Any) => "any address of this machine",
        };
        say(options, &format!("others can read it now, at {at}"));
    }

    /// What to open: the first page, or the home page of the only language, where
    /// there is nothing to choose.
    pub(super) fn first_page(&self, config: &Config) -> String {
        match config.locales.as_slice() {
            [locale] => format!("{}{}/", self.own, locale.tag),
            _ => self.own.clone(),
        }
    }
}

/// The address that others see of this machine. A socket knows it as soon as it is
/// told where to; nothing is sent.
fn outward(any: IpAddr) -> Option<IpAddr> {
    // Addresses of documents, which nobody has (RFC 5737, RFC 3849).
    let elsewhere: IpAddr = match any {
        IpAddr::V4(_) => Ipv4Addr::new(192, 0, 2, 1).into(),
        IpAddr::V6(_) => Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
    };
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect((elsewhere, 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::SitePath;
    use crate::base::sources::Sources;

    fn config(text: &str) -> Config {
        let mut sources = Sources::default();
        let file = SitePath::root().with_suffix(crate::stages::config::FILE);
        sources.insert_text(file, text.to_owned());
        Config::read(&sources).0
    }

    fn of(listening: &str) -> Addresses {
        let config = config("[book]\ntitle = \"A\"\n[locales.en-us]\n");
        Addresses::of(listening.parse().expect("an address"), &config)
    }

    #[test]
    fn every_address_leads_somewhere() {
        let own = of("127.0.0.1:4000");
        assert_eq!(
            (own.own.as_str(), own.others),
            ("http://127.0.0.1:4000/", None)
        );
        let one = of("192.168.1.5:80");
        assert_eq!(one.own, "http://192.168.1.5:80/");
        assert_eq!(one.others, Some(Others::Same));
        for (any, own) in [
            ("0.0.0.0:4000", "http://127.0.0.1:4000/"),
            ("[::]:4000", "http://[::1]:4000/"),
        ] {
            let all = of(any);
            assert_eq!(all.own, own);
            let others = all.others.expect("others can reach it");
            let Others::At(url) = others else {
                assert_eq!(others, Others::Any, "a machine without a network");
                continue;
            };
            assert!(!url.contains("//0.0.0.0") && !url.contains("[::]"), "{url}");
        }
    }

    #[test]
    fn a_site_in_one_language_is_opened_at_its_home_page() {
        let listening = "127.0.0.1:4000".parse().expect("an address");
        for (locales, expected) in [
            ("[locales.en-us]", "http://127.0.0.1:4000/help/en-us/"),
            (
                "[locales.en-us]\n[locales.ko-kr]",
                "http://127.0.0.1:4000/help/",
            ),
        ] {
            let text = format!(
                "[book]\ntitle = \"A\"\nbase-url = \"https://a.example/help/\"\n{locales}\n"
            );
            let config = config(&text);
            let addresses = Addresses::of(listening, &config);
            assert_eq!(addresses.first_page(&config), expected);
        }
    }
}
