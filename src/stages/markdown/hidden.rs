//! Finds characters in code that nobody sees. In prose the marks for the direction
//! of text have their use; who copies code copies them with it, and a record, a
//! command or a number does not work.

use super::reading::Reading;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use std::ops::Range;

const HIDDEN: [(char, &str); 7] = [
    ('\u{00AD}', "soft hyphen"),
    ('\u{061C}', "Arabic letter mark"),
    ('\u{200B}', "zero width space"),
    ('\u{200E}', "left-to-right mark"),
    ('\u{200F}', "right-to-left mark"),
    ('\u{2060}', "word joiner"),
    ('\u{FEFF}', "zero width no-break space"),
];

impl Reading<'_> {
    /// Reports what is hidden in code at `range` of the prepared text.
    pub(super) fn hidden_in_code(&mut self, range: Range<usize>) {
        let code = self.prepared.text.get(range.clone()).unwrap_or_default();
        if code.is_ascii() || self.is_commonmark() {
            return;
        }
        for (at, letter) in code.char_indices() {
            let Some((_, name)) = HIDDEN.iter().find(|(hidden, _)| *hidden == letter) else {
                continue;
            };
            let start = range.start + at;
            let place = TextRange::new(start, start + letter.len_utf8());
            let place = self.prepared.origin(place);
            let message = format!(
                "a {name} (U+{:04X}) is hidden in this code",
                u32::from(letter)
            );
            let finding = Diagnostic::new(Code::HiddenInCode, place, message)
                .hint("remove it: who copies the code copies it too")
                .fix(place, "");
            self.document.diagnostics.push(finding);
        }
    }
}
