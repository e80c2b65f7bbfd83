//! [`File`]: one file as it is served, and in how many bytes.

use super::script;
use crate::base::path::SitePath;
use crate::stages::emit::Content;
use axum::body::Bytes;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, OnceLock, Weak};

/// Texts that are shorter gain nothing.
const WORTH_IT: usize = 1024;

/// How a text is written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The value of `Content-Encoding`, and the end of a tag.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }
}

/// One file of a snapshot. What is made of its text is made when it is first
/// asked for, kept with it, and gone with it.
pub(super) struct File {
    pub content: Content,
    is_page: bool,
    version: OnceLock<String>,
    is_queued: AtomicBool,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

impl File {
    pub(super) fn new(route: &SitePath, content: Content) -> Self {
        let is_page = route.extension() == "html" && matches!(content, Content::Text(_));
        Self {
            content,
            is_page,
            version: OnceLock::new(),
            is_queued: AtomicBool::new(false),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// The text as the build made it; empty for a file on the disk.
    pub(super) fn source(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Copy(_) => "",
        }
    }

    /// What tells this text from any other.
    pub(super) fn version(&self) -> &str {
        self.version.get_or_init(|| script::version(self.source()))
    }

    /// The text as it is served: a page with the script that renews it, which is
    /// put in each time, so that a page that was looked at is not kept twice.
    pub(super) fn text(&self) -> Bytes {
        match (&self.content, self.is_page) {
            (Content::Text(text), true) => script::insert(text, self.version()).into(),
            (Content::Text(text), false) => Bytes::from_owner(Shared(Arc::clone(text))),
            (Content::Copy(_), _) => Bytes::new(),
        }
    }

    /// The tag of the text without encoding. Encoded ones have it with their
    /// name behind it.
    pub(super) fn tag(&self) -> String {
        match self.is_page {
            // The script in it may be another after an update.
            true => format!("{}-{}", self.version(), script::VERSION),
            false => self.version().to_owned(),
        }
    }

    /// The encoded text, where it has been made.
    pub(super) fn encoded(&self, encoding: Encoding) -> Option<Bytes> {
        match encoding {
            Encoding::Brotli => self.brotli.get().cloned(),
            Encoding::Gzip => self.gzip.get().cloned(),
            Encoding::Identity => Some(self.text()),
        }
    }

    fn encode(&self) {
        let text = self.text();
        let keep = |cell: &OnceLock<Bytes>, encoded: std::io::Result<Vec<u8>>| {
            if let Ok(encoded) = encoded
                && encoded.len() < text.len()
            {
                // Each file is queued once, so nobody was here before.
                let _ = cell.set(encoded.into());
            }
        };
        keep(&self.brotli, brotli(&text));
        keep(&self.gzip, gzip(&text));
    }
}

/// A text that a body of a response shares with the build.
struct Shared(Arc<str>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

fn brotli(text: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoded = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 5,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*text, &mut encoded, &parameters)?;
    Ok(encoded)
}

fn gzip(text: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text)?;
    encoder.finish()
}

/// Encodes texts one by one, in a thread of its own: nobody waits for it. Whoever
/// asks first gets the text as it is, whoever asks again in fewer bytes.
#[derive(Clone)]
pub(super) struct Encoder(Sender<Weak<File>>);

impl Encoder {
    pub(super) fn start() -> std::io::Result<Self> {
        let (sender, queue) = channel::<Weak<File>>();
        let encode = move || {
            for file in queue {
                // A text that has been replaced meanwhile is gone.
                if let Some(file) = file.upgrade() {
                    file.encode();
                }
            }
        };
        std::thread::Builder::new()
            .name("encoder".to_owned())
            .spawn(encode)?;
        Ok(Self(sender))
    }

    /// Has a text encoded, unless it is on its way or not worth it.
    pub(super) fn ask(&self, file: &Arc<File>) {
        let is_worth_it = file.source().len() >= WORTH_IT;
        if is_worth_it && !file.is_queued.swap(true, Ordering::Relaxed) {
            // The thread lives as long as anybody can ask.
            let _ = self.0.send(Arc::downgrade(file));
        }
    }
}
