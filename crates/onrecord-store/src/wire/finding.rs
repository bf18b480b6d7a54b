//! A finding as canonical JSON.

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{Finding, FindingId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
struct Record {
    v: u32,
    source: String,
    source_id: String,
    claim: String,
    title: Option<String>,
    speaker: Option<String>,
    by: Option<String>,
    rating: Option<String>,
    date: Option<NaiveDate>,
    url: Option<String>,
}

/// Writes a finding but for its id and the moment it was imported.
pub(crate) fn write(finding: &Finding) -> String {
    super::json(&Record {
        v: 1,
        source: finding.source.clone(),
        source_id: finding.source_id.clone(),
        claim: finding.claim.clone(),
        title: finding.title.clone(),
        speaker: finding.speaker.clone(),
        by: finding.by.clone(),
        rating: finding.rating.clone(),
        date: finding.date,
        url: finding.url.clone(),
    })
}

/// Reads what [`write`] wrote.
pub(crate) fn read(id: FindingId, imported_at: DateTime<Utc>, json: &str) -> Result<Finding, String> {
    let record: Record = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if record.v != 1 {
        return Err(format!("form {} is not known", record.v));
    }
    Ok(Finding {
        id,
        imported_at,
        source: record.source,
        source_id: record.source_id,
        claim: record.claim,
        title: record.title,
        speaker: record.speaker,
        by: record.by,
        rating: record.rating,
        date: record.date,
        url: record.url,
    })
}
