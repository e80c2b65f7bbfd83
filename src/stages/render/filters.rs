//! Filters of templates that write values as the page's language does.

use super::isolate;
use super::locale_text::{LocaleText, Numbers};
use super::strings::{Piece, category_name, pieces};
use std::sync::Arc;
use tera::{Error, Kwargs, Number, State, Tera, TeraResult, Value};

/// Gives the templates of a locale their filters.
pub(super) fn register(templates: &mut Tera, language: &Arc<LocaleText>) {
    let own = Arc::clone(language);
    templates.register_filter(
        "plural",
        move |text: &Value, given: Kwargs, state: &State| {
            plural(text, &given, state, own.numbers())
        },
    );
    let own = Arc::clone(language);
    templates.register_filter("fill", move |text: &str, given: Kwargs, state: &State| {
        fill(text, &given, state, own.numbers())
    });
    let own = Arc::clone(language);
    templates.register_filter("number", move |number: Number, _: Kwargs, _: &State| {
        own.numbers().number(&number.to_string())
    });
    let own = Arc::clone(language);
    templates.register_filter("date", move |date: &str, _: Kwargs, _: &State| {
        own.date(date)
    });
    let own = Arc::clone(language);
    templates.register_filter("list", move |items: Vec<String>, _: Kwargs, _: &State| {
        own.list(&items)
    });
    isolate::register(templates);
    templates.register_filter("json", |value: &Value, _: Kwargs, _: &State| json(value));
}

/// A value for scripts. Its keys are sorted, so that a page is always the same.
fn json(value: &Value) -> TeraResult<String> {
    let value = serde_json::to_value(value).map_err(Error::message)?;
    Ok(value.to_string())
}

/// The form of a text for the number `n`, filled. The rules are those of the
/// language that the text is in: it may be a fallback.
fn plural(text: &Value, given: &Kwargs, state: &State, own: &Numbers) -> TeraResult<Value> {
    let number = given.must_get::<Number>("n")?.to_string();
    let Some(forms) = text.as_map() else {
        let plain = text.as_str();
        let plain = plain.ok_or_else(|| Error::message("`plural` wants a text of `strings`"))?;
        return fill(plain, given, state, own);
    };
    let form = |name: &'static str| forms.get(&name.into()).and_then(Value::as_str);
    let other = match form("lang") {
        Some(lang) if lang != own.lang() => Some(Numbers::new(lang)),
        _ => None,
    };
    let numbers = other.as_ref().unwrap_or(own);
    let category = category_name(numbers.category(&number));
    let text = form(category).or_else(|| form("other")).unwrap_or_default();
    fill(text, given, state, numbers)
}

/// A text with values in its placeables: numbers as the language writes them,
/// anything else as it is. Where a value is HTML, so is the result, and all else
/// in it is escaped.
fn fill(text: &str, given: &Kwargs, state: &State, numbers: &Numbers) -> TeraResult<Value> {
    let is_html = given.iter().any(|(_, value)| value.is_safe());
    let escape = |words: &str| match is_html {
        true => state.escape(words),
        false => Ok(words.to_owned()),
    };
    let mut filled = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => filled.push_str(&escape(words)?),
            Piece::Placeable(name) => {
                let value: Option<&Value> = given.get(name)?;
                let value = value.ok_or_else(|| {
                    Error::message(format!("the text has `{{{name}}}`, which is not given"))
                })?;
                let written = value.to_string();
                let written = match value.is_number() {
                    true => numbers.number(&written),
                    false => written,
                };
                match value.is_safe() {
                    true => filled.push_str(&written),
                    false => filled.push_str(&escape(&written)?),
                }
            }
        }
    }
    Ok(match is_html {
        true => Value::safe_string(&filled),
        false => Value::from(filled),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::Context;

    fn render(lang: &str, template: &str) -> Result<String, String> {
        let mut templates = Tera::default();
        register(&mut templates, &Arc::new(LocaleText::new(lang)));
        let mut context = Context::new();
        let russian = serde_json::json!({
            "lang": "ru", "one": "{n} файл", "few": "{n} файла", "many": "{n} файлов",
            "other": "{n} файла",
        });
        context.insert("files", &russian);
        context.insert("by", "<b> by {who}");
        context.insert("names", &["SPF", "DKIM"]);
        let rendered = templates.render_str(template, &context, true);
        rendered.map_err(|error| error.to_string())
    }

    #[test]
    fn forms_are_chosen_by_the_rules_of_their_language() {
        let files = |n: &str| render("en-US", &format!("{{{{ files | plural(n={n}) }}}}"));
        assert_eq!(files("1").as_deref(), Ok("1 файл"));
        assert_eq!(files("3").as_deref(), Ok("3 файла"));
        assert_eq!(files("21").as_deref(), Ok("21 файл"));
        assert_eq!(
            files("1000011").as_deref(),
            Ok("1\u{a0}000\u{a0}011 файлов")
        );
        assert_eq!(files("1.5").as_deref(), Ok("1,5 файла"));
        assert!(files("\"many\"").is_err());
    }

    #[test]
    fn a_text_is_html_only_where_a_value_is() {
        let filled = |who: &str| render("en-US", &format!("{{{{ by | fill(who={who}) }}}}"));
        assert_eq!(filled("\"<i>\"").as_deref(), Ok("&lt;b&gt; by &lt;i&gt;"));
        assert_eq!(filled("\"<i>\" | safe").as_deref(), Ok("&lt;b&gt; by <i>"));
        assert_eq!(filled("12345").as_deref(), Ok("&lt;b&gt; by 12,345"));
    }

    #[test]
    fn a_value_that_is_not_given_is_a_mistake_of_the_template() {
        let message = render("en-US", "{{ by | fill(whom=1) }}").expect_err("a mistake");
        assert!(message.contains("`{who}`, which is not given"), "{message}");
    }

    #[test]
    fn numbers_dates_and_lists_are_the_language_s_own() {
        let template = "{{ 1234.5 | number }} {{ \"2021-09-12\" | date }} {{ names | list }}";
        let german = "1.234,5 12. September 2021 SPF und DKIM";
        assert_eq!(render("de-DE", template).as_deref(), Ok(german));
    }

    #[test]
    fn scripts_get_forms_as_json() {
        let attribute = render("en-US", "{{ files | json }}").expect("an attribute");
        assert!(attribute.starts_with("{&quot;few&quot;:"), "{attribute}");
    }
}
