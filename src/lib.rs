//! Guidepost turns a folder of Markdown in the dialect of Microsoft Docs into a
//! themed, localized, static help site.
//!
//! `base` holds the words that all modules share, `stages` the pure steps of a
//! build, `pipeline` their order, and `shell` everything that touches the
//! world. `ARCHITECTURE.md` says which may use which.

pub mod base;
pub mod pipeline;
pub mod shell;
pub mod stages;
