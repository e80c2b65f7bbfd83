//! `guidepost urls`: the addresses that a site publishes, and the list of those
//! that it ever did.

use super::cli::{Options, Problem, complain, count, exit_code, read, report, say, strictness};
use super::report::Detail;
use super::whole_file;
use crate::base::diagnostic::Code;
use crate::pipeline::{Pipeline, Published};
use clap::Args;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `guidepost urls` takes.
#[derive(Args)]
pub(super) struct Urls {
    /// The folder with `book.toml`
    #[arg(default_value = ".")]
    site: PathBuf,
    /// Write them to this list; builds hold the site against the list `urls.lock` beside
    /// `book.toml`
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
    /// Drop what the list has and the site has no more, instead of keeping it
    #[arg(long, requires = "lock")]
    forget: bool,
}

/// Writes the addresses to a list, or to standard output.
pub(super) fn run(urls: &Urls, options: &Options) -> Result<ExitCode, Problem> {
    let site = read(&urls.site)?;
    let checked = Pipeline::check(&site.sources);
    let mut published = checked.published;
    let Some(lock) = &urls.lock else {
        // A closed pipe is the reader's choice, not an error of ours.
        let _ = anstream::stdout().write_all(published.to_text().as_bytes());
        return Ok(ExitCode::SUCCESS);
    };
    let mut findings = checked.diagnostics;
    // What is gone stays in the list, and is said, until somebody forgets it.
    findings.retain(|finding| match finding.code {
        Code::PublishedUrlMissing | Code::PublishedAnchorMissing => !urls.forget,
        Code::UrlLockInvalid => true,
        _ => false,
    });
    if !urls.forget {
        let earlier = match std::fs::read_to_string(lock) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(refused("read", lock, &error)),
        };
        let (lines, _) = Published::read(&earlier);
        published.keep(&lines);
    }
    write(lock, &published).map_err(|error| refused("write", lock, &error))?;
    report(options, Detail::Everything, &findings, &site);
    if !findings.is_empty() {
        let help = "redirect them, or drop them from the list with `--forget`";
        complain("published addresses are gone", Some(help));
    }
    let (routes, anchors) = published.count();
    let (routes, anchors) = (count(routes, "page"), count(anchors, "anchor"));
    say(
        options,
        &format!("{routes}, {anchors} -> {}", lock.display()),
    );
    Ok(ExitCode::from(exit_code(&findings, strictness(true))))
}

fn refused(what: &str, lock: &Path, error: &io::Error) -> Problem {
    let message = format!("cannot {what} `{}`: {error}", lock.display());
    Problem::usage(message, "choose another file, or make its folder")
}

/// Writes a list; one that is there already stays as it is.
fn write(lock: &Path, published: &Published) -> io::Result<()> {
    let text = published.to_text();
    if std::fs::read(lock).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    whole_file::write(lock, text.as_bytes())
}
