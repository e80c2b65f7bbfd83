//! Tags: names that mark lines of code in its comments, such as the lines
//! between `// <setup>` and `// </setup>`.

use super::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// How the lines are written that begin and end a tag. Blanks anywhere in them
/// and the case of letters do not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `<tag>` and `</tag>` in a comment that begins and ends like this.
    Comment(&'static str, &'static str),
    /// `#region tag` and `#endregion`, and as Visual Basic has it
    /// `#Region "tag"` and `#End Region`.
    Region,
}

pub(super) const APOSTROPHE: Style = Style::Comment("'", "");
pub(super) const SLASHES: Style = Style::Comment("//", "");
pub(super) const MARKUP: Style = Style::Comment("<!--", "-->");
pub(super) const DASHES: Style = Style::Comment("--", "");
pub(super) const HASH: Style = Style::Comment("#", "");
pub(super) const REM: Style = Style::Comment("rem", "");
pub(super) const REGION: Style = Style::Region;
pub(super) const PERCENT: Style = Style::Comment("%", "");
pub(super) const SEMICOLON: Style = Style::Comment(";", "");
pub(super) const SLASH_STAR: Style = Style::Comment("/*", "*/");

/// Every style, in the order in which docfx tries them.
pub(super) const ALL: &[Style] = &[
    APOSTROPHE, SLASHES, MARKUP, DASHES, HASH, REM, REGION, PERCENT, SEMICOLON, SLASH_STAR,
];

/// What stands before tags in samples of Microsoft, and may be left out.
const PREFIX: &str = "snippet";

/// The lines of a tag in the first of the styles that has it, without the
/// markers of tags inside it that are in the same style.
pub(super) fn find<'text>(
    lines: &[&'text str],
    tag: &str,
    styles: &[Style],
) -> Result<Vec<&'text str>, Problem> {
    let wanted = tag.to_lowercase();
    let prefixed = format!("{PREFIX}{wanted}");
    let mut known = BTreeSet::new();
    for style in styles {
        let spans = style.spans(lines);
        if let Some(span) = spans.get(&wanted).or_else(|| spans.get(&prefixed)) {
            let Some(end) = span.end else {
                return Err(Problem::UnclosedTag(tag.to_owned()));
            };
            let code = lines[span.start..end].iter();
            let code = code.filter(|line| style.marker(line).is_none());
            return Ok(code.copied().collect());
        }
        known.extend(spans.into_keys().filter(|name| !name.is_empty()));
    }
    Err(Problem::UnknownTag {
        tag: tag.to_owned(),
        known: known.into_iter().collect(),
    })
}

/// Where the code of a tag stands: indices of its first line and of the marker
/// that ends it.
struct Span {
    start: usize,
    end: Option<usize>,
}

/// A line that says where a tag begins or ends.
enum Marker<'line> {
    Begin(&'line str),
    End(&'line str),
    /// Ends what was begun last.
    EndOfRegion,
}

impl Style {
    /// The tags in this style, by their names in lower case. Of tags with one
    /// name the last counts, and the first end behind its beginning.
    fn spans(self, lines: &[&str]) -> BTreeMap<String, Span> {
        let mut spans = BTreeMap::new();
        let mut begun = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let ended = match self.marker(line) {
                None => continue,
                Some(Marker::Begin(name)) => {
                    let (start, end) = (index + 1, None);
                    spans.insert(name.to_lowercase(), Span { start, end });
                    begun.push(name);
                    continue;
                }
                Some(Marker::End(name)) => Some(name),
                Some(Marker::EndOfRegion) => begun.pop(),
            };
            if let Some(span) = ended.and_then(|name| spans.get_mut(&name.to_lowercase())) {
                span.end.get_or_insert(index);
            }
        }
        spans
    }

    fn marker(self, line: &str) -> Option<Marker<'_>> {
        match self {
            Self::Comment(open, close) => {
                let inside = after(after(line, open)?, "<")?;
                let ended = after(inside, "/");
                let (name, rest) = ended.unwrap_or(inside).split_once('>')?;
                let name = name.trim();
                let is_alone = after(rest, close)?.trim().is_empty();
                (is_alone && is_name(name)).then_some(match ended {
                    Some(_) => Marker::End(name),
                    None => Marker::Begin(name),
                })
            }
            Self::Region if after(line, "#endregion").is_some() => Some(Marker::EndOfRegion),
            Self::Region => {
                let name = after(line, "#region")?.trim();
                Some(Marker::Begin(name.trim_matches('"')))
            }
        }
    }
}

/// What follows `wanted`, which is in lower case, at the start of `text`.
fn after<'text>(text: &'text str, wanted: &str) -> Option<&'text str> {
    wanted.chars().try_fold(text, |rest, wanted| {
        let mut letters = rest.trim_start().chars();
        let found = letters.next()?.eq_ignore_ascii_case(&wanted);
        found.then_some(letters.as_str())
    })
}

/// Whether a name may be a tag's: not what `// <Content="x">` holds.
fn is_name(name: &str) -> bool {
    let may_stand = |letter: char| letter.is_alphanumeric() || "_.-".contains(letter);
    !name.is_empty() && name.chars().all(may_stand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_its_markers() {
        let cases = [
            (APOSTROPHE, "' <a>", "'</a>"),
            (SLASHES, "\t// <a>\t", "/ / < / A >"),
            (MARKUP, "  <!-- <a> -->", "<!--</a>-->"),
            (DASHES, "-- <a>", "--</a>"),
            (HASH, "# <a>", "#</a>"),
            (REM, "REM <a>", "rem </a>"),
            (REGION, "#region a", "#endregion of a"),
            (REGION, "#Region \"A\"", "#End Region"),
            (PERCENT, "% <a>", "%</a>"),
            (SEMICOLON, "; <a>", ";</a>"),
            (SLASH_STAR, "/* <a> */", "/*</a>*/"),
        ];
        for (style, begin, end) in cases {
            let lines = ["x", begin, "code", end, "y"];
            assert_eq!(find(&lines, "a", &[style]), Ok(vec!["code"]), "{begin}");
            let first = ALL.iter().find(|style| style.marker(begin).is_some());
            assert_eq!(first, Some(&style), "{begin}");
        }
    }

    #[test]
    fn other_comments_are_no_markers() {
        for line in [
            "",
            "code // <a>",
            "/// <summary>",
            "// <a> b",
            "// <a b>",
            "// <>",
            "// <Content=\"my\">",
            "// <a",
            "<!-- <a> --> b",
            "<!-- <a>",
            "# include <a>",
            "reminder <a>",
            "#",
        ] {
            assert!(
                ALL.iter().all(|style| style.marker(line).is_none()),
                "{line}"
            );
        }
    }

    #[test]
    fn tags_nest_cross_and_repeat() {
        let text = "\
            // <all>\n1\n// <a-1>\n2\n// <b.2>\n3\n// </a-1>\n4\n// </b.2>\n// </stray>\n5\n// </all>\n\
            // <again>\n6\n// </again>\n// <again>\n7\n// </again>\n8\n// </again>\n\
            // <snippetname>\n9\n// </snippetname>\n// <snippetall>\n// </snippetall>\n\
            // <코드>\n10\n// </코드>\n# <all>\n# </all>";
        let lines: Vec<&str> = text.lines().collect();
        let cases = [
            ("ALL", "1 2 3 4 5"),
            ("a-1", "2 3"),
            ("b.2", "3 4"),
            ("again", "7"),
            ("Name", "9"),
            ("snippetName", "9"),
            ("코드", "10"),
        ];
        for (tag, expected) in cases {
            let found = find(&lines, tag, &[SLASHES, HASH]).map(|code| code.join(" "));
            assert_eq!(found.as_deref(), Ok(expected), "{tag}");
        }
    }

    #[test]
    fn an_end_belongs_to_the_region_begun_last() {
        let text = "#region a\n1\n#region what it does\n2\n#endregion\n3\n#region\n#endregion\n\
                    #endregion a\n#endregion\n4";
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(find(&lines, "a", &[REGION]), Ok(vec!["1", "2", "3"]));
    }

    #[test]
    fn styles_are_tried_in_their_order() {
        let lines = ["#region a", "1", "#endregion", "// <a>", "2", "// </a>"];
        assert_eq!(find(&lines, "a", &[SLASHES, REGION]), Ok(vec!["2"]));
        assert_eq!(find(&lines, "a", &[REGION, SLASHES]), Ok(vec!["1"]));
    }

    #[test]
    fn tags_without_end_and_tags_that_are_not_there() {
        let lines = ["// </b>", "// <b>", "// <A>", "// </A>", "#region", "# <c>"];
        let tag = "b".to_owned();
        assert_eq!(find(&lines, "b", ALL), Err(Problem::UnclosedTag(tag)));
        let unknown = Problem::UnknownTag {
            tag: "D".to_owned(),
            known: ["a", "b", "c"].map(str::to_owned).into(),
        };
        assert_eq!(find(&lines, "D", ALL), Err(unknown));
    }
}
