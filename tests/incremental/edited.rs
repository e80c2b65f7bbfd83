//! [`Edited`]: a site that has been built and is edited step by step.

use crate::generated::{path, site};
use guidepost::base::path::SitePath;
use guidepost::base::sources::{Source, Sources};
use guidepost::pipeline::{Build, Pipeline};
use guidepost::stages::emit::Output;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A site that has been built once, to be edited.
pub(crate) struct Edited {
    pub(crate) sources: Sources,
    pipeline: Pipeline,
    /// What the last build made.
    output: Arc<Output>,
}

impl Edited {
    /// Two locales; English has nine pages, Korean the even ones of them.
    pub(crate) fn new() -> Self {
        Self::with(&[])
    }

    /// The same with more files, or others.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let mut sources = site(9);
        for (file, text) in files {
            sources.insert_text(path(file), *text);
        }
        let mut pipeline = Pipeline::default();
        let output = pipeline.build(&sources).output;
        Self {
            sources,
            pipeline,
            output,
        }
    }

    pub(crate) fn write(mut self, file: &str, text: &str) -> Self {
        self.sources.insert_text(path(file), text);
        self
    }

    pub(crate) fn write_bytes(mut self, file: &str, bytes: &[u8]) -> Self {
        let source = Source::from_bytes(bytes.to_vec());
        self.sources.files.insert(path(file), source);
        self
    }

    pub(crate) fn replace(self, file: &str, from: &str, to: &str) -> Self {
        let text = self.sources.text(&path(file)).expect("a text");
        assert!(text.contains(from), "{file} contains {from}");
        let text = text.replace(from, to);
        self.write(file, &text)
    }

    pub(crate) fn remove(mut self, file: &str) -> Self {
        self.take(&path(file));
        self
    }

    /// Renames a file, or a folder with all that is in it.
    pub(crate) fn rename(mut self, from: &str, to: &str) -> Self {
        let from = path(from);
        let files = self.sources.files.keys();
        let files = files.filter(|file| **file == from || file.below(&from).is_some());
        let files: Vec<SitePath> = files.cloned().collect();
        assert!(!files.is_empty(), "{from} exists");
        for file in files {
            let below = file.as_str().trim_start_matches(from.as_str());
            let to = path(&format!("{to}{below}"));
            let source = self.take(&file);
            self.sources.files.insert(to, source);
        }
        self
    }

    fn take(&mut self, file: &SitePath) -> Source {
        self.sources.files.remove(file).expect("an existing file")
    }

    /// Two files take each other's place.
    pub(crate) fn swap(mut self, one: &str, other: &str) -> Self {
        let (one, other) = (path(one), path(other));
        let (first, second) = (self.take(&one), self.take(&other));
        self.sources.files.insert(one, second);
        self.sources.files.insert(other, first);
        self
    }

    /// Builds again, whatever that renders; the site is the one that a clean build
    /// makes.
    pub(crate) fn builds(mut self) -> Self {
        self.build();
        self
    }

    /// Builds again: exactly these pages are rendered, for these reasons, and
    /// the site is the one that a clean build makes.
    ///
    /// A line says which pages of a locale have one reason:
    /// `ko-kr/{p0,p2}.html: text`; `ko-kr/**` are all pages of one, `**` all pages.
    #[track_caller]
    pub(crate) fn renders(mut self, expected: &[&str]) -> Self {
        let rendered = self.build().rendered;
        let rendered = self.grouped(&rendered);
        assert_eq!(rendered, expected);
        self
    }

    /// The last build has so many files whose routes begin so.
    #[track_caller]
    pub(crate) fn publishes(self, start: &str, count: usize) -> Self {
        let routes = self.output.files.keys();
        let found = routes.filter(|route| route.as_str().starts_with(start));
        assert_eq!(found.count(), count, "{start}");
        self
    }

    fn grouped(&self, rendered: &BTreeMap<SitePath, Vec<&str>>) -> Vec<String> {
        let mut groups: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
        for (route, why) in rendered {
            let start = route.as_str().find('/').map_or(0, |slash| slash + 1);
            let (locale, name) = route.as_str().split_at(start);
            let names = groups.entry((locale, why.join(", "))).or_default();
            names.push(name.trim_end_matches(".html"));
        }
        let pages = || self.output.files.keys().filter(|route| is_page(route));
        let reasons: BTreeSet<&str> = groups.keys().map(|(_, why)| why.as_str()).collect();
        if reasons.len() == 1 && pages().eq(rendered.keys()) {
            return reasons.iter().map(|why| format!("**: {why}")).collect();
        }
        let count = |locale: &str| {
            let pages = pages().filter(|route| route.as_str().starts_with(locale));
            pages.count()
        };
        let lines = groups.iter().map(|((locale, why), names)| match &**names {
            _ if !locale.is_empty() && names.len() == count(locale) => {
                format!("{locale}**: {why}")
            }
            [name] => format!("{locale}{name}.html: {why}"),
            names => format!("{locale}{{{}}}.html: {why}", names.join(",")),
        });
        lines.collect()
    }

    #[track_caller]
    fn build(&mut self) -> Build {
        let warm = self.pipeline.build(&self.sources);
        let cold = Pipeline::default().build(&self.sources);
        assert_eq!(warm.output, cold.output);
        assert_eq!(warm.diagnostics, cold.diagnostics);
        for (route, content) in &warm.output.files {
            let has_changed = self.output.files.get(route) != Some(content);
            let is_said = warm.rendered.contains_key(route);
            assert!(
                !is_page(route) || !has_changed || is_said,
                "{route} has changed"
            );
        }
        // Where no page can be rendered, readers and the next build keep the last.
        if warm.output.files.keys().any(is_page) {
            self.output = warm.output.clone();
        }
        warm
    }
}

fn is_page(route: &SitePath) -> bool {
    route.extension() == "html"
}
