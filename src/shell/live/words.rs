//! What the loop says in one line: pages, reasons, time, and how the findings are.

use super::super::cli::count;
use super::Rebuilt;
use crate::base::path::SitePath;
use crate::stages::config::Config;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How many groups of pages are named with their reasons.
const MOST_GROUPS: usize = 3;

/// How many files or pages are named.
const MOST_NAMES: usize = 3;

/// How the warnings and errors have changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Balance {
    pub new: usize,
    pub mended: usize,
    pub errors: usize,
    pub warnings: usize,
}

/// `3 pages in 21 ms (ko-kr/bounces.md: text; 2 pages: navigation)`.
pub(super) fn line(rebuilt: &Rebuilt, config: &Config, time: Duration) -> String {
    let delta = rebuilt.delta;
    let is_page = |route: &&SitePath| route.extension() == "html";
    let rendered = match rebuilt.is_first {
        true => delta.written.iter().filter(is_page).count(),
        false => rebuilt.pages.len(),
    };
    let removed = delta.removed.iter().filter(is_page).count();
    let others = delta.written.len() + delta.removed.len();
    let mut parts = Vec::new();
    match (rendered, removed) {
        (0, 0) if others > 0 => parts.push(format!("no page, {}", count(others, "file"))),
        (0, 0) => parts.push("no page".to_owned()),
        (0, _) => {}
        (_, _) => parts.push(count(rendered, "page")),
    }
    if removed > 0 {
        parts.push(format!("{} removed", count(removed, "page")));
    }
    let mut line = format!("{} in {} ms", parts.join(", "), time.as_millis());
    let reasons = reasons(rebuilt, config);
    if !rebuilt.is_first && !reasons.is_empty() {
        line.push_str(&format!(" ({reasons})"));
    }
    line
}

/// `; 1 mended, 2 left` or `; 1 new warning, 3 in all`; nothing where the findings are what they were.
pub(super) fn balance(balance: Balance) -> String {
    if balance.new == 0 && balance.mended == 0 {
        return String::new();
    }
    let mut parts = Vec::new();
    if balance.mended > 0 {
        parts.push(format!("{} mended", balance.mended));
    }
    if balance.new > 0 {
        parts.push(count(balance.new, "new warning"));
    }
    let all = balance.errors + balance.warnings;
    match balance.new {
        0 if all > 0 => parts.push(format!("{all} left")),
        new if all > new => parts.push(format!("{all} in all")),
        _ => {}
    }
    format!("; {}", parts.join(", "))
}

/// `2 errors, 1 warning`.
pub(super) fn left(balance: Balance) -> String {
    let kinds = [(balance.errors, "error"), (balance.warnings, "warning")];
    let left = kinds.into_iter().filter(|(number, _)| *number > 0);
    let left: Vec<String> = left.map(|(number, kind)| count(number, kind)).collect();
    left.join(", ")
}

/// Why pages were rendered: those with the same reasons are counted; few that were
/// edited are named. A changed file that is not named so is named before.
fn reasons(rebuilt: &Rebuilt, config: &Config) -> String {
    let mut groups: BTreeMap<String, Vec<&SitePath>> = BTreeMap::new();
    for (route, reasons) in rebuilt.pages {
        let group = groups.entry(reasons.join(", ")).or_default();
        group.push(route);
    }
    let mut groups: Vec<(String, Vec<&SitePath>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, routes)| routes.len());
    let is_edited = |route: &&SitePath| {
        let mut files = file_of(route, rebuilt).into_iter();
        files.any(|file| rebuilt.changed.contains(file))
    };
    let files_of = |routes: &[&SitePath]| -> BTreeSet<&SitePath> {
        let files = routes.iter().filter_map(|route| file_of(route, rebuilt));
        files.collect()
    };
    let is_named = |(_, routes): &&(String, Vec<&SitePath>)| {
        let is_edit = || routes.iter().all(is_edited);
        routes.len() == 1 || (is_edit() && files_of(routes).len() <= MOST_NAMES)
    };
    let first = || groups.iter().take(MOST_GROUPS);
    let named = first().filter(is_named).flat_map(|(_, routes)| routes);
    let named: BTreeSet<&SitePath> = named.filter_map(|route| file_of(route, rebuilt)).collect();
    let mut parts: Vec<String> = causes(rebuilt, &named, config).into_iter().collect();
    match (parts.as_mut_slice(), groups.as_slice()) {
        ([cause], [group]) if !is_named(&group) => {
            cause.push_str(&format!(": {}", group.0));
            return parts.concat();
        }
        (_, [group]) if !is_named(&group) => return group.0.clone(),
        _ => {}
    }
    parts.extend(first().map(|group| {
        let (reasons, routes) = group;
        let pages = match routes.as_slice() {
            [route] => name(route, rebuilt, config),
            routes if is_named(&group) => {
                let files = files_of(routes).into_iter();
                let files = files.map(|file| file_name(file, config));
                files.collect::<Vec<String>>().join(", ")
            }
            routes => count(routes.len(), "page"),
        };
        format!("{pages}: {reasons}")
    }));
    let further = groups.iter().skip(MOST_GROUPS);
    let further: usize = further.map(|(_, routes)| routes.len()).sum();
    if further > 0 {
        parts.push(format!("{further} more"));
    }
    parts.join("; ")
}

/// The changed files that no page is named for.
fn causes(rebuilt: &Rebuilt, named: &BTreeSet<&SitePath>, config: &Config) -> Option<String> {
    let causes = rebuilt.changed.iter().filter(|file| !named.contains(file));
    let causes: Vec<String> = causes.map(|file| file_name(file, config)).collect();
    match causes.len() {
        0 => None,
        1..=MOST_NAMES => Some(causes.join(", ")),
        files => Some(count(files, "file")),
    }
}

/// The file that a page is written in.
fn file_of<'r>(route: &SitePath, rebuilt: &Rebuilt<'r>) -> Option<&'r SitePath> {
    rebuilt.build.texts.get(route)?.first()
}

/// A page as its writer knows it; one of another locale that stands in has its
/// route.
fn name(route: &SitePath, rebuilt: &Rebuilt, config: &Config) -> String {
    let file = file_of(route, rebuilt).filter(|file| {
        let locale = config.locale_of(file).map(|locale| &config.locales[locale]);
        locale.is_some_and(|locale| route.parts().next() == Some(locale.tag.as_str()))
    });
    file.map_or_else(|| route.to_string(), |file| file_name(file, config))
}

/// A file as its writer knows it: from the tag of its locale on.
fn file_name(file: &SitePath, config: &Config) -> String {
    let name = || {
        let locale = &config.locales[config.locale_of(file)?];
        let below = file.below(&locale.content)?;
        Some(format!("{}/{below}", locale.tag))
    };
    name().unwrap_or_else(|| file.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::Delta;
    use super::*;
    use crate::base::sources::Sources;
    use crate::pipeline::Build;
    use crate::shell::disk;
    use std::path::Path;
    use std::sync::Arc;
    use std::time::Instant;

    fn path(text: &str) -> SitePath {
        SitePath::root().with_suffix(text)
    }

    fn paths(texts: &[&str]) -> BTreeSet<SitePath> {
        texts.iter().map(|text| path(text)).collect()
    }

    fn said(
        changed: &[&str],
        rendered: &[(&str, &[&'static str])],
        written: &[&str],
        removed: &[&str],
    ) -> String {
        let mut sources = Sources::default();
        let book =
            "[book]\n[locales.en-us]\n[locales.ko-kr]\n[[mounts]]\nfrom = \"x\"\nto = \"y\"\n";
        sources.insert_text(path("book.toml"), book);
        let (config, _) = Config::read(&sources);
        let texts = [
            ("ko-kr/bounces.html", "content/ko-kr/bounces.md"),
            ("en-us/y/a/index.html", "content/en-us/x/a.md"),
            ("ko-kr/y/a/index.html", "content/en-us/x/a.md"),
        ];
        let texts = texts.map(|(route, file)| (path(route), vec![path(file)]));
        let rendered = rendered
            .iter()
            .map(|(route, reasons)| (path(route), reasons.to_vec()));
        let rebuilt = Rebuilt {
            site: &disk::read_folder(Path::new("nowhere")),
            pages: &rendered.collect(),
            is_first: false,
            build: &Build {
                texts: Arc::new(texts.into_iter().collect()),
                ..Build::default()
            },
            changed: &paths(changed),
            delta: &Delta {
                written: paths(written),
                removed: paths(removed),
            },
            since: Instant::now(),
        };
        line(&rebuilt, &config, Duration::from_millis(21))
    }

    #[test]
    fn lines_of_rebuilds() {
        let bounces = "content/ko-kr/bounces.md";
        let text: &[&str] = &["text"];
        let navigation: &[&str] = &["navigation"];
        assert_eq!(
            said(
                &[bounces],
                &[
                    ("ko-kr/a.html", navigation),
                    ("ko-kr/b.html", navigation),
                    ("ko-kr/bounces.html", text),
                ],
                &[],
                &[],
            ),
            "3 pages in 21 ms (ko-kr/bounces.md: text; 2 pages: navigation)"
        );
        assert_eq!(
            said(
                &["content/en-us/x/a.md"],
                &[("en-us/y/a/index.html", text)],
                &[],
                &[]
            ),
            "1 page in 21 ms (en-us/x/a.md: text)"
        );
        assert_eq!(
            said(
                &["content/en-us/x/a.md"],
                &[("ko-kr/y/a/index.html", text)],
                &[],
                &[]
            ),
            "1 page in 21 ms (ko-kr/y/a/index.html: text)"
        );
        assert_eq!(
            said(
                &["toc.yml"],
                &[("a.html", navigation), ("b.html", navigation)],
                &[],
                &[]
            ),
            "2 pages in 21 ms (toc.yml: navigation)"
        );
        let theme: &[&str] = &["theme"];
        assert_eq!(
            said(
                &["static/a.css"],
                &[("a.html", theme), ("b.html", theme)],
                &["a.css"],
                &[]
            ),
            "2 pages in 21 ms (static/a.css: theme)"
        );
        let both = [bounces, "content/en-us/x/a.md"];
        assert_eq!(
            said(
                &both,
                &[("en-us/y/a/index.html", text), ("ko-kr/bounces.html", text)],
                &[],
                &[]
            ),
            "2 pages in 21 ms (en-us/x/a.md, ko-kr/bounces.md: text)"
        );
        assert_eq!(
            said(
                &["a", "b", "c", "d"],
                &[
                    ("a.html", navigation),
                    ("b.html", text),
                    ("c.html", theme),
                    ("d.html", &["new"]),
                ],
                &[],
                &[]
            ),
            "4 pages in 21 ms (4 files; a.html: navigation; d.html: new; b.html: text; 1 more)"
        );
        assert_eq!(
            said(&["static/a.css"], &[], &["a.css"], &[]),
            "no page, 1 file in 21 ms (static/a.css)"
        );
        assert_eq!(
            said(&[bounces], &[], &["sitemap.xml"], &["ko-kr/bounces.html"]),
            "1 page removed in 21 ms (ko-kr/bounces.md)"
        );
        assert_eq!(said(&["a", "b"], &[], &[], &[]), "no page in 21 ms (a, b)");
    }

    #[test]
    fn balances_of_findings() {
        let given = |new, mended, errors, warnings| {
            balance(Balance {
                new,
                mended,
                errors,
                warnings,
            })
        };
        assert_eq!(given(0, 0, 0, 3), "");
        assert_eq!(given(0, 1, 0, 0), "; 1 mended");
        assert_eq!(given(1, 2, 2, 1), "; 2 mended, 1 new warning, 3 in all");
        assert_eq!(given(1, 0, 0, 1), "; 1 new warning");
        assert_eq!(given(0, 2, 0, 1), "; 2 mended, 1 left");
        assert_eq!(given(2, 0, 0, 9), "; 2 new warnings, 9 in all");
    }
}
