//! Tells technical tokens from words: what a text that runs from right to left
//! would show in another order, such as `-all` as `all-`.

/// The kinds of tokens, each by a function that knows them. Each looks at a token
/// a constant number of times.
const KINDS: [fn(&str) -> bool; 12] = [
    is_dotted_number,
    is_ipv6,
    is_date,
    is_option,
    is_dotted_name,
    is_address,
    is_path,
    is_name_with_sign_behind,
    is_name_with_sign_before,
    is_marker,
    is_comparison,
    is_call,
];

/// Whether a word, without the punctuation of the sentence around it, is a token.
pub(super) fn is_token(word: &str) -> bool {
    KINDS.iter().any(|is_it| is_it(word))
}

/// Whether a word compares what stands on its sides: `<=`.
pub(super) fn is_operator(word: &str) -> bool {
    matches!(word, "<" | ">" | "=" | "<=" | ">=" | "==" | "!=")
}

/// `example.com`, `example.com.`, `_dmarc.example.com`, `*.example.com`,
/// `example.com/path`.
pub(super) fn is_dotted_name(word: &str) -> bool {
    let name = word.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let name = name.strip_prefix("*.").unwrap_or(name);
    let name = name.strip_suffix('.').unwrap_or(name);
    let Some((_, last)) = name.rsplit_once('.') else {
        return false;
    };
    let is_label = |label: &str| {
        let is_right = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !label.is_empty() && label.bytes().all(is_right)
    };
    let is_ending = last.len() >= 2 && last.starts_with(|c: char| c.is_ascii_alphabetic());
    is_ending && name.split('.').all(is_label)
}

/// `5.7.606`, `5.7.606-649`, `v1.2`, `1.2.3-beta`, `192.0.2.0/24`,
/// `10.0.0.1-10.0.0.9`, `192.0.2.1:25`, `5.7.*`.
fn is_dotted_number(word: &str) -> bool {
    let (number, needed) = match word.strip_prefix(['v', 'V']) {
        Some(number) => (number, 1),
        None => (word, 2),
    };
    let is_number = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
    let dots = number.bytes().take_while(is_number);
    let dots = dots.filter(|byte| *byte == b'.').count();
    let is_right =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'/' | b'-' | b'*');
    starts_with_digit(number) && dots >= needed && number.bytes().all(is_right)
}

/// `2001:db8::1`, `2001:db8::/32`.
fn is_ipv6(word: &str) -> bool {
    let address = word.split(['/', '%']).next().unwrap_or_default();
    let is_right = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    address.bytes().filter(|byte| *byte == b':').count() >= 2 && address.bytes().all(is_right)
}

/// `2021-09-12`, `2021-09-12T08:00:00Z`.
fn is_date(word: &str) -> bool {
    let has_form = |(byte, form): (u8, u8)| match form {
        b'0' => byte.is_ascii_digit(),
        form => byte == form,
    };
    word.len() >= 10 && word.bytes().zip(*b"0000-00-00").all(has_form)
}

/// `-all`, `~all`, `?all`, `--force`, `-5`, `+1`.
fn is_option(word: &str) -> bool {
    let Some(name) = word.strip_prefix(['-', '~', '?', '+']) else {
        return false;
    };
    name.strip_prefix('-')
        .unwrap_or(name)
        .starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// `https://example.com/`, `postmaster@example.com`.
fn is_address(word: &str) -> bool {
    let is_mail = |(user, host): (&str, &str)| !user.is_empty() && is_dotted_name(host);
    word.contains("://") || word.rsplit_once('@').is_some_and(is_mail)
}

/// `/ko-kr/index.html`, `./page.md`, `~/includes/`, `C:\Windows`, `media/`.
fn is_path(word: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let from_root = ["/", "./", "../", "~/", "\\\\"];
    let is_from_root = from_root
        .iter()
        .any(|root| word.strip_prefix(root).is_some_and(begins));
    let is_on_drive = word.as_bytes().get(1..3) == Some(br":\");
    is_from_root || is_on_drive || (begins(word) && word.ends_with(['/', '\\']))
}

/// `C++`, `C#`.
fn is_name_with_sign_behind(word: &str) -> bool {
    starts_with_letter(word) && word.ends_with(['+', '#'])
}

/// `.NET`, `@name`, `#1`, `$env:TEMP`.
fn is_name_with_sign_before(word: &str) -> bool {
    let name = word.strip_prefix(['.', '@', '#', '$']);
    name.is_some_and(|name| starts_with_letter(name) || starts_with_digit(name))
}

/// `[!NOTE]`.
fn is_marker(word: &str) -> bool {
    word.starts_with("[!") && word.ends_with(']')
}

/// `<=0.3%`.
fn is_comparison(word: &str) -> bool {
    let number = word.trim_start_matches(['<', '>', '=', '!']);
    is_operator(&word[..word.len() - number.len()]) && starts_with_digit(number)
}

/// `main()`.
fn is_call(word: &str) -> bool {
    starts_with_letter(word) && word.ends_with("()")
}

fn starts_with_letter(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_token;

    #[test]
    fn tokens() {
        for word in [
            "5.7.606",
            "5.7.606-649",
            "5.7.*",
            "v1.2",
            "1.2.3-beta",
            "192.0.2.1",
            "192.0.2.0/24",
            "192.0.2.1:25",
            "10.0.0.1-10.0.0.9",
            "2001:db8::1",
            "::1",
            "2001:db8::/32",
            "2021-09-12",
            "2021-09-12T08:00Z",
            "-all",
            "~all",
            "?all",
            "--force",
            "-5",
            "+1",
            "example.com",
            "_dmarc.example.com",
            "*.example.com",
            "example.com:25",
            "mail.example.com/x",
            "postmaster@example.com",
            "https://example.com/",
            "/ko-kr/index.html",
            "./page.md",
            "../media/",
            "~/includes/",
            "C:\\Windows",
            "\\\\server\\share",
            "media/",
            "C++",
            "C#",
            ".NET",
            "@name",
            "#1",
            "$env:TEMP",
            "[!NOTE]",
            "<=0.3%",
            ">5",
            "main()",
        ] {
            assert!(is_token(word), "{word}");
        }
    }

    #[test]
    fn words_and_plain_numbers_are_no_tokens() {
        for word in [
            "",
            "SPF",
            "Wi-Fi",
            "and/or",
            "550",
            "0.3%",
            "3.5",
            "1,000",
            "10-20",
            "24/7",
            "12:30",
            "e.g",
            "p=reject",
            "ip4:192.0.2.0/24",
            "-",
            "--",
            "/",
            "..",
            "[1]",
            "v1",
            "<",
            "a@b",
            "AT&T",
            "2021-9",
            "v=spf1",
            "[x",
            "+",
            ".",
        ] {
            assert!(!is_token(word), "{word}");
        }
    }
}
