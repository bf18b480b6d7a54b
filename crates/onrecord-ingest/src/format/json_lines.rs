//! JSON Lines: one object a line, `text` required.

use std::fmt;

use onrecord_model::{Diagnostic, Format};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Head, Reader, dated, html};
use crate::draft::Draft;
use crate::{Hints, Rejected, dates, language, refuse};

pub(super) const READER: Reader = Reader { format: Format::JsonLines, recognises, read };

/// The fields that are read, in the order in which they are documented; all others are ignored.
const FIELDS: [&str; 11] =
    ["id", "url", "outlet", "published", "title", "text", "lang", "author", "canonical_url", "credit", "path"];

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
    let message = error.to_string();
    let cause = message.rsplit_once(" at line ").map_or(message.as_str(), |(cause, _)| cause);
    let place = match error.line() {
        0 | 1 => format!("at column {}", error.column()),
        line => format!("at line {line}, column {} of the object", error.column()),
    };
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
        let mut object = Object { values: [const { None }; FIELDS.len()], twice: None };
        while let Some(key) = map.next_key::<String>()? {
            match FIELDS.iter().position(|field| *field == key) {
                None => {
                    map.next_value::<IgnoredAny>()?;
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
        let mut diagnostics = Vec::new();
        let id = self.id()?;
        let date = self.string("published")?;
        let lang = self.string("lang")?;
        let language = lang.as_deref().and_then(language::of_tag);
        if let (Some(lang), None) = (&lang, &language) {
            let shown: String = lang.chars().take(40).collect();
            let note = format!("{shown:?} is not a language code (write en, ru, …); left out");
            diagnostics.push(Diagnostic::warning("language-invalid", note));
        }
        self.string("path")?;
        Ok(Draft {
            id,
            url: self.string("url")?,
            canonical_url: self.string("canonical_url")?,
            outlet: self.string("outlet")?,
            published: date.and_then(|date| dates::published(&date, &mut diagnostics)),
            title: self.string("title")?,
            author: self.string("author")?,
            credit: self.string("credit")?,
            language,
            text: self.text()?,
            diagnostics,
        })
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
            None => Err(Rejected::because("is missing")
                .in_field("text")
                .try_this("every object needs the article's text as a string")),
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
