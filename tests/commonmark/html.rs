//! The HTML of a document, and what of it is compared.

use guidepost::base::markup::escape;
use guidepost::stages::markdown::{Document, Hole, Markup};
use html5gum::{Token, Tokenizer};

/// The body of a document, its heading put back, and each hole filled with what
/// the writer wrote.
pub(crate) fn of(document: &Document) -> String {
    let mut html = String::new();
    if let Some(heading) = &document.heading {
        html.push_str("<h1>");
        fill(&mut html, &heading.markup, document);
        html.push_str("</h1>\n");
    }
    fill(&mut html, &document.body, document);
    html
}

fn fill(html: &mut String, markup: &Markup, document: &Document) {
    let mut written = 0;
    for (at, hole) in &markup.holes {
        html.push_str(&markup.html[written..*at]);
        written = *at;
        match *hole {
            Hole::Address(index) => html.push_str(&escape(&document.addresses[index].written)),
            Hole::Id(index) if document.anchors[index].heading.is_some() => {}
            Hole::Id(index) => html.push_str(&escape(&document.anchors[index].wanted)),
            Hole::Xref(index) => html.push_str(&escape(&document.xrefs[index].raw)),
            hole => html.push_str(&format!("[{hole:?}]")),
        }
    }
    html.push_str(&markup.html[written..]);
}

/// An address with `%XX` for what a URL cannot hold; what is encoded stays.
fn encoded(address: &str) -> String {
    const KEPT: &[u8] = b"-_.+!*'(),%#@?=;:/,+&$~";
    let byte = |byte: u8| match byte.is_ascii_alphanumeric() || KEPT.contains(&byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    address.bytes().map(byte).collect()
}

/// Takes out what a page of ours has besides: the ids of headings, left empty
/// by [`of`], and attributes that say how a browser shows code and images.
pub(crate) fn plain(html: &str) -> String {
    html.replace(" id=\"\"", "")
        .replace("<pre tabindex=\"0\">", "<pre>")
        .replace(" loading=\"lazy\">", ">")
}

/// HTML as its tokens, one a line, so that it is equal to other HTML when both
/// mean the same: `<hr />` and `<hr>`, `&quot;` and `"`, the order of
/// attributes, the encoding of addresses, and white space beside blocks make no difference, as in the
/// specification's own comparison. White space in `pre` does.
pub(crate) fn normal(html: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut in_pre = false;
    // Whether white space means nothing here, because a block is beside it.
    let mut beside_block = true;
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                in_pre |= name == "pre";
                beside_block = is_block(&name) || name == "br";
                if beside_block {
                    trim_end(&mut lines);
                }
                let attributes: String = tag
                    .attributes
                    .iter()
                    .map(|(key, value)| {
                        let key = String::from_utf8_lossy(key);
                        let value = String::from_utf8_lossy(value);
                        match &*key {
                            "href" | "src" => format!(" {key}={:?}", encoded(&value)),
                            _ => format!(" {key}={value:?}"),
                        }
                    })
                    .collect();
                lines.push(format!("<{name}{attributes}>"));
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                in_pre &= name != "pre";
                beside_block = is_block(&name);
                if beside_block {
                    trim_end(&mut lines);
                }
                lines.push(format!("</{name}>"));
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text).into_owned();
                let mut text = match in_pre {
                    true => text.replace('\n', "⏎"),
                    false => collapsed(&text),
                };
                if beside_block && !in_pre {
                    text = text.trim_start().to_owned();
                }
                if !text.is_empty() {
                    lines.push(format!("'{text}'"));
                    beside_block = false;
                }
            }
            Token::Comment(text) => {
                lines.push(format!("<!--{}-->", String::from_utf8_lossy(&text)));
            }
            Token::Doctype(doctype) => {
                lines.push(format!("<!{}>", String::from_utf8_lossy(&doctype.name)));
            }
            Token::Error(_) => {}
        }
    }
    trim_end(&mut lines);
    lines.join("\n") + "\n"
}

fn collapsed(text: &str) -> String {
    let mut collapsed = String::new();
    for letter in text.chars() {
        match letter.is_ascii_whitespace() {
            true if collapsed.ends_with(' ') => {}
            true => collapsed.push(' '),
            false => collapsed.push(letter),
        }
    }
    collapsed
}

/// Takes the white space from the end of the last text.
fn trim_end(lines: &mut Vec<String>) {
    let Some(last) = lines.pop_if(|last| last.ends_with(" '")) else {
        return;
    };
    let text = last[1..last.len() - 1].trim_end();
    if !text.is_empty() {
        lines.push(format!("'{text}'"));
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "canvas",
        "caption",
        "col",
        "colgroup",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "iframe",
        "ins",
        "li",
        "map",
        "object",
        "ol",
        "output",
        "p",
        "pre",
        "progress",
        "script",
        "section",
        "style",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
    ];
    BLOCKS.contains(&name)
}
