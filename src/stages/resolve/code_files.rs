//! Code that is taken from other files.

use super::compose::Composer;
use crate::base::diagnostic::{Code, Diagnostic, nearest};
use crate::base::markup::escape;
use crate::base::path::SitePath;
use crate::stages::markdown::{Alert, Document, Hook, Label, Snippet, direction};
use crate::stages::snippet::{self, Problem};
use serde_json::{Map, Value};

impl Composer<'_> {
    /// Writes the lines of a file that a page asks for, or says that the file is
    /// missing.
    pub(super) fn snippet(&mut self, file: &SitePath, document: &Document, index: usize) {
        let wanted = &document.snippets[index];
        let Some(source) = self.parts.addresses.code_file(file, &wanted.path) else {
            let path = &wanted.path;
            let finding = Diagnostic::new(
                Code::CodeSnippetNotFound,
                self.parts.library.span(file, wanted.range),
                format!("there is no text file `{path}` to show code of"),
            );
            self.report(
                finding.hint(
                    "mend the path, which is relative to this file; `~/` is the content folder",
                ),
            );
            return self.missing_snippet();
        };
        self.composed.texts.insert(source.clone());
        if !self.may_paste(file, wanted.range, &wanted.path) {
            return;
        }
        let text = self.parts.addresses.sources.text(&source);
        let text = text.map_or("", |text| text);
        let block = &wanted.block;
        let found = match wanted.selection.tag().filter(|_| wanted.is_cell) {
            Some(cell) => snippet::extract_cell(text, cell),
            None => snippet::extract(
                text,
                &block.language,
                &source.extension(),
                &wanted.selection,
            ),
        };
        for problem in &found.problems {
            self.report_problem(file, wanted, problem);
        }
        let code = self.parts.settings.code(&block.language, &found.text);
        if !self.parts.settings.has(Hook::Code) {
            let direction = direction(self.locale().dir == "rtl");
            return self.html.push_str(&block.html(&code, direction));
        }
        let mut fields: Map<String, Value> = block
            .fields()
            .iter()
            .map(|(name, field)| ((*name).to_owned(), self.field(file, document, field)))
            .collect();
        fields.insert("content".to_owned(), Value::String(code));
        self.hook(Hook::Code, &fields);
    }

    /// What stands where a file of code is missing: a warning to the reader.
    fn missing_snippet(&mut self) {
        let title = self.label(Label::Alert(Alert::Warning));
        let text = format!("<p>{}</p>\n", escape(&self.label(Label::MissingSnippet)));
        if self.parts.settings.has(Hook::Alert) {
            let mut fields = Map::new();
            fields.insert("key".to_owned(), "WARNING".into());
            fields.insert("title".to_owned(), title.into());
            fields.insert("content".to_owned(), text.into());
            return self.hook(Hook::Alert, &fields);
        }
        self.html.push_str(&format!(
            "<div class=\"alert alert-warning\">\n<p class=\"alert-title\">{}</p>\n{text}</div>\n",
            escape(&title)
        ));
    }

    fn report_problem(&mut self, file: &SitePath, snippet: &Snippet, problem: &Problem) {
        let path = &snippet.path;
        let finding = |code, message: String| {
            Diagnostic::new(code, self.parts.library.span(file, snippet.range), message)
        };
        let meant = |name: &str, known: &[String]| {
            let known = known.iter().map(String::as_str);
            nearest(name, known).map(str::to_owned)
        };
        let finding = match problem {
            Problem::Malformed(part) => finding(
                Code::SnippetRange,
                format!("`{part}` says nothing about which lines are meant"),
            )
            .hint("write `name=`, `range=1-3,5`, `start=`, `end=`, `highlight=` or `dedent=`"),
            Problem::UnknownLanguage(language) => finding(
                Code::UnknownLanguage,
                format!("`{language}` is no language whose comments are known"),
            )
            .hint("name the language the code is in, such as `csharp` or `powershell`"),
            Problem::UnknownTag { tag, known } => {
                let unknown = finding(Code::TagNotFound, format!("`{path}` has no tag `{tag}`"));
                match meant(tag, known) {
                    Some(meant) => unknown.hint(format!("did you mean `{meant}`?")),
                    None => unknown.hint(format!(
                        "put `<{tag}>` and `</{tag}>` into comments around the lines"
                    )),
                }
            }
            Problem::UnclosedTag(tag) => finding(
                Code::TagNotFound,
                format!("the tag `{tag}` of `{path}` does not end"),
            )
            .hint(format!("put `</{tag}>` into a comment behind the lines")),
            Problem::RangeBeyondEnd { last, lines } => finding(
                Code::SnippetRange,
                format!("line {last} is wanted, but `{path}` has {lines} lines"),
            )
            .hint("mend the range; a tag in the file moves with its lines"),
            Problem::NotANotebook(why) => {
                finding(Code::NotNotebook, format!("`{path}` is no notebook: {why}"))
                    .hint("name a file that Jupyter saved, or write `[!code-..]`")
            }
            Problem::CellNotFound { name, known } => {
                let unknown = finding(
                    Code::TagNotFound,
                    format!("`{path}` has no cell with the name `{name}`"),
                );
                match meant(name, known) {
                    Some(meant) => unknown.hint(format!("did you mean `{meant}`?")),
                    None => unknown.hint("give a cell that name in its `metadata`"),
                }
            }
            Problem::CellTwice(name) => finding(
                Code::MultipleTags,
                format!("`{path}` has several cells with the name `{name}`"),
            )
            .hint("give each cell a name of its own"),
        };
        self.report(finding);
    }
}
