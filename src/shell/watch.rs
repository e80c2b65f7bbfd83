//! `guidepost watch`: writes the site again after every change.

use super::cli::{Options, Problem};
use super::live::{self, Outcome, Watched};
use super::publisher::Publisher;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// Builds now and after every change of the sources, until it is stopped.
pub(super) fn run(
    site: &Path,
    out: &Path,
    poll: Option<Duration>,
    options: &Options,
) -> Result<ExitCode, Problem> {
    let watched = Watched {
        folder: site,
        ours: &[out.to_owned()],
        poll,
    };
    let mut publisher = Publisher::of(out);
    live::run(&watched, options, &mut |outcome| {
        if let Outcome::Built(rebuilt) = outcome
            && !rebuilt.build.has_errors()
        {
            let (written, removed) = (&rebuilt.delta.written, &rebuilt.delta.removed);
            let files = &rebuilt.build.output.files;
            publisher.publish(files, written, removed, &rebuilt.site.places)?;
        }
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}
