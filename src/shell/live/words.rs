//! What the loop says in one line: pages, reasons, time, and how the findings are.

use super::super::cli::count;
use super::Rebuilt;
use crate::base::path::SitePath;
use crate::stages::config::Config;
use std::collections::BTreeMap;
use std::time::Duration;

/// How many groups of pages are named with their reasons.
const MOST_GROUPS: usize = 4;

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
    let rendered = rebuilt.build.rendered.len();
    let delta = rebuilt.delta;
    let is_page = |route: &&SitePath| route.extension() == "html";
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
    let reasons = match rendered {
        0 => sources(rebuilt),
        _ => Some(reasons(rebuilt, config)),
    };
    if let Some(reasons) = reasons {
        line.push_str(&format!(" ({reasons})"));
    }
    line
}

/// `; 1 mended, 2 warnings left`; nothing where the findings are what they were.
pub(super) fn balance(balance: Balance) -> String {
    if balance.new == 0 && balance.mended == 0 {
        return String::new();
    }
    let mut parts = Vec::new();
    if balance.mended > 0 {
        parts.push(format!("{} mended", balance.mended));
    }
    let left = left(balance);
    if !left.is_empty() {
        parts.push(format!("{left} left"));
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

/// What was changed, where no page was rendered for it.
fn sources(rebuilt: &Rebuilt) -> Option<String> {
    match rebuilt.changed.len() {
        0 => None,
        1 => rebuilt.changed.first().map(SitePath::to_string),
        files => Some(count(files, "source")),
    }
}

/// Pages with the same reasons are counted; one alone is named.
fn reasons(rebuilt: &Rebuilt, config: &Config) -> String {
    let mut groups: BTreeMap<String, Vec<&SitePath>> = BTreeMap::new();
    for (route, reasons) in &rebuilt.build.rendered {
        let group = groups.entry(reasons.join(", ")).or_default();
        group.push(route);
    }
    let mut groups: Vec<(String, Vec<&SitePath>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, routes)| routes.len());
    if let [(reasons, routes)] = groups.as_slice()
        && routes.len() > 1
    {
        return reasons.clone();
    }
    let group = |(reasons, routes): &(String, Vec<&SitePath>)| match routes.as_slice() {
        [route] => format!("{}: {reasons}", name(route, rebuilt, config)),
        routes => format!("{}: {reasons}", count(routes.len(), "page")),
    };
    let mut named: Vec<String> = groups.iter().take(MOST_GROUPS).map(group).collect();
    let further = groups.iter().skip(MOST_GROUPS);
    let further: usize = further.map(|(_, routes)| routes.len()).sum();
    if further > 0 {
        named.push(format!("{further} more"));
    }
    named.join("; ")
}

/// A page as its writer knows it: by the file that was changed, below the tag of
/// its locale, else by its route.
fn name(route: &SitePath, rebuilt: &Rebuilt, config: &Config) -> String {
    let stem = route.without_extension();
    let is_its = |file: &&SitePath| {
        let Some(locale) = config.locale_of(file) else {
            return false;
        };
        let locale = &config.locales[locale];
        let page = file.below(&locale.content).and_then(|below| {
            let page = config.mounted(&below).without_extension();
            SitePath::root()
                .with_suffix(&locale.tag)
                .join(page.as_str())
        });
        page.is_some_and(|page| page == stem || page.with_suffix("/index") == stem)
    };
    match rebuilt.changed.iter().find(is_its) {
        Some(file) => {
            let ending = &file.as_str()[file.without_extension().as_str().len()..];
            let page = stem.as_str();
            let page = match file.name().starts_with("index.") {
                true => page,
                false => page.strip_suffix("/index").unwrap_or(page),
            };
            format!("{page}{ending}")
        }
        None => route.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Delta;
    use super::*;
    use crate::base::sources::Sources;
    use crate::pipeline::Build;
    use crate::shell::disk;
    use std::collections::BTreeSet;
    use std::path::Path;
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
        let rendered = rendered
            .iter()
            .map(|(route, reasons)| (path(route), reasons.to_vec()));
        let rebuilt = Rebuilt {
            site: &disk::read_folder(Path::new("nowhere")),
            build: &Build {
                rendered: rendered.collect(),
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
            "1 page in 21 ms (en-us/y/a.md: text)"
        );
        assert_eq!(
            said(
                &["content/en-us/index.md"],
                &[("en-us/index.html", text)],
                &[],
                &[]
            ),
            "1 page in 21 ms (en-us/index.md: text)"
        );
        assert_eq!(
            said(
                &["toc.yml"],
                &[("a.html", navigation), ("b.html", navigation)],
                &[],
                &[]
            ),
            "2 pages in 21 ms (navigation)"
        );
        assert_eq!(
            said(&["static/a.css"], &[], &["a.css"], &[]),
            "no page, 1 file in 21 ms (static/a.css)"
        );
        assert_eq!(
            said(&[bounces], &[], &["sitemap.xml"], &["ko-kr/bounces.html"]),
            "1 page removed in 21 ms (content/ko-kr/bounces.md)"
        );
        assert_eq!(
            said(&["a", "b"], &[], &[], &[]),
            "no page in 21 ms (2 sources)"
        );
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
        assert_eq!(given(1, 2, 2, 1), "; 2 mended, 2 errors, 1 warning left");
        assert_eq!(given(1, 0, 0, 1), "; 1 warning left");
    }
}
