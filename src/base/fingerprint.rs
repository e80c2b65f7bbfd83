//! [`Fingerprint`]: the identity of a value, for memos and file names.

use serde::Serialize;
use std::fmt;
use xxhash_rust::xxh3::Xxh3;

/// 128 bits of XXH3 over a value. Equal values have equal fingerprints on
/// every machine; two different values meet by chance once in 2^64 builds.
///
/// Not for security: published files are listed with their SHA-256 instead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// The fingerprint of a value's serialised form.
    ///
    /// The form is JSON, so the value's maps must have string keys and a fixed
    /// order; a value that cannot be serialised gets the fingerprint of its
    /// error message, which is wrong for nobody but equal to itself.
    #[must_use]
    pub fn of_value<T: Serialize + ?Sized>(value: &T) -> Self {
        let mut writer = Fingerprinter::default();
        match serde_json::to_writer(&mut writer, value) {
            Ok(()) => writer.finish(),
            Err(error) => Self::of(error.to_string().as_bytes()),
        }
    }

    /// Half of it, where a few thousand values are told apart and people see it.
    #[must_use]
    pub fn half(self) -> u64 {
        (self.0 >> 64) as u64
    }

    /// The first eight hexadecimal digits, for the name of a published asset.
    #[must_use]
    pub fn short(self) -> String {
        format!("{:032x}", self.0)[..8].to_owned()
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Builds one fingerprint from several pieces.
///
/// Each piece is preceded by its length, so `["ab", "c"]` and `["a", "bc"]`
/// differ.
#[derive(Default)]
pub struct Fingerprinter(Xxh3);

impl Fingerprinter {
    /// Adds some bytes.
    pub fn add(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds another fingerprint.
    pub fn add_fingerprint(&mut self, other: Fingerprint) -> &mut Self {
        self.0.update(&other.0.to_le_bytes());
        self
    }

    /// The fingerprint of all that was added.
    #[must_use]
    pub fn finish(&self) -> Fingerprint {
        Fingerprint(self.0.digest128())
    }
}

impl std::io::Write for Fingerprinter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
