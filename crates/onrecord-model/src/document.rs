//! Articles as read, documents as kept.

use chrono::{DateTime, Utc};
use onrecord_text::Text;

use crate::{ArticleId, ContentHash, Diagnostic, DocumentId, Handle, Outlet, Published};

/// In which format an input came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// First line ` date YYYY-MM-DD URL`, headline twice, body.
    Dated,
    /// Text and nothing else.
    Plain,
    /// A web page.
    Html,
    /// One JSON object a line.
    JsonLines,
    /// An entry of a feed (RSS, Atom, JSON Feed).
    Feed,
    /// A page kept in a web archive (WARC).
    Warc,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 6] = [Self::Dated, Self::Plain, Self::Html, Self::JsonLines, Self::Feed, Self::Warc];

    /// Returns the word used in JSON, storage and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dated => "dated",
            Self::Plain => "plain",
            Self::Html => "html",
            Self::JsonLines => "jsonl",
            Self::Feed => "feed",
            Self::Warc => "warc",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == s)
    }
}

/// A language as a two-letter code (ISO 639-1), or three letters (ISO 639-3) where there is no shorter one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(pub String);

impl Language {
    /// Tells whether it is English, of whatever country.
    pub fn is_english(&self) -> bool {
        let main = self.0.split(['-', '_']).next().unwrap_or_default();
        ["en", "eng"].iter().any(|english| main.eq_ignore_ascii_case(english))
    }
}

/// One article as read from an input; nothing is stored yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The sender's own id; `None` when the input gave none.
    pub id: Option<String>,
    /// Address; `None` when not known.
    pub url: Option<String>,
    /// Address the page says is its own; `None` when it does not say.
    pub canonical_url: Option<String>,
    /// Where a copy of it is kept by others, such as a web archive; `None` when none is known.
    pub archived: Option<String>,
    /// Name or host name of the outlet; `None` when not known.
    pub outlet: Option<String>,
    /// When it was published; `None` when not known.
    pub published: Option<Published>,
    /// Headline; `None` when not known.
    pub title: Option<String>,
    /// Byline; `None` when not known.
    pub author: Option<String>,
    /// Wire credit line ("Reuters", "AP"); `None` when there is none.
    pub credit: Option<String>,
    /// Language; `None` when it could not be told.
    pub language: Option<Language>,
    /// When it was fetched, where the input says so; `None` otherwise.
    pub fetched: Option<DateTime<Utc>>,
    /// The text all offsets index.
    pub text: Text,
    /// The format it came in.
    pub format: Format,
    /// Version of the engine that found its mentions; `None` before that.
    pub engine: Option<String>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// One immutable version of an article as kept in the database.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Its short name, `d1`.
    pub handle: Handle,
    /// The article it is a version of.
    pub article_id: ArticleId,
    /// 1 for the first version under an address.
    pub version: u32,
    /// Hash of the bytes as received (for one line of JSON Lines: of that line).
    pub hash: ContentHash,
    /// Who published it; `None` when not known.
    pub outlet: Option<Outlet>,
    /// When it was fetched, where its input said so; else when it was taken in.
    pub retrieved_at: DateTime<Utc>,
    /// What was read.
    pub article: Article,
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn english_is_known_by_the_main_part_of_its_tag() {
        let is_english = |tag: &str| Language(tag.to_owned()).is_english();
        assert!(["en", "EN-gb", "en_US", "eng"].into_iter().all(is_english));
        assert!(!["enm", "de", "de-en", ""].into_iter().any(is_english));
    }
}
