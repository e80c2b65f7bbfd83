//! `guidepost l10n export` and `guidepost l10n import`: pages as files for
//! translators, and back.

mod export;
mod import;

pub(super) use export::{Export, export};
pub(super) use import::{Import, import};

use super::cli::Problem;
use super::disk::Site;
use crate::base::path::SitePath;
use crate::stages::config::{Config, Locale};
use std::path::{Path, PathBuf};

/// The settings of a site, and the locale that a command names.
struct Languages {
    config: Config,
    target: usize,
}

impl Languages {
    /// # Errors
    /// When there is no such locale, or it is the one that is translated from.
    fn of(site: &Site, tag: &str) -> Result<Self, Problem> {
        let (config, _) = Config::read(&site.sources);
        let Some(target) = config.locale(&tag.to_lowercase()) else {
            let known = config.locales.iter().enumerate();
            let known = known.filter(|(index, _)| *index != config.source);
            let known: Vec<String> = known.map(|(_, other)| format!("`{}`", other.tag)).collect();
            let help = match known.is_empty() {
                true => format!("add `[locales.{tag}]` to `book.toml`"),
                false => format!("name one of {}", known.join(", ")),
            };
            return Err(Problem::usage(format!("there is no locale `{tag}`"), &help));
        };
        if target == config.source {
            let message = format!("`{tag}` is the language that the site is translated from");
            return Err(Problem::usage(
                message,
                "name a locale that it is translated to",
            ));
        }
        Ok(Self { config, target })
    }

    fn source(&self) -> &Locale {
        &self.config.locales[self.config.source]
    }

    fn target(&self) -> &Locale {
        &self.config.locales[self.target]
    }

    /// The file that is or will be the translation of a page.
    fn translation(&self, path: &SitePath) -> Option<SitePath> {
        self.target().content.join(path.as_str())
    }
}

/// Where files for translators are, if nothing else is said.
fn folder(site: &Path, languages: &Languages) -> PathBuf {
    site.join("exchange").join(&languages.target().tag)
}
