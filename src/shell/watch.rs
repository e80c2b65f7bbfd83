//! `guidepost watch`: writes the site again after every change.

use super::cli::{self, Options, Problem};
use super::live::{self, Rebuilt};
use super::publish::{Publication, Summary};
use std::path::Path;
use std::process::ExitCode;

/// Builds now and after every change of the sources, until it is stopped.
pub(super) fn run(site: &Path, out: &Path, options: &Options) -> Result<ExitCode, Problem> {
    let ours = [out.to_owned(), std::path::absolute(out).unwrap_or_default()];
    live::run(site, &ours, options, &mut |rebuilt| {
        if rebuilt.build.has_errors() {
            let message = "nothing was written; the last good site is still there";
            cli::say(options, message);
            return Ok(());
        }
        let summary = publish(rebuilt, out)?;
        let pages = rebuilt.build.rendered.len();
        cli::say(options, &cli::done(pages, rebuilt.since, out, &summary));
        Ok(())
    })
}

fn publish(rebuilt: &Rebuilt, out: &Path) -> Result<Summary, Problem> {
    let publication = Publication::begin(out, &rebuilt.site.places)?;
    for (route, content) in &rebuilt.build.output.files {
        publication.put(route, content);
    }
    Ok(publication.commit()?)
}
