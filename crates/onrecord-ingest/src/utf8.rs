//! How much of some bytes is UTF-8.

/// Counts of what is not ASCII in some bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Census {
    /// Well-formed sequences of two to four bytes.
    pub(crate) multibyte: usize,
    /// Ill-formed sequences; decoding puts one U+FFFD for each.
    pub(crate) invalid: usize,
}

impl Census {
    /// Counts sequences in `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        // Most text is sound, and that is told far quicker than it is counted.
        if let Ok(text) = std::str::from_utf8(bytes) {
            let multibyte = text.bytes().filter(|b| *b >= 0xc0).count();
            return Census { multibyte, invalid: 0 };
        }
        bytes.utf8_chunks().fold(Census::default(), |sum, chunk| Census {
            multibyte: sum.multibyte + chunk.valid().chars().filter(|c| !c.is_ascii()).count(),
            invalid: sum.invalid + usize::from(!chunk.invalid().is_empty()),
        })
    }

    /// Tells whether the bytes are UTF-8, or UTF-8 with some damage.
    ///
    /// Text in other encodings forms a well-formed sequence only now and then, so damage is assumed only where
    /// well-formed sequences are at least as many as ill-formed ones.
    pub(crate) fn is_mostly_utf8(self) -> bool {
        self.invalid == 0 || self.multibyte >= self.invalid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_damage_from_another_encoding() {
        assert!(Census::of("naïve café".as_bytes()).is_mostly_utf8());
        assert!(Census::of(b"caf\xc3\xa9 \xff").is_mostly_utf8());
        assert!(!Census::of(b"caf\xe9").is_mostly_utf8());
        assert_eq!(Census::of(b"plain"), Census::default());
    }
}
