//! Looking at documents, claims and speakers.

use onrecord_model::{Claim, Document, Handle, HandleKind, Lease, Speaker, WorkState};
use onrecord_store::{DocumentSummary, EventFilter, Occurrence, SealedEvent, StoredMention};

use uuid::Uuid;

use crate::error::expect_kind;
use crate::{AppError, Desk};

/// One place where a claim is made.
pub struct MentionView {
    /// The document.
    pub document: DocumentSummary,
    /// Its text, which all spans index.
    pub text: onrecord_text::Text,
    /// The mention.
    pub stored: StoredMention,
}

/// A claim with all there is to know about it.
pub struct ClaimView {
    /// The claim.
    pub claim: Claim,
    /// In whose hands it is today.
    pub work: WorkState,
    /// Who looks at it at the moment.
    pub lease: Option<Lease>,
    /// Who claims it; `None` when nobody could be named.
    pub speaker: Option<Speaker>,
    /// Where, by publication date.
    pub mentions: Vec<MentionView>,
    /// What was done to it, oldest first.
    pub history: Vec<SealedEvent>,
}

/// In whose hands a claim is.
pub struct Hands {
    /// The claim.
    pub claim: Claim,
    /// What people did to the work on it, what they decided since left out.
    pub stored: WorkState,
    /// In whose hands it is today.
    pub work: WorkState,
    /// Who looks at it at the moment; `None` when nobody does.
    pub lease: Option<Lease>,
}

/// How many entries of one claim's history are shown.
const HISTORY: u32 = 1_000;

impl Desk {
    /// Lists the documents after `after`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn documents(&self, after: Option<Handle>, limit: u32) -> Result<Vec<DocumentSummary>, AppError> {
        Ok(self.store.documents(after, limit).await?)
    }

    /// Returns one document.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn document(&self, handle: Handle) -> Result<Document, AppError> {
        let handle = expect_kind(handle, HandleKind::Document)?;
        self.store.document(handle).await?.ok_or(AppError::NotFound { handle })
    }

    /// Returns the bytes a document was read from, exactly as received.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn raw(&self, handle: Handle) -> Result<Vec<u8>, AppError> {
        let document = self.document(handle).await?;
        self.store.raw(document.id).await?.ok_or(AppError::NotFound { handle })
    }

    /// Lists the mentions of a document in reading order.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn mentions(&self, document: &Document) -> Result<Vec<StoredMention>, AppError> {
        Ok(self.store.mentions(document).await?)
    }

    /// Returns one claim with its mentions and its history.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn claim(&self, handle: Handle) -> Result<ClaimView, AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let Some(claim) = self.store.claim(handle).await? else { return Err(self.no_claim(handle).await) };
        let speaker = self.claimant(&claim).await?;
        let mentions = self.store.occurrences(&[claim.id]).await?.into_iter().map(view).collect();
        let filter = EventFilter { subject: Some(claim.id.0), limit: HISTORY, ..EventFilter::default() };
        let history = self.store.events(&filter).await?;
        let stored = self.store.works(&[claim.id]).await?.remove(&claim.id).unwrap_or_default();
        let work = stored.current(&claim.statuses, self.now().date_naive());
        let lease = self.store.leases(&[claim.id], self.now()).await?.remove(&claim.id);
        Ok(ClaimView { claim, work, lease, speaker, mentions, history })
    }

    /// Returns in whose hands a claim is today, with no more read than that takes.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn hands(&self, handle: Handle) -> Result<Hands, AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let claim = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let stored = self.store.works(&[claim.id]).await?.remove(&claim.id).unwrap_or_default();
        let work = stored.current(&claim.statuses, self.now().date_naive());
        let lease = self.store.leases(&[claim.id], self.now()).await?.remove(&claim.id);
        Ok(Hands { claim, stored, work, lease })
    }

    /// Returns the id under which the log tells of a claim, document, speaker, outlet or piece of evidence.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Store`].
    pub async fn logged_as(&self, handle: Handle) -> Result<Uuid, AppError> {
        let id = match handle.kind {
            HandleKind::Claim => self.store.claim(handle).await?.map(|claim| claim.id.0),
            HandleKind::Document => self.store.document(handle).await?.map(|document| document.id.0),
            HandleKind::Speaker => self.store.speaker(handle).await?.map(|speaker| speaker.id.0),
            HandleKind::Outlet => {
                let outlets = self.store.outlets().await?;
                outlets.into_iter().find(|outlet| outlet.handle == handle).map(|outlet| outlet.id.0)
            }
            HandleKind::Evidence => self.store.evidence_id(handle).await?.map(|id| id.0),
        };
        id.ok_or(AppError::NotFound { handle })
    }

    /// Lists the speakers with their aliases, by handle.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn speakers(&self) -> Result<Vec<Speaker>, AppError> {
        Ok(self.store.speakers().await?)
    }

    /// Returns one speaker.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn speaker(&self, handle: Handle) -> Result<Speaker, AppError> {
        let handle = expect_kind(handle, HandleKind::Speaker)?;
        self.store.speaker(handle).await?.ok_or(AppError::NotFound { handle })
    }

    /// Returns the speaker that a handle (`s2`) or a name, whatever its case, names.
    ///
    /// # Errors
    /// [`AppError::NotFound`] and [`AppError::WrongKind`] for a handle, [`AppError::Missing`] when nobody is called so,
    /// [`AppError::Ambiguous`] when several are, [`AppError::Store`].
    pub async fn speaker_named(&self, asked: &str) -> Result<Speaker, AppError> {
        if let Ok(handle) = asked.parse() {
            return self.speaker(handle).await;
        }
        let mut found = self.store.speakers_by_name(&[asked.to_owned()]).await?;
        found.dedup_by(|a, b| a.1.id == b.1.id);
        match found.as_slice() {
            [] => Err(AppError::Missing(format!("no speaker is called {asked:?}; 'onrecord speaker list' lists them"))),
            [(_, only)] => Ok(only.clone()),
            several => {
                let who: Vec<String> = several.iter().map(|(_, s)| format!("{} ({})", s.handle, s.name)).collect();
                Err(AppError::Ambiguous(format!(
                    "several speakers are called {asked:?}: {}; say which",
                    who.join(", ")
                )))
            }
        }
    }

    pub(crate) async fn claimant(&self, claim: &Claim) -> Result<Option<Speaker>, AppError> {
        let Some(id) = claim.claimant else { return Ok(None) };
        Ok(self.store.speakers_by_id(&[id]).await?.into_iter().next())
    }
}

fn view(occurrence: Occurrence) -> MentionView {
    MentionView { document: occurrence.document, text: occurrence.text, stored: occurrence.stored }
}
