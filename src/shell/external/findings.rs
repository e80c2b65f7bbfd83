//! What is said to writers about the answers of other sites.

use super::address::{asked, fragment};
use super::answer::Answer;
use crate::base::diagnostic::{Code, Diagnostic, Span};
use crate::base::markup::means_itself;
use crate::base::sources::Sources;
use crate::base::text::place_once;

/// The finding about one place that names `address`, unless all is well.
pub(super) fn finding(
    sources: &Sources,
    at: &Span,
    address: &str,
    answer: &Answer,
) -> Option<Diagnostic> {
    let new = |code, message| Diagnostic::new(code, at.clone(), message);
    Some(match answer {
        Answer::Fine => return None,
        Answer::Broken { why } => new(
            Code::ExternalLinkBroken,
            format!("`{address}` leads nowhere: {why}"),
        )
        .hint("mend the address, or take the link away"),
        Answer::Unreachable { why } => new(
            Code::ExternalLinkUnreachable,
            format!("`{address}` could not be checked: {why}"),
        )
        .hint(
            "open it in a browser; `ignore` in `[links.external]` of `book.toml` keeps it from \
             being asked",
        ),
        Answer::Moved { to } => moved(sources, at, address, to),
    })
}

fn moved(sources: &Sources, at: &Span, address: &str, to: &str) -> Diagnostic {
    let to = match to.contains('#') {
        true => to.to_owned(),
        false => format!("{to}{}", fragment(address)),
    };
    let message = format!("`{address}` has moved to `{to}` for good");
    let finding = Diagnostic::new(Code::ExternalLinkMoved, at.clone(), message);
    if is_front_page(&to) && !is_front_page(address) {
        return finding.hint(
            "look whether the front page of the site is what is meant; the page may be gone",
        );
    }
    let finding = finding.hint("write the new address");
    // It does not stand so where it is written with character references, or
    // where `book.toml` says the host.
    let text = sources.text(&at.file).map_or("", |text| text);
    match place_once(text, at.range, address).filter(|_| means_itself(&to)) {
        Some(range) => finding.fix(range, to),
        None => finding,
    }
}

fn is_front_page(address: &str) -> bool {
    asked(address).is_some_and(|url| url.path() == "/" && url.query().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::SitePath;
    use crate::base::text::TextRange;

    /// The finding about an address that `line` has behind its first blank.
    fn said_of_moved(line: &str, address: &str, to: &str) -> Diagnostic {
        let file = SitePath::new("a.md").expect("a path");
        let mut sources = Sources::default();
        sources.insert_text(file.clone(), line);
        let range = TextRange::new(0, line.len());
        let answer = Answer::Moved { to: to.to_owned() };
        finding(&sources, &Span { file, range }, address, &answer).expect("a finding")
    }

    #[track_caller]
    fn is_fixed_as(line: &str, address: &str, to: &str, expected: Option<&str>) {
        let fix = said_of_moved(line, address, to).fix;
        let fixed = fix.map(|fix| {
            let (before, after) = (&line[..fix.range.start], &line[fix.range.end..]);
            format!("{before}{}{after}", fix.with)
        });
        assert_eq!(fixed.as_deref(), expected, "{line}");
    }

    #[test]
    fn the_fix_keeps_the_fragment() {
        let to = "https://a.net/new";
        let (old, with_fragment) = ("http://a.net/old", "http://a.net/old#b");
        is_fixed_as(old, old, to, Some(to));
        is_fixed_as(
            with_fragment,
            with_fragment,
            to,
            Some("https://a.net/new#b"),
        );
        let own = "https://a.net/new#c";
        is_fixed_as(with_fragment, with_fragment, own, Some(own));
        is_fixed_as("<http://a.net/old>", old, to, Some("<https://a.net/new>"));
    }

    #[test]
    fn no_fix_where_it_could_be_wrong() {
        let (old, to) = ("http://a.net/old", "https://a.net/new");
        is_fixed_as("/root/old", old, to, None);
        is_fixed_as("http://a.net/b&amp;c", "http://a.net/b&c", to, None);
        is_fixed_as("[http://a.net/old](http://a.net/old)", old, to, None);
        is_fixed_as(old, old, "https://a.net/new(1)", None);
        is_fixed_as(old, old, "https://a.net/?a=b&copy;", None);
        is_fixed_as(old, old, "https://a.net/", None);
        let hints = said_of_moved(old, old, "https://a.net/").hints;
        assert!(hints[0].contains("front page"), "{hints:?}");
    }
}
