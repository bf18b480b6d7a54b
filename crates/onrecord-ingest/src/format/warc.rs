//! Web archives: recognised here, read record by record in [`crate::Warc`].

use std::io::Read;

use flate2::read::GzDecoder;
use onrecord_model::Format;

use super::{Head, Reader};
use crate::draft::Draft;
use crate::{Hints, Rejected, warc};

pub(super) const READER: Reader = Reader { format: Format::Warc, recognises, read };

/// Looks into gzip as far as the first bytes of what is packed.
fn recognises(head: &Head<'_>) -> bool {
    if !head.bytes.starts_with(warc::GZIP) {
        return warc::is_start(head.bytes);
    }
    let mut start = Vec::new();
    // What is unpacked before the head ends, or before the damage, is enough.
    let _ = GzDecoder::new(head.bytes).take(64).read_to_end(&mut start);
    warc::is_start(&start)
}

/// Refuses, because an archive is many pages and whoever asks for a whole input wants one.
fn read(_: &[u8], _: &Hints) -> Result<Draft, Rejected> {
    Err(Rejected::because("a web archive, which is many pages and not one")
        .try_this("take it in with `onrecord ingest`"))
}
