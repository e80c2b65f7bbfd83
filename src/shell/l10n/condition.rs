//! [`Condition`]: when translations are so far behind that a check should fail.

use crate::stages::l10n::Words;
use std::fmt;
use std::str::FromStr;

/// `stale>20%`: a share of the source's words, compared with a limit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    share: Share,
    relation: Relation,
    /// In per cent.
    limit: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    Current,
    Stale,
    Untracked,
    Missing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    More,
    AtLeast,
    Less,
    AtMost,
}

const SHARES: [(&str, Share); 4] = [
    ("current", Share::Current),
    ("stale", Share::Stale),
    ("untracked", Share::Untracked),
    ("missing", Share::Missing),
];

/// The longer signs first, because the shorter begin them.
const RELATIONS: [(&str, Relation); 4] = [
    (">=", Relation::AtLeast),
    ("<=", Relation::AtMost),
    (">", Relation::More),
    ("<", Relation::Less),
];

impl Condition {
    /// Whether it holds; the share in per cent where it does. Of nothing at all no
    /// share is too large or too small.
    pub(super) fn met(&self, words: Words) -> Option<f64> {
        if words.total() == 0 {
            return None;
        }
        let share = percent(
            match self.share {
                Share::Current => words.current,
                Share::Stale => words.stale,
                Share::Untracked => words.untracked,
                Share::Missing => words.missing,
            },
            words.total(),
        );
        let is_met = match self.relation {
            Relation::More => share > self.limit,
            Relation::AtLeast => share >= self.limit,
            Relation::Less => share < self.limit,
            Relation::AtMost => share <= self.limit,
        };
        is_met.then_some(share)
    }
}

/// A part of a whole in per cent; nothing of nothing is 0.
#[expect(
    clippy::cast_precision_loss,
    reason = "no site has so many words that it matters"
)]
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    match whole {
        0 => 0.0,
        _ => part as f64 * 100.0 / whole as f64,
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = SHARES.iter().find(|(_, share)| *share == self.share);
        let relation = RELATIONS
            .iter()
            .find(|(_, relation)| *relation == self.relation);
        let (share, relation) = (
            share.map_or("", |(name, _)| name),
            relation.map_or("", |(sign, _)| sign),
        );
        write!(f, "{share}{relation}{}%", self.limit)
    }
}

impl FromStr for Condition {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let read = || {
            let compact: String = written.split_whitespace().collect();
            let (name, share) = SHARES.iter().find(|(name, _)| compact.starts_with(name))?;
            let rest = &compact[name.len()..];
            let (sign, relation) = RELATIONS.iter().find(|(sign, _)| rest.starts_with(sign))?;
            let limit = rest[sign.len()..].strip_suffix('%')?.parse().ok()?;
            Some(Self {
                share: *share,
                relation: *relation,
                limit,
            })
        };
        read()
            .filter(|condition: &Self| (0.0..=100.0).contains(&condition.limit))
            .ok_or_else(|| {
                "write a share of the words and a limit: `stale>20%`, `missing>=50%`, `current<80%`"
                    .to_owned()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_and_met() {
        let words = Words {
            current: 70,
            stale: 20,
            untracked: 0,
            missing: 10,
        };
        let cases = [
            ("stale>20%", false),
            ("stale >= 20 %", true),
            ("missing>9.5%", true),
            ("current<80%", true),
            ("untracked<=0%", true),
        ];
        for (written, is_met) in cases {
            let condition: Condition = written.parse().expect(written);
            assert_eq!(condition.met(words).is_some(), is_met, "{written}");
        }
        let condition: Condition = "current<80%".parse().expect("a condition");
        assert_eq!(condition.met(Words::default()), None);
        let shown = "stale >= 20 %"
            .parse::<Condition>()
            .map(|read| read.to_string());
        assert_eq!(shown.as_deref(), Ok("stale>=20%"));
        for wrong in [
            "",
            "stale",
            "stale>20",
            "old>20%",
            "stale>200%",
            "stale>NaN%",
            "stale=20%",
        ] {
            assert!(wrong.parse::<Condition>().is_err(), "{wrong}");
        }
    }
}
