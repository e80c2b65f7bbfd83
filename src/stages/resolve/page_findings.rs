//! What every page should have: a heading, a title of its own, a description,
//! headings that do not skip a level.

use super::addresses::Addresses;
use super::compose::FinalHeading;
use super::library::Library;
use super::titles::Titles;
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::schema;
use crate::base::text::TextRange;
use crate::stages::load::Loaded;
use std::collections::BTreeMap;

/// The findings about the headings of a page, put together. A page in YAML has
/// its heading from its title; one without a title is reported for that.
#[must_use]
pub fn about_headings(
    file: &SitePath,
    headings: &[FinalHeading],
    has_title: bool,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let has_heading = headings.iter().any(|heading| heading.level == 1);
    if has_title && !has_heading && !schema::is_yaml(file) {
        findings.push(
            Diagnostic::about_file(Code::H1Missing, file, "this page has no heading of level 1")
                .hint("write `# ` and its title below the front matter"),
        );
    }
    for pair in headings.windows(2) {
        let [above, below] = pair else { continue };
        if below.level > above.level + 1 {
            let (from, to) = (above.level, below.level);
            let message = format!("this heading of level {to} stands below one of level {from}");
            let marks = "#".repeat(usize::from(from) + 1);
            findings.push(
                Diagnostic::new(Code::HeadingLevelSkipped, below.at.clone(), message)
                    .hint(format!("begin it with `{marks}`, or add the level between")),
            );
        }
    }
    findings
}

/// The findings about the front matter of all pages: what is missing, and titles
/// that several have.
#[must_use]
pub fn about_titles(addresses: Addresses, library: &Library, titles: &Titles) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut taken: BTreeMap<(usize, String), &SitePath> = BTreeMap::new();
    for (file, id) in &addresses.inventory.page_of {
        let Some(loaded) = library.file(file) else {
            continue;
        };
        if loaded.yaml.is_none() {
            findings.extend(missing(file, loaded, titles.is_written(id)));
        }
        let title = titles.of(id).trim();
        let folded = (id.locale, title.to_lowercase());
        let first = *taken.entry(folded).or_insert(file);
        if first != file {
            findings.push(twin(&addresses.shown(first), file, loaded, title));
        }
    }
    findings
}

/// What the front matter lacks: a title where no heading takes its place, and,
/// where there is front matter at all, a description.
fn missing(file: &SitePath, loaded: &Loaded, has_title: bool) -> Vec<Diagnostic> {
    let front_matter = &loaded.front_matter;
    let new =
        |code, message: &str, hint: &str| Diagnostic::about_file(code, file, message).hint(hint);
    // A key that is there and says nothing is mended where it stands.
    let empty = |code, key: &str, hint: &str| {
        let at = Span {
            file: file.clone(),
            range: loaded.key_of(key)?,
        };
        let message = format!("`{key}` is empty");
        Some(Diagnostic::new(code, at, message).hint(hint))
    };
    let mut findings = Vec::new();
    if !has_title {
        let hint = "write `title: ..` or a heading: lists and browsers show the file's name now";
        let message = "this page has neither a title nor a heading";
        let code = Code::TitleMissing;
        findings.push(empty(code, "title", hint).unwrap_or_else(|| new(code, message, hint)));
    }
    if front_matter.description.is_none() && !front_matter.all.is_empty() {
        let hint = "write `description: ..`: search engines show it below the title";
        let message = "the front matter has no description";
        let code = Code::DescriptionMissing;
        findings.push(empty(code, "description", hint).unwrap_or_else(|| new(code, message, hint)));
    }
    findings
}

fn twin(first: &str, file: &SitePath, loaded: &Loaded, title: &str) -> Diagnostic {
    let range = match loaded.front_matter.title {
        Some(_) => loaded.place_of("title"),
        None => TextRange::default(),
    };
    let at = Span {
        file: file.clone(),
        range,
    };
    let message = format!("`{title}` is the title of `{first}` too");
    Diagnostic::new(Code::DuplicateTitle, at, message)
        .hint("say in each title what tells the two apart")
}
