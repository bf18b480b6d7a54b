//! What a page says about itself in JSON-LD (schema.org).

use std::collections::BTreeMap;

use scraper::{ElementRef, Html};
use serde_json::Value;

/// Types that describe the page's article; the first one found wins.
const ARTICLE_TYPES: &[&str] = &[
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "article",
    "blogposting",
    "liveblogposting",
    "report",
    "socialmediaposting",
    "webpage",
];

/// How deep objects are searched for an article.
const MAX_DEPTH: usize = 6;

/// The fields of an article that are used; `None` where the page gives none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct JsonLd {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    pub(super) credit: Option<String>,
}

/// Lists the scripts of type `application/ld+json` of a page, in reading order.
pub(crate) fn scripts(html: &Html) -> Vec<String> {
    let is_one = |script: &ElementRef<'_>| script.value().attr("type").is_some_and(is_json_ld);
    super::meta::all(html, "script[type]").filter(is_one).map(|script| script.text().collect()).collect()
}

/// Tells whether a media type is JSON-LD, whatever stands behind it ("; charset=utf-8") or around it.
fn is_json_ld(kind: &str) -> bool {
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/ld+json")
}

/// Reads one such script as leniently as search engines do: comment marks round it and raw control characters are passed over.
pub(crate) fn value(script: &str) -> Result<Value, serde_json::Error> {
    let plain = one_line(script);
    let inner =
        plain.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let inner = inner.trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//");
    serde_json::from_str(inner.trim().trim_end_matches(';'))
}

/// Reads the scripts of type `application/ld+json`, best article type first.
pub(super) fn read<'a>(scripts: impl Iterator<Item = &'a str>) -> JsonLd {
    let mut best: Option<(usize, JsonLd)> = None;
    let values: Vec<Value> = scripts.filter_map(|script| value(script).ok()).collect();
    let mut names = Names::new();
    for value in &values {
        gather(value, 0, &mut names);
    }
    for value in &values {
        search(value, 0, &mut |rank, fields| {
            if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                best = Some((rank, article(fields, &names)));
            }
        });
    }
    best.map(|(_, article)| article).unwrap_or_default()
}

/// Names by `@id`: an article may only refer to its author, who is described beside it.
type Names = BTreeMap<String, String>;

fn gather(value: &Value, depth: usize, names: &mut Names) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, depth + 1, names)),
        Value::Object(fields) => {
            if let (Some(Value::String(id)), Some(Value::String(name))) = (fields.get("@id"), fields.get("name")) {
                names.entry(id.clone()).or_insert_with(|| name.trim().to_owned());
            }
            fields.values().for_each(|inner| gather(inner, depth + 1, names));
        }
        _ => {}
    }
}

/// Blanks control characters, which many pages leave raw inside strings.
fn one_line(script: &str) -> String {
    script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn search(value: &Value, depth: usize, found: &mut dyn FnMut(usize, &Value)) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| search(item, depth + 1, found)),
        Value::Object(fields) => {
            if let Some(rank) = fields.get("@type").and_then(rank) {
                found(rank, value);
            }
            for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.get(name) {
                    search(inner, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

fn rank(kind: &Value) -> Option<usize> {
    let rank_of = |name: &str| {
        let name = name.rsplit(['/', ':']).next()?.to_ascii_lowercase();
        ARTICLE_TYPES.iter().position(|known| *known == name)
    };
    match kind {
        Value::String(name) => rank_of(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).filter_map(rank_of).min(),
        _ => None,
    }
}

fn article(value: &Value, names: &Names) -> JsonLd {
    let read = |field: &str| named(value.get(field), names);
    JsonLd {
        headline: read("headline"),
        published: read("datePublished"),
        author: read("author"),
        publisher: read("publisher"),
        language: read("inLanguage"),
        credit: read("creditText").or_else(|| read("sourceOrganization")),
    }
}

/// Reads a string, or the `name` of an object or of what its `@id` refers to, or those of a list joined by commas.
fn named(value: Option<&Value>, names: &Names) -> Option<String> {
    let one = |value: &Value| match value {
        Value::String(s) => Some(s.trim().to_owned()),
        Value::Object(fields) => {
            let own = fields.get("name").and_then(Value::as_str).map(|s| s.trim().to_owned());
            own.or_else(|| names.get(fields.get("@id")?.as_str()?).cloned())
        }
        _ => None,
    };
    let text = match value? {
        Value::Array(items) => items.iter().filter_map(one).collect::<Vec<_>>().join(", "),
        other => one(other)?,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_among_others() {
        let script = r#"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},
            {"@type":["Thing","NewsArticle"],"headline":"H","datePublished":"2026-01-24T09:00:00Z",
             "author":[{"name":"Jane Roe"},"John Doe"],"publisher":{"@type":"Organization","name":"The Courier"}}]}"#;
        let article = read([script].into_iter());
        assert_eq!(article.published.as_deref(), Some("2026-01-24T09:00:00Z"));
        assert_eq!(article.author.as_deref(), Some("Jane Roe, John Doe"));
        assert_eq!(article.publisher.as_deref(), Some("The Courier"));
    }

    #[test]
    fn broken_scripts_are_skipped() {
        assert_eq!(read(["{", "[1]", "\"NewsArticle\""].into_iter()), JsonLd::default());
    }
}
