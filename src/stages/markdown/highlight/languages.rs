//! The table of languages: those that guides for mail and its administration
//! show. Text, output and diagrams of syntax are none and stay as they are.

use super::Class::{
    Attribute, Comment, Deleted, Inserted, Keyword, Name, Number, String, Type, Variable,
};
use super::scanner::Language;
use super::scanner::Pattern::{
    self, ApartLine, Before, Block, Field, Line, LongQuoted, Prompt, Quoted, Shape, Sigil, Switch,
    TagEnd, TagStart, Word, Words,
};
use super::scanner::Place::{self, After, Anywhere, Head};
use super::{shapes, words};

/// The language that goes by that name, in any case.
pub(super) fn find(name: &str) -> Option<&'static Language> {
    let is_it = |known: &str| known.eq_ignore_ascii_case(name);
    LANGUAGES
        .iter()
        .find(|language| language.names.split(' ').any(is_it))
}

/// What a table leaves out.
const PLAIN: Language = Language {
    names: "",
    rules: &[],
    tag_rules: &[],
    sigils: b"",
    joints: b"",
    folds_case: false,
};

const BACKSLASH: Option<u8> = Some(b'\\');
const BACKTICK: Option<u8> = Some(b'`');
const STRING: Pattern = Quoted(b'"', BACKSLASH);
const SINGLE_STRING: Pattern = Quoted(b'\'', BACKSLASH);

pub(super) static LANGUAGES: &[Language] = &[
    Language {
        names: "powershell ps ps1 pwsh azurepowershell",
        rules: &[
            (Place::Line, Prompt(shapes::prompt), Comment),
            (Anywhere, Block("<#", "#>"), Comment),
            (Anywhere, ApartLine("#"), Comment),
            (Anywhere, Block("@\"", "\n\"@"), String),
            (Anywhere, Block("@'", "\n'@"), String),
            (Anywhere, Quoted(b'"', BACKTICK), String),
            (Anywhere, Quoted(b'\'', None), String),
            (Anywhere, Words(words::POWERSHELL_CONSTANTS), Number),
            (Anywhere, Words(words::POWERSHELL), Keyword),
            (Anywhere, Pattern::Number, Number),
            (Anywhere, Sigil(b'$'), Variable),
            (Anywhere, Block("${", "}"), Variable),
            (Anywhere, Switch(b'-'), Attribute),
            (Anywhere, Shape(shapes::bracketed_type), Type),
            (Anywhere, Shape(shapes::placeholder), Variable),
            (After(b"|"), Word, Name),
            (After(b"\n|;&({=<"), Shape(shapes::cmdlet), Name),
        ],
        sigils: b"$-",
        joints: b"-:",
        folds_case: true,
        ..PLAIN
    },
    Language {
        names: "xml html xaml xhtml svg xsd xslt config",
        rules: &[
            (Anywhere, Block("<!--", "-->"), Comment),
            (Anywhere, Block("<![CDATA[", "]]>"), String),
            (Anywhere, TagStart, Name),
            (Anywhere, Shape(shapes::reference), Number),
        ],
        tag_rules: &[
            (Anywhere, TagStart, Name),
            (Anywhere, TagEnd, Name),
            (Anywhere, LongQuoted(b'"', None), String),
            (Anywhere, LongQuoted(b'\'', None), String),
            (After(b"="), Shape(shapes::bare_value), String),
            (Anywhere, Word, Attribute),
        ],
        joints: b"-:.",
        ..PLAIN
    },
    Language {
        names: "json jsonc json5",
        rules: &[
            (Anywhere, Line("//"), Comment),
            (Anywhere, Block("/*", "*/"), Comment),
            (Anywhere, Before(&STRING, b':'), Attribute),
            (Anywhere, STRING, String),
            (Anywhere, Words(words::CONSTANTS), Number),
            (Anywhere, Pattern::Number, Number),
        ],
        ..PLAIN
    },
    Language {
        names: "bash sh shell zsh azurecli",
        rules: &[
            (Place::Line, Prompt(shapes::prompt), Comment),
            (Anywhere, ApartLine("#"), Comment),
            (Anywhere, LongQuoted(b'"', BACKSLASH), String),
            (Anywhere, LongQuoted(b'\'', None), String),
            (Anywhere, Words(words::BASH), Keyword),
            (Anywhere, Sigil(b'$'), Variable),
            (Anywhere, Block("${", "}"), Variable),
            (Anywhere, Switch(b'-'), Attribute),
            (Anywhere, Shape(shapes::placeholder), Variable),
            (After(b"\n|;&({"), Before(&Word, b'='), Variable),
            (After(b"\n|;&({"), Word, Name),
        ],
        sigils: b"$-",
        joints: b"-.:",
        ..PLAIN
    },
    Language {
        names: "console cmd dos bat batch terminal command",
        rules: &[
            (Place::Line, Prompt(shapes::prompt), Comment),
            (Anywhere, STRING, String),
            (Anywhere, Switch(b'-'), Attribute),
            (Anywhere, Switch(b'/'), Attribute),
            (Anywhere, Shape(shapes::placeholder), Variable),
        ],
        sigils: b"-/",
        joints: b"-.:",
        ..PLAIN
    },
    Language {
        names: "dns zone bind dns-zone",
        rules: &[
            (Anywhere, Line(";"), Comment),
            (Anywhere, STRING, String),
            (Anywhere, Sigil(b'$'), Keyword),
            (Anywhere, Words(words::DNS_TYPES), Keyword),
            (Anywhere, Words(words::DNS_CLASSES), Type),
            (Place::Line, Shape(shapes::owner), Name),
            (Anywhere, Shape(shapes::ipv6), Number),
            (Anywhere, Pattern::Number, Number),
        ],
        sigils: b"$",
        joints: b"-.",
        ..PLAIN
    },
    Language {
        names: "smtp",
        rules: &[
            (Place::Line, Prompt(shapes::speaker), Comment),
            (Head, Shape(shapes::reply), Number),
            (Head, Shape(shapes::smtp_command), Keyword),
            (Head, Field, Name),
            (Anywhere, Shape(shapes::address), String),
            (Anywhere, Before(&Word, b'='), Attribute),
        ],
        joints: b"-.",
        ..PLAIN
    },
    Language {
        names: "eml email mail mime rfc822",
        rules: &[
            (Place::Line, Field, Name),
            (Place::Line, Line("--"), Comment),
            (Anywhere, Shape(shapes::address), String),
            (Anywhere, STRING, String),
            (After(b"="), Words(words::MAIL_RESULTS), Keyword),
        ],
        joints: b"-.",
        ..PLAIN
    },
    Language {
        names: "http rest",
        rules: &[
            (Head, Words(words::HTTP_METHODS), Keyword),
            (Anywhere, Shape(shapes::http_status), Keyword),
            (Place::Line, Field, Name),
            (Anywhere, Before(&STRING, b':'), Attribute),
            (Anywhere, STRING, String),
            (Anywhere, Shape(shapes::placeholder), Variable),
        ],
        joints: b"-",
        ..PLAIN
    },
    Language {
        names: "yaml yml",
        rules: &[
            (Anywhere, ApartLine("#"), Comment),
            (Anywhere, Before(&STRING, b':'), Attribute),
            (Anywhere, STRING, String),
            (Anywhere, Quoted(b'\'', None), String),
            (Anywhere, Field, Attribute),
            (Anywhere, Words(words::CONSTANTS), Number),
            (Anywhere, Pattern::Number, Number),
        ],
        joints: b"-./",
        ..PLAIN
    },
    Language {
        names: "ini toml conf properties",
        rules: &[
            (Anywhere, ApartLine("#"), Comment),
            (Anywhere, ApartLine(";"), Comment),
            (Head, Shape(shapes::section), Name),
            (Head, Before(&Word, b'='), Attribute),
            (Anywhere, Block("\"\"\"", "\"\"\""), String),
            (Anywhere, STRING, String),
            (Anywhere, Quoted(b'\'', None), String),
            (Anywhere, Words(words::CONSTANTS), Number),
            (Anywhere, Pattern::Number, Number),
        ],
        joints: b"-.",
        ..PLAIN
    },
    Language {
        names: "csharp cs c#",
        rules: &[
            (Anywhere, Line("//"), Comment),
            (Anywhere, Block("/*", "*/"), Comment),
            (Anywhere, Block("\"\"\"", "\"\"\""), String),
            (Anywhere, STRING, String),
            (Anywhere, SINGLE_STRING, String),
            (Anywhere, Words(words::CSHARP), Keyword),
            (Anywhere, Words(words::CSHARP_TYPES), Type),
            (Anywhere, Words(words::CONSTANTS), Number),
            (Anywhere, Pattern::Number, Number),
            (Anywhere, Before(&Word, b'('), Name),
        ],
        ..PLAIN
    },
    Language {
        names: "javascript js typescript ts",
        rules: &[
            (Anywhere, Line("//"), Comment),
            (Anywhere, Block("/*", "*/"), Comment),
            (Anywhere, LongQuoted(b'`', BACKSLASH), String),
            (Anywhere, STRING, String),
            (Anywhere, SINGLE_STRING, String),
            (Anywhere, Words(words::JAVASCRIPT), Keyword),
            (Anywhere, Words(words::JAVASCRIPT_CONSTANTS), Number),
            (Anywhere, Pattern::Number, Number),
            (Anywhere, Before(&Word, b'('), Name),
            (After(b"{,"), Before(&Word, b':'), Attribute),
        ],
        ..PLAIN
    },
    Language {
        names: "python py",
        rules: &[
            (Place::Line, Prompt(shapes::prompt), Comment),
            (Anywhere, Line("#"), Comment),
            (Anywhere, Block("\"\"\"", "\"\"\""), String),
            (Anywhere, Block("'''", "'''"), String),
            (Anywhere, STRING, String),
            (Anywhere, SINGLE_STRING, String),
            (Anywhere, Words(words::PYTHON), Keyword),
            (Anywhere, Words(words::PYTHON_CONSTANTS), Number),
            (Anywhere, Pattern::Number, Number),
            (Head, Sigil(b'@'), Attribute),
            (Anywhere, Before(&Word, b'('), Name),
        ],
        sigils: b"@",
        ..PLAIN
    },
    Language {
        names: "sql tsql",
        rules: &[
            (Anywhere, Line("--"), Comment),
            (Anywhere, Block("/*", "*/"), Comment),
            (Anywhere, LongQuoted(b'\'', None), String),
            (Anywhere, Quoted(b'"', None), String),
            (Anywhere, Words(words::SQL), Keyword),
            (Anywhere, Words(words::SQL_TYPES), Type),
            (Anywhere, Pattern::Number, Number),
            (Anywhere, Sigil(b'@'), Variable),
            (Anywhere, Before(&Word, b'('), Name),
        ],
        sigils: b"@",
        folds_case: true,
        ..PLAIN
    },
    Language {
        names: "kusto kql",
        rules: &[
            (Anywhere, Line("//"), Comment),
            (Anywhere, STRING, String),
            (Anywhere, SINGLE_STRING, String),
            (After(b"|"), Word, Keyword),
            (Anywhere, Words(words::KUSTO), Keyword),
            (Anywhere, Words(words::CONSTANTS), Number),
            (Anywhere, Pattern::Number, Number),
            (Anywhere, Before(&Word, b'('), Name),
        ],
        joints: b"-",
        ..PLAIN
    },
    Language {
        names: "diff patch",
        rules: &[
            (Place::Line, Line("+++"), Comment),
            (Place::Line, Line("---"), Comment),
            (Place::Line, Line("diff "), Comment),
            (Place::Line, Line("index "), Comment),
            (Place::Line, Line("@@"), Keyword),
            (Place::Line, Line("+"), Inserted),
            (Place::Line, Line("-"), Deleted),
        ],
        ..PLAIN
    },
];
