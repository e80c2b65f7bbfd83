//! Pastes included files into a page.

use super::addresses::{Detour, Target};
use super::compose::Composer;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::markup::escape;
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use crate::stages::config::Locale;
use crate::stages::markdown::{Address, Document, Form, Hook, Include, Purpose};
use serde_json::Map;
use std::sync::Arc;

/// How many files may include each other in a row.
const DEEPEST: usize = 64;
/// How many bytes of HTML a page may have when another file is pasted in.
const LARGEST: usize = 16 << 20;
/// How many files may be pasted into a page.
const MOST: usize = 10_000;

impl<'a> Composer<'a> {
    pub(super) fn include(&mut self, file: &SitePath, document: &Document, index: usize) {
        let include = &document.includes[index];
        let library = self.parts.library;
        let included = match self.parts.addresses.included(file, &include.path) {
            Ok(included) => included,
            Err(reason) => {
                let finding = library.include_error(file, include, reason);
                self.composed.diagnostics.push(finding);
                self.missing_include(include);
                return;
            }
        };
        self.composed.texts.insert(included.clone());
        let borrowed = self.borrowed(file, &included);
        match borrowed {
            Some(locale) => self.report_untranslated(file, include, locale),
            None => self.check_case(file, include, &included),
        }
        if let Some(first) = self.open.iter().position(|open| *open == included) {
            let mut circle: Vec<String> = self.open[first..]
                .iter()
                .map(|file| format!("`{file}`"))
                .collect();
            circle.push(format!("`{included}`"));
            let finding = Diagnostic::new(
                Code::CircularReference,
                library.span(file, include.range),
                format!("this include leads back to itself: {}", circle.join(" -> ")),
            );
            self.composed
                .diagnostics
                .push(finding.hint("remove one of the includes on the way"));
            self.missing_include(include);
            return;
        }
        if self.open.len() > DEEPEST {
            let at = library.span(file, include.range);
            let message = format!("`{}` is included through too many files", include.path);
            return self.report(
                Diagnostic::new(Code::IncludeTooDeep, at, message)
                    .hint("include it nearer to the page"),
            );
        }
        if !self.may_paste(file, include.range, &include.path) {
            return;
        }
        let Some(inside) = library.document(&included, include.form).map(Arc::clone) else {
            return;
        };
        self.open.push(included.clone());
        let groups_before = std::mem::replace(&mut self.groups_before, self.groups);
        self.groups += inside.tab_groups;
        let element = match include.form {
            Form::Block => "div",
            Form::Inline => "span",
        };
        if let Some(locale) = borrowed {
            let (lang, dir) = (&locale.lang, locale.dir);
            let open = format!("<{element} lang=\"{lang}\" dir=\"{dir}\">");
            self.html.push_str(&open);
        }
        let inner = self.html.len();
        if let Some(heading) = &inside.heading {
            let id = self.give_id(&included, &inside, heading.anchor);
            let start = self.html.len();
            self.markup(&included, &inside, &heading.markup);
            let text = self.html.split_off(start);
            self.heading(&id, &text);
        }
        self.markup(&included, &inside, &inside.body);
        if include.form == Form::Inline {
            let text = self.html[inner..].trim().to_owned();
            self.html.truncate(inner);
            self.html.push_str(&text);
        }
        if borrowed.is_some() {
            self.html.push_str(&format!("</{element}>"));
        }
        self.groups_before = groups_before;
        self.open.pop();
    }

    /// The locale of an included file, where it is another than that of the file
    /// which includes it: it stands in for a missing translation.
    fn borrowed(&self, file: &SitePath, included: &SitePath) -> Option<&'a Locale> {
        let config = self.parts.addresses.config;
        let (own, other) = (config.locale_of(file)?, config.locale_of(included)?);
        (own != other).then(|| &config.locales[other])
    }

    /// Says that an included file is that of another locale.
    fn report_untranslated(&mut self, file: &SitePath, include: &Include, locale: &Locale) {
        let at = self.parts.library.span(file, include.range);
        let (path, tag) = (&include.path, &locale.tag);
        let message = format!("`{path}` is not translated, so that of `{tag}` is shown");
        let finding = Diagnostic::new(Code::IncludeUntranslated, at, message);
        self.report(finding.hint("translate the file, at the same path below the content folder"));
    }

    /// Says that the path of an include differs in case from the file's.
    fn check_case(&mut self, file: &SitePath, include: &Include, included: &SitePath) {
        let addresses = self.parts.addresses;
        let path = include.path.replace('\\', "/");
        let is_exact = addresses
            .beside(file, &path)
            .is_some_and(|(joined, _)| joined == *included);
        if is_exact {
            return;
        }
        let target = Target::Asset(included.clone(), String::new());
        let address = Address {
            written: include.path.clone(),
            range: include.range,
            purpose: Purpose::Media,
            editable: true,
        };
        self.report_detour(file, &address, &target, Detour::Case);
    }

    /// Whether one more file may be pasted: a few files that show each other
    /// often would otherwise make a page without end.
    pub(super) fn may_paste(&mut self, file: &SitePath, at: TextRange, path: &str) -> bool {
        self.pastes += 1;
        if self.pastes <= MOST && self.html.len() <= LARGEST {
            return true;
        }
        // Said once for each page: the rest would say the same.
        if !self.is_full {
            self.is_full = true;
            let message = format!("`{path}` is shown too often, or in too large a page");
            let at = self.parts.library.span(file, at);
            self.report(
                Diagnostic::new(Code::IncludeTooDeep, at, message)
                    .hint("show it less often, or on several pages"),
            );
        }
        false
    }

    /// Writes the first heading of an included file.
    fn heading(&mut self, id: &str, text: &str) {
        if self.parts.settings.has(Hook::Heading) {
            let mut fields = Map::new();
            fields.insert("level".to_owned(), "1".into());
            fields.insert("id".to_owned(), id.into());
            fields.insert("content".to_owned(), text.into());
            return self.hook(Hook::Heading, &fields);
        }
        let id = escape(id);
        self.html
            .push_str(&format!("<h1 id=\"{id}\">{text}</h1>\n"));
    }

    /// What stands where an include leads nowhere: nothing, unless the theme
    /// wants its source shown.
    fn missing_include(&mut self, include: &Include) {
        if self.parts.settings.has(Hook::MissingInclude) {
            let mut fields = Map::new();
            fields.insert("title".to_owned(), include.title.as_str().into());
            fields.insert("path".to_owned(), include.path.as_str().into());
            self.hook(Hook::MissingInclude, &fields);
        }
    }
}
