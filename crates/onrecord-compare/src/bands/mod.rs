//! Keys under which rewordings of a statement meet, so that a store finds them without reading everything.
//!
//! A key is made of two of the statement's six rarest stems: whoever puts the same proposition into other words keeps some of
//! its names, numbers and rare words. Measured on 300,000 statements (`docs/comparison.md`), these keys find more rewordings
//! than the same number of `MinHash` bands and lead to a fifth of the rows.

mod common;
mod index;

pub(crate) use common::is_common_noun;
pub use index::{BandIndex, CAP};

use std::borrow::Cow;

use crate::Statement;
use crate::candidates::{Signature, fnv1a};
use crate::stem::stems;
use crate::words::words;

/// Stems a statement is filed by: fifteen pairs.
const RAREST: usize = 6;

/// What a statement is filed and found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementKeys {
    /// The keys under which its rewordings meet: at most fifteen, ascending.
    pub bands: Vec<i64>,
    /// Its different content words, each as eight letters a to p: a form that every full-text index takes for one word.
    pub words: Vec<String>,
    /// What tells cheaply which of the statements found are worth comparing: the same as
    /// [`statement_signature`](crate::statement_signature) returns, without reading the statement again.
    pub signature: Signature,
}

/// Returns what a statement is filed and found by.
pub fn statement_keys(statement: &Statement<'_>) -> StatementKeys {
    let words = words(statement);
    let mut stems: Vec<(Cow<'_, str>, u64)> = words.iter().flat_map(stems).map(hashed).collect();
    let signature = Signature::of(stems.iter().map(|(_, hash)| *hash));
    stems.sort_unstable();
    stems.dedup();
    let words = stems.iter().map(|(_, hash)| letters(*hash)).collect();
    let mut rarest: Vec<(u32, u64)> = stems.iter().map(|(_, hash)| (common::commonness(*hash), *hash)).collect();
    rarest.sort_unstable();
    rarest.truncate(RAREST);
    StatementKeys { bands: pairs(&rarest), words, signature }
}

fn hashed(stem: Cow<'_, str>) -> (Cow<'_, str>, u64) {
    let hash = fnv1a(&stem);
    (stem, hash)
}

/// Returns one key for each two of `rarest`; a statement of one stem has that.
fn pairs(rarest: &[(u32, u64)]) -> Vec<i64> {
    let hashes: Vec<u64> = rarest.iter().map(|(_, hash)| *hash).collect();
    let mut keys: Vec<i64> = Vec::new();
    for (at, one) in hashes.iter().enumerate() {
        keys.extend(hashes.iter().skip(at + 1).map(|other| key(*one.min(other), *one.max(other))));
    }
    if let [only] = hashes.as_slice() {
        keys.push(key(*only, *only));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Mixes two hashes into one key (the finalizer of `MurmurHash3`, Appleby 2011).
fn key(a: u64, b: u64) -> i64 {
    let mut x = a ^ b.rotate_left(32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    x = (x ^ (x >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (x ^ (x >> 33)).cast_signed()
}

/// Writes 32 bits of a hash as eight letters.
fn letters(hash: u64) -> String {
    (0..8).map(|at| char::from(b'a' + ((hash >> (4 * at)) & 15) as u8)).collect()
}
