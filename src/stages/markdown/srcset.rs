//! The value of `srcset`: images to choose from, each with when to choose it
//! (HTML Standard, 4.8.4.2.1).

/// An image of a `srcset`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidate<'v> {
    /// Its address.
    pub address: &'v str,
    /// Its width or density, as written: `2x`.
    pub descriptor: &'v str,
}

/// The images of a `srcset`, in order.
pub(super) fn candidates(value: &str) -> Vec<Candidate<'_>> {
    let mut candidates = Vec::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return candidates;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace());
        let (address, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let (bare, descriptor) = match address.trim_end_matches(',') {
            bare if bare.len() < address.len() => (bare, ""),
            bare => {
                let (descriptor, _) = behind.split_at(behind.find(',').unwrap_or(behind.len()));
                (bare, descriptor)
            }
        };
        candidates.push(Candidate {
            address: bare,
            descriptor: descriptor.trim(),
        });
        rest = &behind[descriptor.len()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_descriptors() {
        let read = |value| -> Vec<(&str, &str)> {
            let candidates = candidates(value).into_iter();
            candidates
                .map(|candidate| (candidate.address, candidate.descriptor))
                .collect()
        };
        assert_eq!(read("a.png"), [("a.png", "")]);
        assert_eq!(
            read(" a.png 1x,b,c.png   2x ,\nd.png, e.png 30w"),
            [
                ("a.png", "1x"),
                ("b,c.png", "2x"),
                ("d.png", ""),
                ("e.png", "30w")
            ]
        );
        assert_eq!(read(" , "), []);
    }
}
