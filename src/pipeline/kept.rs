//! [`Kept`]: what a build came to, kept so that the next one can begin there.

use super::done::{Decided, Done};
use super::retell::RestOf;
use super::site::{Making, Rendered};
use super::{Pipeline, Progress, Reasons};
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
    /// The files whose texts each page shows, its own the first, by route.
    pub(super) texts: Arc<BTreeMap<SitePath, Vec<SitePath>>>,
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
    /// Builds where these files have changed, or nobody knows what: makes the pages
    /// again that can see it, all of them where that is hard to tell.
    pub(super) fn next(
        sources: &Sources,
        pipeline: &Pipeline,
        mut earlier: Option<Self>,
        changed: Option<&BTreeSet<SitePath>>,
        progress: Progress,
    ) -> (Self, Reasons) {
        let then = earlier.as_mut().map(|kept| (&kept.sources, &mut kept.done));
        let decided = Decided::read(sources, pipeline, then, None);
        let seeing = earlier.as_ref().zip(changed).and_then(|(kept, changed)| {
            let now = decided.facts(sources);
            now.pages_that_see(kept.done.facts(&kept.sources), changed, &kept.done.whole)
        });
        match (earlier, seeing) {
            (Some(mut kept), Some(ids)) => {
                kept.sources = sources.clone();
                kept.done.decide(decided);
                let reasons = kept.make_again(sources, &ids, RestOf::Everything, progress);
                (kept, reasons)
            }
            (earlier, _) => Self::anew(sources, decided, earlier, progress),
        }
    }

    /// Makes everything, but for what was rendered from the same in an earlier
    /// build.
    fn anew(
        sources: &Sources,
        decided: Decided,
        earlier: Option<Self>,
        progress: Progress,
    ) -> (Self, Reasons) {
        let (pages, rest) = (Files::default(), Files::default());
        let rendered = earlier.map(|kept| kept.rendered).unwrap_or_default();
        let making = Making {
            hand_over: &|route, content| pages.put(route, content),
            earlier: Some(&rendered),
            web: None,
            progress,
        };
        let mut done = Done::all(sources, decided, making, &|route, content| {
            rest.put(route, content);
        });
        let inputs = std::mem::take(&mut done.inputs).into_iter();
        let inputs: BTreeMap<SitePath, Inputs> = inputs.collect();
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
        let texts = done.texts_of(done.world.inventory.pages.keys());
        let kept = Self {
            sources: sources.clone(),
            texts: Arc::new(texts.collect()),
            done,
            rendered,
            output,
            rest: routes,
        };
        (kept, reasons)
    }

    /// The texts that have changed, where others see no difference.
    pub(super) fn retold(
        &self,
        sources: &Sources,
        changed: &BTreeSet<SitePath>,
        documents: &Memo<Document>,
    ) -> Option<Vec<Retold>> {
        let world = &self.done.world;
        let addresses = world.addresses(sources);
        let retell = |file: &SitePath| {
            let library = &world.library;
            match world.inventory.is_list(file) {
                true => None,
                false => library.retell(addresses, &world.settings, documents, file),
            }
        };
        // While the theme is broken, what was rendered before stays for when it is mended.
        let texts = || changed.iter().map(retell).collect();
        world.can_render.then(texts).flatten()
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
