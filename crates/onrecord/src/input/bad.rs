//! Inputs that did not become an article.

use std::io;

use onrecord_app::Rejected;
use onrecord_model::ContentHash;
use serde::Deserialize;

use super::Line;
use crate::error::CliError;
use crate::exit::Exit;
use crate::fetch::Refusal;

/// Whose fault it is; the later one weighs more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The input: it was read, and is no article.
    Content,
    /// The outside world: the input could not be read to its end.
    Io,
}

impl Kind {
    /// Returns how a run ends whose `worst` trouble with its inputs was this.
    pub(crate) fn exit(worst: Option<Kind>) -> Exit {
        match worst {
            None => Exit::Ok,
            Some(Kind::Content) => Exit::PartlyBad,
            Some(Kind::Io) => Exit::Failure,
        }
    }
}

/// An input that was refused.
#[derive(Debug)]
pub(crate) struct Bad {
    /// Whose fault it is.
    pub(crate) kind: Kind,
    /// File name, or `-`.
    pub(crate) path: String,
    /// Line, from 1, where one can be named.
    pub(crate) line: Option<u64>,
    /// The id the line gives its document, where that much can be read.
    pub(crate) id: Option<Box<str>>,
    /// Hash of the line or file; `None` when it was not read to its end.
    pub(crate) hash: Option<ContentHash>,
    /// What is wrong and what to do.
    pub(crate) why: String,
}

impl Bad {
    /// Returns the message for people.
    pub(crate) fn message(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}: {}", self.path, self.why),
            None => format!("{}: {}", self.path, self.why),
        }
    }

    /// Names a line that is no article.
    pub(super) fn line(path: &str, line: &Line, rejected: Rejected) -> Self {
        // The line stands before the message, so it need not stand in it as well.
        let mut bare = Rejected { line: None, ..rejected };
        if bare.fix.is_none() {
            bare.fix = Some("give one JSON object a line, such as {\"text\":\"…\"}".to_owned());
        }
        Bad {
            kind: Kind::Content,
            path: path.to_owned(),
            line: Some(line.number),
            id: id_of(&line.bytes).map(String::into_boxed_str),
            hash: Some(line.hash()),
            why: bare.to_string(),
        }
    }

    /// Names a file that is no article; `hash` as in [`Bad::hash`].
    pub(super) fn whole(path: &str, hash: Option<ContentHash>, rejected: &Rejected) -> Self {
        Bad { kind: Kind::Content, path: path.to_owned(), line: None, id: None, hash, why: rejected.to_string() }
    }

    /// Names a part of an input that is no article: an entry of a feed, a record of a web archive.
    pub(super) fn part(path: &str, rejected: Rejected) -> Self {
        let line = rejected.line;
        let why = Rejected { line: None, ..rejected }.to_string();
        Bad { kind: Kind::Content, path: path.to_owned(), line, id: None, hash: None, why }
    }

    /// Names an address that was not fetched.
    pub(super) fn refused(path: &str, refusal: Refusal) -> Self {
        let error = CliError::from(refusal);
        let kind = if error.exit == Exit::Failure { Kind::Io } else { Kind::Content };
        Bad { kind, path: path.to_owned(), line: None, id: None, hash: None, why: error.message }
    }

    /// Names an input that could not be read.
    pub(super) fn io(path: &str, error: &io::Error) -> Self {
        let why = format!("cannot be read: {error}");
        Bad { kind: Kind::Io, path: path.to_owned(), line: None, id: None, hash: None, why }
    }
}

/// The one field that is looked for in a line that is otherwise wrong.
#[derive(Deserialize)]
struct Named {
    id: Id,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// Finds the id in a line of JSON Lines whatever its other fields hold; `None` when the line is no JSON object or its
/// id is no string and no whole number.
pub(crate) fn id_of(line: &[u8]) -> Option<String> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    match serde_json::from_slice::<Named>(line).ok()?.id {
        Id::Text(id) => Some(id).filter(|id| !id.trim().is_empty()),
        Id::Number(id) => Some(id).filter(|id| !id.is_f64()).map(|id| id.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_beside_whatever_is_wrong() {
        let id = |line: &str| id_of(line.as_bytes());
        assert_eq!(id(r#"{"id":"a1","text":7}"#).as_deref(), Some("a1"));
        assert_eq!(id(r#"{"text":[{"id":"inner"}],"id":12}"#).as_deref(), Some("12"));
        assert_eq!(id("\u{feff}{\"id\":\"a1\"}").as_deref(), Some("a1"));
        for none in [
            "",
            "garbage",
            r#"{"id":"a1","text":"cut"#,
            r#"{"id":["a1"]}"#,
            r#"{"id":1.5}"#,
            r#"{"id":" "}"#,
            r#"{"id":null}"#,
            r#"{"id":"a","id":"b"}"#,
            r#"[{"id":"a1"}]"#,
        ] {
            assert_eq!(id(none), None, "{none}");
        }
    }

    #[test]
    fn a_failure_weighs_more_than_a_refusal() {
        assert_eq!(Kind::exit(None), Exit::Ok);
        assert_eq!(Kind::exit(None.max(Some(Kind::Content))), Exit::PartlyBad);
        assert_eq!(Kind::exit(Some(Kind::Content).max(Some(Kind::Io))), Exit::Failure);
    }
}
