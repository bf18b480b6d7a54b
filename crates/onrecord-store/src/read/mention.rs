//! Mentions.

use std::collections::BTreeMap;

use onrecord_model::{ClaimId, Document, MentionId, SpeakerId, Voice};
use onrecord_text::Text;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{AT_ONCE, distinct, document, number, rows_with};
use crate::column::TENANT;
use crate::entity::mention::{Column, Entity, Model};
use crate::fault::{damaged, db};
use crate::wire::mention::{Columns, read};
use crate::{DocumentSummary, Occurrence, StoreError, StoredMention};

/// Lists the mentions of a document.
pub(crate) async fn of_document<C: ConnectionTrait>(
    connection: &C,
    document: &Document,
) -> Result<Vec<StoredMention>, StoreError> {
    in_text(connection, document.id.0, &document.article.text).await
}

/// Lists the mentions of a document with this text.
pub(crate) async fn in_text<C: ConnectionTrait>(
    connection: &C,
    document: Uuid,
    text: &Text,
) -> Result<Vec<StoredMention>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::DocumentId.eq(document))
        .order_by_asc(Column::Number)
        .all(connection)
        .await
        .map_err(db)?;
    rows.iter().map(|row| mention(row, text)).collect()
}

/// Lists every mention of these claims.
pub(crate) async fn occurrences<C: ConnectionTrait>(
    connection: &C,
    claims: &[ClaimId],
) -> Result<Vec<Occurrence>, StoreError> {
    let ids = distinct(claims.iter().map(|claim| claim.0));
    let rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::ClaimId, &ids).await?;
    let documents = distinct(rows.iter().map(|row| row.document_id));
    let texts = document::texts(connection, &documents).await?;
    let summaries = document::summaries(connection, document::rows_by_id(connection, &documents).await?).await?;
    let summaries: BTreeMap<Uuid, DocumentSummary> = summaries.into_iter().map(|s| (s.id.0, s)).collect();
    let mut occurrences = rows.iter().map(|row| occurrence(row, &texts, &summaries)).collect::<Result<Vec<_>, _>>()?;
    occurrences.sort_by_key(|o| {
        let published = o.document.published;
        (published.is_none(), published, o.document.handle, o.stored.mention.number)
    });
    Ok(occurrences)
}

fn occurrence(
    row: &Model,
    texts: &BTreeMap<Uuid, Text>,
    summaries: &BTreeMap<Uuid, DocumentSummary>,
) -> Result<Occurrence, StoreError> {
    let (Some(text), Some(document)) = (texts.get(&row.document_id), summaries.get(&row.document_id)) else {
        return Err(damaged("mention", row.id, "document_id", "no such document"));
    };
    Ok(Occurrence {
        claim: ClaimId(row.claim_id),
        stored: mention(row, text)?,
        document: document.clone(),
        text: text.clone(),
    })
}

/// Counts the mentions of documents; those without are left out.
pub(crate) async fn counts<C: ConnectionTrait>(
    connection: &C,
    documents: &[Uuid],
) -> Result<BTreeMap<Uuid, u32>, StoreError> {
    let mut counts = BTreeMap::new();
    for chunk in documents.chunks(AT_ONCE) {
        let rows: Vec<(Uuid, i64)> = Entity::find()
            .select_only()
            .column(Column::DocumentId)
            .column_as(Column::Number.count(), "mentions")
            .filter(Column::Tenant.eq(TENANT))
            .filter(Column::DocumentId.is_in(chunk.to_vec()))
            .group_by(Column::DocumentId)
            .into_tuple()
            .all(connection)
            .await
            .map_err(db)?;
        for (document, count) in rows {
            counts.insert(document, number("mention", document, "number", count)?);
        }
    }
    Ok(counts)
}

/// Reads one mention of a document with this text.
pub(crate) fn mention(row: &Model, text: &Text) -> Result<StoredMention, StoreError> {
    let columns = Columns {
        number: number("mention", row.id, "number", row.number)?,
        voice: voice(row.id, &row.voice)?,
        confidence: row.confidence,
        worth: row.worth,
    };
    Ok(StoredMention {
        id: MentionId(row.id),
        claim: ClaimId(row.claim_id),
        speaker: row.speaker_id.map(SpeakerId),
        mention: read(columns, &row.payload, text).map_err(|why| damaged("mention", row.id, "payload", why))?,
    })
}

/// Reads the voice of a mention.
pub(crate) fn voice(id: Uuid, voice: &str) -> Result<Voice, StoreError> {
    Voice::parse(voice).ok_or_else(|| damaged("mention", id, "voice", format!("unknown voice {voice:?}")))
}
