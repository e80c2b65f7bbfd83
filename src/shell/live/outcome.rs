//! [`Outcome`]: what the loop hands over after each round.

use super::Delta;
use crate::base::path::SitePath;
use crate::pipeline::{Build, Reasons};
use crate::shell::cli::Problem;
use crate::shell::disk::Site;
use std::collections::BTreeSet;
use std::time::Instant;

/// What a round of the loop came to. Whatever it is, the loop goes on.
pub(in crate::shell) enum Outcome<'r> {
    /// The site was built. With errors it must not replace the last good site.
    Built(Rebuilt<'r>),
    /// There is nothing to build from, such as a folder without `book.toml`.
    Failed(&'r Problem),
    /// The build panicked, and this is what it said.
    Panicked(&'r str),
}

/// A site that was built again.
pub(in crate::shell) struct Rebuilt<'r> {
    /// The sources that it read, and where they lie.
    pub site: &'r Site,
    /// What was made of them.
    pub build: &'r Build,
    /// The sources that are not what they were at the round before.
    pub changed: &'r BTreeSet<SitePath>,
    /// How the site differs from the last good one that was taken over.
    pub delta: &'r Delta,
    /// The pages that were rendered since then, and why.
    pub pages: &'r Reasons,
    /// Whether there was no good site before.
    pub is_first: bool,
    /// When the last of the changes was noticed.
    pub since: Instant,
}
