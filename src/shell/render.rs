//! `guidepost render`: one page's body on standard output.

use super::cli::{Options, Problem, Strictness, exit_code, report};
use super::disk;
use super::report::{Detail, Format};
use crate::base::path::SitePath;
use crate::pipeline;
use crate::stages::config;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Writes a page's body. A page of a site, which is a folder with `book.toml`,
/// is read as that site reads it.
pub(super) fn run(
    file: &Path,
    root: Option<&Path>,
    theme: Option<String>,
    options: &Options,
) -> Result<ExitCode, Problem> {
    let help = "name a Markdown file, and with `--root` a folder above it";
    let full = file.canonicalize().map_err(|error| {
        Problem::usage(format!("cannot read `{}`: {error}", file.display()), help)
    })?;
    let folder = match file.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let is_site = |folder: &&Path| folder.join(config::FILE).is_file();
    let site_folder = match root {
        Some(root) => Some(root).filter(is_site),
        None => full.ancestors().skip(1).find(is_site),
    };
    let mut site = match site_folder {
        Some(folder) => disk::read(folder).map_err(|message| Problem::usage(message, help))?,
        None => disk::read_folder(root.unwrap_or(folder)),
    };
    site.sources.overrides.theme = theme;
    let is_it = |source: &&SitePath| {
        let place = site.places.of(source).canonicalize();
        place.is_ok_and(|place| place == full)
    };
    let name = full.file_name().and_then(|name| name.to_str());
    let mut candidates = site.sources.files.keys();
    let page = candidates.find(|source| Some(source.name()) == name && is_it(source));
    let rendered = page.and_then(|page| pipeline::render_body(&site.sources, page));
    let Some((html, findings)) = rendered else {
        let message = match root {
            Some(root) => format!(
                "`{}` is not a page below `{}`",
                file.display(),
                root.display()
            ),
            None => format!("`{}` is not a page", file.display()),
        };
        return Err(Problem::usage(message, help));
    };
    // A closed pipe is the reader's choice, not an error of ours.
    let _ = anstream::stdout().write_all(html.as_bytes());
    if options.format == Format::Human {
        report(options, Detail::WarningsAndErrors, &findings, &site);
    }
    Ok(ExitCode::from(exit_code(&findings, Strictness::Errors)))
}
