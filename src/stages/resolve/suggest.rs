//! How an address would be written that is not quite right, and what one that
//! leads nowhere may have meant.

use super::addresses::{Addresses, Target};
use super::spelling::{decoded, has_scheme, split};
use crate::base::diagnostic::nearest;
use crate::base::path::SitePath;

/// Among more names than these none is looked for that may have been meant.
const COMPARED: usize = 300;
/// A name that more files have than this says nothing about which is meant.
const NAMESAKES: usize = 4;

impl Addresses<'_> {
    /// The address that a writer would type in `file` for a target, in the way
    /// in which `written` is written; `None` where that is the same.
    pub(super) fn as_a_writer(
        &self,
        locale: usize,
        file: &SitePath,
        written: &str,
        target: &Target,
    ) -> Option<String> {
        let (path, _) = split(written);
        let named = self.named_path(locale, file, written);
        let names_locale = named.is_some_and(|(named, _)| named != locale);
        let address = match target {
            Target::Elsewhere(address) => address.clone(),
            Target::Page(id, suffix)
                if path.starts_with('/') || has_scheme(path) || id.locale != locale =>
            {
                let tag = &self.config.locales[id.locale].tag;
                let root = match names_locale || id.locale != locale {
                    true => format!("/{tag}/"),
                    false => "/".to_owned(),
                };
                let key = match id.key.name() {
                    // A folder is its index.
                    "index" if id.key.folder() == SitePath::root() => String::new(),
                    "index" => format!("{}/", SitePath::root().written_way_to(&id.key.folder())),
                    _ => SitePath::root().written_way_to(&id.key),
                };
                format!("{root}{key}{suffix}")
            }
            Target::Page(id, suffix) => {
                let page = self.inside_content(&self.inventory.pages.get(id)?.file);
                let has_ending = decoded(path).rsplit('/').next()?.contains('.');
                let page = match has_ending {
                    true => page,
                    false => page.without_extension(),
                };
                format!("{}{suffix}", self.way(file, path, &page))
            }
            Target::Asset(asset, suffix) => {
                let asset = self.inside_content(asset);
                format!("{}{suffix}", self.way(file, path, &asset))
            }
            Target::SamePage(_) | Target::Nothing(_) => return None,
        };
        (address != written).then_some(address)
    }

    /// The path from a file to another below a content folder, from that folder
    /// where the one at hand is.
    fn way(&self, file: &SitePath, path: &str, target: &SitePath) -> String {
        match path.starts_with("~/") {
            true => {
                let docset = self.docset_of(file).unwrap_or_else(SitePath::root);
                let docset = self.inside_content(&docset.with_suffix("/."));
                let below = target.below(&docset.folder());
                let below = below.unwrap_or_else(|| target.clone());
                format!("~/{}", SitePath::root().written_way_to(&below))
            }
            false => self.inside_content(file).written_way_to(target),
        }
    }

    /// The relative address that one which leads nowhere may have meant: of a
    /// file of its name elsewhere, else of one of nearly its name beside it.
    pub(super) fn nearest_file(&self, file: &SitePath, written: &str) -> Option<String> {
        let (path, suffix) = split(written.trim());
        let (joined, inside) = self.beside(file, &decoded(path))?;
        let name = match joined.extension().as_str() {
            "" | "html" => format!("{}.md", joined.without_extension().name()),
            _ => joined.name().to_owned(),
        };
        let found = self.namesake(file, &inside, &name);
        let found = found.or_else(|| self.neighbour(&joined, &name))?;
        Some(format!("{}{suffix}", self.way(file, path, &found)))
    }

    /// The file of the same name whose folders are most like those wanted, of
    /// the same locale where there is one.
    fn namesake(&self, file: &SitePath, wanted: &SitePath, name: &str) -> Option<SitePath> {
        let files = self.inventory.files_named(name);
        if files.len() > NAMESAKES || name.starts_with("index.") {
            return None;
        }
        let locale = self.config.locale_of(file);
        let nearness = |other: &&SitePath| {
            let folders = self.inside_content(other).folder();
            let wanted = wanted.folder();
            let shared = folders.parts().zip(wanted.parts());
            let shared = shared.take_while(|(a, b)| a == b).count();
            (self.config.locale_of(other) == locale, shared)
        };
        // What has this very address in another locale is not meant: it is not here.
        let others = files.iter().rev();
        let others = others.filter(|other| self.inside_content(other) != *wanted);
        let found = others.max_by_key(nearness)?;
        Some(self.inside_content(found))
    }

    /// The file in the same folder whose name is nearly the one wanted.
    fn neighbour(&self, wanted: &SitePath, name: &str) -> Option<SitePath> {
        let folder = wanted.folder();
        let beside = self.sources.below(&folder).take(COMPARED);
        let names = beside.filter_map(|(other, _)| {
            let is_like = other.folder() == folder
                && other.extension() == name.rsplit('.').next()?.to_ascii_lowercase();
            is_like.then(|| other.name())
        });
        let meant = nearest(name, names)?;
        Some(self.inside_content(&folder.join(meant)?))
    }
}
