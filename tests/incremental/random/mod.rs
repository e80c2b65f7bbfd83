//! Random edits over every kind of source: 2,000 builds, each of which equals one
//! that starts from nothing.
//!
//! What one build makes the next can only get wrong where something that is
//! remembered depends on more than was thought. So the site is small, and its pages
//! show much of each other: few titles, uids, headings and files for many pages, so
//! that they meet often, in three locales of which one falls back to another.

mod files;
mod pages;
mod settings;
mod site;
mod words;

use crate::generated::Random;
use guidepost::base::path::SitePath;
use guidepost::base::sources::{Source, Sources};
use guidepost::pipeline::{Build, Pipeline};
use guidepost::stages::emit::Content;
use std::collections::BTreeMap;

/// How many builds each seed makes.
const BUILDS: usize = 250;

/// How many states of the site an undo or a checkout can go back to.
const REMEMBERED: usize = 40;

macro_rules! seeds {
    ($($name:ident: $seed:literal)*) => {
        $(#[test] fn $name() { run($seed); })*
    };
}

seeds! { seed_1: 1  seed_2: 2  seed_3: 3  seed_4: 4  seed_5: 5  seed_6: 6  seed_7: 7  seed_8: 8 }

/// A kind of edit: its name, how often it is made, and how. It says what it did.
type Kind = (&'static str, usize, fn(&mut World) -> String);

/// A site that is edited.
struct World {
    sources: Sources,
    random: Random,
    /// The site before each of the last builds, and what is in it now.
    earlier: Vec<BTreeMap<SitePath, Source>>,
    /// Whether nothing could be rendered.
    is_broken: bool,
}

impl World {
    /// Puts a file into its state at another time, when it may not have been there.
    fn put(&mut self, file: SitePath, source: Option<Source>) {
        match source {
            Some(source) => drop(self.sources.files.insert(file, source)),
            None => drop(self.sources.files.remove(&file)),
        }
    }

    /// Makes the edits of one build; gives their kind, and what they were.
    fn edit(&mut self) -> (&'static str, String) {
        if self.is_broken && self.random.below(2) == 0 {
            return ("mend", self.mend());
        }
        if self.random.below(10) == 0 {
            let edits = (0..=self.random.below(20)).map(|_| {
                let (name, _, edit) = self.kind();
                format!("{name}: {}", edit(self))
            });
            return ("several", edits.collect::<Vec<_>>().join("; "));
        }
        let (name, _, edit) = self.kind();
        (name, edit(self))
    }

    fn kind(&mut self) -> Kind {
        let kinds = || kinds().map(|kind| (kind, kind.1));
        let mut at = self.random.below(kinds().map(|(_, weight)| weight).sum());
        let mut kinds = kinds();
        loop {
            let (kind, weight) = kinds.next().expect("a number below the sum");
            if at < weight {
                return *kind;
            }
            at -= weight;
        }
    }

    /// Gives the site its first book and theme again: one in which nothing is
    /// rendered hides what further edits do.
    fn mend(&mut self) -> String {
        let is_content = |file: &SitePath| file.as_str().starts_with("content/");
        self.sources.files.retain(|file, _| is_content(file));
        let first = site::site().files.into_iter();
        let others = first.filter(|(file, _)| !is_content(file));
        self.sources.files.extend(others);
        "the book and the theme".to_owned()
    }

    /// Takes the edits of one earlier build back.
    fn undo(&mut self) -> String {
        if self.earlier.len() < 2 {
            return "nothing".to_owned();
        }
        let at = self.random.below(self.earlier.len() - 1);
        let (before, after) = (self.earlier[at].clone(), self.earlier[at + 1].clone());
        let changed = before.keys().chain(after.keys()).filter(|file| {
            let of = |files: &BTreeMap<SitePath, Source>| {
                files.get(*file).map(|source| source.fingerprint)
            };
            of(&before) != of(&after)
        });
        for file in changed {
            self.put(file.clone(), before.get(file).cloned());
        }
        format!("the edits before build {} of those remembered", at + 1)
    }

    /// Goes back to an earlier state, with all files or half of them.
    fn checkout(&mut self) -> String {
        let at = self.random.below(self.earlier.len());
        let then = self.earlier[at].clone();
        let is_whole = self.random.below(2) == 0;
        let files: Vec<SitePath> = then
            .keys()
            .chain(self.sources.files.keys())
            .cloned()
            .collect();
        for file in files {
            if is_whole || self.random.below(2) == 0 {
                self.put(file.clone(), then.get(&file).cloned());
            }
        }
        format!("state {at} of those remembered")
    }
}

const TIMES: &[Kind] = &[("undo", 4, World::undo), ("checkout", 2, World::checkout)];

fn kinds() -> impl Iterator<Item = &'static Kind> {
    let kinds = [pages::KINDS, files::KINDS, settings::KINDS, TIMES];
    kinds.into_iter().flatten()
}

/// What the edits of one kind did.
#[derive(Debug, Default)]
struct Effect {
    builds: usize,
    changed_output: usize,
    changed_findings: usize,
}

fn run(seed: u64) {
    let mut world = World {
        sources: site::site(),
        random: Random::new(seed),
        earlier: Vec::new(),
        is_broken: false,
    };
    let mut pipeline = Pipeline::default();
    let mut before = pipeline.build(&world.sources);
    let mut effects: BTreeMap<&str, Effect> = BTreeMap::new();
    for step in 0..BUILDS {
        world.earlier.push(world.sources.files.clone());
        if world.earlier.len() > REMEMBERED {
            world.earlier.remove(0);
        }
        let (kind, edit) = world.edit();
        let warm = pipeline.build(&world.sources);
        let cold = Pipeline::default().build(&world.sources);
        let wrong = difference(&warm, &cold).or_else(|| unsaid(&before, &warm));
        if let Some(wrong) = wrong {
            panic!("seed {seed}, build {step}, {kind}: {edit}\n{wrong}");
        }
        if step % 8 == 0 {
            let again = pipeline.build(&world.sources);
            assert_eq!(
                difference(&again, &warm),
                None,
                "seed {seed}, build {step}, once more"
            );
            assert!(
                again.rendered.is_empty(),
                "seed {seed}, build {step}: nothing changed"
            );
        }
        let effect = effects.entry(kind).or_default();
        effect.builds += 1;
        effect.changed_output += usize::from(warm.output != before.output);
        effect.changed_findings += usize::from(warm.diagnostics != before.diagnostics);
        world.is_broken = !warm
            .output
            .files
            .keys()
            .any(|route| route.extension() == "html");
        before = warm;
    }
    println!("seed {seed}: {effects:#?}");
    for (kind, effect) in &effects {
        let is_idle = effect.changed_output + effect.changed_findings == 0;
        assert!(
            !is_idle || effect.builds < 8,
            "seed {seed}: `{kind}` does nothing"
        );
    }
    let changed: usize = effects.values().map(|effect| effect.changed_output).sum();
    assert!(
        changed * 2 > BUILDS,
        "seed {seed}: {changed} builds changed the output"
    );
}

/// The first thing in which two builds differ.
fn difference(warm: &Build, cold: &Build) -> Option<String> {
    let routes = warm.output.files.keys().chain(cold.output.files.keys());
    for route in routes {
        match (warm.output.files.get(route), cold.output.files.get(route)) {
            (warm, cold) if warm == cold => {}
            (Some(Content::Text(warm)), Some(Content::Text(cold))) => {
                let mut lines = warm.lines().zip(cold.lines());
                let lines = lines.find(|(warm, cold)| warm != cold);
                return Some(format!("{route}: {lines:#?}"));
            }
            (warm, cold) => return Some(format!("{route}: {warm:?}\nis {cold:?}")),
        }
    }
    let of = |build: &Build| -> Vec<String> {
        let findings = build.diagnostics.iter();
        findings.map(|finding| format!("{finding:?}")).collect()
    };
    let (warm, cold) = (of(warm), of(cold));
    let only = |some: &[String], others: &[String]| {
        let mut some = some.iter();
        some.find(|finding| !others.contains(finding)).cloned()
    };
    let (more, less) = (only(&warm, &cold), only(&cold, &warm));
    (warm != cold).then(|| format!("found {more:#?}\nbut not {less:#?}"))
}

/// A page whose bytes changed and that is not said to have been rendered.
fn unsaid(before: &Build, after: &Build) -> Option<String> {
    let mut pages = after.output.files.iter();
    let unsaid = pages.find(|(route, content)| {
        let has_changed = before.output.files.get(*route) != Some(content);
        has_changed && route.extension() == "html" && !after.rendered.contains_key(*route)
    });
    unsaid.map(|(route, _)| format!("{route} has changed, and is not said to be rendered"))
}
