//! What is wrong with the texts of one file: held against English, the rules of
//! the language, and the templates.

use super::file::{Entry, StringsFile};
use super::placeables;
use super::text::{Wording, Written, category_name};
use super::used::Used;
use crate::base::diagnostic::{Code, Diagnostic, nearest};
use crate::base::text::TextRange;
use crate::stages::render::locale_text::Numbers;
use icu_plurals::PluralCategory;
use std::collections::{BTreeMap, BTreeSet};

/// The texts in English, by their keys.
pub(super) type Reference = BTreeMap<String, Wording>;

/// What a file is held against.
#[derive(Clone, Copy)]
pub(super) struct Check<'a> {
    reference: &'a Reference,
    used: &'a Used,
}

impl<'a> Check<'a> {
    pub(super) fn of(reference: &'a Reference, used: &'a Used) -> Self {
        Self { reference, used }
    }

    /// Everything that is wrong with the texts of a file in English.
    pub(super) fn english(self, file: &StringsFile) -> Vec<Diagnostic> {
        self.file(file, |entry| self.unused(entry))
    }

    /// Everything that is wrong with the texts of a file in another language.
    pub(super) fn translation(self, file: &StringsFile) -> Vec<Diagnostic> {
        self.file(file, |entry| self.extra(entry))
    }

    fn file(
        self,
        file: &StringsFile,
        about_key: impl Fn(&Entry) -> Option<Diagnostic<TextRange>>,
    ) -> Vec<Diagnostic> {
        let numbers = Numbers::new(&file.lang);
        let mut found = Vec::new();
        // Behind a mistake of syntax, nothing is what it was meant to be.
        for entry in file.entries.iter().filter(|_| file.is_whole) {
            found.extend(about_key(entry));
            found.extend(forms(entry, &numbers));
            found.extend(self.wording(entry, &numbers));
            let all = entry.text.wording.forms();
            found.extend(all.iter().filter_map(|(_, written)| markup(entry, written)));
        }
        found.into_iter().map(|found| file.about(found)).collect()
    }

    /// A text that nobody asks for.
    fn unused(self, entry: &Entry) -> Option<Diagnostic<TextRange>> {
        if self.used.has(&entry.key) {
            return None;
        }
        let message = format!("no template asks for the text `{}`", entry.key);
        let finding = Diagnostic::new(Code::StringUnused, entry.range, message);
        Some(finding.hint("remove it from the file of every language"))
    }

    /// A text that nobody asks for and that English does not have.
    fn extra(self, entry: &Entry) -> Option<Diagnostic<TextRange>> {
        let key = &entry.key;
        if self.used.has(key) || self.reference.contains_key(key) {
            return None;
        }
        let message = format!("there is no text `{key}` in English, and no template asks for it");
        let names = self.reference.keys().map(String::as_str);
        let hint = match nearest(key, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "remove it, or add it to `strings/en.toml`".to_owned(),
        };
        Some(Diagnostic::new(Code::StringExtra, entry.range, message).hint(hint))
    }

    /// A text in one wording where English has forms or the other way round, and
    /// placeables that differ.
    fn wording(self, entry: &Entry, numbers: &Numbers) -> Vec<Diagnostic<TextRange>> {
        let key = &entry.key;
        let own = &entry.text.wording;
        // A new text is held against itself: a form against that for most numbers.
        let reference = self.reference.get(key).unwrap_or(own);
        let message = match (own, reference) {
            (Wording::Plain(_), Wording::Forms(_)) => {
                format!("`{key}` has plural forms in English, but not here")
            }
            (Wording::Forms(_), Wording::Plain(_)) => {
                format!("`{key}` has plural forms, but not in English")
            }
            _ => {
                let wanted = placeables::names(reference.plain());
                let forms = own.forms().into_iter();
                let found = forms.filter_map(|(category, written)| {
                    mismatch(entry, category, written, &wanted, numbers)
                });
                return found.collect();
            }
        };
        let hint = match own {
            Wording::Plain(_) => format!("write `{key} = {{ other = \"..\" }}`"),
            Wording::Forms(_) => format!("write `{key} = \"text\"`"),
        };
        vec![Diagnostic::new(Code::StringsInvalid, entry.range, message).hint(hint)]
    }
}

/// Forms that the language has and the text lacks, and the other way round.
fn forms(entry: &Entry, numbers: &Numbers) -> Vec<Diagnostic<TextRange>> {
    let Wording::Forms(forms) = &entry.text.wording else {
        return Vec::new();
    };
    let (key, lang) = (&entry.key, &entry.text.lang);
    let categories = numbers.categories();
    let has = |category| entry.text.wording.form(category).is_some();
    let missing = categories.iter().filter(|category| !has(**category));
    let missing: Vec<PluralCategory> = missing.copied().collect();
    let every = match categories.len() {
        1 => format!("`{lang}` has the form {}", listed(&categories)),
        _ => format!("`{lang}` has the forms {}", listed(&categories)),
    };
    let mut found = Vec::new();
    if !missing.is_empty() {
        let forms = if missing.len() == 1 { "form" } else { "forms" };
        let missing = listed(&missing);
        let message = format!("`{key}` lacks the plural {forms} {missing}, which `{lang}` has");
        let finding = Diagnostic::new(Code::PluralFormMissing, entry.range, message);
        found.push(finding.hint(every.clone()));
    }
    for (category, written) in forms {
        if !categories.contains(category) {
            let form = listed(&[*category]);
            let message = format!("`{key}` has the plural form {form}, which `{lang}` never uses");
            let finding = Diagnostic::new(Code::PluralFormExtra, written.range, message);
            found.push(finding.hint(format!("remove it; {every}")));
        }
    }
    found
}

/// The names of forms, as findings list them.
fn listed(categories: &[PluralCategory]) -> String {
    let names = categories.iter().map(|category| category_name(*category));
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The placeables of a form that are not those of English. A form for one number
/// only may say that number in a word.
fn mismatch(
    entry: &Entry,
    category: PluralCategory,
    written: &Written,
    wanted: &BTreeSet<&str>,
    numbers: &Numbers,
) -> Option<Diagnostic<TextRange>> {
    let has = placeables::names(&written.words);
    let is_plural = matches!(entry.text.wording, Wording::Forms(_));
    let may_lack = |name: &str| name == "n" && is_plural && numbers.says_its_number(category);
    let missing: Vec<&str> = wanted.difference(&has).copied().collect();
    let missing = missing.into_iter().find(|name| !may_lack(name));
    let extra = has.difference(wanted).next();
    let key = &entry.key;
    let form = match is_plural {
        true => format!("the form `{}` of `{key}`", category_name(category)),
        false => format!("`{key}`"),
    };
    let (message, hint) = match (extra, missing) {
        (Some(extra), Some(missing)) => (
            format!("{form} has `{{{extra}}}` where English has `{{{missing}}}`"),
            format!("write `{{{missing}}}`"),
        ),
        (Some(extra), None) => (
            format!("{form} has `{{{extra}}}`, which nothing is known for"),
            "leave it out; values are given by the names that English uses".to_owned(),
        ),
        (None, Some(missing)) => (
            format!("{form} lacks `{{{missing}}}`"),
            format!("write `{{{missing}}}` where the value belongs"),
        ),
        (None, None) => return None,
    };
    let finding = Diagnostic::new(Code::PlaceableMismatch, written.range, message);
    Some(finding.hint(hint))
}

/// A tag or a character reference, which readers would see as it is written.
fn markup(entry: &Entry, written: &Written) -> Option<Diagnostic<TextRange>> {
    let words = &written.words;
    let is_tag = |behind: &str| {
        let name = behind.strip_prefix('/').unwrap_or(behind);
        name.starts_with(|c: char| c.is_ascii_alphabetic()) || behind.starts_with("!--")
    };
    let is_reference = |behind: &str| {
        let name = behind.strip_prefix('#').unwrap_or(behind);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        length > 0 && name[length..].starts_with(';')
    };
    let (sign, _) = words.match_indices(['<', '&']).find_map(|(at, sign)| {
        let behind = &words[at + 1..];
        let is_markup = match sign {
            "<" => is_tag(behind),
            _ => is_reference(behind),
        };
        is_markup.then_some((sign, at))
    })?;
    let what = if sign == "<" {
        "a tag"
    } else {
        "a character reference"
    };
    let message = format!("`{}` has {what} in it, which readers would see", entry.key);
    let finding = Diagnostic::new(Code::StringMarkup, written.range, message);
    Some(finding.hint("write plain text; markup belongs in the template"))
}
