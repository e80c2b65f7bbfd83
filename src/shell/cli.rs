//! The command line.

use super::check::{self, Check};
use super::disk::{self, Site};
use super::l10n::{self, L10n};
use super::publish::{Publication, Summary};
use super::publish_error::PublishError;
use super::report::{self, Detail, Format};
use super::serve::{self, Serve};
use super::urls::{self, Urls};
use super::{explain, init, render, watch};
use crate::base::diagnostic::{Code, Diagnostic, Severity};
use crate::base::path::SitePath;
use crate::base::sources::Overrides;
use crate::pipeline::Pipeline;
use crate::stages::config::is_absolute;
use crate::stages::emit::Content;
use clap::{Args, Parser, Subcommand};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Turns a folder of Markdown into a localized help site.
#[derive(Parser)]
#[command(name = "guidepost", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    options: Options,
}

/// What every command takes.
#[derive(Args, Clone)]
pub(super) struct Options {
    /// How findings are written: for people on standard error, or for machines on standard
    /// output (not by `render`, whose output is the page)
    #[arg(long, value_enum, default_value_t, global = true)]
    pub(super) format: Format,
    /// Say nothing but findings
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = clap::ColorChoice::Auto, global = true)]
    color: clap::ColorChoice,
}

impl Options {
    /// Whether people want to be told how the work goes.
    pub(super) fn speaks(&self) -> bool {
        !self.quiet && self.format == Format::Human
    }
}

#[derive(Subcommand)]
enum Command {
    /// Write the site
    Build {
        /// The folder with `book.toml`
        #[arg(default_value = ".")]
        site: PathBuf,
        /// The folder to write to [default: `public` in the site]
        #[arg(long)]
        out: Option<PathBuf>,
        /// Where the site is published, instead of `base-url` in `book.toml`
        #[arg(long, value_parser = absolute_url)]
        base_url: Option<String>,
        /// Treat warnings as errors
        #[arg(long)]
        strict: bool,
    },
    /// Find what is wrong; write nothing unless asked to mend it
    Check(Check),
    /// Write the addresses that the site publishes, and keep a list of them
    Urls(Urls),
    /// Say how translations stand to their sources, and what is left to translate
    #[command(subcommand)]
    L10n(L10n),
    /// Show the site in a browser, and renew it there after every change
    Serve(Serve),
    /// Write the site again after every change
    Watch {
        /// The folder with `book.toml`
        #[arg(default_value = ".")]
        site: PathBuf,
        /// The folder to write to [default: `public` in the site]
        #[arg(long)]
        out: Option<PathBuf>,
        /// Look for changes this often instead of being told of them, for folders of a network
        /// or of another system
        #[arg(
            long, value_name = "MILLISECONDS", num_args = 0..=1, require_equals = true,
            default_missing_value = "500", value_parser = clap::value_parser!(u64).range(10..)
        )]
        poll: Option<u64>,
    },
    /// Write one page's body as HTML to standard output
    Render {
        /// The Markdown file
        file: PathBuf,
        /// The content folder, for `~/` and includes [default: the file's folder]
        #[arg(long)]
        root: Option<PathBuf>,
        /// The theme whose markup is used [default: `book.toml`'s, else harbor]
        #[arg(long, value_name = "NAME")]
        theme: Option<String>,
    },
    /// Say what a finding means, with a bad and a good example
    Explain {
        /// What stands between brackets: `file-not-found` [default: list them all]
        code: Option<String>,
    },
    /// Make a new site
    Init {
        /// Where
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
}

/// Why a command could not do its work.
pub(super) struct Problem {
    pub message: String,
    pub help: Option<String>,
    /// 1 for what is wrong with the content or the disk, 2 for wrong usage.
    code: u8,
}

impl Problem {
    pub(super) fn usage(message: impl Into<String>, help: &str) -> Self {
        Self {
            message: message.into(),
            help: Some(help.to_owned()),
            code: 2,
        }
    }

    /// What is wrong with the disk or the content, not with the command.
    pub(super) fn failure(message: impl Into<String>, help: &str) -> Self {
        Self {
            code: 1,
            ..Self::usage(message, help)
        }
    }
}

impl From<PublishError> for Problem {
    fn from(error: PublishError) -> Self {
        Self {
            message: error.to_string(),
            help: Some(error.help().to_owned()),
            code: match error {
                PublishError::NotOurs(_) | PublishError::Occupied(_) => 2,
                PublishError::Busy(_) | PublishError::Io(..) => 1,
            },
        }
    }
}

/// Runs the command that the arguments of the process name.
#[must_use]
pub fn run() -> ExitCode {
    let Cli { command, options } = Cli::parse();
    match options.color {
        clap::ColorChoice::Always => anstream::ColorChoice::Always.write_global(),
        clap::ColorChoice::Never => anstream::ColorChoice::Never.write_global(),
        clap::ColorChoice::Auto => {}
    }
    let done = match command {
        Command::Build {
            site,
            out,
            base_url,
            strict,
        } => {
            let out = out.unwrap_or_else(|| site.join("public"));
            let overrides = Overrides {
                base_url,
                theme: None,
            };
            build(&site, &out, overrides, strictness(strict), &options)
        }
        Command::Check(check) => check::run(&check, &options),
        Command::Urls(urls) => urls::run(&urls, &options),
        Command::L10n(l10n) => l10n::run(&l10n, &options),
        Command::Serve(serve) => serve::run(&serve, &options),
        Command::Watch { site, out, poll } => {
            let out = out.unwrap_or_else(|| site.join("public"));
            let poll = poll.map(Duration::from_millis);
            watch::run(&site, &out, poll, &options)
        }
        Command::Render { file, root, theme } => {
            render::run(&file, root.as_deref(), theme, &options)
        }
        Command::Explain { code } => explain::run(code.as_deref()).map(|()| ExitCode::SUCCESS),
        Command::Init { folder } => init::run(&folder)
            .map(|left| {
                let folder = folder.display();
                say(
                    &options,
                    &format!(
                        "made a site in `{folder}`; look at it with `guidepost serve {folder} --open`"
                    ),
                );
                if !left.is_empty() {
                    let left = left.join("`, `");
                    say(&options, &format!("left as it was: `{left}`"));
                }
                ExitCode::SUCCESS
            })
            .map_err(|message| Problem::usage(message, "choose another folder")),
    };
    done.unwrap_or_else(|problem| {
        complain(&problem.message, problem.help.as_deref());
        ExitCode::from(problem.code)
    })
}

/// An address that other sites can use.
fn absolute_url(written: &str) -> Result<String, String> {
    match is_absolute(written) {
        true => Ok(written.to_owned()),
        false => Err("write `https://`, the host, and the path where there is one".to_owned()),
    }
}

/// Which findings keep a site from being published.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Strictness {
    Errors,
    ErrorsAndWarnings,
}

pub(super) fn strictness(strict: bool) -> Strictness {
    match strict {
        true => Strictness::ErrorsAndWarnings,
        false => Strictness::Errors,
    }
}

pub(super) fn read(site: &Path) -> Result<Site, Problem> {
    disk::read(site).map_err(no_site)
}

/// Why a folder is not that of a site.
pub(super) fn no_site(message: String) -> Problem {
    let help = "name the folder of a site, or make a new one with `guidepost init`";
    Problem::usage(message, help)
}

fn build(
    folder: &Path,
    out: &Path,
    overrides: Overrides,
    strictness: Strictness,
    options: &Options,
) -> Result<ExitCode, Problem> {
    let start = Instant::now();
    let mut site = read(folder)?;
    site.sources.overrides = overrides;
    let publication = Publication::begin(out, &site.places)?;
    let pages = AtomicUsize::new(0);
    let hand_over = |route: SitePath, content: Content| {
        if route.extension() == "html" {
            pages.fetch_add(1, Ordering::Relaxed);
        }
        publication.put(&route, &content);
    };
    let findings = Pipeline::once(&site.sources, &hand_over);
    report(options, Detail::WarningsAndErrors, &findings, &site);
    let code = exit_code(&findings, strictness);
    if code != 0 {
        if options.format == Format::Human {
            complain(
                &format!("nothing was written to `{}`", out.display()),
                Some(match publication.has_earlier() {
                    true => "mend what is said above; the last good site is still there",
                    false => "mend what is said above",
                }),
            );
        }
        drop(publication);
        return Ok(ExitCode::from(code));
    }
    let summary = publication.commit()?.summary;
    let pages = pages.into_inner();
    say(options, &done(pages, start, out, &summary));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn done(pages: usize, start: Instant, out: &Path, summary: &Summary) -> String {
    let Summary {
        written,
        unchanged,
        removed,
    } = summary;
    let time = start.elapsed().as_millis();
    let out = out.display();
    format!(
        "{pages} pages in {time} ms -> {out} ({written} files written, {unchanged} unchanged, {removed} removed)"
    )
}

/// 0 fine, 1 errors in the content, 2 errors in the configuration.
pub(super) fn exit_code(findings: &[Diagnostic], strictness: Strictness) -> u8 {
    let fails = |finding: &&Diagnostic| {
        finding.severity == Severity::Error
            || (finding.severity == Severity::Warning
                && strictness == Strictness::ErrorsAndWarnings)
    };
    let is_configuration = |finding: &Diagnostic| {
        matches!(
            finding.code,
            Code::ConfigInvalid | Code::ContentFolderMissing | Code::ThemeInvalid
        )
    };
    let failures: Vec<&Diagnostic> = findings.iter().filter(fails).collect();
    match failures.is_empty() {
        true => 0,
        false if failures.iter().any(|finding| is_configuration(finding)) => 2,
        false => 1,
    }
}

pub(super) fn report(options: &Options, detail: Detail, findings: &[Diagnostic], site: &Site) {
    report::write(
        options.format,
        detail,
        findings,
        &site.sources,
        &site.places,
    );
}

/// Says on standard error how the work goes.
pub(super) fn say(options: &Options, message: &str) {
    // Who does not listen need not be told.
    let _ = try_to_say(options, message);
}

/// The same, for those who end when nobody listens any more.
pub(super) fn try_to_say(options: &Options, message: &str) -> std::io::Result<()> {
    match options.quiet {
        true => Ok(()),
        false => writeln!(anstream::stderr(), "{message}"),
    }
}

/// `1 page`, `2 pages`.
pub(super) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

/// Says on standard error why something could not be done.
pub(super) fn complain(message: &str, help: Option<&str>) {
    let mut error = anstream::stderr();
    let _ = writeln!(error, "error: {message}");
    if let Some(help) = help {
        let _ = writeln!(error, "help: {help}");
    }
}
