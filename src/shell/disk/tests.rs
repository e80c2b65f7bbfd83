//! What is looked at again is what reading everything anew would give.

use super::*;
use std::fs;
use std::io;
use tempfile::TempDir;

const BOOK: &str = "[book]\ntitle = \"Test\"\n\n[locales.en-us]\n";

/// A site on the disk, and what we know of it.
struct Watched {
    folder: TempDir,
    disk: Disk,
    names: Names,
}

impl Watched {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        for (file, text) in [("site/book.toml", BOOK)].iter().chain(files) {
            write(&folder.path().join(file), text);
        }
        let mut disk = Disk::new(&folder.path().join("site"));
        let mut names = Names::default();
        disk.look_at_all(&mut |met| drop(names.meet(met)));
        disk.settle().expect("a site");
        disk.changes();
        Self {
            folder,
            disk,
            names,
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Looks at paths again, and compares with a site that is read anew.
    #[track_caller]
    fn look_at(&mut self, paths: &[&str]) -> Changes {
        let paths: Vec<PathBuf> = paths.iter().map(|path| self.path(path)).collect();
        self.look_at_names(&paths.iter().filter_map(|path| real(path)).collect());
        self.compare()
    }

    fn look_at_names(&mut self, paths: &BTreeSet<PathBuf>) {
        let paths = paths.iter().flat_map(|path| self.names.of(path));
        let paths = paths.collect();
        let names = &mut self.names;
        self.disk.look_at(&paths, &mut |met| drop(names.meet(met)));
    }

    #[track_caller]
    fn compare(&mut self) -> Changes {
        let settled = self.disk.settle();
        match read(&self.path("site")) {
            Ok(clean) => {
                assert_eq!(settled, Ok(()));
                assert_eq!(self.disk.site.places.content, clean.places.content);
                assert_eq!(shown(&self.disk.site.sources), shown(&clean.sources));
            }
            Err(problem) => assert_eq!(settled, Err(problem)),
        }
        self.disk.changes()
    }
}

/// A path as the system tells of it; it may have gone.
fn real(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?.canonicalize().ok()?;
    Some(folder.join(path.file_name()?))
}

fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}

/// Everything that the sources say, in a form that can be compared.
fn shown(sources: &Sources) -> (Vec<String>, Vec<String>) {
    let files = sources.files.iter();
    let files = files.map(|(file, source)| format!("{file} {:?}", source.fingerprint));
    let files = files.filter(|file| !file.starts_with("themes/docfx"));
    // Why a link leads nowhere may change far from it.
    let said = |finding: &Diagnostic| {
        let (message, _) = finding
            .message
            .split_once(": ")
            .unwrap_or((&finding.message, ""));
        format!("{:?} {} {message}", finding.at, finding.code.name())
    };
    let mut problems: Vec<String> = sources.problems.iter().map(said).collect();
    problems.sort();
    (files.collect(), problems)
}

fn files(changes: &Changes) -> Vec<&str> {
    changes.files.iter().map(SitePath::as_str).collect()
}

#[test]
fn only_what_is_named_is_read_again() {
    let mut site = Watched::new(&[
        ("site/content/en-us/a.md", "# A\n"),
        ("site/content/en-us/b.md", "# B\n"),
    ]);
    write(&site.path("site/content/en-us/a.md"), "# A, changed\n");
    let changes = site.look_at(&["site/content/en-us/a.md"]);
    assert_eq!(files(&changes), ["content/en-us/a.md"]);
    let changes = site.look_at(&["site/content/en-us/a.md", "site/content"]);
    assert!(changes.is_empty(), "{changes:?}");
}

#[test]
fn a_folder_is_looked_at_with_all_that_is_in_it() {
    let mut site = Watched::new(&[("site/content/en-us/a/b/c.md", "# C\n")]);
    let from = site.path("site/content/en-us/a");
    fs::rename(from, site.path("site/content/en-us/z")).expect("a new name");
    let changes = site.look_at(&["site/content/en-us/a", "site/content/en-us/z"]);
    let expected = ["content/en-us/a/b/c.md", "content/en-us/z/b/c.md"];
    assert_eq!(files(&changes), expected);
}

#[test]
fn a_content_folder_goes_and_comes_back() {
    let mut site = Watched::new(&[("site/content/en-us/a.md", "# A\n")]);
    fs::rename(site.path("site/content"), site.path("elsewhere")).expect("a new name");
    let changes = site.look_at(&["site/content"]);
    assert_eq!(files(&changes), ["content/en-us/a.md"]);
    assert!(changes.beside, "a missing folder is a finding");
    fs::rename(site.path("elsewhere"), site.path("site/content")).expect("a new name");
    let changes = site.look_at(&["site/content"]);
    assert_eq!(files(&changes), ["content/en-us/a.md"]);
}

#[test]
fn settings_say_which_folders_are_read() {
    let mut site = Watched::new(&[("elsewhere/ko/a.md", "# A\n")]);
    let book = format!("{BOOK}\n[locales.ko-kr]\ncontent = \"../elsewhere/ko\"\n");
    write(&site.path("site/book.toml"), book);
    let changes = site.look_at(&["site/book.toml"]);
    assert_eq!(files(&changes), ["book.toml", "content/ko-kr/a.md"]);
    write(&site.path("elsewhere/ko/a.md"), "# B\n");
    let changes = site.look_at(&["elsewhere/ko/a.md"]);
    assert_eq!(files(&changes), ["content/ko-kr/a.md"]);
    write(&site.path("site/book.toml"), BOOK);
    let changes = site.look_at(&["site/book.toml"]);
    assert_eq!(files(&changes), ["book.toml", "content/ko-kr/a.md"]);
}

#[test]
fn settings_that_are_gone_leave_no_site_until_they_are_back() {
    let mut site = Watched::new(&[("site/content/en-us/a.md", "# A\n")]);
    fs::remove_file(site.path("site/book.toml")).expect("a file to remove");
    let changes = site.look_at(&["site/book.toml"]);
    assert_eq!(files(&changes), ["book.toml"]);
    write(&site.path("site/content/en-us/a.md"), "# B\n");
    site.look_at(&["site/content/en-us/a.md"]);
    write(&site.path("site/book.toml"), [0xFF]);
    site.look_at(&["site/book.toml"]);
    write(&site.path("site/book.toml"), BOOK);
    let changes = site.look_at(&["site/book.toml"]);
    assert_eq!(files(&changes), ["book.toml"]);
}

#[test]
fn a_theme_of_the_binary_gives_way_to_a_folder_and_comes_back() {
    let mut site = Watched::new(&[]);
    let file = "site/themes/harbor/templates/page.html";
    write(&site.path(file), "mine");
    let changes = site.look_at(&["site/themes"]);
    assert!(changes.files.len() > 10, "the others are gone: {changes:?}");
    fs::remove_dir_all(site.path("site/themes")).expect("a folder to remove");
    let again = site.look_at(&["site/themes"]);
    assert_eq!(again, changes);
}

#[test]
fn what_editors_lay_beside_a_file_concerns_nobody() {
    let site = Watched::new(&[]);
    for name in [
        ".page.md.swp",
        ".#page.md",
        "page.md~",
        "#page.md#",
        "node_modules/x.md",
    ] {
        let path = site.path("site/content/en-us").join(name);
        assert!(!site.disk.concerns(&path), "{name}");
    }
    for name in ["page.md", "a/b.png", ""] {
        let path = site.path("site/content/en-us").join(name);
        assert!(site.disk.concerns(&path), "{name}");
    }
    assert!(!site.disk.concerns(&site.path("site/public/index.html")));
    assert!(
        site.disk
            .concerns(&site.path("site/.openpublishing.redirection.x.json"))
    );
}

#[test]
fn a_file_that_is_emptied_may_be_half_saved() {
    let mut site = Watched::new(&[("site/content/en-us/a.md", "# A\n")]);
    let file = site.path("site/content/en-us/a.md");
    let paths = BTreeSet::from([file.clone()]);
    write(&file, "");
    site.disk.look_at(&paths, &mut |_| {});
    assert!(site.disk.is_half_saved());
    write(&file, "# A\n");
    site.disk.look_at(&paths, &mut |_| {});
    assert!(!site.disk.is_half_saved());
    assert!(site.compare().is_empty(), "it is what it was");
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_those_that_lead_back_are_found() {
    use std::os::unix::fs::symlink;
    let mut site = Watched::new(&[
        ("site/content/en-us/a/b/c.md", "# C\n"),
        ("shared/note.md", "# Note\n"),
    ]);
    let link = "site/content/en-us/a/b/shared";
    symlink(site.path("shared"), site.path(link)).expect("a link");
    let changes = site.look_at(&[link]);
    assert_eq!(files(&changes), ["content/en-us/a/b/shared/note.md"]);
    for (target, link) in [
        ("site/content/en-us", "site/content/en-us/a/b/all"),
        ("site/content/en-us/a/b", "site/content/en-us/a/b/here"),
        ("nowhere", "site/content/en-us/a/nothing.md"),
        ("nowhere", "site/content/en-us/a/.#c.md"),
    ] {
        symlink(site.path(target), site.path(link)).expect("a link");
        site.look_at(&[link]);
    }
    assert_eq!(site.disk.site.sources.problems.len(), 3);
    fs::remove_file(site.path("site/content/en-us/a/b/all")).expect("a link to remove");
    site.look_at(&["site/content/en-us/a/b/all"]);
    assert_eq!(site.disk.site.sources.problems.len(), 2);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_said_as_long_as_it_is_there() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let mut site = Watched::new(&[("site/content/en-us/a/x.md", "# X\n")]);
    let folder = site.path("site/content/en-us/a");
    let file = folder.join(OsStr::from_bytes(b"\xFF.md"));
    write(&file, "# Y\n");
    site.disk
        .look_at(&BTreeSet::from([file.clone()]), &mut |_| {});
    assert!(site.compare().beside);
    assert_eq!(site.disk.site.sources.problems.len(), 1);
    fs::remove_file(&file).expect("a file to remove");
    site.disk.look_at(&BTreeSet::from([file]), &mut |_| {});
    assert!(site.compare().beside);
}

/// Numbers from a seed (the generator `SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let end = u64::try_from(end).expect("a small number");
        usize::try_from((z ^ (z >> 31)) % end).expect("a small number")
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }

    /// A file or folder of a site, there or not.
    fn path(&mut self) -> String {
        let top = self.pick(&[
            "site/content",
            "site/content/en-us",
            "site/content/ko-kr",
            "site/themes/harbor",
            "site/static",
            "site/l10n",
            "site",
            "elsewhere",
        ]);
        let mut path = top.to_owned();
        for _ in 0..self.below(3) {
            path.push('/');
            path.push_str(self.pick(&["a", "b", "c", "node_modules"]));
        }
        let name = self.pick(&[
            "", "/x.md", "/y.yml", "/z.png", "/k.lock", "/.x.swp", "/s.ps1",
        ]);
        path.push_str(name);
        path
    }
}

/// One thing that may happen to a site, and the paths that are named for it.
fn happen(random: &mut Random, folder: &Path, step: usize) -> Vec<PathBuf> {
    let path = folder.join(random.path());
    let other = folder.join(random.path());
    // What is made with folders around it is told of by the outermost.
    let made = |path: &Path| {
        let missing = path.ancestors().take_while(|path| !path.exists());
        missing.last().and_then(real)
    };
    let mut named: Vec<Option<PathBuf>> = [&path, &other]
        .into_iter()
        .flat_map(|path| [made(path), real(path)])
        .collect();
    // What cannot be done has not happened, and is looked at all the same.
    let _ = match random.below(9) {
        0..3 if path.extension().is_some() => {
            let above = path.parent().unwrap_or(folder);
            let made = fs::create_dir_all(above);
            made.and_then(|()| fs::write(&path, format!("# Text {step}\n")))
        }
        3 if path.extension().is_some() => fs::write(&path, [b'#', 0xFF]),
        0..4 => fs::create_dir_all(&path),
        4 => fs::remove_file(&path),
        5 if path != folder.join("site") => fs::remove_dir_all(&path),
        6 if path != folder.join("site") => fs::rename(&path, &other),
        7 => link(&other, &path),
        _ => {
            let locales = [
                "",
                "[locales.ko-kr]\n",
                "[locales.ko-kr]\ncontent = \"../elsewhere\"\n",
            ];
            let book = format!("{BOOK}{}", random.pick(&locales));
            named.push(real(&folder.join("site/book.toml")));
            fs::write(folder.join("site/book.toml"), book)
        }
    };
    named.extend([real(&path), real(&other)]);
    // What is written through a link is told of where it is.
    named.push(path.canonicalize().ok());
    named.into_iter().flatten().collect()
}

#[cfg(unix)]
fn link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

#[test]
fn whatever_happens_equals_reading_everything_anew() {
    for seed in 0..4 {
        let mut random = Random(seed);
        let mut site = Watched::new(&[("site/content/en-us/x.md", "# X\n")]);
        let folder = site.folder.path().to_owned();
        for step in 0..200 {
            let mut named = BTreeSet::new();
            for _ in 0..=random.below(3) {
                named.extend(happen(&mut random, &folder, step));
            }
            match step % 10 {
                9 => site.disk.look_at_all(&mut |met| drop(site.names.meet(met))),
                _ => site.look_at_names(&named),
            }
            site.compare();
        }
    }
}
