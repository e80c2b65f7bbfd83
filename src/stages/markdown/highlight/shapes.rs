//! Parts that a mark, a quote or a list of words cannot describe. Each function
//! is given the code from some place on and says how many bytes belong to the
//! part that begins there, none if no such part does.

use super::words;

/// The prompt of a shell: `$`, `>>>`, `PS C:\>`, `[PS] C:\>`, `C:\Temp>`,
/// `root@mx1:~#`.
pub(super) fn prompt(rest: &str) -> usize {
    let line = rest.lines().next().unwrap_or_default();
    let (word, _) = line.split_once(' ').unwrap_or((line, ""));
    let is_windows = line.starts_with("PS ")
        || line.starts_with("PS>")
        || line.starts_with("[PS]")
        || matches!(
            line.as_bytes(),
            [b'A'..=b'Z' | b'a'..=b'z', b':', b'\\', ..]
        );
    match line.find('>') {
        Some(end) if is_windows && !line[..end].ends_with(' ') => end + 1,
        _ if matches!(word, "$" | ">>>") => word.len(),
        _ if word.contains('@') && word.ends_with(['$', '#']) => word.len(),
        _ => 0,
    }
}

/// A cmdlet, a verb and a noun: `Get-Mailbox`.
pub(super) fn cmdlet(rest: &str) -> usize {
    let verb = run(rest, |byte| byte.is_ascii_alphabetic());
    let noun = rest[verb..].strip_prefix('-').unwrap_or_default();
    match verb > 0 && noun.starts_with(|first: char| first.is_ascii_alphabetic()) {
        true => verb + 1 + run(noun, |byte| byte.is_ascii_alphanumeric() || byte == b'-'),
        false => 0,
    }
}

/// A type of PowerShell: `[string]`, `[System.Uri]`, `[string[]]`.
pub(super) fn bracketed_type(rest: &str) -> usize {
    let Some(inside) = rest.strip_prefix('[') else {
        return 0;
    };
    let name = run(inside, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')
    });
    let behind = &inside[name..];
    let array = if behind.starts_with("[]") { 2 } else { 0 };
    match inside.starts_with(|first: char| first.is_ascii_alphabetic()) {
        true if behind[array..].starts_with(']') => 1 + name + array + 1,
        _ => 0,
    }
}

/// What the reader has to fill in: `<your domain>`.
pub(super) fn placeholder(rest: &str) -> usize {
    let Some(inside) = rest.strip_prefix('<') else {
        return 0;
    };
    let name = run(inside, |byte| {
        !matches!(byte, b'\n' | b'<' | b'>' | b'"' | b'|' | b'=')
    });
    let is_name = inside.starts_with(char::is_alphanumeric) && !inside[..name].ends_with(' ');
    match inside[name..].starts_with('>') && is_name {
        true => name + 2,
        false => 0,
    }
}

/// A character reference: `&nbsp;`, `&#160;`.
pub(super) fn reference(rest: &str) -> usize {
    let Some(inside) = rest.strip_prefix('&') else {
        return 0;
    };
    let name = run(inside, |byte| byte.is_ascii_alphanumeric() || byte == b'#');
    match inside[name..].starts_with(';') && name > 0 {
        true => name + 2,
        false => 0,
    }
}

/// The value of an attribute without quotation marks.
pub(super) fn bare_value(rest: &str) -> usize {
    run(rest, |byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'"' | b'\'')
    })
}

/// A section of an ini or TOML file: `[section]`.
pub(super) fn section(rest: &str) -> usize {
    let line = rest.lines().next().unwrap_or_default();
    match line.starts_with('[') {
        true => line.rfind(']').map_or(0, |end| end + 1),
        false => 0,
    }
}

/// A mail address in angle brackets, which may be the empty one.
pub(super) fn address(rest: &str) -> usize {
    let Some(inside) = rest.strip_prefix('<') else {
        return 0;
    };
    let address = run(inside, |byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, b'<' | b'>')
    });
    match inside[address..].starts_with('>') {
        true => address + 2,
        false => 0,
    }
}

/// Who speaks in a transcript of SMTP: `S:`, `C:`, `>>>`, `<-`.
pub(super) fn speaker(rest: &str) -> usize {
    let mark = run(rest, |byte| !byte.is_ascii_whitespace());
    match &rest[..mark] {
        "S:" | "C:" | ">>>" | "<<<" | "->" | "<-" | "=>" | "<=" => mark,
        _ => 0,
    }
}

/// A reply of SMTP and its enhanced code (RFC 5321 and 3463): `250`,
/// `550 5.7.1`, `550-5.7.1`.
pub(super) fn reply(rest: &str) -> usize {
    let code = run(rest, |byte| byte.is_ascii_digit());
    let behind = &rest[code..];
    if code != 3 || !rest.starts_with(['2', '3', '4', '5']) {
        return 0;
    }
    match behind.strip_prefix([' ', '-']) {
        Some(text) => match enhanced_code(text) {
            0 => code,
            length => code + 1 + length,
        },
        None if behind.is_empty() || behind.starts_with(['\r', '\n']) => code,
        None => 0,
    }
}

/// The class, subject and detail of a status: `5.7.1`.
fn enhanced_code(rest: &str) -> usize {
    let length = run(rest, |byte| byte.is_ascii_digit() || byte == b'.');
    let numbers: Vec<&str> = rest[..length].splitn(4, '.').collect();
    match numbers[..] {
        ["2" | "4" | "5", subject, detail] if !subject.is_empty() && !detail.is_empty() => length,
        _ => 0,
    }
}

/// A command of SMTP (RFC 5321, section 4.1, and its extensions).
pub(super) fn smtp_command(rest: &str) -> usize {
    let is_it = |command: &&&str| {
        let (start, behind) = rest.split_at_checked(command.len()).unwrap_or_default();
        let goes_on = behind.starts_with(char::is_alphanumeric) && !start.ends_with(':');
        start.eq_ignore_ascii_case(command) && !goes_on
    };
    let command = words::SMTP_COMMANDS.iter().find(is_it);
    command.map_or(0, |command| command.len())
}

/// The owner of a record, at the start of its line: `@`, `_dmarc.example.com.`.
pub(super) fn owner(rest: &str) -> usize {
    run(rest, |byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'(' | b')' | b';')
    })
}

/// An address of IPv6, at most 45 bytes long: `2001:db8::7`.
pub(super) fn ipv6(rest: &str) -> usize {
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let length = rest
        .bytes()
        .take(46)
        .take_while(|byte| is_part(*byte))
        .count();
    match rest[..length].matches(':').count() {
        2.. if length < 46 => length,
        _ => 0,
    }
}

/// The protocol, and the status of an answer: `HTTP/1.1 200`.
pub(super) fn http_status(rest: &str) -> usize {
    let Some(behind) = rest.strip_prefix("HTTP/") else {
        return 0;
    };
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let version = run(behind, |byte| is_digit(byte) || byte == b'.');
    let status = behind[version..].strip_prefix(' ').unwrap_or_default();
    match run(status, is_digit) {
        3 => 5 + version + 4,
        _ => 5 + version,
    }
}

/// How many bytes from the start on are of that kind.
fn run(rest: &str, is_kind: impl Fn(u8) -> bool) -> usize {
    rest.bytes().take_while(|byte| is_kind(*byte)).count()
}
