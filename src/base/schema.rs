//! [`Schema`]: which kind of page a YAML file is, as its first line says.

use super::diagnostic::{Code, Diagnostic, nearest};
use super::path::SitePath;
use super::text::TextRange;

/// The kinds of pages that are written in YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// An article whose text stands in `content`.
    Architecture,
    /// Questions and answers.
    Faq,
    /// The front of a product: cards and lists of links.
    Hub,
    /// The front of a section: cards with lists of links.
    Landing,
}

impl Schema {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Architecture, Self::Faq, Self::Hub, Self::Landing];

    /// The name behind `YamlMime:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Architecture => "Architecture",
            Self::Faq => "FAQ",
            Self::Hub => "Hub",
            Self::Landing => "Landing",
        }
    }

    /// The kind of page that a YAML text is; `None` where it is none.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let (name, _) = mime(text)?;
        let mut all = Self::ALL.iter().copied();
        all.find(|schema| schema.name().eq_ignore_ascii_case(name))
    }
}

/// What a YAML text says that it is, `Landing` for `### YamlMime:Landing`, and
/// where: in a comment above everything else, in any case, with blanks or
/// without.
#[must_use]
pub fn mime(text: &str) -> Option<(&str, TextRange)> {
    let above = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    let line = above.lines().next()?.trim_end();
    let inside = line.strip_prefix('#')?.trim_start_matches('#').trim_start();
    let (word, name) = inside.split_once(':')?;
    if !word.trim_end().eq_ignore_ascii_case("YamlMime") {
        return None;
    }
    let start = text.len() - above.len();
    let range = TextRange::new(start, start + line.len());
    Some((name.trim_start(), range))
}

/// Whether a file is YAML, by its name.
#[must_use]
pub fn is_yaml(file: &SitePath) -> bool {
    matches!(file.extension().as_str(), "yml" | "yaml")
}

/// The finding about a YAML text that is no page and was perhaps meant as one:
/// what it says that it is, is nearly a kind of page, or it has the keys of one.
#[must_use]
pub fn perhaps_meant(text: &str) -> Option<Diagnostic<TextRange>> {
    let mime = mime(text);
    let (name, range) = mime.unwrap_or_default();
    let meant = nearest(name, Schema::ALL.iter().map(|schema| schema.name()))
        .or_else(|| Some(by_keys(text)?.name()))?;
    let message = match mime {
        Some(_) => format!("there is no kind `{name}` of pages, so this file is none"),
        None => "this file does not say which kind of page it is, so it is none".to_owned(),
    };
    let finding = Diagnostic::new(Code::SchemaNotFound, range, message);
    Some(finding.hint(format!("write `### YamlMime:{meant}` on the first line")))
}

/// The kind of page whose outermost keys a YAML text has.
fn by_keys(text: &str) -> Option<Schema> {
    let mut has_sections = false;
    for line in text.lines() {
        let key = line.split(':').next().unwrap_or_default();
        match key {
            "landingContent" => return Some(Schema::Landing),
            "highlightedContent" | "productDirectory" | "conceptualContent" => {
                return Some(Schema::Hub);
            }
            "sections" => has_sections = true,
            _ if has_sections && key.trim_start_matches([' ', '-']) == "question" => {
                return Some(Schema::Faq);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant() {
        let cases = [
            ("### YamlMime:FAQs\n", "FAQ"),
            ("### YamlMime:Lading\n", "Landing"),
            ("title: x\nlandingContent:\n", "Landing"),
            ("### YamlMime:Page\nproductDirectory:\n", "Hub"),
            ("sections:\n- questions:\n  - question: x\n", "FAQ"),
        ];
        for (text, meant) in cases {
            let finding = perhaps_meant(text).expect("a finding");
            let hint = format!("write `### YamlMime:{meant}` on the first line");
            assert_eq!(finding.hints, [hint], "{text}");
        }
        for text in ["### YamlMime:TOC\n- name: x\n", "on: push\njobs:\n", ""] {
            assert_eq!(perhaps_meant(text), None, "{text}");
        }
    }

    #[test]
    fn mimes() {
        let cases = [
            ("### YamlMime:FAQ\ntitle: x", Some(Schema::Faq)),
            ("#YamlMime:Landing", Some(Schema::Landing)),
            ("\u{FEFF}\r\n### yamlmime : hub  \r\n", Some(Schema::Hub)),
            ("### YamlMime:TOC", None),
            ("title: x\n### YamlMime:FAQ", None),
            ("YamlMime:FAQ", None),
            ("", None),
        ];
        for (text, schema) in cases {
            assert_eq!(Schema::of(text), schema, "{text}");
        }
        let (name, range) = mime("\n### YamlMime:Fax \nx").expect("a mime");
        assert_eq!((name, range), ("Fax", TextRange::new(1, 17)));
    }
}
