//! Writes gettext PO.

use super::Export;
use super::page::Page;
use super::part::{Part, Piece};
use super::plural;
use super::write::{is_translated, mark_of_written};
use crate::base::text::LineIndex;
use std::collections::BTreeMap;

/// The field of the header that names the page.
pub(super) const PAGE: &str = "X-Source-File";

/// What stands before the mark of an exported translation.
pub(super) const EXPORTED: &str = "Exported: ";

/// A text of a page as PO knows it.
pub(super) struct Entry<'p> {
    /// What tells it from another of the same text.
    pub(super) context: Option<String>,
    /// The text.
    pub(super) id: String,
    /// The unit and the part.
    pub(super) place: (usize, usize),
    /// The part.
    pub(super) part: &'p Part,
}

/// The entries of a page: a context stands where a text is there twice.
pub(super) fn entries<'p>(page: &'p Page) -> Vec<Entry<'p>> {
    let mut entries = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (index, unit) in page.units.iter().enumerate() {
        for (number, part) in unit.parts.iter().enumerate() {
            if !part.is_translatable() {
                continue;
            }
            let id = part.written();
            *counts.entry(id.clone()).or_default() += 1;
            entries.push(Entry {
                context: Some(match unit.parts.len() {
                    1 => unit.id.clone(),
                    _ => format!("{}.{}", unit.id, number + 1),
                }),
                id,
                place: (index, number),
                part,
            });
        }
    }
    for entry in &mut entries {
        if counts.get(&entry.id) == Some(&1) {
            entry.context = None;
        }
    }
    entries
}

/// A page as PO.
pub(super) fn write(export: &Export) -> String {
    let source = export.source;
    let pairs = export.pairs();
    let lines = LineIndex::new(source.text);
    let mut po = header(export);
    for entry in entries(source) {
        let unit = &source.units[entry.place.0];
        let line = lines.line(unit.block.range.start);
        let translation = export.translation.zip(pairs[entry.place.0]);
        let target = translation.map(|(page, index)| &page.units[index].parts[entry.place.1]);
        let target = target.filter(|target| is_translated(entry.part, target));
        let target = target.map(Part::written).unwrap_or_default();
        po.push('\n');
        if let Some(kept) = kept(entry.part) {
            po.push_str(&format!("#. Keep: {kept}\n"));
        }
        if !target.is_empty() {
            let mark = mark_of_written(&target, entry.part.form);
            po.push_str(&format!("#. {EXPORTED}{mark}\n"));
        }
        po.push_str(&format!("#: {}\n", reference(source.file.as_str(), line)));
        if !target.is_empty() && (export.is_stale)(&unit.block) {
            po.push_str("#, fuzzy\n");
        }
        if let Some(context) = &entry.context {
            write_string(&mut po, "msgctxt", context);
        }
        write_string(&mut po, "msgid", &entry.id);
        write_string(&mut po, "msgstr", &target);
    }
    po
}

fn header(export: &Export) -> String {
    let fields = [
        ("Project-Id-Version", "guidepost"),
        ("PO-Revision-Date", ""),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", &export.lang.replace('-', "_")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural::forms(export.lang)),
        ("X-Source-Language", &export.source_lang.replace('-', "_")),
        (PAGE, export.path.as_str()),
    ];
    let fields =
        fields.map(|(name, value)| format!("{name}: {value}").trim_end().to_owned() + "\n");
    let mut po =
        "# The texts are Markdown. Keep its marks, code and addresses as they are.\n".to_owned();
    write_string(&mut po, "msgid", "");
    write_string(&mut po, "msgstr", &fields.concat());
    po
}

/// The markup that a translation has as well; `None` where there is none.
fn kept(part: &Part) -> Option<String> {
    let mut kept = Vec::new();
    for piece in &part.pieces {
        let (Piece::Open(index) | Piece::Alone(index)) = piece else {
            continue;
        };
        let code = &part.codes[*index];
        if code.role.is_free() {
            continue;
        }
        kept.push(match &code.end {
            Some(end) => format!("{}..{}", code.start, end),
            None => code.start.clone(),
        });
    }
    (!kept.is_empty()).then(|| super::part::fold(&kept.join("  ")))
}

/// A file and a line; gettext wants a name with blanks between isolates.
fn reference(file: &str, line: usize) -> String {
    match file.contains(' ') {
        true => format!("\u{2068}{file}:{line}\u{2069}"),
        false => format!("{file}:{line}"),
    }
}

/// A keyword and its string, each line of it on a line of its own.
fn write_string(po: &mut String, keyword: &str, text: &str) {
    po.push_str(keyword);
    let mut lines = text.split_inclusive('\n').peekable();
    let first = lines.next().unwrap_or_default();
    if lines.peek().is_none() && !first.ends_with('\n') {
        po.push_str(&format!(" \"{}\"\n", escaped(first)));
        return;
    }
    po.push_str(" \"\"\n");
    for line in std::iter::once(first).chain(lines) {
        po.push_str(&format!("\"{}\"\n", escaped(line)));
    }
}

fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            letter if letter.is_ascii_control() => {
                // Octal, always of three digits, so that no digit behind joins.
                written.push_str(&format!("\\{:03o}", u32::from(letter)));
            }
            letter => written.push(letter),
        }
    }
    written
}
