//! The kinds of alert, and how their markers look.

/// The kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Makes it easier.
    Tip,
    /// Must be known.
    Important,
    /// May go wrong.
    Warning,
    /// Will do harm.
    Caution,
    /// A site's own: an index of `[markdown.alerts]`.
    Custom(usize),
}

/// A site's own kinds of alert, in capitals, and their classes.
pub(super) type Own<'a> = &'a [(String, String)];

impl Alert {
    /// The kinds of the dialect.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::Tip,
        Self::Important,
        Self::Warning,
        Self::Caution,
    ];

    /// The kind in lower case, `note`; `None` for a site's own.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
            Self::Custom(_) => return None,
        })
    }

    /// The kind whose marker, such as `[!NOTE]` in any case, begins `text`, and
    /// the marker's length.
    pub(super) fn at_start_of(text: &str, own: Own) -> Option<(Self, usize)> {
        let inside = text.strip_prefix("[!")?;
        let end = inside.bytes().take(64).position(|b| b == b']')?;
        let key = inside[..end].trim();
        let is_named = |kind: &Self| {
            kind.name()
                .is_some_and(|name| name.eq_ignore_ascii_case(key))
        };
        let kind = Self::ALL.into_iter().find(is_named).or_else(|| {
            let index = own
                .iter()
                .position(|(own, _)| own.eq_ignore_ascii_case(key));
            index.map(Self::Custom)
        })?;
        Some((kind, end + 3))
    }

    /// The kind as writers type it: `NOTE`.
    pub(super) fn key(self, own: Own) -> String {
        match self {
            Self::Custom(index) => own.get(index).map(|(key, _)| key.clone()),
            kind => kind.name().map(str::to_uppercase),
        }
        .unwrap_or_default()
    }

    /// The classes that a site gives its own kind.
    pub(super) fn class(self, own: Own<'_>) -> Option<&str> {
        match self {
            Self::Custom(index) => own.get(index).map(|(_, class)| class.as_str()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_in_any_case() {
        let own = [("TODO".to_owned(), "x".to_owned())];
        assert_eq!(Alert::at_start_of("[!Note]x", &own), Some((Alert::Note, 7)));
        assert_eq!(
            Alert::at_start_of("[!todo]", &own),
            Some((Alert::Custom(0), 7))
        );
        assert_eq!(Alert::at_start_of("[!NOTES]", &own), None);
    }
}
