//! Rows that the log does not tell of, against their digests and the tallies of their tables.

mod carried;
mod words;

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::Faults;
use crate::StoreError;
use crate::column::TENANT;
use crate::entity::{
    claim_pair, copy_link, document, finding, lease, outlet, passage, speaker, speaker_alias, statement,
    statement_band, tally,
};
use crate::fault::db;
use crate::kept::{Kept, Named, Tallies, Tally, Worded};
use crate::read::walk;
use carried::{Carried, fault_of};

/// Checks every row that has a digest, and every table that is counted.
///
/// `pending` is what the transaction at hand has written and not counted yet; `claims` counts the handles of claims, which
/// are read where claims are checked.
pub(super) async fn check<C: ConnectionTrait>(
    connection: &C,
    (pending, claims): (&Tallies, Tally),
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let stored = stored(connection, pending).await?;
    let mut check = Check { connection, stored, faults };
    check.compare::<Named>(claims);
    check.carried::<outlet::Entity>().await?;
    check.carried::<document::Entity>().await?;
    check.carried::<speaker::Entity>().await?;
    check.carried::<speaker_alias::Entity>().await?;
    check.carried::<claim_pair::Entity>().await?;
    check.carried::<copy_link::Entity>().await?;
    check.carried::<finding::Entity>().await?;
    check.counted::<statement::Entity>().await?;
    check.counted::<statement_band::Entity>().await?;
    check.counted::<passage::Entity>().await?;
    let words = words::count(connection).await?;
    check.compare::<Worded<'_>>(words);
    // Leases come and go and are not counted.
    check.rows::<lease::Entity>().await?;
    Ok(())
}

/// Reads the tallies, with what is not counted yet added.
async fn stored<C: ConnectionTrait>(connection: &C, pending: &Tallies) -> Result<BTreeMap<String, Tally>, StoreError> {
    let rows = tally::Entity::find().filter(tally::Column::Tenant.eq(TENANT)).all(connection).await.map_err(db)?;
    let mut stored: BTreeMap<String, Tally> =
        rows.into_iter().map(|row| (row.kind, Tally { rows: row.number, sum: row.total })).collect();
    for (kind, tally) in pending {
        stored.entry((*kind).to_owned()).or_default().merge(*tally);
    }
    Ok(stored)
}

/// One check: where it reads, what it compares with, and where faults go.
struct Check<'a, C> {
    connection: &'a C,
    stored: BTreeMap<String, Tally>,
    faults: &'a mut Faults,
}

impl<C: ConnectionTrait> Check<'_, C> {
    /// Checks a table whose rows carry their digests, row by row and as a whole.
    async fn carried<E>(&mut self) -> Result<(), StoreError>
    where
        E: EntityTrait,
        E::Model: Carried + sea_orm::ModelTrait<Entity = E>,
    {
        // A table with a changed row has another sum as well; the row says more.
        if let Some(counted) = self.rows::<E>().await? {
            self.compare::<E::Model>(counted);
        }
        Ok(())
    }

    /// Checks the rows of a table against the digests they carry and counts them; `None` when one is another than written.
    async fn rows<E>(&mut self) -> Result<Option<Tally>, StoreError>
    where
        E: EntityTrait,
        E::Model: Carried + sea_orm::ModelTrait<Entity = E>,
    {
        let (mut counted, mut changed) = (Tally::default(), Vec::new());
        walk::each::<E, _>(self.connection, |row: E::Model| {
            let digest = row.digest();
            counted.add(digest);
            if digest != row.carried() {
                changed.push(row);
            }
        })
        .await?;
        for row in &changed {
            self.faults.add(None, fault_of(self.connection, row).await?);
        }
        Ok(changed.is_empty().then_some(counted))
    }

    /// Checks a table whose rows are too many and too small to carry digests.
    async fn counted<E>(&mut self) -> Result<(), StoreError>
    where
        E: EntityTrait,
        E::Model: Kept + sea_orm::ModelTrait<Entity = E>,
    {
        let mut counted = Tally::default();
        walk::each::<E, _>(self.connection, |row: E::Model| counted.add(row.digest())).await?;
        self.compare::<E::Model>(counted);
        Ok(())
    }

    /// Compares what a table holds with its tally.
    fn compare<K: Kept>(&mut self, counted: Tally) {
        let stored = self.stored.get(K::TABLE).copied().unwrap_or_default();
        let what = noun(K::TABLE);
        if stored.rows != counted.rows {
            self.faults.add(None, format!("{} {what} are stored, but {} were written", counted.rows, stored.rows));
        } else if stored.sum != counted.sum {
            self.faults.add(None, format!("the {what} are not those that were written"));
        }
    }
}

/// Says what the rows of a table are.
fn noun(table: &str) -> &'static str {
    match table {
        "outlet" => "outlets",
        "document" => "documents",
        "speaker" => "speakers",
        "speaker_alias" => "other names of speakers",
        "claim" => "handles of claims",
        "claim_pair" => "pairs of claims",
        "copy_link" => "pairs of documents",
        "finding" => "findings",
        "statement" => "statements",
        "statement_band" => "keys of statements",
        "statement_words" => "words of statements",
        _ => "passages of documents",
    }
}
