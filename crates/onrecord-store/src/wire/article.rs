//! What is known of an article besides its text.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use onrecord_model::{Article, Diagnostic, Format, Language, Published};
use onrecord_text::Text;
use serde::{Deserialize, Serialize};

use super::word;
use crate::intern;

/// Version of the form below.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Record {
    v: u32,
    id: Option<String>,
    url: Option<String>,
    canonical_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    archived: Option<String>,
    outlet: Option<String>,
    published: Option<PublishedRecord>,
    title: Option<String>,
    author: Option<String>,
    credit: Option<String>,
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fetched: Option<DateTime<Utc>>,
    format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    engine: Option<String>,
    diagnostics: Vec<DiagnosticRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct PublishedRecord {
    date: NaiveDate,
    at: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct DiagnosticRecord {
    severity: String,
    code: String,
    message: String,
    place: Option<(usize, usize)>,
}

/// Writes everything but the text.
pub(crate) fn write(article: &Article) -> String {
    let record = Record {
        v: VERSION,
        id: article.id.clone(),
        url: article.url.clone(),
        canonical_url: article.canonical_url.clone(),
        archived: article.archived.clone(),
        outlet: article.outlet.clone(),
        published: article.published.map(|p| PublishedRecord { date: p.date, at: p.at }),
        title: article.title.clone(),
        author: article.author.clone(),
        credit: article.credit.clone(),
        language: article.language.clone().map(|language| language.0),
        fetched: article.fetched,
        format: article.format.as_str().to_owned(),
        engine: article.engine.clone(),
        diagnostics: article.diagnostics.iter().map(diagnostic).collect(),
    };
    super::json(&record)
}

/// Reads what [`write`] wrote; the article gets `text`.
pub(crate) fn read(json: &str, text: Text) -> Result<Article, String> {
    let record: Record = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if record.v != VERSION {
        return Err(format!("form {} is not known", record.v));
    }
    Ok(Article {
        id: record.id,
        url: record.url,
        canonical_url: record.canonical_url,
        archived: record.archived,
        outlet: record.outlet,
        published: record.published.map(|p| Published { date: p.date, at: p.at }),
        title: record.title,
        author: record.author,
        credit: record.credit,
        language: record.language.map(Language),
        fetched: record.fetched,
        text,
        format: Format::parse(&record.format).ok_or_else(|| format!("unknown format {:?}", record.format))?,
        engine: record.engine,
        diagnostics: record.diagnostics.into_iter().map(read_diagnostic).collect::<Result<_, _>>()?,
    })
}

fn diagnostic(diagnostic: &Diagnostic) -> DiagnosticRecord {
    DiagnosticRecord {
        severity: diagnostic.severity.as_str().to_owned(),
        code: diagnostic.code.to_owned(),
        message: diagnostic.message.clone(),
        place: diagnostic.place.as_ref().map(|place| (place.start, place.end)),
    }
}

fn read_diagnostic(record: DiagnosticRecord) -> Result<Diagnostic, String> {
    Ok(Diagnostic {
        severity: word::severity(&record.severity)?,
        code: intern::code(&record.code).ok_or_else(|| format!("unlikely code {:.64}", record.code))?,
        message: record.message,
        place: record.place.map(|(start, end)| start..end),
    })
}
