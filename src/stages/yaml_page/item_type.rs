//! Kinds of pages that links lead to, shown in the language of the content.

use super::assembly::Assembly;
use super::fields::meant;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::stages::load::yaml::Node;
use crate::stages::markdown::{Hole, Label};

/// What `itemType` and `linkListType` may say, and the text of the interface
/// for it.
const ITEM_TYPES: &[(&str, &str)] = &[
    ("architecture", "item_architecture"),
    ("concept", "item_concept"),
    ("deploy", "item_deploy"),
    ("download", "item_download"),
    ("get-started", "item_get_started"),
    ("how-to-guide", "item_how_to_guide"),
    ("learn", "item_learn"),
    ("overview", "item_overview"),
    ("quickstart", "item_quickstart"),
    ("reference", "item_reference"),
    ("sample", "item_sample"),
    ("training", "item_training"),
    ("tutorial", "item_tutorial"),
    ("video", "item_video"),
    ("whats-new", "item_whats_new"),
];

impl Assembly<'_> {
    /// The kind that a key names, where it is a known one.
    pub(super) fn item_type(&mut self, node: &Node, key: &str) -> Option<Label> {
        let written = self.text(node, key)?;
        let name = written.scalar.text.trim().to_ascii_lowercase();
        let known = ITEM_TYPES.iter().find(|(known, _)| *known == name);
        if known.is_none() {
            let names: Vec<&str> = ITEM_TYPES.iter().map(|(name, _)| *name).collect();
            let message = format!("there is no kind `{name}` of pages");
            let finding = Diagnostic::new(Code::AttributeInvalid, written.range, message);
            self.report(finding.hint(meant(&name, &names)));
        }
        known.map(|(_, key)| Label::ItemType(key))
    }

    /// Writes what kind of pages follow, in an element of that name.
    pub(super) fn label(&mut self, kind: Option<Label>, element: &str) {
        if let Some(kind) = kind {
            self.raw(&format!("<{element} class=\"item-type\">"));
            self.hole(Hole::Label(kind));
            self.raw(&format!("</{element}>\n"));
        }
    }
}
