//! Ranges of monikers: `>= a < b || c`.
//!
//! Alternatives stand between `||`. One is a list of comparators, and all must
//! hold: `=`, `<`, `<=`, `>` or `>=` before a moniker, where none means `=`. A
//! comparator knows the versions of the moniker's own product only.

use super::definition::{Definition, Version};
use super::set::MonikerSet;
use std::ops::Range;

/// The longer before the shorter that it begins with.
const OPERATORS: [(&str, Operator); 5] = [
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    (">", Operator::Above),
    ("<", Operator::Below),
    ("=", Operator::Equal),
];

#[derive(Clone, Copy)]
enum Operator {
    Equal,
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// What is wrong with a range.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault<'r> {
    /// No moniker stands where one belongs, but this.
    NoMoniker(&'r str),
    /// No such moniker is defined.
    Undefined(&'r str),
}

/// The monikers of a range, and what is wrong with it. An alternative with a
/// fault has none; a blank range has none and no fault.
pub(super) fn evaluate<'r>(
    range: &'r str,
    definition: &Definition,
) -> (MonikerSet, Vec<Fault<'r>>) {
    let mut faults = Vec::new();
    if range.trim().is_empty() {
        return (MonikerSet::default(), faults);
    }
    let alternatives = range.split("||");
    let intervals = alternatives.map(|alternative| interval(alternative, definition, &mut faults));
    let set = MonikerSet::new(intervals);
    (set, faults)
}

/// The monikers for which all comparators hold. Those of one comparator stand
/// beside each other, so those of all do.
fn interval<'r>(
    comparators: &'r str,
    definition: &Definition,
    faults: &mut Vec<Fault<'r>>,
) -> Range<usize> {
    const NONE: Range<usize> = 0..0;
    let mut all: Option<Range<usize>> = None;
    let mut rest = comparators.trim();
    loop {
        let (operator, behind) = OPERATORS
            .iter()
            .find_map(|(sign, operator)| Some((*operator, rest.strip_prefix(sign)?)))
            .unwrap_or((Operator::Equal, rest));
        let behind = behind.trim_start();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let len = behind.find(|c| !is_part(c)).unwrap_or(behind.len());
        let (name, behind) = behind.split_at(len);
        if name.is_empty() {
            faults.push(Fault::NoMoniker(behind));
            return NONE;
        }
        let one = definition.version(name).map_or_else(
            || {
                faults.push(Fault::Undefined(name));
                NONE
            },
            |version| compare(operator, version),
        );
        let both = match all {
            Some(all) => all.start.max(one.start)..all.end.min(one.end),
            None => one,
        };
        rest = behind.trim_start();
        if rest.is_empty() {
            return both;
        }
        all = Some(both);
    }
}

fn compare(operator: Operator, version: &Version) -> Range<usize> {
    let Version { index, product } = version;
    match operator {
        Operator::Equal => *index..index + 1,
        Operator::Below => product.start..*index,
        Operator::AtMost => product.start..index + 1,
        Operator::Above => index + 1..product.end,
        Operator::AtLeast => *index..product.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definition() -> Definition {
        Definition::of([
            ["core-1.0", "Core-2.0", "core-3.0"],
            ["sql-1.0", "sql-2.0", "sql-3.0"],
        ])
    }

    #[test]
    fn ranges_are_evaluated() {
        for (range, expected) in [
            ("", "none"),
            ("  ", "none"),
            (" core-1.0 ", "`core-1.0`"),
            ("= CORE-2.0", "`Core-2.0`"),
            ("core-1.0 core-3.0", "none"),
            ("core-1.0 || sql-3.0", "`core-1.0`, `sql-3.0`"),
            ("sql-3.0||core-1.0", "`core-1.0`, `sql-3.0`"),
            (">core-1.0<core-3.0", "`Core-2.0`"),
            ("> core-3.0", "none"),
            ("<= core-2.0", "`core-1.0`, `Core-2.0`"),
            ("< sql-2.0", "`sql-1.0`"),
            ("> core-1.0", "`Core-2.0`, `core-3.0`"),
            ("core-1.0<core-3.0", "`core-1.0`"),
            (">= core-1.0 < core-2.0 || sql-3.0", "`core-1.0`, `sql-3.0`"),
            (">= core-2.0 > sql-2.0", "none"),
            (
                "<= sql-3.0 || <= core-3.0",
                "`core-1.0`, `Core-2.0`, `core-3.0`, `sql-1.0`, `sql-2.0` and more",
            ),
        ] {
            let definition = definition();
            let (set, faults) = evaluate(range, &definition);
            assert_eq!(faults, [], "{range}");
            assert_eq!(definition.list(&set), expected, "{range}");
        }
    }

    #[test]
    fn faults_are_found() {
        use Fault::{NoMoniker, Undefined};
        for (range, expected) in [
            ("core-9", vec![Undefined("core-9")]),
            ("<= a > b", vec![Undefined("a"), Undefined("b")]),
            ("core-1.0 < || core-2.0", vec![NoMoniker("")]),
            (">core&-1.0", vec![Undefined("core"), NoMoniker("&-1.0")]),
            (">=>core", vec![NoMoniker(">core")]),
            ("core-1.0 ||| >core-2.0", vec![NoMoniker("| >core-2.0")]),
            ("core-1.0 ||", vec![NoMoniker("")]),
            ("한국", vec![Undefined("한국")]),
        ] {
            let (_, faults) = evaluate(range, &definition());
            assert_eq!(faults, expected, "{range}");
        }
        let definition = definition();
        let (set, _) = evaluate("core-1.0 || core-9", &definition);
        assert_eq!(definition.list(&set), "`core-1.0`");
        assert_eq!(definition.meant_by("croe-2.0"), Some("Core-2.0"));
    }
}
