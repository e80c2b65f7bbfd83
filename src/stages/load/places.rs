//! [`Places`]: where values stand in YAML, which gives them without.

use crate::base::text::TextRange;
use std::collections::{BTreeMap, VecDeque};

/// Where the values of some keys stand in a text.
#[derive(Default)]
pub struct Places<'t>(BTreeMap<&'static str, BTreeMap<&'t str, VecDeque<TextRange>>>);

impl<'t> Places<'t> {
    /// Finds the values of `keys`, in block and in flow style.
    #[must_use]
    pub fn read(text: &'t str, keys: &[&'static str]) -> Self {
        let mut places = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let is_flow = line.contains('{');
            for (colon, _) in line.match_indices(':') {
                let Some(key) = key_before(&line[..colon], keys) else {
                    continue;
                };
                let value = value_in(line, colon + 1, is_flow);
                let written = &line[value.start..value.end];
                let of_key = places.0.entry(key).or_default();
                let found = of_key.entry(written).or_default();
                found.push_back(value.shifted(start));
                if !is_flow {
                    break;
                }
            }
            start += line.len();
        }
        places
    }

    /// The first place of this key and value that was not taken yet.
    pub fn take(&mut self, key: &str, value: &str) -> Option<TextRange> {
        self.0.get_mut(key)?.get_mut(value)?.pop_front()
    }
}

/// The key at the end of a text, in quotes or not.
fn key_before(text: &str, keys: &[&'static str]) -> Option<&'static str> {
    let text = text.trim_end_matches(['"', '\'']);
    keys.iter().copied().find(|key| {
        let before = text.strip_suffix(key);
        before.is_some_and(|before| !before.ends_with(|last: char| last.is_alphanumeric()))
    })
}

/// The range of the value that begins behind `from`, without its quotes.
fn value_in(line: &str, from: usize, is_flow: bool) -> TextRange {
    let rest = &line[from..];
    let start = line.len() - rest.trim_start().len();
    let value = &line[start..];
    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
        let inside = &value[1..];
        let len = inside.find(quote).unwrap_or(inside.trim_end().len());
        return TextRange::new(start + 1, start + 1 + len);
    }
    let end = match is_flow {
        true => value.find([',', '}']),
        false => value.find(" #"),
    };
    let value = value[..end.unwrap_or(value.len())].trim_end();
    TextRange::new(start, start + value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_places() {
        let text = "- name: href\n  href: 'a.md' # x\n  items: [{href: b.md, name: B}, {\"href\": b.md}]\n\
                    - tocHref: c/ # y\n";
        let mut places = Places::read(text, &["href", "tocHref"]);
        let mut place = |key, value| {
            let range = places.take(key, value)?;
            Some((range.start, &text[range.start..range.end]))
        };
        assert_eq!(place("href", "a.md"), Some((22, "a.md")));
        assert_eq!(place("href", "b.md"), Some((49, "b.md")));
        assert_eq!(place("href", "b.md"), Some((74, "b.md")));
        assert_eq!(place("href", "b.md"), None);
        assert_eq!(
            place("tocHref", "c/").map(|(_, written)| written),
            Some("c/")
        );
    }
}
