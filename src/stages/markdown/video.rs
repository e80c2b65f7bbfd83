//! Videos: addresses that can stand in a frame.

/// Whether an image's address is a video file.
pub(super) fn is_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default();
    ["mp4", "webm", "ogv"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// The address of a video as a frame can show it without setting cookies.
pub(super) fn embeddable(address: &str) -> String {
    let address = address.replacen("http://", "https://", 1);
    let Some(rest) = address.strip_prefix("https://") else {
        return address;
    };
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (id, query) = if let Some(id) = rest.strip_prefix("youtu.be/") {
        id.split_once('?').unwrap_or((id, ""))
    } else if let Some(query) = rest.strip_prefix("youtube.com/watch?v=") {
        query.split_once('&').unwrap_or((query, ""))
    } else if let Some(id) = rest.strip_prefix("youtube.com/embed/") {
        id.split_once('?').unwrap_or((id, ""))
    } else {
        return address;
    };
    let mut embeddable = format!("https://www.youtube-nocookie.com/embed/{id}");
    if !query.is_empty() {
        embeddable.push('?');
        embeddable.push_str(query);
    }
    embeddable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn youtube_without_cookies() {
        for address in [
            "http://www.youtube.com/watch?v=ab_1",
            "https://youtu.be/ab_1",
            "https://www.youtube.com/embed/ab_1",
        ] {
            assert_eq!(
                embeddable(address),
                "https://www.youtube-nocookie.com/embed/ab_1"
            );
        }
        let other = "https://video.example/v?x=1";
        assert_eq!(embeddable(other), other);
    }
}
