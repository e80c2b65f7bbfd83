//! `guidepost check`: finds what is wrong, mends what can be mended, and tells
//! what is new from what is known.

use super::baseline::{Baseline, Compared};
use super::cli::{Options, Problem, complain, count, exit_code, read, report, say, strictness};
use super::disk::Site;
use super::report::Detail;
use super::{external, fix};
use crate::base::diagnostic::Diagnostic;
use crate::base::sources::Sources;
use crate::pipeline::Pipeline;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// What `guidepost check` takes.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[derive(Args)]
pub(super) struct Check {
    /// The folder with `book.toml`
    #[arg(default_value = ".")]
    site: PathBuf,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Make the edits that findings offer
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// A list of known findings: only new ones are shown, and only they fail
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to the baseline as known
    #[arg(long, requires = "baseline", conflicts_with = "dry_run")]
    update_baseline: bool,
    /// Ask other sites too whether the pages that links lead to are there
    #[arg(long)]
    external: bool,
    /// Where their answers are remembered [default: `.guidepost/external-links.json` in the
    /// site]
    #[arg(long, value_name = "FILE", requires = "external")]
    cache: Option<PathBuf>,
}

/// Checks a site.
pub(super) fn run(check: &Check, options: &Options) -> Result<ExitCode, Problem> {
    let start = Instant::now();
    // A baseline that cannot be read is said before the work, not after it.
    let baseline = match &check.baseline {
        Some(path) if !check.update_baseline => Some(read_baseline(path)?),
        _ => None,
    };
    let mut site = read(&check.site)?;
    let mut findings = check.find(&site.sources, options);
    let mut is_mended = true;
    if check.fix {
        (findings, is_mended) = mend(check, &mut site, findings, options);
    }
    if let Some(path) = check.baseline.as_deref().filter(|_| check.update_baseline) {
        let written = Baseline::write(path, &findings, &site.sources);
        written.map_err(|error| {
            let message = format!("cannot write `{}`: {error}", path.display());
            Problem::usage(message, "choose another file, or make its folder")
        })?;
        let known = count(findings.len(), "finding");
        say(options, &format!("{known} -> {}", path.display()));
        return Ok(ExitCode::from(u8::from(!is_mended)));
    }
    let findings = match &baseline {
        Some(baseline) => {
            let Compared { new, known, mended } = baseline.compare(findings, &site.sources);
            let known = count(known, "known finding");
            say(
                options,
                &format!("{known} not shown, {mended} of the baseline mended"),
            );
            new
        }
        None => findings,
    };
    report(options, Detail::Everything, &findings, &site);
    let files = site.sources.files.keys();
    let pages = files.filter(|file| file.extension() == "md").count();
    let time = start.elapsed().as_millis();
    let pages = count(pages, "Markdown file");
    say(options, &format!("checked {pages} in {time} ms"));
    let code = exit_code(&findings, strictness(check.strict));
    Ok(ExitCode::from(match is_mended {
        true => code,
        false => code.max(1),
    }))
}

impl Check {
    fn find(&self, sources: &Sources, options: &Options) -> Vec<Diagnostic> {
        match self.external {
            true => external::findings(sources, &self.site, self.cache.clone(), options),
            false => Pipeline::once(sources, &|_, _| {}),
        }
    }
}

fn read_baseline(path: &Path) -> Result<Baseline, Problem> {
    let help = "write it with `--baseline FILE --update-baseline`";
    Baseline::read(path).map_err(|message| Problem::usage(message, help))
}

/// Makes the edits that findings offer; gives what is found after them, and
/// whether every file could be written.
fn mend(
    check: &Check,
    site: &mut Site,
    findings: Vec<Diagnostic>,
    options: &Options,
) -> (Vec<Diagnostic>, bool) {
    let find = |sources: &Sources| check.find(sources, options);
    let mended = fix::mend(&mut site.sources, findings, find);
    let edits = count(mended.edits, "edit");
    let files = count(mended.changed.len(), "file");
    if check.dry_run {
        fix::show(site, &mended.changed);
        say(options, &format!("{edits} in {files} would be made"));
        return (mended.findings, true);
    }
    let refused = fix::write(site, &mended.changed);
    for message in &refused {
        complain(
            message,
            Some("the file is as it was; mend it, or check again"),
        );
    }
    say(options, &format!("{edits} made in {files}"));
    (mended.findings, refused.is_empty())
}
