//! Front matter: the YAML between two `---` lines at the start of a page.

use super::yaml::{self, Entry, Kind, Node, Parsed};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use serde_json::{Map, Value};

/// What stands before a page's Markdown.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// Every key as written, for templates: strings, numbers, lists, null.
    pub all: Map<String, Value>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `author`, else `ms.author`.
    pub author: Option<String>,
    /// `ms.date` as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// `ms.topic`, lower-cased.
    pub topic: Option<String>,
    /// Whether `ROBOTS` keeps the page out of search engines.
    pub noindex: bool,
    /// `ms.contentlocale`, lower-cased.
    pub content_locale: Option<String>,
    /// `ms.translationtype`: `MT`, `HT`.
    pub translation_type: Option<String>,
}

/// Keys that a build of the dialect writes for its templates. In a page they
/// were copied from its output, or by a mistake; nothing reads them.
const RESERVED: [&str; 8] = [
    "canonical_url",
    "conceptual",
    "document_id",
    "document_version_independent_id",
    "rawTitle",
    "toc_rel",
    "wordCount",
    "word_count",
];

type Findings = Vec<Diagnostic<TextRange>>;

/// Finds the YAML and the start of the Markdown behind it, in a text that
/// begins at `start`.
pub(super) fn find(text: &str, start: usize) -> Option<(TextRange, usize)> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((TextRange::new(yaml_start, at), at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The finding about front matter that begins and never ends; a `---` above
/// anything but a key is a rule.
pub(super) fn unclosed(text: &str) -> Option<Diagnostic<TextRange>> {
    let mut lines = text.lines();
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let (key, _) = lines.next()?.split_once(':')?;
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':');
    if key.is_empty() || !key.chars().all(is_key) {
        return None;
    }
    let range = TextRange::new(0, first.trim_end().len());
    let message = "the front matter is not closed";
    let finding = Diagnostic::new(Code::YamlHeaderSyntaxError, range, message);
    Some(finding.hint("write `---` on a line of its own below the last key"))
}

/// Reads the YAML. Broken YAML gives no keys and a finding; a key of a wrong
/// type is left to templates only.
pub(super) fn read(source: &str) -> (FrontMatter, Findings) {
    let Parsed { root, error } = yaml::read(source);
    if let Some(error) = error {
        let finding = Diagnostic::new(Code::YamlHeaderSyntaxError, error.range, error.message);
        return (FrontMatter::default(), vec![finding.hint(error.hint)]);
    }
    let (front_matter, mut findings) = of_map(source, &root);
    if !matches!(root.kind, Kind::Map(_)) && !root.is_empty() {
        findings.push(
            Diagnostic::new(
                Code::YamlHeaderNotObject,
                TextRange::new(0, source.trim_end().len()),
                "the front matter is not a list of keys and values",
            )
            .hint("write one `key: value` on each line"),
        );
    }
    (front_matter, findings)
}

/// The front matter that a map of YAML holds, which stands in `source`.
pub(super) fn of_map(source: &str, map: &Node) -> (FrontMatter, Findings) {
    let mut findings = Vec::new();
    let mut reader = Reader {
        source,
        map,
        findings: &mut findings,
    };
    let front_matter = FrontMatter {
        title: reader.text("title"),
        description: reader.text("description"),
        author: reader.text("author").or_else(|| reader.text("ms.author")),
        date: reader.date("ms.date"),
        topic: reader.text("ms.topic").map(|topic| topic.to_lowercase()),
        noindex: reader
            .text("robots")
            .is_some_and(|robots| forbids_indexing(&robots)),
        content_locale: reader
            .text("ms.contentlocale")
            .map(|locale| locale.to_lowercase()),
        translation_type: reader.text("ms.translationtype"),
        all: match map.to_value() {
            Value::Object(all) => all,
            _ => Map::new(),
        },
    };
    reader.reserved();
    (front_matter, findings)
}

struct Reader<'a> {
    source: &'a str,
    map: &'a Node,
    findings: &'a mut Findings,
}

impl Reader<'_> {
    /// The text of a key in any case: a number is taken as written, null and
    /// `''` are none.
    fn text(&mut self, key: &str) -> Option<String> {
        let kind = match &self.map.entry(key)?.value.kind {
            Kind::Scalar(scalar) => match scalar.to_value() {
                Value::Bool(_) => "a truth value",
                _ => return scalar.written().map(str::to_owned),
            },
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        };
        let message = format!("`{key}` must be a text, not {kind}");
        self.report(key, message, format!("write `{key}: ...` on one line"));
        None
    }

    /// A date written `M/D/YYYY`, as this dialect does, or `YYYY-MM-DD`.
    fn date(&mut self, key: &str) -> Option<String> {
        let written = self.text(key)?;
        let date = parse_date(&written);
        if date.is_none() {
            let message = format!("`{key}` is not a date: `{written}`");
            self.report(key, message, "write month/day/year: `9/30/2026`".to_owned());
        }
        date
    }

    /// Reports keys that mean nothing in a page.
    fn reserved(&mut self) {
        let is_reserved = |entry: &&Entry| RESERVED.contains(&entry.key.as_str());
        for entry in self.map.entries().iter().filter(is_reserved) {
            let range = yaml::line_from(self.source, entry.range.start);
            let message = format!("`{}` is reserved: a build gives it its value", entry.key);
            self.findings.push(
                Diagnostic::new(Code::AttributeReserved, range, message).hint("remove the key"),
            );
        }
    }

    fn report(&mut self, key: &str, message: String, hint: String) {
        let range = self.map.place_of(self.source, key).unwrap_or_default();
        self.findings
            .push(Diagnostic::new(Code::AttributeInvalid, range, message).hint(hint));
    }
}

fn parse_date(written: &str) -> Option<String> {
    let numbers = |separator| -> Option<Vec<u32>> {
        let parts = written.split(separator);
        parts.map(|part| part.trim().parse().ok()).collect()
    };
    let (slashes, dashes) = (numbers('/'), numbers('-'));
    let ((Some(&[month, day, year]), _) | (_, Some(&[year, month, day]))) =
        (slashes.as_deref(), dashes.as_deref())
    else {
        return None;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let is_real = (1000..=9999).contains(&year) && (1..=days).contains(&day);
    is_real.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `NOINDEX, NOFOLLOW` and the ways people write it: `NO INDEX`, `noindex`.
fn forbids_indexing(robots: &str) -> bool {
    let folded: String = robots
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect();
    folded.contains("noindex") || folded == "none"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::LineIndex;

    fn place(text: &str, offset: usize) -> (usize, usize) {
        LineIndex::new(text).place(offset)
    }

    #[test]
    fn every_key_of_the_dialect_is_kept() {
        let (read, findings) = read(
            "title: 'A: b'\nms:assetid: x\nms.collection:\n- a\n- b\nms.date: 9/3/2021\n\
             MS.author: lee\nROBOTS: NO INDEX, NO FOLLOW\nnothing:\nms.locfileid: \"59185547\"\n",
        );
        assert_eq!(findings, []);
        assert_eq!(read.title.as_deref(), Some("A: b"));
        assert_eq!(read.all["ms:assetid"], "x");
        assert_eq!(read.all["ms.collection"], serde_json::json!(["a", "b"]));
        assert_eq!(read.all["nothing"], Value::Null);
        assert_eq!(read.all["ms.locfileid"], "59185547");
        assert_eq!(read.date.as_deref(), Some("2021-09-03"));
        assert_eq!(read.author.as_deref(), Some("lee"));
        assert!(read.noindex);
    }

    #[test]
    fn wrong_values_are_placed() {
        let yaml = "title:\n- a\nms.date: 2/30/2021\n";
        let (front_matter, findings) = read(yaml);
        assert_eq!(front_matter.title, None);
        let said: Vec<_> = findings
            .iter()
            .map(|finding| (place(yaml, finding.at.start), finding.message.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ((2, 1), "`title` must be a text, not a list"),
                ((3, 10), "`ms.date` is not a date: `2/30/2021`"),
            ]
        );
    }

    #[test]
    fn reserved_keys_are_placed() {
        let yaml = "title: A\n\"wordCount\": 15\ndocument_id: x\nredirect_url: /a\n";
        let (_, findings) = read(yaml);
        let said: Vec<_> = findings
            .iter()
            .map(|finding| (place(yaml, finding.at.start), finding.code))
            .collect();
        let code = Code::AttributeReserved;
        assert_eq!(said, [((2, 1), code), ((3, 1), code)]);
    }

    #[test]
    fn broken_yaml_is_placed() {
        let yaml = "title: a\ndescription: b: c\n";
        let (_, findings) = read(yaml);
        assert_eq!(findings.len(), 1);
        assert_eq!(place(yaml, findings[0].at.start), (2, 15), "{findings:?}");
        let yaml = "a: 1\nb: 2\na: 3\n";
        let (_, findings) = read(yaml);
        assert_eq!(place(yaml, findings[0].at.start), (3, 1), "{findings:?}");
    }

    #[test]
    fn dates() {
        assert_eq!(parse_date("2/29/2024").as_deref(), Some("2024-02-29"));
        assert_eq!(parse_date("2/29/2023"), None);
        assert_eq!(parse_date("2024-01-09").as_deref(), Some("2024-01-09"));
        assert_eq!(parse_date("soon"), None);
    }
}
