//! The JSON in the database: private, versioned copies of the vocabulary.

pub(crate) mod action;
pub(crate) mod article;
mod decided;
pub(crate) mod evidence;
pub(crate) mod finding;
pub(crate) mod float;
pub(crate) mod mention;
mod search;
pub(crate) mod span;
pub(crate) mod word;
pub(crate) mod work;

use serde::Serialize;

/// Writes a record as JSON with fields in the order they are declared: the same record gives the same bytes.
pub(crate) fn json(record: &impl Serialize) -> String {
    // Records hold strings, numbers, lists and structs only, which serde_json always writes; were one to fail, the
    // empty text would be refused as damaged when read.
    serde_json::to_string(record).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_read_back_bit_for_bit() {
        // 4.18 × 10⁹ in binary fractions is one that a fast reader of JSON gets wrong in its last bit.
        for number in [4.18 * 1e9, 0.1 + 0.2, 2.0 / 3.0, 1e-7 / 3.0, f64::MAX, 123_456_789.123_456_78] {
            let written = super::json(&number);
            assert_eq!(serde_json::from_str::<f64>(&written).unwrap().to_bits(), f64::to_bits(number), "{written}");
        }
    }
}
