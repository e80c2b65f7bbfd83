//! Takes code out of files, for `[!code-lang[name](path?query#fragment)]`,
//! `[!notebook-lang[](path?name=cell)]` and `:::code source="path":::`: from a
//! file's text and a [`Selection`] to the lines that are shown.
//!
//! The rules are those of docfx and of Microsoft Learn's engine, v3. Where they
//! leave the reader nothing and the writer in the dark, such as for a tag that
//! the file does not have, there is a [`Problem`] beside the text.

mod indentation;
mod languages;
mod line_range;
mod notebook;
mod selection;
mod tags;

pub use languages::language_of;
pub use line_range::highlight_lines;
pub use notebook::extract_cell;
pub use selection::Selection;

use line_range::LineRange;
use selection::Wanted;

/// Code as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The code. Lines of a file end with `\n`, the last one too; a cell of a
    /// notebook ends as it was written. Empty where nothing could be found.
    pub text: String,
    /// What a writer should know, in the order in which it was met.
    pub problems: Vec<Problem>,
}

/// Why a snippet may not be what was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A part of the address or an attribute, such as `range=1-x`, that says
    /// nothing; it was left out.
    Malformed(String),
    /// Neither this language nor the file's ending is known, so the tag was
    /// looked for in the comments of all languages.
    UnknownLanguage(String),
    /// The file has no such tag; nothing is shown.
    UnknownTag {
        /// The tag that was asked for.
        tag: String,
        /// The tags that the file has, in lower case, for a "did you mean".
        known: Vec<String>,
    },
    /// The tag begins and does not end; nothing is shown.
    UnclosedTag(String),
    /// The file ends before the lines that were asked for; what there is of
    /// them is shown.
    RangeBeyondEnd {
        /// The last line that was asked for.
        last: usize,
        /// How many lines the file has.
        lines: usize,
    },
    /// The file is no notebook, and why; nothing is shown.
    NotANotebook(String),
    /// The notebook has no cell of this name; nothing is shown.
    CellNotFound {
        /// The name that was asked for.
        name: String,
        /// The names that the notebook has, for a "did you mean".
        known: Vec<String>,
    },
    /// Several cells of the notebook have this name; nothing is shown.
    CellTwice(String),
}

/// The lines of a file that `selection` wants, moved to the left together.
///
/// `language` is as typed and may be empty; `extension` is the file's ending
/// without its dot. They say in which comments a tag is looked for: in those of
/// the language, then in those of the ending, and where neither is known in all.
#[must_use]
pub fn extract(text: &str, language: &str, extension: &str, selection: &Selection) -> Snippet {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.lines().collect();
    let mut problems = selection.problems.clone();
    let chosen = match &selection.wanted {
        Wanted::All => lines,
        Wanted::Lines(ranges) => {
            problems.extend(beyond_end(ranges, lines.len()));
            let chosen = ranges.iter().flat_map(|range| range.of(&lines));
            chosen.copied().collect()
        }
        Wanted::Tag(tag) => {
            let styles = languages::styles(language, extension).unwrap_or_else(|| {
                let named = [language, extension]
                    .into_iter()
                    .find(|name| !name.is_empty());
                problems.extend(named.map(|name| Problem::UnknownLanguage(name.to_owned())));
                tags::ALL.to_vec()
            });
            tags::find(&lines, tag, &styles).unwrap_or_else(|problem| {
                problems.push(problem);
                Vec::new()
            })
        }
    };
    let mut text = indentation::dedent(&chosen, selection.dedent);
    if selection.is_trimmed {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push('\n');
        }
    }
    Snippet { text, problems }
}

fn beyond_end(ranges: &[LineRange], lines: usize) -> Option<Problem> {
    let last = ranges.iter().map(LineRange::last_named).max()?;
    (last > lines).then_some(Problem::RangeBeyondEnd { last, lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
namespace App
{
    // <main>
    class Program
    {
        #region body
\tint i = 100;
        #endregion

    }
    // </main>
}
";

    /// The snippet of a C# file at an address without its path: `?start=1#tag`.
    fn at(text: &str, address: &str) -> Snippet {
        let (query, fragment) = address.split_once('#').unwrap_or((address, ""));
        let query = query.strip_prefix('?').unwrap_or(query);
        extract(
            text,
            "csharp",
            "cs",
            &Selection::from_address(query, fragment),
        )
    }

    #[test]
    fn addresses_select_lines() {
        let body = "int i = 100;\n";
        let cases = [
            ("?range=1-2,12", "namespace App\n{\n}\n"),
            (
                "?range=12,1,12-,1-1",
                "}\nnamespace App\n}\nnamespace App\n",
            ),
            ("?range=11-", "    // </main>\n}\n"),
            ("?start=4&end=5", "class Program\n{\n"),
            ("?END=5&Start=4", "class Program\n{\n"),
            ("?start=4", "class Program\n"),
            ("#L4-L5", "class Program\n{\n"),
            ("#l4", "class Program\n"),
            ("#body", body),
            ("?name=body", body),
            ("?start=0&end=1", "namespace App\n"),
            // The first counts: tag, fragment's lines, start and end, range.
            ("?name=main&start=1&range=2#body", body),
            ("?name=body&start=1&range=2#L1", body),
            ("?start=1&range=2#L4", "class Program\n"),
            ("?range=2&start=4", "class Program\n"),
            ("?start=4&name=", "class Program\n"),
            ("?start=4&end=5&dedent=2", "  class Program\n  {\n"),
            ("?start=4&end=5&dedent=-2", "class Program\n{\n"),
            ("?highlight=1,3-&start=4", "class Program\n"),
        ];
        for (address, expected) in cases {
            let snippet = at(FILE, address);
            assert_eq!(snippet.text, expected, "{address}");
            assert_eq!(snippet.problems, [], "{address}");
        }
        assert_eq!(at(FILE, "").text, FILE.replace('\t', "    "));
    }

    #[test]
    fn markers_of_other_styles_are_code() {
        let expected = "class Program\n{\n    #region body\nint i = 100;\n    #endregion\n\n}\n";
        assert_eq!(at(FILE, "#Main").text, expected);
    }

    #[test]
    fn what_says_nothing_is_left_out_and_reported() {
        for (query, reported) in [
            ("range=1-x", "range=1-x"),
            ("range=", "range="),
            ("range=1,,2", "range=1,,2"),
            ("range=-2", "range=-2"),
            ("range=5-3", "range=5-3"),
            ("start=x&end=", "start=x"),
            ("end=9", "end=9"),
            ("start=5&end=3", "start=5&end=3"),
            ("dedent=much", "dedent=much"),
            ("highlight=first", "highlight=first"),
            ("rnage=1", "rnage=1"),
            ("name", "name"),
            (
                "range=99999999999999999999999",
                "range=99999999999999999999999",
            ),
        ] {
            let snippet = at("x\n", query);
            assert_eq!(snippet.text, "x\n", "{query}");
            let first = Problem::Malformed(reported.to_owned());
            assert_eq!(snippet.problems.first(), Some(&first), "{query}");
        }
    }

    #[test]
    fn lines_beyond_the_end_are_cut_and_reported() {
        for (address, text, last) in [
            ("?range=2-9", "b\n", Some(9)),
            ("?range=3-,1,7", "a\n", Some(7)),
            ("#L2-L3", "b\n", Some(3)),
            ("?range=9-", "", Some(9)),
            ("?range=1-2,2-", "a\nb\nb\n", None),
        ] {
            let snippet = at("a\nb", address);
            let problem = last.map(|last| Problem::RangeBeyondEnd { last, lines: 2 });
            assert_eq!(snippet.text, text, "{address}");
            assert_eq!(snippet.problems, Vec::from_iter(problem), "{address}");
        }
    }

    #[test]
    fn unknown_languages_have_all_styles() {
        let selection = Selection::from_address("", "a");
        let text = "; <a>\nx\n; </a>\n";
        let unknown = |name: &str| vec![Problem::UnknownLanguage(name.to_owned())];
        let not_there = Problem::UnknownTag {
            tag: "a".to_owned(),
            known: Vec::new(),
        };
        for (language, extension, expected, problems) in [
            ("lisp", "txt", "x\n", Vec::new()),
            ("FakeLisp", "lsp", "x\n", Vec::new()),
            ("FakeLisp", "txt", "x\n", unknown("FakeLisp")),
            ("", "txt", "x\n", unknown("txt")),
            ("", "", "x\n", Vec::new()),
            ("csharp", "cs", "", vec![not_there]),
        ] {
            let snippet = extract(text, language, extension, &selection);
            assert_eq!(snippet.text, expected, "{language} {extension}");
            assert_eq!(snippet.problems, problems, "{language} {extension}");
        }
    }

    #[test]
    fn attributes_select_lines_without_blanks_at_the_end() {
        let text = "a  \n\n \n// <t>\n  b\n\n// </t>\n";
        for (id, range, expected) in [
            (None, Some("1-3"), "a\n"),
            (Some("t"), Some("1"), "b\n"),
            (Some(""), Some("5,1"), "  b\na\n"),
            (None, Some("2-3"), ""),
            (None, Some(" "), "a  \n\n \n// <t>\n  b\n\n// </t>\n"),
        ] {
            let snippet = extract(text, "", "cs", &Selection::from_attributes(id, range));
            assert_eq!(snippet.text, expected, "{id:?} {range:?}");
            assert_eq!(snippet.problems, [], "{id:?} {range:?}");
        }
        let selection = Selection::from_attributes(None, Some("x"));
        let problem = Problem::Malformed("range=x".to_owned());
        assert_eq!(extract(text, "", "cs", &selection).problems, [problem]);
    }

    #[test]
    fn any_line_breaks_become_one_kind() {
        assert_eq!(
            at("\u{feff}// <t>\r\na\r\n\r\nb\r\n// </t>", "#t").text,
            "a\n\nb\n"
        );
        assert_eq!(at("a\r\nb", "").text, "a\nb\n");
    }

    #[test]
    fn empty_files_have_no_lines() {
        assert_eq!(at("", ""), Snippet::default());
        assert_eq!(at("\n", "").text, "\n");
        let problem = Problem::RangeBeyondEnd { last: 1, lines: 0 };
        assert_eq!(at("", "#L1").problems, [problem]);
        assert_eq!(Selection::from_address("name=cell", "").tag(), Some("cell"));
    }
}
