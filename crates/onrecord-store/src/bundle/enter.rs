//! From a bundle into an empty database.

use std::io::Read;

use onrecord_migrations::BROUGHT;
use sea_orm::{ConnectionTrait, Statement};

use super::content::Content;
use super::read::Reader;
use super::tables::NAMES;
use super::{BundleError, BundleManifest, tables};
use crate::fault::{damaged, db};
use crate::kept::Tallies;
use crate::write::event::{lock_head, move_head};
use crate::{StoreError, audit, connect, halt, read};

/// Enters everything and checks it; `tallies` are those of the transaction.
pub(crate) async fn enter<C: ConnectionTrait>(
    connection: &C,
    tallies: &mut Tallies,
    from: impl Read,
    checked: &BundleManifest,
    mut seen: impl FnMut(u64),
) -> Result<(), BundleError> {
    refuse_filled(connection).await?;
    let known = connect::known_schemas();
    let mut bundle = Reader::open(from, &known)?;
    while let Some(batch) = bundle.next()? {
        let rows = batch.len();
        for (table, written) in batch.insert(connection).await? {
            tallies.entry(table).or_default().merge(written);
        }
        seen(rows);
    }
    if bundle.finish()? != *checked {
        return Err(BundleError::damaged("archive", "it was changed while it was read"));
    }
    let size = i64::try_from(checked.log.size).map_err(|error| damaged("log_head", "", "size", error))?;
    move_head(connection, size, checked.log.root.0.to_vec()).await?;
    halt::at("bundle entered");
    if known.last() == Some(&checked.schema) {
        read_back(connection, checked).await?;
    } else {
        // Evidence of an earlier schema names who changed it last.
        connection.execute_unprepared(BROUGHT).await.map_err(db)?;
    }
    let found = audit::verify(connection, tallies).await?;
    if !found.faults.is_empty() {
        return Err(BundleError::Broken { what: "what the bundle holds".to_owned(), faults: found.faults });
    }
    Ok(())
}

/// Refuses a database that holds anything, and keeps others from writing the log of one that does not.
async fn refuse_filled<C: ConnectionTrait>(connection: &C) -> Result<(), BundleError> {
    let mut filled = lock_head(connection).await?.size > 0;
    for table in NAMES {
        filled = filled || holds_any(connection, table).await?;
    }
    if !filled {
        return Ok(());
    }
    let counts = read::count::counts(connection).await?;
    let holds = format!("documents: {}, claims: {}, log entries: {}", counts.documents, counts.claims, counts.events);
    Err(BundleError::NotEmpty { what: "the database".to_owned(), holds })
}

async fn holds_any<C: ConnectionTrait>(connection: &C, table: &str) -> Result<bool, StoreError> {
    let sql = format!("SELECT 1 FROM {table} LIMIT 1");
    let asked = Statement::from_string(connection.get_database_backend(), sql);
    Ok(connection.query_one_raw(asked).await.map_err(db)?.is_some())
}

/// Compares what was entered with the hash of the manifest.
async fn read_back<C: ConnectionTrait>(connection: &C, checked: &BundleManifest) -> Result<(), BundleError> {
    let mut content = Content::default();
    tables::each(connection, &mut content, &mut |_| {}).await?;
    let found = content.finish();
    if found == checked.content {
        return Ok(());
    }
    Err(BundleError::Differs { expected: checked.content.clone(), found })
}
