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
use crate::stages::discover;
use crate::stages::l10n;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The settings of a site, and the locale that a command names.
struct Languages {
    config: Config,
    target: usize,
    /// The translations that there are, by the files of their sources: a page is
    /// paired by its key, wherever its file lies.
    pairs: BTreeMap<SitePath, SitePath>,
}

impl Languages {
    /// # Errors
    /// When there is no such locale, or it is the one that is translated from.
    fn of(site: &Site, tag: &str) -> Result<Self, Problem> {
        let (config, findings) = Config::read(&site.sources);
        if let Some(finding) = findings.first() {
            let message = format!("`book.toml` cannot be used: {}", finding.message);
            return Err(Problem::usage(message, "mend what `guidepost check` says"));
        }
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
        let (inventory, _) = discover::discover(&config, &site.sources);
        let pairs = l10n::pairs(&config, &inventory, &site.sources, target);
        let pairs = pairs.into_values();
        let pairs = pairs.filter_map(|pair| Some((pair.source?, pair.translation?)));
        let pairs = pairs.collect();
        Ok(Self {
            config,
            target,
            pairs,
        })
    }

    fn source(&self) -> &Locale {
        &self.config.locales[self.config.source]
    }

    fn target(&self) -> &Locale {
        &self.config.locales[self.target]
    }

    /// The file that is or will be the translation of a page, of which the path
    /// below the content folder is given.
    fn translation(&self, path: &SitePath) -> Option<SitePath> {
        let source = self.source().content.join(path.as_str())?;
        match self.pairs.get(&source) {
            Some(there) => Some(there.clone()),
            None => self.target().content.join(path.as_str()),
        }
    }
}

/// Where files for translators are, if nothing else is said.
fn folder(site: &Path, languages: &Languages) -> PathBuf {
    site.join("exchange").join(&languages.target().tag)
}
