//! Reads gettext PO.

use super::given::{Entry, Given, Texts, invalid};
use super::po::{EXPORTED, PAGE};
use crate::base::diagnostic::Diagnostic;
use crate::base::text::TextRange;

type Findings = Vec<Diagnostic<TextRange>>;

/// Reads a file; with findings nothing of it may be used.
pub(super) fn read(text: &str) -> (Vec<Given>, Vec<Diagnostic<TextRange>>) {
    let mut reader = Reader::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        reader.line(line.trim_end(), start);
        start += line.len();
    }
    reader.finish_entry();
    let Reader {
        mut entries,
        mut findings,
        ..
    } = reader;
    let header = entries
        .iter()
        .position(|entry| entry.id.is_empty() && entry.context.is_none());
    let Some(header) = header.map(|index| entries.remove(index)) else {
        let hint = "take a file that `guidepost l10n export` has written";
        findings.push(invalid(
            TextRange::default(),
            "this file has no header, an entry whose `msgid` is empty",
            hint,
        ));
        return (Vec::new(), findings);
    };
    check_encoding(&header, &mut findings);
    let page = field(&header, PAGE).or_else(|| {
        // Some tools keep no fields that they do not know.
        entries.iter().find_map(|entry| entry.reference.clone())
    });
    let Some(page) = page else {
        let message = "this file does not say of which page it is";
        let hint = format!("write `{PAGE}:` and the path of the page into its header");
        findings.push(invalid(header.text_at, message, &hint));
        return (Vec::new(), findings);
    };
    let given = Given {
        page,
        at: header.text_at,
        lang: field(&header, "Language")
            .unwrap_or_default()
            .replace('_', "-"),
        texts: Texts::Po(entries),
    };
    (vec![given], findings)
}

/// The value of a field of the header.
fn field(header: &Entry, name: &str) -> Option<String> {
    let mut fields = header.text.lines().filter_map(|line| line.split_once(':'));
    let (_, value) = fields.find(|(field, _)| field.trim().eq_ignore_ascii_case(name))?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn check_encoding(header: &Entry, findings: &mut Findings) {
    let kind = field(header, "Content-Type")
        .unwrap_or_default()
        .to_lowercase();
    let charset = kind.split_once("charset=").map(|(_, name)| name.trim());
    if let Some(charset) = charset.filter(|name| !matches!(*name, "utf-8" | "utf8" | "charset")) {
        let message = format!("this file says that it is in the encoding `{charset}`");
        findings.push(invalid(
            header.text_at,
            message,
            "save it in the encoding UTF-8",
        ));
    }
}

/// Which string of an entry further lines belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Field {
    #[default]
    None,
    Context,
    Id,
    Text,
}

#[derive(Default)]
struct Reader {
    entry: Entry,
    has_id: bool,
    has_text: bool,
    field: Field,
    entries: Vec<Entry>,
    findings: Findings,
}

impl Reader {
    fn line(&mut self, line: &str, start: usize) {
        let indentation = line.len() - line.trim_start().len();
        // Only at the start of a file, where some tools put it.
        let line = line.trim_start().trim_start_matches('\u{FEFF}');
        let at = TextRange::new(start + indentation, start + indentation + line.len());
        if line.is_empty() {
            self.finish_entry();
        } else if let Some(comment) = line.strip_prefix('#') {
            if self.has_text {
                self.finish_entry();
            }
            self.comment(comment);
        } else if line.starts_with('"') {
            self.string(line, at);
        } else {
            self.keyword(line, at);
        }
    }

    fn comment(&mut self, comment: &str) {
        if let Some(flags) = comment.strip_prefix(',') {
            self.entry.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if let Some(said) = comment.strip_prefix('.') {
            if let Some(mark) = said.trim().strip_prefix(EXPORTED) {
                self.entry.exported = Some(mark.trim().to_owned());
            }
        } else if let Some(places) = comment.strip_prefix(':') {
            let place = places.trim().trim_matches(['\u{2068}', '\u{2069}']);
            let place = match places.contains('\u{2068}') {
                true => place,
                false => place.split_whitespace().next().unwrap_or_default(),
            };
            let file = place.rsplit_once(':').map_or(place, |(file, _)| file);
            self.entry.reference.get_or_insert_with(|| file.to_owned());
        }
    }

    fn keyword(&mut self, line: &str, at: TextRange) {
        let (word, rest) = line.split_at(line.find([' ', '\t', '"']).unwrap_or(line.len()));
        let is_new = self.has_text && matches!(word, "msgctxt" | "msgid");
        if is_new {
            self.finish_entry();
        }
        self.field = match word {
            "msgctxt" if !self.has_id && self.entry.context.is_none() => {
                self.entry.context = Some(String::new());
                self.entry.at = at;
                Field::Context
            }
            "msgid" if !self.has_id => {
                self.has_id = true;
                self.entry.at = at;
                Field::Id
            }
            "msgstr" if self.has_id && !self.has_text => {
                self.has_text = true;
                self.entry.text_at = at;
                Field::Text
            }
            "msgctxt" | "msgid" | "msgstr" => {
                let message = format!("`{word}` stands where it does not belong");
                let hint = "write `msgid` and then `msgstr`, each once, for every entry";
                return self.findings.push(invalid(at, message, hint));
            }
            "msgid_plural" | "msgstr[0]" | "msgstr[1]" => {
                let message = "this entry has plurals, which no text of a page has";
                let hint = "take a file that `guidepost l10n export` has written";
                return self.findings.push(invalid(at, message, hint));
            }
            _ => {
                let message = format!("`{word}` is none of `msgctxt`, `msgid` and `msgstr`");
                let hint = "put a string between double quotes, and write `#` before a comment";
                return self.findings.push(invalid(at, message, hint));
            }
        };
        let blanks = rest.len() - rest.trim_start().len();
        let start = at.start + word.len() + blanks;
        self.string(rest.trim_start(), TextRange::new(start, at.end));
    }

    /// A string between double quotes, appended to the field that is open.
    fn string(&mut self, line: &str, at: TextRange) {
        let field = match self.field {
            Field::Context => self.entry.context.get_or_insert_default(),
            Field::Id => &mut self.entry.id,
            Field::Text => {
                self.entry.text_at.end = at.end;
                &mut self.entry.text
            }
            Field::None => {
                let hint = "write `msgid` or `msgstr` before it";
                let message = "this string belongs to nothing";
                return self.findings.push(invalid(at, message, hint));
            }
        };
        if let Err(message) = unquote(line, field) {
            let hint = "end a string with `\"` on its line, and write `\\\"` for a quote in it";
            self.findings.push(invalid(at, message, hint));
        }
    }

    fn finish_entry(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        let has_id = std::mem::take(&mut self.has_id);
        let has_text = std::mem::take(&mut self.has_text);
        self.field = Field::None;
        match (has_id, has_text) {
            (true, true) => self.entries.push(entry),
            (false, false) if entry.context.is_none() => {}
            _ => {
                let hint = "write `msgstr \"\"` below its `msgid`";
                let message = "this entry lacks its `msgid` or its `msgstr`";
                self.findings.push(invalid(entry.at, message, hint));
            }
        }
    }
}

/// Appends what a string between double quotes means.
fn unquote(line: &str, text: &mut String) -> Result<(), String> {
    let inner = line
        .strip_prefix('"')
        .ok_or("this string does not begin with `\"`")?;
    let mut letters = inner.chars().peekable();
    loop {
        match letters.next() {
            None => return Err("this string is not closed".to_owned()),
            Some('"') => break,
            Some('\\') => text.push(escape(&mut letters)?),
            Some(letter) => text.push(letter),
        }
    }
    match letters.next() {
        None => Ok(()),
        Some(_) => Err("something stands behind this string".to_owned()),
    }
}

fn escape(letters: &mut std::iter::Peekable<std::str::Chars>) -> Result<char, String> {
    let letter = letters.next().ok_or("this string is not closed")?;
    Ok(match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'v' => '\u{B}',
        'f' => '\u{C}',
        '"' | '\\' | '\'' | '?' => letter,
        '0'..='7' => {
            let mut code = u32::from(letter) - u32::from('0');
            for _ in 0..2 {
                let Some(digit) = letters.peek().and_then(|digit| digit.to_digit(8)) else {
                    break;
                };
                code = code * 8 + digit;
                letters.next();
            }
            char::from_u32(code).ok_or("this escape means no character")?
        }
        other => return Err(format!("`\\{other}` is no escape")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::LineIndex;

    const HEADER: &str =
        "msgid \"\"\nmsgstr \"\"\n\"Language: ko_KR\\n\"\n\"X-Source-File: a.md\\n\"\n\n";

    #[test]
    fn entries_of_every_kind() {
        let text = format!(
            "{HEADER}# note\n#: content/a.md:3\n#, fuzzy, no-wrap\n#| msgid \"old\"\nmsgctxt \"c\"\n\
             msgid \"\"\n\"one\\n\"\n\"\\\"two\\\"\\t\\101\"\nmsgstr \"x\"\nmsgid \"b\"\nmsgstr \"\"\n\n\
             #~ msgid \"gone\"\n#~ msgstr \"y\"\n"
        );
        let (given, findings) = read(&text);
        assert_eq!(findings, []);
        let given = &given[0];
        assert_eq!(
            (given.page.as_str(), given.lang.as_str()),
            ("a.md", "ko-KR")
        );
        let Texts::Po(entries) = &given.texts else {
            panic!("entries");
        };
        let said: Vec<_> = entries
            .iter()
            .map(|entry| {
                (
                    entry.context.as_deref(),
                    entry.id.as_str(),
                    entry.text.as_str(),
                    entry.is_fuzzy,
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                (Some("c"), "one\n\"two\"\tA", "x", true),
                (None, "b", "", false)
            ]
        );
    }

    #[test]
    fn mistakes_have_places() {
        let cases = [
            (
                "msgid \"a\nmsgstr \"b\"\n",
                6,
                7,
                "this string is not closed",
            ),
            (
                "msgid \"a\"\n\n",
                6,
                1,
                "this entry lacks its `msgid` or its `msgstr`",
            ),
            (
                "msgid \"a\"\nmsgstr \"b\" c\n",
                7,
                8,
                "something stands behind this string",
            ),
            ("msgid \"a\"\nmsgstr \"\\q\"\n", 7, 8, "`\\q` is no escape"),
            ("\"a\"\n", 6, 1, "this string belongs to nothing"),
            (
                "msgstr \"a\"\n",
                6,
                1,
                "`msgstr` stands where it does not belong",
            ),
            (
                "hello\n",
                6,
                1,
                "`hello` is none of `msgctxt`, `msgid` and `msgstr`",
            ),
        ];
        for (entry, line, column, message) in cases {
            let text = format!("{HEADER}{entry}");
            let (_, findings) = read(&text);
            let first = findings.first().expect("a finding");
            let place = LineIndex::new(&text).place(first.at.start);
            assert_eq!(
                (place, first.message.as_str()),
                ((line, column), message),
                "{entry}"
            );
        }
        let (_, findings) = read("msgid \"a\"\nmsgstr \"\"\n");
        assert!(findings[0].message.contains("no header"));
    }
}
