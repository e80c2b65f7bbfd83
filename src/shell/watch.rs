//! `guidepost watch`: writes the site again after every change.

use super::cli::{self, Options, Problem};
use super::live::{self, Outcome, Rebuilt, Watched};
use super::publish::{Publication, Summary};
use std::path::Path;
use std::process::ExitCode;

/// Builds now and after every change of the sources, until it is stopped.
pub(super) fn run(site: &Path, out: &Path, options: &Options) -> Result<ExitCode, Problem> {
    let ours = [out.to_owned(), std::path::absolute(out).unwrap_or_default()];
    let watched = Watched {
        folder: site,
        ours: &ours,
        poll: None,
    };
    live::run(&watched, options, &mut |outcome| {
        let Outcome::Built(rebuilt) = outcome else {
            return Ok(());
        };
        if rebuilt.build.has_errors() {
            let message = "nothing was written; the last good site is still there";
            cli::say(options, message);
            return Ok(());
        }
        let summary = publish(rebuilt, out)?;
        let pages = rebuilt.build.rendered.len();
        cli::say(options, &cli::done(pages, rebuilt.since, out, &summary));
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

fn publish(rebuilt: &Rebuilt, out: &Path) -> Result<Summary, Problem> {
    let publication = Publication::begin(out, &rebuilt.site.places)?;
    for (route, content) in &rebuilt.build.output.files {
        publication.put(route, content);
    }
    Ok(publication.commit()?)
}
