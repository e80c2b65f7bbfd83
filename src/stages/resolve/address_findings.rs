//! What is said of addresses that lead nowhere, or only by a detour.

use super::addresses::{Detour, Reason, Target};
use super::compose::Composer;
use super::spelling::{has_scheme, split};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::markup::means_itself;
use crate::base::path::SitePath;
use crate::base::text::{TextRange, place_once};
use crate::stages::markdown::{Address, Purpose, unsafe_address};

impl Composer<'_> {
    pub(super) fn report_address(&mut self, file: &SitePath, address: &Address, reason: Reason) {
        let at = self.place_of(file, address);
        let written = &address.written;
        let meant = match reason {
            Reason::Missing if !written.starts_with('/') => self.nearest_file(file, written),
            _ => None,
        };
        let what = match address.purpose {
            Purpose::Link if may_be_page(written) => "page",
            Purpose::Link | Purpose::Media => "file",
        };
        self.report(match reason {
            Reason::UnknownUid => Diagnostic::new(
                Code::XrefNotFound,
                at,
                format!("no page has the uid of `{written}`"),
            )
            .hint("mend it, or name a map of the other site's uids in `[xref]` of `book.toml`"),
            Reason::Unsafe => unsafe_address(at, written),
            Reason::NoSuchScheme(meant) => {
                let message = format!("`{written}` begins with no scheme");
                let finding = Diagnostic::new(Code::FileNotFound, at.clone(), message)
                    .hint(format!("did you mean `{meant}://`?"));
                let end = at.range.start + written.find(':').unwrap_or_default();
                match address.editable && self.source_of(&at) == Some(written) {
                    true => finding.fix((at.range.start..end).into(), meant),
                    false => finding,
                }
            }
            Reason::NoSuchHost => Diagnostic::new(
                Code::FileNotFound,
                at,
                format!("no site can have the name in `{written}`"),
            )
            .hint("write the address of a page, or take the link away"),
            Reason::Missing if written.starts_with('/') => Diagnostic::new(
                Code::FileNotFound,
                at,
                format!("there is no {what} `{written}`"),
            )
            .hint(
                "mend the path, or name the site it belongs to in `[links.external-roots]` \
                 of `book.toml`",
            ),
            Reason::Missing => {
                let message = format!("there is no {what} `{written}`");
                let finding = Diagnostic::new(Code::FileNotFound, at, message);
                match meant {
                    Some(meant) => finding.hint(format!("did you mean `{meant}`?")),
                    None => finding.hint("mend the path, which is relative to this file"),
                }
            }
            Reason::NotPublished => Diagnostic::new(
                Code::LinkOutOfScope,
                at,
                format!("`{written}` is not a {what} of the site"),
            )
            .hint("link to a page; includes, tables of contents and excluded files are none"),
            Reason::OutOfScope => Diagnostic::new(
                Code::LinkOutOfScope,
                at,
                format!("`{written}` climbs out of the content folder"),
            )
            .hint("link to a page of this site, or write the whole address of another"),
        });
    }

    /// Says that an address leads to its target by a detour, and how it would be
    /// written without.
    pub(super) fn report_detour(
        &mut self,
        file: &SitePath,
        address: &Address,
        target: &Target,
        detour: Detour,
    ) {
        let written = &address.written;
        let Some(better) = self
            .parts
            .addresses
            .as_a_writer(self.id.locale, file, written, target)
        else {
            return;
        };
        let at = self.place_of(file, address);
        let is_it = address.editable && self.source_of(&at) == Some(written);
        let place = is_it.then_some(at.range);
        self.report(detour_finding(detour, at, place, written, better));
    }

    /// Where an address stands: letter by letter where the source writes it so,
    /// else the form that it is a part of.
    pub(super) fn place_of(&self, file: &SitePath, address: &Address) -> Span {
        let mut at = self.parts.library.span(file, address.range);
        let text = self.parts.library.file(file).map(|file| &file.text);
        if let Some(text) = text.filter(|_| address.editable) {
            at.range = place_once(text, at.range, &address.written).unwrap_or(at.range);
        }
        at
    }

    /// What an address may have meant, looked for a few times on each page: one
    /// that is all wrong links would take minutes.
    fn nearest_file(&mut self, file: &SitePath, written: &str) -> Option<String> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        self.parts.addresses.nearest_file(file, written)
    }

    fn source_of(&self, at: &Span) -> Option<&str> {
        let text = &self.parts.library.file(&at.file)?.text;
        text.get(at.range.start..at.range.end)
    }
}

/// Whether an address is written as those of pages are.
fn may_be_page(written: &str) -> bool {
    let (path, _) = split(written);
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((_, ending)) => {
            let ending = ending.to_ascii_lowercase();
            let is_ending = !ending.is_empty() && ending.bytes().all(|b| b.is_ascii_alphanumeric());
            !is_ending || matches!(ending.as_str(), "md" | "yml" | "yaml" | "html" | "htm")
        }
        None => true,
    }
}

/// The finding about an address that would better be another; `place` is where
/// it can be edited.
pub(super) fn detour_finding(
    detour: Detour,
    at: Span,
    place: Option<TextRange>,
    written: &str,
    better: String,
) -> Diagnostic {
    let (code, message, hint) = match detour {
        Detour::Case => (
            Code::LinkCaseMismatch,
            format!("`{written}` differs in case from what it leads to"),
            match written.starts_with('/') || has_scheme(written) {
                true => format!("write `{better}`, as it is published"),
                false => format!("write `{better}`: other tools and disks tell cases apart"),
            },
        ),
        Detour::Moved => (
            Code::LinkRedirected,
            format!("`{written}` has moved to `{better}`"),
            "link to where it is now; a redirection takes readers there meanwhile".to_owned(),
        ),
    };
    let finding = Diagnostic::new(code, at, message).hint(hint);
    match place.filter(|_| means_itself(&better)) {
        Some(place) => finding.fix(place, better),
        None => finding,
    }
}
