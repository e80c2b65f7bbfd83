//! Which addresses the pipeline gives, and the places that name them.

use crate::support::{self, site_path};
use guidepost::base::diagnostic::Severity;
use guidepost::base::sources::Sources;
use guidepost::base::text::LineIndex;
use guidepost::pipeline::Pipeline;

/// `address file:line:column ..` for each web address of a site.
fn collected(files: &[(&str, &str)]) -> String {
    let mut sources = Sources::default();
    let theme = support::repository().join("themes/harbor");
    support::add_folder(&mut sources, &theme, "themes/harbor");
    for (path, text) in files {
        sources.insert_text(site_path(path), *text);
    }
    let checked = Pipeline::check(&sources);
    let mut findings = checked.diagnostics;
    findings.retain(|finding| finding.severity > Severity::Suggestion);
    assert_eq!(findings, []);
    let mut text = String::new();
    for (address, spans) in checked.web_addresses {
        text.push_str(&address);
        for span in spans {
            let source = sources.text(&span.file).expect("a text");
            let (line, column) = LineIndex::new(source).place(span.range.start);
            text.push_str(&format!(" {}:{line}:{column}", span.file));
        }
        text.push('\n');
    }
    text
}

const BOOK: &str = "[locales.en-us]\n\n[locales.ko-kr]\n\n[xref]\nmaps = [\"map.yml\"]\n\
                    \n[links.external-roots]\n\"/office/\" = \"https://office.example/\"\n";

#[test]
fn every_kind_of_link_and_every_place() {
    let said = collected(&[
        ("book.toml", BOOK),
        (
            "content/en-us/index.md",
            "# Home\n\n[a](https://a.example/b#c) <https://a.example/b>\n\n\
             ![A](https://a.example/image.png)\n\n<a href=\"https://a.example/raw\">x</a>\n\n\
             [b](/office/b) [c](//a.example/c) [d](mailto:a@b.example) @there\n\n\
             [!INCLUDE [x](includes/note.md)]\n",
        ),
        (
            "content/en-us/other.md",
            "# Other\n\n[a](https://a.example/b)\n\n[!INCLUDE [x](includes/note.md)]\n",
        ),
        (
            "content/en-us/includes/note.md",
            "[n](https://a.example/note)\n",
        ),
        (
            "content/en-us/toc.yml",
            "- name: Home\n  href: index.md\n- name: A\n  href: https://a.example/toc\n",
        ),
        (
            "content/en-us/map.yml",
            "references:\n- uid: there\n  name: There\n  href: https://a.example/uid\n",
        ),
    ]);
    assert_eq!(
        said,
        "\
https://a.example/b content/en-us/index.md:3:29 content/en-us/other.md:3:5
https://a.example/b#c content/en-us/index.md:3:5
https://a.example/c content/en-us/index.md:9:20
https://a.example/image.png content/en-us/index.md:5:6
https://a.example/note content/en-us/includes/note.md:1:5
https://a.example/raw content/en-us/index.md:7:10
https://a.example/toc content/en-us/toc.yml:4:9
https://a.example/uid content/en-us/index.md:9:59
https://office.example/b content/en-us/index.md:9:5
"
    );
}

/// A page in YAML names them too.
#[test]
fn pages_in_yaml() {
    let said = collected(&[
        ("book.toml", "[locales.en-us]\n"),
        (
            "content/en-us/index.yml",
            "### YamlMime:FAQ\nmetadata:\n  title: Questions\ntitle: Questions\nsummary: About.\n\
             sections:\n- name: One\n  questions:\n  - question: Why?\n    answer: |\n      \
             See [a](https://a.example/b).\n",
        ),
    ]);
    assert_eq!(said, "https://a.example/b content/en-us/index.yml:11:15\n");
}
