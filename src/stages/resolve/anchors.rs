//! Whether the places on pages that links name are there. Ids are final only
//! when a page is put together, so this is asked when all of them are.

use super::addresses::Addresses;
use super::compose::Composer;
use crate::base::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::base::markup::means_itself;
use crate::base::text::place_once;
use crate::stages::discover::PageId;
use crate::stages::markdown::Ids;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// Every id of a page, sorted, in one text: a site has many, and few are asked
/// for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors(Box<str>);

/// What stands between two ids; HTML has no such character.
const BETWEEN: char = '\0';

impl Anchors {
    pub(super) fn new(ids: &Ids) -> Self {
        let mut joined = String::new();
        for id in ids.given() {
            joined.push_str(id);
            joined.push(BETWEEN);
        }
        Self(joined.into())
    }

    /// The ids in the order of their bytes.
    #[must_use]
    pub fn sorted(&self) -> Vec<&str> {
        self.0.split_terminator(BETWEEN).collect()
    }
}

/// A link to a place on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Jump {
    /// Where the address stands; in the included file, where it is included.
    pub at: Span,
    /// Whether the address can be edited there.
    pub editable: bool,
    /// Whether the page that has the link is a fallback page.
    pub on_fallback: bool,
    /// The page it leads to.
    pub page: PageId,
    /// The id it names, percent-decoded.
    pub id: String,
}

/// The id that the query and fragment of an address name. `#` and `#top` are
/// the top of any page (HTML Standard, 7.4.6.4), and what follows `:~:` is
/// for the browser's search (URL Fragment Text Directives).
pub(super) fn named_id(suffix: &str) -> Option<String> {
    let (_, fragment) = suffix.split_once('#')?;
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
        return None;
    }
    Some(
        percent_decode_str(fragment)
            .decode_utf8_lossy()
            .into_owned(),
    )
}

impl Composer<'_> {
    /// Notes a link to the place on a page that `suffix` names, if it names one.
    pub(super) fn jump(&mut self, at: Span, editable: bool, page: &PageId, suffix: &str) {
        if let Some(id) = named_id(suffix) {
            self.composed.jumps.push(Jump {
                at,
                editable,
                on_fallback: self.page.content_locale != self.id.locale,
                page: page.clone(),
                id,
            });
        }
    }
}

/// How many ids of a page are compared with wrong ones to find what was meant:
/// enough for any page, and a bound for one that is all ids and wrong links.
const COMPARED: usize = 20_000;

/// A link to a place that is not on its page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lapse {
    jump: Jump,
    /// Whether a redirection leads on from there.
    has_moved: bool,
    /// The id that may have been meant.
    meant: Option<String>,
}

/// Those links of a page that lead to places which are not there. A page that
/// `anchors` lacks is not asked.
#[must_use]
pub fn lapses(
    addresses: Addresses,
    anchors: &BTreeMap<PageId, Anchors>,
    jumps: &[Jump],
) -> Vec<Lapse> {
    let mut jumps: Vec<&Jump> = jumps.iter().collect();
    jumps.sort_by(|a, b| a.page.cmp(&b.page));
    let mut lapses = Vec::new();
    for to_page in jumps.chunk_by(|a, b| a.page == b.page) {
        let Some(anchors) = to_page.first().and_then(|jump| anchors.get(&jump.page)) else {
            continue;
        };
        let ids = anchors.sorted();
        let mut left = COMPARED;
        for jump in to_page {
            if ids.binary_search(&jump.id.as_str()).is_ok() {
                continue;
            }
            let has_moved = addresses.redirects.has_place(&jump.page, &jump.id);
            let meant = match left.checked_sub(ids.len()).filter(|_| !has_moved) {
                Some(rest) => {
                    left = rest;
                    nearest(&jump.id, ids.iter().copied())
                }
                None => None,
            };
            lapses.push(Lapse {
                jump: (*jump).clone(),
                has_moved,
                meant: meant.map(str::to_owned),
            });
        }
    }
    lapses
}

/// The finding for each link to a place that is not there, each link said once
/// however many pages show it.
#[must_use]
pub fn findings(addresses: Addresses, lapses: Vec<Lapse>) -> Vec<Diagnostic> {
    let (mut moved, mut broken): (Vec<Lapse>, Vec<Lapse>) =
        lapses.into_iter().partition(|lapse| lapse.has_moved);
    // A page of the writer's own locale says it before a fallback page does.
    broken.sort();
    broken.dedup_by(|later, first| later.jump.at == first.jump.at);
    moved.sort();
    moved.dedup_by(|later, first| later.jump.at == first.jump.at);
    let broken = broken
        .into_iter()
        .map(|lapse| missing(addresses, &lapse.jump, lapse.meant));
    let moved = moved.into_iter().map(|lapse| led_on(lapse.jump));
    broken.chain(moved).collect()
}

/// The finding about a link to a place that has moved.
fn led_on(jump: Jump) -> Diagnostic {
    let message = format!("`#{}` has moved", jump.id);
    Diagnostic::new(Code::LinkRedirected, jump.at, message)
        .hint("link to where it is now; a redirection takes readers there meanwhile")
}

fn missing(addresses: Addresses, jump: &Jump, meant: Option<String>) -> Diagnostic {
    let id = &jump.id;
    let page = addresses.inventory.pages.get(&jump.page);
    let message = match page.map(|page| &page.file) {
        Some(file) if *file != jump.at.file => {
            let file = addresses.shown(file);
            format!("there is no `#{id}` on the page `{file}`")
        }
        _ => format!("there is no `#{id}` on this page"),
    };
    let text = addresses.sources.text(&jump.at.file);
    let text = text.filter(|_| jump.editable);
    let place = text.and_then(|text| place_once(text, jump.at.range, &format!("#{id}")));
    let start = place.map(|place| place.start + 1);
    let finding = Diagnostic::new(Code::BookmarkNotFound, jump.at.clone(), message);
    match meant {
        // What differs in case alone was meant for certain.
        Some(meant) if meant.eq_ignore_ascii_case(id) && means_itself(&meant) => {
            let finding = finding.hint(format!("write `#{meant}`: browsers tell cases apart"));
            match start {
                Some(start) => finding.fix((start..start + id.len()).into(), meant),
                None => finding,
            }
        }
        Some(meant) => finding.hint(format!("did you mean `#{meant}`?")),
        None => finding.hint(format!(
            "link to the id of a heading, or write `<a name=\"{id}\"></a>` at the start of the \
             heading that is meant"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_addresses_name() {
        let cases = [
            ("#a", Some("a")),
            ("?view=x#a%20b", Some("a b")),
            ("###x", Some("##x")),
            ("#a?b=c", Some("a?b=c")),
            ("#a:~:text=b", Some("a")),
            ("#:~:text=b", None),
            ("#", None),
            ("#Top", None),
            ("?a=b", None),
        ];
        for (suffix, id) in cases {
            assert_eq!(named_id(suffix).as_deref(), id, "{suffix}");
        }
    }

    #[test]
    fn ids_are_kept_sorted() {
        let mut ids = Ids::default();
        for wanted in ["b", "a", "b"] {
            ids.give(wanted);
        }
        assert_eq!(Anchors::new(&ids).sorted(), ["a", "b", "b-1"]);
        assert!(Anchors::default().sorted().is_empty());
    }
}
