//! What a site lacks that must be there: folders of locales, `book.toml`.

use super::Disk;
use super::places::join;
use super::root::here;
use crate::base::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::base::path::SitePath;
use std::io;
use std::path::Path;

impl Disk {
    /// The locales whose folder is not there.
    pub(super) fn missing_folders(&self, file: &SitePath) -> Vec<Diagnostic> {
        let mut missing = Vec::new();
        for (index, locale) in self.config.locales.iter().enumerate() {
            let folder = join(&self.site.places.site, &locale.folder);
            if here(&folder).is_dir() {
                continue;
            }
            let at = Span {
                file: file.clone(),
                range: locale.named_at,
            };
            let mut finding = missing_folder(at, &locale.tag, &folder);
            if index != self.config.source && !locale.has_own_folder {
                // A locale without any translation yet; git would not keep the folder.
                finding.severity = Severity::Suggestion;
            }
            missing.push(finding);
        }
        missing
    }

    pub(super) fn why_no_settings(&self, file: &SitePath) -> String {
        let path = self.site.places.of(file);
        match std::fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = self.site.places.site.display();
                format!("there is no `book.toml` in `{folder}`")
            }
            Err(error) => format!("cannot read `{}`: {error}", path.display()),
            Ok(_) => format!("`{}` is not UTF-8", path.display()),
        }
    }
}

fn missing_folder(at: Span, tag: &str, folder: &Path) -> Diagnostic {
    let message = format!("the locale `{tag}` has no folder `{}`", folder.display());
    Diagnostic::new(Code::ContentFolderMissing, at, message)
        .hint("make the folder, or say with `content = \"..\"` where the pages are")
}
