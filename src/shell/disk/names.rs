//! [`Names`]: how paths that the system tells of are named where sources are read.

use super::root::{Met, here, plain};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How many links may lead from one to the next.
const MOST_HOPS: usize = 40;

/// By the real path of a folder, or of what a link leads to, the names by which
/// it is met on the way to sources: links may lead to one folder from two places.
#[derive(Default)]
pub(in crate::shell) struct Names {
    names: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

impl Names {
    /// Notes what is met, and gives the real folders in which changes of it show.
    pub(in crate::shell) fn meet(&mut self, met: Met) -> Vec<PathBuf> {
        let (Met::Folder(name) | Met::Link(name)) = met;
        let mut folders = Vec::new();
        let mut hop = name.to_owned();
        for _ in 0..MOST_HOPS {
            let Some(next) = next_hop(&hop) else {
                break;
            };
            folders.extend(next.parent().map(Path::to_owned));
            self.add(next.clone(), name);
            hop = next;
        }
        if let Met::Folder(_) = met
            && let Ok(real) = here(name).canonicalize()
        {
            self.add(real.clone(), name);
            folders.push(real);
        }
        folders
    }

    /// The names of a real path, and of all that is met below it: what a link leads
    /// to may go with a folder that is no source itself.
    pub(in crate::shell) fn of(&self, real: &Path) -> BTreeSet<PathBuf> {
        let below = self.names.range(real.to_owned()..);
        let below = below.take_while(|(path, _)| path.starts_with(real));
        let mut names: BTreeSet<PathBuf> = below.flat_map(|(_, names)| names).cloned().collect();
        if let Some((folder, name)) = real.parent().zip(real.file_name()) {
            let folders = self.names.get(folder).into_iter().flatten();
            names.extend(folders.map(|folder| plain(folder).join(name)));
        }
        names
    }

    fn add(&mut self, real: PathBuf, name: &Path) {
        self.names.entry(real).or_default().insert(name.to_owned());
    }
}

/// What a link leads to, itself perhaps a link; where that is not there, what
/// would have to come first.
fn next_hop(link: &Path) -> Option<PathBuf> {
    let target = here(link).read_link().ok()?;
    let target = here(link).parent()?.join(target);
    let mut ways = target.ancestors();
    ways.find_map(|way| {
        let folder = here(way.parent()?).canonicalize().ok()?;
        Some(folder.join(way.file_name()?))
    })
}
