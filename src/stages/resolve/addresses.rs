//! What an address in a source leads to.

use super::assets::published_asset;
use super::redirects::Redirects;
use super::spelling::{
    decoded, has_possible_host, has_scheme, meant_scheme, split, without_region,
};
use super::xrefs::with_suffix;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::Config;
use crate::stages::discover::{Inventory, PageId};
use crate::stages::markdown::{Purpose, is_safe_address};

/// Everything that decides what an address leads to.
#[derive(Clone, Copy)]
pub struct Addresses<'a> {
    /// Mounts and external roots.
    pub config: &'a Config,
    /// Which files exist.
    pub sources: &'a Sources,
    /// Which of them are pages.
    pub inventory: &'a Inventory,
    /// Where pages that are gone have moved.
    pub redirects: &'a Redirects,
}

/// What an address leads to, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it leads to.
    pub target: Target,
    /// What is not quite right about it.
    pub detour: Option<Detour>,
}

/// Why an address reaches its target though it does not name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detour {
    /// The letters of its path differ in case.
    Case,
    /// What stood there has moved.
    Moved,
}

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, with the query and fragment behind its address.
    Page(PageId, String),
    /// A file that is published as it is.
    Asset(SitePath, String),
    /// A place on the same page, `#` included, or nothing at all.
    SamePage(String),
    /// Another site, or a scheme such as `mailto:`.
    Elsewhere(String),
    /// Nothing that exists.
    Nothing(Reason),
}

/// Why an address leads to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No such file.
    Missing,
    /// It climbs out of the locale's content folder.
    OutOfScope,
    /// The file exists, but is not published: it is excluded, or a part of pages.
    NotPublished,
    /// No page has the uid.
    UnknownUid,
    /// The name of the host is one that no host can have.
    NoSuchHost,
    /// Its scheme is nearly this one.
    NoSuchScheme(&'static str),
    /// HTML is sanitized, and its scheme may do harm.
    Unsafe,
}

impl Addresses<'_> {
    /// What `written` leads to when it stands in `file` and is read in
    /// `locale`.
    #[must_use]
    pub fn resolve(
        &self,
        locale: usize,
        file: &SitePath,
        written: &str,
        purpose: Purpose,
    ) -> Found {
        if self.config.markdown.sanitizes && !is_safe_address(written) {
            return Target::Nothing(Reason::Unsafe).into();
        }
        let written = written.trim();
        if has_scheme(written) || written.starts_with("//") {
            return self.whole(locale, written, purpose);
        }
        let (path, suffix) = split(written);
        if path.is_empty() {
            return Target::SamePage(suffix.to_owned()).into();
        }
        if path.starts_with('/') {
            return self.rooted(locale, path, suffix, purpose);
        }
        match self.beside(file, &decoded(path)) {
            Some((joined, inside)) => self.below_content(locale, &joined, &inside, suffix, purpose),
            None => Target::Nothing(Reason::OutOfScope).into(),
        }
    }

    /// The page of the source locale that a page is a translation of, there or
    /// not.
    #[must_use]
    pub fn source_of(&self, id: &PageId) -> PageId {
        PageId {
            locale: self.config.source,
            key: id.key.clone(),
        }
    }

    /// Whether a page is written in another locale too.
    #[must_use]
    pub fn has_counterpart(&self, id: &PageId) -> bool {
        let others = (0..self.config.locales.len()).filter(|&locale| locale != id.locale);
        others.into_iter().any(|locale| {
            let key = id.key.clone();
            let other = self.inventory.pages.get(&PageId { locale, key });
            other.is_some_and(|page| page.content_locale == locale)
        })
    }

    /// Where a target of this site is published, and the query and fragment
    /// behind its address.
    #[must_use]
    pub fn route_of<'t>(&self, target: &'t Target) -> Option<(SitePath, &'t str)> {
        match target {
            Target::Page(id, suffix) => {
                let page = self.inventory.pages.get(id)?;
                Some((page.route.clone(), suffix))
            }
            Target::Asset(file, suffix) => Some((published_asset(*self, file), suffix)),
            Target::SamePage(_) | Target::Elsewhere(_) | Target::Nothing(_) => None,
        }
    }

    /// The path below a content folder that an address of this site names, with
    /// the mounts applied, and its locale; whether anything is there or not.
    pub(super) fn named_path(
        &self,
        locale: usize,
        file: &SitePath,
        written: &str,
    ) -> Option<(usize, SitePath)> {
        let (path, _) = split(written.trim());
        let own = self.own_path(path);
        let rooted = own.or_else(|| path.strip_prefix('/'));
        if let Some(rooted) = rooted {
            let (locale, rooted) = self.in_named_locale(locale, &decoded(rooted));
            return Some((locale, SitePath::new(&rooted)?));
        }
        if has_scheme(path) {
            return None;
        }
        let (_, inside) = self.beside(file, &decoded(path))?;
        Some((locale, self.config.mounted(&inside)))
    }

    /// The file that an include at `file` names: its path is written as the
    /// file is named, without percent-encoding, but perhaps in other case.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn included(&self, file: &SitePath, path: &str) -> Result<SitePath, Reason> {
        let path = path.replace('\\', "/");
        let (joined, inside) = self.beside(file, &path).ok_or(Reason::OutOfScope)?;
        let is_text = |file: &SitePath| self.sources.text(file).is_some();
        if is_text(&joined) {
            return Ok(joined);
        }
        let in_any_case = self.inventory.file_in_any_case(&joined).cloned();
        let found = in_any_case.filter(is_text);
        let found = found.or_else(|| self.in_chain(file, &inside).find(is_text));
        found.ok_or(Reason::Missing)
    }

    /// The file whose code is shown at `file`: of the same locale, or of the
    /// first in its chain that has it.
    #[must_use]
    pub fn code_file(&self, file: &SitePath, path: &str) -> Option<SitePath> {
        let locale = self.config.locale_of(file)?;
        let content = &self.config.locales[locale].content;
        let path = decoded(path);
        let joined = match path.strip_prefix("~/") {
            Some(rest) => self.docset_of(file)?.join(rest),
            None => file.folder().join(&path),
        };
        let inside = joined?.below(content)?;
        self.in_chain(file, &inside)
            .find(|file| self.sources.text(file).is_some())
    }

    /// A path below the content folder of a file's locale, then below those of the
    /// locales that it falls back to.
    fn in_chain(&self, file: &SitePath, inside: &SitePath) -> impl Iterator<Item = SitePath> {
        let locales = &self.config.locales;
        let own = self.config.locale_of(file);
        let chain = own.map_or(&[][..], |own| &locales[own].fallback);
        own.into_iter()
            .chain(chain.iter().copied())
            .filter_map(|locale| locales[locale].content.join(inside.as_str()))
    }

    /// The place that a relative path in `file` names: among all files, and below
    /// the content folder. `None` when it lies outside of it.
    pub(super) fn beside(&self, file: &SitePath, path: &str) -> Option<(SitePath, SitePath)> {
        let content = self.content_folder(file)?;
        let joined = match path.strip_prefix("~/") {
            Some(rest) => self.docset_of(file)?.join(rest),
            None => file.folder().join(path),
        }?;
        let inside = joined.below(content)?;
        Some((joined, inside))
    }

    /// The folder that `~/` means: the nearest above a file that has a
    /// `docfx.json`, else the content folder.
    pub(super) fn docset_of(&self, file: &SitePath) -> Option<SitePath> {
        let content = self.content_folder(file)?;
        let above = std::iter::successors(Some(file.folder()), |folder| Some(folder.folder()));
        let depth = file.parts().count();
        let mut inside = above
            .take(depth)
            .filter(|folder| folder.below(content).is_some());
        let has_settings = |folder: &SitePath| {
            let settings = folder.join("docfx.json");
            settings.is_some_and(|settings| self.sources.files.contains_key(&settings))
        };
        Some(inside.find(has_settings).unwrap_or_else(|| content.clone()))
    }

    /// A file's path as people see it on the disk, relative to the site's folder.
    #[must_use]
    pub fn shown(&self, file: &SitePath) -> String {
        let Some(locale) = self.config.locale_of(file) else {
            return file.to_string();
        };
        let locale = &self.config.locales[locale];
        match file.below(&locale.content) {
            Some(inside) => format!("{}/{inside}", locale.folder.trim_end_matches('/')),
            None => file.to_string(),
        }
    }

    /// A file's path below the content folder of its locale, so that files of
    /// different locales can be compared.
    pub(super) fn inside_content(&self, file: &SitePath) -> SitePath {
        let content = self.content_folder(file);
        let inside = content.and_then(|content| file.below(content));
        inside.unwrap_or_else(|| file.clone())
    }

    fn content_folder(&self, file: &SitePath) -> Option<&SitePath> {
        let locale = self.config.locale_of(file)?;
        Some(&self.config.locales[locale].content)
    }

    /// A whole address: of another site, unless it begins as this one's do and
    /// leads to something here.
    fn whole(&self, locale: usize, written: &str, purpose: Purpose) -> Found {
        if !has_possible_host(written) {
            return Target::Nothing(Reason::NoSuchHost).into();
        }
        if let Some(meant) = meant_scheme(written) {
            return Target::Nothing(Reason::NoSuchScheme(meant)).into();
        }
        let (path, suffix) = split(written);
        let here = self.own_path(path).filter(|rest| !rest.is_empty());
        here.and_then(|rest| self.on_this_site(locale, &decoded(rest), suffix, purpose))
            .unwrap_or_else(|| Target::Elsewhere(written.to_owned()).into())
    }

    /// What stands behind the beginning of this site's addresses.
    fn own_path<'w>(&self, path: &'w str) -> Option<&'w str> {
        self.config.own_roots.iter().find_map(|root| {
            let (start, rest) = path.split_at_checked(root.len())?;
            start.eq_ignore_ascii_case(root).then_some(rest)
        })
    }

    /// A path below a content folder: `joined` among all files, `inside` below
    /// the folder.
    fn below_content(
        &self,
        locale: usize,
        joined: &SitePath,
        inside: &SitePath,
        suffix: &str,
        purpose: Purpose,
    ) -> Found {
        if purpose == Purpose::Link
            && let Some(found) = self.page(locale, &self.config.mounted(inside), suffix)
        {
            return found;
        }
        if let Some((asset, detour)) = self.asset(locale, joined, inside) {
            let target = Target::Asset(asset, suffix.to_owned());
            return Found { target, detour };
        }
        let is_there = self.sources.files.contains_key(joined);
        Target::Nothing(match is_there {
            true => Reason::NotPublished,
            false => Reason::Missing,
        })
        .into()
    }

    /// An address from the root of the host: of this site, else below a root
    /// that belongs to another.
    fn rooted(&self, locale: usize, path: &str, suffix: &str, purpose: Purpose) -> Found {
        let decoded = decoded(path);
        let below_root = decoded.trim_start_matches('/');
        if let Some(found) = self.on_this_site(locale, below_root, suffix, purpose) {
            return found;
        }
        for (root, target) in &self.config.external_roots {
            if let Some(rest) = path.strip_prefix(root.as_str()) {
                return Target::Elsewhere(format!("{target}{rest}{suffix}")).into();
            }
        }
        Target::Nothing(Reason::Missing).into()
    }

    /// What a path from this site's root leads to.
    fn on_this_site(
        &self,
        locale: usize,
        path: &str,
        suffix: &str,
        purpose: Purpose,
    ) -> Option<Found> {
        let (locale, path) = self.in_named_locale(locale, path);
        let found = self.below_root(locale, &path, suffix, purpose);
        // An address may force a language that this site does not have.
        found.or_else(|| {
            let rest = without_region(&path)?;
            self.below_root(locale, rest, suffix, purpose)
        })
    }

    /// What a path below the content folder, with the mounts applied, leads to.
    fn below_root(
        &self,
        locale: usize,
        path: &str,
        suffix: &str,
        purpose: Purpose,
    ) -> Option<Found> {
        let key = SitePath::new(path)?;
        if purpose == Purpose::Link
            && let Some(found) = self.page(locale, &key, suffix)
        {
            return Some(found);
        }
        let file = self.config.locales[locale].content.join(key.as_str())?;
        let (asset, detour) = self.asset(locale, &file, &key)?;
        let target = Target::Asset(asset, suffix.to_owned());
        Some(Found { target, detour })
    }

    /// A path from the root, and the locale that may stand before it.
    fn in_named_locale(&self, locale: usize, path: &str) -> (usize, String) {
        let named = path.split_once('/').and_then(|(tag, rest)| {
            let locale = self.config.locale(&tag.to_ascii_lowercase())?;
            Some((locale, rest.to_owned()))
        });
        named.unwrap_or_else(|| (locale, path.to_owned()))
    }
}

impl From<Target> for Found {
    fn from(target: Target) -> Self {
        Self {
            target,
            detour: None,
        }
    }
}

impl Target {
    /// The same with the query and fragment of the address that leads to it;
    /// its own fragment stays where that has none.
    pub(super) fn with_suffix(self, suffix: &str) -> Self {
        match self {
            Self::Page(id, own) => Self::Page(id, with_suffix(&own, suffix)),
            Self::Elsewhere(address) => Self::Elsewhere(with_suffix(&address, suffix)),
            other => other,
        }
    }
}
