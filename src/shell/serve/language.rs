//! Which language somebody reads who asks for a page that is not there.

/// The locale among `tags` that suits `Accept-Language` best (RFC 9110, section
/// 12.5.4): the wanted tag itself, else one of its language.
pub(super) fn of_reader<'t>(accepted: &str, tags: &'t [String]) -> Option<&'t str> {
    let mut wanted: Vec<(&str, f32)> = accepted.split(',').filter_map(weighed).collect();
    // Stable: of two that are wanted as much the first counts.
    wanted.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    wanted.iter().find_map(|(wanted, _)| {
        let is_it = |tag: &&String| tag.eq_ignore_ascii_case(wanted);
        let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        let speaks_it = |tag: &&String| language(tag) == language(wanted);
        let found = tags
            .iter()
            .find(is_it)
            .or_else(|| tags.iter().find(speaks_it));
        found.map(String::as_str)
    })
}

/// `ko;q=0.8` as a tag and its weight; `None` where it is not wanted at all.
pub(super) fn weighed(item: &str) -> Option<(&str, f32)> {
    let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
    let weight = parameters.trim().strip_prefix("q=");
    let weight = weight.map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
    (weight > 0.0 && !name.trim().is_empty()).then_some((name.trim(), weight))
}

#[cfg(test)]
mod tests {
    use super::of_reader;

    #[test]
    fn the_reader_s_language_is_found() {
        let tags = ["en-us", "ko-kr", "ar-sa"].map(str::to_owned);
        let cases = [
            ("ko-KR,ko;q=0.9,en-US;q=0.8", Some("ko-kr")),
            ("en;q=0.5, ko", Some("ko-kr")),
            ("fr, ar-EG;q=0.7", Some("ar-sa")),
            ("ko;q=0, en;q=0.1", Some("en-us")),
            ("fr", None),
            ("*", None),
            ("", None),
            (";q=1,,q", None),
        ];
        for (accepted, expected) in cases {
            assert_eq!(of_reader(accepted, &tags), expected, "{accepted}");
        }
    }
}
