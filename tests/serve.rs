//! `guidepost serve` as browsers meet it: what is answered, and what pages are
//! told when their sources change.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests make their sites on the disk and stop at what they did not expect"
)]

mod support;

#[path = "serve/addresses.rs"]
mod addresses;
#[path = "serve/answers.rs"]
mod answers;
#[path = "serve/events.rs"]
mod events;
#[path = "serve/findings.rs"]
mod findings;
#[path = "serve/follow.rs"]
mod follow;
#[path = "serve/hosts.rs"]
mod hosts;
#[path = "serve/preview.rs"]
mod preview;
#[path = "serve/process.rs"]
mod process;
