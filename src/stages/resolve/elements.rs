//! Constructs that the theme writes: their fields and content, given to its
//! templates.

use super::compose::Composer;
use crate::base::path::SitePath;
use crate::stages::markdown::{Document, Element, Field, Role};
use serde_json::{Map, Value};

/// An element whose content is being written.
pub(super) struct Frame<'d> {
    element: &'d Element,
    /// Where its content begins.
    start: usize,
    fields: Map<String, Value>,
}

impl Composer<'_> {
    pub(super) fn begin_element<'d>(
        &mut self,
        file: &SitePath,
        document: &'d Document,
        index: usize,
    ) -> Frame<'d> {
        let element = &document.elements[index];
        let fields = element
            .fields
            .iter()
            .map(|(name, field)| ((*name).to_owned(), self.field(file, document, field)))
            .collect();
        Frame {
            element,
            start: self.html.len(),
            fields,
        }
    }

    /// Ends an element: its template is rendered, or it becomes part of the
    /// element around it.
    pub(super) fn end_element(&mut self, frame: Frame, around: Option<&mut Frame>) {
        let mut fields = frame.fields;
        let content = self.html.split_off(frame.start);
        match (frame.element.role, around) {
            (Role::Hook(hook), _) => {
                fields.insert("content".to_owned(), Value::String(content));
                self.hook(hook, &fields);
            }
            (Role::Slot(name), Some(around)) => {
                around
                    .fields
                    .insert(name.to_owned(), Value::String(content));
            }
            (Role::Part(list), Some(around)) => {
                fields.insert("content".to_owned(), Value::String(content));
                let parts = around
                    .fields
                    .entry(list)
                    .or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(parts) = parts {
                    parts.push(Value::Object(fields));
                }
            }
            // A part stands in an element.
            (Role::Slot(_) | Role::Part(_), None) => self.html.push_str(&content),
        }
    }

    pub(super) fn field(&mut self, file: &SitePath, document: &Document, field: &Field) -> Value {
        match field {
            Field::Text(text) => Value::String(text.clone()),
            Field::Texts(texts) => texts.iter().map(String::as_str).collect(),
            Field::Flag(is_so) => Value::Bool(*is_so),
            Field::Address(address) => {
                Value::String(self.href(file, &document.addresses[*address]))
            }
            Field::TitleOf(address) => {
                Value::String(self.title_of(file, &document.addresses[*address]))
            }
            Field::Id(anchor) => Value::String(self.give_id(file, document, *anchor)),
            Field::Label(label) => Value::String(self.label(*label)),
            Field::Group(group) => Value::from(self.group(*group)),
        }
    }
}
