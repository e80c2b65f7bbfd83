//! Findings as the workflow commands that GitHub shows beside the lines of a
//! pull request.

use super::{Placed, below_current, level, slashed};

pub(super) fn commands(findings: &[Placed]) -> String {
    findings.iter().map(command).collect()
}

fn command(placed: &Placed) -> String {
    let finding = placed.finding;
    let mut properties = vec![("file", slashed(&below_current(&placed.file)))];
    if placed.line.is_some() {
        let region = placed.region;
        // A line break at the end belongs to the line that it ends.
        let ends_before = region.end_column == 1 && region.end_line > region.line;
        let end_line = region.end_line - usize::from(ends_before);
        let mut number = |name, value: usize| properties.push((name, value.to_string()));
        number("line", region.line);
        number("endLine", end_line);
        number("col", region.column);
        // GitHub refuses a last column in another line than the first.
        if region.end_line == region.line {
            number("endColumn", region.end_column);
        }
    }
    properties.push(("title", finding.code.name().to_owned()));
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped_property(value)))
        .collect();
    let mut message = vec![finding.message.as_str()];
    message.extend(finding.hints.iter().map(String::as_str));
    format!(
        "::{} {}::{}\n",
        level(finding.severity, "notice"),
        properties.join(","),
        escaped(&message.join("\n"))
    )
}

/// A text as a command holds it: one line, whatever stands in it.
fn escaped(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for a property, which ends at a comma or a colon.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_command() {
        assert_eq!(escaped("50 %: a,\r\nb"), "50 %25: a,%0D%0Ab");
        assert_eq!(escaped_property("a,b: 1%\n"), "a%2Cb%3A 1%25%0A");
    }
}
