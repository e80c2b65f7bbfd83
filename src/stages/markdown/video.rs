//! Videos: addresses that can stand in a frame.

/// The media type of an address that is a film or a sound, by its ending.
pub(super) fn media_type(address: &str) -> Option<&'static str> {
    const TYPES: [(&str, &str); 12] = [
        ("mp4", "video/mp4"),
        ("m4v", "video/mp4"),
        ("webm", "video/webm"),
        ("ogv", "video/ogg"),
        ("mov", "video/quicktime"),
        ("avi", "video/x-msvideo"),
        ("wmv", "video/x-ms-wmv"),
        ("mp3", "audio/mpeg"),
        ("m4a", "audio/mp4"),
        ("oga", "audio/ogg"),
        ("ogg", "audio/ogg"),
        ("wav", "audio/x-wav"),
    ];
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let (_, ending) = path.rsplit_once('.')?;
    let (_, kind) = TYPES
        .iter()
        .find(|(known, _)| ending.eq_ignore_ascii_case(known))?;
    Some(kind)
}

/// Whether an address is one of those that docfx knows to show videos.
pub(super) fn is_embeddable(address: &str) -> bool {
    let Some((host, path)) = host_and_path(address) else {
        return true;
    };
    let is_at = |domain: &str| {
        let below = host.strip_suffix(domain);
        below.is_some_and(|below| below.is_empty() || below.ends_with('.'))
    };
    is_youtube(&host)
        || is_at("channel9.msdn.com")
        || is_at("microsoft.com") && path.contains("/videoplayer/embed/")
        || is_at("vimeo.com")
}

/// The address of a video as a frame can show it without setting cookies, as
/// docfx makes it (`QuoteSectionNoteRender.FixUpLink`).
pub(super) fn embeddable(address: &str) -> String {
    let Some((host, path)) = host_and_path(address) else {
        return address.to_owned();
    };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = if path.is_empty() { "/" } else { path };
    if host == "channel9.msdn.com" {
        let query = with_parameter(query, "nocookie", "true");
        return format!("https://{host}{path}?{query}");
    }
    if is_youtube(&host) {
        return youtube(&host, path, query);
    }
    let query = match query {
        "" => String::new(),
        query => format!("?{query}"),
    };
    format!("https://{host}{path}{query}")
}

/// The host in lower case, and what follows it.
fn host_and_path(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    Some((host.to_ascii_lowercase(), path))
}

fn is_youtube(host: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    matches!(host, "youtube.com" | "youtu.be" | "youtube-nocookie.com")
}

fn youtube(host: &str, path: &str, query: &str) -> String {
    let mut query = query.to_owned();
    let mut path = path.to_owned();
    let watched = query.split('&').find_map(|pair| pair.strip_prefix("v="));
    if host.ends_with("youtu.be") {
        path = format!("/embed{path}");
    } else if path == "/watch"
        && let Some(id) = watched
    {
        path = format!("/embed/{id}");
        let rest = query.split('&').filter(|pair| !pair.starts_with("v="));
        query = rest.collect::<Vec<_>>().join("&");
    }
    if path.starts_with("/embed/") {
        query = with_parameter(&query, "rel", "0");
    }
    match query.is_empty() {
        true => format!("https://www.youtube-nocookie.com{path}"),
        false => format!("https://www.youtube-nocookie.com{path}?{query}"),
    }
}

/// A query with a parameter, unless it has that one already.
fn with_parameter(query: &str, name: &str, value: &str) -> String {
    let is_it = |pair: &str| pair.split('=').next() == Some(name);
    match query {
        "" => format!("{name}={value}"),
        query if query.split('&').any(is_it) => query.to_owned(),
        query => format!("{query}&{name}={value}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn videos_without_cookies() {
        let cases = [
            (
                "http://www.youtube.com/watch?v=ab_1",
                "https://www.youtube-nocookie.com/embed/ab_1?rel=0",
            ),
            (
                "https://www.youtube.com/watch?v=a&t=30",
                "https://www.youtube-nocookie.com/embed/a?t=30&rel=0",
            ),
            (
                "https://youtu.be/ab_1",
                "https://www.youtube-nocookie.com/embed/ab_1?rel=0",
            ),
            (
                "https://www.youtube.com/embed/ab_1?rel=1",
                "https://www.youtube-nocookie.com/embed/ab_1?rel=1",
            ),
            (
                "https://youtube.com/foo",
                "https://www.youtube-nocookie.com/foo",
            ),
            (
                "http://channel9.msdn.com",
                "https://channel9.msdn.com/?nocookie=true",
            ),
            (
                "https://channel9.msdn.com/a?nocookie=true",
                "https://channel9.msdn.com/a?nocookie=true",
            ),
            ("https://video.example/v?x=1", "https://video.example/v?x=1"),
            ("media/v.mp4", "media/v.mp4"),
        ];
        for (address, expected) in cases {
            assert_eq!(embeddable(address), expected);
        }
    }

    #[test]
    fn media_by_their_ending() {
        assert_eq!(media_type("a/b.MP4?x"), Some("video/mp4"));
        assert_eq!(media_type("a.mp3"), Some("audio/mpeg"));
        assert_eq!(media_type("mp4"), None);
        assert_eq!(media_type("a.png"), None);
    }
}
