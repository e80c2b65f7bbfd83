//! [`Block`]: the smallest part of a file whose translation can be out of date.

use super::lock::Mark;
use super::{markdown_blocks, yaml_blocks};
use crate::base::path::SitePath;
use crate::base::schema::is_yaml;
use crate::base::text::TextRange;
use crate::stages::load;
use std::borrow::Cow;
use std::ops::Range;

/// A part of a file that is translated as one: a heading, a paragraph, a row of
/// a table, code, a value of YAML. No text is in two blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the file, without blanks around it.
    pub range: TextRange,
    /// How many quotes it stands in, whose `>` begin its lines.
    pub quotes: usize,
    /// The cells of a row of a table, in order; empty for all other blocks.
    pub cells: Vec<TextRange>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The value of a key of the front matter that readers see.
    FrontMatter,
    /// The value of a key of a page in YAML, or of a table of contents.
    Value,
    /// A heading of this level.
    Heading(u8),
    /// A paragraph, in a list or a quote too.
    Paragraph,
    /// A row of a table, its heading too.
    Row,
    /// Code.
    Code,
    /// A block of HTML.
    Html,
    /// The definition of a link by reference.
    Definition,
}

/// The blocks of a file in their order: the keys of the front matter that
/// readers see, then what is below it.
///
/// The time is linear in the length of the text. What is not translated, such as
/// dates and names of authors in the front matter, comments, and rules, is in no
/// block.
#[must_use]
pub fn blocks(file: &SitePath, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    if is_yaml(file) {
        yaml_blocks::collect(text, &mut blocks);
        return blocks;
    }
    yaml_blocks::collect_front_matter(text, &mut blocks);
    markdown_blocks::collect(text, load::body_start(text), &mut blocks);
    blocks
}

impl Block {
    /// Its text as the file has it.
    #[must_use]
    pub fn source<'t>(&self, text: &'t str) -> &'t str {
        text.get(Range::from(self.range)).unwrap_or_default()
    }

    /// Its text without what only its source shows: white space, the marks of
    /// quotes, how a heading or a row is drawn, quotes around a value, comments. So
    /// wrapping lines anew changes nothing. Code keeps its lines.
    #[must_use]
    pub fn normal(&self, text: &str) -> String {
        let lines = self.source(text).lines().map(|line| self.unquoted(line));
        if self.kind == Kind::Code {
            return lines
                .map(|line| line.trim_end().to_owned() + "\n")
                .collect();
        }
        match self.kind {
            Kind::Row => {
                let cells = self.cells.iter();
                let cells = cells.map(|cell| folded(&text[Range::from(*cell)]));
                format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
            }
            Kind::Heading(level) => {
                let mut lines: Vec<&str> = lines.collect();
                // The line below a heading without marks before it.
                let is_drawn_below = !lines[0].trim_start().starts_with('#');
                lines.truncate(lines.len() - usize::from(is_drawn_below && lines.len() > 1));
                let heading = folded(&lines.join(" "));
                let heading = heading.trim_start_matches('#').trim_start();
                let marks = "#".repeat(usize::from(level));
                format!("{marks} {}", heading.trim_end_matches('#').trim_end())
            }
            Kind::FrontMatter | Kind::Value => {
                let value = folded(&lines.collect::<Vec<_>>().join(" "));
                unquoted_value(&value)
            }
            _ => folded(&without_comments(&lines.collect::<Vec<_>>().join(" "))),
        }
    }

    /// A line of the block without the marks of the quotes around it. The first
    /// line begins behind them, which does no harm: a block does not begin with
    /// a mark of its own.
    #[must_use]
    pub fn unquoted<'l>(&self, line: &'l str) -> &'l str {
        let mut rest = line;
        for _ in 0..self.quotes {
            match rest.trim_start().strip_prefix('>') {
                Some(inner) => rest = inner,
                None => break,
            }
        }
        rest
    }

    /// The identity of what it says.
    #[must_use]
    pub fn mark(&self, text: &str) -> Mark {
        Mark::of(&self.normal(text))
    }

    /// How many words a translator has to read: Han and kana count one each,
    /// and code none.
    #[must_use]
    pub fn words(&self, text: &str) -> usize {
        match self.kind {
            Kind::Code => 0,
            _ => count_words(&visible(&self.normal(text))),
        }
    }
}

/// A text with one blank where it has white space.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value of YAML without the quotes around it, and what they make of quotes.
fn unquoted_value(value: &str) -> String {
    let inner = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    match (inner('\''), inner('"')) {
        (Some(inner), _) => inner.replace("''", "'"),
        (_, Some(inner)) => inner.replace("\\\"", "\""),
        _ => value.to_owned(),
    }
}

/// A text without comments, but for those in code.
fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("<!--") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut is_code = false;
    let mut rest = text;
    while let Some(at) = rest.find(['`', '<']) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let comment = from.strip_prefix("<!--").filter(|_| !is_code);
        let end = comment.and_then(|comment| comment.find("-->"));
        if let Some(end) = end {
            rest = &from["<!--".len() + end + "-->".len()..];
        } else {
            is_code ^= from.starts_with('`');
            kept.push_str(&from[..1]);
            rest = &from[1..];
        }
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// A text without its tags.
fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut seen = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let is_tag = rest[start + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some(end) = rest[start..].find('>').filter(|_| is_tag) else {
            seen.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        };
        seen.push_str(&rest[..start]);
        seen.push(' ');
        rest = &rest[start + end + 1..];
    }
    seen.push_str(rest);
    Cow::Owned(seen)
}

fn count_words(text: &str) -> usize {
    let mut words = 0;
    let mut is_in_word = false;
    for letter in text.chars() {
        let stands_alone = matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}');
        if stands_alone {
            words += 1;
            is_in_word = false;
        } else if letter.is_whitespace() {
            is_in_word = false;
        } else if letter.is_alphanumeric() && !is_in_word {
            words += 1;
            is_in_word = true;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Vec<(Kind, String)> {
        let file = SitePath::root().with_suffix("a.md");
        let blocks = blocks(&file, text);
        let said = |block: &Block| (block.kind, block.normal(text));
        blocks.iter().map(said).collect()
    }

    fn said(text: &str) -> Vec<String> {
        page(text).into_iter().map(|(_, said)| said).collect()
    }

    #[test]
    fn a_page_is_cut_where_it_can_change() {
        let text = "---\ntitle: 'A: b'\nms.date: 1/2/2026\ndescription: >\n  Two\n  lines\n---\n\
            # <a name=\"x\"></a>One\n\nA text\nof two lines.\n\n- tight\n- item **b**\n\n  - inner\n\n1. loose\n\n   more\n\n\
            > [!NOTE]\n> quoted\n> text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```dns\nv=spf1  -all\n\n~all\n```\n\n\
            ---\n\n<!-- not seen -->\n\n<div>seen</div>\n\n[x]: https://a.example/\n";
        let expected = [
            (Kind::FrontMatter, "A: b"),
            (Kind::FrontMatter, "Two lines"),
            (Kind::Heading(1), "# <a name=\"x\"></a>One"),
            (Kind::Paragraph, "A text of two lines."),
            (Kind::Paragraph, "tight"),
            (Kind::Paragraph, "item **b**"),
            (Kind::Paragraph, "inner"),
            (Kind::Paragraph, "loose"),
            (Kind::Paragraph, "more"),
            (Kind::Paragraph, "[!NOTE] quoted text"),
            (Kind::Row, "| a | b |"),
            (Kind::Row, "| 1 | 2 |"),
            (Kind::Code, "```dns\nv=spf1  -all\n\n~all\n```\n"),
            (Kind::Html, "<div>seen</div>"),
            (Kind::Definition, "[x]: https://a.example/"),
        ];
        let expected: Vec<(Kind, String)> =
            expected.map(|(kind, said)| (kind, said.to_owned())).into();
        assert_eq!(page(text), expected);
    }

    #[test]
    fn white_space_says_nothing() {
        let before = said("A text of\ntwo lines.\n\n> quoted\n> text\n\n* a\n* b\n");
        let after = said("A  text\nof two lines.\r\n\n\n> quoted text\n\n- a\n\n- b\n");
        assert_eq!(before, after);
        let before = said(
            "---\ntitle: A 'b'\n---\nOne\n===\n\n|a|b|\n|-|-|\n| `x|y` |\n\nText<!-- n -->.\n",
        );
        let after = said(
            "---\ntitle: 'A ''b'''\n---\n# One #\n\n| a | b |\n|---|---|\n| `x|y` |\n\nText.\n",
        );
        assert_eq!(before, after);
        let comments = ["`<!-- a -->`", "`<!-- b -->`"].map(|code| said(&format!("{code}\n")));
        assert_ne!(comments[0], comments[1]);
    }

    #[test]
    fn pages_in_yaml_are_cut_at_their_values() {
        let file = SitePath::root().with_suffix("faq.yml");
        let text = "### YamlMime:FAQ\nmetadata:\n  title: T\n  ms.date: 1/2/2026\nsections:\n\
            - name: S\n  questions:\n  - question: Q?\n    answer: |\n      One.\n\n      Two.\n";
        let blocks = blocks(&file, text);
        let said: Vec<String> = blocks.iter().map(|block| block.normal(text)).collect();
        assert_eq!(said, ["T", "S", "Q?", "One. Two."]);
        assert!(blocks.iter().all(|block| block.kind == Kind::Value));
    }

    #[test]
    fn words_are_counted() {
        assert_eq!(count_words("Two words, 5.7.606."), 3);
        assert_eq!(count_words("迷惑メール ab"), 6);
        assert_eq!(count_words("스팸 메일을 신고"), 3);
        assert_eq!(visible("a<br>b <x"), "a b <x");
    }
}
