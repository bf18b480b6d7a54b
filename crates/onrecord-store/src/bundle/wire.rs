//! How the values of columns stand in a bundle.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// A value as it stands in a bundle, of a column that holds `C`.
pub(super) trait Wire<C>: Sized {
    /// Turns the column into what stands in the bundle.
    fn write(column: C) -> Result<Self, String>;

    /// Turns it back.
    fn read(self) -> Result<C, String>;
}

macro_rules! as_it_is {
    ($($kind:ty),*) => {$(
        impl Wire<$kind> for $kind {
            fn write(column: $kind) -> Result<Self, String> {
                Ok(column)
            }

            fn read(self) -> Result<$kind, String> {
                Ok(self)
            }
        }
    )*};
}

as_it_is!(bool, i32, i64, f64, String);

impl<C, W: Wire<C>> Wire<Option<C>> for Option<W> {
    fn write(column: Option<C>) -> Result<Self, String> {
        column.map(W::write).transpose()
    }

    fn read(self) -> Result<Option<C>, String> {
        self.map(W::read).transpose()
    }
}

/// A UUID, in its form with hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id(pub(super) Uuid);

/// Bytes as lower-case hexadecimal digits: hashes and keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hex(pub(super) Vec<u8>);

/// Bytes as base64 (RFC 4648, with padding).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Base64(pub(super) Vec<u8>);

/// Bytes that the database keeps packed, as base64 of what they are unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Packed(pub(super) Vec<u8>);

/// Bytes that are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Utf8(pub(super) String);

impl Wire<Uuid> for Id {
    fn write(column: Uuid) -> Result<Self, String> {
        Ok(Id(column))
    }

    fn read(self) -> Result<Uuid, String> {
        Ok(self.0)
    }
}

impl Wire<Vec<u8>> for Hex {
    fn write(column: Vec<u8>) -> Result<Self, String> {
        Ok(Hex(column))
    }

    fn read(self) -> Result<Vec<u8>, String> {
        Ok(self.0)
    }
}

impl Wire<Vec<u8>> for Base64 {
    fn write(column: Vec<u8>) -> Result<Self, String> {
        Ok(Base64(column))
    }

    fn read(self) -> Result<Vec<u8>, String> {
        Ok(self.0)
    }
}

impl Wire<Vec<u8>> for Packed {
    fn write(column: Vec<u8>) -> Result<Self, String> {
        let mut raw = Vec::new();
        DeflateDecoder::new(column.as_slice()).read_to_end(&mut raw).map_err(|error| error.to_string())?;
        Ok(Packed(raw))
    }

    fn read(self) -> Result<Vec<u8>, String> {
        pack(&self.0).map_err(|error| error.to_string())
    }
}

impl Wire<Vec<u8>> for Utf8 {
    fn write(column: Vec<u8>) -> Result<Self, String> {
        String::from_utf8(column).map(Utf8).map_err(|error| error.utf8_error().to_string())
    }

    fn read(self) -> Result<Vec<u8>, String> {
        Ok(self.0.into_bytes())
    }
}

/// Packs bytes as documents are packed when they are taken in.
fn pack(raw: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(raw)?;
    encoder.finish()
}

/// Writes bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads what [`hex`] wrote; `None` for anything else.
fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| Some((digit(*pair.first()?)? << 4) | digit(*pair.get(1)?)?)).collect()
}

/// Writes a kind of value as a JSON string, and reads it back through a function.
macro_rules! as_text {
    ($($kind:ident: |$value:ident| $written:expr, |$text:ident| $read:expr, $what:literal;)*) => {$(
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $value = &self.0;
                serializer.serialize_str(&$written)
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let $text = String::deserialize(deserializer)?;
                $read.map($kind).ok_or_else(|| serde::de::Error::custom(concat!("no ", $what)))
            }
        }
    )*};
}

as_text! {
    Id: |id| id.to_string(), |text| Uuid::try_parse(&text).ok(), "id";
    Hex: |bytes| hex(bytes), |text| unhex(&text), "hexadecimal digits";
    Base64: |bytes| BASE64_STANDARD.encode(bytes), |text| BASE64_STANDARD.decode(&text).ok(), "base64";
    Packed: |bytes| BASE64_STANDARD.encode(bytes), |text| BASE64_STANDARD.decode(&text).ok(), "base64";
    Utf8: |text| text, |text| Some(text), "text";
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(unhex(&hex(&bytes)), Some(bytes.clone()));
            let json = serde_json::to_string(&Base64(bytes.clone())).unwrap();
            prop_assert_eq!(serde_json::from_str::<Base64>(&json).unwrap(), Base64(bytes.clone()));
            let packed = Packed(bytes.clone()).read().unwrap();
            prop_assert_eq!(Packed::write(packed).unwrap(), Packed(bytes));
        }
    }

    #[test]
    fn other_digits_are_refused() {
        assert_eq!([unhex("0"), unhex("0G"), unhex("AB"), unhex("é")], [None, None, None, None]);
    }
}
