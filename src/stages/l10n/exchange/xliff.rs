//! Writes XLIFF 2.1 (OASIS Standard of 13 February 2018, the core).

use super::Export;
use super::codes::matched;
use super::page::Unit;
use super::part::{Code, Part, Piece, Role};
use super::write::{is_translated, mark};
use crate::base::text::LineIndex;
use std::collections::BTreeMap;

/// The namespace of the core, the same in 2.0 and 2.1.
pub(super) const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// The category of the note that holds the marks of what was exported.
pub(super) const EXPORTED: &str = "exported";

/// A page as XLIFF.
pub(super) fn write(export: &Export) -> String {
    let source = export.source;
    let pairs = export.pairs();
    let lines = LineIndex::new(source.text);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"{NAMESPACE}\" version=\"2.1\" srcLang=\"{}\" trgLang=\"{}\" xml:space=\"preserve\">\n  \
         <file id=\"f1\" original=\"{}\">\n",
        escaped(export.source_lang),
        escaped(export.lang),
        escaped(export.path.as_str()),
    );
    for (unit, pair) in source.units.iter().zip(pairs) {
        if unit.is_translatable() {
            let translation = export.translation.zip(pair);
            let translation = translation.map(|(page, index)| &page.units[index]);
            let line = lines.line(unit.block.range.start);
            write_unit(&mut xml, export, unit, translation, line);
        }
    }
    xml.push_str("  </file>\n</xliff>\n");
    xml
}

fn write_unit(
    xml: &mut String,
    export: &Export,
    unit: &Unit,
    translation: Option<&Unit>,
    line: usize,
) {
    let ids = Ids::new(unit, translation);
    let id = &unit.id;
    xml.push_str(&format!(
        "    <unit id=\"{id}\" canResegment=\"no\">\n      <notes>\n        \
         <note category=\"location\">line {line}</note>\n"
    ));
    let exported = exported(unit, translation);
    if !exported.is_empty() {
        let note = format!("        <note category=\"{EXPORTED}\">{exported}</note>\n");
        xml.push_str(&note);
    }
    xml.push_str("      </notes>\n");
    if !ids.codes.is_empty() {
        xml.push_str("      <originalData>\n");
        for (id, code) in &ids.codes {
            write_data(xml, &format!("d{id}"), &code.start);
            if let Some(end) = &code.end {
                write_data(xml, &format!("e{id}"), end);
            }
        }
        xml.push_str("      </originalData>\n");
    }
    let is_stale = (export.is_stale)(&unit.block);
    for (index, part) in unit.parts.iter().enumerate() {
        if !part.is_translatable() {
            continue;
        }
        let target = translation.map(|unit| &unit.parts[index]);
        let target = target.filter(|target| is_translated(part, target));
        let state = match target.is_some() && !is_stale {
            true => "translated",
            false => "initial",
        };
        let number = index + 1;
        xml.push_str(&format!(
            "      <segment id=\"s{number}\" state=\"{state}\">\n        <source>"
        ));
        write_pieces(xml, part, &ids.source[index]);
        xml.push_str("</source>\n");
        if let Some(target) = target {
            xml.push_str("        <target>");
            write_pieces(xml, target, &ids.target[index]);
            xml.push_str("</target>\n");
        }
        xml.push_str("      </segment>\n");
    }
    xml.push_str("    </unit>\n");
}

/// The marks of the translations of a unit, each behind the id of its segment.
fn exported(unit: &Unit, translation: Option<&Unit>) -> String {
    let Some(translation) = translation else {
        return String::new();
    };
    let parts = unit.parts.iter().zip(&translation.parts).enumerate();
    let parts = parts.filter(|(_, (part, target))| is_translated(part, target));
    let marks = parts.map(|(index, (_, target))| format!("s{}:{}", index + 1, mark(target)));
    marks.collect::<Vec<_>>().join(" ")
}

/// How the codes of a unit are called.
pub(super) struct Ids<'u> {
    /// Every code with its id: those of the source, then what only the
    /// translation has.
    codes: Vec<(String, &'u Code)>,
    by_id: BTreeMap<String, &'u Code>,
    /// For each part of the source the ids of its codes.
    source: Vec<Vec<String>>,
    /// The same of the translation.
    target: Vec<Vec<String>>,
}

impl<'u> Ids<'u> {
    pub(super) fn new(unit: &'u Unit, translation: Option<&'u Unit>) -> Self {
        let mut codes: Vec<(String, &Code)> = Vec::new();
        let mut source = Vec::new();
        for part in &unit.parts {
            let first = codes.len();
            for code in &part.codes {
                codes.push(((codes.len() + 1).to_string(), code));
            }
            let ids = codes[first..].iter().map(|(id, _)| id.clone());
            source.push(ids.collect::<Vec<_>>());
        }
        let mut target = Vec::new();
        let mut extra = 0;
        for (part, ids) in unit.parts.iter().zip(&source) {
            let Some(theirs) = translation.and_then(|unit| unit.parts.get(target.len())) else {
                break;
            };
            let ours: Vec<&Code> = part.codes.iter().collect();
            let mut named = Vec::new();
            for (code, index) in theirs.codes.iter().zip(matched(&ours, &theirs.codes)) {
                let shared = index.map(|index| ids[index].clone());
                named.push(shared.unwrap_or_else(|| {
                    extra += 1;
                    let id = format!("t{extra}");
                    codes.push((id.clone(), code));
                    id
                }));
            }
            target.push(named);
        }
        Self {
            by_id: codes.iter().cloned().collect(),
            codes,
            source,
            target,
        }
    }

    /// The code of an id.
    pub(super) fn get(&self, id: &str) -> Option<&'u Code> {
        self.by_id.get(id).copied()
    }
}

fn write_data(xml: &mut String, id: &str, data: &str) {
    xml.push_str(&format!("        <data id=\"{id}\">"));
    write_text(xml, data);
    xml.push_str("</data>\n");
}

fn write_pieces(xml: &mut String, part: &Part, ids: &[String]) {
    for piece in &part.pieces {
        match piece {
            Piece::Text { shown, .. } => write_text(xml, shown),
            Piece::Open(code) => {
                let id = &ids[*code];
                let role = attributes(part.codes[*code].role);
                xml.push_str(&format!(
                    "<pc id=\"{id}\" dataRefStart=\"d{id}\" dataRefEnd=\"e{id}\"{role}>"
                ));
            }
            Piece::Close(_) => xml.push_str("</pc>"),
            Piece::Alone(code) => {
                let id = &ids[*code];
                let code = &part.codes[*code];
                let role = attributes(code.role);
                let shown = escaped(code.start.trim());
                xml.push_str(&format!(
                    "<ph id=\"{id}\" dataRef=\"d{id}\" disp=\"{shown}\"{role}/>"
                ));
            }
        }
    }
}

/// What editors are told about a code, and may do to it.
fn attributes(role: Role) -> &'static str {
    match role {
        Role::Emphasis => " type=\"fmt\" subType=\"xlf:i\" canCopy=\"no\" canDelete=\"no\"",
        Role::Strong => " type=\"fmt\" subType=\"xlf:b\" canCopy=\"no\" canDelete=\"no\"",
        Role::Link => " type=\"link\" canCopy=\"no\" canDelete=\"no\"",
        Role::Image => " type=\"image\" canCopy=\"no\" canDelete=\"no\"",
        Role::Break => " type=\"fmt\" subType=\"xlf:lb\"",
        Role::Entity => " type=\"other\"",
        Role::InlineCode | Role::Tag | Role::Anchor | Role::Directive | Role::Other => {
            " type=\"other\" canCopy=\"no\" canDelete=\"no\""
        }
    }
}

fn write_text(xml: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '\r' => xml.push_str("&#xD;"),
            letter if is_invalid(letter) => {
                xml.push_str(&format!("<cp hex=\"{:04X}\"/>", u32::from(letter)));
            }
            letter => xml.push(letter),
        }
    }
}

/// A text as the value of an attribute; what XML has no way to write is left out.
fn escaped(text: &str) -> String {
    let mut value = String::new();
    for letter in text.chars().filter(|letter| !is_invalid(*letter)) {
        match letter {
            '&' => value.push_str("&amp;"),
            '<' => value.push_str("&lt;"),
            '>' => value.push_str("&gt;"),
            '"' => value.push_str("&quot;"),
            '\t' | '\n' | '\r' => value.push(' '),
            letter => value.push(letter),
        }
    }
    value
}

/// Characters that XML 1.0 does not have.
fn is_invalid(letter: char) -> bool {
    matches!(letter, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}
