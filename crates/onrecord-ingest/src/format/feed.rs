//! Feeds: recognised here, read entry by entry in [`crate::Feed`].

use onrecord_model::Format;

use super::{Head, Reader};
use crate::draft::Draft;
use crate::{Hints, Rejected, feed};

pub(super) const READER: Reader = Reader { format: Format::Feed, recognises, read };

fn recognises(head: &Head<'_>) -> bool {
    feed::is_xml_feed(&head.text) || feed::is_json_feed(&head.text)
}

/// Refuses, because a feed is many articles and whoever asks for a whole input wants one.
fn read(_: &[u8], _: &Hints) -> Result<Draft, Rejected> {
    Err(Rejected::because("a feed, which is many articles and not one").try_this("take it in with `onrecord ingest`"))
}
