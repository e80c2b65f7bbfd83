//! YAML into plain values.
//!
//! The only file that knows `serde_yaml`, which is deprecated upstream: to
//! replace it, rewrite [`parse`] and [`plain`].

use crate::base::text::TextRange;
use serde_json::Value;

/// Why a text is not YAML.
#[derive(Debug)]
pub struct YamlError {
    /// The rest of the line where the parser stumbled.
    pub range: TextRange,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: &'static str,
}

/// Parses YAML into a value whose maps have string keys, in order of keys.
///
/// # Errors
/// When the text is not YAML, or a map has a key twice.
pub fn parse(yaml: &str) -> Result<Value, YamlError> {
    let value: serde_yaml::Value = serde_yaml::from_str(yaml).map_err(|error| {
        let place = error.location().map_or(0, |at| at.index()).min(yaml.len());
        let message = error.to_string();
        // The place is in the range; YAML's own count would name another line.
        let message = message.split(" at line ").next().unwrap_or(&message);
        let range = error_range(yaml, place, message);
        YamlError {
            range,
            hint: hint_for(&yaml[range.start..], message),
            message: message.to_owned(),
        }
    })?;
    Ok(plain(value))
}

/// The rest of the line where YAML stumbled; a repeated key is named there.
fn error_range(yaml: &str, mut place: usize, message: &str) -> TextRange {
    while !yaml.is_char_boundary(place) {
        place -= 1;
    }
    if let Some(key) = message
        .split_once("key \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(key, _)| key)
        && message.contains("duplicate")
        && let Some(range) = key_range(yaml, key, Occurrence::Last)
    {
        return range;
    }
    let end = yaml[place..].find('\n').map_or(yaml.len(), |at| place + at);
    TextRange::new(place, end.max(place))
}

fn hint_for(rest: &str, message: &str) -> &'static str {
    let line = rest.lines().next().unwrap_or_default();
    if message.contains("duplicate") {
        "remove one of the two"
    } else if line.contains('\t') {
        "indent with blanks: YAML does not take tabs"
    } else {
        "put a value that contains `: `, `#` or quotes between quotes: `title: \"A: b\"`"
    }
}

fn plain(value: serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::from(whole),
            (None, Some(fraction)) => Value::from(fraction),
            (None, None) => Value::from(number.to_string()),
        },
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(plain).collect()),
        Yaml::Mapping(entries) => Value::Object(
            entries
                .into_iter()
                .map(|(key, value)| (key_text(&key), plain(value)))
                .collect(),
        ),
        Yaml::Tagged(tagged) => plain(tagged.value),
    }
}

fn key_text(key: &serde_yaml::Value) -> String {
    match plain(key.clone()) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// Which of several places is meant.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Occurrence {
    First,
    Last,
}

/// Where a key of the outermost level stands in the YAML.
pub(super) fn key_range(yaml: &str, key: &str, which: Occurrence) -> Option<TextRange> {
    let mut found = None;
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let name = line.trim_start_matches(['"', '\'']);
        if name
            .get(..key.len())
            .is_some_and(|name| name.eq_ignore_ascii_case(key))
            && name[key.len()..]
                .trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with(':')
            && (found.is_none() || which == Occurrence::Last)
        {
            found = Some(TextRange::new(at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    found
}

/// Where the value of a key of the outermost level begins, up to the end of its
/// line; a list or a map begins below its key.
pub(super) fn value_range(yaml: &str, key: &str) -> Option<TextRange> {
    let line = key_range(yaml, key, Occurrence::First)?;
    let written = &yaml[line.start..];
    let name = written.trim_start_matches(['"', '\'']);
    let (_, behind_colon) = name[key.len()..].split_once(':')?;
    let value = behind_colon.trim_start();
    let start = yaml.len() - value.len();
    let end = start + value.lines().next().unwrap_or_default().trim_end().len();
    Some(TextRange::new(start, end))
}
