//! What has changed in the sources since the last build.

use crate::base::path::SitePath;
use crate::base::sources::{Body, Sources};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The files whose text is another; `None` where files have come or gone, where
/// others than texts have changed, or what stands beside the files.
pub(super) fn changed_texts(then: &Sources, now: &Sources) -> Option<BTreeSet<SitePath>> {
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
        if file.cmp(there) != Ordering::Equal {
            return None;
        }
        if now.fingerprint == then.fingerprint {
            continue;
        }
        match (&now.body, &then.body) {
            (Body::Text(_), Body::Text(_)) => drop(changed.insert(file.clone())),
            _ => return None,
        }
    }
    Some(changed)
}
