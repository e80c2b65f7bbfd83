//! From a page put together to HTML: what a template sees, and the theme.

mod a_to_z;
mod contents;
mod entries;
mod filters;
mod isolate;
mod lists;
mod locale_text;
mod moved;
mod scene;
mod strings;
mod theme;
mod translation;
mod view;

pub use lists::List;
pub use scene::{Scene, Viewpoint, absolute};
pub use strings::Strings;
pub use theme::{Asset, Theme};
pub use translation::{CoverageView, FileCoverage, LocaleCoverage, TranslationView};
pub use view::{
    Alternate, Fallback, HeadingView, Inputs, LetterView, LinkView, Moved, NavigationItem,
    NavigationView, Page, PageView, SiteView, Translation,
};

use crate::base::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use tera::Context;

/// Renders views with a theme.
pub struct Renderer<'a> {
    theme: &'a Theme,
}

impl<'a> Renderer<'a> {
    /// Prepares to render.
    #[must_use]
    pub fn new(theme: &'a Theme) -> Self {
        Self { theme }
    }

    /// The template for a view.
    fn template(&self, view: &PageView) -> &'static str {
        match view.page.kind {
            "landing" if self.theme.has("landing.html") => "landing.html",
            "not-found" => "not-found.html",
            "languages" => "languages.html",
            "redirect" => theme::REDIRECT,
            "contents" => theme::CONTENTS,
            "a-to-z" => List::AToZ.template(),
            "coverage" => List::Coverage.template(),
            _ => "page.html",
        }
    }

    /// Everything that the rendered page depends on.
    #[must_use]
    pub fn inputs(&self, view: &PageView, locale: usize) -> Inputs {
        let strings = self.theme.strings[locale].fingerprint;
        Inputs::of(view, strings, self.theme.fingerprint)
    }

    /// Renders a view in a locale.
    ///
    /// # Errors
    /// Gives the finding about the template when it fails.
    pub fn render(
        &self,
        view: &PageView,
        locale: usize,
        here: Viewpoint,
    ) -> Result<String, Box<Diagnostic>> {
        let template = self.template(view);
        let mut context = Context::new();
        context.insert("site", &view.site);
        context.insert("page", &view.page);
        context.insert("navigation", &view.navigation);
        context.insert_value("strings", self.theme.strings[locale].value.clone());
        let assets: BTreeMap<&str, String> = self
            .theme
            .assets
            .iter()
            .map(|asset| (asset.name.as_str(), here.address_of(&asset.route)))
            .collect();
        context.insert("assets", &assets);
        self.theme.render(template, locale, &context)
    }
}
