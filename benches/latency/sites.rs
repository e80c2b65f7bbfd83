//! The sites: generated ones with the same Markdown for every tool, and both corpora.

use super::tools::Tool;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What the first page says before anything is edited.
pub(crate) const FIRST: &str = "before-any-edit";

const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");

/// How many pages a section of a table of contents has.
const SECTION: usize = 100;

/// A site on the disk, removed at the end.
pub(crate) struct Site {
    pub(crate) name: &'static str,
    folder: TempDir,
    /// Where its pages lie.
    pub(crate) content: PathBuf,
    /// Its pages, below that folder, without their ending.
    pub(crate) pages: Vec<String>,
    /// The page that is edited: one in the middle.
    pub(crate) page: usize,
    /// What stands before and behind a page's name in its address.
    around: (&'static str, &'static str),
}

impl Site {
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn address(&self, page: usize) -> String {
        let (before, behind) = self.around;
        format!("{before}{}{behind}", self.pages[page])
    }

    pub(crate) fn file(&self, page: usize) -> PathBuf {
        self.content.join(format!("{}.md", self.pages[page]))
    }
}

/// How a site is made for a tool, `None` where it cannot.
type Make = fn(&Tool) -> Option<Site>;

pub(crate) const ALL: &[(&str, Make)] = &[
    ("small", |tool| generated("small: 1,000 pages", 1000, tool)),
    ("corpora", corpora),
    ("large", |tool| match tool.name {
        "guidepost" | "hugo" => generated("large: 20,000 pages", 20_000, tool),
        // They take minutes for one edit.
        _ => None,
    }),
];

/// Pages with the same text for every tool, in the plainest look that each has.
fn generated(name: &'static str, count: usize, tool: &Tool) -> Option<Site> {
    if !tool.is_there() {
        return None;
    }
    let folder = folder();
    let (content, around) = match tool.name {
        "hugo" => (hugo(folder.path()), ("/", "/")),
        "mdbook" => (mdbook(folder.path(), count), ("/", ".html")),
        "zola" => (zola(folder.path()), ("/", "/")),
        _ => (guidepost(folder.path(), count), ("/en-us/", ".html")),
    };
    let pages: Vec<String> = (0..count).map(page_name).collect();
    for (number, page) in pages.iter().enumerate() {
        let title = format!("Page {number}");
        let front_matter = match tool.name {
            "mdbook" => format!("# {title}\n\n"),
            "zola" => format!("+++\ntitle = \"{title}\"\n+++\n"),
            "hugo" => format!("---\ntitle: {title}\n---\n"),
            _ => format!("---\ntitle: {title}\n---\n# {title}\n\n"),
        };
        write(
            &content.join(format!("{page}.md")),
            &(front_matter + &body(number)),
        );
    }
    Some(Site {
        name,
        folder,
        content,
        page: count / 2,
        pages,
        around,
    })
}

fn page_name(number: usize) -> String {
    format!("page-{number:05}")
}

/// Two thousand characters of what articles are made of.
fn body(number: usize) -> String {
    let paragraph = "The server that sends a message looks up the domain of its recipient, connects \
        to *each* of its servers **in turn**, and hands the message over; what is refused for a \
        reason that lasts is sent back with a code such as `550 5.7.1`, see [the list](https://codes.example/list).\n\n";
    let mut text = format!("{FIRST}\n\n");
    for part in 0..3 {
        text.push_str(&format!("## Part {part} of page {number}\n\n{paragraph}"));
        text.push_str("1. Open the page.\n2. Choose **Send**.\n3. Wait.\n\n");
        text.push_str(
            "| Code | Meaning |\n|---|---|\n| 5.7.1 | Refused |\n| 4.4.7 | Timed out |\n\n",
        );
        text.push_str("```powershell\nGet-MessageTrace -Status Failed # all of them\n```\n\n");
    }
    text
}

fn guidepost(folder: &Path, count: usize) -> PathBuf {
    write(
        &folder.join("book.toml"),
        "[book]\ntitle = \"Help\"\n\n[locales.en-us]\n",
    );
    let mut toc = String::new();
    for number in 0..count {
        if number % SECTION == 0 {
            toc.push_str(&format!("- name: Section {}\n  items:\n", number / SECTION));
        }
        toc.push_str(&format!("  - href: {}.md\n", page_name(number)));
    }
    write(&folder.join("content/en-us/toc.yml"), &toc);
    folder.join("content/en-us")
}

fn hugo(folder: &Path) -> PathBuf {
    write(
        &folder.join("hugo.toml"),
        "baseURL = \"http://127.0.0.1/\"\ntitle = \"Help\"\n",
    );
    let page = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}";
    write(&folder.join("layouts/_default/single.html"), page);
    let list = "<!doctype html><title>{{ .Title }}</title>\
        {{ range .Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ end }}";
    write(&folder.join("layouts/_default/list.html"), list);
    folder.join("content")
}

fn mdbook(folder: &Path, count: usize) -> PathBuf {
    write(&folder.join("book.toml"), "[book]\ntitle = \"Help\"\n");
    let mut summary = "# Summary\n\n".to_owned();
    for number in 0..count {
        if number % SECTION == 0 {
            summary.push_str(&format!("- [Section {}]()\n", number / SECTION));
        }
        summary.push_str(&format!("  - [Page {number}]({}.md)\n", page_name(number)));
    }
    write(&folder.join("src/SUMMARY.md"), &summary);
    folder.join("src")
}

fn zola(folder: &Path) -> PathBuf {
    write(
        &folder.join("config.toml"),
        "base_url = \"http://127.0.0.1\"\ntitle = \"Help\"\n",
    );
    let page = "<!doctype html><title>{{ page.title }}</title><h1>{{ page.title }}</h1>{{ page.content | safe }}";
    write(&folder.join("templates/page.html"), page);
    let list = "<!doctype html>{% for page in section.pages %}\
        <a href=\"{{ page.permalink }}\">{{ page.title }}</a> {% endfor %}";
    write(&folder.join("templates/index.html"), list);
    write(&folder.join("content/_index.md"), "+++\n+++\n");
    folder.join("content")
}

/// Both corpora, copied, with the settings of `tests/corpora.rs`.
pub(crate) fn corpora(tool: &Tool) -> Option<Site> {
    if tool.name != "guidepost" {
        return None;
    }
    if !Path::new(CORPORA).is_dir() {
        eprintln!("skipped: the corpora are not beside this checkout");
        return None;
    }
    let folder = folder();
    let mut book = "[book]\ntitle = \"Help\"\nbase-url = \"https://docs.example/\"\n\
         [rules]\ninclude-not-found = \"warning\"\n\
         [links.external-roots]\n\"/\" = \"https://learn.microsoft.com/\"\n\
         [locales.en-us]\n[locales.ko-kr]\n"
        .to_owned();
    for (from, to) in [
        ("Exchange/Hub", "exchange"),
        ("Exchange/ExchangeServer2013", "exchange"),
        ("Exchange/ExchangeServer", "exchange"),
        ("Exchange/ExchangeOnline", "exchange"),
        ("Exchange/ExchangeHybrid", "exchange"),
        ("Outlook", "outlook"),
    ] {
        book.push_str(&format!("[[mounts]]\nfrom = \"{from}\"\nto = \"{to}\"\n"));
    }
    write(&folder.path().join("book.toml"), &book);
    for (locale, corpus) in [("en-us", "exchange-en-us"), ("ko-kr", "m365-ko-kr")] {
        copy(
            &Path::new(CORPORA).join(corpus),
            &folder.path().join("content").join(locale),
        );
    }
    // Pages whose addresses are their paths.
    let content = folder.path().join("content/ko-kr");
    let mut pages: Vec<String> = Vec::new();
    collect(&content, &content, &mut pages);
    let page = pages.len() / 2;
    let site = Site {
        name: "both corpora: 4,336 pages",
        folder,
        content,
        pages,
        page,
        around: ("/ko-kr/", ".html"),
    };
    let text = fs::read_to_string(site.file(page)).expect("a page");
    fs::write(site.file(page), format!("{text}\n\n{FIRST}\n")).expect("a page");
    Some(site)
}

/// Pages below a folder that begin with a heading or front matter and are not
/// given up, in their order.
fn collect(root: &Path, folder: &Path, pages: &mut Vec<String>) {
    for path in entries(folder) {
        let below = path
            .strip_prefix(root)
            .expect("a file below")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if !below.ends_with("includes") {
                collect(root, &path, pages);
            }
        } else if let Some(page) = below.strip_suffix(".md") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            let is_plain = text.contains("\ntitle: ") && !text.contains("\nredirect_url:");
            if is_plain && page == page.to_lowercase() && !page.contains(' ') {
                pages.push(page.to_owned());
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for path in entries(from) {
        let copied = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &copied),
            false => drop(fs::copy(&path, copied).expect("a copy")),
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut entries: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    entries
}

/// Writes a file, in a new folder where there is none.
pub(crate) fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
    fs::write(file, text).expect("a new file");
}

/// A folder that is removed at the end, in memory where that can be.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = match std::env::var_os("TMPDIR").is_none() && memory.is_dir() {
        true => TempDir::new_in(memory),
        false => TempDir::new(),
    };
    folder.expect("a temporary folder")
}
