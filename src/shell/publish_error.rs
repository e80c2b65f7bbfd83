//! [`PublishError`]: why a site could not be written.

use std::io;
use std::path::PathBuf;

/// Why a site could not be written.
#[derive(Debug)]
pub(super) enum PublishError {
    /// The output folder belongs to somebody else.
    NotOurs(PathBuf),
    /// A file of somebody else stands where ours should.
    Occupied(PathBuf),
    /// Another build is writing to the folder.
    Busy(PathBuf),
    /// The disk refused.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for PublishError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOurs(path) => write!(
                f,
                "`{}` is not empty and was not written by guidepost, so it is left alone",
                path.display()
            ),
            Self::Occupied(path) => write!(
                f,
                "`{}` was not written by guidepost, so it is not replaced",
                path.display()
            ),
            Self::Busy(path) => write!(f, "another build is writing to `{}`", path.display()),
            Self::Io(path, error) => write!(f, "cannot write `{}`: {error}", path.display()),
        }
    }
}

impl PublishError {
    /// How to mend it.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Busy(_) => "wait for it to end, or choose another folder with `--out`",
            Self::NotOurs(_) => "choose another folder with `--out`, or empty this one yourself",
            Self::Occupied(_) => "move the file away, or rename the page that is published there",
            Self::Io(..) => {
                "check that the folder exists, that you may write, and that there is room"
            }
        }
    }
}
