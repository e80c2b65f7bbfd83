//! `[serve] editor`: the address that opens a place of a file in an editor.

use super::written::Table;
use super::{Findings, invalid};
use crate::base::diagnostic::nearest;

/// What the names of editors stand for. Those of one family differ in nothing
/// but the scheme.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file/{path}:{line}:{column}"),
    (
        "vscode-insiders",
        "vscode-insiders://file/{path}:{line}:{column}",
    ),
    ("vscodium", "vscodium://file/{path}:{line}:{column}"),
    ("cursor", "cursor://file/{path}:{line}:{column}"),
    ("windsurf", "windsurf://file/{path}:{line}:{column}"),
    ("zed", "zed://file/{path}:{line}:{column}"),
    (
        "idea",
        "idea://open?file={path}&line={line}&column={column}",
    ),
    (
        "webstorm",
        "webstorm://open?file={path}&line={line}&column={column}",
    ),
    (
        "phpstorm",
        "phpstorm://open?file={path}&line={line}&column={column}",
    ),
    (
        "pycharm",
        "pycharm://open?file={path}&line={line}&column={column}",
    ),
    (
        "sublime",
        "subl://open?url=file://{path}&line={line}&column={column}",
    ),
    (
        "textmate",
        "txmt://open?url=file://{path}&line={line}&column={column}",
    ),
    (
        "macvim",
        "mvim://open?url=file://{path}&line={line}&column={column}",
    ),
    (
        "emacs",
        "emacs://open?url=file://{path}&line={line}&column={column}",
    ),
];

/// Schemes that browsers act upon themselves.
const NO_EDITOR: [&str; 8] = [
    "javascript",
    "data",
    "vbscript",
    "blob",
    "file",
    "http",
    "https",
    "about",
];

/// How an editor is asked to open a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// An address with `{path}`, and where the editor wants them `{line}` and
    /// `{column}`.
    template: String,
}

impl Editor {
    /// The editor of that name, or of that address of its own.
    ///
    /// # Errors
    /// Says what could be written instead.
    pub fn new(written: &str) -> Result<Self, String> {
        if let Some((_, template)) = EDITORS.iter().find(|(name, _)| *name == written) {
            return Ok(Self {
                template: (*template).to_owned(),
            });
        }
        if let Some((scheme, _)) = written.split_once("://")
            && written.contains("{path}")
        {
            return match is_of_an_editor(scheme) {
                true => Ok(Self {
                    template: written.to_owned(),
                }),
                false => Err(format!("`{scheme}:` opens no editor")),
            };
        }
        let names = || EDITORS.iter().map(|(name, _)| *name);
        Err(match nearest(written, names()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!(
                "write `name://open?file={{path}}&line={{line}}`, or one of: `{}`",
                names().collect::<Vec<_>>().join("`, `")
            ),
        })
    }

    /// The address that opens a file, which is named in full, at a line and
    /// column counted from 1.
    #[must_use]
    pub fn link(&self, path: &str, line: usize, column: usize) -> String {
        use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
        const IN_A_PATH: &AsciiSet = &NON_ALPHANUMERIC
            .remove(b'/')
            .remove(b':')
            .remove(b'-')
            .remove(b'_')
            .remove(b'.')
            .remove(b'~');
        let path = utf8_percent_encode(path, IN_A_PATH).to_string();
        let path = match path.strip_prefix('/') {
            // `vscode://file/{path}` already has the first slash.
            Some(rest)
                if self.template.contains("/{path}") && !self.template.contains("//{path}") =>
            {
                rest
            }
            _ => &path,
        };
        self.template
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
            .replace("{path}", path)
    }
}

fn is_of_an_editor(scheme: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(is_letter)
        && !NO_EDITOR.contains(&scheme.to_ascii_lowercase().as_str())
}

/// Reads `[serve] editor`; `None` where there is none, or none that we know.
pub(super) fn read(table: &Table, findings: &mut Findings) -> Option<Editor> {
    let written = table.text("serve.editor")?;
    match Editor::new(&written.value) {
        Ok(editor) => Some(editor),
        Err(hint) => {
            let message = format!("no editor is known as `{}`", written.value);
            findings.push(invalid(written.range, message).hint(hint));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(editor: &str, path: &str) -> String {
        let editor = Editor::new(editor).expect("an editor");
        editor.link(path, 12, 3)
    }

    #[test]
    fn editors_are_asked_in_their_own_way() {
        let cases = [
            ("vscode", "vscode://file/home/me/a.md:12:3"),
            ("zed", "zed://file/home/me/a.md:12:3"),
            ("idea", "idea://open?file=/home/me/a.md&line=12&column=3"),
            (
                "sublime",
                "subl://open?url=file:///home/me/a.md&line=12&column=3",
            ),
            ("x://{path}#{line}", "x:///home/me/a.md#12"),
        ];
        for (editor, expected) in cases {
            assert_eq!(link(editor, "/home/me/a.md"), expected, "{editor}");
        }
        assert_eq!(link("vscode", "C:/a.md"), "vscode://file/C:/a.md:12:3");
    }

    #[test]
    fn a_path_stays_a_path() {
        assert_eq!(
            link("idea", "/a b/반송&line=1#{line}.md"),
            "idea://open?file=/a%20b/%EB%B0%98%EC%86%A1%26line%3D1%23%7Bline%7D.md&line=12&column=3"
        );
    }

    #[test]
    fn what_is_no_editor_is_refused() {
        let cases = [
            ("vscod", "did you mean `vscode`?"),
            ("javascript://{path}", "`javascript:` opens no editor"),
            (
                "JavaScript://%0aalert(1)/{path}",
                "`JavaScript:` opens no editor",
            ),
            (" data://{path}", "` data:` opens no editor"),
        ];
        for (written, hint) in cases {
            assert_eq!(Editor::new(written), Err(hint.to_owned()), "{written}");
        }
        let hint = Editor::new("the one I like").expect_err("no editor");
        assert!(hint.contains("`vscode`, `vscode-insiders`"), "{hint}");
    }
}
