//! Writing HTML: escaping.

/// Appends `text` to `html` with `& < > "` as character references, so that it
/// is safe in text and in a double-quoted attribute.
pub fn escape_into(html: &mut String, text: &str) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[plain..at]);
        html.push_str(reference);
        plain = at + 1;
    }
    html.push_str(&text[plain..]);
}

/// `text` escaped, see [`escape_into`].
#[must_use]
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_into(&mut html, text);
    html
}

/// `text` with its character references decoded (HTML Standard, section
/// 13.2.5.72), tags left alone: for titles that were written as HTML.
#[must_use]
pub fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut tokenizer = html5gum::Tokenizer::new(text);
    tokenizer.set_state(html5gum::State::RcData);
    let mut decoded = String::with_capacity(text.len());
    for token in tokenizer.flatten() {
        if let html5gum::Token::String(piece) = token {
            decoded.push_str(&String::from_utf8_lossy(&piece));
        }
    }
    decoded
}

/// Whether an address means itself wherever addresses stand: in Markdown, in an
/// attribute of HTML, in YAML with quotes or without.
#[must_use]
pub fn means_itself(address: &str) -> bool {
    let is_special = |letter: char| {
        letter.is_whitespace() || letter.is_control() || "<>()[]{}\"'`\\|*".contains(letter)
    };
    let has_reference = address.contains('&') && address.contains(';');
    !address.contains(is_special) && !has_reference
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_and_tags_kept() {
        assert_eq!(decode("Q&amp;A &lt;x&gt; <b> &eacute;"), "Q&A <x> <b> é");
        assert_eq!(escape("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
