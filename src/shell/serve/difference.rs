//! What a page in a browser needs to become the page that was just built.

use std::ops::Range;

/// How two versions of a page differ.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Difference {
    Nothing,
    /// In the addresses of their stylesheets only: old ones, and those that take
    /// their place.
    Styles(Vec<(String, String)>),
    Page,
}

impl Difference {
    pub(super) fn between(then: &str, now: &str) -> Self {
        if then == now {
            return Self::Nothing;
        }
        let (old, new) = (stylesheets(then), stylesheets(now));
        let is_rest_equal = || rest(then, &old).eq(rest(now, &new));
        if old.len() != new.len() || !is_rest_equal() {
            return Self::Page;
        }
        let pairs = old.into_iter().zip(new);
        let pairs = pairs.map(|(old, new)| (then[old].to_owned(), now[new].to_owned()));
        let pairs: Vec<_> = pairs.filter(|(old, new)| old != new).collect();
        // A browser reads references; we compare what is written.
        match pairs.iter().any(|(old, _)| old.contains('&')) {
            true => Self::Page,
            false => Self::Styles(pairs),
        }
    }
}

/// What is left of a page without the addresses of its stylesheets.
fn rest<'p>(page: &'p str, addresses: &[Range<usize>]) -> impl Iterator<Item = &'p str> {
    let starts = std::iter::once(0).chain(addresses.iter().map(|address| address.end));
    let ends = addresses.iter().map(|address| address.start);
    let pieces = starts.zip(ends.chain([page.len()]));
    pieces
        .map(|(start, end)| &page[start..end])
        .collect::<Vec<_>>()
        .into_iter()
}

/// Where the addresses of the stylesheets of a page stand.
fn stylesheets(page: &str) -> Vec<Range<usize>> {
    let tags = page.match_indices("<link").filter_map(|(at, _)| {
        let attributes = Attributes::of(page, at + "<link".len());
        let mut is_stylesheet = false;
        let mut address = None;
        for (name, value) in attributes {
            match name {
                "rel" => {
                    let mut kinds = page[value].split_ascii_whitespace();
                    is_stylesheet = kinds.any(|kind| kind.eq_ignore_ascii_case("stylesheet"));
                }
                "href" => address = Some(value),
                _ => {}
            }
        }
        address.filter(|_| is_stylesheet)
    });
    tags.collect()
}

/// The id of the heading that stands before the first difference of the main
/// parts of two pages: where a reader wants to be who follows the writer.
pub(super) fn heading_of_change(then: &str, now: &str) -> Option<String> {
    let then = &then[main_part(then)..];
    let start = main_part(now);
    if now[start..] == *then {
        return None;
    }
    let pairs = now[start..].bytes().zip(then.bytes());
    let changed = start + pairs.take_while(|(now, then)| now == then).count();
    let before = now.as_bytes().get(start..changed)?;
    let mut tags = (0..before.len())
        .rev()
        .filter(|&at| is_heading(&before[at..]));
    tags.find_map(|at| {
        let mut attributes = Attributes::of(now, start + at + "<h1".len());
        let (_, id) = attributes.find(|(name, _)| *name == "id")?;
        Some(now[id].to_owned())
    })
}

fn main_part(page: &str) -> usize {
    page.find("<main").unwrap_or(0)
}

fn is_heading(text: &[u8]) -> bool {
    matches!(text, [b'<', b'h', b'1'..=b'6', b' ' | b'>', ..])
}

/// The attributes of a tag: their names, and where their values stand.
struct Attributes<'p> {
    page: &'p str,
    at: usize,
}

impl<'p> Attributes<'p> {
    /// Those behind the name of a tag, which ends at `at`.
    fn of(page: &'p str, at: usize) -> Self {
        Self { page, at }
    }

    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) -> Range<usize> {
        let rest = &self.page.as_bytes()[self.at..];
        let start = self.at;
        self.at += rest.iter().take_while(|&&byte| is_skipped(byte)).count();
        start..self.at
    }

    fn next_byte(&self) -> Option<u8> {
        self.page.as_bytes().get(self.at).copied()
    }
}

impl<'p> Iterator for Attributes<'p> {
    type Item = (&'p str, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let is_space = |byte: u8| byte.is_ascii_whitespace();
        self.skip(|byte| is_space(byte) || byte == b'/');
        let name = self.skip(|byte| !is_space(byte) && !matches!(byte, b'=' | b'>' | b'/'));
        if name.is_empty() {
            return None;
        }
        let name = &self.page[name];
        self.skip(is_space);
        if self.next_byte() != Some(b'=') {
            return Some((name, self.at..self.at));
        }
        self.at += 1;
        self.skip(is_space);
        let value = match self.next_byte() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.skip(|byte| byte != quote);
                self.at = (self.at + 1).min(self.page.len());
                value
            }
            _ => self.skip(|byte| !is_space(byte) && byte != b'>'),
        };
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(style: &str, body: &str) -> String {
        format!(
            "<link rel=\"icon\" href=\"a.svg\"><link rel=stylesheet href='{style}'>\
             <link href=\"b.css\" rel=\"alternate StyleSheet\"><body>{body}"
        )
    }

    #[test]
    fn a_change_of_style_is_told_from_a_change_of_the_page() {
        let old = page("../_assets/a.1.css", "text");
        let between = |new: &str| Difference::between(&old, new);
        assert_eq!(between(&old), Difference::Nothing);
        let pair = (
            "../_assets/a.1.css".to_owned(),
            "../_assets/a.22.css".to_owned(),
        );
        assert_eq!(
            between(&page("../_assets/a.22.css", "text")),
            Difference::Styles(vec![pair])
        );
        assert_eq!(
            between(&page("../_assets/a.22.css", "Text")),
            Difference::Page
        );
        assert_eq!(
            between(&page("../_assets/a.1.css", "Text")),
            Difference::Page
        );
        assert_eq!(between(&old.replace("a.svg", "b.svg")), Difference::Page);
        assert_eq!(
            between(&old.replace("rel=stylesheet", "rel=preload")),
            Difference::Page
        );
        assert_eq!(between(""), Difference::Page);
    }

    #[test]
    fn markup_that_breaks_off_is_read_to_its_end() {
        for page in [
            "<link",
            "<link rel",
            "<link rel=",
            "<link rel=\"",
            "<link rel='a' href='한",
        ] {
            assert_eq!(Difference::between(page, "x"), Difference::Page, "{page}");
        }
    }

    #[test]
    fn the_changed_heading_is_the_last_before_the_change() {
        let old = "<nav>x<h2 id=\"no\"></nav><main><h1>T</h1><h2 id=\"a\">A</h2><p>one\
                   <h3 class=\"x\" id='b-한글'>B</h3><p>two";
        let of = |new: &str| heading_of_change(old, new);
        assert_eq!(of(&old.replace("two", "too")).as_deref(), Some("b-한글"));
        assert_eq!(of(&old.replace("one", "won")).as_deref(), Some("a"));
        assert_eq!(of(&old.replace(">B<", ">C<")).as_deref(), Some("b-한글"));
        assert_eq!(
            of(&old.replace("b-한글", "b-반송")).as_deref(),
            Some("b-반송")
        );
        assert_eq!(of(&old.replace(">T<", ">U<")), None);
        assert_eq!(of(&old.replace("<nav>x", "<nav>y")), None);
        assert_eq!(of(""), None);
    }
}
