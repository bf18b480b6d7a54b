//! JSON Lines: one object a line, `text` required.

use std::fmt;

use onrecord_model::{Diagnostic, Format, Published};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Head, Reader, dated, html};
use crate::draft::Draft;
use crate::{Hints, Rejected, broken, dates, language, refuse};

pub(super) const READER: Reader = Reader { format: Format::JsonLines, recognises, read };

/// The fields that are read, in the order in which they are documented; all others are ignored.
const FIELDS: [&str; 13] = [
    "id",
    "url",
    "outlet",
    "published",
    "title",
    "text",
    "lang",
    "author",
    "canonical_url",
    "archived",
    "credit",
    "fetched",
    "path",
];

/// Other names of a field: the one that is read, then its names elsewhere, in small letters and without marks.
const OTHER_NAMES: [(&str, &[&str]); 10] = [
    ("url", &["link", "uri", "permalink", "sourceurl", "articleurl", "pageurl"]),
    ("outlet", &["source", "publisher", "site", "sitename", "newspaper", "publication", "domain"]),
    (
        "published",
        &[
            "datepublished",
            "publishedat",
            "publisheddate",
            "publicationdate",
            "pubdate",
            "publishdate",
            "time",
            "timestamp",
        ],
    ),
    ("title", &["headline", "heading"]),
    ("text", &["body", "content", "articlebody", "maintext", "fulltext", "articletext"]),
    ("lang", &["language", "locale", "inlanguage"]),
    ("author", &["authors", "byline", "creator"]),
    ("canonical_url", &["canonical", "canonicallink"]),
    ("archived", &["archive", "archiveurl", "archivedurl", "archivedat", "wayback"]),
    ("credit", &["agency", "wire", "wirecredit"]),
];

/// The other name of `published` that is read: no other date of an article is called only that.
const DATE: &str = "date";

/// Names the field that a key which is not read looks like: another name of it, or its own in other letters; `None` for
/// most keys.
fn looks_like(key: &str) -> Option<&'static str> {
    let plain: String = key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if plain == DATE {
        return Some("published");
    }
    let other = OTHER_NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(field, _)| *field);
    other.or_else(|| FIELDS.iter().copied().find(|field| field.replace('_', "") == plain))
}

/// Accepts an object, or a list of objects, which is refused later with a better reason than "no article".
fn recognises(head: &Head<'_>) -> bool {
    let text = head.text.trim_start();
    let inside = text.strip_prefix('{').map(str::trim_start);
    let object = inside.is_some_and(|rest| rest.starts_with(['"', '}']));
    let list = text.strip_prefix('[').map(str::trim_start);
    let list = list.is_some_and(|rest| rest.starts_with('{'));
    object || list || (head.is_named(&["jsonl", "ndjson", "json"]) && text.starts_with(['{', '[', '"']))
}

/// Tells whether an input is JSON Lines for its name, whatever its first line holds: one bad line costs itself alone.
///
/// A name says nothing about an input that begins as a page or dated text does, or that is no text.
pub(super) fn is_by_name(head: &Head<'_>) -> bool {
    let is_other = || {
        let page = head.text.trim_start().starts_with('<') && (html::READER.recognises)(head);
        page || (dated::READER.recognises)(head)
    };
    let is_text = || refuse::unsupported(head.bytes).and_then(|()| refuse::binary(&head.text)).is_ok();
    head.is_named(&["jsonl", "ndjson"]) && !is_other() && is_text()
}

/// Reads one JSON object; line numbers are the caller's business.
pub(super) fn read(bytes: &[u8], _: &Hints) -> Result<Draft, Rejected> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let why = format!("not valid UTF-8 at byte {}", error.valid_up_to() + 1);
        Rejected::because(why).try_this("write JSON Lines in UTF-8")
    })?;
    if text.trim_start().starts_with('[') {
        return Err(Rejected::because("a list, not an object").try_this("write one object a line"));
    }
    let object: Object = serde_json::from_str(text).map_err(|error| invalid(&error))?;
    object.into_draft()
}

fn invalid(error: &serde_json::Error) -> Rejected {
    let (cause, place) = broken::told(error);
    if cause == "trailing characters" {
        let why = format!("more than one value: something follows the object {place}");
        return Rejected::because(why).try_this("write one object a line and name the file .jsonl");
    }
    Rejected::because(format!("not a JSON object: {cause} {place}"))
}

/// The known fields of an object, unchecked.
struct Object {
    values: [Option<Value>; FIELDS.len()],
    twice: Option<&'static str>,
    /// What stands under [`DATE`].
    date: Option<Value>,
    /// Keys that are not read, each with the field it looks like.
    unread: Vec<(String, &'static str)>,
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let values = [const { None }; FIELDS.len()];
        let mut object = Object { values, twice: None, date: None, unread: Vec::new() };
        while let Some(key) = map.next_key::<String>()? {
            match FIELDS.iter().position(|field| *field == key) {
                None if key == DATE => object.date = Some(map.next_value()?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                    object.unread.extend(looks_like(&key).map(|field| (key, field)));
                }
                Some(at) => object.put(at, map.next_value()?),
            }
        }
        Ok(object)
    }
}

impl Object {
    fn put(&mut self, at: usize, value: Value) {
        let Some(slot) = self.values.get_mut(at) else { return };
        if slot.is_some() {
            self.twice = self.twice.or(FIELDS.get(at).copied());
        }
        *slot = Some(value);
    }

    fn into_draft(mut self) -> Result<Draft, Rejected> {
        if let Some(field) = self.twice {
            let rejected = Rejected::because("is given twice").in_field(field);
            return Err(rejected.try_this("keep one of them"));
        }
        let mut diagnostics = self.unread();
        let id = self.id()?;
        let date = self.string("published")?;
        let lang = self.string("lang")?;
        let language = lang.as_deref().and_then(language::of_tag);
        if let (Some(lang), None) = (&lang, &language) {
            let shown: String = lang.chars().take(40).collect();
            let note = format!("{shown:?} is not a language code (write en, ru, …); left out");
            diagnostics.push(Diagnostic::warning("language-invalid", note));
        }
        let published = self.published(date, &mut diagnostics);
        let fetched = self.string("fetched")?.and_then(|moment| dates::moment(&moment, &mut diagnostics));
        self.string("path")?;
        Ok(Draft {
            id,
            url: self.string("url")?,
            canonical_url: self.string("canonical_url")?,
            archived: self.string("archived")?,
            outlet: self.string("outlet")?,
            published,
            title: self.string("title")?,
            author: self.string("author")?,
            credit: self.string("credit")?,
            language,
            fetched,
            text: self.text()?,
            diagnostics,
        })
    }

    /// Tells of keys that are not read and look like a field that the object does not have.
    fn unread(&self) -> Vec<Diagnostic> {
        let lacks = |field: &str| !self.has(field) && (field != "published" || self.date.is_none());
        let lost = self.unread.iter().filter(|(_, field)| lacks(field));
        let note = |(key, field): &(String, &str)| {
            let shown: String = key.chars().take(40).collect();
            Diagnostic::warning("field-unread", format!("{shown:?} is not read; the field is called {field:?}"))
        };
        lost.map(note).collect()
    }

    fn has(&self, field: &str) -> bool {
        let at = FIELDS.iter().position(|known| *known == field);
        let value = at.and_then(|at| self.values.get(at)?.as_ref());
        value.is_some_and(|value| !value.is_null() && value.as_str().is_none_or(|s| !s.trim().is_empty()))
    }

    /// Reads the day of publication: from its field, else from [`DATE`], of which nothing is refused.
    fn published(&mut self, written: Option<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Published> {
        let other = self.date.take().filter(|value| !value.is_null());
        let other = other.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let other = other.filter(|date| !date.trim().is_empty());
        let Some(written) = written else {
            return other.and_then(|date| dates::published(&date, diagnostics));
        };
        let published = dates::published(&written, diagnostics);
        let day = |written: &str| written.parse::<Published>().ok().map(|published| published.date);
        if let Some(other) = other.filter(|other| day(other) != day(&written)) {
            let shown: String = other.chars().take(40).collect();
            let note = format!("\"date\" ({shown:?}) is not read where \"published\" is given, and says another day");
            diagnostics.push(Diagnostic::warning("field-unread", note));
        }
        published
    }

    fn take(&mut self, field: &'static str) -> Option<Value> {
        let at = FIELDS.iter().position(|known| *known == field)?;
        self.values.get_mut(at)?.take()
    }

    /// Takes a string; `None` when it is missing, null or blank.
    fn string(&mut self, field: &'static str) -> Result<Option<String>, Rejected> {
        match self.take(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(s)) => Ok(Some(s).filter(|s| !s.trim().is_empty())),
            Some(other) => Err(wrong_type(field, &other)),
        }
    }

    fn text(&mut self) -> Result<String, Rejected> {
        match self.take("text") {
            Some(Value::String(s)) => Ok(s),
            Some(other) => Err(wrong_type("text", &other)),
            None => {
                let needs = "every object needs the article's text as a string".to_owned();
                let other = self.unread.iter().find(|(_, field)| *field == "text");
                let fix = other.map_or_else(|| needs.clone(), |(key, _)| format!("{needs}; {key:?} is not read"));
                Err(Rejected::because("is missing").in_field("text").try_this(fix))
            }
        }
    }

    /// Takes the id, which may be a whole number.
    fn id(&mut self) -> Result<Option<String>, Rejected> {
        match self.values.first() {
            Some(Some(Value::Number(n))) if !n.is_f64() => Ok(Some(n.to_string())),
            Some(Some(Value::Number(_))) => Err(Rejected::because("is a number that would lose digits")
                .in_field("id")
                .try_this("write it as a string")),
            _ => self.string("id"),
        }
    }
}

fn wrong_type(field: &'static str, value: &Value) -> Rejected {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Rejected::because(format!("is {kind}, not a string")).in_field(field).try_this(if field == "text" {
        "write the article's text as one string"
    } else {
        "write it as a string in double quotes, or leave it out"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(json: &str) -> (Option<String>, Vec<String>) {
        let draft = read(json.as_bytes(), &Hints::default()).unwrap();
        let notes = draft.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
        (draft.published.map(|published| published.date.to_string()), notes)
    }

    #[test]
    fn date_is_another_name_of_published() {
        let day = Some("2026-05-04".to_owned());
        assert_eq!(notes(r#"{"text":"It rained.","date":"2026-05-04"}"#), (day.clone(), Vec::new()));
        assert_eq!(
            notes(r#"{"text":"a","date":"2026-05-04T09:00:00Z","published":"2026-05-04"}"#),
            (day.clone(), Vec::new())
        );
        let (found, told) = notes(r#"{"text":"a","date":"2026-05-09","published":"2026-05-04"}"#);
        assert_eq!(found, day);
        assert_eq!(
            told,
            ["field-unread: \"date\" (\"2026-05-09\") is not read where \"published\" is given, and says another day"]
        );
        let (found, told) = notes(r#"{"text":"a","date":{"y":2026}}"#);
        assert_eq!((found, told.len()), (None, 1));
        assert!(told[0].starts_with("date-invalid"), "{told:?}");
        assert_eq!(notes(r#"{"text":"a","date":null,"published":" "}"#), (None, Vec::new()));
    }

    #[test]
    fn keys_that_look_like_a_field_are_told_of_where_the_field_is_missing() {
        let (_, told) =
            notes(r#"{"text":"a","headline":"b","Date_Published":"2026-05-04","Outlet":"c","tags":[],"comments":3}"#);
        assert_eq!(
            told,
            [
                "field-unread: \"headline\" is not read; the field is called \"title\"",
                "field-unread: \"Date_Published\" is not read; the field is called \"published\"",
                "field-unread: \"Outlet\" is not read; the field is called \"outlet\"",
            ]
        );
        assert_eq!(
            notes(r#"{"text":"a","title":"b","headline":"c","pubDate":"x","date":"2026-05-04"}"#).1,
            Vec::<String>::new()
        );
        let refused = read(br#"{"body":"It rained."}"#, &Hints::default()).unwrap_err().to_string();
        assert!(refused.contains("\"body\" is not read"), "{refused}");
    }

    #[test]
    fn every_other_name_belongs_to_one_field() {
        for (field, names) in OTHER_NAMES {
            assert!(FIELDS.contains(&field), "{field}");
            assert!(names.iter().all(|name| looks_like(name) == Some(field)), "{field}");
        }
    }
}
