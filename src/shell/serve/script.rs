//! The script that renews a page, and how it comes into it. What `build` writes
//! never has it.

use crate::base::fingerprint::Fingerprint;

/// Below this path of the host everything is ours.
pub(super) const OURS: &str = "/_guidepost/";

/// Goes up when the element that is inserted changes.
pub(super) const VERSION: &str = "1";

/// The files of the client by their name.
const FILES: &[(&str, &str)] = &[
    ("live.js", include_str!("client/live.js")),
    ("place.js", include_str!("client/place.js")),
    ("overlay.js", include_str!("client/overlay.js")),
    ("overlay.css", include_str!("client/overlay.css")),
];

/// A file of the client.
pub(super) fn file(name: &str) -> Option<&'static str> {
    let found = FILES.iter().find(|(file, _)| *file == name);
    found.map(|(_, text)| *text)
}

/// What tells a text from any other.
pub(super) fn version(text: &str) -> String {
    format!("{:016x}", Fingerprint::of(text.as_bytes()).half())
}

/// A page with the script at the end of its body. It knows which version it
/// renews.
pub(super) fn insert(page: &str, version: &str) -> String {
    let at = end_of_body(page);
    let (before, after) = page.split_at(at);
    format!(
        "{before}<script type=\"module\" src=\"{OURS}live.js\" data-version=\"{version}\"></script>\n{after}"
    )
}

/// Where the last `</body>` begins; the end of a page without it.
fn end_of_body(page: &str) -> usize {
    const END: &[u8] = b"</body";
    let bytes = page.as_bytes();
    let ends = bytes
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END));
    ends.unwrap_or(page.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_ends_the_body() {
        let script =
            "<script type=\"module\" src=\"/_guidepost/live.js\" data-version=\"1\"></script>\n";
        let cases = [
            ("<body>a</body></html>", "<body>a", "</body></html>"),
            ("<BODY>a</BODY >", "<BODY>a", "</BODY >"),
            ("<!-- </body> -->b</body>", "<!-- </body> -->b", "</body>"),
            ("한글", "한글", ""),
            ("", "", ""),
        ];
        for (page, before, after) in cases {
            assert_eq!(insert(page, "1"), format!("{before}{script}{after}"));
        }
    }
}
