//! Edits of files that are no pages: parts of pages, tables of contents, and what is
//! written about addresses and translations.

use super::site::{MONIKERS, PIVOTS, SNIPPET};
use super::words::{LOCALES, PAGES, TITLES, UIDS, address, block, page};
use super::{Kind, World, pages};
use crate::generated::{path, recorded_at};
use guidepost::base::sources::Source;

pub(super) const KINDS: &[Kind] = &[
    ("change an include", 6, include),
    ("change an image", 5, image),
    ("change code that is shown", 3, snippet),
    ("change a table of contents", 6, table),
    ("break a table of contents", 1, break_table),
    ("change a breadcrumb", 2, breadcrumb),
    ("change redirections", 4, redirections),
    ("change the list of addresses", 2, published),
    ("record a translation", 4, record),
    ("read the history", 2, history),
    ("change what pages are checked by", 4, definitions),
];

impl World {
    /// Writes one of the texts, or removes the file.
    fn write_one(&mut self, file: &str, texts: &[String]) -> String {
        let at = self.random.below(texts.len() + 1);
        self.put(
            path(file),
            texts.get(at).map(|text| Source::text(text.as_str())),
        );
        format!("{file}, version {at}")
    }

    /// Often has a page show what is being edited.
    fn show(&mut self, block: &str) {
        if self.random.below(2) == 0 {
            let page = self.page();
            let text = self.sources.text(&page).map_or("", |text| text);
            let text = format!("{text}\n{block}\n");
            self.sources.insert_text(page, text);
        }
    }

    fn locale(&mut self) -> &'static str {
        self.random.pick::<&str>(&LOCALES)
    }
}

fn include(world: &mut World) -> String {
    let locale = world.locale();
    let name = *world.random.pick(&["note", "note", "nested"]);
    let texts = [
        format!(
            "Shared {}, {}\n",
            world.random.below(100),
            block(&mut world.random)
        ),
        format!("{}\n", block(&mut world.random)),
        "## Part\n\nShared.\n".to_owned(),
        "[!INCLUDE [n](nested.md)]\n".to_owned(),
        "[!INCLUDE [n](note.md)]\n".to_owned(),
        page(&mut world.random),
    ];
    world.write_one(&format!("content/{locale}/includes/{name}.md"), &texts)
}

/// Changes an image or a file to download, and sometimes a page to show it.
fn image(world: &mut World) -> String {
    let locale = world.locale();
    let names = ["a.svg", "a.svg", "A.svg", "b.svg", "form.txt"];
    let (name, other) = (*world.random.pick(&names), *world.random.pick(&names));
    let [file, other] = [name, other].map(|name| format!("content/{locale}/{name}"));
    world.show(&format!("![A](~/{name})"));
    if world.random.below(4) == 0 {
        return world.rename_file(&path(&file), path(&other));
    }
    let own = format!("<svg id=\"{}\"/>", world.random.below(100));
    world.write_one(&file, &["<svg/>".to_owned(), own.clone(), own])
}

fn snippet(world: &mut World) -> String {
    let locale = world.locale();
    world.show("[!code-python[S](~/send.py#part)]");
    let text = SNIPPET.replace("(1)", &format!("({})", world.random.below(100)));
    let texts = [text, SNIPPET.replace("part", "whole"), SNIPPET.to_owned()];
    world.write_one(&format!("content/{locale}/send.py"), &texts)
}

fn table(world: &mut World) -> String {
    let locale = world.locale();
    let random = &mut world.random;
    let mut toc = String::new();
    for _ in 0..=random.below(4) {
        let (page, title) = (*random.pick(&PAGES), *random.pick(&TITLES));
        toc.push_str(&match random.below(5) {
            0 => format!("- href: {page}.md\n"),
            1 => format!(
                "- name: {title}\n  items:\n  - href: {page}.md\n  - href: {page}.md#part\n"
            ),
            2 => "- name: In it\n  href: sub/toc.yml\n".to_owned(),
            3 => format!("- name: {title}\n  uid: {}\n", random.pick(&UIDS)),
            _ => format!("- name: {title}\n  href: {page}.md\n"),
        });
    }
    let summary = format!(
        "# Summary\n\n- [One]({}.md#part)\n  - [Two](a.md)\n",
        random.pick(&PAGES)
    );
    let name = *random.pick(&["toc.yml", "toc.yml", "sub/toc.yml", "SUMMARY.md"]);
    let texts = if name == "SUMMARY.md" {
        vec![summary]
    } else {
        vec![toc.clone(), toc]
    };
    world.write_one(&format!("content/{locale}/{name}"), &texts)
}

fn break_table(world: &mut World) -> String {
    let file = path(&format!("content/{}/toc.yml", world.locale()));
    let broken = Source::text("- name: [A\n  href: a.md\n");
    world.put(file.clone(), Some(broken));
    file.to_string()
}

fn breadcrumb(world: &mut World) -> String {
    let locale = world.locale();
    let (title, page) = (*world.random.pick(&TITLES), *world.random.pick(&PAGES));
    let text = format!("- name: {title}\n  tocHref: /\n  topicHref: /{page}\n");
    world.write_one(&format!("content/{locale}/breadcrumb/toc.yml"), &[text])
}

fn redirections(world: &mut World) -> String {
    let locale = world.locale();
    let random = &mut world.random;
    let mut one = || {
        let from = *random.pick(&PAGES);
        let old = *random.pick(&["", "old/"]);
        format!(
            "{{\"source_path\": \"{old}{from}.md\", \"redirect_url\": \"{}\"}}",
            address(random)
        )
    };
    let two = format!("{{\"redirections\": [{}, {}]}}", one(), one());
    let texts = [
        two.clone(),
        format!("{{\"redirections\": [{}, {{", one()),
        two,
    ];
    world.write_one(
        &format!("content/{locale}/.openpublishing.redirection.json"),
        &texts,
    )
}

fn published(world: &mut World) -> String {
    let locale = world.locale();
    let page = *world.random.pick(&PAGES);
    let text = format!("{locale}/{page}.html\n  #part\n{locale}/gone.html\n");
    world.write_one("urls.lock", &[text, "no address\n".to_owned()])
}

fn record(world: &mut World) -> String {
    let locale = *world.random.pick(&LOCALES[1..]);
    let folder = path(&format!("content/{locale}"));
    let files = world.sources.below(&folder);
    let pages = files.filter_map(|(file, _)| file.below(&folder));
    let pages: Vec<_> = pages.filter(|page| page.extension() == "md").collect();
    let page = match pages.is_empty() {
        true => path("a.md"),
        false => world.random.pick(&pages).clone(),
    };
    let lock = recorded_at(&world.sources, page.as_str());
    let texts = [lock.clone(), lock, format!("{page}\n<<<<<<< ours\n")];
    world.write_one(&format!("l10n/{locale}.lock"), &texts)
}

/// How a source was at a commit comes to hand, or does not any more.
fn history(world: &mut World) -> String {
    if world.random.below(4) == 0 {
        world.sources.past.clear();
        return "forgotten".to_owned();
    }
    let said = pages::set(world, |_| ("ms.sourcegitcommit", "'0123456'".to_owned()));
    let then = page(&mut world.random);
    for key in PAGES {
        let file = path(&format!("content/en-us/{key}.md"));
        let past = world.sources.past.entry(file).or_default();
        past.insert("0123456".to_owned(), then.as_str().into());
    }
    said
}

fn definitions(world: &mut World) -> String {
    let locale = *world.random.pick(&["en-us", "en-us", "ko"]);
    let uid = *world.random.pick(&UIDS);
    let map =
        format!("references:\n- uid: {uid}\n  name: There\n  href: https://there.example/{uid}\n");
    let (name, texts) = match world.random.below(3) {
        0 => (
            "monikers.json",
            [MONIKERS.to_owned(), MONIKERS.replace("m-2", "m-3")],
        ),
        1 => (
            "zone-pivot-groups.yml",
            [PIVOTS.to_owned(), PIVOTS.replace("bash", "zsh")],
        ),
        _ => ("xrefmap.yml", [map, "references: no\n".to_owned()]),
    };
    world.write_one(&format!("content/{locale}/{name}"), &texts)
}
