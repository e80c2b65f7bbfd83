//! [`Findings`]: what was found in a site, file by file.

use super::diagnostic::{Diagnostic, Severity};
use super::path::SitePath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The findings of a build, sorted by file and place, each once.
///
/// What two builds found in one file alike they share, so that a copy costs
/// little and a comparison looks at what differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    by_file: BTreeMap<SitePath, Arc<[Diagnostic]>>,
}

impl Findings {
    /// Every finding, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.by_file.values().flat_map(|found| found.iter())
    }

    /// The files about which something was found, in their order.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, &[Diagnostic])> {
        self.by_file.iter().map(|(file, found)| (file, &**found))
    }

    /// The findings about a file, sorted by place.
    #[must_use]
    pub fn about(&self, file: &SitePath) -> &[Diagnostic] {
        self.by_file.get(file).map_or(&[], |found| found)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_file.values().map(|found| found.len()).sum()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_file.is_empty()
    }

    /// How many are of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// All of them in one list.
    #[must_use]
    pub fn to_vec(&self) -> Vec<Diagnostic> {
        self.iter().cloned().collect()
    }

    /// What is found now and was not found earlier, and how much of what was
    /// found earlier is mended. A finding that only moved is neither new nor
    /// mended.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> (Vec<Diagnostic>, usize) {
        let mut new = Vec::new();
        let mut mended = 0;
        let files = self.by_file.keys().chain(earlier.by_file.keys());
        let mut files: Vec<&SitePath> = files.collect();
        files.sort();
        files.dedup();
        for file in files {
            let (now, then) = (self.by_file.get(file), earlier.by_file.get(file));
            if let (Some(now), Some(then)) = (now, then)
                && Arc::ptr_eq(now, then)
            {
                continue;
            }
            let then = then.map_or(&[][..], |found| found);
            let mut left: Vec<Option<&Diagnostic>> = then.iter().map(Some).collect();
            for finding in self.about(file) {
                let same = left
                    .iter_mut()
                    .find(|then| then.is_some_and(|then| is_same(then, finding)));
                match same {
                    Some(same) => *same = None,
                    None => new.push(finding.clone()),
                }
            }
            mended += left.iter().flatten().count();
        }
        (new, mended)
    }

    /// Takes the findings about a file, which are sorted, in place of those that
    /// it had.
    pub fn set(&mut self, file: &SitePath, found: Vec<Diagnostic>) {
        match found.is_empty() {
            true => drop(self.by_file.remove(file)),
            false => drop(self.by_file.insert(file.clone(), found.into())),
        }
    }
}

/// Whether two findings say the same, wherever in the file.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.severity == other.severity && one.message == other.message
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Code;

    fn found(file: &SitePath, message: &str) -> Diagnostic {
        Diagnostic::about_file(Code::FileNotFound, file, message)
    }

    #[test]
    fn what_is_new_and_what_is_mended() {
        let file = SitePath::root().with_suffix("a.md");
        let mut then = Findings::default();
        then.set(&file, vec![found(&file, "one"), found(&file, "two")]);
        let mut now = then.clone();
        assert_eq!(now.since(&then), (vec![], 0));
        let mut moved = found(&file, "two");
        moved.at.range = (3..4).into();
        now.set(
            &file,
            vec![moved, found(&file, "three"), found(&file, "two")],
        );
        let new = vec![found(&file, "three"), found(&file, "two")];
        assert_eq!(now.since(&then), (new, 1));
        now.set(&file, Vec::new());
        assert!(now.is_empty());
        assert_eq!(now.since(&then), (vec![], 2));
    }
}
