//! Whole tables of contents: a page and a JSON file for each, which pages lead
//! to instead of carrying it.

use super::scene::{Scene, Viewpoint};
use super::view::{NavigationView, Page, PageView};
use crate::base::path::SitePath;
use crate::stages::resolve::{Contents, Scope, Shown};
use serde_json::{Map, Value, json};

impl Scene<'_> {
    /// What a page shows of its table of contents, and where the rest is.
    pub(super) fn navigation(
        &self,
        locale: usize,
        here: Viewpoint,
        items: &[Shown],
        scope: Option<Scope>,
    ) -> NavigationView {
        let place = scope.map(|scope| scope.contents().place(self.addresses.config, locale));
        let address = |ending: &str| {
            let place = place.as_ref()?;
            Some(here.address_of(&place.with_suffix(ending)))
        };
        NavigationView {
            items: self.items(locale, here, items),
            contents: address(".html").filter(|_| self.theme.has_contents()),
            contents_json: address(".json"),
        }
    }

    /// What a template sees of a whole table of contents.
    #[must_use]
    pub fn contents(&self, locale: usize, contents: Contents, here: Viewpoint) -> PageView {
        let items = self.items(locale, here, &contents.items());
        let strings = &self.theme.strings[locale];
        PageView {
            site: self.site(locale, here),
            navigation: NavigationView {
                items,
                ..NavigationView::default()
            },
            page: Page {
                kind: "contents",
                title: strings.get("all_pages").to_owned(),
                robots: Some("noindex"),
                translations: self.translations(None, here),
                ..self.bare_page(locale)
            },
        }
    }

    /// A whole table of contents as JSON: `items`, each with `name`, its `lang`
    /// and `dir` where they are others than the table's, `href` relative to the file, `displayName`, `expanded`, `external` and `items`
    /// of its own; what an entry does not have is left out.
    #[must_use]
    pub fn contents_json(&self, locale: usize, contents: Contents, file: &SitePath) -> String {
        let here = Viewpoint::Page(file);
        let items = self.json_items(locale, here, &contents.items());
        format!("{}\n", json!({ "items": items }))
    }

    fn json_items(&self, locale: usize, here: Viewpoint, shown: &[Shown]) -> Vec<Value> {
        let items = shown.iter().map(|shown| {
            let entry = self.entry(locale, here, shown);
            let (lang, dir) = self.language(entry.language, locale);
            let mut item = Map::new();
            let mut add = |name: &str, value: Value| drop(item.insert(name.to_owned(), value));
            add("name", entry.title.into());
            if let Some((lang, dir)) = lang.zip(dir) {
                add("lang", lang.into());
                add("dir", dir.into());
            }
            if let Some(href) = entry.href {
                add("href", href.into());
            }
            if let Some(other) = shown.display_name {
                add("displayName", other.into());
            }
            if shown.is_open {
                add("expanded", true.into());
            }
            if entry.is_external {
                add("external", true.into());
            }
            if !shown.items.is_empty() {
                add("items", self.json_items(locale, here, &shown.items).into());
            }
            Value::Object(item)
        });
        items.collect()
    }
}
