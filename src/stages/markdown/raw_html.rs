//! Raw HTML inside Markdown: through a tokenizer, so that addresses and ids
//! become holes, comments stay out of the page, placeholders such as `<name>`
//! are shown, and nothing is left open.

use super::document::{Anchor, Hole, Purpose};
use super::elements;
use super::malformed;
use super::reading::Reading;
use super::sanitize;
use super::srcset::candidates;
use super::writer::Role;
use super::xref;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

/// Writes a piece of raw HTML. `place` turns a range of `html` into one of the
/// source.
pub(super) fn write(reading: &mut Reading, html: &str, place: impl Fn(TextRange) -> TextRange) {
    if is_line_break(html) {
        if html == "</br>" {
            report_line_break(reading, place(TextRange::new(0, html.len())));
        }
        return reading.writer.raw("<br>");
    }
    if has_endless_tag(html) {
        return reading.text(html);
    }
    let mut raw_text = RawText::No;
    let mut read = 0;
    for token in tokens(html) {
        let shown_to = read;
        read = end_of(&token).unwrap_or(read);
        match token {
            Token::StartTag(tag) => {
                raw_text = match &**tag.name {
                    b"script" | b"style" if reading.sanitizes() => RawText::LeftOut,
                    b"script" | b"style" => RawText::Written,
                    _ => RawText::No,
                };
                start_tag(reading, html, &tag, &place);
            }
            Token::EndTag(tag) => {
                raw_text = RawText::No;
                let range = place(TextRange::new(tag.span.start, tag.span.end));
                let name = utf8(&tag.name);
                if name == "br" {
                    report_line_break(reading, range);
                    reading.writer.raw("<br>");
                } else if name == "xref" && !reading.is_commonmark() {
                    end_xref(reading);
                } else if is_left_out(reading, &name) {
                    // So is its start tag.
                } else if !elements::is_known(&name) && !reading.writer.has_open(&name) {
                    shown_as_text(reading, html, tag.span.start, tag.span.end, range);
                } else if !elements::is_void(&name) && (name != "a" || reading.link_depth == 0) {
                    reading.writer.end_element(&name, range);
                }
            }
            // No reference is decoded in these elements, so none is written.
            Token::String(text) => match raw_text {
                RawText::Written => reading.writer.raw(&utf8(&text.value)),
                RawText::LeftOut => {}
                RawText::No => reading.text(&utf8(&text.value)),
            },
            // The mark of a form that stands in a block of HTML after all; or
            // `<![CDATA[..]]>`, which is text in XML and a comment in HTML.
            Token::Comment(text) => {
                let at = place(TextRange::new(text.span.start, text.span.end));
                if let Some(index) = reading.mark(&utf8(&text.value), at) {
                    reading.leave_pending();
                    reading.block_form(index);
                } else if let Some(data) = utf8(&text.value).strip_prefix("[CDATA[") {
                    reading.text(data.trim_end_matches(']'));
                }
            }
            Token::Error(error) => {
                let at = place(TextRange::new(shown_to, html.len()));
                match error.value {
                    html5gum::Error::EofInTag => {
                        let rest = html.get(shown_to..).unwrap_or_default();
                        reading.text(rest);
                        reading.writer.diagnostics.push(unfinished("tag", at));
                    }
                    html5gum::Error::EofInComment => {
                        reading.writer.diagnostics.push(unfinished("comment", at));
                    }
                    _ => {}
                }
            }
            Token::Doctype(_) => {}
        }
    }
}

/// What becomes of text in an element whose text is no HTML.
#[derive(Clone, Copy)]
enum RawText {
    /// It is in no such element.
    No,
    Written,
    LeftOut,
}

/// Whether an element of HTML is kept out of the page.
fn is_left_out(reading: &Reading, name: &str) -> bool {
    reading.sanitizes() && elements::is_known(name) && !sanitize::allows_element(name)
}

/// Where a token ends; an error has no place of its own.
fn end_of(token: &Token<usize>) -> Option<usize> {
    match token {
        Token::StartTag(tag) => Some(tag.span.end),
        Token::EndTag(tag) => Some(tag.span.end),
        Token::String(text) | Token::Comment(text) => Some(text.span.end),
        Token::Doctype(doctype) => Some(doctype.span.end),
        Token::Error(_) => None,
    }
}

fn unfinished(what: &str, at: TextRange) -> Diagnostic<TextRange> {
    Diagnostic::new(
        Code::HtmlUnbalanced,
        at,
        format!("this {what} does not end before its block does"),
    )
    .hint(match what {
        "comment" => "write `-->` where it ends; nothing of it is shown",
        _ => "write `>` where it ends, or `\\<` if it was meant as text",
    })
}

/// A tag longer than any that people write; the tokenizer would recurse for
/// each of its attributes.
fn has_endless_tag(html: &str) -> bool {
    const LONGEST: usize = 64 * 1024;
    html.len() > LONGEST
        && html
            .split('<')
            .any(|tag| tag.find('>').unwrap_or(tag.len()) > LONGEST)
}

/// Whether a tag is no HTML, so that it is shown as text.
pub(super) fn is_placeholder(html: &str) -> bool {
    let is_unknown = |name: &HtmlString| !elements::is_known(&utf8(name));
    match tokens(html).next() {
        Some(Token::StartTag(tag)) => is_unknown(&tag.name),
        Some(Token::EndTag(tag)) => is_unknown(&tag.name),
        _ => false,
    }
}

/// The name or id of an anchor, when `html` is the start tag of an `<a>` that
/// leads nowhere.
pub(super) fn anchor_name(html: &str) -> Option<String> {
    if !html.starts_with("<a ") && !html.starts_with("<A ") {
        return None;
    }
    match tokens(html).next()? {
        Token::StartTag(tag) if &*tag.name == b"a" => {
            let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| utf8(&value.value));
            if attribute(b"href").is_some() {
                return None;
            }
            attribute(b"name")
                .or_else(|| attribute(b"id"))
                .filter(|name| !name.is_empty())
        }
        _ => None,
    }
}

fn is_line_break(html: &str) -> bool {
    matches!(html, "<br>" | "<br/>" | "<br />" | "</br>")
}

fn report_line_break(reading: &mut Reading, at: TextRange) {
    let message = "`</br>` is no tag; it is read as a line break";
    let finding = Diagnostic::new(Code::HtmlLineBreak, at, message).hint("write `<br>`");
    reading.writer.diagnostics.push(finding.fix(at, "<br>"));
}

fn tokens(html: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).flatten()
}

fn utf8(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

fn start_tag(
    reading: &mut Reading,
    html: &str,
    tag: &StartTag<usize>,
    place: &impl Fn(TextRange) -> TextRange,
) {
    let name = utf8(&tag.name);
    let range = place(TextRange::new(tag.span.start, tag.span.end));
    if name == "xref" && !reading.is_commonmark() {
        return xref_tag(reading, html, tag, range);
    }
    if is_left_out(reading, &name) {
        return reading.report_element(&name, range);
    }
    // Inside of a drawing or a formula there are names of their own.
    let is_foreign = reading.writer.has_open("svg") || reading.writer.has_open("math");
    if !is_foreign && !elements::is_known(&name) {
        shown_as_text(reading, html, tag.span.start, tag.span.end, range);
        return;
    }
    let leads = tag.attributes.contains_key(b"href".as_slice());
    let role = match (name.as_str(), leads) {
        ("a", true) => Role::Link,
        ("a", false) => Role::Anchor,
        _ => Role::Other,
    };
    // A link in a link of Markdown: the outer one wins.
    if role == Role::Link && reading.is_in_link() {
        return;
    }
    let mut attributes: Vec<(String, String, TextRange)> = tag
        .attributes
        .iter()
        .map(|(key, value)| {
            let at = TextRange::new(value.span.start, value.span.end);
            (utf8(key), reading.unmarked(&utf8(&value.value)), at)
        })
        .collect();
    if reading.sanitizes() {
        attributes.retain(|(key, value, at)| reading.may_write(key, value, place(*at)));
    }
    let is_code = matches!(name.as_str(), "code" | "kbd" | "pre" | "samp" | "tt");
    if is_code && reading.dialect.is_rtl && !attributes.iter().any(|(key, ..)| key == "dir") {
        attributes.push(("dir".to_owned(), "ltr".to_owned(), TextRange::default()));
    }
    // `name` was the id of an anchor before HTML had ids for all elements.
    if name == "a" && !attributes.iter().any(|(key, ..)| key == "id") {
        for (key, ..) in &mut attributes {
            if key == "name" {
                "id".clone_into(key);
            }
        }
    }
    let has_alternative = attributes.iter().any(|(key, ..)| key == "alt");
    if name == "img" && !has_alternative && !reading.is_commonmark() {
        let how = "`alt=\"..\"`, or `alt=\"\"` where it only decorates";
        let finding = malformed::no_alternative(range, how);
        reading.writer.diagnostics.push(finding);
    }
    let values: Vec<Value> = attributes
        .iter()
        .map(|(key, value, at)| attribute_value(reading, key, value, place(*at)))
        .collect();
    reading.writer.begin_element(&name, role, range, |writer| {
        writer.raw("<");
        writer.raw(&name);
        for ((key, written, _), value) in attributes.iter().zip(values) {
            writer.raw(" ");
            writer.raw(key);
            if written.is_empty() && matches!(value, Value::AsWritten) && key != "alt" {
                continue;
            }
            writer.raw("=\"");
            match value {
                Value::Hole(hole) => writer.hole(hole),
                Value::AsWritten => writer.text(written),
                Value::Srcset(images) => {
                    for (number, (hole, descriptor)) in images.into_iter().enumerate() {
                        writer.raw(if number == 0 { "" } else { ", " });
                        writer.hole(hole);
                        writer.raw(if descriptor.is_empty() { "" } else { " " });
                        writer.text(&descriptor);
                    }
                }
            }
            writer.raw("\"");
        }
        writer.raw(">");
    });
    // In HTML the slash means nothing; its writers mean an empty element.
    if tag.self_closing && !elements::is_void(&name) {
        reading.writer.end_element(&name, range);
    }
}

/// Registers what an attribute says that other pages decide.
fn attribute_value(reading: &mut Reading, key: &str, value: &str, at: TextRange) -> Value {
    let mut address = |written: &str, purpose| {
        let address = reading.address(written, at, purpose);
        Hole::Address(address)
    };
    match key {
        "href" | "action" | "formaction" => Value::Hole(address(value, Purpose::Link)),
        "src" | "poster" => Value::Hole(address(value, Purpose::Media)),
        "srcset" => Value::Srcset(
            candidates(value)
                .iter()
                .map(|candidate| {
                    let hole = address(candidate.address, Purpose::Media);
                    (hole, candidate.descriptor.to_owned())
                })
                .collect(),
        ),
        "id" if !value.is_empty() => {
            reading.document.anchors.push(Anchor {
                wanted: value.to_owned(),
                heading: None,
            });
            Value::Hole(Hole::Id(reading.document.anchors.len() - 1))
        }
        _ => Value::AsWritten,
    }
}

/// What is written as the value of an attribute.
enum Value {
    AsWritten,
    /// What other pages decide.
    Hole(Hole),
    /// Addresses, each with its descriptor.
    Srcset(Vec<(Hole, String)>),
}

/// `<xref href="uid?query" ..>` or `<xref uid="uid" ..>`: the reference stands
/// where its start tag does. In a link there is none, only its text.
fn xref_tag(reading: &mut Reading, html: &str, tag: &StartTag<usize>, range: TextRange) {
    let attribute = |name: &str| {
        let value = tag.attributes.get(name.as_bytes())?;
        Some(utf8(&value.value))
    };
    if reading.is_in_link() {
        return;
    }
    let raw = attribute("data-raw-html").or_else(|| attribute("data-raw-source"));
    let must_exist = match attribute("data-throw-if-not-resolved") {
        Some(value) => value.eq_ignore_ascii_case("true"),
        None => raw.is_none(),
    };
    let mut xref = match (attribute("href"), attribute("uid")) {
        (Some(href), _) => xref::read(&href, "", range, must_exist),
        (None, Some(uid)) => xref::literal(&uid, range, must_exist),
        (None, None) => {
            return shown_as_text(reading, html, tag.span.start, tag.span.end, range);
        }
    };
    xref.text = xref.text.or_else(|| attribute("text"));
    let names = || ["alt", "fullname", "name"].into_iter().find_map(attribute);
    xref.alt = xref.alt.or_else(names);
    match raw {
        Some(raw) => xref.raw = raw,
        None if xref.alt.is_none() => xref.alt = Some(xref.written.clone()),
        None => {}
    }
    reading.xref(xref);
    if !tag.self_closing {
        reading.open_xref = Some((reading.document.xrefs.len() - 1, reading.writer.position()));
    }
}

/// `</xref>`: text before it is what the reference is to show.
fn end_xref(reading: &mut Reading) {
    let Some((index, start)) = reading.open_xref.take() else {
        return;
    };
    let Some(text) = reading.writer.text_since(start) else {
        return;
    };
    reading.writer.rewind(start);
    let xref = &mut reading.document.xrefs[index];
    if xref.raw.is_empty() {
        xref.alt = Some(text.clone());
    }
    xref.text = Some(text);
}

/// A tag that is no HTML is a placeholder its writer forgot to escape.
fn shown_as_text(reading: &mut Reading, html: &str, start: usize, end: usize, at: TextRange) {
    let source = html.get(start..end).unwrap_or_default();
    reading.writer.text(source);
    let message = format!("`{source}` is not an HTML tag; it is shown as text");
    let finding = Diagnostic::new(Code::HtmlUnknownTag, at, message);
    let start = TextRange::new(at.start, at.start);
    let less_than = TextRange::new(at.start, at.start + 1);
    // In a block of HTML a backslash is only a backslash.
    let rest = source.get(1..).unwrap_or_default();
    reading.writer.diagnostics.push(match source == html {
        true => finding
            .hint(format!("write `\\<{rest}`, or put it between back-ticks"))
            .fix(start, "\\"),
        false => finding
            .hint(format!("write `&lt;{rest}`"))
            .fix(less_than, "&lt;"),
    });
}
