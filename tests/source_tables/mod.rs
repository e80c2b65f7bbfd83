//! Counts the tables a Markdown source means, by eye rather than by parser, so
//! that it is a second opinion.

/// Tables outside of fences and HTML comments: rows of dashes below a row with
/// a pipe, and `<table` where a line of HTML begins.
pub(crate) fn count(source: &str) -> usize {
    let text = without_comments(source);
    let lines: Vec<&str> = text.lines().map(bare).collect();
    let mut fence: Option<&str> = None;
    let mut tables = 0;
    for (at, line) in lines.iter().enumerate() {
        if let Some(mark) = fence {
            if line.starts_with(mark) {
                fence = None;
            }
            continue;
        }
        for mark in ["```", "~~~"] {
            let opens = line.starts_with(mark) && !line[3..].contains('`');
            fence = fence.or(opens.then_some(mark));
        }
        let above = at.checked_sub(1).map_or("", |above| lines[above]);
        if is_delimiter(line) && above.contains('|') && !is_delimiter(above) {
            tables += 1;
        }
        tables += usize::from(line.starts_with("<table>") || line.starts_with("<table "));
    }
    tables
}

/// A line without the marks of quotes and lists.
fn bare(line: &str) -> &str {
    let mut line = line.trim();
    while let Some(rest) = line
        .strip_prefix('>')
        .or_else(|| line.strip_prefix("- "))
        .or_else(|| line.strip_prefix("* "))
    {
        line = rest.trim_start();
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line[digits..].strip_prefix(". ") {
        Some(rest) if digits > 0 => rest.trim_start(),
        _ => line,
    }
}

fn is_delimiter(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line
            .bytes()
            .all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, behind)| behind);
    }
    kept.push_str(rest);
    kept
}
