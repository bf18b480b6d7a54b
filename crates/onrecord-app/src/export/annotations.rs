//! Mentions as Web Annotations.

use std::collections::BTreeMap;

use onrecord_model::{Claim, ClaimId, Document, Handle};
use onrecord_report::export::annotation::{Noted, line};

use crate::ingest::denial;
use crate::site::{Audience, Run};
use crate::{AppError, AsOf, Desk};

impl Desk {
    /// Writes every mention of these documents, or of all, as a Web Annotation: one line of JSON-LD each, by document and in
    /// reading order. `take` gets the lines of one document after the other.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn annotations(&self, asked: &[Handle], mut take: impl FnMut(Vec<String>)) -> Result<(), AppError> {
        let run = self.run(AsOf::Now, Audience::Desk).await?;
        for handle in self.documents_named(asked).await? {
            take(self.annotations_of(&self.document(handle).await?, &run).await?);
        }
        Ok(())
    }

    /// Lists these documents, or all, by handle and each once.
    pub(super) async fn documents_named(&self, asked: &[Handle]) -> Result<Vec<Handle>, AppError> {
        if asked.is_empty() {
            let run = self.run(AsOf::Now, Audience::Desk).await?;
            return self.all_documents_in(&run).await;
        }
        let mut named = asked.to_vec();
        named.sort_unstable();
        named.dedup();
        Ok(named)
    }

    async fn annotations_of(&self, document: &Document, run: &Run) -> Result<Vec<String>, AppError> {
        let claims = self.store.claims_of_document(document.id).await?;
        let set_aside = self.set_aside(claims.iter().map(|claim| claim.id), run).await?;
        let claims: BTreeMap<ClaimId, Claim> = claims.into_iter().map(|claim| (claim.id, claim)).collect();
        let mentions = self.store.mentions(document).await?;
        let noted = mentions.iter().filter_map(|stored| {
            Some(Noted {
                id: stored.id,
                mention: &stored.mention,
                denial: denial(&document.article.text, &stored.mention),
                claim: claims.get(&stored.claim)?,
                set_aside: set_aside.get(&stored.claim).map(|aside| aside.exit),
                text: &document.article.text,
                url: document.article.url.as_deref(),
                hash: document.hash,
                retrieved: document.retrieved_at,
                language: document.article.language.as_ref().map(|language| language.0.as_str()),
            })
        });
        Ok(noted.map(|noted| line(&noted)).collect())
    }
}
