//! One entry of a feed in XML.

use onrecord_model::Diagnostic;
use url::Url;

use super::Channel;
use super::fields::{Field, Fields, Names};
use super::text;
use super::tokens::{attribute, pairs};
use crate::draft::Draft;
use crate::{address, dates, page};

/// What dates of publication are called, most telling first, and what dates of change are.
const PUBLISHED: &[&str] = &["published", "pubdate", "issued", "dc:issued", "dc:date", "created", "dc:created"];
const CHANGED: &[&str] = &["updated", "modified", "dc:modified"];
/// Where the text stands, best first; the last ones may be a summary.
const CONTENTS: &[&str] = &["content:encoded", "content", "body"];
const SUMMARIES: &[&str] = &["description", "summary", "dc:description"];
/// Most elements of an entry that are looked at.
const MAX_FIELDS: usize = 1000;

/// An entry with its elements apart.
struct Parts<'a> {
    source: &'a str,
    names: &'a Names,
    fields: Vec<Field<'a>>,
    base: Option<Url>,
}

/// Reads an entry.
pub(super) fn read(source: &str, entry: &Field<'_>, names: &Names, channel: &Channel) -> Draft {
    let fields = Fields::of(source, entry.inner.clone(), names).take(MAX_FIELDS).collect();
    let base = joined(channel.base.as_ref(), attribute(entry.attributes, "xml:base"));
    let parts = Parts { source, names, fields, base };
    let mut diagnostics = Vec::new();
    let title = parts.title();
    let body = parts.body(&mut diagnostics);
    let url = parts.url();
    let about =
        pairs(entry.attributes).find(|(name, _)| name.ends_with(":about")).map(|(_, value)| page::unescaped(value));
    let id = parts.first(&["guid", "id", "dc:identifier"]).or_else(|| about.clone());
    let published = parts.published(&mut diagnostics);
    Draft {
        url: url.or_else(|| [id.clone(), about].into_iter().flatten().find(|id| address::is_web(id))),
        id,
        outlet: parts.origin(),
        published,
        author: parts.author(),
        language: attribute(entry.attributes, "xml:lang").and_then(crate::language::of_tag),
        text: page::with_headline(title.as_deref(), body),
        title,
        diagnostics,
        ..Draft::default()
    }
}

/// Reads an address against another; `None` where neither is one.
pub(super) fn joined(base: Option<&Url>, relative: Option<&str>) -> Option<Url> {
    let Some(relative) = relative.map(|written| page::unescaped(written.trim())) else { return base.cloned() };
    match base {
        Some(base) => base.join(&relative).ok().or_else(|| Some(base.clone())),
        None => Url::parse(&relative).ok(),
    }
}

impl<'a> Parts<'a> {
    fn called(&self, name: &str) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(move |field| field.name == name)
    }

    /// Returns the words of the first of these elements that has any.
    fn first(&self, names: &[&str]) -> Option<String> {
        let found = names.iter().flat_map(|name| self.called(name));
        found.map(|field| text::words(self.source, field.inner.clone())).find(|words| !words.is_empty())
    }

    fn title(&self) -> Option<String> {
        let titles = ["title", "dc:title"].into_iter().flat_map(|name| self.called(name));
        let read = |field: &Field<'_>| match attribute(field.attributes, "type") {
            // Atom says of such a title that nothing in it is markup.
            Some("text") => text::words(self.source, field.inner.clone()),
            _ => text::heading(self.source, field.inner.clone()),
        };
        titles.map(read).find(|title| !title.is_empty())
    }

    /// Finds the text, and notes where it is the summary only.
    fn body(&self, diagnostics: &mut Vec<Diagnostic>) -> String {
        let find = |names: &[&str]| {
            let fields = names.iter().flat_map(|name| self.called(name));
            fields.filter_map(|field| self.text_of(field)).find(|text| !text.is_empty())
        };
        if let Some(text) = find(CONTENTS) {
            return text;
        }
        let summary = find(SUMMARIES);
        diagnostics.push(short_of(summary.is_some()));
        summary.unwrap_or_default()
    }

    /// Returns the text of an element; `None` when it holds something else, an image or a link to it.
    fn text_of(&self, field: &Field<'_>) -> Option<String> {
        let kind = attribute(field.attributes, "type").unwrap_or_default().to_ascii_lowercase();
        let packed = attribute(field.attributes, "mode").is_some_and(|mode| mode.eq_ignore_ascii_case("base64"));
        match kind.as_str() {
            _ if packed => None,
            "text" | "text/plain" => Some(text::words(self.source, field.inner.clone())),
            "" | "html" | "xhtml" | "text/html" | "application/xhtml+xml" | "text/xhtml" => {
                Some(page::text_of(&text::html(self.source, field.inner.clone())))
            }
            _ => None,
        }
    }

    /// Finds the address of the article: Atom's link to it, RSS's link, the link before a counter's.
    fn url(&self) -> Option<String> {
        let original = self.fields.iter().find(|field| field.name == "?:origlink");
        let links = self.called("link").filter(|field| {
            let relation = attribute(field.attributes, "rel").unwrap_or("alternate");
            relation.eq_ignore_ascii_case("alternate")
        });
        original.into_iter().chain(links).find_map(|field| {
            let base = joined(self.base.as_ref(), attribute(field.attributes, "xml:base"));
            let target = attribute(field.attributes, "href").map(page::unescaped);
            let target = target.unwrap_or_else(|| text::words(self.source, field.inner.clone()));
            let target = target.trim();
            let url = if address::is_web(target) { target.to_owned() } else { base?.join(target).ok()?.to_string() };
            (!target.is_empty() && address::is_web(&url)).then_some(url)
        })
    }

    fn published(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<onrecord_model::Published> {
        let written = |names: &[&str]| self.first(names);
        let read = |names: &[&str]| {
            names
                .iter()
                .flat_map(|name| self.called(name))
                .find_map(|f| dates::lenient(&text::words(self.source, f.inner.clone())))
        };
        if let Some(found) = read(PUBLISHED) {
            return Some(found);
        }
        if let Some(found) = read(CHANGED) {
            diagnostics
                .push(Diagnostic::note("date-guessed", "the date was taken from when the entry was last changed"));
            return Some(found);
        }
        written(PUBLISHED).or_else(|| written(CHANGED)).and_then(|date| dates::published(&date, diagnostics))
    }

    fn author(&self) -> Option<String> {
        authors(self.source, &self.fields, self.names)
            .or_else(|| self.first(&["dc:creator"]).and_then(|name| without_mail(&name)))
    }

    /// Finds who published it first, where the feed gathers what others write.
    fn origin(&self) -> Option<String> {
        let field = self.called("source").next()?;
        let inside = Fields::of(self.source, field.inner.clone(), self.names).take(MAX_FIELDS);
        let title =
            inside.filter(|inner| inner.name == "title").map(|inner| text::heading(self.source, inner.inner)).next();
        let alone = || {
            Some(text::heading(self.source, field.inner.clone()))
                .filter(|_| attribute(field.attributes, "url").is_some())
        };
        title.or_else(alone).filter(|name| !name.is_empty())
    }
}

/// Notes that an entry has no text of its own.
pub(super) fn short_of(has_summary: bool) -> Diagnostic {
    if has_summary {
        Diagnostic::note("summary-only", "the feed gives no full text; what it describes the article by was taken")
    } else {
        Diagnostic::warning("body-missing", "the feed gives a headline and no text")
    }
}

/// Reads the authors among `fields`; Atom names each in an element of its own.
pub(super) fn authors(source: &str, fields: &[Field<'_>], names: &Names) -> Option<String> {
    let read = |field: &Field<'_>| {
        let name = Fields::of(source, field.inner.clone(), names).take(MAX_FIELDS).find(|inner| inner.name == "name");
        let structured = || Fields::of(source, field.inner.clone(), names).next().is_some();
        match name {
            Some(name) => Some(text::heading(source, name.inner)),
            None if structured() => None,
            None => without_mail(&text::heading(source, field.inner.clone())),
        }
    };
    let found: Vec<String> =
        fields.iter().filter(|f| f.name == "author").filter_map(read).filter(|name| !name.is_empty()).collect();
    (!found.is_empty()).then(|| found.join(", "))
}

/// Takes the address off `jane@courier.example (Jane Roe)` and `Jane Roe <jane@courier.example>`, as RSS has authors; `None`
/// when there is no name beside it.
fn without_mail(written: &str) -> Option<String> {
    let bracketed = written.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
    let name = if written.contains('@') {
        let before = written.split_once(['<', '[']).map(|(before, _)| before);
        bracketed.or(before).unwrap_or_default()
    } else {
        written
    };
    let name = name.trim().trim_matches('"').trim();
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_names() {
        let name = |written| without_mail(written).unwrap_or_default();
        assert_eq!(name("jane@courier.example (Jane Roe)"), "Jane Roe");
        assert_eq!(name("\"Jane Roe\" <jane@courier.example>"), "Jane Roe");
        assert_eq!(name("Jane Roe (London)"), "Jane Roe (London)");
        assert_eq!(name("jane@courier.example"), "");
    }
}
