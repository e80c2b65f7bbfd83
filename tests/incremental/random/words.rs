//! What pages are made of: few words, so that pages often say the same.

use crate::generated::Random;

pub(super) const LOCALES: [&str; 3] = ["en-us", "ko", "ko-kr"];

/// Paths of pages below a content folder, without their ending.
pub(super) const PAGES: [&str; 7] = ["index", "a", "b", "c", "sub/d", "sub/e", "mounted/x"];

pub(super) const TITLES: [&str; 6] = ["One", "Two", "two", "Three", "하나", "'a: b'"];

pub(super) const HEADINGS: [&str; 5] = [
    "Part",
    "part",
    "Limits",
    "한도",
    "<a name=\"limits\"></a>한도",
];

pub(super) const UIDS: [&str; 4] = ["x.one", "x.two", "X.One", "there.one"];

const PLACES: [&str; 5] = ["", "#part", "#limits", "#part-1", "?view=x#Part"];

const ROOTS: [&str; 6] = [
    "~/",
    "~/",
    "",
    "../",
    "/",
    "https://test.example/help/en-us/",
];

/// An address of a page, as writers write them: right, in the wrong case, of a page
/// that has moved, of none.
pub(super) fn address(random: &mut Random) -> String {
    let page = *random.pick(&PAGES);
    let page = match random.below(8) {
        0 => page.to_uppercase(),
        1 => format!("old/{page}"),
        _ => page.to_owned(),
    };
    let ending = *random.pick(&[".md", ".md", ".md", ".yml", ".html", ""]);
    format!(
        "{}{page}{ending}{}",
        random.pick(&ROOTS),
        random.pick(&PLACES)
    )
}

/// A block of Markdown.
pub(super) fn block(random: &mut Random) -> String {
    let number = random.below(1000);
    match random.below(22) {
        0 | 1 => format!("Text {number} of [a page]({}).", address(random)),
        2 | 3 => format!("[]({}) and [x]({}).", address(random), address(random)),
        4 => format!("<xref:{}> and @{}", random.pick(&UIDS), random.pick(&UIDS)),
        5 | 6 => format!("## {}", random.pick(&HEADINGS)),
        7 => format!("### {}", random.pick(&HEADINGS)),
        8 => "[!INCLUDE [n](~/includes/nested.md)]".to_owned(),
        9 => "Before [!INCLUDE [n](~/includes/note.md)] behind.".to_owned(),
        10 => "[!INCLUDE [n](includes/note.md)]".to_owned(),
        11 => format!(
            "![A](~/{}) ![](~/b.svg)",
            random.pick(&["a.svg", "A.svg", "sub/a.svg"])
        ),
        12 => "[Form](~/form.txt)".to_owned(),
        13 => format!(
            "[!code-python[S](~/send.py{})]",
            random.pick(&["", "#part", "?range=2", "#gone"])
        ),
        14 => format!("> [!NOTE]\n> Alert {number}."),
        15 | 21 => format!(
            "::: zone pivot=\"{}\"\n\nText.\n\n::: zone-end",
            random.pick(&["bash", "zsh"])
        ),
        16 => format!(
            "::: moniker range=\"{}\"\n\nText.\n\n::: moniker-end",
            random.pick(&["m-1", ">= m-2", "m-3"])
        ),
        17 => format!("| a | b |\n|---|---|\n| {number} | [!INCLUDE [n](~/includes/note.md)] |"),
        18 => format!("**저장 **을 `code-{}` 550 Contoso", number % 3),
        _ => "```powershell\nGet-Message # all\n```".to_owned(),
    }
}

/// A key of front matter and a value that it may have.
pub(super) fn front_matter(random: &mut Random) -> (&'static str, String) {
    let day = random.below(28) + 1;
    match random.below(9) {
        0 => ("description", format!("About {day}.")),
        1 => ("ms.date", format!("1/{day}/2026")),
        2 => ("sort_key", (*random.pick(&["zz", "aa", "하"])).to_owned()),
        3 => ("robots", "noindex".to_owned()),
        4 => ("ms.topic", "landing-page".to_owned()),
        5 => (
            "zone_pivot_groups",
            (*random.pick(&["shells", "none"])).to_owned(),
        ),
        6 => (
            "monikerRange",
            (*random.pick(&["m-1", "'>= m-2'", "'<'"])).to_owned(),
        ),
        7 => ("ms.translationtype", "MT".to_owned()),
        _ => (
            "ms.sourcegitcommit",
            (*random.pick(&["'0123456'", "'6543210'"])).to_owned(),
        ),
    }
}

/// A page, or a text that is included.
pub(super) fn page(random: &mut Random) -> String {
    let title = *random.pick(&TITLES);
    let mut text = format!("---\ntitle: {title}\n");
    if random.below(3) == 0 {
        text.push_str(&format!("uid: {}\n", random.pick(&UIDS)));
    }
    text.push_str(&format!("---\n# {title}\n"));
    for _ in 0..4 {
        text.push_str(&format!("\n{}\n", block(random)));
    }
    text
}

/// A page in YAML.
pub(super) fn yaml_page(random: &mut Random) -> String {
    let (title, number) = (*random.pick(&TITLES), random.below(100));
    let address = address(random);
    match random.below(4) {
        0 => "no: page\n".to_owned(),
        1 => format!("### YamlMime:Landing\ntitle: {title}\nsummary: Text {number}\n"),
        _ => format!(
            "### YamlMime:FAQ\nmetadata:\n  title: {title}\ntitle: {title}\nsections:\n- name: Section\n  \
             questions:\n  - question: How many?\n    answer: |\n      Answer {number}, see [one]({address}).\n\n\
             \x20     [!INCLUDE [n](~/includes/note.md)]\n"
        ),
    }
}
