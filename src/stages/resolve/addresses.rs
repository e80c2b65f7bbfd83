//! What an address in a source leads to.

use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::{Config, Locale};
use crate::stages::discover::{Inventory, PageId};
use crate::stages::markdown::{Purpose, is_safe_address};
use percent_encoding::percent_decode_str;

/// Everything that decides what an address leads to.
#[derive(Clone, Copy)]
pub struct Addresses<'a> {
    /// Mounts and external roots.
    pub config: &'a Config,
    /// Which files exist.
    pub sources: &'a Sources,
    /// Which of them are pages.
    pub inventory: &'a Inventory,
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
    ) -> Target {
        if self.config.markdown.sanitizes && !is_safe_address(written) {
            return Target::Nothing(Reason::Unsafe);
        }
        let written = written.trim();
        if has_scheme(written) || written.starts_with("//") {
            if !has_possible_host(written) {
                return Target::Nothing(Reason::NoSuchHost);
            }
            return Target::Elsewhere(written.to_owned());
        }
        let split = written.find(['?', '#']).unwrap_or(written.len());
        let (path, suffix) = written.split_at(split);
        if path.is_empty() {
            return Target::SamePage(suffix.to_owned());
        }
        if path.starts_with('/') {
            return self.rooted(locale, path, suffix, purpose);
        }
        match self.beside(file, &decoded(path)) {
            Some((joined, inside)) => self.below_content(locale, &joined, &inside, suffix, purpose),
            None => Target::Nothing(Reason::OutOfScope),
        }
    }

    /// The file that an include at `file` names: its path is written as the
    /// file is named, without percent-encoding.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn included(&self, file: &SitePath, path: &str) -> Result<SitePath, Reason> {
        let path = path.replace('\\', "/");
        let (joined, _) = self.beside(file, &path).ok_or(Reason::OutOfScope)?;
        match self.sources.text(&joined) {
            Some(_) => Ok(joined),
            None => Err(Reason::Missing),
        }
    }

    /// The file whose code is shown at `file`: of the same locale, or of the
    /// first in its chain that has it.
    #[must_use]
    pub fn code_file(&self, file: &SitePath, path: &str) -> Option<SitePath> {
        let locale = self.config.locale_of(file)?;
        let content = &self.config.locales[locale].content;
        let path = decoded(path);
        let joined = match path.strip_prefix("~/") {
            Some(rest) => content.join(rest),
            None => file.folder().join(&path),
        };
        let inside = joined?.below(content)?;
        let chain = self.config.locales[locale].fallback.iter();
        std::iter::once(&locale)
            .chain(chain)
            .filter_map(|&other| self.config.locales[other].content.join(inside.as_str()))
            .find(|file| self.sources.text(file).is_some())
    }

    /// The tag of a locale of the chain that has the file which is missing in
    /// the locale of `file`.
    #[must_use]
    pub fn included_elsewhere(&self, file: &SitePath, path: &str) -> Option<&str> {
        let locale = &self.config.locales[self.config.locale_of(file)?];
        let (_, wanted) = self.beside(file, &path.replace('\\', "/"))?;
        let chain = locale
            .fallback
            .iter()
            .map(|&other| &self.config.locales[other]);
        let has = |other: &&Locale| {
            let there = other.content.join(wanted.as_str());
            there.is_some_and(|there| self.sources.text(&there).is_some())
        };
        chain.into_iter().find(has).map(|other| other.tag.as_str())
    }

    /// The place that a relative path in `file` names, `~/` being the content
    /// folder: among all files, and below that folder. `None` when it lies
    /// outside of it.
    pub(super) fn beside(&self, file: &SitePath, path: &str) -> Option<(SitePath, SitePath)> {
        let content = self.content_folder(file)?;
        let joined = match path.strip_prefix("~/") {
            Some(rest) => content.join(rest),
            None => file.folder().join(path),
        }?;
        let inside = joined.below(content)?;
        Some((joined, inside))
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

    /// A path below a content folder: `joined` among all files, `inside` below
    /// the folder.
    fn below_content(
        &self,
        locale: usize,
        joined: &SitePath,
        inside: &SitePath,
        suffix: &str,
        purpose: Purpose,
    ) -> Target {
        if purpose == Purpose::Link
            && let Some(id) = self.page(locale, &self.config.mounted(inside))
        {
            return Target::Page(id, suffix.to_owned());
        }
        if let Some(asset) = self.asset(locale, joined, inside) {
            return Target::Asset(asset, suffix.to_owned());
        }
        Target::Nothing(match self.sources.files.contains_key(joined) {
            true => Reason::NotPublished,
            false => Reason::Missing,
        })
    }

    /// An address from the root of the host: a page of this site, where a
    /// locale may stand before it, else a root that belongs to another site.
    fn rooted(&self, locale: usize, path: &str, suffix: &str, purpose: Purpose) -> Target {
        let decoded = decoded(path);
        let rooted = decoded.trim_start_matches('/');
        let named = rooted.split_once('/').and_then(|(tag, rest)| {
            let locale = self.config.locale(&tag.to_ascii_lowercase())?;
            Some((locale, rest))
        });
        let (locale, rooted) = named.unwrap_or((locale, rooted));
        if let Some(key) = SitePath::new(rooted) {
            if purpose == Purpose::Link
                && let Some(id) = self.page(locale, &key)
            {
                return Target::Page(id, suffix.to_owned());
            }
            let file = self.config.locales[locale].content.join(key.as_str());
            if let Some(asset) = file.and_then(|file| self.asset(locale, &file, &key)) {
                return Target::Asset(asset, suffix.to_owned());
            }
        }
        for (root, target) in &self.config.external_roots {
            if let Some(rest) = path.strip_prefix(root.as_str()) {
                return Target::Elsewhere(format!("{target}{rest}{suffix}"));
            }
        }
        Target::Nothing(Reason::Missing)
    }

    /// The page at a path as people write it: with the source's ending, the
    /// published one, none, or as a folder.
    fn page(&self, locale: usize, path: &SitePath) -> Option<PageId> {
        let exists = |key: SitePath| {
            let id = PageId { locale, key };
            self.inventory.pages.contains_key(&id).then_some(id)
        };
        let named = match path.extension().as_str() {
            "md" | "yml" | "yaml" | "html" => exists(path.without_extension()),
            _ => None,
        };
        named
            .or_else(|| exists(path.clone()))
            .or_else(|| exists(path.join("index")?))
    }

    /// A file that is published as it is, of this locale or of the first in
    /// its chain that has it.
    fn asset(&self, locale: usize, joined: &SitePath, inside: &SitePath) -> Option<SitePath> {
        let chain = &self.config.locales[locale].fallback;
        std::iter::once(joined.clone())
            .chain(
                std::iter::once(&locale)
                    .chain(chain)
                    .filter_map(|&other| self.config.locales[other].content.join(inside.as_str())),
            )
            .find(|file| self.sources.files.contains_key(file) && is_publishable(file))
    }
}

/// Whether a file that a page names is published: not the sources of pages,
/// nor settings.
fn is_publishable(file: &SitePath) -> bool {
    !matches!(
        file.extension().as_str(),
        "" | "md" | "yml" | "yaml" | "toml" | "lock"
    )
}

/// A path as files are named: percent-decoded, with `/` for `\`.
pub(super) fn decoded(path: &str) -> String {
    percent_decode_str(path)
        .decode_utf8_lossy()
        .replace('\\', "/")
}

/// RFC 3986 section 3.1; a single letter is a Windows drive, not a scheme.
pub(super) fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return false;
    };
    scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Whether the host of a web address may exist: without its percent-encoding it
/// has no character that is forbidden in one (URL Standard, 3.1). Prose that
/// slipped into an address has blanks there.
fn has_possible_host(address: &str) -> bool {
    let is_web = |scheme: &str| {
        matches!(
            scheme.to_ascii_lowercase().as_str(),
            "" | "http:" | "https:"
        )
    };
    let Some((_, rest)) = address
        .split_once("//")
        .filter(|(scheme, _)| is_web(scheme))
    else {
        return true;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let forbidden = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '<' | '>' | '^' | '|' | '"' | '`')
    };
    !decoded(host).contains(forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_no_site_can_have() {
        for possible in [
            "https://example.com/a b",
            "//example.com",
            "HTTP://user@example.com:80",
            "http://[::1]/",
            "https://xn--3e0b707e.example/%20",
            "https://한국.example/",
            "mailto:a b@example.com",
        ] {
            assert!(has_possible_host(possible), "{possible}");
        }
        for impossible in ["http://see%20below", "https://<tenant>.example/", "//a b/c"] {
            assert!(!has_possible_host(impossible), "{impossible}");
        }
    }
}
