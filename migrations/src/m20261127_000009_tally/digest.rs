//! One number over a row.

use sea_orm_migration::sea_orm::prelude::Uuid;
use sea_orm_migration::sea_orm::{DbErr, QueryResult, Value};

/// Sums are taken modulo this.
const MODULUS: i64 = 1 << 62;

/// What a column holds.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Id,
    Bytes,
    Text,
    /// 64 bits on both databases.
    Number,
    /// 32 bits on PostgreSQL.
    Small,
    Flag,
    Real,
}

/// Reads a column and writes it as digests have it, its kind before it; nothing for none.
pub(super) fn part(row: &QueryResult, index: usize, kind: Kind) -> Result<Vec<u8>, DbErr> {
    let with = |letter: u8, bytes: &[u8]| [&[letter], bytes].concat();
    let number = |number: i64| with(b'n', &number.to_le_bytes());
    let part = match kind {
        Kind::Id => row.try_get_by_index::<Option<Uuid>>(index)?.map(|id| with(b'b', id.as_bytes())),
        Kind::Bytes => row.try_get_by_index::<Option<Vec<u8>>>(index)?.map(|bytes| with(b'b', &bytes)),
        Kind::Text => row.try_get_by_index::<Option<String>>(index)?.map(|text| with(b't', text.as_bytes())),
        Kind::Number => row.try_get_by_index::<Option<i64>>(index)?.map(number),
        Kind::Small => row.try_get_by_index::<Option<i32>>(index)?.map(|small| number(small.into())),
        Kind::Flag => row.try_get_by_index::<Option<bool>>(index)?.map(|flag| number(flag.into())),
        Kind::Real => row.try_get_by_index::<Option<f64>>(index)?.map(|real| with(b'r', &real.to_bits().to_le_bytes())),
    };
    Ok(part.unwrap_or_default())
}

/// Reads a column of a key as a value to be asked for.
pub(super) fn value(row: &QueryResult, index: usize, kind: Kind) -> Result<Value, DbErr> {
    Ok(match kind {
        Kind::Id => row.try_get_by_index::<Uuid>(index)?.into(),
        Kind::Bytes => row.try_get_by_index::<Vec<u8>>(index)?.into(),
        Kind::Text => row.try_get_by_index::<String>(index)?.into(),
        Kind::Number => row.try_get_by_index::<i64>(index)?.into(),
        Kind::Small => row.try_get_by_index::<i32>(index)?.into(),
        Kind::Flag => row.try_get_by_index::<bool>(index)?.into(),
        Kind::Real => row.try_get_by_index::<f64>(index)?.into(),
    })
}

/// Writes a text and a number as parts.
pub(super) fn worded(number: i64, word: &str) -> [Vec<u8>; 2] {
    [[&b"n"[..], &number.to_le_bytes()].concat(), [&b"t"[..], word.as_bytes()].concat()]
}

/// Hashes the name of a table and the parts of a row.
pub(super) fn digest(table: &str, parts: &[Vec<u8>]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    for part in [table.as_bytes()].into_iter().chain(parts.iter().map(Vec::as_slice)) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    i64::from_le_bytes(first) & (MODULUS - 1)
}

/// How many rows, and the sum of their digests.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) rows: i64,
    pub(super) sum: i64,
}

impl Tally {
    pub(super) fn add(&mut self, digest: i64) {
        self.rows += 1;
        self.sum = self.sum.wrapping_add(digest) & (MODULUS - 1);
    }
}
