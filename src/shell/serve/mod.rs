//! `guidepost serve`: the site from memory, and pages that renew themselves.

mod address;
mod addresses;
mod answer;
mod difference;
mod events;
mod file;
mod findings;
mod follow;
mod hosts;
mod language;
mod media_type;
mod port;
mod script;
mod server;
mod snapshot;
mod state;
mod waiting;

use super::cli::{Options, Problem, complain, read, say};
use super::live::{self, Outcome, Watched};
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::{self, Config, Editor};
use addresses::Addresses;
use clap::Args;
use findings::Findings;
use hosts::Hosts;
use server::Server;
use snapshot::Snapshot;
use state::State;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// What `guidepost serve` takes.
#[derive(Args)]
pub(super) struct Serve {
    /// The folder with `book.toml`
    #[arg(default_value = ".")]
    site: PathBuf,
    /// The port to listen on [default: 4000, or the next one that is free]
    #[arg(long)]
    port: Option<u16>,
    /// The address to listen on; others than this machine's own let others read along
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// Another name that the server answers to; `.example.com` is for all below it
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Have the browser show the page that is being edited, where it is edited
    #[arg(long)]
    follow: bool,
    /// The editor that findings lead to: a name such as `vscode`, or an address with `{path}`,
    /// `{line}` and `{column}` [default: `editor` in `book.toml`]
    #[arg(long, value_parser = Editor::new)]
    editor: Option<Editor>,
    /// Look for changes this often instead of being told of them, for folders of a network
    /// or of another system
    #[arg(
        long, value_name = "MILLISECONDS", num_args = 0..=1, require_equals = true,
        default_missing_value = "500", value_parser = clap::value_parser!(u64).range(10..)
    )]
    poll: Option<u64>,
}

/// Serves the site until it is stopped.
pub(super) fn run(serve: &Serve, options: &Options) -> Result<ExitCode, Problem> {
    let config = settings(&serve.site)?;
    let bound = port::bind(&serve.host, serve.port)?;
    let cannot_serve = |error| Problem::failure(format!("cannot serve: {error}"), "");
    let address = bound.listener.local_addr().map_err(cannot_serve)?;
    let hosts = Hosts::new(&serve.host, &serve.allow_host);
    let server = Server::start(bound.listener, hosts).map_err(cannot_serve)?;
    if let Some(notice) = bound.notice {
        say(options, &notice);
    }
    let addresses = Addresses::of(address, &config);
    addresses.announce(options);
    if serve.open
        && let Err(error) = open::that_detached(addresses.first_page(&config))
    {
        complain(&format!("cannot open a browser: {error}"), None);
    }
    let watched = Watched {
        folder: &serve.site,
        ours: &[],
        poll: serve.poll.map(Duration::from_millis),
    };
    let mut number = 0;
    let done = live::run(&watched, options, &mut |outcome| {
        number += 1;
        server.replace(next(serve, &server.state(), outcome, number));
        Ok(())
    });
    server.stop();
    done.map(|()| ExitCode::SUCCESS)
}

/// What `book.toml` says, before anything else of the site is read.
fn settings(site: &Path) -> Result<Config, Problem> {
    let mut sources = Sources::default();
    match std::fs::read_to_string(site.join(config::FILE)) {
        Ok(text) => sources.insert_text(SitePath::root().with_suffix(config::FILE), text),
        // Whoever reads sites knows best how to say what is wrong.
        Err(_) => sources = read(site)?.sources,
    }
    Ok(Config::read(&sources).0)
}

/// The state behind a round of the loop. Only a build without errors replaces the
/// site.
fn next(serve: &Serve, now: &State, outcome: &Outcome, number: u64) -> State {
    let Outcome::Built(rebuilt) = outcome else {
        return State {
            findings: Arc::new(Findings::of_trouble(outcome)),
            ..now.clone()
        };
    };
    let (config, _) = Config::read(&rebuilt.site.sources);
    let config = Arc::new(config);
    let findings = Arc::new(Findings::of_build(rebuilt, &config, serve.editor.as_ref()));
    if rebuilt.build.has_errors() {
        return State {
            findings,
            ..now.clone()
        };
    }
    let then = now.site.as_deref();
    let site = Snapshot::new(&rebuilt.build.output, &config, &rebuilt.site.places, then);
    let followed = match serve.follow {
        true => follow::edited(rebuilt, &config, then, &site, number),
        false => None,
    };
    State {
        site: Some(Arc::new(site)),
        findings,
        followed: followed.or_else(|| now.followed.clone()),
    }
}
