//! [`Text`]: a text of the interface, in one wording or in plural forms.

use crate::base::text::TextRange;
use icu_plurals::PluralCategory;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What the forms of a plural are called, in the order of CLDR.
pub(super) const CATEGORIES: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

/// The name of a form.
pub(in crate::stages::render) fn category_name(category: PluralCategory) -> &'static str {
    let known = CATEGORIES.iter().find(|(_, known)| *known == category);
    known.map_or("other", |(name, _)| name)
}

/// A text of the interface.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The language it is written in, which may be another than the reader's.
    pub lang: String,
    pub wording: Wording,
}

/// How a text is worded.
#[derive(Clone, Debug)]
pub(super) enum Wording {
    Plain(Written),
    /// A form for each kind of number, in the order of the file.
    Forms(Vec<(PluralCategory, Written)>),
}

/// Words and where they stand.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub words: String,
    pub range: TextRange,
}

impl Wording {
    /// The words where no number is known.
    pub(super) fn plain(&self) -> &str {
        let other = self.form(PluralCategory::Other);
        other.map_or("", |written| &written.words)
    }

    /// The words beside a kind of number.
    pub(super) fn form(&self, category: PluralCategory) -> Option<&Written> {
        match self {
            Self::Plain(written) => Some(written),
            Self::Forms(forms) => {
                let mut forms = forms.iter();
                forms.find_map(|(form, written)| (*form == category).then_some(written))
            }
        }
    }

    /// Every form, with what it is for; a plain wording is for every number.
    pub(super) fn forms(&self) -> Vec<(PluralCategory, &Written)> {
        match self {
            Self::Plain(written) => vec![(PluralCategory::Other, written)],
            Self::Forms(forms) => forms.iter().map(|(form, text)| (*form, text)).collect(),
        }
    }
}

/// A plain text is a string; one in forms has a key for each, and the language
/// whose rules choose between them.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.wording {
            Wording::Plain(written) => serializer.serialize_str(&written.words),
            Wording::Forms(forms) => {
                let mut map = serializer.serialize_map(Some(forms.len() + 1))?;
                map.serialize_entry("lang", &self.lang)?;
                for (category, written) in forms {
                    map.serialize_entry(category_name(*category), &written.words)?;
                }
                map.end()
            }
        }
    }
}
