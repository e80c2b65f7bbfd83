//! Filters of templates that keep technical tokens in their order.

use crate::base::markup::escape;
use crate::stages::markdown::{isolated, isolated_at_ends};
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Registers the filters.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("isolate", |text: &str, arguments: Kwargs, _: &State| {
        isolate(text, &arguments)
    });
    tera.register_filter(
        "isolate_ends",
        |text: &str, arguments: Kwargs, _: &State| isolate_ends(text, &arguments),
    );
}

/// `{{ title | isolate(dir=page.dir) }}`: a plain text as HTML, with technical
/// tokens kept in their order where the page runs from right to left.
fn isolate(text: &str, arguments: &Kwargs) -> TeraResult<Value> {
    let html = match is_rtl(arguments)? {
        true => isolated(text),
        false => escape(text),
    };
    Ok(Value::safe_string(&html))
}

/// `{{ title | isolate_ends(dir=page.dir) }}`: the same for what holds no HTML.
fn isolate_ends(text: &str, arguments: &Kwargs) -> TeraResult<String> {
    Ok(match is_rtl(arguments)? {
        true => isolated_at_ends(text),
        false => text.to_owned(),
    })
}

fn is_rtl(arguments: &Kwargs) -> TeraResult<bool> {
    Ok(arguments.must_get::<&str>("dir")? == "rtl")
}
