//! Rewrites a text so that CommonMark sees the dialect's forms as what they
//! are: each form becomes a mark that pulldown-cmark passes through, and tables
//! it would reject are mended.
//!
//! A block form becomes an HTML comment on its own line, `<!--3-->`: it ends
//! paragraphs and lists just where the form does, in any container. An inline
//! form becomes its number between two noncharacters, which no writer types and
//! CommonMark takes for a word. The numbers index [`Prepared::directives`].

use super::Dialect;
use super::alerts::{Alert, Own};
use super::cjk_emphasis;
use super::code_spans;
use super::columns::dedent_columns;
use super::directives::{self, Directive, ImageKind};
use super::document::Form;
use super::edits::{self, Edit, OffsetMap};
use super::escapes;
use super::inline_forms;
use super::lines::{self, Kind, Line};
use super::malformed;
use super::math;
use super::tables;
use super::{bracketed, triple_colon};
use crate::base::diagnostic::Diagnostic;
use crate::base::text::TextRange;
use std::borrow::Cow;

/// Noncharacters around the number of an inline form.
pub(super) const MARK_START: char = '\u{FDD0}';
pub(super) const MARK_END: char = '\u{FDD1}';

pub(super) struct Prepared<'t> {
    pub text: Cow<'t, str>,
    pub directives: Vec<Placed>,
    pub diagnostics: Vec<Diagnostic<TextRange>>,
    /// Whether marks stand in the text that the page does not show.
    pub has_marks: bool,
    maps: [OffsetMap; 2],
}

/// A form and where the writer wrote it.
pub(super) struct Placed {
    pub directive: Directive,
    pub range: TextRange,
    /// Whether the form stands alone: on its line, or in its table cell.
    pub alone: bool,
}

impl Prepared<'_> {
    /// The place in the source of a range of the prepared text.
    pub(super) fn origin(&self, range: TextRange) -> TextRange {
        self.maps[0].back(self.maps[1].back(range))
    }
}

pub(super) fn prepare<'t>(text: &'t str, dialect: Dialect) -> Prepared<'t> {
    let options = &dialect.settings.options;
    let tidy = tidied(text);
    if options.is_commonmark {
        return Prepared {
            text: tidy,
            directives: Vec::new(),
            diagnostics: Vec::new(),
            has_marks: false,
            maps: Default::default(),
        };
    }
    let own = options.alerts.as_slice();
    let shape = |line: &str, in_quote| directives::shape(line, in_quote, own);
    let is_inline = dialect.form == Form::Inline;
    let mut lines = match is_inline {
        true => lines::as_prose(&tidy),
        false => lines::read(&tidy, shape),
    };
    let dedents = dedent_columns(&tidy, &lines);
    let (dedented, first_map) = edits::apply(&tidy, &dedents);
    if !dedents.is_empty() {
        lines = lines::read(&dedented, shape);
    }
    let special = escapes::special(options);
    let has_escapes = escapes::concerns(&dedented, &special);
    let mut rewriter = Rewriter {
        text: &dedented,
        lines: &lines,
        edits: Vec::new(),
        directives: Vec::new(),
        diagnostics: Vec::new(),
        own,
        is_inline,
        special: &special,
        contains: Contains {
            cjk_emphasis: cjk_emphasis::concerns(&dedented),
            math: options.math && dedented.contains('$'),
            escapes: has_escapes,
        },
    };
    rewriter.run();
    let Rewriter {
        edits: list,
        mut directives,
        mut diagnostics,
        contains,
        ..
    } = rewriter;
    for placed in &mut directives {
        placed.range = first_map.back(placed.range);
    }
    diagnostics = diagnostics
        .into_iter()
        .map(|finding| finding.moved(|range| first_map.back(range)))
        .collect();
    let (rewritten, second_map) = edits::apply(&dedented, &list);
    let is_as_written = list.is_empty() && dedents.is_empty() && matches!(tidy, Cow::Borrowed(_));
    let text = match is_as_written {
        true => Cow::Borrowed(text),
        false => Cow::Owned(rewritten.into_owned()),
    };
    Prepared {
        text,
        directives,
        diagnostics,
        has_marks: contains.cjk_emphasis || contains.escapes || is_inline,
        maps: [first_map, second_map],
    }
}

/// The text without what would be read in two ways: a carriage return alone is
/// a line break, and a noncharacter of a writer's is none of our marks. No
/// offset moves.
fn tidied(text: &str) -> Cow<'_, str> {
    let is_lone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let has_lone_return = text.match_indices('\r').any(|(at, _)| is_lone(at));
    if !has_lone_return && !text.contains([MARK_START, MARK_END]) {
        return Cow::Borrowed(text);
    }
    let tidy = text.char_indices().map(|(at, letter)| match letter {
        '\r' if is_lone(at) => '\n',
        MARK_START | MARK_END => char::REPLACEMENT_CHARACTER,
        letter => letter,
    });
    Cow::Owned(tidy.collect())
}

pub(super) struct Rewriter<'t> {
    pub text: &'t str,
    pub lines: &'t [Line],
    pub edits: Vec<Edit>,
    directives: Vec<Placed>,
    pub diagnostics: Vec<Diagnostic<TextRange>>,
    pub own: Own<'t>,
    /// Whether the text is to stand in a sentence, so that no line begins a
    /// block.
    is_inline: bool,
    /// What begins syntax that a backslash may take away.
    special: &'t [&'static str],
    contains: Contains,
}

/// What the text contains somewhere, so that most lines of most texts need no
/// look.
struct Contains {
    cjk_emphasis: bool,
    math: bool,
    escapes: bool,
}

impl Rewriter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(line) = self.lines.get(at).copied() {
            match line.kind {
                Kind::Directive => {
                    self.check_below_table(at);
                    self.block_form(&line);
                }
                Kind::Prose if self.is_inline => {
                    self.edits
                        .push(Edit::insert(line.content, cjk_emphasis::MARK));
                    let mut edits = self.inside_of(&line);
                    self.edits.append(&mut edits);
                }
                Kind::Prose if tables::starts_at(self.text, self.lines, at) => {
                    at = self.table(at);
                    continue;
                }
                Kind::Prose if self.is_spacer(at) => {
                    let whole = TextRange::new(line.content, line.end);
                    self.diagnostics.push(malformed::spacer(whole));
                    self.edits.push(Edit::replace(line.content, line.end, ""));
                }
                Kind::Prose => {
                    let source = &self.text[line.content..line.end];
                    let whole = TextRange::new(line.content, line.end);
                    self.diagnostics.extend(malformed::explain(source, whole));
                    if line.in_quote {
                        self.diagnostics
                            .extend(malformed::explain_bracketed(source, whole));
                    }
                    let mut edits = self.inside_of(&line);
                    self.edits.append(&mut edits);
                }
                Kind::Blank | Kind::Code | Kind::Html => {}
            }
            at += 1;
        }
    }

    /// Reports the end of a block directly below a row of a table.
    fn check_below_table(&mut self, at: usize) {
        let line = &self.lines[at];
        let text = |line: &Line| self.text[line.content.min(line.end)..line.end].trim_end();
        let is_row = |row: &Line| row.kind == Kind::Prose && text(row).starts_with('|');
        let above = at.checked_sub(1).and_then(|above| self.lines.get(above));
        if above.is_some_and(is_row)
            && matches!(
                triple_colon::read(text(line)),
                Some((Directive::Close(_), _))
            )
        {
            let whole = TextRange::new(line.content, line.content + text(line).len());
            self.diagnostics
                .push(malformed::below_table(whole, line.start));
        }
    }

    /// `****` on its own above a table: a trick of translators' tools to keep
    /// the table apart, not a rule.
    fn is_spacer(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let source = self.text[line.content..line.end].trim_end();
        if source.len() < 4 || source.bytes().any(|byte| byte != b'*') {
            return false;
        }
        let next = self.lines[at + 1..]
            .iter()
            .position(|line| line.kind != Kind::Blank);
        next.is_some_and(|next| tables::starts_at(self.text, self.lines, at + 1 + next))
    }

    fn table(&mut self, at: usize) -> usize {
        let table = tables::read(self.text, self.lines, at);
        let mut edits = table.edits;
        for line in &self.lines[at..table.end] {
            edits.append(&mut self.inside_of(line));
        }
        edits.sort_by_key(|edit| edit.range.start);
        self.edits.append(&mut edits);
        self.diagnostics.extend(table.diagnostics);
        table.end
    }

    fn block_form(&mut self, line: &Line) {
        let source = self.text[line.content..line.end].trim_end();
        let whole = TextRange::new(line.content, line.content + source.len());
        if let Some((alert, len)) = Alert::at_start_of(source, self.own) {
            self.alert(line, alert, len, whole);
            return;
        }
        let form = triple_colon::read(source).or_else(|| bracketed::read(source, line.in_quote));
        let Some((directive, _)) = form else {
            return;
        };
        self.check(&directive, source, whole);
        // `:::` forms may be indented at will, comments may not.
        let start = match source.starts_with(":::") {
            true => line.base,
            false => whole.start,
        };
        let mark = self.place(directive, whole, true);
        self.edits
            .push(Edit::replace(start, whole.end, format!("<!--{mark}-->")));
    }

    /// What is to be rewritten inside a line of prose.
    fn inside_of(&mut self, line: &Line) -> Vec<Edit> {
        let source = &self.text[line.content.min(line.end)..line.end];
        let has_forms = source.contains(":::") || source.contains("[!");
        let has_emphasis = self.contains.cjk_emphasis && source.contains(['*', '~']);
        let has_math = self.contains.math && source.contains('$');
        let has_escapes = self.contains.escapes && source.contains('\\');
        if !has_forms && !has_emphasis && !has_math && !has_escapes {
            return Vec::new();
        }
        let mut edits = Vec::new();
        if has_forms {
            edits.append(&mut self.inline_forms(line));
        }
        if has_emphasis || has_math || has_escapes {
            let code = code_spans::find(source);
            if has_emphasis {
                edits.append(&mut cjk_emphasis::marks(source, line.content, &code));
            }
            if has_math {
                edits.append(&mut math::tightened(source, line.content, &code));
            }
            if has_escapes {
                edits.append(&mut escapes::marks(
                    source,
                    line.content,
                    &code,
                    self.special,
                ));
            }
            edits.sort_by_key(|edit| edit.range.start);
        }
        edits
    }

    /// The forms that stand inside a line of prose.
    fn inline_forms(&mut self, line: &Line) -> Vec<Edit> {
        let source = &self.text[line.content.min(line.end)..line.end];
        let mut edits = Vec::new();
        let found = inline_forms::find(source);
        let wrong = found
            .others
            .iter()
            .filter_map(|at| malformed::explain_inside(&source[*at..], line.content + at));
        self.diagnostics.extend(wrong);
        for (found, directive) in found.forms {
            let range = TextRange::from(found.clone()).shifted(line.content);
            let before = source[..found.start].trim_end();
            let after = source[found.end..].trim_start();
            let alone = (before.is_empty() || before.ends_with('|'))
                && (after.is_empty() || after.starts_with('|'));
            self.check(&directive, &source[found.clone()], range);
            let mark = self.place(directive, range, alone);
            edits.push(Edit::replace(
                range.start,
                range.end,
                format!("{MARK_START}{mark}{MARK_END}"),
            ));
        }
        edits
    }

    fn check(&mut self, directive: &Directive, source: &str, at: TextRange) {
        self.diagnostics.extend(malformed::check(source, at));
        if let Directive::Div { attributes } = directive {
            self.diagnostics
                .extend(malformed::check_div(attributes, at));
        }
        if let Directive::Image(image) = directive
            && image.alt.is_empty()
            && image.kind != ImageKind::Icon
        {
            self.diagnostics.push(malformed::no_alt_text(at));
        }
    }

    pub(super) fn place(&mut self, directive: Directive, range: TextRange, alone: bool) -> usize {
        self.directives.push(Placed {
            directive,
            range,
            alone,
        });
        self.directives.len() - 1
    }
}
