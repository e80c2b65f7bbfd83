//! Words that every other module uses: paths, text ranges, diagnostics,
//! fingerprints, memos and the sources of a build.
//!
//! Nothing here knows about Markdown, themes or disks.

mod code;
pub mod diagnostic;
pub mod findings;
pub mod fingerprint;
pub mod markup;
pub mod memo;
pub mod path;
pub mod schema;
pub mod sources;
pub mod text;
