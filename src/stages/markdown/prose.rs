//! Writes what CommonMark leaves as text and the dialect does not: bare
//! addresses, references to uids, emoji.

use super::autolinks;
use super::cjk_emphasis;
use super::document::{Hole, Purpose, Xref};
use super::emoji;
use super::hooks::{Field, Hook, Role};
use super::reading::Reading;
use super::xref;

/// What may begin something that is no mere text: the first letters of the
/// schemes that [`autolinks`] knows, and marks.
const STARTS: [char; 14] = [
    'h', 'H', 'w', 'W', 'f', 'F', 'm', 'M', '@', ':', '<', '+', '~', '^',
];

impl Reading<'_> {
    /// Text of prose.
    pub(super) fn prose(&mut self, text: &str) {
        let is_plain = !text.contains(['@', ':', '+', '~', '^'])
            && !text.contains("www.")
            && !text.contains("WWW.");
        if is_plain || self.is_commonmark() {
            return self.words(text);
        }
        let in_code = ["pre", "code", "kbd", "samp"]
            .iter()
            .any(|name| self.writer.has_open(name));
        if in_code {
            return self.writer.text(text);
        }
        let in_link = self.link_depth > 0 || self.writer.has_open("a");
        let mut written = 0;
        let mut at = 0;
        while let Some(found) = text[at..].find(STARTS) {
            at += found;
            let (before, rest) = text.split_at(at);
            let Some(special) = self.special(before, rest, in_link) else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let (special, len) = special;
            self.words(&text[written..at]);
            self.write_special(special, &rest[..len]);
            at += len;
            written = at;
        }
        self.words(&text[written..]);
    }

    /// What begins `rest` and is no mere text, and its length.
    fn special(&self, before: &str, rest: &str, in_link: bool) -> Option<(Special, usize)> {
        let options = &self.dialect.settings.options;
        let is_escaped = rest.chars().nth(1) == Some(cjk_emphasis::MARK);
        if is_escaped && self.prepared.has_marks {
            return None;
        }
        match rest.as_bytes().first()? {
            b'@' if !in_link && xref::may_begin_behind(before) => {
                let (uid, len) = xref::mention(rest)?;
                Some((
                    Special::Xref {
                        uid,
                        must_exist: false,
                    },
                    len,
                ))
            }
            b'<' if !in_link => {
                let (uid, len) = xref::quoted(rest)?;
                Some((
                    Special::Xref {
                        uid,
                        must_exist: true,
                    },
                    len,
                ))
            }
            b':' if options.emoji || options.smileys => {
                let (emoji, len) =
                    emoji::at_start_of(rest, before, options.emoji, options.smileys)?;
                Some((Special::Text(emoji), len))
            }
            b'+' if options.inserted => marked(rest, "++", "ins"),
            // pulldown-cmark takes neither inside a word.
            b'~' if options.subscript => marked(rest, "~", "sub"),
            b'^' if options.superscript => marked(rest, "^", "sup"),
            letter if letter.is_ascii_alphabetic() && !in_link => {
                let (href, len) = autolinks::at_start_of(rest, before)?;
                Some((Special::Link(href), len))
            }
            _ => None,
        }
    }

    fn write_special(&mut self, special: Special, source: &str) {
        match special {
            Special::Text(text) => self.writer.text(text),
            Special::Marked(element, text) => {
                self.writer.raw(&format!("<{element}>"));
                self.words(&text);
                self.writer.raw(&format!("</{element}>"));
            }
            Special::Link(href) => self.autolink(&href, source),
            Special::Xref { uid, must_exist } => {
                let at = self.place_of(source);
                self.xref(xref::read(&uid, source, at, must_exist));
            }
        }
    }

    fn autolink(&mut self, href: &str, text: &str) {
        let at = self.place_of(text);
        let address = self.address(href, at, Purpose::Link);
        if self.hooked(Hook::Link) {
            let fields = vec![
                ("href", Field::Address(address)),
                ("is_autolink", Field::Flag(true)),
            ];
            self.begin_element(Role::Hook(Hook::Link), fields);
            self.words(text);
            return self.end_element();
        }
        self.writer.raw("<a href=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\">");
        self.words(text);
        self.writer.raw("</a>");
    }

    /// Registers a reference to a uid that is shown here.
    pub(super) fn xref(&mut self, xref: Xref) {
        self.document.xrefs.push(xref);
        let index = self.document.xrefs.len() - 1;
        self.writer.hole(Hole::Xref(index));
    }
}

/// What stands in text and is no mere text.
enum Special {
    Text(&'static str),
    Marked(&'static str, String),
    Link(String),
    Xref { uid: String, must_exist: bool },
}

/// Text between two marks, which an element takes the place of.
fn marked(rest: &str, mark: &str, element: &'static str) -> Option<(Special, usize)> {
    let inside = rest.strip_prefix(mark)?;
    let end = inside.find(mark).filter(|end| *end > 0)?;
    let text = &inside[..end];
    let is_right = !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace);
    is_right.then(|| {
        let len = end + 2 * mark.len();
        (Special::Marked(element, text.to_owned()), len)
    })
}
