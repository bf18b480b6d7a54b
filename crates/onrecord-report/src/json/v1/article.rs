//! What `read` prints: one article a line, in the shape that `extract -` and `ingest -` take.

use onrecord_model::{self as model, ContentHash};
use onrecord_text::Text;
use serde::Serialize;

use super::{Span, VERSION};

/// One article as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleRecord {
    /// The sender's own id.
    pub id: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Name or host name of the outlet.
    pub outlet: Option<String>,
    /// Day or moment of publication.
    pub published: Option<Published>,
    /// Headline.
    pub title: Option<String>,
    /// The text all offsets index.
    pub text: String,
    /// Language code.
    pub lang: Option<String>,
    /// Where it was read from, as given.
    pub path: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Address the page says is its own.
    pub canonical_url: Option<String>,
    /// Where others keep a copy of it.
    pub archived: Option<String>,
    /// Wire credit line.
    pub credit: Option<String>,
    /// When it was fetched, where the input says so: `2026-01-24T09:00:00Z`.
    pub fetched: Option<String>,
    /// `dated`, `plain`, `html`, `jsonl`, `feed` or `warc`: the format it came in.
    pub format: &'static str,
    /// BLAKE3 of the bytes as received.
    pub hash: String,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// [`VERSION`].
    pub v: u8,
}

/// A publication date: `2026-01-24`, or the moment `2026-01-24T09:00:00+03:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Published(pub String);

/// A remark about an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// `note` or `warning`.
    pub severity: &'static str,
    /// A stable word for programs.
    pub code: &'static str,
    /// What was noticed.
    pub message: String,
    /// Where; `null` when it is about the whole.
    pub span: Option<Span>,
}

impl ArticleRecord {
    /// Copies an article read from `path`, `hash` being that of its bytes as received.
    pub fn new(article: &model::Article, path: Option<String>, hash: ContentHash) -> Self {
        ArticleRecord {
            id: article.id.clone(),
            url: article.url.clone(),
            outlet: article.outlet.clone(),
            published: article.published.as_ref().map(Published::from),
            title: article.title.clone(),
            text: article.text.as_str().to_owned(),
            lang: article.language.as_ref().map(|language| language.0.clone()),
            path,
            author: article.author.clone(),
            canonical_url: article.canonical_url.clone(),
            archived: article.archived.clone(),
            credit: article.credit.clone(),
            fetched: article.fetched.map(super::moment),
            format: article.format.as_str(),
            hash: hash.to_string(),
            diagnostics: Diagnostic::list(&article.diagnostics, &article.text),
            v: VERSION,
        }
    }
}

impl From<&model::Published> for Published {
    fn from(published: &model::Published) -> Self {
        Published(published.to_string())
    }
}

impl Diagnostic {
    /// Copies diagnostics about `text`.
    pub fn list(diagnostics: &[model::Diagnostic], text: &Text) -> Vec<Self> {
        diagnostics.iter().map(|d| Diagnostic::new(d, text)).collect()
    }

    fn new(diagnostic: &model::Diagnostic, text: &Text) -> Self {
        let place = diagnostic.place.clone();
        Diagnostic {
            severity: diagnostic.severity.as_str(),
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            span: place.and_then(|range| Span::of_bytes(range, text)),
        }
    }
}
