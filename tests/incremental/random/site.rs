//! The site that random edits begin with.

use super::words::{LOCALES, PAGES, page, yaml_page};
use crate::generated::{self, Random, path};
use guidepost::base::sources::Sources;

/// What is commented out here is what edits switch on.
pub(super) const BOOK: &str = r#"[book]
title = "Test"
base-url = "https://test.example/help/"
theme = "plain"
#source-locale = "ko"
#exclude = ["sub/**"]

[locales.en-us]

#[locales.ar]

[locales.ko]
#title = "도움말"
#name = "Korean"

[locales.ko-kr]
#fallback = ["en-us"]

[[mounts]]
from = "mounted"
to = "m"

[monikers]
definition = "monikers.json"
#ranges = { "sub/**" = "m-1" }

[xref]
maps = ["xrefmap.yml"]

[l10n]
coverage-page = true
#do-not-translate = ["Contoso"]

[output]
#urls = "folder"
#media = "path"

[rules]
#file-not-found = "error"
#duplicate-title = "off"

[markdown]
#html = "sanitize"
#heading-ids = "markdig"
#highlight = false
#smart-punctuation = true

[redirects]
#"old/a.md" = "b.md"
#"b.md#gone" = "c.md#part"

[links.external-roots]
#"/sub" = "https://there.example"
"#;

pub(super) const A_TO_Z: &str = "{% for letter in page.letters %}{{ letter.name }}: \
    {% for listed in letter.pages %}{{ listed.title }} {{ listed.lang }} {{ listed.href }}\n{% endfor %}{% endfor %}";

const CONTENTS: &str = "{% for item in navigation.items %}{{ item.title }} {{ item.href }}\
    {% for inner in item.items %}({{ inner.title }} {{ inner.href }}){% endfor %}\n{% endfor %}";

const HEAD: &str = "<meta name=\"description\" content=\"{{ page.description }} {{ page.date }} {{ page.robots }}\">\n\
    {% for place in page.moved %}{{ place.title }} {{ place.href }}\n{% endfor %}";

pub(super) const MONIKERS: &str = "{\"monikers\": [{\"moniker_name\": \"m-1\", \"product_name\": \"M\"},\n\
    {\"moniker_name\": \"m-2\", \"product_name\": \"M\"}]}";

pub(super) const PIVOTS: &str = "groups:\n- id: shells\n  pivots:\n  - id: bash\n";

pub(super) const SNIPPET: &str = "# <part>\nprint(1)\n# </part>\nprint(2)\n";

/// English has every page, the two Korean locales some.
pub(super) fn site() -> Sources {
    let mut random = Random::new(0);
    let mut sources = generated::site(0);
    sources
        .files
        .retain(|file, _| file.as_str().starts_with("themes/"));
    let mut add = |file: &str, text: &str| sources.insert_text(path(file), text);
    add("book.toml", BOOK);
    add("themes/plain/templates/a-to-z.html", A_TO_Z);
    add("themes/plain/templates/contents.html", CONTENTS);
    for (at, locale) in LOCALES.into_iter().enumerate() {
        let root = format!("content/{locale}");
        for (number, key) in PAGES.into_iter().enumerate() {
            if at == 0 || number % (at + 2) == 0 {
                add(&format!("{root}/{key}.md"), &page(&mut random));
            }
        }
        if at < 2 {
            add(&format!("{root}/faq.yml"), &yaml_page(&mut random));
            add(
                &format!("{root}/includes/note.md"),
                "Shared **text**, a [link](../a.md).\n",
            );
            add(
                &format!("{root}/includes/nested.md"),
                "Before.\n\n[!INCLUDE [n](note.md)]\n",
            );
            add(&format!("{root}/a.svg"), "<svg/>");
            add(
                &format!("{root}/toc.yml"),
                "- name: A\n  href: a.md\n  items:\n  - href: b.md\n- href: index.md\n",
            );
        }
    }
    add("content/en-us/b.svg", "<svg/>");
    add("content/en-us/form.txt", "A form");
    add("content/en-us/send.py", SNIPPET);
    add("content/en-us/monikers.json", MONIKERS);
    add("content/en-us/zone-pivot-groups.yml", PIVOTS);
    let base = path("themes/plain/templates/base.html");
    let frame = sources.text(&base).expect("a template");
    let frame = frame.replace("<link rel", &format!("{HEAD}<link rel"));
    sources.insert_text(base, frame);
    sources
}
