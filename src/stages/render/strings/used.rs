//! [`Used`]: the texts that somebody asks for.

use super::placeables::name_at;
use crate::base::path::SitePath;
use crate::base::sources::Sources;
use crate::stages::config::Config;
use crate::stages::markdown::{Alert, Label};
use std::collections::BTreeSet;

/// Texts that pages of the program's own need, whatever a template says.
const ALWAYS: [&str; 5] = [
    "language_name",
    "not_found_title",
    "all_pages",
    "a_to_z",
    "coverage_title",
];

/// Texts that stand in the content.
const LABELS: [Label; 9] = [
    Label::Alert(Alert::Note),
    Label::Alert(Alert::Tip),
    Label::Alert(Alert::Important),
    Label::Alert(Alert::Warning),
    Label::Alert(Alert::Caution),
    Label::MissingSnippet,
    Label::Video,
    Label::Table,
    Label::AppliesTo,
];

/// What the kinds of pages that YAML pages lead to begin with.
const ITEM_TYPE: &str = "item_";

/// The texts that somebody asks for.
pub(super) struct Used {
    keys: BTreeSet<String>,
    /// Whether a template asks for texts by names that it puts together.
    anything: bool,
}

impl Used {
    /// Reads the templates in some folders, those that others replace too, and
    /// adds what the program asks for.
    pub(super) fn read(config: &Config, sources: &Sources, folders: &[SitePath]) -> Self {
        let labels = LABELS.iter().map(|label| label.key().to_owned());
        let alerts = config.markdown.alerts.iter();
        let alerts = alerts.map(|(key, _)| alert_key(key));
        let mut used = Self {
            keys: labels.chain(alerts).collect(),
            anything: false,
        };
        used.keys.extend(ALWAYS.map(str::to_owned));
        for folder in folders {
            let files = sources.below(folder);
            for (file, _) in files.filter(|(file, _)| file.extension() == "html") {
                used.add_template(sources.text(file).map_or("", |text| text));
            }
        }
        used
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.anything || key.starts_with(ITEM_TYPE) || self.keys.contains(key)
    }

    /// Adds every `strings.key` and `strings["key"]` of a template outside of
    /// its comments.
    fn add_template(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let comment = rest.find("{#");
            let word = rest.find("strings");
            let (at, is_comment) = match (comment, word) {
                (Some(comment), Some(word)) if comment < word => (comment, true),
                (_, Some(word)) => (word, false),
                (_, None) => return,
            };
            if is_comment {
                let end = rest[at..].find("#}").map_or(rest.len(), |end| at + end);
                rest = &rest[end..];
                continue;
            }
            let before = rest[..at].chars().next_back();
            let is_whole = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.');
            rest = &rest[at + "strings".len()..];
            if is_whole {
                self.add_access(rest);
            }
        }
    }

    /// Adds the key behind `strings`.
    fn add_access(&mut self, behind: &str) {
        if let Some(name) = behind.strip_prefix('.') {
            self.keys.insert(name_at(name).to_owned());
            return;
        }
        let Some(index) = behind.strip_prefix('[') else {
            return;
        };
        let literal = index.trim_start();
        let quoted = literal
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '`'));
        let key = quoted.and_then(|quote| literal[1..].split_once(quote));
        match key {
            Some((key, rest)) if rest.trim_start().starts_with(']') => {
                self.keys.insert(key.to_owned());
            }
            _ => self.anything = true,
        }
    }
}

/// The key of the title of a site's own kind of alert.
pub(in crate::stages::render) fn alert_key(kind: &str) -> String {
    format!("alert_{}", kind.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(template: &str) -> Used {
        let mut used = Used {
            keys: BTreeSet::new(),
            anything: false,
        };
        used.add_template(template);
        used
    }

    #[test]
    fn keys_are_found_by_name_and_by_literal() {
        let used = used(
            "{{ strings.menu }}{# strings.old #}{{ strings[\"close\"] }}{{ strings['next'] }}\
             {{ other.strings.no }}{{ my_strings.neither }}{{ strings.plural | plural(n=1) }}",
        );
        let keys: Vec<&str> = used.keys.iter().map(String::as_str).collect();
        assert_eq!(keys, ["close", "menu", "next", "plural"]);
        assert!(!used.anything);
    }

    #[test]
    fn a_key_that_is_put_together_may_be_any() {
        assert!(used("{{ strings[\"alert_\" ~ kind] }}").has("whatever"));
        assert!(used("{{ strings[name] }}").has("whatever"));
        assert!(!used("{{ strings }}{# strings[name]").has("whatever"));
    }
}
