//! `guidepost watch` on a real disk: whatever happens there, what is published in
//! the end is what a clean build writes, byte for byte.
//!
//! Nothing here waits for a time to pass. A test waits for what the binary says,
//! which takes as long as it takes; only one that never says it fails.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "tests make their sites on the disk and stop at what they did not expect"
)]

mod generated;
mod support;

#[path = "watch/folders.rs"]
mod folders;
#[path = "watch/many.rs"]
mod many;
#[path = "watch/saving.rs"]
mod saving;
#[path = "watch/telling.rs"]
mod telling;
#[path = "watch/trouble.rs"]
mod trouble;
#[path = "watch/watching.rs"]
mod watching;
