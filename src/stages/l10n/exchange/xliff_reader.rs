//! Reads XLIFF 2.1.

use super::given::{Given, Inline, Segment, Texts, invalid};
use super::xliff::{EXPORTED as MARKS, NAMESPACE};
use crate::base::diagnostic::Diagnostic;
use crate::base::text::{LineIndex, TextRange};
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

type Findings = Vec<Diagnostic<TextRange>>;

const EXPORTED: &str = "take a file that `guidepost l10n export` has written";

/// Reads a file; with findings nothing of it may be used.
pub(super) fn read(text: &str) -> (Vec<Given>, Vec<Diagnostic<TextRange>>) {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return (Vec::new(), vec![not_xml(text, &error)]),
    };
    let mut reader = Reader {
        text,
        findings: Vec::new(),
    };
    let given = reader.root(document.root_element());
    (given, reader.findings)
}

fn not_xml(text: &str, error: &roxmltree::Error) -> Diagnostic<TextRange> {
    let place = error.pos();
    let lines = LineIndex::new(text);
    let line = lines.line_start(place.row as usize);
    let columns = text[line..].char_indices().map(|(at, _)| line + at);
    let start = columns
        .chain([text.len()])
        .nth((place.col as usize).saturating_sub(1));
    let start = match error {
        // It has no place of its own: what is missing is missing at the end.
        roxmltree::Error::UnclosedRootNode => text.trim_end().len(),
        _ => start.unwrap_or(text.len()),
    };
    let rest = text[start..].lines().next().unwrap_or_default();
    let said = error.to_string();
    let said = said
        .rsplit_once(" at ")
        .map_or(said.as_str(), |(said, _)| said);
    let range = TextRange::new(start, start + rest.len());
    let message = format!("this is not XML: {said}");
    let hint = "mend the markup: close what is opened, and write `&lt;` and `&amp;` in texts";
    invalid(range, message, hint)
}

struct Reader<'t> {
    text: &'t str,
    findings: Findings,
}

impl Reader<'_> {
    fn report(&mut self, node: Node, message: impl Into<String>, hint: &str) {
        let at = self.start_tag(node);
        self.findings.push(invalid(at, message, hint));
    }

    /// The place of the tag that begins an element.
    fn start_tag(&self, node: Node) -> TextRange {
        let Range { start, end } = node.range();
        let len = self.text[start..end]
            .find('>')
            .map_or(end - start, |at| at + 1);
        TextRange::new(start, start + len)
    }

    fn root(&mut self, root: Node) -> Vec<Given> {
        if !root.has_tag_name((NAMESPACE, "xliff")) {
            self.report(root, "this is not XLIFF 2", EXPORTED);
            return Vec::new();
        }
        let version = root.attribute("version").unwrap_or_default();
        if !matches!(version, "2.0" | "2.1") {
            let message = format!("this is XLIFF `{version}`, not 2.0 or 2.1");
            self.report(root, message, EXPORTED);
        }
        if root.attribute("srcLang").is_none() {
            self.report(root, "`xliff` lacks `srcLang`", EXPORTED);
        }
        let lang = root.attribute("trgLang").unwrap_or_default().to_owned();
        let files: Vec<Node> = elements(root).filter(|node| is(*node, "file")).collect();
        if files.is_empty() {
            self.report(root, "`xliff` has no `file`", EXPORTED);
        }
        let mut ids = BTreeSet::new();
        let mut given = Vec::new();
        for file in files {
            self.id(file, &mut ids);
            let Some(page) = file.attribute("original") else {
                let hint = "write the path of the page into `original`";
                self.report(file, "`file` does not say of which page it is", hint);
                continue;
            };
            given.push(Given {
                page: page.to_owned(),
                at: self.start_tag(file),
                lang: lang.clone(),
                texts: Texts::Xliff(self.file(file)),
            });
        }
        given
    }

    /// The segments of a file, in groups or not.
    fn file(&mut self, file: Node) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut ids = BTreeSet::new();
        for unit in file.descendants().filter(|node| is(*node, "unit")) {
            let id = self.id(unit, &mut ids);
            let inner = elements(unit).filter(|node| is(*node, "segment"));
            let marks = marks(unit);
            let mut has_segment = false;
            let mut segment_ids = BTreeSet::new();
            for segment in inner {
                has_segment = true;
                segments.extend(self.segment(segment, &id, &mut segment_ids, &marks));
            }
            if !has_segment {
                self.report(unit, "this `unit` has no `segment`", EXPORTED);
            }
        }
        segments
    }

    /// The id of an element, which no other of its kind may have.
    fn id(&mut self, node: Node, ids: &mut BTreeSet<String>) -> String {
        let name = node.tag_name().name();
        let id = node.attribute("id").unwrap_or_default().to_owned();
        if id.is_empty() || id.contains(char::is_whitespace) {
            self.report(node, format!("this `{name}` lacks its `id`"), EXPORTED);
        } else if !ids.insert(id.clone()) {
            let message = format!("two elements `{name}` have the id `{id}`");
            self.report(node, message, "remove one of the two");
        }
        id
    }

    fn segment(
        &mut self,
        segment: Node,
        unit: &str,
        ids: &mut BTreeSet<String>,
        marks: &BTreeMap<&str, &str>,
    ) -> Option<Segment> {
        let id = self.id(segment, ids);
        let one = |name| elements(segment).filter(move |node| is(*node, name));
        if one("target").count() > 1 {
            self.report(
                segment,
                "this `segment` has more than one `target`",
                "keep one",
            );
        }
        let Some(source) = one("source").next() else {
            self.report(segment, "this `segment` lacks its `source`", EXPORTED);
            return None;
        };
        let number: Option<usize> = id.strip_prefix('s').and_then(|number| number.parse().ok());
        let Some(part) = number.and_then(|number| number.checked_sub(1)) else {
            let message = format!("`{id}` is no id of a segment of Guidepost");
            self.report(
                segment,
                message,
                "leave segments as they are: neither split nor join them",
            );
            return None;
        };
        let target = one("target").next().map(|target| {
            let inner = self.inlines(target);
            (inner, target.range().into())
        });
        Some(Segment {
            unit: unit.to_owned(),
            part,
            at: self.start_tag(segment),
            is_initial: segment.attribute("state") == Some("initial"),
            exported: marks.get(id.as_str()).map(|&mark| mark.to_owned()),
            source: self.inlines(source),
            target: target.filter(|(inner, _)| !inner.iter().all(is_blank)),
        })
    }

    /// Texts and codes in their order. Annotations are read over.
    fn inlines(&mut self, element: Node) -> Vec<Inline> {
        let mut inlines = Vec::new();
        // A stack of our own: nobody says how deep elements may nest.
        let mut rest: Vec<(Node, bool)> =
            element.children().rev().map(|node| (node, true)).collect();
        while let Some((node, is_open)) = rest.pop() {
            if let Some(text) = node.text().filter(|_| node.is_text()) {
                inlines.push(Inline::Text(text.to_owned()));
            } else if node.is_element() {
                self.code(node, is_open, &mut inlines);
                if is_open {
                    rest.push((node, false));
                    rest.extend(node.children().rev().map(|node| (node, true)));
                }
            }
        }
        inlines
    }

    fn code(&mut self, node: Node, is_open: bool, inlines: &mut Vec<Inline>) {
        let at = self.start_tag(node);
        let name = node.tag_name().name();
        let id = |attribute: &str| node.attribute(attribute).unwrap_or_default().to_owned();
        match (name, is_open) {
            ("pc" | "sc", true) => inlines.push(Inline::Open(id("id"), at)),
            ("ec", true) if node.attribute("startRef").is_some() => {
                inlines.push(Inline::Close(id("startRef"), at));
            }
            ("pc", false) | ("ec", true) => inlines.push(Inline::Close(id("id"), at)),
            ("ph", true) => inlines.push(Inline::Alone(id("id"), at)),
            ("cp", true) => match u32::from_str_radix(&id("hex"), 16)
                .ok()
                .and_then(char::from_u32)
            {
                Some(letter) => inlines.push(Inline::Text(letter.to_string())),
                None => self.report(node, "`hex` is no code of a character", EXPORTED),
            },
            ("mrk" | "sm" | "em", _) | (_, false) => {}
            (name, true) => {
                let message = format!("`{name}` cannot stand in a text");
                let hint = "write `&lt;` for `<` in a text; markup is `pc` and `ph` only";
                self.report(node, message, hint);
            }
        }
    }
}

/// The marks of what was exported, by the ids of the segments of a unit.
fn marks<'d>(unit: Node<'_, 'd>) -> BTreeMap<&'d str, &'d str> {
    let notes = unit.descendants().filter(|node| is(*node, "note"));
    let ours = notes.filter(|note| note.attribute("category") == Some(MARKS));
    let texts = ours
        .filter_map(|note| note.text_storage())
        .filter_map(|text| match text {
            roxmltree::StringStorage::Borrowed(text) => Some(*text),
            roxmltree::StringStorage::Owned(_) => None,
        });
    let pairs = texts.flat_map(str::split_whitespace);
    pairs.filter_map(|pair| pair.split_once(':')).collect()
}

fn is_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.trim().is_empty())
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

fn is(node: Node, name: &str) -> bool {
    node.has_tag_name((NAMESPACE, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" \
        srcLang=\"en\" trgLang=\"ko\">\n<file id=\"f\" original=\"a.md\">\n";

    fn unit(inner: &str) -> String {
        format!(
            "{HEAD}<unit id=\"u\"><segment id=\"s1\"><source>{inner}</source></segment></unit></file></xliff>"
        )
    }

    #[test]
    fn codes_of_every_kind() {
        let (given, findings) = read(&unit(
            "a <pc id=\"1\">b</pc><sc id=\"2\"/>c<ec startRef=\"2\"/><mrk id=\"m\" type=\"term\">d</mrk>\
             <ph id=\"3\"/><cp hex=\"0001\"/>",
        ));
        assert_eq!(findings, []);
        let Texts::Xliff(segments) = &given[0].texts else {
            panic!("segments");
        };
        let said = |inline: &Inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Open(id, _) => format!("<{id}>"),
            Inline::Close(id, _) => format!("</{id}>"),
            Inline::Alone(id, _) => format!("<{id}/>"),
        };
        let said: String = segments[0].source.iter().map(said).collect();
        assert_eq!(said, "a <1>b</1><2>c</2>d<3/>\u{1}");
    }

    #[test]
    fn mistakes_have_places() {
        let cases = [
            (unit("a <pc id=\"1\">b"), 3, "this is not XML: "),
            (unit("a & b"), 3, "this is not XML: "),
            (unit("a <b>c</b>"), 3, "`b` cannot stand in a text"),
            (HEAD.to_owned(), 2, "this is not XML: "),
            (
                format!("{HEAD}<unit id=\"u\"/></file></xliff>"),
                3,
                "this `unit` has no `segment`",
            ),
            (
                format!("{HEAD}<unit/></file></xliff>"),
                3,
                "this `unit` lacks its `id`",
            ),
            (
                "<xliff version=\"1.2\"/>".to_owned(),
                1,
                "this is not XLIFF 2",
            ),
            (
                "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>".to_owned(),
                1,
                "this is not XML: ",
            ),
            (String::new(), 1, "this is not XML: "),
        ];
        for (text, line, message) in cases {
            let (_, findings) = read(&text);
            let first = findings.first().expect("a finding");
            assert_eq!(LineIndex::new(&text).line(first.at.start), line, "{text}");
            assert!(first.message.starts_with(message), "{}", first.message);
        }
    }
}
