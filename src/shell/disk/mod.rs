//! Reads a site from the disk into [`Sources`], whole or what has changed of it.
//!
//! There is one way to read: to look at a place among the sources again. Whatever
//! was known at it or below is forgotten, and what the disk has there now is
//! walked and read. A site is read first by looking at its root.

mod file;
mod journal;
mod missing;
mod names;
mod places;
mod root;
#[cfg(test)]
mod tests;
mod themes;

use super::past::Past;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::base::sources::{Source, Sources};
use crate::stages::config::{self, Config};
pub(super) use file::Stamp;
pub(super) use journal::Changes;
use journal::Journal;
pub(super) use names::Names;
pub(super) use places::Places;
use places::join;
use rayon::prelude::*;
pub(super) use root::Met;
use root::{Found, Holds, Root, not_readable, plain};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};

/// Folders of a site besides its content.
const FOLDERS: [&str; 4] = ["templates", "static", "strings", "themes"];

/// A site on the disk.
pub(super) struct Site {
    /// Its files.
    pub sources: Sources,
    /// Where the sources come from.
    pub places: Places,
}

/// Reads the site in a folder.
///
/// # Errors
/// Says why there is no site to read, as a sentence for people.
pub(super) fn read(site: &Path) -> Result<Site, String> {
    let mut disk = Disk::new(site);
    disk.look_at_all(&mut |_| {});
    disk.settle()?;
    Ok(disk.site)
}

/// A site of one folder of Markdown, for a page that stands in none.
pub(super) fn read_folder(folder: &Path) -> Site {
    let content = SitePath::root().with_suffix("content/en-us");
    let mut disk = Disk::new(folder);
    disk.roots = vec![Root::of(&content, folder, Holds::Everything)];
    disk.site.places.add(content, folder.to_owned());
    disk.look(&SitePath::root(), &mut |_| {});
    disk.add_themes();
    disk.site.sources.problems = disk.problems.into_values().flatten().collect();
    disk.site
}

/// A site, and what must be known of the disk to notice what has changed.
pub(super) struct Disk {
    /// The site as it was read last.
    pub site: Site,
    /// What `book.toml` said when it was read last.
    config: Config,
    /// Where sources come from; of two that have a file the later wins.
    roots: Vec<Root>,
    /// The files that come from the disk, not from the binary.
    stamps: BTreeMap<SitePath, Stamp>,
    /// What could not be read, by the place where it was met.
    problems: BTreeMap<SitePath, Vec<Diagnostic>>,
    past: Past,
    /// Whether the themes of the binary were added before; at first they are no
    /// change of the site.
    has_themes: bool,
    journal: Journal,
}

impl Disk {
    /// A site of which nothing has been read yet.
    pub(super) fn new(site: &Path) -> Self {
        let (config, _) = Config::read(&Sources::default());
        let mut disk = Self {
            site: Site {
                sources: Sources::default(),
                places: Places {
                    site: site.to_owned(),
                    content: Vec::new(),
                },
            },
            roots: vec![Root::of(&SitePath::root(), site, Holds::Settings)],
            config,
            stamps: BTreeMap::new(),
            problems: BTreeMap::new(),
            past: Past::default(),
            has_themes: false,
            journal: Journal::default(),
        };
        disk.add_fixed_roots();
        disk
    }

    /// What `book.toml` said when it was read last.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// The folders whose history is asked, or changes their files.
    pub(super) fn histories(&self) -> [PathBuf; 2] {
        let source = &self.config.locales[self.config.source].content;
        let places = &self.site.places;
        [places.site.clone(), places.of(source)]
    }

    /// Whether anything that happens at a path of the disk can matter.
    pub(super) fn concerns(&self, path: &Path) -> bool {
        let mut roots = self.roots.iter();
        roots.any(|root| root.concerned(path).is_some())
    }

    /// Looks again at what comes from paths of the disk. A file or folder is told
    /// to `meet` before it is looked into, so that whoever watches it misses
    /// nothing.
    pub(super) fn look_at(&mut self, paths: &BTreeSet<PathBuf>, meet: &mut dyn FnMut(Met)) {
        let concerned = paths
            .iter()
            .flat_map(|path| self.roots.iter().filter_map(|root| root.concerned(path)));
        let places: BTreeSet<SitePath> = concerned.collect();
        let mut looked: Option<SitePath> = None;
        for place in places {
            // What is below another place has been looked at with it.
            if looked.as_ref().is_some_and(|at| place.below(at).is_some()) {
                continue;
            }
            self.look(&place, meet);
            looked = Some(place);
        }
        self.follow_settings(meet);
    }

    /// Looks at everything again; what is certainly still the same is not read.
    pub(super) fn look_at_all(&mut self, meet: &mut dyn FnMut(Met)) {
        self.look(&SitePath::root(), meet);
        self.follow_settings(meet);
    }

    /// Notes that the history of the source has moved, so that what it did not
    /// know is asked again.
    pub(super) fn look_at_history(&mut self) {
        self.past.forget_unknown();
    }

    /// Makes the sources whole: the themes of the binary, what could not be read,
    /// and texts of the past.
    ///
    /// # Errors
    /// Says why there is no site to build, as a sentence for people.
    pub(super) fn settle(&mut self) -> Result<(), String> {
        let file = SitePath::root().with_suffix(config::FILE);
        if self.site.sources.text(&file).is_none() {
            return Err(self.why_no_settings(&file));
        }
        self.add_themes();
        let mut problems = self.missing_folders(&file);
        problems.extend(self.problems.values().flatten().cloned());
        self.site.sources.problems = problems;
        self.journal.has_new_past |= self.past.read(&self.config, &mut self.site);
        Ok(())
    }

    /// What has changed since this was asked last.
    pub(super) fn changes(&mut self) -> Changes {
        self.journal.changes(&self.site.sources)
    }

    /// Whether a file seems to be saved in two steps, of which this is the first:
    /// it lies there without its text, or is gone.
    pub(super) fn is_half_saved(&self) -> bool {
        self.journal.has_emptied(&self.site.sources)
    }

    /// Forgets what was at a place among the sources and below, and reads what the
    /// disk has there now.
    fn look(&mut self, at: &SitePath, meet: &mut dyn FnMut(Met)) {
        let before = self.forget(at);
        let mut found = Found::default();
        for root in &self.roots {
            if let Some(part) = root.part(at) {
                if part == SitePath::root() {
                    root.meet_above(&self.site.places.site, meet);
                }
                root.walk(&part, &mut found, meet);
            }
        }
        for (place, problem) in found.problems {
            self.problems.entry(place).or_default().push(problem);
        }
        let files: BTreeMap<SitePath, PathBuf> = found.files.into_iter().collect();
        // A file that is looked at by its name is there to be read.
        let before = match files.contains_key(at) {
            true => BTreeMap::new(),
            false => before,
        };
        let read: Vec<_> = files
            .into_par_iter()
            .map(|(file, path)| {
                let read = unchanged(before.get(&file), &path);
                let read = read.map_or_else(|| file::read(&file, &path), Ok);
                (file, read)
            })
            .collect();
        for (file, read) in read {
            match read {
                Ok((source, stamp)) => {
                    self.journal.note(&file, &self.site.sources);
                    self.stamps.insert(file.clone(), stamp);
                    self.site.sources.files.insert(file, source);
                }
                Err(error) => {
                    let problem = not_readable(&file, &error);
                    self.problems.entry(file).or_default().push(problem);
                }
            }
        }
    }

    /// Takes out what is known of a place and all below.
    fn forget(&mut self, at: &SitePath) -> BTreeMap<SitePath, (Source, Stamp)> {
        for place in places_in(&self.problems, at) {
            self.problems.remove(&place);
        }
        let mut before = BTreeMap::new();
        for file in places_in(&self.stamps, at) {
            self.journal.note(&file, &self.site.sources);
            let source = self.site.sources.files.remove(&file);
            if let Some(known) = source.zip(self.stamps.remove(&file)) {
                before.insert(file, known);
            }
        }
        before
    }

    /// Reads what `book.toml` says now; where it names other folders than before,
    /// these are looked at, and what came from the others goes.
    fn follow_settings(&mut self, meet: &mut dyn FnMut(Met)) {
        let file = SitePath::root().with_suffix(config::FILE);
        let is_changed = self.journal.has(&file);
        if !is_changed || self.site.sources.text(&file).is_none() {
            return;
        }
        let (config, _) = Config::read(&self.site.sources);
        let before = std::mem::take(&mut self.roots);
        let site = &self.site.places.site;
        let content = config.locales.iter().map(|locale| {
            let folder = join(site, &locale.folder);
            (locale.content.clone(), folder)
        });
        self.site.places.content = content.collect();
        self.config = config;
        let settings = before.iter().find(|root| root.holds == Holds::Settings);
        self.roots.extend(settings.cloned());
        self.add_fixed_roots();
        let others = |these: &[Root], those: &[Root]| -> BTreeSet<SitePath> {
            let others = these.iter().filter(|root| !those.contains(root));
            others.map(|root| root.at.clone()).collect()
        };
        let mut changed = others(&before, &self.roots);
        changed.extend(others(&self.roots, &before));
        if !changed.is_empty() {
            self.past = Past::default();
        }
        for place in changed {
            self.look(&place, meet);
        }
    }

    /// Adds the roots that depend on nothing but the site's folder and the
    /// locales, in the order in which they win.
    fn add_fixed_roots(&mut self) {
        let folder = |name: &str| join(&self.site.places.site, name);
        let root = |name: &str, holds| {
            let at = SitePath::root().with_suffix(name);
            Root::of(&at, &folder(name), holds)
        };
        let locks = root(config::LOCKS, Holds::Locks);
        let content = &self.site.places.content;
        let content = content
            .iter()
            .map(|(at, folder)| Root::of(at, folder, Holds::Everything));
        let others = FOLDERS.map(|name| root(name, Holds::Everything));
        let roots: Vec<Root> = std::iter::once(locks)
            .chain(content)
            .chain(others)
            .collect();
        self.roots.extend(roots);
    }

    /// A theme folder of the site wins over the theme of its name in the binary.
    fn add_themes(&mut self) {
        for theme in themes::all() {
            let is_own = !places_in(&self.stamps, &theme.folder).is_empty();
            for (file, source) in &theme.files {
                if self.stamps.contains_key(file)
                    || self.site.sources.files.contains_key(file) != is_own
                {
                    continue;
                }
                if self.has_themes {
                    self.journal.note(file, &self.site.sources);
                }
                let files = &mut self.site.sources.files;
                if is_own {
                    files.remove(file);
                } else {
                    files.insert(file.clone(), source.clone());
                }
            }
        }
        self.has_themes = true;
    }
}

impl Root {
    fn of(at: &SitePath, folder: &Path, holds: Holds) -> Self {
        Self {
            at: at.clone(),
            // `content = "."` is the current folder too.
            folder: plain(folder).to_owned(),
            holds,
        }
    }
}

/// What is known of a file that has certainly not changed since.
fn unchanged(known: Option<&(Source, Stamp)>, path: &Path) -> Option<(Source, Stamp)> {
    let (source, then) = known?;
    let now = Stamp::of(&std::fs::metadata(path).ok()?);
    now.is_still(then).then(|| (source.clone(), now))
}

/// A place among the keys of a map and those below it.
fn places_in<V>(map: &BTreeMap<SitePath, V>, at: &SitePath) -> Vec<SitePath> {
    if *at == SitePath::root() {
        return map.keys().cloned().collect();
    }
    let folder = format!("{at}/");
    let bounds = (Bound::Included(folder.as_str()), Bound::Unbounded);
    let below = map.range::<str, _>(bounds).map(|(place, _)| place);
    let below = below.take_while(|place| place.as_str().starts_with(&folder));
    let itself = map.get_key_value(at).map(|(place, _)| place);
    itself.into_iter().chain(below).cloned().collect()
}
