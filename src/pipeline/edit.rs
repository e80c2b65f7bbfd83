//! What has changed in the sources since the last build.

use crate::base::path::SitePath;
use crate::base::sources::Sources;
use std::collections::BTreeSet;

/// The files that are others than before; `None` where files have come or gone.
pub(super) fn changed_files(then: &Sources, now: &Sources) -> Option<BTreeSet<SitePath>> {
    if now.files.len() != then.files.len() {
        return None;
    }
    let mut changed = BTreeSet::new();
    for ((file, now), (there, then)) in now.files.iter().zip(&then.files) {
        if file != there {
            return None;
        }
        if now.fingerprint != then.fingerprint {
            changed.insert(file.clone());
        }
    }
    Some(changed)
}

/// Whether what stands beside the files is the same.
pub(super) fn is_same_beside(then: &Sources, now: &Sources) -> bool {
    let Sources {
        files: _,
        problems,
        overrides,
        past,
    } = now;
    *problems == then.problems && *overrides == then.overrides && *past == then.past
}
