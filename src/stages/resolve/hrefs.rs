//! What is written for the addresses of a page.

use super::addresses::{Found, Reason, Target};
use super::assets::published_asset;
use super::compose::Composer;
use super::spelling::split;
use super::xrefs::{XrefTarget, uid_of, with_suffix};
use crate::base::path::SitePath;
use crate::stages::markdown::{Address, Purpose};

impl Composer<'_> {
    fn resolve(&self, file: &SitePath, address: &Address) -> Found {
        let addresses = self.parts.addresses;
        let Some((uid, suffix)) = uid_of(&address.written) else {
            return addresses.resolve(self.id.locale, file, &address.written, address.purpose);
        };
        let target = match self.parts.xrefs.find(addresses, self.id.locale, &uid) {
            Some(XrefTarget::Page(id)) => Target::Page(id, suffix),
            Some(XrefTarget::Elsewhere(href, _)) => Target::Elsewhere(with_suffix(href, &suffix)),
            None => Target::Nothing(Reason::UnknownUid),
        };
        target.into()
    }

    /// What is written for an address.
    pub(super) fn href(&mut self, file: &SitePath, address: &Address) -> String {
        let Found { target, detour } = self.resolve(file, address);
        if let Some(detour) = detour {
            self.report_detour(file, address, &target, detour);
        }
        match &target {
            _ if address.purpose != Purpose::Link => {}
            Target::Page(id, suffix) => {
                let at = self.place_of(file, address);
                self.jump(at, address.editable, id, suffix);
            }
            Target::SamePage(suffix) => {
                let at = self.place_of(file, address);
                self.jump(at, address.editable, self.id, suffix);
            }
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
                let mut at = self.place_of(file, address);
                if !address.editable {
                    // What stands here is not the address: nothing to be edited.
                    at.range.end = at.range.start;
                }
                self.note_web(at, to);
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
        let (path, suffix) = split(written);
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
        match self.resolve(file, address).target {
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
}
