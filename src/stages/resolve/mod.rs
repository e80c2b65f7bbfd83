//! What no page can know by itself: what addresses lead to, what is included,
//! where a page stands in the tables of contents, what others are called.

mod address_findings;
mod addresses;
pub mod anchors;
mod assets;
mod code_files;
mod compose;
mod contents;
pub mod contract;
mod elements;
mod hrefs;
mod includes;
mod library;
mod lookup;
pub mod monikers;
mod navigation;
pub mod page_findings;
pub mod pivots;
pub mod published;
pub mod redirects;
mod retold;
mod spelling;
mod suggest;
mod titles;
mod toc;
pub mod web;
mod xrefs;

pub use addresses::{Addresses, Detour, Found, Reason, Target};
pub use assets::place_assets;
pub use compose::{Composed, FinalHeading, Parts, WriteHook, compose};
pub use contents::Contents;
pub use library::Library;
pub use navigation::{Navigation, Scope, Shown};
pub use redirects::Redirects;
pub use retold::Retold;
pub use titles::{Asked, Titles};
pub use toc::EntryTarget;
pub use xrefs::{XrefTarget, Xrefs};
