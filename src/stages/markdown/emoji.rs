//! Emoji, where `[markdown]` asks for them.

/// Smileys as Markdig knows them.
const SMILEYS: &[(&str, &str)] = &[
    (":)", "😃"),
    (":-)", "😃"),
    (":(", "😦"),
    (":-(", "😦"),
    (":D", "😄"),
    (":-D", "😄"),
    (":P", "😛"),
    (":-P", "😛"),
    (":o", "😮"),
    (":-o", "😮"),
    (":*", "😘"),
    (":-*", "😘"),
    (":|", "😐"),
    (":-|", "😐"),
    (":/", "😕"),
    (":-/", "😕"),
];

/// The emoji that `rest` begins with, behind `before`, and the length of what
/// stands for it.
pub(super) fn at_start_of(
    rest: &str,
    before: &str,
    shortcodes: bool,
    smileys: bool,
) -> Option<(&'static str, usize)> {
    if shortcodes && let Some(found) = shortcode(rest) {
        return Some(found);
    }
    if !smileys || before.ends_with(|last: char| !last.is_whitespace()) {
        return None;
    }
    let (smiley, emoji) = SMILEYS
        .iter()
        .rev()
        .find(|(smiley, _)| rest.starts_with(smiley))?;
    let stands_alone = rest[smiley.len()..]
        .chars()
        .next()
        .is_none_or(char::is_whitespace);
    stands_alone.then_some((emoji, smiley.len()))
}

fn shortcode(rest: &str) -> Option<(&'static str, usize)> {
    let inside = rest.strip_prefix(':')?;
    let end = inside.bytes().take(64).position(|byte| byte == b':')?;
    let emoji = emojis::get_by_shortcode(&inside[..end])?;
    Some((emoji.as_str(), end + 2))
}
