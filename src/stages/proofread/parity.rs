//! Where a translation says something else than its source page, as far as that
//! shows without knowing either language.

use super::kept;
use super::prose::{Block, Prose};
use super::shape::{Section, comparable, compared, sections};
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::path::SitePath;
use crate::base::text::{LineIndex, TextRange};
use crate::stages::discover::PageId;
use crate::stages::markdown::{self, BlockKind, Form};
use crate::stages::resolve::{Addresses, Library};
use std::cell::OnceCell;

/// How many things a message names; the rest is counted.
const NAMED: usize = 5;

/// The findings about a translation held against its source page, where it has
/// one. Where that has changed since, it is no use to ask.
#[must_use]
pub fn check(addresses: Addresses, library: &Library, id: &PageId) -> Vec<Diagnostic> {
    let pages = [id, &addresses.source_of(id)].map(|id| {
        let page = addresses.inventory.pages.get(id)?;
        let is_own = page.content_locale == id.locale;
        Page::of(library, is_own.then_some(&page.file)?)
    });
    let [Some(ours), Some(theirs)] = pages else {
        return Vec::new();
    };
    let pair = Pair {
        library,
        ours,
        theirs,
        names: &addresses.config.do_not_translate,
        their_lines: OnceCell::new(),
    };
    pair.findings()
}

/// A page with its text.
#[derive(Clone, Copy)]
struct Page<'t> {
    file: &'t SitePath,
    prose: Prose<'t>,
}

impl<'t> Page<'t> {
    /// `None` for a page in YAML.
    fn of(library: &'t Library, file: &'t SitePath) -> Option<Self> {
        let loaded = library.file(file)?;
        let outline = &library.document(file, Form::Block)?.outline;
        loaded.yaml.is_none().then(|| Self {
            file,
            prose: Prose {
                text: loaded.body(),
                outline,
            },
        })
    }
}

/// A translation and its source page.
struct Pair<'t> {
    library: &'t Library,
    ours: Page<'t>,
    theirs: Page<'t>,
    /// What is not translated.
    names: &'t [String],
    /// The lines of the source page, once a finding names one.
    their_lines: OnceCell<LineIndex<'t>>,
}

impl Pair<'_> {
    fn findings(&self) -> Vec<Diagnostic> {
        let blocks = comparable(self.ours.prose.outline, self.theirs.prose.outline);
        let [ours, theirs] = blocks.map(sections);
        if let Some(difference) = outlines_differ(&ours, &theirs) {
            let differs = self.shape_differs(TextRange::default(), difference);
            let lost = self.names_lost_from(&theirs);
            return std::iter::once(differs).chain(lost).collect();
        }
        let mut findings = Vec::new();
        let mut different = Vec::new();
        let mut loose = Vec::new();
        for (ours, theirs) in ours.iter().zip(&theirs) {
            if ours.aligns(theirs) {
                let blocks = ours.blocks.iter().zip(theirs.blocks);
                findings.extend(blocks.flat_map(|(ours, theirs)| self.block(ours, theirs)));
            } else {
                loose.push(*theirs);
                let place = ours.blocks.first().map(markdown::Block::range);
                let difference = ours.difference(theirs);
                different.extend(difference.map(|difference| (place, difference)));
            }
        }
        let others = different.len().saturating_sub(1);
        findings.extend(different.into_iter().next().map(|(place, difference)| {
            let others = match others {
                0 => String::new(),
                1 => ", and one more section differs".to_owned(),
                more => format!(", and {more} more sections differ"),
            };
            let message = format!("this section has {difference}{others}");
            self.shape_differs(place.unwrap_or_default(), message)
        }));
        findings.extend(self.names_lost_from(&loose));
        findings
    }

    fn shape_differs(&self, place: TextRange, message: String) -> Diagnostic {
        let at = self.library.span(self.ours.file, place);
        Diagnostic::new(Code::TranslationShapeDiffers, at, message).hint(format!(
            "compare it with `{}`; what differs in shape is not compared in detail",
            self.theirs.file
        ))
    }

    /// What a block of the translation lacks of the block that it translates.
    fn block(&self, ours: &markdown::Block, theirs: &markdown::Block) -> Vec<Diagnostic> {
        let is_code = theirs.kind == BlockKind::Code;
        let (ours, theirs) = (self.ours.prose.block(ours), self.theirs.prose.block(theirs));
        let place = self.library.span(self.ours.file, ours.range);
        let finding = |code, message: String| {
            Diagnostic::new(code, place.clone(), message).hint(self.place_of(&theirs))
        };
        if is_code {
            let message = "this block of code differs from that of its source page";
            return match kept::is_same_code(&ours, &theirs) {
                true => Vec::new(),
                false => vec![finding(Code::TranslationCodeChanged, message.to_owned())],
            };
        }
        let names = match self.names {
            [] => Vec::new(),
            names => kept::lost_names(names, &kept::shown(&ours), &kept::shown(&theirs)),
        };
        let lost = [
            (
                Code::TranslationCodeChanged,
                "code",
                kept::lost_code(&ours, &theirs),
            ),
            (
                Code::TranslationLinkChanged,
                "links",
                kept::lost_targets(&ours, &theirs),
            ),
            (
                Code::TranslationNumberChanged,
                "numbers",
                kept::lost_numbers(&ours, &theirs),
            ),
            (Code::TranslationTermChanged, "names", names),
        ];
        lost.into_iter()
            .filter(|(_, _, lost)| !lost.is_empty())
            .map(|(code, what, lost)| {
                finding(
                    code,
                    format!("this text lacks {what} of its source: {}", named(&lost)),
                )
            })
            .collect()
    }

    /// Where the source page says it.
    fn place_of(&self, theirs: &Block) -> String {
        let Span { file, range } = self.library.span(self.theirs.file, theirs.range);
        let lines = self.their_lines.get_or_init(|| {
            let loaded = self.library.file(&file);
            LineIndex::new(loaded.map_or("", |loaded| &loaded.text))
        });
        let line = lines.line(range.start);
        format!("compare it with line {line} of `{file}`")
    }

    /// Names that stand in sections of the source and nowhere on our page.
    fn names_lost_from(&self, sections: &[Section]) -> Option<Diagnostic> {
        if self.names.is_empty() || sections.is_empty() {
            return None;
        }
        let all = |prose: Prose, blocks: &[markdown::Block]| -> String {
            let shown = blocks
                .iter()
                .map(|block| kept::shown(&prose.block(block)) + "\n");
            shown.collect()
        };
        let said = all(self.ours.prose, &self.ours.prose.outline.blocks);
        let wanted = sections
            .iter()
            .map(|section| all(self.theirs.prose, section.blocks));
        let lost = kept::lost_names(self.names, &said, &wanted.collect::<String>());
        if lost.is_empty() {
            return None;
        }
        let at = self.library.span(self.ours.file, TextRange::default());
        let message = format!("this page lacks names of its source page: {}", named(&lost));
        let finding = Diagnostic::new(Code::TranslationTermChanged, at, message);
        Some(finding.hint("write them as the source does: `book.toml` says `do-not-translate`"))
    }
}

/// How the headings of two pages differ, in words.
fn outlines_differ(ours: &[Section], theirs: &[Section]) -> Option<String> {
    let levels =
        |sections: &[Section]| -> Vec<Option<u8>> { sections.iter().map(Section::level).collect() };
    // The first section is what stands before all headings.
    let (count, wanted) = (ours.len() - 1, theirs.len() - 1);
    if levels(ours) == levels(theirs) {
        return None;
    }
    Some(match count == wanted {
        true => "the headings of this page have other levels than those of its source".to_owned(),
        false => format!(
            "this page has {} headings than its source page: {count}, not {wanted}",
            compared(count, wanted)
        ),
    })
}

fn named(missing: &[String]) -> String {
    let names = missing.iter().take(NAMED).map(|name| format!("`{name}`"));
    let names = names.collect::<Vec<_>>().join(", ");
    match missing.len().saturating_sub(NAMED) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}
