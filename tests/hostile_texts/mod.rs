//! Texts that make a reader with a careless loop crawl: each repeats one thing
//! as often as it is told to. `tests/hostile.rs` reads them, and
//! `benches/growth.rs` measures how the time grows.

use guidepost::stages::config::Markdown;
use guidepost::stages::markdown::{Hook, Hooks, Settings};

/// What is repeated, and a text that repeats it.
pub(crate) type Text = (&'static str, fn(usize) -> String);

/// Texts of one file.
pub(crate) const TEXTS: &[Text] = &[
    ("words on one line", |n| "word ".repeat(n)),
    ("nested quotes", |n| "> ".repeat(n)),
    ("nested lists", |n| "- ".repeat(n)),
    ("nested lists, blank lines", |n| {
        format!("{}a\n{}", "- ".repeat(n / 20), "\n".repeat(n))
    }),
    ("nested lists with a text", |n| {
        format!("{}a", "- ".repeat(n))
    }),
    ("nested lists that end like a rule", |n| {
        format!("{}a{}", "- ".repeat(n), " -".repeat(n))
    }),
    ("nested numbered lists", |n| format!("{}a", "1. ".repeat(n))),
    ("nested quotes, blanks", |n| {
        format!("{}{}", "> ".repeat(n), " ".repeat(n))
    }),
    ("nested lists in quotes, blank lines", |n| {
        format!("> {}a\n{}", "- ".repeat(n / 20), ">\n".repeat(n))
    }),
    ("deeper quotes", |n| deeper(n, "> ", "a")),
    ("deeper lists", |n| deeper(n, "  ", "- a")),
    ("alerts", |n| "> [!NOTE]\n".repeat(n)),
    ("alerts in one paragraph", |n| "<br>[!NOTE] a ".repeat(n)),
    ("alerts outside of quotes", |n| "[!NOTE]\na\n".repeat(n)),
    ("divs in quotes", |n| "> [!div class=\"a\"]\n".repeat(n)),
    ("starts of alerts", |n| "[!".repeat(n)),
    ("zones that do not end", |n| {
        "::: zone target=\"docs\"\n".repeat(n)
    }),
    ("ends of zones", |n| "::: zone-end\n".repeat(n)),
    ("zones, then their ends", |n| {
        format!(
            "{}{}",
            "::: zone pivot=\"a\"\n".repeat(n),
            "::: zone-end\n".repeat(n)
        )
    }),
    ("zones, then lists", |n| {
        format!(
            "{}{}",
            "::: zone pivot=\"a\"\n".repeat(n),
            "- a\n\nb\n\n".repeat(n)
        )
    }),
    ("zones, then other ends", |n| {
        format!(
            "{}{}",
            "::: zone pivot=\"a\"\n".repeat(n),
            "::: moniker-end\n".repeat(n)
        )
    }),
    ("monikers that do not end", |n| {
        "::: moniker range=\"a\"\n".repeat(n)
    }),
    ("rows that do not end", |n| {
        ":::row:::\n:::column:::\na\n".repeat(n)
    }),
    ("indented columns", |n| {
        format!(
            ":::row:::\n:::column:::\n{}:::row-end:::",
            "        - a\n".repeat(n)
        )
    }),
    ("three colons", |n| ":::".repeat(n)),
    ("images in a line", |n| {
        ":::image source=\"a\" alt-text=\"b\"::: ".repeat(n)
    }),
    ("images whose quotes are open", |n| {
        ":::image source=\"a ".repeat(n)
    }),
    ("complex images that do not end", |n| {
        ":::image type=\"complex\" source=\"a\" alt-text=\"b\":::\n".repeat(n)
    }),
    ("names that stay", |n| ":::no-loc text=\"a\"::: ".repeat(n)),
    ("tabs", |n| {
        numbered(n, |i| format!("# [t](#tab/t{i})\n\na\n\n"))
    }),
    ("tabs of one id", |n| "# [t](#tab/a)\n\nb\n\n".repeat(n)),
    ("a tab of many ids", |n| {
        format!("# [t](#tab/a{})\n\nb\n", numbered(n, |i| format!("+a{i}")))
    }),
    ("tabs of one condition", |n| {
        numbered(n, |i| format!("# [t](#tab/t{i}/c)\n\na\n\n"))
    }),
    ("groups of tabs", |n| {
        "# [t](#tab/a)\n\nb\n\n***\n\n".repeat(n)
    }),
    ("groups of other tabs", |n| {
        numbered(n, |i| format!("# [t](#tab/a{i})\n\nb\n\n***\n\n"))
    }),
    ("tabs in elements that do not end", |n| {
        format!(
            "{}\n\n{}",
            "<div>".repeat(n),
            "# [t](#tab/a)\n\nb\n\n".repeat(n)
        )
    }),
    ("nested tabs", |n| {
        numbered(n.min(4_000), |i| {
            format!("{}# [t](#tab/a{i})\n", "> ".repeat(i % 40))
        })
    }),
    ("code files", |n| "[!code-cs[](a.cs)]\n".repeat(n)),
    ("ranges of a code file", |n| {
        format!("[!code-cs[](a.cs?range={})]\n", "1-2,".repeat(n))
    }),
    ("lines marked in a code file", |n| {
        format!("[!code-cs[](a.cs?highlight={})]\n", "1-2,".repeat(n))
    }),
    ("starts of code files", |n| "[!code-cs[](".repeat(n)),
    ("starts of code files, a line each", |n| {
        "[!code-cs[](\n".repeat(n)
    }),
    ("includes", |n| "[!INCLUDE [a](b.md)]\n".repeat(n)),
    ("includes in a line", |n| {
        "a [!INCLUDE [a](b.md)] ".repeat(n)
    }),
    ("starts of includes", |n| "a [!INCLUDE [a](".repeat(n)),
    ("videos", |n| "> [!VIDEO https://a.example]\n".repeat(n)),
    ("mentions", |n| "@mention ".repeat(n)),
    ("mentions in one word", |n| "a@b".repeat(n)),
    ("mentions in a heading", |n| format!("# {}", "a@".repeat(n))),
    ("mentions whose quotes are open", |n| "@\"a ".repeat(n)),
    ("references", |n| "<xref:a> ".repeat(n)),
    ("references that do not end", |n| "<xref:\"a".repeat(n)),
    ("references of two kinds of quotes", |n| {
        "<xref:'a <xref:\"b ".repeat(n)
    }),
    ("raw references", |n| "<xref href=\"a\"></xref> ".repeat(n)),
    ("bare addresses", |n| "https://a.example/b ".repeat(n)),
    ("bare addresses in one word", |n| {
        "https://a.example/".repeat(n)
    }),
    ("starts of addresses", |n| "http://(".repeat(n)),
    ("starts of addresses of hosts", |n| "www.(".repeat(n)),
    ("starts of addresses behind letters", |n| {
        "éhttp://".repeat(n)
    }),
    ("an address that ends in marks", |n| {
        format!("https://a.example/{}", "(".repeat(n) + &")".repeat(n))
    }),
    ("addresses that end in marks", |n| {
        format!("https://a.example/{}", "!".repeat(n))
    }),
    ("starts of addresses of mails", |n| "mailto:a@(".repeat(n)),
    ("addresses without a host", |n| "http://a.b_c/(".repeat(n)),
    ("hosts behind letters", |n| "éwww.a".repeat(n)),
    ("dollars", |n| "$".repeat(n)),
    ("dollars between blanks", |n| "$ a ".repeat(n)),
    ("dollars between code", |n| "`a` $ ".repeat(n)),
    ("formulas", |n| "$a$ $$b$$ ".repeat(n)),
    ("emoji", |n| ":smile: ".repeat(n)),
    ("colons", |n| ":a".repeat(n)),
    ("marks of insertion", |n| "++ a".repeat(n)),
    ("tildes", |n| "~a ~~b ".repeat(n)),
    ("carets", |n| "a^".repeat(n)),
    ("elements that are not safe", |n| {
        "<script>a</script> ".repeat(n)
    }),
    ("attributes that are not safe", |n| {
        "<b onclick=\"a\">c</b> ".repeat(n)
    }),
    ("attributes of one tag", |n| {
        format!("<b{}>", numbered(n, |i| format!(" a{i}=b")))
    }),
    ("addresses that are not safe", |n| {
        "[a](javascript:b) ".repeat(n)
    }),
    ("elements that do not end", |n| "<div>".repeat(n)),
    ("lists that do not end", |n| "<ul><li>".repeat(n)),
    ("tables that do not end", |n| "<table><tr><td>".repeat(n)),
    ("elements that do not end, a block each", |n| {
        "<div>\n\n".repeat(n)
    }),
    ("ends of elements", |n| "</div>".repeat(n)),
    ("ends of an element that is open", |n| {
        format!("<i>{}", "*a</b>* ".repeat(n))
    }),
    ("ends of the outermost element, in paragraphs", |n| {
        format!("<div>{}\n\n{}", "<b>".repeat(n), "a</div>\n\n".repeat(n))
    }),
    ("ends of an element outside of a quote", |n| {
        format!(
            "<div>\n\n> {}\n>\n> {}",
            "<b>".repeat(n),
            "</div>".repeat(n)
        )
    }),
    ("paragraphs in elements", |n| "<p>".repeat(n)),
    ("anchors", |n| "<a name=\"a\"></a>".repeat(n)),
    ("tags that do not end", |n| "<a ".repeat(n)),
    ("tags that are text", |n| "<server name> ".repeat(n)),
    ("comments that do not end", |n| "<!--".repeat(n)),
    ("comments", |n| "a <!-- b --> ".repeat(n)),
    ("line breaks", |n| "<br/>".repeat(n)),
    ("paragraphs that hold a block", |n| {
        "a <div>b</div>\n\n".repeat(n)
    }),
    ("a paragraph that holds blocks", |n| {
        "a <div>b</div>\n".repeat(n)
    }),
    ("links", |n| "[a](b) ".repeat(n)),
    ("starts of links", |n| "[a](".repeat(n)),
    ("brackets", |n| "[".repeat(n)),
    ("brackets, then their ends", |n| {
        "[".repeat(n) + &"]".repeat(n)
    }),
    ("images", |n| "![a](b.png) ".repeat(n)),
    ("nested images", |n| {
        format!("{}{}", "![a".repeat(n), "](b)".repeat(n))
    }),
    ("links in elements that do not end", |n| {
        format!("{}\n\n{}", "<div>".repeat(n), "[a](b) ".repeat(n))
    }),
    ("links without a definition", |n| "[a][b] ".repeat(n)),
    ("definitions", |n| numbered(n, |i| format!("[a{i}]: b\n"))),
    ("headings", |n| "# a\n".repeat(n)),
    ("headings whose ids meet", |n| {
        numbered(n, |i| format!("# a\n# a-{i}\n"))
    }),
    ("headings without a text", |n| "##\n".repeat(n)),
    ("emphasis that does not end", |n| "*a _b **c ".repeat(n)),
    ("stars", |n| "*".repeat(n)),
    ("emphasis beside Korean", |n| "한**(가)**나 ".repeat(n)),
    ("back-ticks", |n| "`a ".repeat(n)),
    ("longer and longer back-ticks", |n| deeper(n, "`", " ")),
    ("tables", |n| "|a|b|\n|-|-|\n|c|d|\n\n".repeat(n)),
    ("a long table", |n| {
        format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n))
    }),
    ("a wide table", |n| {
        format!("{}|\n{}|\n", "|a".repeat(n), "|-".repeat(n))
    }),
    ("a row that is wider than its table", |n| {
        format!("|a|\n|-|\n|b|\n{}|\n", "|c".repeat(n))
    }),
    ("a wide row among narrow ones", |n| {
        format!("|a|\n|-|\n{}|\n{}", "|c".repeat(n), "|d|\n".repeat(n))
    }),
    ("a wide head over narrow rows", |n| {
        format!(
            "{}|\n{}|\n{}",
            "|a".repeat(n),
            "|-".repeat(n),
            "|d|\n".repeat(n)
        )
    }),
    ("bars", |n| "|".repeat(n)),
    ("rows of stars over a table", |n| {
        format!("{}|a|\n|-|", "****\n\n".repeat(n))
    }),
    ("entities", |n| "&amp;".repeat(n)),
    ("ampersands", |n| "&".repeat(n)),
    ("escapes", |n| "\\".repeat(n)),
    ("carriage returns", |n| "a\r".repeat(n)),
    ("fences", |n| "```\n".repeat(n)),
    ("fences in lists", |n| "- ```\n".repeat(n)),
    ("code in a language", |n| {
        format!("```cs\n{}```\n", "int a = \"b\"; // c\n".repeat(n))
    }),
    ("code whose string does not end", |n| {
        format!("```cs\n{}```\n", "\" /* ".repeat(n))
    }),
    ("boxes", |n| "- [ ] a\n".repeat(n)),
    ("terms and definitions", |n| "a\n: b\n\n".repeat(n)),
    ("footnotes", |n| {
        numbered(n, |i| format!("a[^{i}]\n\n[^{i}]: b\n\n"))
    }),
    ("footnotes of one name", |n| {
        "a[^b] ".repeat(n) + "\n\n[^b]: c\n"
    }),
    ("noncharacters", |n| "\u{FDD0}0\u{FDD1}".repeat(n)),
];

/// Every extension on, HTML sanitized, and a theme that writes all constructs.
pub(crate) fn everything() -> Settings {
    let options = Markdown {
        sanitizes: true,
        math: true,
        emoji: true,
        smileys: true,
        task_lists: true,
        definition_lists: true,
        footnotes: true,
        smart_punctuation: true,
        subscript: true,
        superscript: true,
        inserted: true,
        ..Markdown::default()
    };
    let mut hooks = Hooks::default();
    for hook in Hook::ALL {
        hooks.insert(hook);
    }
    Settings::new(&options, hooks, true)
}

/// What two numbers make of a number of repetitions.
fn numbered(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect()
}

/// Lines of `n` marks together, each one longer than the line before.
fn deeper(n: usize, mark: &str, end: &str) -> String {
    let mut lines = String::new();
    for depth in (1..).take_while(|depth| depth * (depth + 1) / 2 <= n) {
        lines.push_str(&mark.repeat(depth));
        lines.push_str(end);
        lines.push('\n');
    }
    lines
}
