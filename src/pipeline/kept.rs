//! [`Kept`]: what a build came to, kept so that the next one can begin there.

use super::done::{Done, Sinks};
use super::edit::changed_texts;
use super::site::Rendered;
use super::{Pipeline, Reasons};
use crate::base::memo::Memo;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::emit::{Content, Output};
use crate::stages::markdown::Document;
use crate::stages::render::Inputs;
use crate::stages::resolve::Retold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A build with what it read and made.
pub(super) struct Kept {
    pub(super) sources: Sources,
    pub(super) done: Done,
    /// What need not be rendered again: the pages of this build or, where its
    /// theme was broken, those of the last one before.
    pub(super) rendered: Rendered,
    /// The site.
    pub(super) output: Arc<Output>,
    /// The routes of what is no page of a source.
    pub(super) rest: BTreeSet<SitePath>,
}

/// The files that a step of a build makes, by route.
#[derive(Default)]
pub(super) struct Files(Mutex<BTreeMap<SitePath, Content>>);

impl Files {
    pub(super) fn put(&self, route: SitePath, content: Content) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(route, content);
    }

    pub(super) fn into_map(self) -> BTreeMap<SitePath, Content> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Builds everything, using again what an earlier build made of the same.
    pub(super) fn anew(
        sources: &Sources,
        pipeline: &Pipeline,
        earlier: Option<Self>,
    ) -> (Self, Reasons) {
        let (pages, rest) = (Files::default(), Files::default());
        let sinks = Sinks {
            pages: &|route, content| pages.put(route, content),
            rest: &|route, content| rest.put(route, content),
            web: None,
        };
        let mut earlier = earlier;
        let rendered = earlier
            .as_mut()
            .map(|kept| std::mem::take(&mut kept.rendered));
        let rendered = rendered.unwrap_or_default();
        let then = earlier.as_mut().map(|kept| (&kept.sources, &mut kept.done));
        let mut done = Done::all(sources, pipeline, then, Some(&rendered), sinks);
        let inputs = std::mem::take(&mut done.inputs).into_iter().collect();
        let mut files = pages.into_map();
        let rest = rest.into_map();
        let routes = rest.keys().cloned().collect();
        files.extend(rest);
        let output = Arc::new(Output { files });
        let (rendered, reasons) = match done.world.can_render {
            true => {
                let reasons = reasons(&rendered, &inputs);
                let output = Arc::clone(&output);
                (Rendered { inputs, output }, reasons)
            }
            false => (rendered, Reasons::new()),
        };
        let kept = Self {
            sources: sources.clone(),
            done,
            rendered,
            output,
            rest: routes,
        };
        (kept, reasons)
    }

    /// The texts that have changed, where nothing else has, and in a way that no
    /// other page can see.
    pub(super) fn retold(
        &self,
        sources: &Sources,
        documents: &Memo<Document>,
    ) -> Option<Vec<Retold>> {
        let world = &self.done.world;
        let changed = changed_texts(&self.sources, sources).filter(|_| world.can_render)?;
        let addresses = world.addresses(sources);
        let retell = |file: &SitePath| {
            let library = &world.library;
            match world.inventory.is_list(file) {
                true => None,
                false => library.retell(addresses, &world.settings, documents, file),
            }
        };
        changed.iter().map(retell).collect()
    }
}

/// Why pages were rendered, of those that were.
pub(super) fn reasons<'i>(
    then: &Rendered,
    inputs: impl IntoIterator<Item = (&'i SitePath, &'i Inputs)>,
) -> Reasons {
    let mut reasons = Reasons::new();
    for (route, now) in inputs {
        match then.inputs.get(route) {
            Some(then) if then == now => {}
            Some(then) => drop(reasons.insert(route.clone(), now.changed_since(then))),
            None => drop(reasons.insert(route.clone(), vec!["new"])),
        }
    }
    reasons
}
