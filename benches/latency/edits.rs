//! The edits that are measured: each changes one file, and a page shows it.

use super::sites::{self, FIRST, Site};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

/// How many pages have the include that is edited.
const USERS: usize = 50;

/// The part of the built-in theme that is edited, as a site lays it over the theme.
const FOOTER: &str = include_str!("../../themes/harbor/templates/parts/footer.html");

/// A kind of edit.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    /// Makes the site ready for it, before anything is served.
    pub(crate) prepare: fn(&Site) -> Place,
}

/// The file that is edited, and the text behind which it is.
pub(crate) struct Place {
    file: PathBuf,
    behind: &'static str,
}

/// The file that is edited, before and behind the place.
pub(crate) struct Target {
    file: PathBuf,
    before: String,
    behind: String,
}

pub(crate) const TEXT: &[Edit] = &[Edit {
    name: "text",
    prepare: text,
}];

pub(crate) const GUIDEPOST: &[Edit] = &[
    Edit {
        name: "text",
        prepare: text,
    },
    Edit {
        name: "include of 50 pages",
        prepare: include,
    },
    Edit {
        name: "title",
        prepare: title,
    },
    Edit {
        name: "template",
        prepare: template,
    },
    Edit {
        name: "book.toml",
        prepare: book,
    },
];

impl Target {
    pub(crate) fn of(place: &Place) -> Self {
        let text = fs::read_to_string(&place.file).expect("a text");
        let at = text.find(place.behind).expect("a place") + place.behind.len();
        Self {
            file: place.file.clone(),
            before: text[..at].to_owned(),
            behind: text[at..].to_owned(),
        }
    }

    /// Writes the file with a marker, and says when; without one it is as it was.
    pub(crate) fn write(&self, marker: &str) -> Instant {
        let text = format!("{}{marker}{}", self.before, self.behind);
        let now = Instant::now();
        fs::write(&self.file, text).expect("a writable file");
        now
    }
}

fn text(site: &Site) -> Place {
    Place {
        file: site.file(site.page),
        behind: FIRST,
    }
}

fn title(site: &Site) -> Place {
    Place {
        file: site.file(site.page),
        behind: "\ntitle: ",
    }
}

fn template(site: &Site) -> Place {
    let file = site.folder().join("templates/parts/footer.html");
    sites::write(&file, FOOTER);
    Place {
        file,
        behind: "<footer class=\"site-footer\">",
    }
}

fn book(site: &Site) -> Place {
    Place {
        file: site.folder().join("book.toml"),
        behind: "title = \"",
    }
}

/// The page that is edited and its neighbours include a file.
fn include(site: &Site) -> Place {
    let file = site.content.join("includes/latency.md");
    sites::write(&file, "Included.\n");
    let first = site.page.saturating_sub(USERS / 2);
    for page in first..(first + USERS).min(site.pages.len()) {
        let up = "../".repeat(site.pages[page].matches('/').count());
        let user = site.file(page);
        let text = fs::read_to_string(&user).expect("a page");
        let include = format!("[!INCLUDE [n]({up}includes/latency.md)]");
        sites::write(&user, &format!("{text}\n\n{include}\n"));
    }
    Place {
        file,
        behind: "Included.",
    }
}
