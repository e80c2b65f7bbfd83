//! Edits of pages.

use super::words::{
    HEADINGS, LOCALES, PAGES, TITLES, UIDS, address, block, front_matter, page, yaml_page,
};
use super::{Kind, World};
use crate::generated::path;
use guidepost::base::path::SitePath;
use guidepost::base::sources::Source;

pub(super) const KINDS: &[Kind] = &[
    ("write a page", 4, write),
    ("remove a page", 3, remove),
    ("rename a page", 3, rename),
    ("rename a page in case", 3, rename_in_case),
    ("rename a folder", 4, rename_folder),
    ("move a page to a locale", 3, move_to_locale),
    ("swap two pages", 3, swap),
    ("copy a page", 2, copy),
    ("change a text", 8, change_text),
    ("change a heading", 4, change_heading),
    ("change a title", 5, |world| {
        set(world, |random| {
            ("title", (*random.pick(&TITLES)).to_owned())
        })
    }),
    ("change a uid", 4, |world| {
        set(world, |random| ("uid", (*random.pick(&UIDS)).to_owned()))
    }),
    ("give a page up", 3, |world| {
        set(world, |random| ("redirect_url", address(random)))
    }),
    ("take an address over", 3, |world| {
        set(world, |random| {
            ("aliases", format!("[\"~/old/{}.md\"]", random.pick(&PAGES)))
        })
    }),
    ("change front matter", 6, |world| set(world, front_matter)),
    ("break a page", 2, break_page),
    ("change a page in YAML", 3, change_yaml),
];

impl World {
    /// Where a page may be.
    fn place(&mut self) -> SitePath {
        let (locale, page) = (*self.random.pick(&LOCALES), *self.random.pick(&PAGES));
        path(&format!("content/{locale}/{page}.md"))
    }

    /// A page that is there.
    pub(super) fn page(&mut self) -> SitePath {
        let files = self.sources.files.keys();
        let pages =
            files.filter(|file| file.extension() == "md" && !file.as_str().contains("/includes/"));
        let pages: Vec<SitePath> = pages.cloned().collect();
        match pages.is_empty() {
            true => self.place(),
            false => self.random.pick(&pages).clone(),
        }
    }

    /// The lines of a file, of none when it is missing or no text.
    fn lines(&self, file: &SitePath) -> Vec<String> {
        let text = self.sources.text(file).map_or("", |text| text);
        text.lines().map(str::to_owned).collect()
    }

    fn write_lines(&mut self, file: &SitePath, lines: &[String]) {
        self.sources
            .insert_text(file.clone(), lines.join("\n") + "\n");
    }

    pub(super) fn rename_file(&mut self, from: &SitePath, to: SitePath) -> String {
        let said = format!("{from} to {to}");
        if let Some(source) = self.sources.files.remove(from) {
            self.sources.files.insert(to, source);
        }
        said
    }
}

fn write(world: &mut World) -> String {
    let file = world.place();
    let text = page(&mut world.random);
    world.sources.insert_text(file.clone(), text);
    file.to_string()
}

fn remove(world: &mut World) -> String {
    let file = world.page();
    world.sources.files.remove(&file);
    file.to_string()
}

fn rename(world: &mut World) -> String {
    let (from, to) = (world.page(), world.place());
    world.rename_file(&from, to)
}

fn rename_in_case(world: &mut World) -> String {
    let from = world.page();
    let (folder, name) = from.as_str().rsplit_once('/').unwrap_or_default();
    let (name, upper) = (
        name.trim_end_matches(".md"),
        name.trim_end_matches(".md").to_uppercase(),
    );
    let name = if name == upper {
        name.to_lowercase()
    } else {
        upper
    };
    let to = path(&format!("{folder}/{name}.md"));
    world.rename_file(&from, to)
}

/// A folder below one of a locale gets another name, perhaps that of another one.
fn rename_folder(world: &mut World) -> String {
    let files = world.sources.files.keys();
    let folders = files.map(SitePath::folder).filter(|folder| {
        let is_below = folder.as_str().split('/').count() > 2;
        is_below && folder.as_str().starts_with("content/")
    });
    let folders: Vec<SitePath> = folders.collect();
    if folders.is_empty() {
        return "none".to_owned();
    }
    let from = world.random.pick(&folders).clone();
    let name = *world
        .random
        .pick(&["sub", "Sub", "mounted", "includes", "more"]);
    let to = path(&format!("{}/{name}", from.folder()));
    let inside = world.sources.below(&from);
    let inside: Vec<SitePath> = inside.map(|(file, _)| file.clone()).collect();
    for file in inside {
        let below = file.as_str().trim_start_matches(from.as_str());
        world.rename_file(&file, path(&format!("{to}{below}")));
    }
    format!("{from} to {to}")
}

/// The path of a file in another locale.
fn elsewhere(world: &mut World, file: &SitePath) -> SitePath {
    let locale = *world.random.pick(&LOCALES);
    let key = file.as_str().splitn(3, '/').nth(2).unwrap_or("a.md");
    path(&format!("content/{locale}/{key}"))
}

fn move_to_locale(world: &mut World) -> String {
    let from = world.page();
    let to = elsewhere(world, &from);
    world.rename_file(&from, to)
}

fn swap(world: &mut World) -> String {
    let one = world.page();
    let other = match world.random.below(2) {
        0 => elsewhere(world, &one),
        _ => world.page(),
    };
    let (first, second) = (
        world.sources.files.remove(&one),
        world.sources.files.remove(&other),
    );
    world.put(one.clone(), second);
    if one != other || first.is_some() {
        world.put(other.clone(), first);
    }
    format!("{one} and {other}")
}

fn copy(world: &mut World) -> String {
    let (from, to) = (world.page(), world.place());
    let source = world.sources.files.get(&from).cloned();
    world.put(to.clone(), source);
    format!("{from} to {to}")
}

/// Replaces a block below the title, or adds one.
fn change_text(world: &mut World) -> String {
    let file = world.page();
    let mut blocks: Vec<String> = world
        .lines(&file)
        .join("\n")
        .split("\n\n")
        .map(str::to_owned)
        .collect();
    let new = block(&mut world.random);
    let at = world.random.below(blocks.len() + 1).max(1);
    match blocks.get_mut(at) {
        Some(old) if world.random.below(4) > 0 => new.clone_into(old),
        _ => blocks.push(new.clone()),
    }
    world
        .sources
        .insert_text(file.clone(), blocks.join("\n\n") + "\n");
    format!("{file}, block {at}: {new}")
}

fn change_heading(world: &mut World) -> String {
    let file = world.page();
    let mut lines = world.lines(&file);
    let headings: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].starts_with('#'))
        .collect();
    if headings.is_empty() {
        return format!("none in {file}");
    }
    let at = *world.random.pick(&headings);
    let marks = lines[at].bytes().take_while(|byte| *byte == b'#').count();
    lines[at] = format!("{} {}", "#".repeat(marks), world.random.pick(&HEADINGS));
    let said = format!("{file}: {}", lines[at]);
    world.write_lines(&file, &lines);
    said
}

/// Gives a page a key of front matter, another value, or takes it away.
pub(super) fn set(
    world: &mut World,
    value: fn(&mut crate::generated::Random) -> (&'static str, String),
) -> String {
    let file = world.page();
    let (key, value) = value(&mut world.random);
    let mut lines = world.lines(&file);
    let old = lines
        .iter()
        .position(|line| line.starts_with(&format!("{key}: ")));
    if let Some(at) = old {
        lines.remove(at);
    }
    if old.is_none() || world.random.below(2) == 0 {
        if lines.first().is_none_or(|line| line != "---") {
            lines.splice(0..0, ["---".to_owned(), "---".to_owned()]);
        }
        lines.insert(1, format!("{key}: {value}"));
    }
    world.write_lines(&file, &lines);
    format!("{file}: {key}: {value}")
}

fn break_page(world: &mut World) -> String {
    let file = world.page();
    let source = match world.random.below(3) {
        0 => Source::from_bytes(b"# Caf\xE9\n".to_vec()),
        1 => Source::text("---\ntitle: a: b\n- c\n---\n# Broken\n\n| a |\n|---|---|\n<ul><li>x\n"),
        _ => Source::text(""),
    };
    world.put(file.clone(), Some(source));
    file.to_string()
}

fn change_yaml(world: &mut World) -> String {
    let locale = *world.random.pick(&LOCALES);
    let name = *world.random.pick(&["faq", "faq", "a", "toc-not"]);
    let file = path(&format!("content/{locale}/{name}.yml"));
    let is_kept = world.random.below(4) > 0;
    let source = is_kept.then(|| Source::text(yaml_page(&mut world.random)));
    world.put(file.clone(), source);
    file.to_string()
}
