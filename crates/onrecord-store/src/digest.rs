//! One hash over everything that was read from an input.

use onrecord_model::{Article, ContentHash, Mention};

use crate::wire::{article, mention};

/// Names the form of what is hashed, so that another form can never give the same hash by chance.
const FORM: &[u8] = b"onrecord content 1";

/// Hashes what is stored of an article: metadata, text and mentions in order, whatever ids and handles they get.
///
/// The hash goes into [`onrecord_model::Action::Ingested`]; [`crate::Store::verify`] makes it again from the stored rows.
pub fn content_digest(article: &Article, mentions: &[Mention]) -> ContentHash {
    let metadata = article::write(article);
    let rows: Vec<String> = mentions.iter().map(|m| mention::write_whole(m, &article.text)).collect();
    let parts = [FORM, metadata.as_bytes(), article.text.as_str().as_bytes()];
    ContentHash::of_parts(parts.into_iter().chain(rows.iter().map(String::as_bytes)))
}
