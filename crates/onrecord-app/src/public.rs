//! What the desk made public, and how it corrects itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use onrecord_model::{
    Action, Claim, ClaimId, ContentHash, Correction, Document, Gravity, Handle, HandleKind, PublicChange, PublicEntry,
    PublicId, PublicKind, PublicSubject, Publication, Reason, Reviewer,
};
use onrecord_store::{Checkpoint, EventFilter, Occurrence, StoreError, Tx};
use uuid::Uuid;

use crate::desk::retrying;
use crate::due;
use crate::error::expect_kind;
use crate::rewind::{AsOf, checkpoint};
use crate::{AppError, Desk};

/// Entries of one claim's history looked at.
const HISTORY: u32 = 10_000;

/// That something is made public.
#[derive(Clone, Debug)]
pub struct PublishRequest {
    /// A document, whose report was published, or a claim.
    pub subject: Handle,
    /// On which day; `None` for today.
    pub on: Option<NaiveDate>,
    /// Where it can be read.
    pub address: Option<String>,
    /// Who says so.
    pub by: Reviewer,
    /// Why; may be left out.
    pub reason: Option<Reason>,
}

/// That the house gives a verdict on a claim.
#[derive(Clone, Debug)]
pub struct RatingRequest {
    /// The claim.
    pub claim: Handle,
    /// Name of the verdict in the house rules.
    pub name: String,
    /// Why, as readers are told.
    pub explanation: Reason,
    /// On which day; `None` for today.
    pub on: Option<NaiveDate>,
    /// Who gives it.
    pub by: Reviewer,
}

/// That something published is put right.
#[derive(Clone, Debug)]
pub struct CorrectionRequest {
    /// The claim.
    pub claim: Handle,
    /// How grave it is.
    pub gravity: Gravity,
    /// What readers are told.
    pub note: Reason,
    /// What it said before; `None` for the statuses and the verdict that readers were told last and that are others now, if any.
    pub was: Option<String>,
    /// On which day; `None` for today.
    pub on: Option<NaiveDate>,
    /// Who corrects.
    pub by: Reviewer,
}

impl Desk {
    /// Writes down that the report of a document, or what came of checking a claim, was published as it is now. With
    /// `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Role`], [`AppError::Invalid`] for a day to come or before
    /// the article was there, [`AppError::Store`].
    pub async fn publish(&self, request: &PublishRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        retrying!(self.publish_once(request, dry_run))
    }

    async fn publish_once(&self, request: &PublishRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        let on = self.day(request.on)?;
        let last = self.rewind(AsOf::Now).await?.last;
        let Some(last) = last else { return Err(AppError::NotFound { handle: request.subject }) };
        let Checkpoint { size, root } = checkpoint(&last);
        let (subject, report) = if request.subject.kind == HandleKind::Document {
            let document = self.document(request.subject).await?;
            is_possible(request, document.article.published.map(|published| published.date))?;
            let page = self.report(request.subject, AsOf::Entry(size)).await?;
            let hash = ContentHash::of(page.html.as_bytes());
            (PublicSubject::Document(document.id, document.handle), Some(hash))
        } else {
            let claim = self.claim(request.subject).await?.claim;
            is_possible(request, claim.first_published)?;
            (PublicSubject::Claim(claim.id, claim.handle), None)
        };
        let publication = Publication { on, size, root, report, address: request.address.clone() };
        let mut tx = self.store.begin().await?;
        if tx.head().await?.size != size {
            let why = "something was decided while the report was written; try again".to_owned();
            return Err(StoreError::Busy { why }.into());
        }
        let entry = self.entry(subject, &request.by, PublicKind::Published(publication));
        self.tell(&mut tx, &entry, request.reason.clone()).await?;
        if dry_run { tx.rollback().await } else { tx.commit().await }?;
        Ok(entry)
    }

    /// Corrects what was published of a claim: a dated entry that readers see, kept in the log. With `dry_run` nothing is
    /// written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Role`], [`AppError::NotPublished`],
    /// [`AppError::Invalid`] for a day to come or before the publication, [`AppError::Store`].
    pub async fn correct(&self, request: &CorrectionRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        retrying!(self.correct_once(request, dry_run))
    }

    async fn correct_once(&self, request: &CorrectionRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        let handle = expect_kind(request.claim, HandleKind::Claim)?;
        let on = self.day(request.on)?;
        let mut tx = self.store.begin().await?;
        let claim = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let entries = published(&tx, &claim).await?;
        let first = entries.iter().filter_map(PublicEntry::publication).map(|one| one.on).min();
        let first = first.ok_or(AppError::NotPublished { handle })?;
        if on < first {
            return Err(AppError::Invalid(format!(
                "{handle} was first published on {first}, so not corrected on {on}"
            )));
        }
        let filter = EventFilter { subject: Some(claim.id.0), limit: HISTORY, ..EventFilter::default() };
        let changes = due::changes(&claim, &entries, &tx.events(&filter).await?);
        let was = request.was.clone().or_else(|| changes.as_deref().map(due::told));
        let (gravity, note) = (request.gravity, request.note.clone());
        let withdraws = gravity == Gravity::Retraction && changes.is_none();
        let correction = Correction { on, gravity, note: note.clone(), was, withdraws };
        let entry = self.entry(PublicSubject::Claim(claim.id, handle), &request.by, PublicKind::Corrected(correction));
        self.tell(&mut tx, &entry, Some(note)).await?;
        if dry_run { tx.rollback().await } else { tx.commit().await }?;
        Ok(entry)
    }

    pub(crate) fn day(&self, on: Option<NaiveDate>) -> Result<NaiveDate, AppError> {
        let today = self.now().date_naive();
        let on = on.unwrap_or(today);
        // Somewhere it is tomorrow already.
        if on.pred_opt().is_some_and(|before| before > today) {
            return Err(AppError::Invalid(format!("{on} is yet to come; give the day on which it was")));
        }
        Ok(on)
    }

    pub(crate) fn entry(&self, subject: PublicSubject, by: &Reviewer, kind: PublicKind) -> PublicEntry {
        // As the log keeps it: to the microsecond.
        let now = self.now();
        let at = chrono::DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now);
        PublicEntry { id: PublicId(self.next_id()), subject, by: by.clone(), at, kind }
    }

    pub(crate) async fn tell(&self, tx: &mut Tx, entry: &PublicEntry, reason: Option<Reason>) -> Result<(), AppError> {
        let change = PublicChange { entry: entry.clone(), stands: true };
        tx.tell_readers(&change).await?;
        let action = Action::PublicChanged { change, reason, takes_back: None };
        self.enter_at(tx, (&entry.by, entry.at), action).await
    }

    /// Lists what readers were told, the newest first: all, or of one document or claim; a claim's among them that was
    /// published with a document.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn public_entries(&self, about: Option<Handle>) -> Result<Vec<PublicEntry>, AppError> {
        let mut entries = match about {
            None => self.store.public_entries().await?,
            Some(handle) if handle.kind == HandleKind::Document => {
                let document = self.document(handle).await?;
                let claims = self.store.claims_of_document(document.id).await?;
                self.store.public_entries_of(&subjects(&document, &claims)).await?
            }
            Some(handle) => {
                let handle = expect_kind(handle, HandleKind::Claim)?;
                let claim = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
                self.told_about(&claim).await?
            }
        };
        entries.reverse();
        Ok(entries)
    }

    /// Lists what readers were told of a claim and of the documents that make it, the oldest first; outside a transaction, so that
    /// whoever only looks can do so where the disk is full.
    async fn told_about(&self, claim: &Claim) -> Result<Vec<PublicEntry>, AppError> {
        let occurrences = self.store.occurrences(&[claim.id]).await?;
        Ok(self.store.public_entries_of(&making(claim, &occurrences)).await?)
    }

    /// Says of a claim that was published with another status or verdict than it has, and not corrected since, that a correction is
    /// due; `None` where none is.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn correction_due(&self, claim: &Claim) -> Result<Option<String>, AppError> {
        let entries = self.told_about(claim).await?;
        if !entries.iter().any(|entry| entry.publication().is_some()) {
            return Ok(None);
        }
        let filter = EventFilter { subject: Some(claim.id.0), limit: HISTORY, ..EventFilter::default() };
        let history = self.store.events(&filter).await?;
        Ok(due::changes(claim, &entries, &history).map(|changes| due::words(claim.handle, &changes)))
    }
}

/// Lists what readers were told of a claim, the oldest first: corrections, and publications of it or of a document that
/// makes it.
/// Groups what readers were told of claims by the claim, in the order it is given in; what they were told of documents is left out.
pub(crate) fn by_claim(entries: impl IntoIterator<Item = PublicEntry>) -> BTreeMap<ClaimId, Vec<PublicEntry>> {
    let mut told: BTreeMap<ClaimId, Vec<PublicEntry>> = BTreeMap::new();
    for entry in entries {
        if let PublicSubject::Claim(id, _) = entry.subject {
            told.entry(id).or_default().push(entry);
        }
    }
    told
}

/// Refuses a day that is named and on which what was checked had not appeared anywhere in the world.
fn is_possible(request: &PublishRequest, appeared: Option<NaiveDate>) -> Result<(), AppError> {
    let Some((on, appeared)) = request.on.zip(appeared) else { return Ok(()) };
    // Where the desk is, the day may be one behind.
    if on.succ_opt().is_some_and(|next| next < appeared) {
        let what = request.subject;
        return Err(AppError::Invalid(format!("{what} appeared on {appeared}, so a report on it not on {on}")));
    }
    Ok(())
}

async fn published(tx: &Tx, claim: &Claim) -> Result<Vec<PublicEntry>, AppError> {
    let occurrences = tx.occurrences(&[claim.id]).await?;
    Ok(tx.public_entries_of(&making(claim, &occurrences)).await?)
}

/// Returns the ids of a claim and of the documents that make it, each once.
fn making(claim: &Claim, occurrences: &[Occurrence]) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = occurrences.iter().map(|o| o.document.id.0).chain([claim.id.0]).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn subjects(document: &Document, claims: &[Claim]) -> Vec<Uuid> {
    claims.iter().map(|claim| claim.id.0).chain([document.id.0]).collect()
}

impl Desk {
    /// Lists the claims for which a correction is due, by handle.
    pub(crate) async fn corrections_due(&self) -> Result<Vec<Claim>, AppError> {
        let mut due = Vec::new();
        // Of a claim of which nothing ever changed readers know all.
        for claim in self.published_claims().await?.into_iter().filter(|claim| claim.revision > 1) {
            if self.correction_due(&claim).await?.is_some() {
                due.push(claim);
            }
        }
        Ok(due)
    }

    /// Lists the claims that were published, alone or with a document, by handle.
    async fn published_claims(&self) -> Result<Vec<Claim>, AppError> {
        let mut ids: Vec<ClaimId> = Vec::new();
        let mut claims: Vec<Claim> = Vec::new();
        for entry in self.store.public_entries().await? {
            match entry.subject {
                PublicSubject::Claim(id, _) => ids.push(id),
                PublicSubject::Document(id, _) => claims.extend(self.store.claims_of_document(id).await?),
            }
        }
        claims.extend(self.store.claims(&ids).await?);
        claims.sort_by_key(|claim| claim.handle);
        claims.dedup_by_key(|claim| claim.handle);
        Ok(claims)
    }
}
