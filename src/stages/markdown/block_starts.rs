//! How the first line of each kind of block looks (CommonMark 0.31, section 4
//! and 5): what [`super::lines`] asks of a line.

#[derive(Clone, Copy)]
pub(super) enum HtmlEnd {
    /// CommonMark 4.6, kinds 1 to 5: a line with this in it, in any case.
    Text(&'static str),
    /// Kinds 6 and 7: a blank line.
    Blank,
}

/// Whether a line ends a paragraph that it does not belong to.
pub(super) fn interrupts(rest: &str) -> bool {
    fence(rest).is_some()
        || is_rule(rest)
        || is_atx_heading(rest)
        || html_block(rest, true).is_some()
}

pub(super) fn is_atx_heading(rest: &str) -> bool {
    let marks = rest.bytes().take_while(|&b| b == b'#').count();
    (1..=6).contains(&marks) && matches!(rest.as_bytes().get(marks), None | Some(b' ' | b'\t'))
}

/// CommonMark 4.1: three or more of one of `- _ *`, blanks between.
pub(super) fn is_rule(rest: &str) -> bool {
    let Some(mark @ (b'-' | b'_' | b'*')) = rest.bytes().next() else {
        return false;
    };
    let marks = rest.bytes().filter(|&b| b == mark).count();
    let blanks = rest.bytes().filter(|b| matches!(b, b' ' | b'\t'));
    marks >= 3 && marks + blanks.count() == rest.len()
}

/// Where a line may be a rule (see [`is_rule`]) from: `- - - a` could be one at
/// each of its marks, and is none, which is to be found out once.
pub(super) struct RuleTails<'l> {
    line: &'l str,
    /// Where what could be part of a rule begins, for each mark.
    starts: [Option<usize>; 3],
}

impl<'l> RuleTails<'l> {
    pub(super) fn of(line: &'l str) -> Self {
        Self {
            line,
            starts: [None; 3],
        }
    }

    /// Whether the line is a rule from `at` on.
    pub(super) fn make_rule(&mut self, at: usize) -> bool {
        let bytes = self.line.as_bytes();
        let Some(mark) = bytes.get(at) else {
            return false;
        };
        let Some(index) = b"-_*".iter().position(|other| other == mark) else {
            return false;
        };
        let start = *self.starts[index].get_or_insert_with(|| {
            let is_part = |byte: &&u8| *byte == mark || matches!(byte, b' ' | b'\t');
            bytes.len() - bytes.iter().rev().take_while(is_part).count()
        });
        start <= at
            && bytes[at..]
                .iter()
                .filter(|byte| *byte == mark)
                .take(3)
                .count()
                == 3
    }
}

/// CommonMark 4.5: the mark of an opening fence and its length.
pub(super) fn fence(rest: &str) -> Option<(u8, usize)> {
    let mark = rest.bytes().next().filter(|b| matches!(b, b'`' | b'~'))?;
    let len = rest.bytes().take_while(|&b| b == mark).count();
    let info_is_right = mark == b'~' || !rest[len..].contains('`');
    (len >= 3 && info_is_right).then_some((mark, len))
}

/// CommonMark 5.2: the length of a list marker. A marker that would interrupt a
/// paragraph must have content, and a number must be 1.
pub(super) fn item_marker(rest: &str, in_paragraph: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let len = match bytes.get(digits)? {
        b'-' | b'+' | b'*' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    if !matches!(bytes.get(len), None | Some(b' ' | b'\t')) {
        return None;
    }
    if in_paragraph {
        let is_empty = rest[len..].trim().is_empty();
        if is_empty || (digits > 0 && &rest[..digits] != "1") {
            return None;
        }
    }
    Some(len)
}

pub(super) fn contains_ignoring_case(text: &str, needle: &str) -> bool {
    text.as_bytes()
        .windows(needle.len())
        .any(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// CommonMark 4.6: how the HTML block that this line begins will end.
pub(super) fn html_block(rest: &str, in_paragraph: bool) -> Option<HtmlEnd> {
    let after = rest.strip_prefix('<')?;
    if after.starts_with("!--") {
        return Some(HtmlEnd::Text("-->"));
    }
    if after.starts_with('?') {
        return Some(HtmlEnd::Text("?>"));
    }
    if after.starts_with("![CDATA[") {
        return Some(HtmlEnd::Text("]]>"));
    }
    if let Some(letter) = after.strip_prefix('!') {
        let declares = letter.starts_with(|c: char| c.is_ascii_alphabetic());
        return declares.then_some(HtmlEnd::Text(">"));
    }
    let name_start = after.strip_prefix('/').unwrap_or(after);
    let len = name_start
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
        .count();
    let name = name_start[..len].to_ascii_lowercase();
    let next = name_start.as_bytes().get(len);
    let opens = !after.starts_with('/');
    for (tag, end) in [
        ("script", "</script>"),
        ("pre", "</pre>"),
        ("style", "</style>"),
        ("textarea", "</textarea>"),
    ] {
        if opens && name == tag && matches!(next, None | Some(b' ' | b'\t' | b'>')) {
            return Some(HtmlEnd::Text(end));
        }
    }
    let is_block = super::elements::is_html_block_name(&name)
        && (matches!(next, None | Some(b' ' | b'\t' | b'>'))
            || name_start[len..].starts_with("/>"));
    let is_alone = !in_paragraph && is_one_tag(rest);
    (is_block || is_alone).then_some(HtmlEnd::Blank)
}

/// Whether a line is one complete tag and nothing else (kind 7; CommonMark
/// 6.6 says what a tag is).
fn is_one_tag(line: &str) -> bool {
    let is_closing = line.starts_with("</");
    let rest = line.trim_end().trim_start_matches(['<', '/']);
    let name = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
        .count();
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return false;
    }
    let mut rest = &rest[name..];
    loop {
        let inside = rest.trim_start();
        let parted = inside.len() < rest.len();
        match inside {
            ">" => return true,
            "/>" => return !is_closing,
            _ if is_closing || !parted => return false,
            _ => {}
        }
        let Some(after) = after_attribute(inside) else {
            return false;
        };
        rest = after;
    }
}

/// What follows an attribute: `name`, `name=value`, `name="value"`.
fn after_attribute(text: &str) -> Option<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.' | '-');
    let first = text.chars().next()?;
    if !(first.is_ascii_alphabetic() || matches!(first, '_' | ':')) {
        return None;
    }
    let rest = text.trim_start_matches(is_name);
    let Some(value) = rest.trim_start().strip_prefix('=') else {
        return Some(rest);
    };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote) {
            return Some(&inside[inside.find(quote)? + 1..]);
        }
    }
    let is_bare = |c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | '=' | '<' | '>' | '`');
    let after = value.trim_start_matches(is_bare);
    (after.len() < value.len()).then_some(after)
}
