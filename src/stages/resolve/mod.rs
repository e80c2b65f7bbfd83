//! What no page can know by itself: what addresses lead to, what is included,
//! where a page stands in the tables of contents, what others are called.

mod addresses;
pub mod anchors;
mod assets;
mod code_files;
mod compose;
mod elements;
mod hrefs;
mod includes;
mod library;
pub mod monikers;
mod navigation;
pub mod pivots;
mod titles;
mod toc;
pub mod web;
mod xrefs;

pub use addresses::{Addresses, Reason, Target};
pub use assets::place_assets;
pub use compose::{Composed, FinalHeading, Parts, WriteHook, compose};
pub use library::Library;
pub use navigation::{Navigation, Scope, Shown};
pub use titles::Titles;
pub use toc::EntryTarget;
pub use xrefs::{XrefTarget, Xrefs};
