//! A build that remembers equals a build that starts from nothing, byte for
//! byte, and renders again only what an edit can have changed.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

mod generated;

#[path = "incremental/addresses.rs"]
mod addresses;
#[path = "incremental/book.rs"]
mod book;
#[path = "incremental/edited.rs"]
mod edited;
#[path = "incremental/mended.rs"]
mod mended;
#[path = "incremental/navigation.rs"]
mod navigation;
#[path = "incremental/pages.rs"]
mod pages;
#[path = "incremental/random/mod.rs"]
mod random;
#[path = "incremental/theme.rs"]
mod theme;
#[path = "incremental/translations.rs"]
mod translations;
