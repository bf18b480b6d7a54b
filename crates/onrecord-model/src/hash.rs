//! Content hashes.

use std::fmt;
use std::str::FromStr;

/// A BLAKE3 hash of 32 bytes; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub [u8; 32]);

/// The refusal of a string that is not 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a hash of 64 hexadecimal digits")]
pub struct HashError(pub String);

impl ContentHash {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        ContentHash(*blake3::hash(bytes).as_bytes())
    }

    /// What the names of bytes begin with.
    pub const URN: &str = "urn:blake3:";

    /// Returns the name of the bytes: [`Self::URN`] and the hash.
    pub fn urn(&self) -> String {
        format!("{}{self}", Self::URN)
    }

    /// Reads what [`Self::urn`] writes; `None` for anything else.
    pub fn from_urn(name: &str) -> Option<Self> {
        name.strip_prefix(Self::URN)?.parse().ok()
    }

    /// Hashes several parts so that moving a byte from one to the next changes the result.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        ContentHash(*hasher.finalize().as_bytes())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl FromStr for ContentHash {
    type Err = HashError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        blake3::Hash::from_hex(s).map(|h| ContentHash(*h.as_bytes())).map_err(|_| HashError(s.to_owned()))
    }
}
