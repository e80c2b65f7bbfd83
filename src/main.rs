//! The binary: everything is in the library.

fn main() -> std::process::ExitCode {
    guidepost::shell::cli::run()
}
