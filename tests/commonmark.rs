//! The 652 examples of CommonMark 0.31.2: all hold where `[markdown]` says
//! `dialect = "commonmark"`, and with the dialect's extensions on
//! `tests/commonmark/deviations.md` lists those that do not, each with its
//! reason. `UPDATE=1` rewrites the numbers of that list.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

mod commonmark {
    pub(crate) mod examples;
    pub(crate) mod html;
}
mod support;

use commonmark::examples::{self, Example};
use commonmark::html;
use guidepost::stages::config::Markdown;
use guidepost::stages::markdown::{Dialect, Form, Hooks, Settings, parse};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use support::listed::Listed;

fn main() {
    let examples = examples::read();
    assert_eq!(examples.len(), 652, "examples of CommonMark 0.31.2");
    let mut tests: Vec<Trial> = examples
        .chunk_by(|one, next| one.section == next.section)
        .map(|section| {
            let section = section.to_vec();
            let name = format!("commonmark::{}", section[0].section.replace(' ', "_"));
            Trial::test(name, move || all_hold(&section))
        })
        .collect();
    tests.push(Trial::test("the_dialect_deviates_as_listed", move || {
        deviates_as_listed(&examples)
    }));
    tests.push(Trial::test(
        "commonmark::nothing_of_the_dialect_is_read",
        nothing_of_the_dialect_is_read,
    ));
    tests.push(Trial::test(
        "commonmark::html_is_sanitized_all_the_same",
        html_is_sanitized_all_the_same,
    ));
    libtest_mimic::run(&Arguments::from_args(), tests).exit();
}

fn all_hold(section: &[Example]) -> Result<(), Failed> {
    let options = Markdown {
        is_commonmark: true,
        ..Markdown::default()
    };
    let complaints: Vec<String> = section
        .iter()
        .filter_map(|example| complaint(example, &options))
        .collect();
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(complaints.join("\n").into()),
    }
}

/// What means something in the dialect is text in CommonMark.
fn nothing_of_the_dialect_is_read() -> Result<(), Failed> {
    let options = Markdown {
        is_commonmark: true,
        math: true,
        emoji: true,
        task_lists: true,
        footnotes: true,
        ..Markdown::default()
    };
    let paragraphs = [
        "[!NOTE]",
        "::: zone target=\"docs\"",
        ":::no-loc text=\"a\":::",
        "@mention and https://a.example",
        "~~a~~ $b$ :smile: c[^1]",
        "|a|\n|---|",
        "**가(b)**다",
    ];
    let texts = paragraphs.map(|text| {
        (
            text.to_owned(),
            format!("<p>{}</p>", text.replace('"', "&quot;")),
        )
    });
    let others = [
        (
            "> [!NOTE]\n> a",
            "<blockquote><p>[!NOTE]\na</p></blockquote>",
        ),
        (
            "[!INCLUDE [a](b.md)]",
            "<p>[!INCLUDE <a href=\"b.md\">a</a>]</p>",
        ),
        ("# [a](#tab/b)", "<h1><a href=\"#tab/b\">a</a></h1>"),
        ("# <a name=\"b\"></a>c", "<h1><a name=\"b\"></a>c</h1>"),
        ("- [ ] a", "<ul><li>[ ] a</li></ul>"),
        (
            "![a <b> c](d.mp4)",
            "<p><img src=\"d.mp4\" alt=\"a  c\"></p>",
        ),
        ("<xref:a> <b>", "<p><a href=\"xref:a\">xref:a</a> <b></p>"),
        ("<!-- a --><br/>", "<!-- a --><br>"),
    ];
    let others = others.map(|(text, html)| (text.to_owned(), html.to_owned()));
    let complaints: Vec<String> = texts
        .into_iter()
        .chain(others)
        .filter_map(|(markdown, html)| {
            complaint(
                &Example {
                    number: 0,
                    section: String::new(),
                    markdown,
                    html,
                },
                &options,
            )
        })
        .collect();
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(complaints.join("\n").into()),
    }
}

fn html_is_sanitized_all_the_same() -> Result<(), Failed> {
    let options = Markdown {
        is_commonmark: true,
        sanitizes: true,
        ..Markdown::default()
    };
    let example = Example {
        number: 0,
        section: String::new(),
        markdown:
            "<script>a()</script>\n\nb <img src=\"javascript:c()\" onerror=\"d()\" alt=\"e\">"
                .to_owned(),
        html: "<p>b <img alt=\"e\"></p>".to_owned(),
    };
    complaint(&example, &options).map_or(Ok(()), |complaint| Err(complaint.into()))
}

fn deviates_as_listed(examples: &[Example]) -> Result<(), Failed> {
    let options = Markdown::default();
    let found: BTreeMap<String, String> = examples
        .iter()
        .filter_map(|example| Some((example.number.to_string(), complaint(example, &options)?)))
        .collect();
    println!("{} of {} examples", found.len(), examples.len());
    let listed = Listed::read("tests/commonmark/deviations.md", None);
    listed.compare(&found).map_err(Failed::from)
}

/// What an example gives instead of what it should, if it does.
fn complaint(example: &Example, options: &Markdown) -> Option<String> {
    let settings = Settings::new(options, Hooks::default(), false);
    let dialect = Dialect {
        form: Form::Block,
        is_rtl: false,
        settings: &settings,
    };
    let ours = html::of(&parse(&example.markdown, dialect));
    let difference = support::difference(
        &html::normal(&example.html),
        &html::normal(&html::plain(&ours)),
    )?;
    let Example {
        number, markdown, ..
    } = example;
    Some(format!("example {number}:\n{markdown}{difference}"))
}
