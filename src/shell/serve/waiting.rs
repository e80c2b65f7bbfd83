//! The page that stands in until there is a good site: what is wrong, or that the
//! first build is not done yet.

use super::findings::{Line, Report, Shown};
use super::script::{self, OURS};
use crate::base::markup::escape;

/// What the versions of such a page begin with.
pub(super) const MARK: &str = "waiting-";

/// The version of such a page.
pub(super) fn version(page: &str) -> String {
    format!("{MARK}{}", script::version(page))
}

/// The page, without the script.
pub(super) fn page(report: &Report) -> String {
    let (title, text) = match report.findings.is_empty() {
        true => (
            "The first build is on its way",
            "This page turns into the site as soon as it is built.",
        ),
        false => (
            "There is no site to show yet",
            "Mend what is said here. This page turns into the site as soon as it can be built.",
        ),
    };
    let findings: String = report.findings.iter().map(finding).collect();
    let more = match report.more {
        0 => String::new(),
        more => format!("<p class=\"more\">and {more} more</p>\n"),
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"{OURS}overlay.css\">\n</head>\n\
         <body class=\"waiting\">\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n\
         <ol class=\"findings\">\n{findings}</ol>\n{more}</main>\n</body>\n</html>\n"
    )
}

fn finding(shown: &Shown) -> String {
    let severity = shown.severity;
    let message = with_code(&shown.message);
    let code = shown
        .code
        .map(|code| format!(" <span class=\"code\">{code}</span>"));
    let place = shown.place.as_ref().map(|place| {
        let place = escape(place);
        match &shown.link {
            Some(link) => format!(
                "<p class=\"place\"><a href=\"{}\">{place}</a></p>\n",
                escape(link)
            ),
            None => format!("<p class=\"place\">{place}</p>\n"),
        }
    });
    let lines: String = shown.lines.iter().map(line).collect();
    let lines = match lines.is_empty() {
        true => String::new(),
        false => format!("<pre>{lines}</pre>\n"),
    };
    let help = shown.help.iter().map(|help| with_code(help));
    let help: Vec<String> = help.collect();
    let help = match help.is_empty() {
        true => String::new(),
        false => format!(
            "<p class=\"help\">{}</p>\n",
            help.join("</p>\n<p class=\"help\">")
        ),
    };
    format!(
        "<li class=\"finding is-{severity}\">\n\
         <p class=\"message\"><span class=\"severity\">{severity}</span> {message}{}</p>\n{}{lines}{help}</li>\n",
        code.unwrap_or_default(),
        place.unwrap_or_default(),
    )
}

fn line(line: &Line) -> String {
    format!(
        "<span class=\"line\"><span class=\"number\">{}</span><span class=\"text\" dir=\"auto\">{}<mark>{}</mark>{}</span></span>",
        line.number,
        escape(&line.before),
        escape(&line.marked),
        escape(&line.after)
    )
}

/// A message as HTML, what stands between back-ticks as code.
fn with_code(message: &str) -> String {
    let pieces = message.split('`').enumerate();
    let pieces = pieces.map(|(index, piece)| match index % 2 {
        1 => format!("<code>{}</code>", escape(piece)),
        _ => escape(piece),
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_writers_wrote_is_shown_and_not_run() {
        let hostile = "</script><img src=x onerror=\"alert(1)\">";
        let shown = Shown {
            severity: "error",
            message: format!("`{hostile}` is wrong {hostile}"),
            help: vec![hostile.to_owned()],
            place: Some(hostile.to_owned()),
            link: Some(format!("x://{hostile}")),
            lines: vec![Line {
                number: 1,
                before: hostile.to_owned(),
                marked: hostile.to_owned(),
                after: hostile.to_owned(),
            }],
            ..Shown::default()
        };
        let page = page(&Report {
            findings: vec![shown],
            more: 3,
        });
        assert!(
            !page.contains("<img") && !page.contains("</script>"),
            "{page}"
        );
        assert_eq!(page.matches("&lt;img").count(), 8);
        assert!(page.contains("and 3 more"));
    }
}
