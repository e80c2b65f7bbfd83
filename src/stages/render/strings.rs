//! Texts of the interface: `strings/<locale>.toml` of a theme and of the site.

use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::base::text::TextRange;
use crate::stages::config::{self, Config};
use std::collections::{BTreeMap, BTreeSet};

/// The language in which every theme has all its texts.
const REFERENCE: &str = "en";

/// The texts of one locale, fallbacks filled in.
#[derive(Debug)]
pub struct Strings {
    texts: BTreeMap<String, String>,
    /// The language's name for itself, where the theme speaks it.
    pub language_name: Option<String>,
    /// The same for templates.
    pub value: tera::Value,
    /// The identity of all of them.
    pub fingerprint: Fingerprint,
}

impl Strings {
    /// The text for a key; the key itself where no language has it, which a
    /// finding has said.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text for a key, where some language has it.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    fn new(texts: BTreeMap<String, String>, language_name: Option<String>) -> Self {
        Self {
            language_name,
            fingerprint: Fingerprint::of_value(&texts),
            value: tera::Value::from_serializable(&texts),
            texts,
        }
    }
}

type Texts = BTreeMap<String, String>;

/// Reads the texts of all locales from folders of string files, the later ones
/// winning over the earlier.
pub(super) fn read(
    config: &Config,
    sources: &Sources,
    folders: &[SitePath],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Strings> {
    let mut languages: BTreeMap<String, Texts> = BTreeMap::new();
    for folder in folders {
        for (file, _) in sources.below(folder) {
            if file.extension() != "toml" {
                continue;
            }
            let Some(text) = sources.text(file) else {
                continue;
            };
            let tag = file.without_extension().name().to_ascii_lowercase();
            let texts = read_file(file, text, findings);
            languages.entry(tag).or_default().extend(texts);
        }
    }
    let reference: BTreeSet<String> = languages
        .get(REFERENCE)
        .map(|texts| texts.keys().cloned().collect())
        .unwrap_or_default();
    config
        .locales
        .iter()
        .enumerate()
        .map(|(locale, _)| {
            report_missing(config, locale, &languages, &reference, findings);
            let mut texts = Texts::new();
            for tag in chain(config, locale).iter().rev() {
                texts.extend(languages.get(tag).cloned().unwrap_or_default());
            }
            let own = own_tags(&config.locales[locale].tag);
            let mut own = own.iter().filter_map(|tag| languages.get(tag));
            let language_name = own.find_map(|texts| texts.get("language_name").cloned());
            Strings::new(texts, language_name)
        })
        .collect()
}

/// The tags whose files a locale reads, the nearest first: its own, without
/// its region, those of its fallbacks, English.
fn chain(config: &Config, locale: usize) -> Vec<String> {
    let settings = &config.locales[locale];
    let mut tags = own_tags(&settings.tag);
    for &other in &settings.fallback {
        tags.extend(own_tags(&config.locales[other].tag));
    }
    tags.push(REFERENCE.to_owned());
    tags
}

fn own_tags(tag: &str) -> Vec<String> {
    config::lookup(tag).map(str::to_owned).collect()
}

fn report_missing(
    config: &Config,
    locale: usize,
    languages: &BTreeMap<String, Texts>,
    reference: &BTreeSet<String>,
    findings: &mut Vec<Diagnostic>,
) {
    let settings = &config.locales[locale];
    let own = own_tags(&settings.tag);
    let has = |key: &String| {
        own.iter().any(|tag| {
            languages
                .get(tag)
                .is_some_and(|texts| texts.contains_key(key))
        })
    };
    let missing: Vec<&str> = reference
        .iter()
        .filter(|key| !has(key))
        .map(String::as_str)
        .collect();
    if missing.is_empty() {
        return;
    }
    let at = Span {
        file: SitePath::root().with_suffix(config::FILE),
        range: settings.named_at,
    };
    let language = own.last().map_or("", String::as_str);
    let shown = missing
        .iter()
        .take(5)
        .copied()
        .collect::<Vec<_>>()
        .join("`, `");
    let more = match missing.len() {
        0..=5 => String::new(),
        count => format!(" and {} more", count - 5),
    };
    findings.push(
        Diagnostic::new(
            Code::StringMissing,
            at,
            format!("the interface has no text in `{language}` for `{shown}`{more}"),
        )
        .hint(format!("write `strings/{language}.toml` with these keys")),
    );
}

fn read_file(file: &SitePath, text: &str, findings: &mut Vec<Diagnostic>) -> Texts {
    let at = |range| Span {
        file: file.clone(),
        range,
    };
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            let error: toml::de::Error = error;
            let range = error.span().map_or(TextRange::default(), TextRange::from);
            findings.push(
                Diagnostic::new(
                    Code::StringsInvalid,
                    at(range),
                    error.message().trim_end_matches('.'),
                )
                .hint("write one `key = \"text\"` on each line"),
            );
            return Texts::new();
        }
    };
    let mut texts = Texts::new();
    for (key, value) in table {
        match value {
            toml::Value::String(text) => {
                texts.insert(key, text);
            }
            _ => findings.push(
                Diagnostic::new(
                    Code::StringsInvalid,
                    at(TextRange::default()),
                    format!("`{key}` must be a string"),
                )
                .hint(format!("write `{key} = \"text\"`")),
            ),
        }
    }
    texts
}
