//! Moves code to the left.

/// How far apart tab stops are.
const TAB: usize = 4;

/// The lines, each with `\n` behind it, without `columns` columns of their
/// indentation or as many of them as a line has; `None`: without as many as all
/// lines have that are not blank. Tabs in the indentation become blanks.
pub(super) fn dedent(lines: &[&str], columns: Option<usize>) -> String {
    let lines: Vec<(usize, &str)> = lines.iter().map(|line| indentation(line)).collect();
    let removed = columns.unwrap_or_else(|| {
        let filled = lines.iter().filter(|(_, code)| !code.is_empty());
        filled
            .map(|(columns, _)| *columns)
            .min()
            .unwrap_or(usize::MAX)
    });
    let mut text = String::new();
    for (columns, code) in lines {
        let kept = columns.saturating_sub(removed);
        text.extend(std::iter::repeat_n(' ', kept));
        text.push_str(code);
        text.push('\n');
    }
    text
}

/// How many columns a line is indented, and what follows.
fn indentation(line: &str) -> (usize, &str) {
    let code = line.trim_start_matches([' ', '\t']);
    let blanks = &line[..line.len() - code.len()];
    let columns = blanks.bytes().fold(0, |column, blank| match blank {
        b'\t' => column + TAB - column % TAB,
        _ => column + 1,
    });
    (columns, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_lines_have_is_removed() {
        let cases: [(&[&str], Option<usize>, &str); 9] = [
            (&["  b", "    c", "  e"], None, "b\n  c\ne\n"),
            (&["  b", "    c"], Some(0), "  b\n    c\n"),
            (&["  b", "    c"], Some(3), "b\n c\n"),
            (&["  b", "    c"], Some(99), "b\nc\n"),
            // Blank lines do not count.
            (&["  b", "", " ", "  c"], None, "b\n\n\nc\n"),
            (&["", "   "], None, "\n\n"),
            // Tabs reach to the next stop; those behind the code stay.
            (&["\ta\tb", " \tc", "  \t d"], None, "a\tb\nc\n d\n"),
            (&["\ta", "  b"], None, "  a\nb\n"),
            (&[], None, ""),
        ];
        for (lines, columns, expected) in cases {
            assert_eq!(dedent(lines, columns), expected, "{lines:?} {columns:?}");
        }
    }
}
