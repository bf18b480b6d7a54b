//! What a claim has from its mentions: claimant, worth and first publication.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::Faults;
use crate::column::TENANT;
use crate::entity::{claim, document, mention};
use crate::fault::db;
use crate::read::AT_ONCE;
use crate::{StoreError, read};

/// What the mentions of one claim say together.
#[derive(Debug)]
pub(crate) struct Origin {
    /// Document and number of the first mention.
    first: (i64, i64),
    /// Worth of the first mention.
    pub(crate) worth: f64,
    /// Earliest day of publication.
    pub(crate) published: Option<i32>,
    /// Who is credited by the first mention.
    speaker: Option<Uuid>,
    /// Whether all mentions credit the same.
    is_agreed: bool,
}

/// One mention: claim, speaker, worth, document and number.
type Row = (Uuid, Option<Uuid>, f64, Uuid, i64);

/// Handle and day of publication of documents by id.
type Documents = BTreeMap<Uuid, (i64, Option<i32>)>;

/// Reads what the mentions of these claims say.
///
/// Mentions and documents are asked for one after the other: PostgreSQL joins tables it has no statistics of from the
/// wrong end, reading all of them for each page.
pub(crate) async fn of<C: ConnectionTrait>(
    connection: &C,
    claims: &[Uuid],
) -> Result<BTreeMap<Uuid, Origin>, StoreError> {
    let rows = mentions(connection, claims).await?;
    let documents = documents(connection, &read::distinct(rows.iter().map(|row| row.3))).await?;
    let mut origins: BTreeMap<Uuid, Origin> = BTreeMap::new();
    for row in rows {
        let Some(more) = origin(&row, &documents) else { continue };
        match origins.get_mut(&row.0) {
            Some(known) => known.join(&more),
            None => drop(origins.insert(row.0, more)),
        }
    }
    Ok(origins)
}

async fn mentions<C: ConnectionTrait>(connection: &C, claims: &[Uuid]) -> Result<Vec<Row>, StoreError> {
    mention::Entity::find()
        .select_only()
        .column(mention::Column::ClaimId)
        .column(mention::Column::SpeakerId)
        .column(mention::Column::Worth)
        .column(mention::Column::DocumentId)
        .column(mention::Column::Number)
        .filter(mention::Column::Tenant.eq(TENANT))
        .filter(mention::Column::ClaimId.is_in(claims.to_vec()))
        .into_tuple()
        .all(connection)
        .await
        .map_err(db)
}

async fn documents<C: ConnectionTrait>(connection: &C, ids: &[Uuid]) -> Result<Documents, StoreError> {
    let mut documents = Documents::new();
    for chunk in ids.chunks(AT_ONCE) {
        let rows: Vec<(Uuid, i64, Option<i32>)> = document::Entity::find()
            .select_only()
            .column(document::Column::Id)
            .column(document::Column::Handle)
            .column(document::Column::PublishedDay)
            .filter(document::Column::Tenant.eq(TENANT))
            .filter(document::Column::Id.is_in(chunk.to_vec()))
            .into_tuple()
            .all(connection)
            .await
            .map_err(db)?;
        documents.extend(rows.into_iter().map(|(id, handle, published)| (id, (handle, published))));
    }
    Ok(documents)
}

/// Returns what one mention says; `None` when its document is not stored.
fn origin(&(_, speaker, worth, document, number): &Row, documents: &Documents) -> Option<Origin> {
    let (handle, published) = *documents.get(&document)?;
    Some(Origin { first: (handle, number), worth, published, speaker, is_agreed: true })
}

impl Origin {
    fn join(&mut self, other: &Origin) {
        self.is_agreed &= self.speaker == other.speaker;
        self.published = [self.published, other.published].into_iter().flatten().min();
        if other.first < self.first {
            (self.first, self.worth) = (other.first, other.worth);
        }
    }
}

/// Compares a claim with what its mentions say.
pub(super) fn compare(row: &claim::Model, origin: Option<&Origin>, position: Option<i64>, faults: &mut Faults) {
    let name = format!("c{}", row.handle);
    let Some(origin) = origin else {
        return faults.add(position, format!("no mention of {name} is stored"));
    };
    if !origin.is_agreed || origin.speaker != row.claimant_id {
        faults.add(position, format!("{name} is not credited to the speaker of its mentions"));
    }
    if origin.worth.to_bits() != row.worth.to_bits() {
        faults.add(position, format!("the worth of {name} is not that of its first mention"));
    }
    if origin.published != row.first_published_day {
        faults.add(position, format!("{name} was not first published on the day stored"));
    }
}
