//! One number over a row, for rows that the log does not tell of, and a tally of such rows by table.
//!
//! What the program proposes (pairs, copies, other names) and what is only put in order (handles, words, keys) would swell
//! the log. Each such row has a digest instead, and each such table the number of its rows and the sum of their digests. A
//! changed byte shows in the digest, a row that is gone or one too many in the tally. Neither withstands somebody who
//! computes digests; against that there is the log.

use std::collections::BTreeMap;

use onrecord_model::ContentHash;

use crate::entity::{
    claim, claim_pair, copy_link, document, finding, lease, outlet, passage, speaker, speaker_alias, statement,
    statement_band,
};

/// Sums are taken modulo this, so that two of them and the sum of both fit into 63 bits on either database.
pub(crate) const MODULUS: i64 = 1 << 62;

/// A value of a column.
enum Part<'a> {
    Bytes(&'a [u8]),
    Text(&'a str),
    Number(i64),
    Real(f64),
    Null,
}

impl Part<'_> {
    /// Writes the kind of the value before it, so that no text is taken for a number and nothing for an empty text.
    fn written(&self) -> Vec<u8> {
        let with = |kind: u8, bytes: &[u8]| [&[kind], bytes].concat();
        match self {
            Part::Bytes(bytes) => with(b'b', bytes),
            Part::Text(text) => with(b't', text.as_bytes()),
            Part::Number(number) => with(b'n', &number.to_le_bytes()),
            Part::Real(real) => with(b'r', &real.to_bits().to_le_bytes()),
            Part::Null => Vec::new(),
        }
    }
}

impl<'a> From<&'a [u8]> for Part<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Part::Bytes(bytes)
    }
}

impl<'a> From<&'a str> for Part<'a> {
    fn from(text: &'a str) -> Self {
        Part::Text(text)
    }
}

impl<'a> From<&'a uuid::Uuid> for Part<'a> {
    fn from(id: &'a uuid::Uuid) -> Self {
        Part::Bytes(id.as_bytes())
    }
}

impl From<i64> for Part<'_> {
    fn from(number: i64) -> Self {
        Part::Number(number)
    }
}

impl From<f64> for Part<'_> {
    fn from(real: f64) -> Self {
        Part::Real(real)
    }
}

impl<'a, T: Into<Part<'a>>> From<Option<T>> for Part<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Part::Null, Into::into)
    }
}

/// Hashes the name of a table and the values of a row to a number from 0 up to [`MODULUS`].
///
/// The first eight bytes of BLAKE3 over the parts, each preceded by its length, as a little-endian number. Migrations hold a
/// copy of this, and databases hold what came of it: it never changes.
fn digest(table: &str, parts: &[Part<'_>]) -> i64 {
    let written: Vec<Vec<u8>> = parts.iter().map(Part::written).collect();
    let hash = ContentHash::of_parts([table.as_bytes()].into_iter().chain(written.iter().map(Vec::as_slice)));
    let mut first = [0; 8];
    first.copy_from_slice(&hash.0[..8]);
    i64::from_le_bytes(first) & (MODULUS - 1)
}

/// A row that has a digest.
pub(crate) trait Kept {
    /// What such rows are called in the tally.
    const TABLE: &'static str;

    /// Returns the number over what the row holds, but for what the log tells of.
    fn digest(&self) -> i64;
}

/// Writes which columns the digest of a table covers.
macro_rules! kept {
    ($($table:literal $model:ty: |$row:ident| [$($part:expr),* $(,)?];)*) => {$(
        impl Kept for $model {
            const TABLE: &'static str = $table;

            fn digest(&self) -> i64 {
                let $row = self;
                digest($table, &[$(Part::from($part)),*])
            }
        }
    )*};
}

kept! {
    "outlet" outlet::Model: |row| [
        &row.id, row.handle, row.name.as_str(), row.name_key.as_slice(), row.owner.as_deref(), row.controller.as_deref(),
        i64::from(row.agency),
    ];
    "document" document::Model: |row| [
        &row.id, row.handle, &row.article_id, row.version, row.hash.as_slice(), row.outlet_id.as_ref(), row.retrieved_at,
        row.published_day.map(i64::from), row.metadata.as_str(),
    ];
    "speaker" speaker::Model: |row| [&row.id, row.handle, row.name.as_str()];
    "speaker_alias" speaker_alias::Model: |row| [&row.speaker_id, row.name.as_str(), row.why.as_str()];
    "claim_pair" claim_pair::Model: |row| [
        &row.a, &row.b, row.relation.as_str(), row.score, row.vetoes.as_str(), row.why.as_str(),
    ];
    "copy_link" copy_link::Model: |row| [
        &row.a, &row.b, row.sentences, row.of_sentences, row.containment, row.agency.as_deref(),
    ];
    "finding" finding::Model: |row| [&row.id, row.source_key.as_slice(), row.imported_at, row.payload.as_str()];
    "lease" lease::Model: |row| [&row.claim_id, row.holder.as_str(), row.holder_key.as_str(), row.ends_at];
    "claim" Named: |row| [&row.0, row.1];
    "statement" statement::Model: |row| [row.fingerprint.as_slice(), row.number];
    "statement_band" statement_band::Model: |row| [row.band, row.number];
    "statement_words" Worded<'_>: |row| [row.0, row.1];
    "passage" passage::Model: |row| [row.passage, row.handle];
}

/// A claim and the number of its handle; all else of it is checked against its mentions and the log.
pub(crate) struct Named(pub(crate) uuid::Uuid, pub(crate) i64);

impl From<&claim::Model> for Named {
    fn from(row: &claim::Model) -> Self {
        Named(row.id, row.handle)
    }
}

/// A statement by number, and one of the words it is found by.
pub(crate) struct Worded<'a>(pub(crate) i64, pub(crate) &'a str);

/// How many rows, and the sum of their digests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) rows: i64,
    pub(crate) sum: i64,
}

impl Tally {
    /// Counts a row with this digest.
    pub(crate) fn add(&mut self, digest: i64) {
        self.merge(Tally { rows: 1, sum: digest });
    }

    /// Counts a row with this digest no more.
    pub(crate) fn remove(&mut self, digest: i64) {
        self.merge(Tally { rows: -1, sum: MODULUS - (digest & (MODULUS - 1)) });
    }

    /// Replaces the digest of a row that is counted.
    pub(crate) fn replace(&mut self, before: i64, after: i64) {
        self.merge(Tally { rows: 0, sum: MODULUS - (before & (MODULUS - 1)) });
        self.merge(Tally { rows: 0, sum: after });
    }

    /// Counts what another tally counts.
    pub(crate) fn merge(&mut self, other: Tally) {
        self.rows = self.rows.wrapping_add(other.rows);
        // Wrapping 64 bits loses nothing modulo a power of two.
        self.sum = self.sum.wrapping_add(other.sum) & (MODULUS - 1);
    }
}

/// Tallies by table.
pub(crate) type Tallies = BTreeMap<&'static str, Tally>;

/// Counts rows of one table.
pub(crate) fn tally<'a, K: Kept + 'a>(rows: impl IntoIterator<Item = &'a K>) -> Tally {
    let mut tally = Tally::default();
    for row in rows {
        tally.add(row.digest());
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    /// Databases hold these: a change of the form would make all of them look damaged.
    #[test]
    fn the_form_is_fixed() {
        let pair = claim_pair::Model {
            tenant: 1,
            a: Uuid::from_u128(1),
            b: Uuid::from_u128(2),
            relation: "rewords".to_owned(),
            score: 0.75,
            vetoes: String::new(),
            why: "like words".to_owned(),
            state: "proposed".to_owned(),
            digest: 0,
        };
        assert_eq!(
            [pair.digest(), Worded(7, "abcdefgh").digest()],
            [2_602_103_529_224_821_545, 4_375_935_533_526_578_934]
        );
    }

    #[test]
    fn nothing_is_not_an_empty_text_and_a_number_no_text() {
        let one = |part: Part<'_>| digest("t", &[part]);
        assert_ne!(one(Part::Null), one(Part::from("")));
        assert_ne!(one(Part::from("a")), one(Part::from(b"a".as_slice())));
        assert_ne!(one(Part::from(1)), one(Part::from(f64::from_bits(1))));
        assert_ne!(
            digest("t", &[Part::from("ab"), Part::from("c")]),
            digest("t", &[Part::from("a"), Part::from("bc")])
        );
    }

    proptest! {
        #[test]
        fn order_counts_for_nothing_and_replacing_is_taking_out_and_putting_in(
            mut digests in proptest::collection::vec(0..MODULUS, 1..9),
            other in 0..MODULUS,
        ) {
            let sum = |digests: &[i64]| {
                let mut tally = Tally::default();
                for digest in digests {
                    tally.add(*digest);
                }
                tally
            };
            let mut replaced = sum(&digests);
            replaced.replace(digests[0], other);
            digests[0] = other;
            prop_assert_eq!(replaced, sum(&digests));
            digests.reverse();
            prop_assert_eq!(replaced, sum(&digests));
            prop_assert!((0..MODULUS).contains(&replaced.sum));
        }
    }
}
