//! Writes images and videos.

use super::directives::{Image, ImageKind, Video};
use super::document::{Anchor, Hole, Label, Purpose};
use super::hooks::{Field, Hook, Role};
use super::links::label_end;
use super::malformed;
use super::reading::{Pair, Reading, until_end};
use super::video;
use super::writer::End;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::text::TextRange;
use pulldown_cmark::TagEnd;
use std::ops::Range;

impl Reading<'_> {
    /// `![alt](source "title")`.
    pub(super) fn image<'e>(
        &mut self,
        source: &str,
        title: &str,
        range: Range<usize>,
        events: &mut impl Iterator<Item = Pair<'e>>,
    ) {
        let inside = until_end(events, TagEnd::Image);
        let at = self.prepared.origin(range.clone().into());
        let label_end = label_end(range.start + 2, &inside);
        let address = self.address_in(source, range, label_end, Purpose::Media);
        let alt = self.plain_text(&inside);
        let title = self.unmarked(title);
        if !self.is_commonmark()
            && let Some(kind) = video::media_type(source)
        {
            return self.media(address, kind, &alt, &title);
        }
        if alt.trim().is_empty() && !self.is_commonmark() {
            let how = "`![What it shows](image.png)`";
            let finding = malformed::no_alternative(at, how);
            self.document.diagnostics.push(finding);
        }
        if self.hooked(Hook::Image) {
            let mut fields = vec![
                ("kind", Field::text("markdown")),
                ("src", Field::Address(address)),
                ("alt", Field::Text(alt)),
            ];
            if !title.is_empty() {
                fields.push(("title", Field::Text(title)));
            }
            return self.element(Hook::Image, fields);
        }
        self.writer.raw("<img src=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\" alt=\"");
        self.writer.text(&alt);
        self.writer.raw("\"");
        self.title(&title);
        self.writer.raw(" loading=\"lazy\">");
    }

    /// A film or a sound that stands where an image does.
    fn media(&mut self, address: usize, kind: &'static str, alt: &str, title: &str) {
        let element = kind.split('/').next().unwrap_or_default();
        if self.hooked(Hook::Media) {
            let mut fields = vec![
                ("element", Field::text(element)),
                ("type", Field::text(kind)),
                ("src", Field::Address(address)),
                ("alt", Field::text(alt)),
            ];
            if !title.is_empty() {
                fields.push(("title", Field::text(title)));
            }
            return self.element(Hook::Media, fields);
        }
        self.writer
            .raw(&format!("<{element} controls preload=\"none\" src=\""));
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\"");
        self.title(title);
        self.writer.raw(">");
        self.writer.text(alt);
        self.writer.raw(&format!("</{element}>"));
    }

    /// `:::image`, with a link around it where one is wanted.
    pub(super) fn directive_image(&mut self, image: &Image, range: TextRange) {
        let address = self.address(&image.source, range, Purpose::Media);
        let wrapper = match (&image.link, &image.lightbox) {
            (None, None) => None,
            _ if self.is_in_link() => None,
            (Some(link), _) => Some(self.address(link, range, Purpose::Link)),
            (None, Some(lightbox)) => Some(self.address(lightbox, range, Purpose::Media)),
        };
        if self.hooked(Hook::Image) {
            let fields = self.image_fields(image, address, wrapper);
            return self.element(Hook::Image, fields);
        }
        if let Some(wrapper) = wrapper {
            self.writer.raw("<a href=\"");
            self.writer.hole(Hole::Address(wrapper));
            self.writer.raw("\">");
        }
        self.writer.raw("<img src=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\" alt=\"");
        if image.kind != ImageKind::Icon {
            self.writer.text(&image.alt);
        }
        self.writer.raw(match (image.kind, image.border) {
            (ImageKind::Icon, _) => "\" class=\"icon\" loading=\"lazy\">",
            (_, true) => "\" class=\"border\" loading=\"lazy\">",
            (_, false) => "\" loading=\"lazy\">",
        });
        if wrapper.is_some() {
            self.writer.raw("</a>");
        }
    }

    /// An image whose description follows, up to its end.
    pub(super) fn begin_complex_image(&mut self, image: &Image, range: TextRange) {
        let end = if self.hooked(Hook::Image) {
            let address = self.address(&image.source, range, Purpose::Media);
            let fields = self.image_fields(image, address, None);
            self.begin_element(Role::Hook(Hook::Image), fields);
            End::Element
        } else {
            self.writer.raw("<div class=\"complex-image\">");
            self.directive_image(image, range);
            End::Html("</div>\n")
        };
        self.writer.begin_block("image", range, end);
    }

    fn image_fields(
        &mut self,
        image: &Image,
        address: usize,
        wrapper: Option<usize>,
    ) -> Vec<(&'static str, Field)> {
        let kind = match image.kind {
            ImageKind::Content => "content",
            ImageKind::Icon => "icon",
            ImageKind::Complex => "complex",
        };
        let mut fields = vec![
            ("kind", Field::text(kind)),
            ("src", Field::Address(address)),
            ("alt", Field::text(&image.alt)),
            ("has_border", Field::Flag(image.border)),
        ];
        if image.kind == ImageKind::Complex {
            let id = self.document.anchors.len();
            self.document.anchors.push(Anchor {
                wanted: "description".to_owned(),
                heading: None,
            });
            fields.push(("description_id", Field::Id(id)));
        }
        if let Some(wrapper) = wrapper {
            let name = if image.link.is_some() {
                "link"
            } else {
                "lightbox"
            };
            fields.push((name, Field::Address(wrapper)));
        }
        fields
    }

    /// A film whose address is none that may stand in a frame.
    fn video_link(&mut self, video: &Video, address: usize, range: TextRange) {
        self.report_element("iframe", range);
        self.writer.raw("<a href=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\">");
        self.writer
            .text(video.title.as_deref().unwrap_or(&video.source));
        self.writer.raw("</a>\n");
    }

    pub(super) fn video(&mut self, video: &Video, range: TextRange) {
        if video.is_inline && !video::is_embeddable(&video.source) {
            self.document.diagnostics.push(
                Diagnostic::new(
                    Code::InvalidVideo,
                    range,
                    "this address is none that shows videos in a frame",
                )
                .hint("link to it instead, or use the address that the site gives for embedding"),
            );
        }
        let source = video::embeddable(&video.source);
        let address = self.address(&source, range, Purpose::Media);
        if self.sanitizes() && !video::is_embeddable(&video.source) {
            return self.video_link(video, address, range);
        }
        if self.hooked(Hook::Video) {
            let mut fields = vec![
                ("src", Field::Address(address)),
                ("is_triple_colon", Field::Flag(video.is_inline)),
            ];
            if let Some(thumbnail) = &video.thumbnail {
                let thumbnail = self.address(thumbnail, range, Purpose::Media);
                fields.push(("thumbnail", Field::Address(thumbnail)));
            }
            if let Some(width) = video.max_width {
                fields.push(("max_width", Field::text(width.to_string())));
            }
            for (name, value) in [("title", &video.title), ("upload_date", &video.upload_date)] {
                if let Some(value) = value {
                    fields.push((name, Field::text(value)));
                }
            }
            self.writer.widen_paragraph();
            return self.element(Hook::Video, fields);
        }
        self.writer.widen_paragraph();
        self.writer
            .raw("<div class=\"embedded-video\"><iframe src=\"");
        self.writer.hole(Hole::Address(address));
        self.writer.raw("\" title=\"");
        match &video.title {
            Some(title) => self.writer.text(title),
            None => self.writer.hole(Hole::Label(Label::Video)),
        }
        self.writer
            .raw("\" loading=\"lazy\" allowfullscreen></iframe></div>\n");
    }
}
