//! Checking the whole database against its log.

mod aliases;
mod chain;
mod claims;
mod counters;
mod decided;
mod documents;
mod evidence;
mod file;
mod filings;
mod house;
mod kept;
mod mentions;
mod origins;
mod searches;
mod subjects;
mod work;

pub(crate) use origins::of as mentioned;
pub(crate) use work::reverses;

use std::fmt;

use sea_orm::ConnectionTrait;

use crate::fault::led_back;
use crate::kept::{Tallies, Tally};
use crate::{Audit, Checkpoint, Fault, StoreError, read, seal};

/// How many faults are listed: enough to see what happened, little enough to keep.
const MOST_FAULTS: usize = 1000;

/// How many rows are looked at together.
const BATCH: u32 = 500;

/// Moves on to the key of the last row that was read. The index of a damaged file may lead back, and a check has to end.
fn forward<K: PartialOrd + fmt::Debug>(after: &mut K, last: K, table: &'static str) -> Result<(), StoreError> {
    if last <= *after {
        return Err(led_back(table, format!("{last:?}")));
    }
    *after = last;
    Ok(())
}

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

    /// Takes a damaged value, or a file that SQLite cannot read, for a fault; any other error is the database's own.
    pub(crate) fn absorb<T>(
        &mut self,
        position: Option<i64>,
        result: Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error @ (StoreError::Damaged { .. } | StoreError::NotOurs { .. })) => {
                self.add(position, error.to_string());
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }
}

/// Checks everything; the connection should see one snapshot. `pending` is what a transaction at hand has not counted yet.
///
/// Where one part meets a file that cannot be read, the others are tried all the same.
pub(crate) async fn verify<C: ConnectionTrait>(connection: &C, pending: &Tallies) -> Result<Audit, StoreError> {
    let mut faults = Faults::default();
    let stored = read::event::head(connection).await;
    let head = faults.absorb(None, stored)?.unwrap_or(Checkpoint { size: 0, root: seal::GENESIS });
    let done = filings::Filings::load(connection, &mut faults).await;
    let filings = faults.absorb(None, done)?.unwrap_or_default();
    let done = chain::check(connection, head, &filings, &mut faults).await;
    let checked = faults.absorb(None, done)?.unwrap_or_default();
    let done = claims::check(connection, &filings, &mut faults).await;
    let claims = faults.absorb(None, done)?.unwrap_or_default();
    rest(connection, (pending, claims), &filings, &mut faults).await?;
    let mut faults = faults.0;
    faults.sort();
    faults.dedup();
    Ok(Audit { checked, head, faults })
}

/// Checks what needs no answer of another part.
async fn rest<C: ConnectionTrait>(
    connection: &C,
    counted: (&Tallies, Tally),
    filings: &filings::Filings,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let done = file::check(connection, faults).await;
    faults.absorb(None, done)?;
    let done = file::foreign(connection, faults).await;
    faults.absorb(None, done)?;
    let done = documents::check(connection, filings, faults).await;
    faults.absorb(None, done)?;
    let done = aliases::check(connection, faults).await;
    faults.absorb(None, done)?;
    let done = decided::check(connection, faults).await;
    faults.absorb(None, done)?;
    let done = evidence::check(connection, faults).await;
    faults.absorb(None, done)?;
    let done = work::check(connection, faults).await;
    faults.absorb(None, done)?;
    let done = house::check(connection, faults).await;
    faults.absorb(None, done)?;
    let done = searches::check(connection, faults).await;
    faults.absorb(None, done)?;
    let done = kept::check(connection, counted, faults).await;
    faults.absorb(None, done)?;
    let done = counters::check(connection, faults).await;
    faults.absorb(None, done)?;
    Ok(())
}
