//! The programs that are compared.

use super::edits::{self, Edit};
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// A program that serves a site while it is written.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    /// Tells browsers of changes in a way that is measured here.
    pub(crate) has_events: bool,
    pub(crate) edits: &'static [Edit],
    /// Which variable names the program.
    variable: &'static str,
    /// Its arguments but for the port and the folder, which it is run in.
    arguments: &'static [&'static str],
}

pub(crate) const GUIDEPOST: Tool = Tool {
    name: "guidepost",
    has_events: true,
    edits: edits::GUIDEPOST,
    variable: "GUIDEPOST",
    arguments: &["serve", "--quiet"],
};

/// The others watch as they do by default: each renders to memory or to a folder of
/// its own, and mdBook with its index for search, which it makes by default.
pub(crate) const ALL: &[Tool] = &[
    GUIDEPOST,
    Tool {
        name: "hugo",
        has_events: false,
        edits: edits::TEXT,
        variable: "HUGO",
        arguments: &["server", "--bind", "127.0.0.1"],
    },
    Tool {
        name: "mdbook",
        has_events: false,
        edits: edits::TEXT,
        variable: "MDBOOK",
        arguments: &["serve", "--hostname", "127.0.0.1"],
    },
    Tool {
        name: "zola",
        has_events: false,
        edits: edits::TEXT,
        variable: "ZOLA",
        arguments: &["serve", "--interface", "127.0.0.1"],
    },
];

impl Tool {
    fn program(&self) -> OsString {
        std::env::var_os(self.variable).unwrap_or_else(|| match self.name {
            "guidepost" => env!("CARGO_BIN_EXE_guidepost").into(),
            name => name.into(),
        })
    }

    /// Whether it can be run at all; says so if not.
    pub(crate) fn is_there(&self) -> bool {
        let mut command = Command::new(self.program());
        command
            .arg("--help")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let is_there = command.status().is_ok();
        if !is_there {
            eprintln!(
                "skipped: {} is not on the PATH, nor named by {}",
                self.name, self.variable
            );
        }
        is_there
    }

    /// How it is told to serve a folder.
    pub(crate) fn command(&self, folder: &Path, port: u16) -> Command {
        let mut command = Command::new(self.program());
        command
            .args(self.arguments)
            .arg("--port")
            .arg(port.to_string())
            .current_dir(folder);
        command
    }
}
