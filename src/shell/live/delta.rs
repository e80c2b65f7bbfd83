//! [`Delta`]: which files of a site are not what they were.

use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::pipeline::Build;
use crate::stages::emit::{Content, Output};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of a site that differ from those of the last good one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::shell) struct Delta {
    /// Those that are new or have another content.
    pub written: BTreeSet<SitePath>,
    /// Those that are no more.
    pub removed: BTreeSet<SitePath>,
}

/// The last good site.
#[derive(Default)]
pub(super) struct Shown {
    output: Arc<Output>,
    /// What the files were that it copies.
    copies: BTreeMap<SitePath, Fingerprint>,
}

impl Shown {
    /// A site to compare later ones with.
    pub(super) fn new(build: &Build, sources: &Sources) -> Self {
        let copy = |content: &Content| {
            let Content::Copy(file) = content else {
                return None;
            };
            Some((file.clone(), sources.files.get(file)?.fingerprint))
        };
        Self {
            output: Arc::clone(&build.output),
            copies: build.output.files.values().filter_map(copy).collect(),
        }
    }

    /// How a site differs from this one.
    pub(super) fn delta(&self, build: &Build, sources: &Sources) -> Delta {
        let (then, now) = (&self.output.files, &build.output.files);
        let is_new = |(route, content): &(&SitePath, &Content)| match (content, then.get(*route)) {
            (Content::Text(now), Some(Content::Text(then))) => {
                !Arc::ptr_eq(now, then) && now != then
            }
            (Content::Copy(now), Some(Content::Copy(then))) => {
                let source = sources.files.get(now);
                now != then
                    || source.map(|source| source.fingerprint) != self.copies.get(now).copied()
            }
            _ => true,
        };
        let written = now.iter().filter(is_new);
        let removed = then.keys().filter(|route| !now.contains_key(*route));
        Delta {
            written: written.map(|(route, _)| route.clone()).collect(),
            removed: removed.cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sources::Source;
    use crate::stages::emit;

    fn path(text: &str) -> SitePath {
        SitePath::root().with_suffix(text)
    }

    fn build(files: &[(&str, Content)]) -> Build {
        let files = files
            .iter()
            .map(|(route, content)| (path(route), content.clone()));
        let files = files.collect();
        Build {
            output: Arc::new(Output { files }),
            ..Build::default()
        }
    }

    #[test]
    fn a_copy_differs_when_its_source_does() {
        let mut sources = Sources::default();
        sources.files.insert(path("a.png"), Source::text("one"));
        let copy = Content::Copy(path("a.png"));
        let then = build(&[
            ("a", emit::text("A")),
            ("b", emit::text("B")),
            ("c", copy.clone()),
        ]);
        let shown = Shown::new(&then, &sources);
        assert_eq!(shown.delta(&then, &sources), Delta::default());

        sources.files.insert(path("a.png"), Source::text("two"));
        let now = build(&[("a", emit::text("A")), ("c", copy), ("d", emit::text("D"))]);
        let expected = Delta {
            written: BTreeSet::from([path("c"), path("d")]),
            removed: BTreeSet::from([path("b")]),
        };
        assert_eq!(shown.delta(&now, &sources), expected);
    }
}
