//! Everything that touches the world: disk, terminal, time.
#![allow(
    clippy::disallowed_methods,
    reason = "the shell is where the disk is touched"
)]

mod baseline;
mod check;
pub mod cli;
mod date;
mod disk;
mod exchange;
mod explain;
pub mod external;
mod fix;
mod git;
mod identity;
mod init;
mod l10n;
mod live;
mod lock;
mod manifest;
mod past;
mod progress;
mod publish;
mod publish_error;
mod publisher;
mod render;
mod report;
mod serve;
mod urls;
mod watch;
mod whole_file;
