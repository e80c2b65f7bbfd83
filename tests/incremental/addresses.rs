//! Pages that come, go and move, and what is written about old addresses.

use crate::edited::Edited;

const REDIRECTIONS: &str = "content/en-us/.openpublishing.redirection.json";

fn redirection(from: &str, to: &str) -> String {
    format!("{{\"redirections\": [{{\"source_path\": \"{from}\", \"redirect_url\": \"{to}\"}}]}}")
}

/// The last page leads to one that is not there yet.
#[test]
fn a_page_that_others_lead_to_comes() {
    Edited::new()
        .write("content/en-us/p9.md", "# Nine\n")
        .renders(&[
            "en-us/p9.html: new",
            "en-us/p8.html: text",
            "ko-kr/p9.html: new",
            "ko-kr/p8.html: text",
        ]);
}

#[test]
fn a_page_that_others_link_to_goes_away() {
    // The entry of the table of contents leads nowhere now; the Korean page
    // has a translation of its own and stays.
    Edited::new().remove("content/en-us/p8.md").renders(&[
        "en-us/p6.html: navigation",
        "en-us/p7.html: text, navigation",
        "ko-kr/p8.html: translations",
    ]);
}

#[test]
fn a_page_is_renamed() {
    Edited::new()
        .rename("content/en-us/p7.md", "content/en-us/seven.md")
        .renders(&[
            "en-us/p8.html: navigation",
            "en-us/seven.html: new",
            "en-us/p6.html: text, navigation",
            "ko-kr/p8.html: navigation",
            "ko-kr/seven.html: new",
            "ko-kr/p6.html: text, navigation",
        ]);
}

/// Links to it are still right on hosts that tell cases apart, and said.
#[test]
fn a_page_is_renamed_in_case_only() {
    Edited::new()
        .rename("content/en-us/p7.md", "content/en-us/P7.md")
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/p8.html: navigation, site",
            "en-us/P7.html: new",
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5}.html: site",
            "en-us/p6.html: text, navigation, site",
            "en-us/404.html: translations, site",
            "ko-kr/p8.html: navigation, site",
            "ko-kr/P7.html: new",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5}.html: site",
            "ko-kr/p6.html: text, navigation, site",
            "ko-kr/404.html: translations, site",
        ])
        .rename("content/en-us/P7.md", "content/en-us/p7.md")
        .renders(&[
            "{404,index}.html: translations, site",
            "en-us/p8.html: navigation, site",
            "en-us/p7.html: new",
            "en-us/{faq,m/x,p0,p1,p2,p3,p4,p5}.html: site",
            "en-us/p6.html: text, navigation, site",
            "en-us/404.html: translations, site",
            "ko-kr/p8.html: navigation, site",
            "ko-kr/p7.html: new",
            "ko-kr/{faq,m/x,p0,p1,p2,p3,p4,p5}.html: site",
            "ko-kr/p6.html: text, navigation, site",
            "ko-kr/404.html: translations, site",
        ]);
}

#[test]
fn a_folder_is_renamed() {
    Edited::with(&[("content/en-us/mounted/y.md", "# Y\n\n[X](x.md)\n")])
        .rename("content/en-us/mounted", "content/en-us/moved")
        .renders(&[
            "en-us/{moved/x,moved/y}.html: new",
            "en-us/{p0,p1,p2,p3,p4,p5,p6,p7,p8}.html: text",
            "ko-kr/{moved/x,moved/y}.html: new",
            "ko-kr/m/x.html: translations",
        ]);
}

#[test]
fn a_page_moves_to_another_locale() {
    Edited::new()
        .rename("content/en-us/p7.md", "content/ko-kr/p7.md")
        .renders(&[
            "en-us/p8.html: navigation",
            "en-us/p6.html: text, navigation",
            "ko-kr/p7.html: translations",
        ])
        .swap("content/en-us/p4.md", "content/ko-kr/p4.md")
        .renders(&[])
        .replace("content/ko-kr/p4.md", "Text 0", "글")
        .renders(&["ko-kr/p4.html: text"])
        .swap("content/en-us/p4.md", "content/ko-kr/p4.md")
        .renders(&["en-us/p4.html: text", "ko-kr/p4.html: text"]);
}

/// Two pages that say the same are two pages.
#[test]
fn a_page_is_copied() {
    let text = crate::generated::page(5, 0);
    Edited::new()
        .write("content/en-us/q.md", &text)
        .renders(&["en-us/q.html: new", "ko-kr/q.html: new"])
        .write("content/en-us/q.md", &text.replace("Text 0", "Text 1"))
        .renders(&["en-us/q.html: text", "ko-kr/q.html: text"]);
}

#[test]
fn two_sources_for_one_address() {
    Edited::new()
        .write("content/en-us/p5.yml", &crate::generated::faq(0))
        .renders(&[])
        .remove("content/en-us/p5.md")
        .renders(&[
            "en-us/p5.html: text, front matter",
            "ko-kr/p5.html: text, front matter",
        ]);
}

#[test]
fn a_page_that_moves() {
    // Readers of the old address are taken on, and links to it lead there too.
    Edited::new()
        .remove("content/en-us/p7.md")
        .write(REDIRECTIONS, &redirection("p7.md", "p1"))
        .renders(&[
            "en-us/p8.html: navigation",
            "en-us/p7.html: text, front matter, navigation, translations, site",
            "en-us/p6.html: text, navigation",
            "ko-kr/p8.html: navigation",
            "ko-kr/p7.html: text, front matter, navigation, translations, site",
            "ko-kr/p6.html: text, navigation",
        ]);
}

#[test]
fn a_redirection_leads_elsewhere() {
    Edited::new()
        .write(REDIRECTIONS, &redirection("old.md", "p1"))
        .renders(&["en-us/old.html: new", "ko-kr/old.html: new"])
        .write(REDIRECTIONS, &redirection("old.md", "p2"))
        .renders(&[
            "en-us/old.html: text, front matter, translations",
            "ko-kr/old.html: text, front matter, translations",
        ])
        .replace("content/en-us/p2.md", "Page 2", "Second")
        .renders(&[
            "en-us/p2.html: front matter",
            "en-us/old.html: text, front matter",
        ])
        .remove("content/en-us/p2.md")
        .renders(&[
            "en-us/{p0,p3}.html: navigation",
            "en-us/p1.html: text, navigation",
            "ko-kr/p2.html: translations",
        ])
        .remove(REDIRECTIONS)
        .renders(&[]);
}

#[test]
fn a_page_is_given_up_and_taken_back() {
    let page = "content/en-us/p7.md";
    Edited::new()
        .replace(page, "ms.date:", "redirect_url: p1.md\nms.date:")
        .renders(&[
            "en-us/p8.html: navigation",
            "en-us/p7.html: text, front matter, navigation, translations, site",
            "en-us/p6.html: text, navigation",
            "ko-kr/p8.html: navigation",
            "ko-kr/p7.html: text, front matter, navigation, translations, site",
            "ko-kr/p6.html: text, navigation",
        ])
        .replace(page, "redirect_url: p1.md\n", "")
        .renders(&[
            "en-us/p8.html: navigation",
            "en-us/p7.html: text, front matter, navigation, translations, site",
            "en-us/p6.html: text, navigation",
            "ko-kr/p8.html: navigation",
            "ko-kr/p7.html: text, front matter, navigation, translations, site",
            "ko-kr/p6.html: text, navigation",
        ]);
}

#[test]
fn a_page_takes_an_old_address_over() {
    let page = "content/en-us/p5.md";
    Edited::new()
        .replace("content/en-us/p1.md", "Text 0", "[Old](old.md)")
        .builds()
        .replace(page, "ms.date:", "aliases: [old.md]\nms.date:")
        .renders(&[
            "en-us/p5.html: front matter",
            "en-us/old.html: new",
            "en-us/p1.html: text",
            "ko-kr/p5.html: front matter",
            "ko-kr/old.html: new",
            "ko-kr/p1.html: text",
        ])
        .replace(page, "[old.md]", "[older.md]")
        .renders(&[
            "en-us/p5.html: front matter",
            "en-us/older.html: new",
            "en-us/p1.html: text",
            "ko-kr/p5.html: front matter",
            "ko-kr/older.html: new",
            "ko-kr/p1.html: text",
        ])
        // That of a page that is there.
        .replace(page, "[older.md]", "[p3.md]")
        .renders(&["en-us/p5.html: front matter", "ko-kr/p5.html: front matter"]);
}

#[test]
fn a_place_that_moves() {
    let template = "themes/plain/templates/base.html";
    Edited::new()
        .replace(
            template,
            "</html>",
            "{% for place in page.moved %}{{ place.href }}{% endfor %}</html>",
        )
        .replace(
            "book.toml",
            "[locales.ko-kr]",
            "[locales.ko-kr]\n[redirects]\n\"p2.md#old\" = \"p3.md#part-0\"",
        )
        .builds()
        .replace("book.toml", "p3.md#part-0", "p4.md#part-0")
        .renders(&["en-us/p2.html: text", "ko-kr/p2.html: text"]);
}

#[test]
fn a_list_of_published_addresses_changes_no_page() {
    Edited::new()
        .write("urls.lock", "en-us/gone.html\nen-us/p5.html\n  #part-0\n")
        .renders(&[])
        .replace("content/en-us/p5.md", "## Part 0", "## Part 1")
        .renders(&["en-us/p5.html: text", "ko-kr/p5.html: text"]);
}
