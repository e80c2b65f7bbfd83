//! [`Contents`]: the whole of a table of contents, which no page carries and
//! each leads to.

use super::navigation::Shown;
use super::toc::Toc;
use crate::base::path::SitePath;
use crate::stages::config::Config;
use crate::stages::discover;

/// One table of contents, whole.
#[derive(Clone, Copy)]
pub struct Contents<'n> {
    pub(super) toc: &'n Toc,
}

impl<'n> Contents<'n> {
    /// Where it is published for the readers of a locale, without an ending: in
    /// a folder of its own where it is another locale's.
    #[must_use]
    pub fn place(&self, config: &Config, locale: usize) -> SitePath {
        let name = &self.toc.name;
        let path = match self.toc.locale == locale {
            true => format!("toc/{name}"),
            false => format!("toc/{}/{name}", config.locales[self.toc.locale].tag),
        };
        discover::in_locale(config, locale, &path)
    }

    /// Every entry, with all that is in it.
    #[must_use]
    pub fn items(&self) -> Vec<Shown<'n>> {
        let entries = &self.toc.entries;
        let outermost = (0..entries.len()).filter(|&entry| entries[entry].parent.is_none());
        outermost.map(|entry| self.entry(entry)).collect()
    }

    fn entry(self, entry: usize) -> Shown<'n> {
        let content = &self.toc.entries[entry];
        let children = content.children.iter();
        Shown {
            name: &content.name,
            locale: self.toc.locale,
            display_name: content.display_name.as_deref(),
            target: content.target.as_ref(),
            is_current: false,
            is_open: content.is_expanded,
            items: children.map(|&child| self.entry(child)).collect(),
        }
    }
}
