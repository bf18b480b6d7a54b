//! What a table has to do to be in a bundle.

use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::links::Links;
use super::wire::{Hex, Id};
use crate::StoreError;
use crate::kept::Tallies;
use crate::read::walk::After;

/// A table of which a bundle holds the rows.
pub(super) trait Table {
    /// What it is called, in the database and in the bundle.
    const NAME: &'static str;

    /// How many rows are read or entered at a time.
    const PAGE: u64;

    /// What SQLite is told before rows are read from it.
    const BEFORE: &'static [&'static str] = &[];

    /// What SQLite is told afterwards.
    const AFTER: &'static [&'static str] = &[];

    /// A row as it stands in the bundle.
    type Row: Serialize + DeserializeOwned;

    /// Returns the key of a row in a form whose order is that of the rows.
    fn key(row: &Self::Row) -> Vec<u8>;

    /// Checks a row that is read from a bundle against others that were.
    fn link(row: &Self::Row, links: &mut Links) -> Result<(), String>;

    /// Reads rows past a key from the database, and the key of the last one.
    async fn page<C: ConnectionTrait>(
        connection: &C,
        after: Option<After>,
    ) -> Result<(Vec<Self::Row>, Option<After>), StoreError>;

    /// Enters rows into the database and counts them.
    async fn insert<C: ConnectionTrait>(connection: &C, rows: Vec<Self::Row>) -> Result<Tallies, StoreError>;
}

/// A value whose written form has the order of the values.
pub(super) trait Sorted {
    /// Writes it behind what is there.
    fn write(&self, key: &mut Vec<u8>);
}

impl Sorted for Id {
    fn write(&self, key: &mut Vec<u8>) {
        key.extend_from_slice(self.0.as_bytes());
    }
}

impl Sorted for Hex {
    fn write(&self, key: &mut Vec<u8>) {
        key.extend_from_slice(&self.0);
    }
}

impl Sorted for i64 {
    fn write(&self, key: &mut Vec<u8>) {
        // Without its sign the least number comes first.
        key.extend_from_slice(&(self ^ i64::MIN).to_be_bytes());
    }
}

impl Sorted for String {
    fn write(&self, key: &mut Vec<u8>) {
        key.extend_from_slice(self.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_order_of_numbers() {
        let key = |number: i64| {
            let mut key = Vec::new();
            number.write(&mut key);
            key
        };
        let numbers = [i64::MIN, -2, -1, 0, 1, 255, 256, i64::MAX];
        assert!(numbers.windows(2).all(|pair| key(pair[0]) < key(pair[1])));
    }
}
