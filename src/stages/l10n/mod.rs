//! What is known about translations: which parts a file has, and which of them
//! have changed in the source since they were translated.

mod block;
mod comparison;
mod coverage;
pub mod exchange;
mod files;
mod findings;
mod lock;
mod markdown_blocks;
mod notice;
mod state;
mod yaml_blocks;

pub use block::{Block, Kind, blocks};
pub use comparison::{Change, Comparison, compare};
pub use coverage::{Coverage, Covered, Words, need};
pub use files::{Pair, pairs};
pub use findings::findings;
pub use lock::{Entry, Lock, Mark};
pub use notice::{Notice, Section, notices};
pub use state::{Blocks, Evidence, State, Translation, wanted_past};
