//! The elements right inside a channel or an entry.

use std::iter::Peekable;
use std::ops::Range;

use super::tokens::{Token, Tokens};

/// Elements that a feed lies in; what is inside them is looked at as if they were not there.
const WRAPPERS: &[&str] = &["rss", "rdf", "channel", "feed", "items"];
/// The elements that are an article each.
const ENTRIES: &[&str] = &["item", "entry"];
/// Elements that hold a word or a line: the start of another one ends them where their own end is missing.
const SHORT: &[&str] = &[
    "title",
    "link",
    "guid",
    "id",
    "pubdate",
    "published",
    "issued",
    "created",
    "updated",
    "modified",
    "dc:date",
    "dc:creator",
    "dc:title",
    "language",
    "dc:language",
];
/// Elements that hold a text or other elements, and are read.
const LONG: &[&str] =
    &["description", "summary", "content", "content:encoded", "body", "author", "source", "dc:description"];
/// Vocabularies by their addresses, without the scheme, and the prefix each is known by here.
const VOCABULARIES: &[(&str, &str)] = &[
    ("purl.org/dc/elements", "dc"),
    ("purl.org/dc/terms", "dc"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("www.w3.org/2005/atom", ""),
    ("purl.org/atom/ns", ""),
    ("purl.org/rss/1.0/", ""),
    ("www.w3.org/1999/02/22-rdf-syntax-ns", ""),
    ("www.w3.org/1999/xhtml", ""),
];
/// What prefixes mean where the feed does not say.
const PREFIXES: &[(&str, &str)] =
    &[("dc", "dc"), ("dcterms", "dc"), ("content", "content"), ("atom", ""), ("rdf", ""), ("rss", ""), ("xhtml", "")];

/// The prefixes that a feed declares in its outermost element.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(Vec<(String, &'static str)>);

impl Names {
    /// Reads the attributes of the outermost element.
    pub(super) fn of(source: &str) -> Self {
        let root = Tokens::of(source, 0..source.len()).find_map(|(_, token)| match token {
            Token::Start { attributes, .. } => Some(attributes),
            _ => None,
        });
        let declared = super::tokens::pairs(root.unwrap_or_default()).filter_map(|(name, address)| {
            let prefix = name.strip_prefix("xmlns:")?;
            let address = address.to_ascii_lowercase();
            let bare = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
            let known = VOCABULARIES.iter().find(|(start, _)| bare.starts_with(start));
            Some((prefix.to_ascii_lowercase(), known.map_or("?", |(_, prefix)| prefix)))
        });
        Names(declared.take(64).collect())
    }

    /// Returns the name an element is known by here: small letters, with the prefixes `dc:` and `content:` and no others; `?:`
    /// stands for vocabularies that are not read.
    pub(super) fn plain(&self, name: &str) -> String {
        let name = name.to_ascii_lowercase();
        let Some((prefix, local)) = name.split_once(':') else { return name };
        let declared = self.0.iter().find(|(known, _)| known == prefix).map(|(_, means)| *means);
        let usual = || PREFIXES.iter().find(|(known, _)| *known == prefix).map(|(_, means)| *means);
        match declared.or_else(usual).unwrap_or("?") {
            "" => local.to_owned(),
            means => format!("{means}:{local}"),
        }
    }
}

/// One element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field<'a> {
    /// As [`Names::plain`] has it.
    pub(super) name: String,
    pub(super) attributes: &'a str,
    /// From its start tag to its end tag, in bytes.
    pub(super) outer: Range<usize>,
    /// Between its tags, in bytes.
    pub(super) inner: Range<usize>,
    pub(super) end: End,
}

/// How an element ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// By its end tag.
    Closed,
    /// By something that cannot stand in it.
    Implied,
    /// By the end of what is read.
    Cut,
}

impl Field<'_> {
    /// Tells whether it is an article.
    pub(super) fn is_entry(&self) -> bool {
        ENTRIES.contains(&self.name.as_str())
    }
}

/// The elements of a part of a feed, one pass over it.
pub(super) struct Fields<'a> {
    tokens: Peekable<Tokens<'a>>,
    names: &'a Names,
    end: usize,
}

impl<'a> Fields<'a> {
    /// Prepares to read a part of `source`.
    pub(super) fn of(source: &'a str, range: Range<usize>, names: &'a Names) -> Self {
        let end = range.end;
        Fields { tokens: Tokens::of(source, range).peekable(), names, end }
    }

    /// Reads up to where `field` ends, which has been opened.
    fn finish(&mut self, mut field: Field<'a>) -> Field<'a> {
        let mut nested = 0_usize;
        while let Some((place, token)) = self.tokens.peek().cloned() {
            match token {
                Token::Start { name, empty, .. } => {
                    let name = self.names.plain(name);
                    if ends_at_start(&field, &name) {
                        return ended(field, place.start, place.start, End::Implied);
                    }
                    nested += usize::from(!empty && name == field.name);
                }
                Token::End { name } => {
                    let name = self.names.plain(name);
                    if name == field.name && nested == 0 {
                        self.tokens.next();
                        return ended(field, place.start, place.end, End::Closed);
                    }
                    if field.is_entry() && WRAPPERS.contains(&name.as_str()) && name != "items" {
                        return ended(field, place.start, place.start, End::Implied);
                    }
                    nested -= usize::from(name == field.name);
                }
                Token::Text(_) | Token::CData(_) => {}
            }
            self.tokens.next();
        }
        field = ended(field, self.end, self.end, End::Cut);
        field
    }
}

fn ended(field: Field<'_>, inner: usize, outer: usize, end: End) -> Field<'_> {
    Field { inner: field.inner.start..inner, outer: field.outer.start..outer, end, ..field }
}

/// Tells whether the start of an element called `name` ends `field`, whose own end is missing then.
fn ends_at_start(field: &Field<'_>, name: &str) -> bool {
    let entry = field.is_entry() && ENTRIES.contains(&name);
    let short = SHORT.contains(&field.name.as_str())
        && name != field.name
        && (SHORT.contains(&name) || LONG.contains(&name) || ENTRIES.contains(&name));
    entry || short
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        loop {
            let (place, Token::Start { name, attributes, empty }) = self.tokens.next()? else { continue };
            let name = self.names.plain(name);
            if WRAPPERS.contains(&name.as_str()) {
                continue;
            }
            let field = Field { name, attributes, inner: place.end..place.end, outer: place.clone(), end: End::Closed };
            return Some(if empty { field } else { self.finish(field) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<(String, String, End)> {
        let names = Names::of(source);
        Fields::of(source, 0..source.len(), &names)
            .map(|f| (f.name.clone(), source[f.inner.clone()].to_owned(), f.end))
            .collect()
    }

    #[test]
    fn elements_end_where_they_must() {
        let feed =
            "<rss><channel><title>T<link>L</link><item><title>1</title><item>2</item></channel></rss><image><title>x";
        let found = told(feed);
        let short: Vec<_> = found.iter().map(|(name, inner, end)| (name.as_str(), inner.as_str(), *end)).collect();
        assert_eq!(
            short,
            [
                ("title", "T", End::Implied),
                ("link", "L", End::Closed),
                ("item", "<title>1</title>", End::Implied),
                ("item", "2", End::Closed),
                ("image", "<title>x", End::Cut),
            ]
        );
    }

    #[test]
    fn names_are_told_by_their_vocabulary() {
        let names = Names::of(
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xmlns:c='http://purl.org/dc/elements/1.1/' xmlns:content='http://x.example'>",
        );
        let plain = |name| names.plain(name);
        assert_eq!(
            (plain("a:Entry"), plain("c:creator"), plain("content:encoded")),
            ("entry".into(), "dc:creator".into(), "?:encoded".into())
        );
        assert_eq!(
            (plain("media:title"), plain("dc:date"), plain("Title")),
            ("?:title".into(), "dc:date".into(), "title".into())
        );
    }
}
