//! What goes wrong is said, and what was published stays until it is mended.

use super::watching::Ground;
use std::fs;

/// Something is broken and mended; meanwhile the last good site stays.
#[track_caller]
fn broken_and_mended(file: &str, broken: Option<&[u8]>, is_said: &str) {
    let mut watching = Ground::new().watch();
    let path = watching.ground.path(file);
    let whole = fs::read(&path).expect("a file");
    let before = watching.ground.published("en-us/page.html");
    match broken {
        Some(text) => watching.ground.write(file, text),
        None => watching.ground.remove(file),
    }
    let said = watching.until(|event| event["event"] == "failed" || event["published"] == false);
    let said = said.last().map(ToString::to_string).unwrap_or_default();
    assert!(said.contains(is_said), "{said}");
    assert_eq!(watching.ground.published("en-us/page.html"), before);
    // Changes that come meanwhile are not lost.
    watching.ground.page("page", "New.");
    watching.ground.write(file, whole);
    watching.equals_a_clean_build();
    let page = watching.ground.published("en-us/page.html");
    assert!(page.is_some_and(|page| page.contains("New.")));
}

#[test]
fn settings_that_say_nothing() {
    broken_and_mended("site/book.toml", Some(b"[book\ntitle ="), "config-invalid");
}

#[test]
fn settings_that_are_no_text() {
    broken_and_mended("site/book.toml", Some(b"\xFF\xFE"), "is not UTF-8");
}

#[test]
fn settings_that_are_gone() {
    broken_and_mended("site/book.toml", None, "there is no `book.toml`");
}

#[test]
fn a_template_that_is_wrong() {
    let file = "site/themes/plain/templates/page.html";
    broken_and_mended(file, Some(b"{% if %}"), "template-error");
}

#[test]
fn a_template_that_is_gone() {
    let file = "site/themes/plain/templates/page.html";
    broken_and_mended(file, None, "theme-invalid");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let ground = Ground::new();
    let file = "site/content/en-us/page.md";
    let allow = |ground: &Ground, mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(ground.path(file), permissions).expect("our own file");
    };
    allow(&ground, 0o000);
    if fs::read(ground.path(file)).is_ok() {
        eprintln!("not run: whoever runs the tests may read everything");
        return;
    }
    allow(&ground, 0o644);
    let mut watching = ground.watch();
    allow(&watching.ground, 0o000);
    let said = watching.until(|event| event["published"] == false);
    let said = said.last().map(ToString::to_string).unwrap_or_default();
    assert!(said.contains("file-not-readable"), "{said}");
    allow(&watching.ground, 0o644);
    watching.equals_a_clean_build();
}

#[test]
fn a_file_of_somebody_else_where_a_page_should_be() {
    let mut watching = Ground::new().watch();
    watching.ground.write("site/public/en-us/mine.html", "mine");
    watching.ground.page("mine", "Text.");
    watching.until(|event| {
        let message = event["message"].as_str().unwrap_or_default();
        event["event"] == "failed" && message.contains("was not written by guidepost")
    });
    let mine = watching.ground.published("en-us/mine.html");
    assert_eq!(mine.as_deref(), Some("mine"));
    watching.ground.remove("site/public/en-us/mine.html");
    watching.equals_a_clean_build();
}

#[test]
fn the_output_is_removed_while_it_is_watched() {
    let mut watching = Ground::new().watch();
    watching.ground.remove("site/public");
    watching.equals_a_clean_build();
}

/// It is written again at once, without another change.
#[test]
fn the_output_comes_back_when_it_is_removed() {
    let mut watching = Ground::new().watch();
    watching.ground.remove("site/public");
    let said = watching.until(|event| event["event"] == "built");
    let built = &said[said.len() - 1];
    assert_eq!(built["changed"], serde_json::json!([]));
    assert_eq!(built["published"], true);
    assert!(watching.ground.published("en-us/page.html").is_some());
}

/// The problem is said once, and the site written when it is gone.
#[test]
fn what_could_not_be_written_is_tried_again() {
    for arguments in [&[][..], &["--poll=20"]] {
        let mut watching = Ground::new().watch_with(arguments);
        let lock = watching.ground.path("site/public/.guidepost-lock");
        let lock = fs::File::create(lock).expect("a new file");
        lock.try_lock().expect("nobody has it");
        watching.ground.page("page", "New.");
        let said = watching.until(|event| event["event"] == "failed");
        let said = said[said.len() - 1].to_string();
        assert!(said.contains("another build is writing"), "{said}");
        drop(lock);
        let event = watching.event();
        assert_eq!(event["event"], "built", "{event}");
        assert_eq!(event["published"], true);
        assert_eq!(event["pages"][0]["route"], "en-us/page.html", "{event}");
        let page = watching.ground.published("en-us/page.html");
        assert!(page.is_some_and(|page| page.contains("New.")));
    }
}

#[test]
fn another_build_writes_to_the_output_between_two_saves() {
    let mut watching = Ground::new().watch();
    watching.ground.page("page", "New.");
    watching.builds();
    let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_guidepost"));
    let site = watching.ground.path("site");
    let done = build
        .arg("build")
        .arg(site)
        .args(["--base-url", "https://other.example/"]);
    assert!(done.status().expect("the binary runs").success());
    watching.equals_a_clean_build();
}

#[cfg(unix)]
#[test]
fn signals_end_it_and_leave_nothing_half_written() {
    let mut signals = vec!["-TERM", "-INT"];
    match is_hang_up_ignored() {
        true => eprintln!("not run: whoever started the tests wants hang-ups ignored"),
        false => signals.push("-HUP"),
    }
    for signal in signals {
        let mut watching = Ground::new().watch();
        for number in 0..50 {
            watching.ground.page(&format!("p{number}"), "Text.");
        }
        let (code, said) = watching.end(signal);
        assert_eq!(code, Some(0), "{signal}");
        let last = said.last().map(|last| last["event"].clone());
        assert_eq!(last, Some("stopped".into()), "{signal}");
        let entries = fs::read_dir(watching.ground.path("site/public"));
        for entry in entries.expect("a site").flatten() {
            let name = entry.file_name();
            let is_left = name.to_string_lossy().starts_with(".guidepost");
            assert!(!is_left, "{signal}: {name:?}");
        }
    }
}

/// Whether these tests were started with `nohup`: what they start ignores it too.
#[cfg(unix)]
fn is_hang_up_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|ignored| u64::from_str_radix(ignored.trim(), 16).ok());
    ignored.is_some_and(|ignored| ignored & 1 != 0)
}

/// `nohup` is for those who want it to outlive the terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_from_the_start_stays_so() {
    let mut watching = Ground::new().watch_by("nohup");
    watching.signal("-HUP");
    watching.equals_a_clean_build();
    assert_eq!(watching.end("-TERM").0, Some(0));
}
