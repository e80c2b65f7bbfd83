//! Forms of the dialect that CommonMark takes for text, and that stay as they are.

use std::ops::Range;

/// A range of Markdown that is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opaque {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[!NOTE]`, `[!INCLUDE [a](b)]`
    Bracket,
    /// `{#id}`
    Id,
    /// A line that begins with `:::`.
    Line,
}

/// The opaque forms in a range of a text, in their order, none in another.
///
/// What stands in code is found too; who asks knows where code is.
pub(super) fn find(text: &str, within: Range<usize>) -> Vec<Opaque> {
    let mut found = Vec::new();
    lines(text, within.clone(), &mut found);
    brackets(text, within.clone(), &mut found);
    ids(text, within, &mut found);
    found.sort_by_key(|opaque| (opaque.range.start, std::cmp::Reverse(opaque.range.end)));
    let mut end = 0;
    found.retain(|opaque| {
        let is_behind = opaque.range.start >= end;
        if is_behind {
            end = opaque.range.end;
        }
        is_behind
    });
    found
}

fn lines(text: &str, within: Range<usize>, found: &mut Vec<Opaque>) {
    let mut start = within.start;
    for line in text[within].split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t', '>']);
        if inner.starts_with(":::") {
            let from = start + (line.len() - inner.len());
            found.push(Opaque {
                range: from..from + inner.trim_end().len(),
                kind: Kind::Line,
            });
        }
        start += line.len();
    }
}

/// `[!WORD ..]` up to the bracket that closes it, found in one walk.
fn brackets(text: &str, within: Range<usize>, found: &mut Vec<Opaque>) {
    let start = within.start;
    let bytes = &text.as_bytes()[within];
    let mut open = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' => open.push(at),
            b']' => {
                let Some(begin) = open.pop() else { continue };
                let is_directive = bytes.get(begin + 1) == Some(&b'!')
                    && bytes.get(begin + 2).is_some_and(u8::is_ascii_alphabetic);
                let is_escaped = begin > 0 && bytes[begin - 1] == b'\\';
                if is_directive && !is_escaped {
                    found.push(Opaque {
                        range: start + begin..start + at + 1,
                        kind: Kind::Bracket,
                    });
                }
            }
            _ => {}
        }
    }
}

/// `{#id}`, without blanks in it.
fn ids(text: &str, within: Range<usize>, found: &mut Vec<Opaque>) {
    let start = within.start;
    let source = &text[within];
    let mut at = 0;
    while let Some(begin) = source[at..].find("{#").map(|found| at + found) {
        let rest = &source[begin + 2..];
        let end =
            rest.find(|letter: char| letter == '}' || letter == '{' || letter.is_whitespace());
        at = begin + 2 + end.unwrap_or(rest.len());
        if source[at..].starts_with('}') {
            at += 1;
            found.push(Opaque {
                range: start + begin..start + at,
                kind: Kind::Id,
            });
        }
    }
}

/// Where the value of `alt-text` stands in a `:::` line.
pub(super) fn alternative_text(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    const NAME: &str = "alt-text=\"";
    let source = &text[line.clone()];
    let begin = source.find(NAME)? + NAME.len();
    let len = source[begin..].find('"')?;
    let start = line.start + begin;
    (len > 0).then_some(start..start + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let all = find(text, 0..text.len());
        all.into_iter().map(|opaque| &text[opaque.range]).collect()
    }

    #[test]
    fn forms_of_the_dialect() {
        assert_eq!(found("[!NOTE]\n> a [b](c)"), ["[!NOTE]"]);
        assert_eq!(
            found("a [!INCLUDE [x](y.md)] b [!include[z](w.md)]"),
            ["[!INCLUDE [x](y.md)]", "[!include[z](w.md)]"]
        );
        assert_eq!(
            found("> ::: zone pivot=\"a\"\n> b"),
            ["::: zone pivot=\"a\""]
        );
        assert_eq!(found("A heading {#the-id}"), ["{#the-id}"]);
        let none = ["[![a](b)](c)", r"\[!NOTE]", "[!NOTE", "{# a}", "a ::: b"];
        for text in none {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn alternative_texts() {
        let line = ":::image source=\"a.png\" alt-text=\"A map\":::";
        let range = alternative_text(line, 0..line.len()).expect("a text");
        assert_eq!(&line[range], "A map");
    }
}
