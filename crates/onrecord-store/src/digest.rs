//! One hash over everything that was read from an input, and what it was filed under.

use onrecord_model::{Article, ClaimId, ContentHash, Mention, SpeakerId};

use crate::wire::{article, mention};

/// Names the form of what is hashed, so that another form can never give the same hash by chance.
const FORM: &[u8] = b"onrecord content 2";

/// A mention with the claim it is filed under.
#[derive(Clone, Copy, Debug)]
pub struct Filed<'a> {
    /// The mention.
    pub mention: &'a Mention,
    /// The claim it makes.
    pub claim: ClaimId,
    /// The wording of that claim.
    pub wording: &'a str,
    /// The claimant of that claim; `None` when nobody is credited.
    pub claimant: Option<SpeakerId>,
}

/// Hashes what is stored of an article: metadata, text and mentions in order, each with the id, wording and claimant of
/// its claim.
///
/// The hash goes into [`onrecord_model::Action::Ingested`]; [`crate::Store::verify`] makes it again from the stored rows.
pub fn content_digest(article: &Article, filed: &[Filed<'_>]) -> ContentHash {
    let metadata = article::write(article);
    let rows: Vec<String> = filed.iter().map(|filed| mention::write_whole(filed.mention, &article.text)).collect();
    let parts = [FORM, metadata.as_bytes(), article.text.as_str().as_bytes()];
    let mentions = rows.iter().zip(filed).flat_map(|(row, filed)| {
        let claimant = filed.claimant.as_ref().map_or(&[][..], |id| id.0.as_bytes());
        [row.as_bytes(), filed.claim.0.as_bytes(), filed.wording.as_bytes(), claimant]
    });
    ContentHash::of_parts(parts.into_iter().chain(mentions))
}
