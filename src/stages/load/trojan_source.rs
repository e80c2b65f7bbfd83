//! Characters that change the order in which the text around them is shown: with
//! them a source can say something else than people read ("Trojan Source",
//! CVE-2021-42574).

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use std::collections::BTreeSet;

/// What a character does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Isolate,
    EndOfIsolates,
    Embedding,
    Override,
    EndOfOthers,
}

/// The characters, with the names that Unicode gives them.
const CONTROLS: [(char, &str, Role); 9] = [
    ('\u{202A}', "left-to-right embedding", Role::Embedding),
    ('\u{202B}', "right-to-left embedding", Role::Embedding),
    ('\u{202C}', "pop directional formatting", Role::EndOfOthers),
    ('\u{202D}', "left-to-right override", Role::Override),
    ('\u{202E}', "right-to-left override", Role::Override),
    ('\u{2066}', "left-to-right isolate", Role::Isolate),
    ('\u{2067}', "right-to-left isolate", Role::Isolate),
    ('\u{2068}', "first strong isolate", Role::Isolate),
    ('\u{2069}', "pop directional isolate", Role::EndOfIsolates),
];

fn control(letter: char) -> Option<(&'static str, Role)> {
    let found = CONTROLS.iter().find(|(control, ..)| *control == letter);
    found.map(|(_, name, role)| (*name, *role))
}

/// The finding for each such character.
pub(super) fn find(text: &str) -> Vec<Diagnostic<TextRange>> {
    // They all begin with this byte, and most texts have few of it.
    let mut found: Vec<(usize, char)> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| *byte == 0xE2) {
        let letter = text[at..].chars().next();
        found.extend(
            letter
                .filter(|letter| control(*letter).is_some())
                .map(|letter| (at, letter)),
        );
    }
    let deliberate = deliberate(text, &found);
    found
        .iter()
        .filter_map(|(at, letter)| {
            let (name, _) = control(*letter)?;
            let range = TextRange::new(*at, at + letter.len_utf8());
            let message = format!(
                "a {name} (U+{:04X}) changes the order in which this line is shown",
                u32::from(*letter)
            );
            let finding = Diagnostic::new(Code::TrojanSource, range, message);
            Some(match deliberate.contains(at) {
                true => finding
                    .hint("write `<bdi>..</bdi>` or `<span dir=\"rtl\">..</span>` instead, which can be seen"),
                false => finding
                    .hint("remove it; what the line says then is what it always said to machines")
                    .fix(range, ""),
            })
        })
        .collect()
}

/// Where the characters stand that were perhaps meant well: pairs that keep a part
/// of a line in its own direction. Taking them away would change what is read.
fn deliberate(text: &str, found: &[(usize, char)]) -> BTreeSet<usize> {
    let mut deliberate = BTreeSet::new();
    let mut open: Vec<(usize, Role)> = Vec::new();
    let mut read = 0;
    for (at, letter) in found {
        if text[read..*at].contains('\n') {
            open.clear();
        }
        read = *at;
        let Some((_, role)) = control(*letter) else {
            continue;
        };
        let is_end = matches!(role, Role::EndOfIsolates | Role::EndOfOthers);
        match (is_end, open.pop()) {
            (false, before) => {
                open.extend(before);
                open.push((*at, role));
            }
            (true, Some((start, Role::Isolate))) if role == Role::EndOfIsolates => {
                deliberate.extend([start, *at]);
            }
            (true, Some((start, Role::Embedding))) if role == Role::EndOfOthers => {
                deliberate.extend([start, *at]);
            }
            (true, _) => {}
        }
    }
    deliberate
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str) -> String {
        let mut fixed = text.to_owned();
        for finding in find(text).iter().rev() {
            if let Some(fix) = &finding.fix {
                fixed.replace_range(fix.range.start..fix.range.end, &fix.with);
            }
        }
        fixed
    }

    #[test]
    fn overrides_and_what_has_no_counterpart_are_taken_away() {
        assert_eq!(fixed("if \u{202E}nimda\u{202C} then"), "if nimda then");
        assert_eq!(fixed("a\u{2066}b\nc\u{2069}d"), "ab\ncd");
        assert_eq!(fixed("\u{202C}\u{2067}x\u{202C}"), "x");
    }

    #[test]
    fn pairs_on_a_line_are_reported_and_left() {
        let text = "a \u{2067}ab \u{202A}c\u{202C}\u{2069} — “q”\u{200E}";
        assert_eq!(fixed(text), text);
        assert_eq!(find(text).len(), 4);
        assert!(
            find(text)[0]
                .message
                .contains("right-to-left isolate (U+2067)")
        );
    }

    #[test]
    fn marks_and_other_languages_are_fine() {
        assert!(find("שלום\u{200F} — “q” ‘한국어’ \u{FEFF}").is_empty());
    }
}
