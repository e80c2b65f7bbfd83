//! `guidepost l10n`: what is done about translations.

use super::cli::{Options, Problem};
use super::exchange::{self, Export, Import};
use clap::Subcommand;
use std::process::ExitCode;

/// What is done.
#[derive(Subcommand)]
pub(super) enum L10n {
    /// Write files for translators, XLIFF or gettext PO
    Export(Export),
    /// Put what translators have written into the translated pages
    Import(Import),
}

/// Does it.
pub(super) fn run(command: &L10n, options: &Options) -> Result<ExitCode, Problem> {
    match command {
        L10n::Export(export) => exchange::export(export, options),
        L10n::Import(import) => exchange::import(import, options),
    }
}
