//! `name="value"` lists, as `:::` forms and `[!div ..]` have them.

/// What a form says, names in lower case, in the order of the writer.
pub(super) type Attributes = Vec<(String, String)>;

/// Reads `name="value" name = "value"`; `None` for anything else.
pub(super) fn read(text: &str) -> Option<Attributes> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let name = name.trim();
        let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if name.is_empty() || !name.bytes().all(is_name) {
            return None;
        }
        let value = after.trim_start().strip_prefix('"')?;
        let mut end = value.find('"')?;
        while value[..end].ends_with('\\') {
            end += 1 + value[end + 1..].find('"')?;
        }
        found.push((
            name.to_ascii_lowercase(),
            value[..end].replace("\\\"", "\""),
        ));
        rest = value[end + 1..].trim_start();
    }
    Some(found)
}

/// The value of an attribute.
pub(super) fn find(attributes: &Attributes, name: &str) -> Option<String> {
    let (_, value) = attributes.iter().find(|(written, _)| written == name)?;
    Some(value.clone())
}
