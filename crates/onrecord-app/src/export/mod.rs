//! What leaves the desk in the formats of the field.

mod annotations;
mod atom;
mod claimreview;
mod claims;
mod markdown;
mod places;

use std::collections::BTreeMap;

use onrecord_model::{Claim, Handle, HandleKind, Mention, Speaker, SpeakerId};
use onrecord_text::Text;

pub use claimreview::ClaimReviews;
pub use places::ClaimPlace;

use crate::error::expect_kind;
use crate::{AppError, Desk};

/// Returns the words in which a claim is made; several pieces are set apart by an ellipsis.
fn words(mention: &Mention, text: &Text) -> String {
    let pieces: Vec<&str> = mention.content.iter().map(|span| text.slice(span)).collect();
    pieces.join(" … ")
}

impl Desk {
    /// Lists these claims and those of these documents, by handle, each once.
    async fn claims_named(&self, asked: &[Handle]) -> Result<Vec<Claim>, AppError> {
        let mut claims = BTreeMap::new();
        for handle in asked {
            if handle.kind == HandleKind::Document {
                let document = self.document(*handle).await?;
                claims.extend(self.store.claims_of_document(document.id).await?.into_iter().map(|c| (c.handle, c)));
                continue;
            }
            let handle = expect_kind(*handle, HandleKind::Claim)?;
            let Some(claim) = self.store.claim(handle).await? else { return Err(self.no_claim(handle).await) };
            claims.insert(handle, claim);
        }
        Ok(claims.into_values().collect())
    }

    /// Reads who makes these claims.
    async fn claimants(&self, claims: &[Claim]) -> Result<BTreeMap<SpeakerId, Speaker>, AppError> {
        let mut ids: Vec<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        ids.sort_unstable();
        ids.dedup();
        let speakers = self.store.speakers_by_id(&ids).await?;
        Ok(speakers.into_iter().map(|speaker| (speaker.id, speaker)).collect())
    }
}
