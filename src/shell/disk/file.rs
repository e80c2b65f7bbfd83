//! One file of the disk as a source, and the stamp that says whether it is still
//! the same.

use crate::base::fingerprint::{Fingerprint, Fingerprinter};
use crate::base::path::SitePath;
use crate::base::sources::{Body, Source};
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// The largest file that is read as code to be shown.
const LONGEST_CODE: u64 = 1 << 20;

/// How often a file is read again because it changed meanwhile. What still
/// changes then is read again when its writer has finished and the disk says so.
const MOST_ATTEMPTS: usize = 5;

/// How coarse the clocks of file systems are.
const COARSEST_CLOCK: Duration = Duration::from_secs(2);

/// What the disk says about a file without reading it.
#[derive(Clone, Debug)]
pub(in crate::shell) struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    identity: Identity,
    /// Whether a change since would show: one within the same tick of the clock
    /// would not.
    is_settled: bool,
}

/// Which file it is and when anything about it changed, where the system says so.
#[cfg(unix)]
type Identity = (u64, u64, i64, i64);
#[cfg(not(unix))]
type Identity = ();

impl Stamp {
    pub(in crate::shell) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok();
        let age = modified.and_then(|modified| modified.elapsed().ok());
        Self {
            len: metadata.len(),
            modified,
            identity: identity(metadata),
            is_settled: age.is_some_and(|age| age > COARSEST_CLOCK),
        }
    }

    /// Whether the file is certainly what it was when it had the other stamp.
    pub(super) fn is_still(&self, then: &Self) -> bool {
        then.is_settled && self.is_as(then)
    }

    /// Whether nothing shows that the file has changed meanwhile.
    pub(in crate::shell) fn is_as(&self, other: &Self) -> bool {
        (self.len, self.modified, self.identity) == (other.len, other.modified, other.identity)
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    (
        metadata.dev(),
        metadata.ino(),
        metadata.ctime(),
        metadata.ctime_nsec(),
    )
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {}

/// Reads a file, again where it was changed or replaced while it was read.
pub(super) fn read(file: &SitePath, path: &Path) -> io::Result<(Source, Stamp)> {
    for _ in 1..MOST_ATTEMPTS {
        let (source, stamp) = read_once(file, path)?;
        if stamp.is_as(&Stamp::of(&std::fs::metadata(path)?)) {
            return Ok((source, stamp));
        }
    }
    read_once(file, path)
}

fn read_once(file: &SitePath, path: &Path) -> io::Result<(Source, Stamp)> {
    let mut input = File::open(path)?;
    let stamp = Stamp::of(&input.metadata()?);
    let is_code = !is_media(file) && stamp.len <= LONGEST_CODE;
    let source = if is_text(file) || is_code {
        let mut bytes = Vec::with_capacity(usize::try_from(stamp.len).unwrap_or_default());
        input.read_to_end(&mut bytes)?;
        match !is_text(file) && is_binary(&bytes) {
            true => Source {
                body: Body::Binary {
                    len: bytes.len() as u64,
                },
                fingerprint: Fingerprint::of(&bytes),
            },
            false => Source::from_bytes(bytes),
        }
    } else {
        let mut hasher = Fingerprinter::default();
        let len = io::copy(&mut input, &mut hasher)?;
        Source {
            body: Body::Binary { len },
            fingerprint: hasher.finish(),
        }
    };
    Ok((source, stamp))
}

/// Files whose text a build reads.
fn is_text(file: &SitePath) -> bool {
    matches!(
        file.extension().as_str(),
        "md" | "yml"
            | "yaml"
            | "toml"
            | "html"
            | "css"
            | "js"
            | "mjs"
            | "svg"
            | "json"
            | "txt"
            | "lock"
    )
}

/// Files that are only ever copied. Any other may be code that a page shows.
fn is_media(file: &SitePath) -> bool {
    matches!(
        file.extension().as_str(),
        "png"
            | "jpg"
            | "jpeg"
            | "gif"
            | "webp"
            | "avif"
            | "ico"
            | "bmp"
            | "mp4"
            | "webm"
            | "mov"
            | "mp3"
            | "wav"
            | "pdf"
            | "zip"
            | "gz"
            | "woff"
            | "woff2"
            | "ttf"
            | "docx"
            | "xlsx"
            | "pptx"
    )
}

/// Whether bytes are no text that a page could show.
fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) || std::str::from_utf8(bytes).is_err()
}
