//! `guidepost l10n diff`: what has changed in the source of a translation.

use super::{Finder, folder_of, read, whole};
use crate::base::path::SitePath;
use crate::base::text::LineIndex;
use crate::pipeline::Translated;
use crate::shell::cli::{Options, Problem, count, say};
use crate::shell::disk::Site;
use crate::shell::git::History;
use crate::stages::l10n::{Block, Change, Comparison, Mark, State, Translation, blocks};
use clap::Args;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `guidepost l10n diff` takes.
#[derive(Args)]
pub(in crate::shell) struct Diff {
    /// The file of a translation: `content/ko-kr/bounces/codes.md`
    page: PathBuf,
    /// The folder with `book.toml` [default: the nearest above the page]
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
}

/// Writes each block of the source that has changed, as it was where the history
/// knows, as it is, and where its translation stands.
pub(super) fn run(diff: &Diff, options: &Options) -> Result<ExitCode, Problem> {
    let folder = folder_of(diff.site.as_deref(), Some(&diff.page));
    let site = read(&folder)?;
    let translated = whole(Translated::read(&site.sources), &site, options)?;
    let (locale, translation) = Finder::new(&translated, &site).translation_at(&diff.page)?;
    let shown = diff.page.display();
    let State::Stale(comparison) = &translation.state else {
        say(options, &format!("`{shown}` is {}", about(&translation)));
        return Ok(ExitCode::SUCCESS);
    };
    let texts = Texts::read(&translated, &site, locale, &translation);
    let mut text = String::new();
    for change in &comparison.changes {
        text.push_str(&texts.show(*change));
    }
    // A closed pipe is the reader's choice, not an error of ours.
    let _ = anstream::stdout().write_all(text.as_bytes());
    if texts.before.is_none() {
        let why = "how it was is not known: it was not committed when it was accepted, or the \
                   history is not at hand";
        say(options, why);
    }
    say(options, &summary(comparison, &shown.to_string()));
    Ok(ExitCode::SUCCESS)
}

fn about(translation: &Translation) -> String {
    match &translation.state {
        State::Untracked => "untracked: nothing says what it was made from; read it against its \
                             source, then `guidepost l10n accept` it"
            .to_owned(),
        State::Orphaned {
            successor: Some(key),
            ..
        } => {
            format!("orphaned: its source is now `{key}`")
        }
        State::Orphaned { .. } => "orphaned: it has no source page".to_owned(),
        state => state.name().to_owned(),
    }
}

fn summary(comparison: &Comparison, page: &str) -> String {
    let changed = comparison.changes.len();
    let total = count(comparison.total, "part");
    format!(
        "{changed} of {total} have changed; when `{page}` says the same, run `guidepost l10n accept {page}`"
    )
}

/// A text and its blocks.
struct Cut {
    text: String,
    blocks: Vec<Block>,
}

impl Cut {
    fn new(file: &SitePath, text: &str) -> Self {
        Self {
            blocks: blocks(file, text),
            text: text.to_owned(),
        }
    }

    fn marks(&self) -> Vec<Mark> {
        self.blocks
            .iter()
            .map(|block| block.mark(&self.text))
            .collect()
    }

    /// The lines of a block without the marks of quotes, each behind a sign.
    fn lines(&self, index: usize, sign: char) -> String {
        let block = &self.blocks[index];
        let lines = block.source(&self.text).lines();
        let lines = lines.map(|line| block.unquoted(line).trim_end());
        lines.fold(String::new(), |text, line| {
            text + &format!("{sign} {line}\n")
        })
    }

    /// The line at which a block begins, or at which the text ends.
    fn line(&self, index: usize) -> usize {
        let end = self.text.trim_end().len();
        let start = self
            .blocks
            .get(index)
            .map_or(end, |block| block.range.start);
        LineIndex::new(&self.text).line(start)
    }
}

/// The texts that a difference is shown with.
struct Texts {
    source: Cut,
    source_place: String,
    /// The source as it was translated, where the history knows it.
    before: Option<Cut>,
    /// The translation, where it has as many blocks as that had.
    translation: Option<Cut>,
    translation_place: String,
}

impl Texts {
    fn read(
        translated: &Translated,
        site: &Site,
        locale: usize,
        translation: &Translation,
    ) -> Self {
        let place = |file: &SitePath| site.places.of(file).display().to_string();
        let cut = |file: &SitePath| {
            let text = site.sources.text(file).map_or("", |text| text);
            Cut::new(file, text)
        };
        let none = SitePath::root();
        let source = translation.pair.source.as_ref().unwrap_or(&none);
        let file = translation.pair.translation.as_ref().unwrap_or(&none);
        let before = before(translated, site, locale, translation);
        let translation = cut(file);
        let has_same_shape = before
            .as_ref()
            .is_some_and(|before| before.blocks.len() == translation.blocks.len());
        Self {
            source: cut(source),
            source_place: place(source),
            before,
            translation: Some(translation).filter(|_| has_same_shape),
            translation_place: place(file),
        }
    }

    fn show(&self, change: Change) -> String {
        let kind = |cut: &Cut, index: usize| cut.blocks.get(index).map(|block| block.kind);
        let (Some(before), Some(now)) = (change.before, change.now) else {
            return self.show_one(change);
        };
        let is_other = match &self.before {
            Some(cut) => kind(cut, before) != kind(&self.source, now),
            None => false,
        };
        if !is_other {
            return self.show_one(change);
        }
        // A row that stands where a heading stood has not become it.
        let gone = Change {
            now: None,
            ..change
        };
        let new = Change {
            before: None,
            ..change
        };
        self.show_one(gone) + &self.show_one(new)
    }

    fn show_one(&self, change: Change) -> String {
        let what = match (change.before, change.now) {
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "gone",
            _ => "new",
        };
        let line = self.source.line(change.at);
        let mut text = format!("{}:{line}: {what}\n", self.source_place);
        if let (Some(before), Some(index)) = (&self.before, change.before) {
            text.push_str(&before.lines(index, '-'));
        }
        if let Some(index) = change.now {
            text.push_str(&self.source.lines(index, '+'));
        }
        if let (Some(translation), Some(index)) = (&self.translation, change.before) {
            let line = translation.line(index);
            let place = &self.translation_place;
            text.push_str(&format!("{place}:{line}: its translation\n"));
            text.push_str(&translation.lines(index, ' '));
        }
        text.push('\n');
        text
    }
}

/// The source as it was when it was translated: at the commit that is recorded,
/// else at the last one whose blocks are those that are recorded.
fn before(
    translated: &Translated,
    site: &Site,
    locale: usize,
    translation: &Translation,
) -> Option<Cut> {
    let config = &translated.config;
    let source = translation.pair.source.as_ref()?;
    if let Some(commit) = &translation.commit
        && let Some(text) = site.sources.past(source, commit)
    {
        return Some(Cut::new(source, text));
    }
    let recorded = translated.evidence().recorded(locale, translation)?;
    let folder = &config.locales[config.source].content;
    let history = History::of(&site.places.of(folder))?;
    let name = source.below(folder)?.to_string();
    let recorded_at = translation.commit.iter().cloned();
    let commits = recorded_at.chain(history.commits(&name));
    let wanted: Vec<(String, String)> = commits.map(|commit| (name.clone(), commit)).collect();
    let texts = history.texts(&wanted).into_iter().flatten();
    let mut cuts = texts.map(|text| Cut::new(source, &text));
    cuts.find(|cut| cut.marks() == recorded)
}
