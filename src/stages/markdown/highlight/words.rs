//! Lists of words, sorted; those of a language that folds case in lower case.

#[rustfmt::skip]
pub(super) const POWERSHELL: &[&str] = &[
    "-and", "-as", "-band", "-bnot", "-bor", "-ccontains", "-ceq", "-clike", "-cmatch", "-contains",
    "-creplace", "-eq", "-f", "-ge", "-gt", "-ieq", "-ilike", "-imatch", "-in", "-is", "-isnot",
    "-join", "-le", "-like", "-lt", "-match", "-ne", "-not", "-notcontains", "-notin", "-notlike",
    "-notmatch", "-or", "-replace", "-split", "-xor", "begin", "break", "catch", "class",
    "continue", "do", "dynamicparam", "else", "elseif", "end", "enum", "exit", "filter", "finally",
    "for", "foreach", "function", "if", "in", "param", "process", "return", "switch", "throw",
    "trap", "try", "until", "using", "while",
];

pub(super) const POWERSHELL_CONSTANTS: &[&str] = &["$false", "$null", "$true"];

#[rustfmt::skip]
pub(super) const BASH: &[&str] = &[
    "case", "do", "done", "elif", "else", "esac", "export", "fi", "for", "function", "if", "in",
    "local", "return", "then", "until", "while",
];

/// What JSON and many others call them.
pub(super) const CONSTANTS: &[&str] = &["false", "null", "true"];

#[rustfmt::skip]
pub(super) const DNS_TYPES: &[&str] = &[
    "A", "AAAA", "AFSDB", "ANY", "AXFR", "CAA", "CDNSKEY", "CDS", "CERT", "CNAME", "DNAME",
    "DNSKEY", "DS", "HINFO", "HTTPS", "IXFR", "LOC", "MX", "NAPTR", "NS", "NSEC", "NSEC3",
    "NSEC3PARAM", "OPENPGPKEY", "PTR", "RP", "RRSIG", "SMIMEA", "SOA", "SPF", "SRV", "SSHFP",
    "SVCB", "TLSA", "TXT", "URI",
];

pub(super) const DNS_CLASSES: &[&str] = &["CH", "CS", "HS", "IN"];

#[rustfmt::skip]
pub(super) const SMTP_COMMANDS: &[&str] = &[
    "AUTH", "BDAT", "DATA", "EHLO", "ETRN", "EXPN", "HELO", "LHLO", "MAIL FROM:", "NOOP", "QUIT",
    "RCPT TO:", "RSET", "STARTTLS", "VRFY",
];

#[rustfmt::skip]
pub(super) const HTTP_METHODS: &[&str] = &[
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE",
];

/// What a check of a message can come to (RFC 8601, section 2.7).
#[rustfmt::skip]
pub(super) const MAIL_RESULTS: &[&str] = &[
    "fail", "neutral", "none", "pass", "permerror", "policy", "quarantine", "reject", "softfail",
    "temperror",
];

#[rustfmt::skip]
pub(super) const KUSTO: &[&str] = &[
    "and", "as", "asc", "between", "by", "contains", "contains_cs", "datatable", "desc",
    "endswith", "has", "has_all", "has_any", "has_cs", "in", "inner", "kind", "leftanti",
    "leftouter", "let", "matches", "nulls", "of", "on", "or", "print", "project", "regex",
    "startswith", "to", "typeof", "where", "with",
];

#[rustfmt::skip]
pub(super) const SQL: &[&str] = &[
    "add", "all", "alter", "and", "as", "asc", "begin", "between", "by", "case", "commit",
    "constraint", "create", "cross", "database", "declare", "default", "delete", "desc",
    "distinct", "drop", "else", "end", "exec", "exists", "foreign", "from", "full", "function",
    "go", "grant", "group", "having", "if", "in", "index", "inner", "insert", "into", "is", "join",
    "key", "left", "like", "limit", "not", "null", "offset", "on", "or", "order", "outer",
    "primary", "procedure", "references", "return", "right", "rollback", "select", "set", "table",
    "then", "top", "transaction", "union", "unique", "update", "use", "values", "view", "when",
    "where", "while", "with",
];

#[rustfmt::skip]
pub(super) const SQL_TYPES: &[&str] = &[
    "bigint", "binary", "bit", "char", "date", "datetime", "datetime2", "decimal", "float", "int",
    "integer", "money", "nchar", "numeric", "nvarchar", "real", "smallint", "text", "time",
    "timestamp", "tinyint", "uniqueidentifier", "varbinary", "varchar", "xml",
];

#[rustfmt::skip]
pub(super) const CSHARP: &[&str] = &[
    "abstract", "as", "async", "await", "base", "break", "case", "catch", "class", "const",
    "continue", "default", "delegate", "do", "else", "enum", "event", "explicit", "extern",
    "finally", "fixed", "for", "foreach", "get", "if", "implicit", "in", "init", "interface",
    "internal", "is", "lock", "nameof", "namespace", "new", "operator", "out", "override",
    "params", "private", "protected", "public", "readonly", "record", "ref", "return", "sealed",
    "set", "sizeof", "static", "struct", "switch", "this", "throw", "try", "typeof", "unsafe",
    "using", "value", "var", "virtual", "volatile", "when", "where", "while", "yield",
];

#[rustfmt::skip]
pub(super) const CSHARP_TYPES: &[&str] = &[
    "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "object",
    "sbyte", "short", "string", "uint", "ulong", "ushort", "void",
];

#[rustfmt::skip]
pub(super) const JAVASCRIPT: &[&str] = &[
    "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger",
    "default", "delete", "do", "else", "enum", "export", "extends", "finally", "for", "from",
    "function", "if", "implements", "import", "in", "instanceof", "interface", "let", "new", "of",
    "private", "protected", "public", "readonly", "return", "static", "super", "switch", "this",
    "throw", "try", "type", "typeof", "var", "void", "while", "with", "yield",
];

pub(super) const JAVASCRIPT_CONSTANTS: &[&str] =
    &["Infinity", "NaN", "false", "null", "true", "undefined"];

#[rustfmt::skip]
pub(super) const PYTHON: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

pub(super) const PYTHON_CONSTANTS: &[&str] = &["False", "None", "True"];
