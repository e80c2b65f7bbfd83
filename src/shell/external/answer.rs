//! [`Answer`]: what another site says of an address.

use serde::{Deserialize, Serialize};

/// What came of asking for an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub(super) enum Answer {
    /// The page is there.
    Fine,
    /// It is there, under an address that takes the place of the one asked for.
    Moved {
        /// The new address, without a fragment unless the server names one.
        to: String,
    },
    /// It is not there.
    Broken {
        /// What the server said.
        why: String,
    },
    /// The server did not say.
    Unreachable {
        /// What happened instead.
        why: String,
    },
}

impl Answer {
    /// For how many seconds the answer is taken for true. What may be better in a
    /// moment is not remembered at all.
    pub(super) fn lasts(&self) -> u64 {
        const DAY: u64 = 24 * 60 * 60;
        match self {
            Self::Fine | Self::Moved { .. } => 7 * DAY,
            Self::Broken { .. } => DAY,
            Self::Unreachable { .. } => 0,
        }
    }
}
