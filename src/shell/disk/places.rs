//! [`Places`]: where on the disk a source is.

use super::root::plain;
use crate::base::path::SitePath;
use std::path::{Path, PathBuf};

/// Which folder of the disk each part of the sources comes from.
#[derive(Clone, Debug)]
pub(in crate::shell) struct Places {
    /// The site's own folder.
    pub site: PathBuf,
    /// Content folders, which may lie outside of the site.
    pub(super) content: Vec<(SitePath, PathBuf)>,
}

impl Places {
    /// The file on the disk that a source is read from.
    pub(in crate::shell) fn of(&self, file: &SitePath) -> PathBuf {
        for (root, folder) in &self.content {
            if let Some(rest) = file.below(root) {
                return join(folder, rest.as_str());
            }
        }
        join(&self.site, file.as_str())
    }

    /// Says where files that a command reads besides come from.
    pub(in crate::shell) fn add(&mut self, root: SitePath, folder: PathBuf) {
        self.content.push((root, folder));
    }
}

/// `folder/path` without a needless `./` in front, as people write it.
pub(super) fn join(folder: &Path, path: &str) -> PathBuf {
    plain(folder).join(path)
}
