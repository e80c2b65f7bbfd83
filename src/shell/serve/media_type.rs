//! Which media type a file is served with.

/// The value of `Content-Type` for a file with that ending.
pub(super) fn of(extension: &str) -> String {
    let guess = mime_guess::from_ext(extension).first_raw();
    // RFC 9239: one type for scripts of both kinds.
    let media_type = match guess.unwrap_or("application/octet-stream") {
        "application/javascript" => "text/javascript",
        media_type => media_type,
    };
    match is_text(media_type) {
        true => format!("{media_type}; charset=utf-8"),
        false => media_type.to_owned(),
    }
}

/// Whether a type is one of texts, which all are UTF-8 here.
fn is_text(media_type: &str) -> bool {
    let is_structured = |suffix| media_type.ends_with(suffix);
    media_type.starts_with("text/")
        || is_structured("/json")
        || is_structured("+json")
        || is_structured("/xml")
        || is_structured("+xml")
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn browsers_are_told_what_they_insist_on() {
        let cases = [
            ("html", "text/html; charset=utf-8"),
            ("css", "text/css; charset=utf-8"),
            ("js", "text/javascript; charset=utf-8"),
            ("mjs", "text/javascript; charset=utf-8"),
            ("json", "application/json; charset=utf-8"),
            ("webmanifest", "application/manifest+json; charset=utf-8"),
            ("xml", "text/xml; charset=utf-8"),
            ("svg", "image/svg+xml; charset=utf-8"),
            ("txt", "text/plain; charset=utf-8"),
            ("avif", "image/avif"),
            ("webp", "image/webp"),
            ("woff2", "font/woff2"),
            ("mp4", "video/mp4"),
            ("pdf", "application/pdf"),
            ("", "application/octet-stream"),
            ("nobody-knows", "application/octet-stream"),
        ];
        for (extension, expected) in cases {
            assert_eq!(of(extension), expected, "{extension}");
        }
    }
}
