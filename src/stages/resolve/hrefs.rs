//! What is written for the addresses of a page, and said of those that lead
//! nowhere.

use super::addresses::{Reason, Target};
use super::assets::published_asset;
use super::compose::Composer;
use super::xrefs::{XrefTarget, uid_of, with_suffix};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::path::SitePath;
use crate::stages::markdown::{Address, Purpose, unsafe_address};

impl Composer<'_> {
    fn resolve(&self, file: &SitePath, address: &Address) -> Target {
        let addresses = self.parts.addresses;
        let Some((uid, suffix)) = uid_of(&address.written) else {
            return addresses.resolve(self.id.locale, file, &address.written, address.purpose);
        };
        match self.parts.xrefs.find(addresses, self.id.locale, &uid) {
            Some(XrefTarget::Page(id)) => Target::Page(id, suffix),
            Some(XrefTarget::Elsewhere(href, _)) => Target::Elsewhere(with_suffix(href, &suffix)),
            None => Target::Nothing(Reason::UnknownUid),
        }
    }

    /// What is written for an address.
    pub(super) fn href(&mut self, file: &SitePath, address: &Address) -> String {
        let target = self.resolve(file, address);
        match &target {
            _ if address.purpose != Purpose::Link => {}
            Target::Page(id, suffix) => self.jump(file, address.range, id, suffix),
            Target::SamePage(suffix) => self.jump(file, address.range, self.id, suffix),
            Target::Asset(..) | Target::Elsewhere(_) | Target::Nothing(_) => {}
        }
        let page = &self.page.route;
        match &target {
            Target::Page(id, suffix) => {
                let route = &self.parts.addresses.inventory.pages[id].route;
                format!("{}{suffix}", page.address_of(route))
            }
            Target::Asset(asset, suffix) => {
                let published = self.published(asset);
                self.composed.assets.insert(asset.clone());
                format!("{}{suffix}", page.address_of(&published))
            }
            Target::SamePage(suffix) => suffix.clone(),
            Target::Elsewhere(to) => {
                self.note_web(file, address.range, to);
                to.clone()
            }
            Target::Nothing(reason) => {
                self.report_address(file, address, *reason);
                match reason {
                    Reason::Unsafe => String::new(),
                    _ => self.as_written(file, &address.written),
                }
            }
        }
    }

    /// A relative address that leads nowhere, as it would be written in the page
    /// itself: an included file may lie in another folder.
    fn as_written(&self, file: &SitePath, written: &str) -> String {
        let is_relative =
            !written.starts_with(['/', '#', '?', '~', '\\']) && !written.contains(':');
        if *file == self.page.file || !is_relative {
            return written.to_owned();
        }
        let (path, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        match file.folder().join(path) {
            Some(joined) => format!("{}{suffix}", self.page.file.address_of(&joined)),
            None => written.to_owned(),
        }
    }

    /// Where an asset is published.
    fn published(&self, asset: &SitePath) -> SitePath {
        published_asset(self.parts.addresses, asset)
    }

    pub(super) fn title_of(&self, file: &SitePath, address: &Address) -> String {
        match self.resolve(file, address) {
            Target::Page(id, _) => self.parts.titles.of(&id).to_owned(),
            _ => self.name_elsewhere(&address.written),
        }
    }

    /// What a page of another site is called, where a map of uids says so.
    fn name_elsewhere(&self, written: &str) -> String {
        let found = uid_of(written).and_then(|(uid, _)| {
            let addresses = self.parts.addresses;
            match self.parts.xrefs.find(addresses, self.id.locale, &uid)? {
                XrefTarget::Elsewhere(_, name) => Some(name.unwrap_or(&uid).to_owned()),
                XrefTarget::Page(_) => None,
            }
        });
        found.unwrap_or_else(|| written.to_owned())
    }

    fn report_address(&mut self, file: &SitePath, address: &Address, reason: Reason) {
        let at = self.parts.library.span(file, address.range);
        let written = &address.written;
        let what = match address.purpose {
            Purpose::Link => "page",
            Purpose::Media => "file",
        };
        self.report(match reason {
            Reason::UnknownUid => Diagnostic::new(
                Code::XrefNotFound,
                at,
                format!("no page has the uid of `{written}`"),
            )
            .hint("mend it, or name a map of the other site's uids in `[xref]` of `book.toml`"),
            Reason::Unsafe => unsafe_address(at, written),
            Reason::NoSuchHost => Diagnostic::new(
                Code::FileNotFound,
                at,
                format!("no site can have the name in `{written}`"),
            )
            .hint("write the address of a page, or take the link away"),
            Reason::Missing if written.starts_with('/') => Diagnostic::new(
                Code::FileNotFound,
                at,
                format!("there is no {what} `{written}`"),
            )
            .hint(
                "mend the path, or name the site it belongs to in `[links.external-roots]` \
                 of `book.toml`",
            ),
            Reason::Missing => Diagnostic::new(
                Code::FileNotFound,
                at,
                format!("there is no {what} `{written}`"),
            )
            .hint("mend the path, which is relative to this file"),
            Reason::NotPublished => Diagnostic::new(
                Code::LinkOutOfScope,
                at,
                format!("`{written}` is not a {what} of the site"),
            )
            .hint("link to a page; includes, tables of contents and excluded files are none"),
            Reason::OutOfScope => Diagnostic::new(
                Code::LinkOutOfScope,
                at,
                format!("`{written}` climbs out of the content folder"),
            )
            .hint("link to a page of this site, or write the whole address of another"),
        });
    }
}
