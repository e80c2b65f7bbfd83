//! A tolerant reader of `.openpublishing.redirection.json`.
//!
//! One wrong character in a file of thousands must not cost every redirection.
//! The text is cut into its innermost objects, by braces outside of strings,
//! and each is read by itself; whether the whole is JSON is asked apart.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::{LineIndex, TextRange};
use crate::stages::load::mark_len;
use crate::stages::load::yaml::{self, Node};

/// One redirection as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub from: String,
    pub from_range: TextRange,
    pub to: String,
    pub to_range: TextRange,
}

/// Reads every redirection that can be read, and says what is wrong.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Diagnostic<TextRange>>) {
    let mut findings: Vec<_> = not_json(text).into_iter().collect();
    let mut entries = Vec::new();
    for object in objects(text) {
        let source = plain(&text[object.start..object.end]);
        let parsed = yaml::read(&source);
        let place = |range: TextRange| range.shifted(object.start);
        let root = &parsed.root;
        let from = ["source_path", "source_path_from_root"]
            .iter()
            .find_map(|key| root.get(key));
        let to = root.get("redirect_url");
        match (from.and_then(written), to.and_then(written)) {
            (Some((from, from_range)), Some((to, to_range))) => entries.push(Entry {
                from: from.trim_start_matches('/').to_owned(),
                from_range: place(from_range),
                to: to.to_owned(),
                to_range: place(to_range),
            }),
            (None, None) if parsed.error.is_none() => {}
            (from, _) => {
                let missing = match from {
                    Some(_) => "redirect_url",
                    None => "source_path",
                };
                let message = format!("this redirection has no `{missing}` that can be read");
                findings.push(
                    Diagnostic::new(Code::RedirectionInvalid, object, message)
                        .hint("write `\"source_path\": \"old.md\", \"redirect_url\": \"/new\"`"),
                );
            }
        }
    }
    (entries, findings)
}

fn written(node: &Node) -> Option<(&str, TextRange)> {
    Some((node.text()?, node.range))
}

/// The finding about a text that is not JSON, where the first mistake stands.
fn not_json(text: &str) -> Option<Diagnostic<TextRange>> {
    let start = mark_len(text);
    let error = serde_json::from_str::<serde::de::IgnoredAny>(&text[start..]).err()?;
    let line = LineIndex::new(&text[start..]).line_start(error.line());
    // Columns are counted in bytes, from 1.
    let mut at = (start + line + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let range = TextRange::new(at, end);
    let new = |message: String| Diagnostic::new(Code::JsonSyntaxError, range, message);
    if text[at..].starts_with(NO_BREAK) {
        let count = text.matches(NO_BREAK).count();
        let finding = new(format!(
            "this file has no-break spaces ({count} of them), which JSON does not allow"
        ));
        return Some(
            finding
                .hint("replace them by ordinary spaces; what is written here is read all the same"),
        );
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    Some(
        new(format!("this file is not JSON: {said}"))
            .hint("mend it here; the redirections that can be read are used all the same"),
    )
}

const NO_BREAK: char = '\u{A0}';

/// The innermost `{..}` of a text, in order; one that is never closed ends
/// where the next begins.
fn objects(text: &str) -> Vec<TextRange> {
    let mut objects = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    let mut in_string = false;
    let mut is_escaped = false;
    let mut in_comment = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' if in_comment => in_comment = false,
            _ if in_comment => {}
            b'/' if !in_string && text[at..].starts_with("//") => in_comment = true,
            // A string of JSON ends on its line; one that does not is broken.
            b'\n' => in_string = false,
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => {
                in_string = !in_string;
                open = open.map(|(start, _)| (start, true));
            }
            b'{' if !in_string => {
                if let Some((start, true)) = open
                    && text[start..at].contains("source_path")
                {
                    objects.push(TextRange::new(start, at));
                }
                open = Some((at, false));
            }
            b'}' if !in_string => {
                if let Some((start, _)) = open.take() {
                    objects.push(TextRange::new(start, at + 1));
                }
            }
            _ => {}
        }
    }
    objects
}

/// An object with blanks for what is no JSON and means nothing: no-break
/// spaces, tabs and comments outside of strings. Every byte keeps its place.
fn plain(object: &str) -> String {
    let mut plain = String::with_capacity(object.len());
    let mut in_string = false;
    let mut is_escaped = false;
    let mut rest = object.char_indices();
    while let Some((at, letter)) = rest.next() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if in_string => is_escaped = true,
            '"' => in_string = !in_string,
            '\n' => in_string = false,
            '\t' | NO_BREAK if !in_string => {
                plain.push_str(&" ".repeat(letter.len_utf8()));
                continue;
            }
            '/' if !in_string && object[at..].starts_with("//") => {
                let comment = object[at..].lines().next().unwrap_or_default();
                plain.push_str(&" ".repeat(comment.len()));
                let last = comment.chars().count() - 1;
                rest.by_ref().take(last).for_each(drop);
                continue;
            }
            _ => {}
        }
        plain.push(letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        let (entries, _) = read(text);
        let pair = |entry: Entry| (entry.from, entry.to);
        entries.into_iter().map(pair).collect()
    }

    fn said(text: &str) -> Vec<(Code, String)> {
        let (_, findings) = read(text);
        let said = |finding: Diagnostic<TextRange>| (finding.code, finding.message);
        findings.into_iter().map(said).collect()
    }

    #[test]
    fn what_is_right_is_read_with_its_places() {
        let text =
            "{\"redirections\": [\n\t{\"source_path\": \"a.md\", \"redirect_url\": \"/b\"}\n]}";
        let (entries, findings) = read(text);
        assert_eq!(findings, []);
        let entry = &entries[0];
        assert_eq!(
            &text[entry.from_range.start..entry.from_range.end],
            "\"a.md\""
        );
        assert_eq!(&text[entry.to_range.start..entry.to_range.end], "\"/b\"");
    }

    #[test]
    fn one_mistake_costs_one_redirection() {
        let text = "{\"redirections\": [\n\
            {\u{A0}\"source_path\": \"a.md\", // old\n \"redirect_url\": \"/a\",},\n\
            {\"source_path\": \"b.md, \"redirect_url\": \"/b\"},\n\
            {\"source_path\": \"c.md\", \"redirect_url\": \"/c\"\n\
            {\"source_path\": \"d.md\"},\n\
            {\"source_path\": \"e.md\", \"redirect_url\": \"/e\"}";
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(
            pairs(text),
            [pair("a.md", "/a"), pair("c.md", "/c"), pair("e.md", "/e")]
        );
        let codes: Vec<Code> = said(text).into_iter().map(|(code, _)| code).collect();
        let invalid = Code::RedirectionInvalid;
        assert_eq!(codes, [Code::JsonSyntaxError, invalid, invalid]);
    }

    #[test]
    fn what_is_commented_out_is_no_redirection() {
        let text = "{\"redirections\": [\n// {\"source_path\": \"a.md\", \"redirect_url\": \"/a\"},\n\
                    {\"source_path\": \"b.md\", \"redirect_url\": \"https://x.example/b\"}]}";
        let pair = ("b.md".to_owned(), "https://x.example/b".to_owned());
        assert_eq!(pairs(text), [pair]);
    }

    #[test]
    fn no_break_spaces_are_named() {
        let text =
            "{\"redirections\": [\n\u{A0}{\"source_path\": \"a.md\", \"redirect_url\": \"/a\"}]}";
        assert_eq!(pairs(text).len(), 1);
        let (code, message) = said(text).remove(0);
        assert_eq!(code, Code::JsonSyntaxError);
        assert!(message.contains("no-break"), "{message}");
    }

    #[test]
    fn texts_that_are_no_lists_give_findings_only() {
        for text in [
            "",
            "[]x",
            "{",
            "{\"a\": \"\\",
            "\"{",
            "{}}}{",
            "[1, 2",
            "\u{FEFF}{}",
        ] {
            assert_eq!(pairs(text), [], "{text}");
        }
    }
}
