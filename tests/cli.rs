//! The binary as people run it: exit codes, what it says, and what is left on
//! the disk. Whatever is wrong, the last good output stays as it is.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests make their sites on the disk and stop at what they did not expect"
)]

mod support;

#[path = "cli/commands.rs"]
mod commands;
#[path = "cli/configuration.rs"]
mod configuration;
#[path = "cli/content.rs"]
mod content;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/mending.rs"]
mod mending;
#[path = "cli/publishing.rs"]
mod publishing;
