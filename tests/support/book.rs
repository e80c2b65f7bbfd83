//! [`CaseFile`]: a Markdown file with a test below each heading of level 2.
//!
//! A fenced block is known by its info string: `md [PATH] [bom]` is a
//! source below `content/en-us` (default `page.md`; `%20` for a blank), with a
//! byte-order mark where it says so, `yml` the same for a page in YAML (default
//! `page.yml`, which is then the page that is tested), and `LANGUAGE PATH` for any
//! other language, a path from the site's folder where it begins with `/`; `toml`
//! is `book.toml`, which may name the theme "docfx", `files` lists files that
//! exist and are empty, `text` is shown to people only, `html` is the body that is
//! expected of the page, `diagnostics` what is expected to be found. A line
//! `Ignored: why` keeps a case out of the run, for a bug that is known: it says
//! what would be right. `Not with CRLF: why` is the same for CRLF alone.

use guidepost::base::path::SitePath;
use guidepost::base::sources::{Body, Source, Sources};
use std::path::{Path, PathBuf};

/// Where the sources of a case lie.
pub(crate) const CONTENT: &str = "content/en-us";

/// The page of a case that is written in YAML.
pub(crate) const YAML_PAGE: &str = "page.yml";

/// How the lines of the sources end. A case says the same with either.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Lines {
    AsWritten,
    WithReturns,
}

/// One file of cases.
pub(crate) struct CaseFile {
    pub(crate) path: PathBuf,
    /// What stands before the first case.
    preamble: String,
    pub(crate) cases: Vec<Case>,
}

/// One case: the prose and the blocks below a heading.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) pieces: Vec<Piece>,
}

#[derive(Clone)]
pub(crate) enum Piece {
    Prose(String),
    Block(Block),
}

/// A fenced block.
#[derive(Clone)]
pub(crate) struct Block {
    /// The fence's back-ticks.
    fence: String,
    pub(crate) info: String,
    pub(crate) text: String,
}

impl CaseFile {
    pub(crate) fn parse(path: &Path, text: &str) -> Self {
        let mut file = Self {
            path: path.to_owned(),
            preamble: String::new(),
            cases: Vec::new(),
        };
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let ticks = line.bytes().take_while(|&byte| byte == b'`').count();
            if ticks >= 3 {
                let fence = line[..ticks].to_owned();
                let inside = lines.by_ref().take_while(|line| *line != fence);
                let block = Block {
                    info: line[ticks..].trim().to_owned(),
                    text: inside.flat_map(|line| [line, "\n"]).collect(),
                    fence,
                };
                let case = file.cases.last_mut().expect("a block stands in a case");
                case.pieces.push(Piece::Block(block));
            } else if let Some(name) = line.strip_prefix("## ") {
                file.cases.push(Case {
                    name: name.to_owned(),
                    pieces: Vec::new(),
                });
            } else if let Some(case) = file.cases.last_mut() {
                case.add_prose(line);
            } else {
                file.preamble.push_str(&format!("{line}\n"));
            }
        }
        file
    }

    /// The file's text.
    pub(crate) fn print(&self) -> String {
        let mut text = self.preamble.clone();
        for case in &self.cases {
            text.push_str(&format!("## {}\n", case.name));
            for piece in &case.pieces {
                match piece {
                    Piece::Prose(prose) => text.push_str(prose),
                    Piece::Block(Block {
                        fence,
                        info,
                        text: inside,
                    }) => {
                        text.push_str(&format!("{fence}{info}\n{inside}{fence}\n"));
                    }
                }
            }
        }
        format!("{}\n", text.trim_end())
    }
}

impl Case {
    fn add_prose(&mut self, line: &str) {
        if !matches!(self.pieces.last(), Some(Piece::Prose(_))) {
            self.pieces.push(Piece::Prose(String::new()));
        }
        if let Some(Piece::Prose(prose)) = self.pieces.last_mut() {
            prose.push_str(&format!("{line}\n"));
        }
    }

    pub(crate) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Block(block) => Some(block),
            Piece::Prose(_) => None,
        })
    }

    /// The text of the block with that info string; empty where there is none.
    pub(crate) fn text_of(&self, info: &str) -> &str {
        self.blocks()
            .find(|block| block.info == info)
            .map_or("", |block| &block.text)
    }

    /// What a line of the prose that begins with `word` says.
    pub(crate) fn note(&self, word: &str) -> Option<&str> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Prose(prose) => prose.lines().find_map(|line| line.strip_prefix(word)),
            Piece::Block(_) => None,
        })
    }

    /// Writes an expectation: into its block, into a new one at the end where
    /// there is none, and no block at all for one that expects nothing.
    pub(crate) fn expect(&mut self, info: &str, text: &str) {
        let place = self
            .pieces
            .iter()
            .position(|piece| matches!(piece, Piece::Block(block) if block.info == info));
        match place {
            Some(place) if text.is_empty() => drop(self.pieces.remove(place)),
            Some(place) => {
                if let Piece::Block(block) = &mut self.pieces[place] {
                    text.clone_into(&mut block.text);
                    block.lengthen();
                }
            }
            None if text.is_empty() => {}
            None => {
                self.pieces.push(Piece::Prose("\n".to_owned()));
                let mut block = Block::new(info, text);
                block.lengthen();
                self.pieces.push(Piece::Block(block));
                self.pieces.push(Piece::Prose("\n".to_owned()));
            }
        }
        self.tidy();
    }

    /// Joins prose that met when a block came or went: one empty line is enough.
    fn tidy(&mut self) {
        let mut tidy: Vec<Piece> = Vec::new();
        for piece in std::mem::take(&mut self.pieces) {
            match (tidy.last_mut(), piece) {
                (Some(Piece::Prose(before)), Piece::Prose(after)) => {
                    let (start, end) = (before.trim_end(), after.trim_start());
                    let gap = if start.is_empty() { "\n" } else { "\n\n" };
                    *before = format!("{start}{gap}{end}");
                }
                (_, piece) => tidy.push(piece),
            }
        }
        self.pieces = tidy;
    }
}

impl Block {
    /// A block that stands in no file.
    pub(crate) fn new(info: &str, text: &str) -> Self {
        Self {
            fence: "```".to_owned(),
            info: info.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Adds the files that the block shows.
    pub(crate) fn add_to(&self, sources: &mut Sources, lines: Lines) {
        let mut words = self.info.split(' ');
        let kind = words.next().unwrap_or_default();
        let mut path = match kind {
            "md" => Some("page.md"),
            "yml" => Some(YAML_PAGE),
            "toml" => Some("/book.toml"),
            _ => None,
        };
        let mut text = self.text.clone();
        for word in words {
            match word {
                "bom" => text = format!("\u{FEFF}{text}"),
                name => path = Some(name),
            }
        }
        match (kind, path) {
            ("files", _) => {
                for path in text.lines() {
                    let mut source = Source::text("");
                    source.body = Body::Binary { len: 0 };
                    sources.files.insert(place(path), source);
                }
            }
            ("html" | "diagnostics" | "text", None) => {}
            (_, Some(path)) => {
                if lines == Lines::WithReturns && path != "/book.toml" {
                    text = text.replace('\n', "\r\n");
                }
                sources.insert_text(place(path), text);
            }
            (_, None) => panic!("a block has the info string `{}`", self.info),
        }
    }

    /// Makes the fence longer than any in the text.
    fn lengthen(&mut self) {
        while self.text.lines().any(|line| line.starts_with(&self.fence)) {
            self.fence.push('`');
        }
    }
}

/// Where a file of a case lies.
fn place(path: &str) -> SitePath {
    let path = path.replace("%20", " ");
    match path.strip_prefix('/') {
        Some(path) => super::site_path(path),
        None => super::site_path(&format!("{CONTENT}/{path}")),
    }
}
