//! What has changed in the sources since the last build.

use crate::base::path::SitePath;
use crate::base::sources::Sources;
use std::collections::BTreeSet;

/// The files that are others than before; `None` where files have come or gone,
/// or what stands beside the files is another.
pub(super) fn changed_files(then: &Sources, now: &Sources) -> Option<BTreeSet<SitePath>> {
    let Sources {
        files,
        problems,
        overrides,
        past,
    } = now;
    let is_same_beside =
        *problems == then.problems && *overrides == then.overrides && *past == then.past;
    if !is_same_beside || files.len() != then.files.len() {
        return None;
    }
    let mut changed = BTreeSet::new();
    for ((file, now), (there, then)) in files.iter().zip(&then.files) {
        if file != there {
            return None;
        }
        if now.fingerprint != then.fingerprint {
            changed.insert(file.clone());
        }
    }
    Some(changed)
}
