//! What is known about translations: which parts a file has, and which of them
//! have changed in the source since they were translated.

mod block;
pub mod exchange;
mod markdown_blocks;
mod yaml_blocks;

pub use block::{Block, Kind, blocks};
