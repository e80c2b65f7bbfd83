//! Programming languages: their names, and the comments that hold tags in them.

use super::tags::{
    ALL, APOSTROPHE, DASHES, HASH, MARKUP, PERCENT, REGION, REM, SEMICOLON, SLASH_STAR, SLASHES,
    Style,
};

/// The name of the language that files with this ending are written in, as
/// `:::code` infers it: `csharp` for `cs`. The ending is without its dot, in
/// any case.
#[must_use]
pub fn language_of(extension: &str) -> Option<&'static str> {
    find(extension).map(|(name, ..)| *name)
}

/// The styles in which tags may stand: those of a language, by any of its
/// names, then those of a file's ending. `None` where neither is known.
pub(super) fn styles(language: &str, extension: &str) -> Option<Vec<Style>> {
    let known: Vec<&Language> = [language, extension].into_iter().filter_map(find).collect();
    let mut styles = Vec::new();
    for style in known.iter().flat_map(|(_, _, styles)| *styles) {
        if !styles.contains(style) {
            styles.push(*style);
        }
    }
    (!known.is_empty()).then_some(styles)
}

fn find(name: &str) -> Option<&'static Language> {
    let is_it = |known: &&str| known.eq_ignore_ascii_case(name);
    LANGUAGES
        .iter()
        .find(|(language, others, _)| is_it(language) || others.iter().any(is_it))
}

/// A name, other names and file endings, and the styles in the order in which
/// they are tried.
type Language = (&'static str, &'static [&'static str], &'static [Style]);

/// The languages of docfx, and `.config`, `.hlsl`, `.razor`, `.scss` and
/// `.vsixmanifest` of v3. Left out is that docfx takes a file without ending for
/// Ruby.
const LANGUAGES: &[Language] = &[
    ("actionscript", &["as"], &[SLASHES]),
    ("arduino", &["ino"], &[SLASHES]),
    ("assembly", &["nasm", "asm"], &[SLASHES]),
    ("batchfile", &["bat", "cmd"], &[REM]),
    (
        "cpp",
        &[
            "c",
            "c++",
            "objective-c",
            "obj-c",
            "objc",
            "objectivec",
            "h",
            "hpp",
            "cc",
            "m",
        ],
        &[SLASHES],
    ),
    ("csharp", &["cs"], &[SLASHES, REGION]),
    (
        "cshtml",
        &["aspx-cs", "aspx-csharp", "razor"],
        &[SLASHES, MARKUP, REGION],
    ),
    ("css", &[], &[SLASH_STAR]),
    ("cuda", &["cu", "cuh"], &[SLASHES]),
    ("d", &["dlang"], &[SLASHES]),
    ("erlang", &["erl"], &[PERCENT]),
    ("everything", &["example"], ALL),
    ("fsharp", &["fs", "fsi", "fsx"], &[SLASHES]),
    ("go", &["golang"], &[SLASHES]),
    ("handlebars", &["hbs"], &[MARKUP]),
    ("haskell", &["hs"], &[DASHES]),
    ("hlsl", &[], &[SLASHES]),
    ("html", &["jsp", "asp", "aspx", "ascx"], &[MARKUP]),
    ("java", &["gradle"], &[SLASHES]),
    ("javascript", &["js", "node", "json"], &[SLASHES]),
    ("lisp", &["lsp"], &[SEMICOLON]),
    ("lua", &[], &[DASHES]),
    ("matlab", &[], &[PERCENT]),
    ("pascal", &["pas"], &[SLASHES]),
    ("perl", &["pl"], &[HASH]),
    ("php", &[], &[SLASHES, MARKUP]),
    ("powershell", &["posh", "ps1"], &[HASH]),
    ("processing", &["pde"], &[SLASHES]),
    ("python", &["py"], &[HASH]),
    ("r", &[], &[HASH]),
    ("react", &["tsx"], &[SLASHES, MARKUP]),
    ("ruby", &["ru", "erb", "rb"], &[MARKUP, HASH]),
    ("rust", &["rs"], &[SLASHES]),
    ("scala", &[], &[SLASHES]),
    ("scss", &[], &[SLASHES, SLASH_STAR]),
    ("shell", &["sh", "bash"], &[HASH]),
    ("smalltalk", &["st"], &[SLASHES]),
    ("sql", &[], &[DASHES]),
    ("swift", &[], &[SLASHES]),
    ("typescript", &["ts"], &[SLASHES]),
    (
        "vb",
        &["vbnet", "vbscript", "bas", "vbs", "vba"],
        &[APOSTROPHE, REGION],
    ),
    ("vbhtml", &["aspx-vb"], &[APOSTROPHE, MARKUP, REGION]),
    ("xaml", &[], &[MARKUP]),
    (
        "xml",
        &[
            "xsl",
            "xslt",
            "xsd",
            "wsdl",
            "csdl",
            "edmx",
            "config",
            "vsixmanifest",
        ],
        &[MARKUP],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn endings_say_the_language() {
        let cases = [
            ("cs", Some("csharp")),
            ("CS", Some("csharp")),
            ("bat", Some("batchfile")),
            ("cshtml", Some("cshtml")),
            ("json", Some("javascript")),
            ("razor", Some("cshtml")),
            ("config", Some("xml")),
            ("scss", Some("scss")),
            ("txt", None),
            ("", None),
        ];
        for (extension, expected) in cases {
            assert_eq!(language_of(extension), expected, "{extension}");
        }
    }

    #[test]
    fn the_language_comes_before_the_ending() {
        let cases: [(&str, &str, Option<&[Style]>); 7] = [
            ("CSharp", "", Some(&[SLASHES, REGION])),
            ("", "py", Some(&[HASH])),
            ("azurecli", "sh", Some(&[HASH])),
            ("xml", "cs", Some(&[MARKUP, SLASHES, REGION])),
            ("cshtml", "cshtml", Some(&[SLASHES, MARKUP, REGION])),
            ("everything", "", Some(ALL)),
            ("azurecli", "txt", None),
        ];
        for (language, extension, expected) in cases {
            let styles = styles(language, extension);
            assert_eq!(styles.as_deref(), expected, "{language} {extension}");
        }
    }

    #[test]
    fn a_name_means_one_language() {
        let names = LANGUAGES
            .iter()
            .flat_map(|(name, others, _)| std::iter::once(name).chain(*others));
        let mut seen = BTreeSet::new();
        for name in names {
            assert!(seen.insert(name), "{name}");
            assert_eq!(name.to_lowercase(), *name);
        }
    }
}
