//! [`StringsFile`]: the texts of one language in one folder.

use super::likely::canonical;
use super::text::{CATEGORIES, Text, Wording, Written};
use crate::base::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::base::path::SitePath;
use crate::base::text::TextRange;
use icu_plurals::PluralCategory;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The texts of one language in one folder.
pub(super) struct StringsFile {
    pub file: SitePath,
    /// The language that it is named after: `zh-Hant`.
    pub lang: String,
    pub entries: Vec<Entry>,
    /// Whether it is TOML to its end, so that a text that is not there was
    /// never written.
    pub is_whole: bool,
}

/// A text and the place of its key.
pub(super) struct Entry {
    pub key: String,
    pub range: TextRange,
    pub text: Text,
}

impl StringsFile {
    /// Reads a file. What is wrong is left out and reported; a file that is named
    /// after no language is none.
    pub(super) fn read(
        file: &SitePath,
        text: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let stem = file.without_extension();
        let Some(lang) = canonical(stem.name()) else {
            let message = format!("`{}` is no language tag", stem.name());
            findings.push(
                Diagnostic::about_file(Code::StringsInvalid, file, message)
                    .hint("name the file after a language: `ko.toml`, `zh-hant.toml`"),
            );
            return None;
        };
        let mut found = Vec::new();
        let (table, errors) = DeTable::parse_recoverable(text);
        let is_whole = errors.is_empty();
        for error in errors {
            let range = error.span().map_or(TextRange::default(), TextRange::from);
            let message = error.message().trim_end_matches('.').to_owned();
            found.push(
                Diagnostic::new(Code::StringsInvalid, range, message)
                    .hint("write one `key = \"text\"` on each line"),
            );
        }
        let mut about_keys = Vec::new();
        let mut entries = Vec::new();
        for (key, value) in table.get_ref() {
            let range = TextRange::from(key.span());
            let key: &str = key.get_ref();
            if let Some(wording) = wording(key, range, value, &mut about_keys) {
                entries.push(Entry {
                    key: key.to_owned(),
                    range,
                    text: Text {
                        lang: lang.clone(),
                        wording,
                    },
                });
            }
        }
        entries.sort_by_key(|entry| entry.range.start);
        // Behind a syntax error keys are not what they were meant to be.
        if is_whole {
            found = about_keys;
        }
        let read = Self {
            file: file.clone(),
            lang,
            entries,
            is_whole,
        };
        findings.extend(found.into_iter().map(|finding| read.about(finding)));
        Some(read)
    }

    /// A finding about this file.
    pub(super) fn about(&self, finding: Diagnostic<TextRange>) -> Diagnostic {
        finding.at(|range| Span {
            file: self.file.clone(),
            range,
        })
    }
}

fn wording(
    key: &str,
    range: TextRange,
    value: &Spanned<DeValue>,
    findings: &mut Vec<Diagnostic<TextRange>>,
) -> Option<Wording> {
    if let Some(written) = written(value) {
        return Some(Wording::Plain(written));
    }
    let DeValue::Table(table) = value.get_ref() else {
        let message = format!("`{key}` is neither a text nor a table of plural forms");
        findings.push(
            Diagnostic::new(Code::StringsInvalid, range, message)
                .hint(format!("write `{key} = \"text\"`")),
        );
        return None;
    };
    let mut forms: Vec<(PluralCategory, Written)> = Vec::new();
    for (name, value) in table {
        let at = TextRange::from(name.span());
        let name: &str = name.get_ref();
        let category = CATEGORIES.iter().find(|(known, _)| *known == name);
        match (category, written(value)) {
            (Some((_, category)), Some(written)) => forms.push((*category, written)),
            (Some(_), None) => findings.push(
                Diagnostic::new(
                    Code::StringsInvalid,
                    at,
                    format!("the form `{name}` of `{key}` is no text"),
                )
                .hint(format!("write `{name} = \"text\"`")),
            ),
            (None, _) => findings.push(no_such_form(key, name, at)),
        }
    }
    forms.sort_by_key(|(_, written)| written.range.start);
    Some(Wording::Forms(forms))
}

fn written(value: &Spanned<DeValue>) -> Option<Written> {
    let DeValue::String(words) = value.get_ref() else {
        return None;
    };
    Some(Written {
        words: words.to_string(),
        range: TextRange::from(value.span()),
    })
}

fn no_such_form(key: &str, name: &str, at: TextRange) -> Diagnostic<TextRange> {
    let names = CATEGORIES.map(|(name, _)| name);
    let message = format!("`{key}` has a plural form `{name}`, which no language has");
    let hint = match nearest(name, names) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the forms of languages are `{}`", names.join("`, `")),
    };
    Diagnostic::new(Code::StringsInvalid, at, message).hint(hint)
}
