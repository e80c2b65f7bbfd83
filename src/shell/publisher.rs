//! [`Publisher`]: publishes a site again and again, at the cost of what changed.

use super::disk::{Places, Stamp};
use super::manifest::{Entry, MANIFEST};
use super::publish::Publication;
use super::publish_error::PublishError;
use crate::base::path::SitePath;
use crate::stages::emit::Content;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Publishes a site to one folder.
pub(super) struct Publisher {
    out: PathBuf,
    last: Option<Last>,
}

/// What was published last, as long as the manifest is the one that we wrote:
/// another build may have written to the folder since, or somebody removed it.
struct Last {
    files: BTreeMap<String, Entry>,
    manifest: Stamp,
}

impl Publisher {
    pub(super) fn of(out: &Path) -> Self {
        let out = out.to_owned();
        Self { out, last: None }
    }

    /// Publishes a site of which these files were written and removed since the
    /// last time.
    ///
    /// # Errors
    /// As for a [`Publication`]; the next time everything is compared again.
    pub(super) fn publish(
        &mut self,
        files: &BTreeMap<SitePath, Content>,
        written: &BTreeSet<SitePath>,
        removed: &BTreeSet<SitePath>,
        places: &Places,
    ) -> Result<(), PublishError> {
        let last = self.last.take();
        let last = last.filter(|last| self.manifest().is_some_and(|now| now.is_as(&last.manifest)));
        let publication = if let Some(last) = last {
            let gone = removed.iter().map(SitePath::to_string).collect();
            let publication = Publication::resume(last.files, gone, &self.out, places)?;
            for route in written {
                if let Some(content) = files.get(route) {
                    publication.put(route, content);
                }
            }
            publication
        } else {
            let publication = Publication::begin(&self.out, places)?;
            files
                .par_iter()
                .for_each(|(route, content)| publication.put(route, content));
            publication
        };
        let published = publication.commit()?;
        self.last = self.manifest().map(|manifest| Last {
            files: published.files,
            manifest,
        });
        Ok(())
    }

    fn manifest(&self) -> Option<Stamp> {
        let metadata = std::fs::metadata(self.out.join(MANIFEST)).ok()?;
        Some(Stamp::of(&metadata))
    }
}
