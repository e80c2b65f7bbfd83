//! A site while its pages are rendered.

use super::HandOver;
use crate::base::diagnostic::Diagnostic;
use crate::base::path::SitePath;
use crate::stages::discover::PageId;
use crate::stages::emit::{Content, Output};
use crate::stages::render::{Inputs, PageView, Renderer, Scene, Viewpoint};
use crate::stages::resolve::anchors::{Anchors, Jump};
use crate::stages::resolve::{
    Asked, Composed, FinalHeading, Parts, Titles, compose, page_findings,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What came of a page besides its HTML.
#[derive(Default)]
pub(super) struct Made {
    pub diagnostics: Vec<Diagnostic>,
    pub assets: BTreeSet<SitePath>,
    /// The files besides its own whose text it shows.
    pub texts: BTreeSet<SitePath>,
    /// The pages that it calls by their titles.
    pub called: BTreeSet<PageId>,
    pub anchors: Anchors,
    pub jumps: Vec<Jump>,
    pub inputs: Option<(SitePath, Inputs)>,
    /// The table of contents it stands in, by where that is published.
    pub table: Option<(SitePath, usize)>,
    /// Its headings, where the page has a source page or translations to be
    /// held against.
    pub headings: Option<Vec<FinalHeading>>,
}

/// What an earlier build rendered, and from what.
#[derive(Default)]
pub(super) struct Rendered {
    pub inputs: BTreeMap<SitePath, Inputs>,
    pub output: Arc<Output>,
}

impl Rendered {
    /// The page that was rendered at a route from the same inputs.
    fn same(&self, route: &SitePath, inputs: &Inputs) -> Option<&Content> {
        let same = self.inputs.get(route).filter(|then| *then == inputs);
        same.and_then(|_| self.output.files.get(route))
    }
}

/// A site while its pages are rendered.
pub(super) struct Site<'a> {
    pub scene: Scene<'a>,
    pub parts: Parts<'a>,
    pub titles: &'a Titles,
    pub renderer: Renderer<'a>,
    pub hand_over: HandOver<'a>,
    /// What need not be rendered again; `None` where no later build will ask.
    pub earlier: Option<&'a Rendered>,
    /// Whether the theme is whole.
    pub can_render: bool,
}

impl Site<'_> {
    /// Makes pages, on all cores.
    pub(super) fn pages(&self, ids: &[&PageId]) -> Vec<Made> {
        ids.par_iter().map(|id| self.page(id)).collect()
    }

    fn page(&self, id: &PageId) -> Made {
        let asked = Asked::new(self.titles);
        let mut made = self.page_with(id, &asked);
        made.called = asked.into_pages();
        made.called.remove(id);
        made
    }

    fn page_with(&self, id: &PageId, titles: &Asked) -> Made {
        let scene = Scene {
            titles,
            ..self.scene
        };
        let parts = Parts {
            titles,
            ..self.parts
        };
        let Scene {
            addresses,
            navigation,
            ..
        } = scene;
        let page = &addresses.inventory.pages[id];
        let mut composed: Composed = compose(parts, id, page);
        let scope = navigation.scope(addresses, id, &page.file);
        let is_own = page.content_locale == id.locale;
        if is_own {
            let has_title = titles.is_written(id);
            let found = page_findings::about_headings(&page.file, &composed.headings, has_title);
            composed.diagnostics.extend(found);
        }
        let mut made = Made {
            diagnostics: std::mem::take(&mut composed.diagnostics),
            assets: std::mem::take(&mut composed.assets),
            texts: std::mem::take(&mut composed.texts),
            called: BTreeSet::new(),
            anchors: std::mem::take(&mut composed.anchors),
            jumps: std::mem::take(&mut composed.jumps),
            inputs: None,
            headings: (is_own && addresses.has_counterpart(id)).then(|| composed.headings.clone()),
            table: scope.map(|scope| {
                let place = scope.contents().place(addresses.config, id.locale);
                (place, scope.table())
            }),
        };
        if self.can_render {
            let view = scene.page(id, composed, &made.anchors, scope);
            let route = &page.route;
            self.render(&view, id.locale, Viewpoint::Page(route), route, &mut made);
        }
        made
    }

    /// Hands over a rendered view, unless the theme's template fails.
    pub(super) fn render(
        &self,
        view: &PageView,
        locale: usize,
        here: Viewpoint,
        route: &SitePath,
        made: &mut Made,
    ) {
        if let Some(earlier) = self.earlier {
            let inputs = self.renderer.inputs(view, locale);
            let same = earlier.same(route, &inputs).cloned();
            made.inputs = Some((route.clone(), inputs));
            if let Some(same) = same {
                return (self.hand_over)(route.clone(), same);
            }
        }
        match self.renderer.render(view, locale, here) {
            Ok(html) => (self.hand_over)(route.clone(), Content::Text(Arc::from(html))),
            Err(finding) => made.diagnostics.push(*finding),
        }
    }
}
