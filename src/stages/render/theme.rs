//! [`Theme`]: templates, static files and texts of the interface.

use super::filters;
use super::locale_text::LocaleText;
use super::strings::{self, Layers, Strings, alert_key};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::fingerprint::{Fingerprint, Fingerprinter};
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::base::text::TextRange;
use crate::stages::config::Config;
use crate::stages::markdown::{Alert, Hook, Hooks, Label, Settings};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{ErrorKind, Tera};

/// Templates that every theme has.
const REQUIRED: [&str; 3] = ["page.html", "languages.html", "not-found.html"];

/// The template of the pages at old addresses.
pub(super) const REDIRECT: &str = "redirect.html";
/// The template of the pages with whole tables of contents, which a theme need
/// not have.
pub(super) const CONTENTS: &str = "contents.html";
/// What is used where a theme has no template for old addresses: it says the title of the new page only,
/// so that it needs no text of the interface.
const PLAIN_REDIRECT: &str = include_str!("redirect.html");

/// A theme with its base themes and the site's own files laid over it.
pub struct Theme {
    /// The templates, with filters that write as each locale does, by its index.
    templates: Vec<Tera>,
    /// The identity of everything a template can reach.
    pub fingerprint: Fingerprint,
    /// The texts of each locale, by its index.
    pub strings: Vec<Strings>,
    /// Static files: their name in the theme, their file, where they are
    /// published.
    pub assets: Vec<Asset>,
    template_files: BTreeMap<String, SitePath>,
    hooks: Hooks,
    /// Whether `theme.toml` wants code highlighted.
    highlights: bool,
}

/// A static file of a theme.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its path below `static/`.
    pub name: String,
    /// Its file among the sources.
    pub file: SitePath,
    /// Where it is published: its name with its fingerprint, so that browsers
    /// may keep it for ever.
    pub route: SitePath,
}

impl Theme {
    /// Reads the theme that `config` names. What is wrong is reported; a theme
    /// without a required template renders no page.
    #[must_use]
    pub fn read(config: &Config, sources: &Sources) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let (layers, highlights) = layers(config, sources, &mut findings);
        let below = |name: &str| -> Vec<SitePath> {
            layers.iter().filter_map(|layer| layer.join(name)).collect()
        };
        let folders = Layers {
            strings: below("strings"),
            templates: below("templates"),
        };
        let strings = strings::read(config, sources, &folders, &mut findings);
        let template_files = files_below(sources, &folders.templates, |file| {
            file.extension() == "html"
        });
        let mut fingerprint = Fingerprinter::default();
        let mut texts = Vec::new();
        for (name, file) in &template_files {
            if let Some(text) = sources.text(file) {
                fingerprint.add(name.as_bytes()).add(text.as_bytes());
                texts.push((name.as_str(), &**text));
            }
        }
        if !template_files.contains_key(REDIRECT) {
            texts.push((REDIRECT, PLAIN_REDIRECT));
        }
        let mut theme = Self {
            templates: Vec::new(),
            fingerprint: Fingerprint::of(b""),
            strings,
            assets: assets(sources, &below("static")),
            template_files: template_files.clone(),
            hooks: Hooks::default(),
            highlights,
        };
        for hook in Hook::ALL {
            if template_files.contains_key(hook.template()) {
                theme.hooks.insert(hook);
            }
        }
        for asset in &theme.assets {
            fingerprint.add(asset.route.as_str().as_bytes());
        }
        theme.fingerprint = fingerprint.finish();
        match in_locales(config, texts) {
            Ok(templates) => theme.templates = templates,
            Err(error) => findings.push(theme.template_error(&error, "")),
        }
        (theme, findings)
    }

    /// Whether another theme writes the same: templates, static files, texts.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let [ours, theirs] = [self, other].map(|theme| {
            let texts = theme.strings.iter().map(|strings| strings.fingerprint);
            (theme.fingerprint, texts.collect::<Vec<_>>())
        });
        ours == theirs
    }

    /// The templates that a site needs and the theme lacks.
    #[must_use]
    pub fn missing_templates(&self, config: &Config) -> Vec<Diagnostic> {
        let missing = REQUIRED.into_iter().filter(|name| !self.has(name));
        missing.map(|name| missing_template(config, name)).collect()
    }

    /// Whether the theme has a template.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let mut locales = self.templates.iter();
        locales.any(|templates| templates.contains_template(name))
    }

    /// Whether whole tables of contents are pages too.
    #[must_use]
    pub fn has_contents(&self) -> bool {
        self.has(CONTENTS)
    }

    /// Renders a template in a locale.
    ///
    /// # Errors
    /// Gives the finding about the template when it fails.
    pub fn render(
        &self,
        name: &str,
        locale: usize,
        context: &tera::Context,
    ) -> Result<String, Box<Diagnostic>> {
        // A theme that cannot be parsed renders nothing; that is said already.
        let Some(templates) = self.templates.get(locale) else {
            return Ok(String::new());
        };
        templates
            .render(name, context)
            .map_err(|error| Box::new(self.template_error(&error, name)))
    }

    /// How Markdown is read for this theme.
    #[must_use]
    pub fn settings(&self, config: &Config) -> Settings {
        Settings::new(&config.markdown, self.hooks, self.highlights)
    }

    /// A text of the interface that stands in the content.
    #[must_use]
    pub fn label(&self, config: &Config, locale: usize, label: Label) -> String {
        let strings = &self.strings[locale];
        match label {
            Label::Alert(Alert::Custom(own)) => {
                let key = config.markdown.alerts.get(own).map_or("", |(key, _)| key);
                let text = strings.find(&alert_key(key));
                text.unwrap_or(key).to_owned()
            }
            label => strings.get(label.key()).to_owned(),
        }
    }

    /// The theme's markup for a construct with these fields.
    ///
    /// # Errors
    /// Gives the finding about the template when it fails.
    pub fn hook(
        &self,
        locale: usize,
        hook: Hook,
        fields: &Map<String, Value>,
    ) -> Result<String, Box<Diagnostic>> {
        let mut context = tera::Context::new();
        for (name, value) in fields {
            context.insert(name.clone(), value);
        }
        context.insert_value("strings", self.strings[locale].value.clone());
        let mut html = self.render(hook.template(), locale, &context)?;
        html.truncate(html.trim_end_matches('\n').len());
        if hook.is_block() {
            html.push('\n');
        }
        Ok(html)
    }

    fn template_error(&self, error: &tera::Error, rendered: &str) -> Diagnostic {
        let hint = "a template may read `site`, `page`, `navigation`, `strings` and `assets`; Guidepost's \
                    docs/themes.md lists what is in them";
        let (name, range, message) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
                report.filename(),
                TextRange::from(report.span().range.clone()),
                report.message().to_owned(),
            ),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                (tpl.as_str(), TextRange::default(), error.to_string())
            }
            ErrorKind::MissingParent { current, .. } => {
                (current.as_str(), TextRange::default(), error.to_string())
            }
            _ => (rendered, TextRange::default(), error.to_string()),
        };
        let file = self
            .template_files
            .get(name)
            .cloned()
            .unwrap_or_else(|| SitePath::root().with_suffix(crate::stages::config::FILE));
        let first_line = message.lines().next().unwrap_or_default();
        let message = first_line.trim_end_matches('.').to_owned();
        Diagnostic::new(Code::TemplateError, Span { file, range }, message).hint(hint)
    }
}

/// The templates for each locale. They are parsed once.
fn in_locales(config: &Config, texts: Vec<(&str, &str)>) -> Result<Vec<Tera>, tera::Error> {
    let languages = config.locales.iter();
    let languages = languages.map(|locale| Arc::new(LocaleText::new(&locale.lang)));
    let languages: Vec<Arc<LocaleText>> = languages.collect();
    let mut parsed = Tera::default();
    if let Some(language) = languages.first() {
        // A template may only name filters that there are.
        filters::register(&mut parsed, language);
    }
    parsed.add_raw_templates(texts)?;
    let in_language = |language| {
        let mut templates = parsed.clone();
        filters::register(&mut templates, language);
        templates
    };
    Ok(languages.iter().map(in_language).collect())
}

/// The folders a theme is read from, the one that wins last: its bases, the
/// theme, the site; and whether it wants code highlighted.
fn layers(
    config: &Config,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<SitePath>, bool) {
    let mut layers = vec![SitePath::root()];
    let mut highlights = None;
    let mut next = Some(config.theme.clone());
    while let Some(name) = next.take() {
        let folder = SitePath::new(&format!("themes/{name}")).filter(|folder| {
            let is_a_theme = folder.folder() == themes() && !name.is_empty();
            is_a_theme && sources.below(folder).next().is_some()
        });
        let Some(folder) = folder else {
            findings.push(missing_theme(&name, sources));
            break;
        };
        if layers.contains(&folder) {
            findings.push(
                Diagnostic::about_file(
                    Code::ThemeInvalid,
                    &folder.with_suffix("/theme.toml"),
                    format!("the theme `{name}` is, through others, its own base"),
                )
                .hint("remove one of the `base` keys on the way"),
            );
            break;
        }
        let settings = folder.with_suffix("/theme.toml");
        if let Some(text) = sources.text(&settings) {
            let table = settings_of(&settings, text, findings);
            let text = |key: &str| table.get(key).and_then(toml::Value::as_str);
            next = text("base").map(str::to_owned);
            let highlight = table.get("highlight").and_then(toml::Value::as_bool);
            highlights = highlights.or(highlight);
        }
        layers.push(folder);
    }
    layers.reverse();
    (layers, highlights.unwrap_or(true))
}

fn themes() -> SitePath {
    SitePath::root().with_suffix("themes")
}

/// What a `theme.toml` says; nothing where it is broken, which is reported.
fn settings_of(file: &SitePath, text: &str, findings: &mut Vec<Diagnostic>) -> toml::Table {
    match text.parse() {
        Ok(table) => table,
        Err(error) => {
            let error: toml::de::Error = error;
            let span = Span {
                file: file.clone(),
                range: error.span().map_or(TextRange::default(), TextRange::from),
            };
            findings.push(
                Diagnostic::new(Code::ThemeInvalid, span, error.message().to_owned())
                    .hint("`theme.toml` is TOML: `name = \"..\"`, `base = \"harbor\"`"),
            );
            toml::Table::new()
        }
    }
}

fn missing_theme(name: &str, sources: &Sources) -> Diagnostic {
    let themes = themes();
    let mut names: Vec<&str> = sources
        .below(&themes)
        .filter_map(|(file, _)| file.parts().nth(1))
        .collect();
    names.dedup();
    Diagnostic::about_file(
        Code::ThemeInvalid,
        &SitePath::root().with_suffix(crate::stages::config::FILE),
        format!("there is no theme `{name}`"),
    )
    .hint(format!(
        "make the folder `themes/{name}`, or use one of: `{}`",
        names.join("`, `")
    ))
}

fn missing_template(config: &Config, name: &str) -> Diagnostic {
    Diagnostic::about_file(
        Code::ThemeInvalid,
        &SitePath::root().with_suffix(&format!("themes/{}/theme.toml", config.theme)),
        format!("the theme has no template `{name}`"),
    )
    .hint("write it, or set `base = \"harbor\"` in `theme.toml`")
}

/// The files below some folders by their path in them, the last folder winning.
fn files_below(
    sources: &Sources,
    folders: &[SitePath],
    is_wanted: impl Fn(&SitePath) -> bool,
) -> BTreeMap<String, SitePath> {
    let mut files = BTreeMap::new();
    for folder in folders {
        for (file, _) in sources.below(folder) {
            if let Some(name) = file.below(folder).filter(|_| is_wanted(file)) {
                files.insert(name.as_str().to_owned(), file.clone());
            }
        }
    }
    files
}

fn assets(sources: &Sources, folders: &[SitePath]) -> Vec<Asset> {
    let files = files_below(sources, folders, |_| true);
    files
        .into_iter()
        .filter_map(|(name, file)| {
            let fingerprint = sources.files.get(&file)?.fingerprint.short();
            let path = SitePath::new(&name)?;
            let stem = path.without_extension();
            let ending = &path.as_str()[stem.as_str().len()..];
            let route = SitePath::new(&format!("_assets/{stem}.{fingerprint}{ending}"))?;
            Some(Asset { name, file, route })
        })
        .collect()
}
