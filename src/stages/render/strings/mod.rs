//! Texts of the interface: `strings/<locale>.toml` of a theme and of the site.

mod check;
mod file;
mod likely;
mod placeables;
mod text;
mod used;

pub(super) use placeables::{Piece, pieces};
pub(super) use text::category_name;
pub(super) use used::alert_key;

use crate::base::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::{self, Config};
use check::{Check, Reference};
use file::StringsFile;
use likely::Likely;
use std::collections::{BTreeMap, BTreeSet};
use text::Text;
use used::Used;

/// The language in which every theme has all its texts.
const REFERENCE: &str = "en";

/// The texts of one locale, fallbacks filled in.
#[derive(Debug)]
pub struct Strings {
    texts: Texts,
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
        self.find(key).unwrap_or(key)
    }

    /// The text for a key, where some language has it.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(|text| text.wording.plain())
    }

    fn new(texts: Texts, language_name: Option<String>) -> Self {
        Self {
            language_name,
            fingerprint: Fingerprint::of_value(&texts),
            value: tera::Value::from_serializable(&texts),
            texts,
        }
    }
}

type Texts = BTreeMap<String, Text>;

/// Where the texts and the templates that ask for them are: folders, of which
/// the later ones win over the earlier.
pub(super) struct Layers {
    pub strings: Vec<SitePath>,
    pub templates: Vec<SitePath>,
}

/// Reads the texts of all locales.
pub(super) fn read(
    config: &Config,
    sources: &Sources,
    layers: &Layers,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Strings> {
    let used = Used::read(config, sources, &layers.templates);
    let mut reference = Reference::new();
    let mut languages: BTreeMap<String, Texts> = BTreeMap::new();
    // The site's own texts come last.
    let mut own: Vec<(SitePath, String)> = Vec::new();
    for folder in &layers.strings {
        let files = sources.below(folder);
        let files = files.filter(|(file, _)| file.extension() == "toml");
        let files =
            files.filter_map(|(file, _)| StringsFile::read(file, sources.text(file)?, findings));
        let (english, others): (Vec<StringsFile>, Vec<StringsFile>) =
            files.partition(|file| file.lang == REFERENCE);
        // English is held against the English below it, all else against both.
        for file in &english {
            findings.extend(Check::of(&reference, &used).english(file));
        }
        for entry in english.iter().flat_map(|file| &file.entries) {
            reference.insert(entry.key.clone(), entry.text.wording.clone());
        }
        for file in &others {
            findings.extend(Check::of(&reference, &used).translation(file));
        }
        own.clear();
        for file in english.into_iter().chain(others) {
            own.push((file.file.clone(), file.lang.clone()));
            let texts = file
                .entries
                .into_iter()
                .map(|entry| (entry.key, entry.text));
            languages.entry(file.lang).or_default().extend(texts);
        }
    }
    let chains = Chains {
        config,
        likely: Likely::new(),
        languages: &languages,
    };
    findings.extend(chains.unread(&own));
    let locales = 0..config.locales.len();
    locales
        .map(|locale| {
            findings.extend(chains.missing(locale, &reference));
            chains.strings(locale)
        })
        .collect()
}

/// What each locale reads of the languages that there are.
struct Chains<'a> {
    config: &'a Config,
    likely: Likely,
    languages: &'a BTreeMap<String, Texts>,
}

impl<'a> Chains<'a> {
    /// The texts in a locale's own language, the nearest first.
    fn own(&self, locale: usize) -> impl Iterator<Item = &'a Texts> {
        let tag = &self.config.locales[locale].tag;
        let files = self.likely.files(tag, self.languages.keys());
        let languages = self.languages;
        files.into_iter().filter_map(|file| languages.get(file))
    }

    /// The texts of a locale: its own, else those of its fallbacks, else English.
    fn strings(&self, locale: usize) -> Strings {
        let mut chain: Vec<&Texts> = self.own(locale).collect();
        let name = chain.iter().find_map(|texts| texts.get("language_name"));
        let name = name.map(|text| text.wording.plain().to_owned());
        for other in &self.config.locales[locale].fallback {
            chain.extend(self.own(*other));
        }
        chain.extend(self.languages.get(REFERENCE));
        let mut texts = Texts::new();
        for nearer in chain.into_iter().rev() {
            texts.extend(nearer.iter().map(|(key, text)| (key.clone(), text.clone())));
        }
        Strings::new(texts, name)
    }

    /// The findings about files of the site's own that none of its locales reads.
    fn unread(&self, files: &[(SitePath, String)]) -> Vec<Diagnostic> {
        let tags = self.config.locales.iter().map(|locale| locale.tag.as_str());
        let read = tags.clone();
        let read = read.flat_map(|tag| self.likely.files(tag, self.languages.keys()));
        let read: BTreeSet<&str> = read.chain([REFERENCE]).collect();
        let unread = files
            .iter()
            .filter(|(_, lang)| !read.contains(lang.as_str()));
        let names: Vec<String> = tags.map(|tag| self.likely.file_name(tag)).collect();
        let finding = |(file, lang): &(SitePath, String)| {
            let message = format!("no locale of this site reads texts in `{lang}`");
            let finding = Diagnostic::about_file(Code::StringsUnread, file, message);
            match nearest(lang, names.iter().map(String::as_str)) {
                Some(meant) => finding.hint(format!("did you mean `{meant}.toml`?")),
                None => finding.hint(format!(
                    "remove it, or add `[locales.{lang}]` to `book.toml`"
                )),
            }
        };
        unread.map(finding).collect()
    }

    /// The finding about texts that English has and a locale's language lacks.
    fn missing(&self, locale: usize, reference: &Reference) -> Option<Diagnostic> {
        let settings = &self.config.locales[locale];
        let own: Vec<&Texts> = self.own(locale).collect();
        let has = |key: &String| own.iter().any(|texts| texts.contains_key(key));
        let missing = reference.keys().filter(|key| !has(key));
        let missing: Vec<&str> = missing.map(String::as_str).collect();
        if missing.is_empty() {
            return None;
        }
        let at = Span {
            file: SitePath::root().with_suffix(config::FILE),
            range: settings.named_at,
        };
        let language = self.likely.file_name(&settings.tag);
        let shown = missing[..missing.len().min(5)].join("`, `");
        let more = match missing.len() {
            0..=5 => String::new(),
            count => format!(" and {} more", count - 5),
        };
        let message = format!("the interface has no text in `{language}` for `{shown}`{more}");
        let hint = format!("write `strings/{language}.toml` with these keys");
        Some(Diagnostic::new(Code::StringMissing, at, message).hint(hint))
    }
}
