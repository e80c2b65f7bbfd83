//! The steps of a build, in the order in which they run. Each is pure: what it
//! makes depends on its arguments alone.

pub mod config;
pub mod discover;
pub mod emit;
pub mod l10n;
pub mod load;
pub mod markdown;
pub mod proofread;
pub mod render;
pub mod resolve;
pub mod snippet;
pub mod yaml_page;
