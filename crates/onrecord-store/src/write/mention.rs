//! Mentions.

use onrecord_model::DocumentId;
use onrecord_model::Mention;
use onrecord_text::{Span, Text};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{AT_ONCE, finite, insert as insert_rows};
use crate::column::TENANT;
use crate::entity::claim;
use crate::entity::mention::{Entity, Model};
use crate::fault::db;
use crate::read::{distinct, document};
use crate::{StoreError, StoredMention, wire};

/// Stores the mentions of a document.
pub(crate) async fn insert<C: ConnectionTrait>(
    connection: &C,
    document: DocumentId,
    mentions: &[StoredMention],
) -> Result<(), StoreError> {
    let missing = || StoreError::NotFound { what: format!("document {document}") };
    let text = document::texts(connection, &[document.0]).await?.remove(&document.0).ok_or_else(missing)?;
    let rows = mentions.iter().map(|stored| row(document, stored, &text)).collect::<Result<Vec<_>, _>>()?;
    insert_rows::<Entity, _>(connection, rows).await?;
    let described = document::rows_by_id(connection, &[document.0]).await?.pop().ok_or_else(missing)?;
    match described.published_day {
        Some(day) => tell_claims(connection, mentions, day).await,
        None => Ok(()),
    }
}

/// Moves the first publication of claims back to `day` where it is later or not known.
async fn tell_claims<C: ConnectionTrait>(
    connection: &C,
    mentions: &[StoredMention],
    day: i32,
) -> Result<(), StoreError> {
    let claims: Vec<Uuid> = distinct(mentions.iter().map(|stored| stored.claim.0));
    let later =
        Condition::any().add(claim::Column::FirstPublishedDay.is_null()).add(claim::Column::FirstPublishedDay.gt(day));
    for chunk in claims.chunks(AT_ONCE) {
        claim::Entity::update_many()
            .col_expr(claim::Column::FirstPublishedDay, day.into())
            .filter(claim::Column::Tenant.eq(TENANT))
            .filter(claim::Column::Id.is_in(chunk.to_vec()))
            .filter(later.clone())
            .exec(connection)
            .await
            .map_err(db)?;
    }
    Ok(())
}

fn row(document: DocumentId, stored: &StoredMention, text: &Text) -> Result<Model, StoreError> {
    let mention = &stored.mention;
    let name = |what: &str| format!("the {what} of mention {}", mention.number);
    check_spans(mention, text)?;
    Ok(Model {
        tenant: TENANT,
        id: stored.id.0,
        document_id: document.0,
        number: i64::from(mention.number),
        claim_id: stored.claim.0,
        speaker_id: stored.speaker.map(|id| id.0),
        voice: mention.voice.as_str().to_owned(),
        confidence: finite(mention.confidence, || name("confidence"))?,
        worth: finite(mention.check_worthiness.score, || name("worth"))?,
        payload: wire::mention::write(mention, text),
    })
}

/// Refuses spans of another text: each must be what the stored text makes of the same bytes.
fn check_spans(mention: &Mention, text: &Text) -> Result<(), StoreError> {
    let slots = &mention.slots;
    let mut spans = mention
        .content
        .iter()
        .chain(&mention.source)
        .chain(&mention.cue)
        .chain(&slots.negations)
        .chain(slots.hedges.iter().map(|hedge| &hedge.span))
        .chain(slots.quantities.iter().map(|quantity| &quantity.span))
        .chain(slots.entities.iter().map(|entity| &entity.span))
        .chain(mention.times.iter().map(|time| &time.span));
    match spans.find(|span| !belongs(span, text)) {
        None => Ok(()),
        Some(span) => Err(StoreError::Unstorable {
            what: format!("mention {} has a span {:?} of another text", mention.number, span.bytes()),
        }),
    }
}

fn belongs(span: &Span, text: &Text) -> bool {
    text.span(span.bytes()).as_ref() == Ok(span)
}
