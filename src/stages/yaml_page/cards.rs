//! Cards and lists of links.

use super::assembly::Assembly;
use crate::stages::load::yaml::Node;
use crate::stages::markdown::Purpose;

/// `azureCategories` are filters of a directory, not text.
const CARD: &[&str] = &[
    "title",
    "summary",
    "url",
    "links",
    "imageSrc",
    "itemType",
    "footerLink",
    "azureCategories",
];
const LINK: &[&str] = &["text", "url", "title", "itemType", "summary", "note"];

impl Assembly<'_> {
    /// Writes cards. Those that only lead elsewhere are entries of a list; where
    /// one has links of its own, all are parts of the page and have headings.
    pub(super) fn cards(&mut self, items: &[Node], level: u8) {
        let (mut has_links, mut cards) = (false, Vec::new());
        for item in items {
            if self.check(item, "a card", CARD) {
                has_links |= item.entry("links").is_some();
                cards.push(item);
            }
        }
        if cards.is_empty() {
            return;
        }
        if has_links {
            self.raw("<div class=\"cards\">\n");
            for card in cards {
                self.card(card, level);
            }
            self.raw("</div>\n");
        } else {
            self.raw("<ul class=\"cards\">\n");
            for card in cards {
                self.entry(card, level);
            }
            self.raw("</ul>\n");
        }
    }

    fn card(&mut self, node: &Node, level: u8) {
        self.raw("<section class=\"card\">\n");
        self.image(node);
        let kind = self.item_type(node, "itemType");
        self.label(kind, "p");
        let (title, url) = (self.text(node, "title"), self.text(node, "url"));
        match title {
            Some(title) => self.heading(level, title, url),
            None => self.missing(node, "this card has no title", "write `title: ..`"),
        }
        if let Some(summary) = self.text(node, "summary") {
            self.blocks(level, summary);
        }
        if node.entry("links").is_some() {
            self.links(node);
        } else if url.is_none() {
            self.missing(
                node,
                "this card leads nowhere",
                "write `url: ..` or `links:`",
            );
        }
        self.footer_link(node);
        self.raw("</section>\n");
    }

    fn entry(&mut self, node: &Node, level: u8) {
        self.raw("<li class=\"card\">");
        self.image(node);
        let kind = self.item_type(node, "itemType");
        self.label(kind, "p");
        self.link(node, "title", "p");
        if let Some(summary) = self.text(node, "summary") {
            self.blocks(level, summary);
        }
        self.footer_link(node);
        self.raw("</li>\n");
    }

    /// The picture of a card says nothing that its title does not say. It has no
    /// size here, so that one that is gone leaves no hole.
    fn image(&mut self, node: &Node) {
        if let Some(source) = self.text(node, "imageSrc") {
            self.raw("<img class=\"card-image\" src=\"");
            self.address(source, Purpose::Media);
            self.raw("\" alt=\"\" loading=\"lazy\">\n");
        }
    }

    /// Writes `links` as a list.
    pub(super) fn links(&mut self, node: &Node) {
        let hint = "write `links:` and below it a list of `text` and `url`";
        let links = self.some(node, "links", "this list has no links", hint);
        if links.is_empty() {
            return;
        }
        self.raw("<ul class=\"links\">\n");
        for link in links {
            if !self.check(link, "a link", LINK) {
                continue;
            }
            let text = match link.entry("title") {
                Some(_) if link.entry("text").is_none() => "title",
                _ => "text",
            };
            self.raw("<li>");
            self.link(link, text, "");
            if let Some(kind) = self.item_type(link, "itemType") {
                self.raw(" ");
                self.label(Some(kind), "small");
            }
            for key in ["summary", "note"] {
                if let Some(more) = self.text(link, key) {
                    self.blocks(3, more);
                }
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    pub(super) fn footer_link(&mut self, node: &Node) {
        if let Some(footer) = node.entry("footerLink")
            && self.check(&footer.value, "`footerLink`", LINK)
        {
            self.link(&footer.value, "text", "p");
        }
    }

    /// A link in an element of that name, in none where the name is empty.
    /// Without a text it shows the title of the page it leads to, without an
    /// address its text.
    fn link(&mut self, node: &Node, text_key: &str, element: &str) {
        let (text, url) = (self.text(node, text_key), self.text(node, "url"));
        if text.is_none() {
            let hint = format!("write `{text_key}: ..`");
            self.missing(node, "this link has no text", hint);
        }
        if url.is_none() {
            self.missing(node, "this link leads nowhere", "write `url: ..`");
        }
        if !element.is_empty() {
            self.raw(&format!("<{element}>"));
        }
        let mut title = None;
        if let Some(url) = url {
            self.raw("<a href=\"");
            title = Some(self.address(url, Purpose::Link));
            self.raw("\">");
        }
        match (text, title) {
            (Some(text), _) => self.link_text(text),
            (None, Some(title)) => self.hole(title),
            (None, None) => {}
        }
        if url.is_some() {
            self.raw("</a>");
        }
        if !element.is_empty() {
            self.raw(&format!("</{element}>\n"));
        }
    }
}
