//! Marks the lines of code that a reader should look at.

/// HTML of code in which the lines that `wanted` names, `2,5-7,9-`, counted from
/// 1, are in `<mark class="line">`. No element of the code goes over a line's end.
pub(super) fn mark(html: &str, wanted: &str) -> String {
    let wanted: Vec<(usize, usize)> = wanted.split(',').filter_map(range).collect();
    let mut marked = String::with_capacity(html.len() + 64);
    for (index, line) in html.split_inclusive('\n').enumerate() {
        let number = index + 1;
        let is_wanted = wanted
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&number));
        let (text, line_break) = match line.strip_suffix('\n') {
            Some(text) => (text, "\n"),
            None => (line, ""),
        };
        if is_wanted {
            marked.push_str("<mark class=\"line\">");
        }
        marked.push_str(text);
        if is_wanted {
            marked.push_str("</mark>");
        }
        marked.push_str(line_break);
    }
    marked
}

/// `2`, `5-7` or `9-`.
fn range(written: &str) -> Option<(usize, usize)> {
    let written = written.trim();
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    let first: usize = first.trim().parse().ok()?;
    match last.trim() {
        "" => Some((first, usize::MAX)),
        last => Some((first, last.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn lines_and_ranges() {
        let html = "a\n<span class=\"c\">b</span>\nc\nd\n";
        let expected = "a\n<mark class=\"line\"><span class=\"c\">b</span></mark>\nc\n\
                        <mark class=\"line\">d</mark>\n";
        assert_eq!(mark(html, "2,4-"), expected);
        assert_eq!(mark("a", "x,0,2-1"), "a");
    }
}
