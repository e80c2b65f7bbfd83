//! `docs/reference.md` is written from the tables in the code:
//! `UPDATE=1 cargo test --test reference` writes it anew.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

use guidepost::base::diagnostic::Code;
use guidepost::stages::config::keys::KEYS;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference.md");

fn reference() -> String {
    let mut text = "# Reference\n\n\
        ## Keys of `book.toml`\n\n\
        `*` is a name of your own. An unknown key is an error.\n\n\
        | key | value | what it is for |\n|---|---|---|\n"
        .to_owned();
    for key in KEYS {
        let (path, kind, about) = (key.path, key.kind.expected(), key.about);
        text.push_str(&format!("| `{path}` | {kind} | {about} |\n"));
    }
    text.push_str(
        "\n## Findings\n\n\
         `[rules]` sets another severity: `off`, `suggestion`, `warning` or `error`. A site \
         with errors is not published. [findings.md](findings.md) has an example of each.\n\n\
         | code | severity | what it means |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        let (name, severity) = (code.name(), code.default_severity().name());
        let about = code.about();
        text.push_str(&format!(
            "| [`{name}`](findings.md#{name}) | {severity} | {about} |\n"
        ));
    }
    text
}

#[test]
fn the_reference_says_what_the_code_does() {
    let expected = reference();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &expected).expect("a writable folder");
    }
    let written = std::fs::read_to_string(FILE).expect("docs/reference.md");
    assert!(
        written == expected,
        "run `UPDATE=1 cargo test --test reference` and commit the result"
    );
}
