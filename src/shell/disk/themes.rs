//! The themes that come with the binary, as sources.

use crate::base::path::SitePath;
use crate::base::sources::Source;
use include_dir::{Dir, include_dir};
use std::sync::LazyLock;

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes");

static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(read);

/// A theme inside the binary.
pub(super) struct Theme {
    /// Where it would lie in a site.
    pub folder: SitePath,
    /// Its files.
    pub files: Vec<(SitePath, Source)>,
}

/// Every theme of the binary, read once.
pub(super) fn all() -> &'static [Theme] {
    &THEMES
}

fn read() -> Vec<Theme> {
    let themes = SitePath::root().with_suffix("themes");
    let theme = |folder: &Dir| {
        let mut files = Vec::new();
        add(&mut files, &themes, folder);
        Some(Theme {
            folder: themes.join(folder.path().to_str()?)?,
            files,
        })
    };
    FILES.dirs().filter_map(theme).collect()
}

fn add(files: &mut Vec<(SitePath, Source)>, themes: &SitePath, folder: &Dir) {
    for file in folder.files() {
        let path = file.path().to_str().and_then(|path| themes.join(path));
        if let Some(path) = path {
            files.push((path, Source::from_bytes(file.contents().to_vec())));
        }
    }
    for inner in folder.dirs() {
        add(files, themes, inner);
    }
}
