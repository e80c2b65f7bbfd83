//! `guidepost check --external` against a server on this machine. No other machine
//! is ever asked: every address in these tests is on loopback, reserved or ignored.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests make their sites on the disk and stop at what they did not expect"
)]

mod support;

#[path = "external/answers.rs"]
mod answers;
#[path = "external/collected.rs"]
mod collected;
#[path = "external/command.rs"]
mod command;
#[path = "external/remembered.rs"]
mod remembered;
#[path = "external/server.rs"]
mod server;

use crate::server::Server;
use guidepost::base::sources::Sources;
use guidepost::pipeline::Pipeline;
use guidepost::shell::external::{Check, Manners, Outcome};
use guidepost::stages::config::Config;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

/// A site of one page in memory, and a folder for what other sites answered.
struct Lab {
    folder: TempDir,
    book: String,
    page: String,
    manners: Manners,
}

impl Lab {
    /// A page with a link to each of these addresses, one a line from line 1.
    fn new(addresses: &[String]) -> Self {
        let links = addresses.iter().map(|address| format!("[a]({address})\n"));
        Self {
            folder: TempDir::new().expect("a temporary folder"),
            book: "[locales.en-us]\n".to_owned(),
            page: links.collect(),
            manners: Manners {
                between: Duration::ZERO,
                retries: vec![Duration::ZERO; 2],
                ..Manners::default()
            },
        }
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join(".guidepost/external-links.json")
    }

    fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        let page = support::site_path("content/en-us/page.md");
        sources.insert_text(support::site_path("book.toml"), self.book.as_str());
        sources.insert_text(page, self.page.as_str());
        sources
    }

    fn run(&self) -> Outcome {
        let sources = self.sources();
        let (config, findings) = Config::read(&sources);
        assert_eq!(findings, []);
        let check = Check {
            manners: &self.manners,
            cache: &self.cache(),
            ignore: &config.external_ignore,
            progress: &|done, total| assert!(done <= total),
        };
        check.run(&Pipeline::check(&sources).web_addresses, &sources)
    }

    /// The findings as text, and the page with every fix applied; `HOST` for the
    /// server.
    #[track_caller]
    fn says(&self, server: &Server, expected: &str) -> String {
        let outcome = self.run();
        assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
        let mut findings = outcome.findings;
        findings.sort();
        let said = support::findings_as_text(&findings, &self.sources(), "content/en-us");
        let said: String = said
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("  help: "))
            .collect();
        let said = said.replace(&server.host(), "HOST");
        if let Some(difference) = support::difference(expected, &said) {
            panic!("findings differ\n{difference}");
        }
        let mut page = self.page.clone();
        for fix in findings
            .iter()
            .rev()
            .filter_map(|finding| finding.fix.as_ref())
        {
            page.replace_range(fix.range.start..fix.range.end, &fix.with);
        }
        page.replace(&server.host(), "HOST")
    }
}
