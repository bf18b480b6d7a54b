//! Checking the whole database against its log.

mod aliases;
mod chain;
mod claims;
mod counters;
mod decided;
mod documents;
mod evidence;
mod mentions;
mod origins;
mod searches;
mod subjects;
mod work;

pub(crate) use work::reverses;

use sea_orm::ConnectionTrait;

use crate::{Audit, Fault, StoreError, read};

/// How many faults are listed: enough to see what happened, little enough to keep.
const MOST_FAULTS: usize = 1000;

/// How many rows are looked at together.
const BATCH: u32 = 500;

/// What is wrong, as far as it is listed.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault of the entry at `position`, or of a row that no entry speaks of.
    pub(crate) fn add(&mut self, position: Option<i64>, what: impl Into<String>) {
        if self.0.len() < MOST_FAULTS {
            self.0.push(Fault {
                position: position.and_then(|position| u64::try_from(position).ok()),
                what: what.into(),
            });
        }
    }

    /// Takes a damaged value for a fault; any other error is the database's own.
    pub(crate) fn absorb<T>(
        &mut self,
        position: Option<i64>,
        result: Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error @ StoreError::Damaged { .. }) => {
                self.add(position, error.to_string());
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }
}

/// Checks everything; the connection should see one snapshot.
pub(crate) async fn verify<C: ConnectionTrait>(connection: &C) -> Result<Audit, StoreError> {
    let mut faults = Faults::default();
    let stored = read::event::head(connection).await;
    let head = faults.absorb(None, stored)?.unwrap_or(crate::Checkpoint { size: 0, root: crate::seal::GENESIS });
    let checked = chain::check(connection, head, &mut faults).await?;
    documents::check(connection, &mut faults).await?;
    claims::check(connection, &mut faults).await?;
    aliases::check(connection, &mut faults).await?;
    decided::check(connection, &mut faults).await?;
    evidence::check(connection, &mut faults).await?;
    work::check(connection, &mut faults).await?;
    searches::check(connection, &mut faults).await?;
    counters::check(connection, &mut faults).await?;
    let mut faults = faults.0;
    faults.sort();
    faults.dedup();
    Ok(Audit { checked, head, faults })
}
